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

import org.microexpression.evaluation.Comparison;
import org.microexpression.base.Progress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.module.ModuleException;

class CompareLosoTest {

	@TempDir
	private Path folder;

	private static Cancelable run(final Map<String, Object> inputs) throws ModuleException {
		return CommandRun.of(CompareLoso.class, inputs);
	}

	private File file(final String name, final String predictions) throws Exception {
		return Files.writeString(folder.resolve(name), "clip,truth,prediction\n" + predictions).toFile();
	}

	@Test
	void writesTheTablesOfThreeFiles() throws Exception {
		final File a = file("a.csv", "1,0,0\n2,1,1\n3,2,2\n");
		final File b = file("b.csv", "1,0,0\n2,1,0\n3,2,0\n");
		final File c = file("c.csv", "1,0,1\n2,1,2\n3,2,0\n");
		final Cancelable done = run(Map.of("first", a, "second", b, "more", " " + c + " ;", "published", true, "output",
			folder.resolve("new/results").toFile()));
		assertFalse(done.isCanceled());
		final List<String> pairs = Files.readAllLines(folder.resolve("new/results/loso-comparison-pairs.csv"));
		assertEquals(4, pairs.size());
		assertTrue(pairs.get(2).startsWith("\"a\",\"c\",\"Full\",3,1.0,"), pairs.get(2));
		assertEquals(4, Files.readAllLines(folder.resolve("new/results/loso-comparison.csv")).size());
		assertEquals("\"clip\",\"truth\",\"a\",\"b\",\"c\"", Files.readAllLines(folder.resolve(
			"new/results/loso-comparison-clips.csv")).get(0).replace("\"dataset\",\"subject\",", ""));
		assertTrue(Files.exists(folder.resolve("new/results/published-megc2019.csv")));
	}

	@Test
	void whatSomebodyElseWroteIsLeftAlone() throws Exception {
		final File a = file("a.csv", "1,0,0\n2,1,1\n"), b = file("b.csv", "1,0,0\n2,1,0\n");
		final Path output = Files.createDirectory(folder.resolve("out"));
		final Path paper = Files.writeString(output.resolve("loso-comparison.md"), "my paper");
		assertTrue(run(Map.of("first", a, "second", b, "output", output.toFile())).getCancelReason().contains(
			"holds 'loso-comparison.md'"));
		assertEquals("my paper", Files.readString(paper));
		assertFalse(Files.exists(output.resolve("loso-comparison-clips.csv")));
		Files.delete(paper);
		for (int i = 0; i < 2; i++)
			assertFalse(run(Map.of("first", a, "second", b, "output", output.toFile())).isCanceled());
		assertTrue(Files.readString(paper).startsWith("| predictions |"));
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		final File a = file("a.csv", "1,0,0\n2,1,1\n");
		final Cancelable missing = run(Map.of("first", a, "second", new File("")));
		assertEquals("Comparing needs two files of predictions or more, and 1 is given; add another one.", missing
			.getCancelReason());
		final Cancelable absent = run(Map.of("first", a, "second", new File(folder.toFile(), "none.csv")));
		assertTrue(absent.getCancelReason().contains("none.csv' cannot be read"), absent.getCancelReason());
	}

	/** Of one subject nothing can be drawn. */
	@Test
	void oneSubjectHasNoInterval() throws Exception {
		final String rows = "subject,clip,truth,prediction\ns1,a,0,0\nS01,b,1,";
		final Path a = Files.writeString(folder.resolve("a.csv"), rows + "1\n"), b = Files.writeString(folder.resolve(
			"b.csv"), rows + "0\n");
		assertEquals(
			"UF1 of a minus b on 2 clips: 0.6667 (no interval: it needs two subjects or more, McNemar mid-p 0.5000).",
			CompareLoso.sentence(Comparison.of(List.of(a, b)).pairs(Progress.none()), 0));
	}
}
