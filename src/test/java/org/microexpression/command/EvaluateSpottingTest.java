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

import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.WrittenFiles;
import org.microexpression.evaluation.spotting.SpottingEvaluation;
import org.scijava.Cancelable;
import org.scijava.module.ModuleException;

class EvaluateSpottingTest {

	private static final String TRUTH = "subject,video,kind,onset,offset,class\na,1,micro,5,10,positive\n" +
		"b,2,macro,20,90,negative\n";
	private static final String SPOTTED = "subject,video,kind,onset,offset,prediction\na,1,micro,5,9,positive\n" +
		"b,2,macro,200,290,negative\n";

	@TempDir
	private Path folder;

	private static Cancelable run(final Map<String, Object> inputs) throws ModuleException {
		return CommandRun.of(EvaluateSpotting.class, inputs);
	}

	private File file(final String name, final String text) throws Exception {
		return Files.writeString(folder.resolve(name), text).toFile();
	}

	@Test
	void everyTableIsWrittenInThreeFormats() throws Exception {
		final File truth = file("truth.csv", TRUTH);
		final Cancelable done = run(Map.of("truth", truth, "predictions", file("a.csv", SPOTTED), "more", file("b.csv",
			SPOTTED.replace("200,290", "20,90")) + ";", "output", folder.resolve("out").toFile()));
		assertFalse(done.isCanceled());
		final Set<String> written;
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			written = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
		}
		assertTrue(written.remove(WrittenFiles.NAME));
		assertEquals(Stream.of("scores", "spans", "comparison", "recognition").flatMap(table -> Stream.of("csv", "md",
			"tex").map(ending -> "spotting-" + table + "." + ending)).collect(Collectors.toSet()), written);
		final List<String> scores = Files.readAllLines(folder.resolve("out/spotting-scores.csv"));
		assertEquals(9, scores.size());
		assertTrue(scores.get(1).startsWith("\"a\",\"micro\",2,2,1,1,1,0,0,1.0"), scores.get(1));
	}

	@Test
	void whatSomebodyElseWroteIsLeftAlone() throws Exception {
		final File truth = file("truth.csv", TRUTH), spotted = file("a.csv", SPOTTED);
		final Path paper = file("spotting-scores.tex", "my paper").toPath();
		final Map<String, Object> inputs = Map.of("truth", truth, "predictions", spotted, "output", folder.toFile());
		assertTrue(run(inputs).getCancelReason().contains("holds 'spotting-scores.tex'"));
		assertEquals("my paper", Files.readString(paper));
		Files.delete(paper);
		for (int i = 0; i < 2; i++)
			assertFalse(run(inputs).isCanceled());
		Files.writeString(paper, "rounded by hand");
		assertTrue(run(inputs).getCancelReason().contains("'spotting-scores.tex' was changed since it was written"));
		assertEquals("rounded by hand", Files.readString(paper));
	}

	@Test
	void oneVideoHasNoInterval() throws Exception {
		final Path truth = file("truth.csv", "video,kind,onset,offset\n1,micro,5,10\n1,micro,50,60\n").toPath();
		final Path spotted = file("a.csv", "video,kind,onset,offset\n1,micro,5,9\n").toPath();
		final Table scores = SpottingEvaluation.of(truth, List.of(spotted), SpottingEvaluation.OVERLAP).scores(Progress
			.none());
		assertEquals("a, micro: TP 1, FP 0, FN 1, F1 0.6667 (no interval: it needs two videos or more).", EvaluateSpotting
			.sentence(scores, 0));
		assertEquals("a, macro: TP 0, FP 0, FN 0, F1 undefined, as there is nothing to spot and nothing was spotted.",
			EvaluateSpotting.sentence(scores, 1));
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		final File truth = file("truth.csv", TRUTH);
		assertEquals("The parameter 'truth' is empty; give a CSV file of the true expressions.", run(Map.of("predictions",
			truth)).getCancelReason());
		assertEquals("No file of predictions is given; give a CSV file with a row a predicted span.", run(Map.of("truth",
			truth)).getCancelReason());
	}

	@Test
	void aTableOfAnEarlierRunIsTold() throws Exception {
		final File truth = file("truth.csv", TRUTH), spotted = file("a.csv", SPOTTED);
		final File output = folder.resolve("out").toFile();
		final Map<String, Object> inputs = Map.of("truth", truth, "predictions", spotted, "output", output);
		assertFalse(run(inputs).isCanceled());
		assertEquals(Optional.empty(), OutputNames.earlier(output.toPath(), "spotting-comparison"));
		final File other = file("b.csv", SPOTTED.replace("200,290", "20,90"));
		assertFalse(run(Map.of("truth", truth, "predictions", spotted, "more", other.getPath(), "output", output))
			.isCanceled());
		final PrintStream before = System.out;
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
		try {
			assertFalse(run(inputs).isCanceled());
		}
		finally {
			System.setOut(before);
		}
		final String sentence = "The table 'spotting-comparison' in '" + output +
			"' is of an earlier run, this one has none; take it out.";
		assertEquals(Optional.of(sentence), OutputNames.earlier(output.toPath(), "spotting-comparison"));
		if (GraphicsEnvironment.isHeadless()) assertTrue(said.toString(StandardCharsets.UTF_8).contains(sentence));
	}
}
