/*-
 * #%L
 * Micro-Expression for Fiji.
 * %%
 * Copyright (C) 2026 Micro-Expression for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.cli.MicroExpression;
import org.microexpression.clip.ApexFinder;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.Protocol;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.spotting.Spotter;

/** A jar whose classes cannot be used: each is left out and named, and all else works. */
class BrokenExtensionsTest {

	/** One for each door: the head of the class, the name it goes by, and what it has besides. */
	private static final List<List<String>> SOURCES = List.of(List.of(
		"@Plugin(type = Protocol.class) public class Thrower implements Protocol", "\"Thrower\"",
		"public Thrower() { throw new IllegalStateException(\"no licence\"); } " +
			"public Selection select(DatasetReading r) { return null; }"), List.of(
				"@Plugin(type = ApexFinder.class) public class Orphan extends Parent implements ApexFinder", "\"Orphan\"",
				"public Found find(Clip c, int f, int l, Progress p) { return null; }"), List.of(
					"@Plugin(type = DatasetReader.class) public class Nameless implements DatasetReader", "null",
					"public String id() { return \"x\"; } " +
						"public DatasetReading read(DatasetRequest r, Progress p) { return null; }"), List.of(
							"@Plugin(type = Spotter.class) public class Same implements Spotter", "\"Rise And Fall\"",
							"public List<SpottedInterval> spot(MotionTrace t, SpotterSettings s) { return List.of(); }"), List.of(
								"@Plugin(type = DisplacementMethod.class) public class Closed implements DisplacementMethod",
								"\"Closed\"",
								"private Closed() {} public DisplacementEstimator open(DisplacementSetup s) { return null; }"));

	private static final String COMMAND = "package org.example; @org.scijava.plugin.Plugin(" +
		"type = org.scijava.command.Command.class, menuPath = \"Plugins > Micro-Expression > Fail\", headless = true) " +
		"public class Fail extends org.microexpression.command.ExpressionCommand { " +
		"@org.scijava.plugin.Parameter private int number; public Fail() { throw new IllegalStateException(\"no key\"); } " +
		"protected void execute(org.microexpression.base.Progress progress) {} }";

	private static final String IMPORTS = "package org.example; import java.util.*; import org.scijava.plugin.Plugin; " +
		Stream.of("base", "clip", "dataset", "field", "motion", "spotting").map(name -> "import org.microexpression." +
			name + ".*; ").reduce("", String::concat);

	@TempDir
	static Path folder;

	private static Path jar;

	@BeforeAll
	static void build() throws IOException {
		final Path sources = Files.createDirectories(folder.resolve("src/org/example"));
		for (final List<String> source : SOURCES)
			Files.writeString(sources.resolve(source.get(0).replaceAll(".* class (\\w+) .*", "$1.java")), IMPORTS + source
				.get(0) + " { public String title() { return " + source.get(1) + "; } " + source.get(2) + " }");
		Files.writeString(sources.resolve("Parent.java"), "package org.example; class Parent {}");
		Files.writeString(sources.resolve("Fail.java"), COMMAND);
		jar = folder.resolve("broken.jar");
		ExtensionProject.build(folder.resolve("src"), ExtensionProject.origin(DisplacementMethod.class), jar, Set.of(
			"Parent.class"));
	}

	private static void isLeftOut(final Extensions<?> with, final Extensions<?> without, final String sentence) {
		assertEquals(without.titles(), with.titles());
		assertEquals(List.of(sentence), with.leftOut());
		assertEquals(List.of(), without.leftOut());
	}

	private static List<Extensions<?>> doors() {
		return List.of(Extensions.of(Protocol.class, Protocol::title), Extensions.of(ApexFinder.class, ApexFinder::title),
			Extensions.of(DatasetReader.class, DatasetReader::title), Extensions.of(Spotter.class, Spotter::title), Extensions
				.of(DisplacementMethod.class, DisplacementMethod::title));
	}

	@Test
	void whatCannotBeUsedIsLeftOutAndNamed() throws IOException {
		final List<Extensions<?>> without = doors();
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, getClass().getClassLoader())) {
			thread.setContextClassLoader(loader);
			final List<Extensions<?>> with = doors();
			isLeftOut(with.get(0), without.get(0), "The extension org.example.Thrower (Protocol) cannot be used " +
				"(java.lang.IllegalStateException: no licence) and is left out; update or remove its jar.");
			isLeftOut(with.get(1), without.get(1), "The extension org.example.Orphan (ApexFinder) cannot be used " +
				"(java.lang.NoClassDefFoundError: org/example/Parent) and is left out; update or remove its jar.");
			isLeftOut(with.get(2), without.get(2),
				"The extension org.example.Nameless (DatasetReader) has no title and is left out; update or remove its jar.");
			isLeftOut(with.get(3), without.get(3), "The extension org.example.Same (Spotter) has the title 'Rise And Fall' " +
				"of org.microexpression.spotting.RiseAndFall and is left out; give one of them another title or remove its " +
				"jar.");
			assertEquals(without.get(4).titles(), with.get(4).titles());
			assertTrue(with.get(4).leftOut().get(0).startsWith("The extension org.example.Closed (DisplacementMethod)"), with
				.get(4).leftOut()::toString);
			// Who asks for it by name learns why it is not there.
			final String message = assertThrows(InputException.class, () -> Protocol.named("thrower")).getMessage();
			assertTrue(message.startsWith("There is no protocol 'thrower'; choose one of ") && message.contains(
				"org.example.Thrower"), message);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void commandsGoOnAndNameIt() throws Exception {
		final Path pair = folder.resolve("pair.tif"), err = folder.resolve("err.txt");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-cp", System.getProperty("java.class.path") + File.pathSeparator + jar, MicroExpression.class.getName(),
			"register", "--image=src/main/resources/org/microexpression/samples/surprise.avi", "--onset=1",
			"--apexfinder=midpoint", "--save=" + pair, "--json").redirectError(err.toFile()).start();
		final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), () -> out);
		final JsonObject outcome = new Gson().fromJson(out, JsonObject.class);
		assertTrue(outcome.getAsJsonArray("messages").get(0).getAsString().contains("org.example.Orphan"), out);
		assertTrue(Files.exists(pair));
		assertTrue(Files.readString(err).contains("The command org.example.Fail cannot be set up " +
			"(java.lang.IllegalStateException: no key) and is left out; update or remove its jar."), Files.readString(err));
	}
}
