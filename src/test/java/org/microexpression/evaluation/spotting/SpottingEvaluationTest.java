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

package org.microexpression.evaluation.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;

class SpottingEvaluationTest {

	private static final String TRUTH = "dataset,subject,video,kind,onset,apex,offset,class\n" +
		"d,s1,v1,micro,11,15,20,disgust\nd,s1,v1,macro,100,120,149,happiness\nd,s2,v2,micro,5,8,14,surprise\n" +
		"d,s2,v3,,,,,\n";

	@TempDir
	private Path folder;

	private Path file(final String name, final String text) throws IOException {
		return Files.writeString(folder.resolve(name), text);
	}

	private SpottingEvaluation of(final String... predictions) throws IOException {
		final List<Path> files = new ArrayList<>();
		for (final String text : predictions)
			files.add(file("p" + files.size() + ".csv", text));
		return SpottingEvaluation.of(file("truth.csv", TRUTH), files, SpottingEvaluation.OVERLAP);
	}

	private static int row(final Table table, final String part) {
		return IntStream.range(0, table.rows().size()).filter(r -> table.cell(r, "part").equals(part)).findFirst()
			.orElseThrow();
	}

	/** Counts by hand: one hit of exactly half, one of less, one truth found by two, one video without a truth. */
	@Test
	void countsByHand() throws IOException {
		final SpottingEvaluation evaluation = of("dataset,subject,video,kind,onset,apex,offset\n" +
			"d,s1,v1,micro,16,16,20\nd,s1,v1,micro,11,14,20\nd,s1,v1,macro,100,110,123\nd,s2,v3,micro,1,2,9\n" +
			"d,s2,v2,blink,5,6,14\n");
		final Table scores = evaluation.scores(Progress.none());
		final int micro = row(scores, "micro");
		// 16..20 of 11..20 is 5 of 10 frames: a hit, and it takes the truth from the better one behind it.
		assertEquals(List.of(1L, 2L, 1L), List.of(scores.cell(micro, "tp"), scores.cell(micro, "fp"), scores.cell(micro,
			"fn")));
		assertEquals(2.0 / 5, (Double) scores.cell(micro, "f1"), 1e-12);
		assertEquals(1.0, (Double) scores.cell(micro, "apex_mae_frames"));
		assertEquals(0.5, (Double) scores.cell(micro, "apex_asr"));
		final int macro = row(scores, "macro");
		// 24 of 50 frames.
		assertEquals(List.of(0L, 1L, 1L), List.of(scores.cell(macro, "tp"), scores.cell(macro, "fp"), scores.cell(macro,
			"fn")));
		assertEquals(1.0, (Double) scores.cell(macro, "apex_asr"), "an apex within the truth, though no hit");
		final int all = row(scores, "all");
		assertEquals(List.of(1L, 3L, 2L), List.of(scores.cell(all, "tp"), scores.cell(all, "fp"), scores.cell(all, "fn")));
		assertEquals(3L, scores.cell(all, "videos"));
		assertEquals(2L, scores.cell(all, "subjects"));
		assertEquals("subjects", scores.cell(all, "interval"));
		assertTrue(evaluation.remarks().toString().contains("1 span of the kind 'blink'"), evaluation.remarks()::toString);
		assertTrue(evaluation.remarks().stream().noneMatch(r -> r.contains("not in '")), evaluation.remarks()::toString);
	}

	@Test
	void kindsThatAreNotToldAreMatchedWithAny() throws IOException {
		final SpottingEvaluation evaluation = of("video,onset,offset\nV1.mp4,100,149\nv2,1,2\n");
		final Table scores = evaluation.scores(Progress.none());
		assertEquals(1, scores.rows().size());
		assertEquals(List.of("any", 1L, 1L, 2L), List.of(scores.cell(0, "part"), scores.cell(0, "tp"), scores.cell(0, "fp"),
			scores.cell(0, "fn")));
		assertTrue(Double.isNaN((Double) scores.cell(0, "apex_asr")), "no apex was predicted");
		assertTrue(evaluation.remarks().toString().contains("1 video (v3) of the truth is not in"), evaluation
			.remarks()::toString);
		assertTrue(evaluation.recognition(Progress.none()).isEmpty());
	}

	/** F1 of spotting 4/5; classes of two hits: one right, one "none". */
	@Test
	void recognitionIsJudgedOnHitsAlone() throws IOException {
		// As Spot Expressions writes it, and as others do.
		for (final String name : List.of("answer", "prediction"))
			classesAreJudged("video,kind,onset,offset," + name + "\nv1,micro,11,20,negative\nv2,micro,5,14,none\n" +
				"v1,micro,50,60,surprise\n");
	}

	private void classesAreJudged(final String spotted) throws IOException {
		final SpottingEvaluation evaluation = of(spotted);
		final Table table = evaluation.recognition(Progress.none()).orElseThrow();
		final int micro = row(table, "micro");
		assertEquals(2L, table.cell(micro, "judged"));
		assertEquals(0.8, (Double) table.cell(micro, "f1_spotting"), 1e-12);
		// Precision (1 + 0) / 2, recall (1 + 0) / 2.
		assertEquals(0.5, (Double) table.cell(micro, "f1_recognition"), 1e-12);
		assertEquals(0.4, (Double) table.cell(micro, "strs"), 1e-12);
		assertTrue(evaluation.remarks().toString().contains("disgust = negative"), evaluation.remarks()::toString);
	}

	/** The manifest of SAMM Long Videos, whose class is micro or macro, against the table of a folder. */
	@Test
	void aManifestIsTheTruthOfItsVideos() throws IOException {
		final Path truth = file("manifest.csv", "dataset,subject,clip,path,onset,apex,offset,class,aus\n" +
			"sammlv,006,006_1_1,videos/006_1,10,15,20,micro,\nsammlv,006,006_1_1_2,videos/006_1,30,40,50,macro,\n");
		final Path spotted = file("spotted.csv", "clip,kind,onset,apex,offset,answer,path\n" +
			"006_1,micro,11,14,21,none," + folder.resolve("videos/006_1") + "\n006_1,blink,31,40,50,," + folder.resolve(
				"videos/006_1") + "\n");
		final Table scores = SpottingEvaluation.of(truth, List.of(spotted), 0.5).scores(Progress.none());
		assertEquals(1L, scores.cell(row(scores, "micro"), "tp"));
		assertEquals(1L, scores.cell(row(scores, "macro"), "fn"));
		assertEquals(1L, scores.cell(row(scores, "all"), "videos"));
	}

	@Test
	void twoFilesAreComparedOnTheSameDraws() throws IOException {
		final String right = "dataset,subject,video,kind,onset,offset\nd,s1,v1,micro,11,20\nd,s1,v1,macro,100,149\n" +
			"d,s2,v2,micro,5,14\n";
		final String half = "dataset,subject,video,kind,onset,offset\nd,s1,v1,micro,11,20\nd,s1,v1,macro,300,349\n" +
			"d,s2,v2,micro,50,60\n";
		final Table pairs = of(right, half).pairs(Progress.none());
		final int all = row(pairs, "all");
		assertEquals(1 - 1.0 / 3, (Double) pairs.cell(all, "f1_difference"), 1e-12);
		assertEquals(2L, pairs.cell(all, "only_first"));
		assertEquals(0L, pairs.cell(all, "only_second"));
		assertTrue((Double) pairs.cell(all, "difference_low") > 0);
		assertEquals(0, of(right).pairs(Progress.none()).rows().size());
	}

	@Test
	void everyTruthAndFalsePredictionHasARow() throws IOException {
		final Table spans = of("video,kind,onset,apex,offset\nv1,micro,12,13,20\nv2,micro,50,55,60\n").spans();
		assertEquals(List.of("TP", "FP", "FN", "FN"), spans.rows().stream().map(row -> row.cell("result")).toList());
		assertEquals(0.9, (Double) spans.cell(0, "overlap"), 1e-12);
	}

	/** One video of the truth is called otherwise by a file of predictions, whose rows stand beside those of the truth. */
	@Test
	void aVideoHasOneNameInTheTable() throws IOException {
		final Table spans = of("dataset,subject,path,video,kind,onset,offset\nd,s1,w/v1.mp4,v1.mp4,micro,12,20\n" +
			"d,s1,w/v1.mp4,v1.mp4,micro,50,60\nd,s3,w/v9.mp4,v9.mp4,micro,50,60\n").spans();
		assertEquals(List.of("v1", "v1", "v2", "v9.mp4", "v1"), spans.rows().stream().map(row -> row.cell("video"))
			.toList(), spans.rows().toString());
	}

	/** Many spans at random, against counting in frames. */
	@Test
	void overlapIsThatOfTheFrames() {
		final Random random = new Random(3);
		for (int i = 0; i < 2000; i++) {
			final MarkedSpan one = random(random);
			final MarkedSpan other = random(random);
			final long shared = IntStream.rangeClosed(0, 60).filter(f -> in(one, f) && in(other, f)).count();
			final long both = IntStream.rangeClosed(0, 60).filter(f -> in(one, f) || in(other, f)).count();
			assertEquals((double) shared / both, one.overlap(other));
		}
	}

	private static boolean in(final MarkedSpan span, final int frame) {
		return frame >= span.onset() && frame <= span.offset();
	}

	private static MarkedSpan random(final Random random) {
		final int onset = random.nextInt(30);
		return new MarkedSpan(null, "micro", onset, MarkedSpan.ABSENT, onset + random.nextInt(30), "", 1);
	}

	@Test
	void badInputEndsWithOneSentence() throws IOException {
		final Path truth = file("truth.csv", TRUTH);
		fails(truth, "video,onset\nv1,1\n", "has no column for the offset");
		fails(truth, "onset,offset\n1,2\n", "has no column for the video");
		fails(truth, "video,onset,offset\nv1,9,3\n", "Row 2 of");
		fails(truth, "video,onset,offset\nv1,x,3\n", "has the onset 'x', which is no frame number");
		fails(truth, "video,onset,offset\nother,1,3\n", "No video of");
		fails(truth, "video,onset,offset\n", "holds no row");
		assertThrows(InputException.class, () -> SpottingEvaluation.of(truth, List.of(truth), 0));
		assertThrows(InputException.class, () -> SpottingEvaluation.of(truth, List.of(), 0.5));
	}

	private void fails(final Path truth, final String predictions, final String why) throws IOException {
		final Path file = file("bad.csv", predictions);
		final String message = assertThrows(InputException.class, () -> SpottingEvaluation.of(truth, List.of(file), 0.5))
			.getMessage();
		assertTrue(message.contains(why), message);
		assertFalse(message.contains("\n"), message);
	}

	/** The public spans of CAS(ME)^2 and of the MDMD baseline, where they lie beside the checkout. */
	@Test
	void publishedSpansGiveTheKnownCounts() {
		final Path file = Path.of("..", "shared", "data", "spotting-casme2sq.csv");
		Assumptions.assumeTrue(Files.isReadable(file), () -> "skipped: there is no " + file);
		final Table scores = SpottingEvaluation.of(file, List.of(file), SpottingEvaluation.OVERLAP).scores(Progress.none());
		final int micro = row(scores, "micro");
		assertEquals(List.of(21L, 5014L, 36L), List.of(scores.cell(micro, "tp"), scores.cell(micro, "fp"), scores.cell(
			micro, "fn")));
		assertEquals(104L, scores.cell(row(scores, "macro"), "tp"));
	}

	/** Whatever way the two files spell a person, his videos are found and he is drawn once. */
	@Test
	void spellingsOfOnePersonAreBroughtTogetherAndTold() throws IOException {
		final Path truth = file("t.csv", "subject,video,kind,onset,offset\ns1,v1,micro,1,10\ns02,v2,micro,1,10\n");
		final Path found = file("f.csv", "subject,video,kind,onset,offset\nS01,v1,micro,1,10\nS2,v2,micro,1,10\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(found), SpottingEvaluation.OVERLAP);
		assertEquals(List.of("The subject 'S01' of '" + found + "' is taken for 's1': two spellings of one person.",
			"The subject 'S2' of '" + found + "' is taken for 's02': two spellings of one person."), evaluation.remarks());
		assertEquals(1.0, evaluation.scores(Progress.none()).cell(0, "f1"));
	}

	@Test
	void spellingsOfOneDatasetMakeNoTwoPeople() throws IOException {
		final Path truth = file("t.csv", "dataset,subject,video,kind,onset,offset\nCASME II,s1,v1,micro,1,10\n" +
			"casme2,s1,v2,micro,1,10\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(file("f.csv",
			"dataset,subject,video,kind,onset,offset\ncasme2,s1,v1,micro,1,10\n")), SpottingEvaluation.OVERLAP);
		assertEquals(1L, evaluation.scores(Progress.none()).cell(0, "subjects"));
	}

	@Test
	void aSubjectThatIsNotThereIsRefused() throws IOException {
		refused("subject,video,kind,onset,offset\nnan,v1,micro,1,10\n", "video,kind,onset,offset\nv1,micro,1,10\n",
			"Row 2 of ", "has the subject 'nan', which programs write where there is none; fill in the cell, or empty it.");
	}

	@Test
	void columnsThatMayBothBeMeantAreRefusedWhereTheyDiffer() throws IOException {
		fails(file("t.csv", "video,onset,offset\nv1,1,10\n"), "video,onset,start,offset\nv1,1,2,10\n",
			"has the columns 'onset' and 'start', which differ in row 2 ('1', '2'); leave the one that counts.");
	}

	@Test
	void rowsThatSayNothingOrTheSameTwiceAreRefused() throws IOException {
		final Path found = file("f.csv", "video,kind,onset,offset\nv1,micro,1,10\n");
		assertTrue(assertThrows(InputException.class, () -> SpottingEvaluation.of(file("t.csv",
			"video,kind,onset,offset\nv1,micro,1,10\nv1,micro,20,30\nv1,micro,1,10\n"), List.of(found), 0.5)).getMessage()
			.endsWith("t.csv' repeats row 2; remove one of them."));
		assertTrue(assertThrows(InputException.class, () -> SpottingEvaluation.of(file("r.csv",
			"role,video,kind,onset,offset\ntruth,v1,micro,1,10\ngold,v1,micro,20,30\n"), List.of(found), 0.5)).getMessage()
			.endsWith("r.csv' has the role 'gold'; write truth or prediction."));
	}

	/** The figures alone would not tell a table that was joined to itself from a spotter that sees too much. */
	@Test
	void predictionsThatStandThereTwiceAreTold() throws IOException {
		final Path truth = file("t.csv", "video,kind,onset,offset\nv1,micro,1,10\n");
		final Path found = file("f.csv", "video,kind,onset,offset\nv1,micro,1,10\nv1,micro,1,10\nv1,micro,1,10\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(found), SpottingEvaluation.OVERLAP);
		assertTrue(evaluation.remarks().contains("2 spans of '" + found +
			"' stand there twice (row 3 repeats row 2); one of two can be right, the other counts as false."), evaluation
				.remarks().toString());
		assertEquals(2L, evaluation.scores(Progress.none()).cell(0, "fp"));
	}

	/** Each pair of files was once evaluated as one video, and swapped predictions were hits. */
	@Test
	void videosThatWouldBeTakenForOneAreRefused() throws IOException {
		final String micro = ",micro,5,10\n", macro = ",macro,20,90\n";
		refused("subject,video,kind,onset,offset\na,1" + micro + "b,1" + macro, "video,kind,onset,offset\n1" + micro,
			"The videos 'a, 1' and 'b, 1' of ", "t.csv' would both be taken for '1'; give each another name");
		refused("dataset,video,kind,onset,offset\ncasme2,1" + micro + "samm,1" + macro, "video,kind,onset,offset\n1" +
			micro, "The videos 'casme2, 1' and 'samm, 1' of ");
		refused("video,kind,onset,offset\ns1/1" + micro + "s2/1" + macro, "video,kind,onset,offset\ns1/1" + macro + "s2/1" +
			micro, "The videos 's1/1' and 's2/1' of ");
		refused("video,kind,onset,offset\n1" + micro, "clip,path,kind,onset,offset\n1.avi,s1/1.avi" + micro +
			"1.avi,s2/1.avi" + macro, "f.csv' would both be taken for '1'");
		refused("video,path,kind,onset,offset\nv1," + micro + "v2," + macro, "path,clip,kind,onset,offset\n,v2" + micro,
			"t.csv' has a row of 'v1' whose column path, by which the files' videos are told, is empty;");
		refused("video,clip,kind,onset,offset\n,v1" + micro + ",v2" + macro, "video,clip,kind,onset,offset\n,v2" + micro,
			"t.csv' has a row of 'v1' whose column video, by which the files' videos are told, is empty;");
	}

	private void refused(final String truth, final String predictions, final String... why) throws IOException {
		final Path right = file("t.csv", truth), found = file("f.csv", predictions);
		final String message = assertThrows(InputException.class, () -> SpottingEvaluation.of(right, List.of(found), 0.5))
			.getMessage();
		for (final String part : why)
			assertTrue(message.contains(part), message);
	}

	@Test
	void oneVideoMayBeNamedInManyRowsAndWays() throws IOException {
		final Path truth = file("t.csv", "dataset,subject,video,kind,onset,offset\n" +
			"casme2,s1,v/1.avi,micro,5,10\nCASME II,01,V\\1,macro,20,90\n,,v/1,micro,100,110\n");
		final Path found = file("f.csv", "video,kind,onset,offset\n1,micro,5,10\nv/1.mp4,macro,20,90\n");
		final Table scores = SpottingEvaluation.of(truth, List.of(found), 0.5).scores(Progress.none());
		assertEquals(2L, scores.cell(row(scores, "all"), "tp"));
	}

	@Test
	void theTruthIsNotHeldAgainstItself() throws IOException {
		final Path truth = file("truth.csv", TRUTH);
		assertEquals("The file '" + truth +
			"' is given as the truth and as predictions, and has no column role that tells " +
			"them apart; give the file of the predictions.", assertThrows(InputException.class, () -> SpottingEvaluation.of(
				truth, List.of(truth), 0.5)).getMessage());
	}

	@Test
	void anExpressionWithoutFramesIsRefused() throws IOException {
		fails(file("t.csv", TRUTH), "video,kind,onset,offset\nv1,micro,11,20\nv2,Macro\n",
			"is macro and has neither onset nor offset; give both as frame numbers, or empty the cell 'Macro' if");
	}

	/** It vanished, and who missed it was right. */
	@Test
	void aClassOrAnApexWithoutFramesIsRefused() throws IOException {
		final String header = "video,kind,onset,apex,offset,class\nv1,micro,11,15,20,negative\n";
		final String found = "video,kind,onset,offset\nv1,micro,11,20\n";
		final String end = "' and neither onset nor offset; give both as frame numbers, or empty that cell if nothing " +
			"happens in the video.";
		refused(header + "v2,,,120,,negative\n", found, "Row 3 of '" + folder.resolve("t.csv") + "' has the apex '120" +
			end);
		refused(header + "v2,,,,,negative\n", found, "Row 3 of '" + folder.resolve("t.csv") + "' has the class 'negative" +
			end);
		refused(header, "video,onset,apex,offset,answer\nv1,11,15,20,none\nv2,,120,,none\n", "Row 3 of '" + folder.resolve(
			"f.csv") + "' has the apex '120" + end);
		for (final String nothing : List.of("none", "Neutral", "n/a", ""))
			assertEquals(1L, SpottingEvaluation.of(file("t.csv", header + "v2,,,,," + nothing + "\n"), List.of(file("f.csv",
				found)), 0.5).scores(Progress.none()).cell(0, "tp"));
	}

	/** It counted as an expression that was missed, and micro and macro were no longer told apart. */
	@Test
	void framesOfZeroSayThatNothingHappens() throws IOException {
		final String header = "video,kind,onset,apex,offset,class\nv1,micro,11,15,20,negative\n";
		final Path found = file("f.csv", "video,kind,onset,offset\nv1,micro,11,20\n");
		final Path truth = file("t.csv", header + "v2,,0,0,0,\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(found), 0.5);
		final Table scores = evaluation.scores(Progress.none());
		assertEquals(List.of(1L, 0L, 0L), List.of(scores.cell(row(scores, "micro"), "tp"), scores.cell(row(scores, "micro"),
			"fp"), scores.cell(row(scores, "all"), "fn")));
		assertTrue(evaluation.remarks().contains("1 row of '" + truth +
			"' has the onset 0 and the offset 0 (row 3); that counts as no expression in the video."), evaluation
				.remarks()::toString);
		refused(header + "v2,micro,0,0,0,\n", "video,kind,onset,offset\nv1,micro,11,20\n",
			"is micro and has neither onset nor offset");
		refused(header + "v2,,0,0,0,negative\n", "video,kind,onset,offset\nv1,micro,11,20\n", "has the class 'negative'");
	}

	@Test
	void kindsAreReadInManySpellings() throws IOException {
		final Path found = file("f.csv", "video,kind,onset,offset\nv1,Micro-Expression,11,20\nv1,MaE,100,149\n");
		for (final String spelled : List.of("ME,MaE", "me,mae", "micro-expression,Macro-Expression", "Micro,MACRO")) {
			final String[] kinds = spelled.split(",");
			final Table scores = SpottingEvaluation.of(file("t.csv", "video,kind,onset,offset\nv1," + kinds[0] +
				",11,20\nv1," + kinds[1] + ",100,149\n"), List.of(found), 0.5).scores(Progress.none());
			assertEquals(List.of(1L, 1L), List.of(scores.cell(row(scores, "micro"), "tp"), scores.cell(row(scores, "macro"),
				"tp")), spelled);
		}
		refused("video,kind,onset,offset\nv1,short,11,20\nv1,long,100,149\n", "video,kind,onset,offset\nv1,micro,11,20\n",
			"No row of the truth '", "t.csv' is of a known kind, all are of others ('short', 'long'); write micro or macro");
	}

	@Test
	void namesComposedAndDecomposedAreOneVideo() throws IOException {
		final Path truth = file("t.csv", "video,kind,onset,offset\nM\u00fcller,micro,11,20\n");
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth, List.of(file("f.csv",
			"video,kind,onset,offset\nMu\u0308ller.mp4,micro,11,20\n")), 0.5);
		assertEquals(1L, evaluation.scores(Progress.none()).cell(0, "tp"));
	}

	/** As the table of a folder has it. */
	@Test
	void aVideoThatCouldNotBeSpottedIsTold() throws IOException {
		final SpottingEvaluation evaluation = of("video,kind,onset,offset,status,reason\nv1,micro,11,20,ok,\n" +
			"v2,,,,skipped,no face\n");
		assertTrue(evaluation.remarks().contains("The video 'v2' of '" + folder.resolve("p0.csv") +
			"' could not be spotted, as its column status says; it counts as one in which nothing was seen."), evaluation
				.remarks()::toString);
	}

	/** Their F1 of recognition was 0, and nothing said why. */
	@Test
	void classesOfOtherWordsAreRefused() throws IOException {
		final String truth = "video,kind,onset,offset,class\nv1,micro,1,10,Positive\nv1,macro,20,90,negative\n" +
			"v1,macro,100,190,others\n";
		refused(truth, "video,kind,onset,offset,answer\nv1,micro,1,10,happiness\nv1,macro,20,90,Disgust\n" +
			"v1,macro,100,190,none\n", "No class that '" + folder.resolve("f.csv") +
				"' predicts ('disgust', 'happiness') is one of the truth '" + folder.resolve("t.csv") +
				"' ('negative', 'positive'), so that none could be right; write the classes alike, or leave the column out.");
		refused(truth, "video,kind,onset,offset,answer\nv1,micro,1,10,0\n", "predicts ('0')");
		// The same words, and wrong.
		final Path right = file("t.csv", truth);
		for (final String told : List.of("surprise", "negative\nv1,micro,300,310,anger"))
			assertTrue(SpottingEvaluation.of(right, List.of(file("f.csv", "video,kind,onset,offset,answer\nv1,micro,1,10," +
				told + "\n")), 0.5).remarks().contains("The truth '" + right + "' has none of the classes '" + (told.equals(
					"surprise") ? told : "anger") + "' that '" + folder.resolve("f.csv") +
					"' predicts; where they are predicted, they count as wrong."));
		final Path emotions = file("t.csv", truth.replace("Positive", "disgust").replace("negative", "sadness"));
		for (final String told : List.of("negative", "surprise"))
			SpottingEvaluation.of(emotions, List.of(file("f.csv", "video,kind,onset,offset,answer\nv1,micro,1,10," + told +
				"\n")), 0.5);
	}

	/** The mean distance of the apexes was that of others, and nothing said so. */
	@Test
	void anApexOutsideItsSpanIsTold() throws IOException {
		final SpottingEvaluation evaluation = of("video,kind,onset,apex,offset\nv1,micro,11,500,20\nv2,micro,5,2,14\n" +
			"v1,macro,100,149,149\n");
		assertTrue(evaluation.remarks().contains("2 spans of '" + folder.resolve("p0.csv") +
			"' have an apex outside onset and offset, which counts for nothing (row 2: apex 500 of 11 to 20)."), evaluation
				.remarks()::toString);
		assertEquals(29.0, (Double) evaluation.scores(Progress.none()).cell(1, "apex_mae_frames"));
	}

	private List<String> remarksOf(final String truth, final String found) throws IOException {
		return SpottingEvaluation.of(file("t.csv", "video,kind,onset,offset\n" + truth + ",micro,5,10\n"), List.of(file(
			"f.csv", "video,kind,onset,offset\n" + found + ",micro,5,10\n")), 0.5).remarks().stream().filter(remark -> remark
				.contains("folder than")).toList();
	}

	/** What was seen in s02/v was a hit in s01/v, since both are called v. */
	@Test
	void aVideoInTheFolderOfAnotherPersonIsRefused() throws IOException {
		for (final String[] names : new String[][] { { "s01/v", "s02/v.avi" }, { "/a/s01/v", "S2\\v" }, { "day1/v",
			"/b/day2/v.mp4" }, { "01/v", "s2/v" } })
			refused("video,kind,onset,offset\n" + names[0] + ",micro,5,10\n", "video,kind,onset,offset\n" + names[1] +
				",micro,5,10\n", "The video '" + names[1].replace('\\', '/') + "' of '" + folder.resolve("f.csv") +
					"' would be taken for '" + names[0] + "' of the truth '" + folder.resolve("t.csv") + "'");
		refused("clip,path,kind,onset,offset\nv,s01/v.avi,micro,5,10\n", "video,kind,onset,offset\ns02/v,micro,5,10\n",
			"The video 's02/v' of ");
		for (final String[] names : new String[][] { { "/a/data1/s01/v.avi", "s01/v" }, { "/a/data1/s01/v",
			"/b/data2/S1/v" }, { "v", "s02/v" }, { "C:\\videos\\v", "/b/videos/v" } })
			assertEquals(List.of(), remarksOf(names[0], names[1]));
		for (final String[] names : new String[][] { { "raw/v", "cropped/v" }, { "anna/v", "bert/v" }, { "s01/frames/v",
			"s02/frames/v" } })
			assertEquals(List.of("1 video of '" + folder.resolve("f.csv") +
				"' lies in another folder than the truth's video " + "that it is taken for ('" + names[1] + " for " + names[0] +
				"'); if these are two people, give all files the column subject."), remarksOf(names[0], names[1]));
	}

	@Test
	void aFrameThatMayBeAThousandTimesAsMuchIsRefused() throws IOException {
		fails(file("t.csv", TRUTH), "video;onset;offset\nv1;1.000;2.000\n",
			"has the onset '1.000', which may be the frame 1 or 1000; correct the cell or empty it.");
	}
}
