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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.task.TaskService;

/** The command with a dataset from the fixture maker. */
class ReadDatasetTest {

	@TempDir
	static Path folder;

	@BeforeAll
	static void write() {
		new FixtureMaker((clip, position) -> ArrayImgs.floats(new float[16], 4, 4)).write(FixtureLayout.CASME2, folder
			.resolve("CASME II 顔"), FixturePlan.small(5, 4, 12), Progress.none());
	}

	private static Module run(final Map<String, Object> given) throws Exception {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final Module module = new CommandInfo(ReadDataset.class).createModule();
			context.inject(module.getDelegateObject());
			module.getInfo().inputs().forEach(item -> {
				try {
					item.initialize(module);
				}
				catch (final org.scijava.module.MethodCallException e) {
					throw new AssertionError(e);
				}
			});
			given.forEach(module::setInput);
			module.run();
			return module;
		}
	}

	private static Map<String, Object> inputs(final String output) {
		return new HashMap<>(Map.of("dataset", "CASME II", "root", folder.resolve("CASME II 顔").toFile(), "protocol",
			"MEGC2019 composite (3 classes)", "apex", "midpoint", "output", folder.resolve(output).toFile()));
	}

	@Test
	void itWritesManifestAndReport() throws Exception {
		final Module module = run(inputs("out"));
		assertFalse(((Cancelable) module.getDelegateObject()).isCanceled());
		final Manifest manifest = Manifest.read(folder.resolve("out").resolve("manifest.csv"));
		assertTrue(manifest.samples().stream().allMatch(s -> List.of("negative", "positive", "surprise").contains(s
			.label())));
		assertTrue(Files.readString(folder.resolve("out").resolve("dataset-report.csv")).contains("folder-without-label"));
		assertTrue(Files.readString(folder.resolve("out").resolve("dataset-report.txt")).contains("of 145 clips"));
		assertEquals(DatasetReader.all().size(), ((ExpressionCommand) module.getDelegateObject()).offered(module.getInfo()
			.getInput("dataset")).size());
	}

	/** A manifest by hand has the columns of ours; a report stands beside those that were written here. */
	@Test
	void aManifestByHandIsLeftAlone() throws Exception {
		for (final String name : List.of("manifest.csv", "dataset-report.txt")) {
			final Map<String, Object> inputs = inputs("by hand " + name);
			final Path file = Files.createDirectory(folder.resolve("by hand " + name)).resolve(name);
			Files.writeString(file, "dataset,subject,clip\na,b,c\n");
			final Cancelable command = (Cancelable) run(inputs).getDelegateObject();
			assertTrue(command.getCancelReason().contains("holds '" + name + "', which this run would replace"));
			assertEquals("dataset,subject,clip\na,b,c\n", Files.readString(file));
			Files.delete(file);
			for (int i = 0; i < 2; i++)
				assertFalse(((Cancelable) run(inputs).getDelegateObject()).isCanceled());
		}
	}

	/** A person corrects a class in the manifest; the same command again must not take that away. */
	@Test
	void aCorrectedManifestIsLeftAlone() throws Exception {
		final Map<String, Object> inputs = inputs("corrected");
		run(inputs);
		final Path manifest = folder.resolve("corrected").resolve("manifest.csv");
		final String written = Files.readString(manifest);
		final String corrected = written.replaceFirst("negative", "positive");
		Files.writeString(manifest, corrected);
		final Cancelable command = (Cancelable) run(inputs).getDelegateObject();
		assertEquals("In the output folder '" + folder.resolve("corrected") +
			"', 'manifest.csv' was changed since it was written, and this run would replace it; rename it " +
			"or choose another output folder, so that nothing is lost.", command.getCancelReason());
		assertEquals(corrected, Files.readString(manifest));
		Files.move(manifest, folder.resolve("corrected").resolve("mine.csv"));
		assertFalse(((Cancelable) run(inputs).getDelegateObject()).isCanceled());
		assertEquals(written, Files.readString(manifest));
	}

	@Test
	void noClipLeftEndsItWithASentenceAfterTheReportIsWritten() throws Exception {
		final Map<String, Object> inputs = inputs("none");
		inputs.put("protocol", "SAMM, 5 classes");
		final Cancelable command = (Cancelable) run(inputs).getDelegateObject();
		assertTrue(command.getCancelReason().startsWith(
			"No clip is left after reading and selecting by the protocol 'SAMM"));
		assertTrue(Files.exists(folder.resolve("none").resolve("dataset-report.csv")));
	}

	@Test
	void emptyAndUnknownParametersAreNamed() throws Exception {
		final Map<String, Object> inputs = inputs("x");
		inputs.put("root", new File(""));
		assertTrue(((Cancelable) run(inputs).getDelegateObject()).getCancelReason().startsWith("The parameter 'root' is"));
		final Map<String, Object> policy = inputs("x");
		policy.put("apex", "guess");
		assertEquals("There is no apex finder 'guess'; choose one of midpoint, largest motion, strongest expression.",
			((Cancelable) run(policy).getDelegateObject()).getCancelReason());
	}
}
