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

package org.microexpression.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Manifest;
import org.microexpression.evaluation.spotting.SpottingEvaluation;

/** Datasets of long videos in their layouts, each with its quirks. */
class LongReadersTest {

	private static final Object[] CASME3 = { "Subject", "Filename", "Onset", "Apex", "Offset", "AU", "Objective class",
		"emotion" };
	private static final Object[] FOUR_DME = { "sub_ID", "fold_name", "Onset", "Apex", "Offset", "Emotion", "AUs" };

	@TempDir
	private Path folder;

	private void frames(final String place, final String pattern, final int first, final int last) throws IOException {
		final Path at = Files.createDirectories(folder.resolve(place));
		for (int i = first; i <= last; i++)
			Files.write(at.resolve(String.format(pattern, i)), new byte[] { 1 });
	}

	private void workbook(final String name, final Object[][]... sheets) throws IOException {
		try (OutputStream out = Files.newOutputStream(folder.resolve(name));
				Workbook book = new Workbook(out, "MicroExpression", "1.0"))
		{
			for (int s = 0; s < sheets.length; s++) {
				final Worksheet sheet = book.newWorksheet("Sheet" + (s + 1));
				for (int r = 0; r < sheets[s].length; r++)
					for (int c = 0; c < sheets[s][r].length; c++)
						if (sheets[s][r][c] instanceof final LocalDate date) {
							sheet.value(r, c, date);
							sheet.style(r, c).format("d-mmm").set();
						}
						else if (sheets[s][r][c] instanceof final Integer number) sheet.value(r, c, number);
						else sheet.value(r, c, sheets[s][r][c].toString());
			}
		}
	}

	private DatasetReading read(final String title) {
		return DatasetReader.named(title).read(DatasetRequest.midpoint(folder), Progress.none());
	}

	private static List<String> lines(final DatasetReading reading) {
		return reading.samples().stream().map(s -> s.subject() + " " + s.clip() + " " + s.kind() + " " + s.label() + " " + s
			.onset() + "-" + s.apex() + "-" + s.offset() + " " + s.source().getFileName()).toList();
	}

	private static void told(final DatasetReading reading, final Kind kind, final String text) {
		assertTrue(reading.report().entries(kind).stream().anyMatch(e -> e.message().contains(text)), () -> text + "\n" +
			reading.report().text());
	}

	private void casme2(final Object[][] videos) throws IOException {
		frames("rawpic/s15/15_0101disgustingteeth", "img%03d.jpg", 1, 90);
		frames("rawpic/s16/16_0102anger1", "img%03d.jpg", 1, 60);
		frames("cropped/s16/16_0102anger1", "img%03d.jpg", 1, 60);
		workbook("CAS(ME)^2code_final.xlsx", new Object[][] { { 1, "disgustingteeth_1", 10, 15, 20, "4", "negative",
			"micro-expression", "disgust" }, { 1, "disgustingteeth_2", 30, 40, 0, "12", "positive", "macro-expression",
				"happiness" }, { 1, "disgustingteeth_2", 50, 55, 60, "1", "surprise", "micro-expression", "surprise" }, { 2,
					"anger1_1", 3, 9, 30, "4", "negative", "macro-expression", "anger" }, { 2, "anger9_1", 3, 9, 30, "4",
						"negative", "macro-expression", "anger" }, { 7, "anger1_1", 3, 9, 30, "4", "negative", "macro-expression",
							"anger" }, { 2, "anger1_2", 40, 45, 50, "4", "negative", "blink", "anger" } }, new Object[][] { { "no",
								"15", 1 }, { "no", "16", 2 } }, videos);
	}

	@Test
	void casme2LeadsNumbersAndNamesToFolders() throws IOException {
		casme2(new Object[][] { { "0101", "disgustingteeth" }, { 102, "anger1" } });
		final DatasetReading reading = read("CAS(ME)^2 (long)");
		assertEquals(List.of("s15 disgustingteeth_1 micro negative 10-15-20 15_0101disgustingteeth",
			"s15 disgustingteeth_2 macro positive 30-40-40 15_0101disgustingteeth",
			"s15 disgustingteeth_2_2 micro surprise 50-55-60 15_0101disgustingteeth",
			"s16 anger1_1 macro negative 3-9-30 16_0102anger1"), lines(reading));
		assertTrue(reading.samples().get(1).flags().contains("offset-is-0:apex 40 taken"));
		assertTrue(reading.samples().get(3).source().toString().contains("rawpic"), "the recording before the cropped one");
		told(reading, Kind.SKIPPED, "Its video 'anger9' is not in the third sheet");
		told(reading, Kind.SKIPPED, "Its subject '7' is not in the second sheet");
		told(reading, Kind.SKIPPED, "Its type 'blink' is neither");
	}

	/** 1-2 as the code of a video has become the second of January. */
	@Test
	void aCodeThatBecameADateIsTold() throws IOException {
		casme2(new Object[][] { { LocalDate.of(2026, 1, 2), "disgustingteeth" }, { 102, LocalDate.of(2026, 4, 7) }, { 102,
			"anger1" } });
		final DatasetReading reading = read("CAS(ME)^2 (long)");
		assertEquals(List.of("s16 anger1_1 macro negative 3-9-30 16_0102anger1"), lines(reading));
		told(reading, Kind.REMARK,
			"The cell in column 1 is the date 2026-01-02, which a spreadsheet program makes of what " +
				"looks like one (row 1 of CAS(ME)^2code_final.xlsx (sheet Sheet3)); write what was meant, as text.");
		told(reading, Kind.REMARK, "The cell in column 2 is the date 2026-04-07");
		told(reading, Kind.SKIPPED, "Its video 'disgustingteeth' is not in the third sheet");
	}

	@Test
	void casme2RefusesWhatLeadsTwoWays() throws IOException {
		casme2(new Object[][] { { "0101", "disgustingteeth" }, { "0102", "anger1" }, { "0103", "anger1" } });
		assertTrue(assertThrows(InputException.class, () -> read("CAS(ME)^2 (long)")).getMessage().contains(
			"leads one name to the two numbers 0102 and 0103"));
		final Object[][] rows = { { 1, "x_1", 1, 2, 3, "", "negative", "micro-expression" } };
		workbook("CAS(ME)^2code_final.xlsx", rows, new Object[][] { { "", 15, 1 }, { "", "015", 2 } }, new Object[][] { {
			"0101", "x" } });
		assertTrue(assertThrows(InputException.class, () -> read("CAS(ME)^2 (long)")).getMessage().contains(
			"leads the two subjects '1' and '2' to the one number 015; correct the sheet."));
		workbook("CAS(ME)^2code_final.xlsx", rows);
		assertTrue(assertThrows(InputException.class, () -> read("CAS(ME)^2 (long)")).getMessage().contains(
			"has 1 of the three sheets"));
	}

	/** The manifest tells kind and class, so that spotting and recognition are judged together. */
	@Test
	void theManifestIsTheTruthOfSpottingAndRecognition() throws IOException {
		casme2(new Object[][] { { "0101", "disgustingteeth" }, { "0102", "anger1" } });
		final Path truth = folder.resolve("manifest.csv");
		final DatasetReading reading = read("CAS(ME)^2 (long)");
		Manifest.write(truth, reading.samples());
		assertEquals(reading.samples(), Manifest.read(truth).samples());
		final Path video = folder.resolve("rawpic/s15/15_0101disgustingteeth");
		final Path spotted = Files.writeString(folder.resolve("spotted.csv"), "path,kind,onset,apex,offset,prediction\n" +
			video + ",micro,11,14,20,negative\n" + video + ",micro,50,56,60,positive\n" + video +
			",macro,70,75,90,positive\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(spotted), SpottingEvaluation.OVERLAP);
		// Two micro-expressions found, both apexes by one frame; one of two classes right; two macro-expressions missed.
		assertEquals(List.of(2L, 0L, 0L, 1.0), List.of(evaluation.scores(Progress.none()).cell(0, "tp"), evaluation.scores(
			Progress.none()).cell(0, "fp"), evaluation.scores(Progress.none()).cell(0, "fn"), evaluation.scores(Progress
				.none()).cell(0, "apex_mae_frames")));
		assertEquals(List.of(0L, 1L, 2L), List.of(evaluation.scores(Progress.none()).cell(1, "tp"), evaluation.scores(
			Progress.none()).cell(1, "fp"), evaluation.scores(Progress.none()).cell(1, "fn")));
		assertEquals(0.5, (Double) evaluation.recognition(Progress.none()).orElseThrow().cell(0, "strs"), 1e-12);
	}

	@Test
	void casme3JoinsTwoSheetsOfOneVideo() throws IOException {
		frames("part_A/spNO.1/b/color", "%d.jpg", 8, 100);
		frames("part_A/spNO.1/b/depth", "%d.png", 8, 100);
		frames("part_A/spNO.2/c/color", "%d.jpg", 8, 40);
		workbook("cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx", new Object[][] { CASME3, { "spNO.1", "b", 20, 25, 30, "4",
			"I", "disgust" }, { "spNO.1", "b", 20, 25, 30, "4", "I", "disgust" }, { "spNO.1", "b", 50, 55, 60, "1", "II",
				"surprise" } });
		DatasetReading reading = read("CAS(ME)^3 part A (long)");
		told(reading, Kind.REMARK, "No workbook of the macro-expressions of CAS(ME)^3 part A (long) was found");
		told(reading, Kind.SKIPPED, "Repeats row 2");
		told(reading, Kind.SKIPPED, "has no row in cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx");
		workbook("cas(me)3_part_A_MaE_label_JpgIndex_v2.xlsx", new Object[][] { CASME3, { "spNO.1", "b", 61, 70, 80, "12",
			"I", "happy" }, { "spNO.1", "b", 81, 90, 99, "12", "I", "" } });
		reading = read("CAS(ME)^3 part A (long)");
		assertEquals(List.of("spNO.1 b micro disgust 20-25-30 color", "spNO.1 b_2 micro surprise 50-55-60 color",
			"spNO.1 b_macro macro happiness 61-70-80 color"), lines(reading).subList(0, 3));
		told(reading, Kind.SKIPPED, "has no row in cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx and cas(me)3_part_A_MaE");
		final Path macro = folder.resolve("cas(me)3_part_A_MaE_label_JpgIndex_v2.xlsx");
		assertTrue(assertThrows(InputException.class, () -> new Casme3LongReader().read(DatasetRequest.midpoint(folder,
			macro), Progress.none())).getMessage().contains("is that of the macro-expressions"));
		assertEquals(2, read("CAS(ME)^3 part A").samples().size(), "the reader of micro-expressions reads as before");
	}

	@Test
	void fourDmeTakesTheLongClips() throws IOException {
		frames("long/1/1_clip_01", "%04d.jpg", 1, 90);
		frames("gray_micro/1/1_clip_01", "%04d.jpg", 20, 40);
		frames("long/2/2_clip_01", "%04d.jpg", 1, 10);
		workbook("4DME_Labelling_Micro_release v1.xlsx", new Object[][] { FOUR_DME, { 1, "1_clip_01", 20, 30, 40,
			"Negative & Repression", "AU4(k)" }, { 2, "2_clip_01", 50, 55, 60, "Surprise", "AU1" } });
		workbook("4DME_Labelling_Macro_release v1.xlsx", new Object[][] { FOUR_DME, { 1, "1_clip_01", 50, 60, 80,
			"Positive", "AU12" } });
		final DatasetReading reading = read("4DME (long)");
		assertEquals(List.of("1 1_clip_01 micro negative+repression 20-30-40 1_clip_01",
			"1 1_clip_01_macro macro positive 50-60-80 1_clip_01"), lines(reading));
		assertTrue(reading.samples().stream().allMatch(s -> s.source().toString().contains("long")));
		told(reading, Kind.SKIPPED, "It cannot be used");
	}
}
