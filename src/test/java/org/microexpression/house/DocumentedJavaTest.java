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

package org.microexpression.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.model.ModelCard;

/**
 * Java that README and the pages in {@code docs} print: whole pieces are compiled and run, excerpts stand in the
 * example.
 */
class DocumentedJavaTest {

	private static final String LEFT_OUT = "…";

	@TempDir
	private Path scratch;

	@Test
	void wholePiecesAreCompiledAndRun() throws Exception {
		final List<String> pieces = pieces().stream().filter(piece -> !piece.startsWith("@Plugin")).toList();
		assertTrue(!pieces.isEmpty(), "no piece was found");
		final Path folder = scratch.resolve("trained");
		for (final String piece : pieces) {
			// The steps are fewer than printed: what counts is that the lines work.
			final String body = piece.replace("withSteps(600, 16, 50)", "withSteps(2, 2, 1)").replace("Settings.standard()",
				"Settings.standard().withSteps(2)");
			final Class<?> compiled = compiled(
				"public class Snippet {\n\tpublic static void run(Path folder) throws Exception {\n" + body + "\t}\n}\n");
			compiled.getMethod("run", Path.class).invoke(null, folder);
		}
		assertEquals("trained", ModelCard.read(folder).id());
	}

	@Test
	void excerptsStandInTheExamples() throws IOException {
		final List<String> excerpts = pieces().stream().filter(piece -> piece.startsWith("@Plugin")).toList();
		assertEquals(5, excerpts.size());
		final StringBuilder examples = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/it/extensions"))) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".java")).toList())
				examples.append(Files.readString(file).replaceAll("\\s+", ""));
		}
		for (final String excerpt : excerpts)
			for (final String line : excerpt.split("\\R")) {
				final String quoted = line.split(LEFT_OUT, 2)[0].replaceAll("\\s+", "");
				assertTrue(examples.indexOf(quoted) >= 0, () -> "no example holds the documented line: " + line);
			}
	}

	private static List<String> pieces() throws IOException {
		return Documentation.pieces("java").stream().map(Documentation.Piece::code).toList();
	}

	/** The pieces name types without importing them, as a reader's development tool would add the imports. */
	private Class<?> compiled(final String source) throws Exception {
		final Path main = Path.of("src/main/java");
		final String imports;
		try (Stream<Path> folders = Files.walk(main)) {
			imports = folders.filter(folder -> Files.isRegularFile(folder.resolve("package-info.java"))).map(
				folder -> "import " + main.relativize(folder).toString().replace(folder.getFileSystem().getSeparator(), ".") +
					".*;\n").collect(Collectors.joining());
		}
		final Path file = scratch.resolve("Snippet.java");
		Files.writeString(file, "import java.nio.file.Path;\nimport java.util.Optional;\n" + imports + source);
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		final StringWriter problems = new StringWriter();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			final boolean ok = compiler.getTask(problems, manager, null, List.of("-proc:none", "-d", scratch.toString(),
				"-cp", System.getProperty("java.class.path")), null, manager.getJavaFileObjects(file.toFile())).call();
			assertTrue(ok, () -> problems + source);
		}
		final URLClassLoader loader = new URLClassLoader(new URL[] { scratch.toUri().toURL() }, getClass()
			.getClassLoader());
		return loader.loadClass("Snippet");
	}
}
