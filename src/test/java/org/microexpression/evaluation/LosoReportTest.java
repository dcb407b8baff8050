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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.Progress;
import org.microexpression.base.Table;

class LosoReportTest {

	private static final double EXACT = 1e-12;

	private final MadeUpClips clips = MadeUpClips.make();
	private final List<LosoResult> growing = new ArrayList<>();

	@TempDir
	private Path folder;

	private LosoResult run() {
		return new LosoRunner(clips.plan(), MadeUpClips.description(), folder).run(clips.trainer(), Progress.none(),
			growing::add);
	}

	private static int row(final Table summary, final String run, final String part) {
		return IntStream.range(0, summary.rows().size()).filter(i -> summary.cell(i, "run").equals(run) && summary.cell(i,
			"part").equals(part)).findFirst().orElseThrow();
	}

	@Test
	void tablesAgreeWithEachOther() {
		final LosoReport report = new LosoReport(run());
		final Table predictions = report.predictions();
		final Table folds = report.folds();
		final Table summary = report.summary();
		assertEquals(clips.data().size(), predictions.rows().size());
		assertEquals(14, folds.rows().size());
		assertEquals((3 + 2) * 3, summary.rows().size(), "three seeds, their mean and average; Full and two datasets");
		final long correct = IntStream.range(0, predictions.rows().size()).mapToLong(i -> (Long) predictions.cell(i,
			"correct")).sum();
		assertEquals(correct, IntStream.range(0, 14).mapToLong(i -> (Long) folds.cell(i, "correct")).sum());
		final int average = row(summary, "average of probabilities", "Full");
		assertEquals((double) correct / clips.data().size(), (Double) summary.cell(average, "accuracy"), EXACT);
		assertEquals(new ClassificationMetrics(report.confusion()).uf1(), (Double) summary.cell(average, "uf1"), EXACT);
		assertEquals(14L, summary.cell(average, "subjects"));
		assertEquals(7L, summary.cell(row(summary, "seed 2", "samm"), "subjects"));
		assertEquals(predictions.cell(0, "fold"), "samm/01");
	}

	@Test
	void everySeedAndTheirMeanAreReported() {
		final Table summary = new LosoReport(run()).summary();
		for (final String part : List.of("Full", "samm", "casme2")) {
			final double[] uf1 = IntStream.of(1, 2, 3).mapToDouble(s -> (Double) summary.cell(row(summary, "seed " + s, part),
				"uf1")).toArray();
			final int mean = row(summary, "mean of seeds", part);
			assertEquals((uf1[0] + uf1[1] + uf1[2]) / 3, (Double) summary.cell(mean, "uf1"), EXACT);
			assertNull(summary.cell(mean, "uf1_low"));
			assertTrue((Double) summary.cell(mean, "uf1_sd") > 0);
			assertNull(summary.cell(row(summary, "seed 1", part), "uf1_sd"));
		}
	}

	@Test
	void oneSeedHasPlainTables() {
		final LosoPlan plan = new LosoPlan(clips.data(), List.of(7L), 100);
		final LosoReport report = new LosoReport(new LosoRunner(plan, MadeUpClips.description(), folder).run(clips
			.trainer(), Progress.none(), r -> {}));
		assertEquals(10, report.predictions().columns().size());
		assertEquals(3, report.summary().rows().size());
		assertEquals("seed 7", report.summary().cell(0, "run"));
	}

	@Test
	void tablesOfAnUnfinishedRunHoldWhatIsThere() {
		run();
		final LosoReport first = new LosoReport(growing.get(0));
		assertEquals(4, first.folds().rows().size());
		assertNull(first.predictions().cell(0, "seed2_prediction"));
		assertNull(first.folds().cell(0, "seed2_correct"));
		// Only one dataset so far: no row for the other one; and no mean before every seed is there.
		assertEquals(List.of("seed 1", "seed 1", "average of probabilities", "average of probabilities"), first.summary()
			.rows().stream().map(row -> row.cell("run")).toList());
	}

	@Test
	void filesHoldTheTables() throws IOException {
		final LosoReport report = new LosoReport(run());
		final Table predictions = report.predictions();
		assertEquals(predictions, Table.readCsv(folder.resolve("loso-predictions.csv"), LosoReport.PREDICTIONS, predictions
			.columns()));
		final Table folds = report.folds();
		assertEquals(folds, Table.readCsv(folder.resolve("loso-folds.csv"), LosoReport.FOLDS, folds.columns()));
		final Table summary = report.summary();
		assertEquals(summary, Table.readCsv(folder.resolve("loso-summary.csv"), LosoReport.SUMMARY, summary.columns()));
		final Map<?, ?> json = new Gson().fromJson(Files.readString(folder.resolve("loso.json")), Map.class);
		assertEquals("0000", json.get("manifestSha256"));
		assertEquals(List.of(1.0, 2.0, 3.0), json.get("seeds"));
		assertEquals("CPU", json.get("device"));
		assertEquals(Map.of("shrinkage", "0.2"), json.get("settings"));
		for (final String picture : List.of("loso-confusion", "loso-subjects", "loso-uf1", "loso-reliability"))
			assertDrawn(ImageIO.read(folder.resolve(picture + ".png").toFile()));
	}

	private static void assertDrawn(final BufferedImage picture) {
		assertTrue(picture.getWidth() > 400 && picture.getHeight() > 300, picture.getWidth() + " x " + picture.getHeight());
		final int white = picture.getRGB(0, 0);
		for (int y = 0; y < picture.getHeight(); y++)
			assertEquals(white, picture.getRGB(picture.getWidth() - 1, y), "ink on the edge: something is cut off");
		assertTrue(IntStream.range(0, picture.getHeight()).anyMatch(y -> IntStream.range(picture.getWidth() / 3, 2 * picture
			.getWidth() / 3).anyMatch(x -> picture.getRGB(x, y) != white)), "nothing in the middle");
	}

	@Test
	void emptyMatrixAndManyClassesCanBeDrawn() {
		final BufferedImage one = ResultPictures.confusion(ConfusionMatrix.empty(2), List.of("a", "b")).picture();
		final BufferedImage many = ResultPictures.confusion(ConfusionMatrix.of(7, new int[] { 6 }, new int[] { 0 }), List
			.of("happiness", "disgust", "repression", "surprise", "others", "fear", "sadness")).picture();
		assertDrawn(one);
		assertDrawn(many);
	}
}
