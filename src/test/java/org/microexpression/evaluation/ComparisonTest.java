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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;

class ComparisonTest {

	private static final String OURS = "dataset,subject,clip,truth,prediction\ncasme2,sub01,A,negative,negative\n" +
		"casme2,sub02,B,positive,negative\nsmic,s1,C,surprise,surprise\nsmic,s2,D,negative,positive\n";

	/** Of the clips above. */
	private static final List<String> LACKING = List.of(
		"No clip of the dataset 'casme2' is of the class 'surprise': F1 and recall of what is lacking count as 0 in UF1 " +
			"and UAR of its row.",
		"No clip of the dataset 'smic' is of the class 'positive': F1 and recall of what is lacking " +
			"count as 0 in UF1 and UAR of its row.");

	@TempDir
	private Path folder;

	private Path file(final String name, final String text) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		return Files.writeString(folder.resolve(name), text);
	}

	private String refusal(final Path... files) {
		final String message = assertThrows(InputException.class, () -> Comparison.of(List.of(files))).getMessage();
		assertTrue(message.endsWith("."), message);
		return message;
	}

	@Test
	void aFileNamedLikeAColumnHasAColumnOfItsOwn() throws IOException {
		final String plain = "clip,truth,prediction\na,x,x\nb,y,x\n";
		final Table clips = Comparison.of(List.of(file("truth.csv", plain), file("other.csv", plain))).clips();
		assertEquals(List.of("dataset", "subject", "clip", "truth", "predictions of truth", "other"), clips.columns()
			.stream().map(Table.Column::name).toList());
		assertEquals(List.of("y", "x"), List.of(clips.cell(1, "truth"), clips.cell(1, "predictions of truth")));
	}

	@Test
	void otherToolsColumnsClassesAndSeparatorsAreUnderstood() throws IOException {
		final Path ours = file("ours.csv", OURS);
		final Path theirs = file("theirs.csv",
			"\ufeffy_pred;Y_True;Clip name;DB\r\n0;0;a;CASME II\r\n1.0;1.0;b;CASME II\r\n" +
				"0;2;c;SMIC-HS\r\n0;0;d;SMIC-HS\r\n1;1;e;SMIC-HS\r\n");
		final Comparison comparison = Comparison.of(List.of(ours, theirs));
		assertEquals(List.of("ours", "theirs"), comparison.names());
		assertEquals(List.of(List.of("casme2", "sub01", "A", "negative", "negative", "negative"), List.of("casme2", "sub02",
			"B", "positive", "negative", "positive"), List.of("smic", "s1", "C", "surprise", "surprise", "negative"), List.of(
				"smic", "s2", "D", "negative", "positive", "negative")), comparison.clips().rows().stream().map(row -> row
					.cells()).toList());
		assertEquals(LACKING, comparison.remarks().subList(1, comparison.remarks().size()));
		assertTrue(comparison.remarks().get(0).startsWith("1 clip of '" + theirs + "' is not in all files"), comparison
			.remarks().get(0));
		final Table scores = comparison.scores(Progress.none());
		assertEquals(6, scores.rows().size());
		assertEquals(0.5, scores.cell(0, "accuracy"));
		assertEquals("subjects", scores.cell(0, "interval"));
		assertEquals(0.75, scores.cell(3, "accuracy"));
		final Table pairs = comparison.pairs(Progress.none());
		assertEquals(1L, pairs.cell(0, "only_first"));
		assertEquals(2L, pairs.cell(0, "only_second"));
		assertEquals(1.0, pairs.cell(0, "mcnemar_exact"));
		assertEquals((Double) scores.cell(0, "uf1") - (Double) scores.cell(3, "uf1"), (Double) pairs.cell(0,
			"uf1_difference"), 1e-12);
	}

	@Test
	void wordsAndNumbersInOneFileAreTold() throws IOException {
		final Path words = file("words.csv", "clip,truth,prediction\na,negative,negative\nb,surprise,surprise\n");
		final Path numbers = file("numbers.csv", "clip,truth,prediction\na,0,0\nb,2,1\n");
		final Path mixed = file("mixed.csv", "clip,truth,prediction\na,negative,2\nb,surprise,surprise\n");
		final List<String> told = Comparison.of(List.of(words, numbers, mixed)).remarks().stream().filter(remark -> remark
			.contains("words and numbers")).toList();
		assertEquals(List.of("The file '" + mixed +
			"' has words and numbers for classes; in line 2 '2' is taken for surprise."), told);
	}

	@Test
	void ourOwnTableIsReadBack() {
		final MadeUpClips clips = MadeUpClips.make();
		final Path one = folder.resolve("run one");
		final Path two = folder.resolve("run two");
		final LosoResult result = new LosoRunner(clips.plan(), MadeUpClips.description(), one).run(clips.trainer(), Progress
			.none(), r -> {});
		new LosoRunner(new LosoPlan(clips.data(), List.of(5L), 14), MadeUpClips.description(), two).run(clips.trainer(),
			Progress.none(), r -> {});
		final Comparison comparison = Comparison.of(List.of(one.resolve("loso-predictions.csv"), two.resolve(
			"loso-predictions.csv")));
		assertEquals(List.of("run one/loso-predictions", "run two/loso-predictions"), comparison.names());
		assertTrue(comparison.remarks().isEmpty());
		final Table summary = new LosoReport(result).summary();
		final int average = summary.rows().size() - 3;
		assertEquals("average of probabilities", summary.cell(average, "run"));
		for (final String column : List.of("uf1", "uf1_low", "uf1_high", "uar", "accuracy"))
			assertEquals(summary.cell(average, column), comparison.scores(Progress.none()).cell(0, column), column);
	}

	@Test
	void withoutSubjectsClipsAreDrawnAndThatIsSaid() throws IOException {
		final String plain = "clip,truth,prediction\na,happy,happy\nb,angry,happy\nc,other,other\n";
		final Comparison comparison = Comparison.of(List.of(file("1.csv", plain), file("2.csv", plain)));
		assertEquals("clips", comparison.scores(Progress.none()).cell(0, "interval"));
		assertTrue(comparison.remarks().get(0).startsWith("No file has a column for the subject"));
		assertEquals("f1_angry", comparison.scores(Progress.none()).columns().get(10).name());
		assertEquals(1.0, comparison.pairs(Progress.none()).cell(0, "bootstrap_p"));
	}

	/** Two spellings that were brought together are why a clip stands there twice. */
	@Test
	void whatWasBroughtTogetherIsToldWithTheRefusal() throws IOException {
		final Path ours = file("ours.csv", OURS), other = file("other.csv", OURS + "smic,s02,D,negative,positive\n");
		final InputException e = assertThrows(InputException.class, () -> Comparison.of(List.of(ours, other)));
		assertTrue(e.getMessage().contains("twice, in lines 5 and 6"), e.getMessage());
		assertEquals(List.of("The subject 's02' of '" + other + "' is taken for 's2': two spellings of one person."), e
			.remarks());
	}

	@Test
	void badFilesGetASentence() throws IOException {
		final Path ours = file("ours.csv", OURS);
		assertTrue(refusal(ours).contains("needs two files"));
		assertTrue(refusal(ours, ours).contains("is given twice"));
		assertTrue(refusal(ours, folder.resolve("none.csv")).contains("none.csv' cannot be read"));
		assertTrue(refusal(ours, file("columns.csv", "clip,truth\na,0\n")).contains(
			"has no column for the prediction among 'clip', 'truth'"));
		assertTrue(refusal(ours, file("rows.csv", "clip,truth,prediction\n")).contains("holds no prediction"));
		assertTrue(refusal(ours, file("empty.csv", "")).contains("empty.csv' holds no prediction"));
		assertTrue(refusal(ours, file("cell.csv", "clip,truth,prediction\na,0,0\nb,,1\n")).contains("Line 3 of '" + folder
			.resolve("cell.csv") + "' has no truth"));
		assertTrue(refusal(ours, file("twice.csv", OURS + "smic,s2,d,negative,positive\n")).contains(
			"'smic/s2/d' twice, in lines 5 and 6"));
		assertTrue(refusal(ours, file("other.csv", "clip,truth,prediction\nX,0,0\n")).contains(
			"no clip in common ('a' in"));
		assertTrue(refusal(ours, file("truth.csv", OURS.replace("B,positive", "B,surprise"))).contains(
			"is truly positive by line 3 of"));
		assertTrue(refusal(ours, file("mixed.csv", "clip,truth,prediction\nA,0,0\nE,happy,0\n")).contains(
			"write all classes as words"));
		final Path latin = folder.resolve("latin.csv");
		Files.write(latin, "clip,truth,prediction\n\u00e9,0,0\n".getBytes(StandardCharsets.ISO_8859_1));
		assertTrue(refusal(ours, latin).contains("is not UTF-8 text"));
		assertTrue(refusal(ours, file("quote.csv", "clip,truth,prediction\n\"A,0,0\n")).contains("Row 2 of " + folder
			.resolve("quote.csv") + " is not valid CSV"));
	}

	/** What one file predicts must not change the score of another. */
	/** 999 marks what is missing; a name of its own for each clip is no class. */
	@Test
	void moreClassesThanAnybodyTellsApartAreRefused() throws IOException {
		final String header = "clip,truth,prediction\n";
		final Path marked = file("marked.csv", header + "a,0,0\nb,1,1\nc,999,1\n");
		assertEquals("The file '" + marked + "' has the truth 999, and classes are numbered up to 99, since greater " +
			"numbers mark what is missing; remove the lines without a class, or number the classes anew.", refusal(marked,
				file("other.csv", Files.readString(marked))));
		final Path names = file("names.csv", header + IntStream.range(0, 101).mapToObj(i -> "c" + i + ",n" + i + ",n" + i +
			"\n").collect(Collectors.joining()));
		assertTrue(refusal(names, file("more.csv", Files.readString(names))).contains(
			"make 101 classes, the last of them 'n99'"));
	}

	@Test
	void aPredictionThatIsNoClassIsRefused() throws IOException {
		final Path ours = file("ours.csv", OURS);
		for (final String wrong : List.of("nan", "None", "-1", "3", "1.5", "negativ", "NaN"))
			assertTrue(refusal(ours, file("b.csv", OURS.replace("C,surprise,surprise", "C,surprise," + wrong))).contains(
				"Line 4 of '" + folder.resolve("b.csv") + "' predicts '" + wrong +
					"', which is no clip's class (negative, positive, surprise)"));
		final String words = "clip,truth,prediction\na,happy,happy\nb,angry,happy\n";
		assertTrue(refusal(file("1.csv", words), file("2.csv", words.replace("angry,happy", "angry,0"))).contains(
			"predicts '0', which is no clip's class (angry, happy)"));
		final String numbers = "clip,truth,prediction\na,0,0\nb,3,3\n";
		final Comparison predicted = Comparison.of(List.of(file("1.csv", numbers), file("2.csv", numbers.replace("3,3",
			"3,1"))));
		assertEquals(List.of("f1_0", "f1_1", "f1_3"), scoresOfClasses(predicted));
		assertTrue(predicted.remarks().contains("No compared clip is of the class '1', but '2' predicts it: its F1 and " +
			"recall count as 0 in UF1 and UAR of all files."), () -> predicted.remarks().toString());
		assertTrue(refusal(file("1.csv", numbers), file("2.csv", numbers.replace("3,3", "3,4"))).contains("predicts '4'"));
	}

	@Test
	void spacesOfEveryKindAroundACellAreNoPartOfIt() throws IOException {
		final Path ours = file("ours.csv", OURS);
		final Path theirs = file("theirs.csv", OURS.replace("C,surprise,surprise", "\u200bC ,surprise,surprise\u00a0")
			.replace("smic,s2", "\u3000smic,s2\u2009"));
		final Comparison comparison = Comparison.of(List.of(ours, theirs));
		assertEquals(LACKING, comparison.remarks());
		assertEquals(comparison.scores(Progress.none()).cell(0, "uf1"), comparison.scores(Progress.none()).cell(3, "uf1"));
	}

	private static List<String> scoresOfClasses(final Comparison comparison) {
		return comparison.scores(Progress.none()).columns().stream().map(Table.Column::name).filter(name -> name.startsWith(
			"f1_")).toList();
	}

	/** Nobody has the class 0 where classes are numbered from 1, and nobody is surprised in a table of two classes. */
	@Test
	void aClassThatNobodyHasCountsInNoMean() throws IOException {
		for (final List<String> own : List.of(List.of("1", "2", "3"), List.of("10", "20", "30"), List.of("0", "1", "4"),
			List.of("2.0", "1.0", "3.0"), List.of("0", "1", "1"), List.of("negative", "positive", "positive"), List.of(
				"surprise", "negative", "negative"), List.of("happy", "sad", "sad")))
		{
			final StringBuilder text = new StringBuilder("subject,clip,truth,prediction\n");
			for (int i = 0; i < own.size(); i++)
				text.append('s').append(i).append(",c").append(i).append(',').append(own.get(i)).append(',').append(own.get(i))
					.append('\n');
			final Comparison comparison = Comparison.of(List.of(file("1.csv", text.toString()), file("2.csv", text
				.toString())));
			final Table scores = comparison.scores(Progress.none());
			for (final String column : List.of("uf1", "uar", "accuracy"))
				assertEquals(1.0, scores.cell(0, column), column + " of " + own);
			assertEquals(own.stream().distinct().count(), scoresOfClasses(comparison).size());
			final boolean three = !own.get(0).equals("happy") && own.stream().distinct().count() == 2;
			assertEquals(three ? 1 : 0, comparison.remarks().stream().filter(remark -> remark.startsWith(
				"No compared clip is of the class '")).count(), () -> comparison.remarks().toString());
		}
	}

	/** A class of left out clips alone is none of those that are compared. */
	@Test
	void aClassOfClipsThatAreLeftOutIsTold() throws IOException {
		final String common = "clip,truth,prediction\na,happy,happy\nb,sad,sad\n";
		final Comparison comparison = Comparison.of(List.of(file("1.csv", common + "c,other,other\n"), file("2.csv",
			common)));
		assertEquals(1.0, comparison.scores(Progress.none()).cell(0, "uf1"));
		assertTrue(comparison.remarks().contains("No compared clip is of the class 'other' or predicted to be: UF1 and " +
			"UAR are means over the others (happy, sad)."), () -> comparison.remarks().toString());
	}

	@Test
	void publishedPredictionsAgainstAllNegative() throws IOException {
		final Path ststnet = SharedData.file("ststnet-predictions.csv");
		final StringBuilder negative = new StringBuilder();
		for (final String line : Files.readAllLines(ststnet))
			negative.append(line.replaceFirst(",\\d$", ",0")).append('\n');
		final Comparison comparison = Comparison.of(List.of(ststnet, file("negative.csv", negative.toString())));
		assertEquals(0.7353, (Double) comparison.scores(Progress.none()).cell(0, "uf1"), 0.5e-4);
		assertEquals(0.2408, (Double) comparison.scores(Progress.none()).cell(4, "uf1"), 0.5e-4);
		assertTrue((Double) comparison.pairs(Progress.none()).cell(0, "difference_low") > 0.4);
		assertTrue((Double) comparison.pairs(Progress.none()).cell(0, "mcnemar_midp") < 1e-9);
	}

	@Test
	void publishedResultsKeepTheirCautionMarks() {
		final Table published = PublishedResults.table();
		assertTrue(published.rows().size() > 30);
		int seen = 0;
		for (int row = 0; row < published.rows().size(); row++) {
			final String method = (String) published.cell(row, "method");
			if (method.equals("STSTNet")) {
				assertEquals("P", published.cell(row, "caution"));
				assertEquals(0.7605, published.cell(row, "full_uar"));
				seen++;
			}
			if (method.equals("HTNet")) {
				assertEquals("L", published.cell(row, "caution"));
				assertEquals(0.8603, published.cell(row, "full_uf1"));
				seen++;
			}
			if (method.equals("FRL-DGT")) {
				assertEquals(0.812, published.cell(row, "full_uf1"));
				assertEquals("unconfirmed memory", published.cell(row, "basis"));
				seen++;
			}
			for (final String column : List.of("full_uf1", "full_uar", "smic_uf1", "casme2_uf1", "samm_uar")) {
				final Double value = (Double) published.cell(row, column);
				assertTrue(value == null || value > 0.15 && value < 1, method + " " + column);
			}
		}
		assertEquals(3, seen);
	}

	/** One person must not be drawn as two, nor the clips of one be left out because of a spelling. */
	@Test
	void spellingsOfOnePersonAreBroughtTogetherAndTold() throws IOException {
		final Path ours = file("ours.csv", OURS);
		final Path theirs = file("theirs.csv", OURS.replace("smic,s1", "smic,S01").replace("sub01", "1"));
		final Comparison comparison = Comparison.of(List.of(ours, theirs));
		assertEquals(List.of("The subject '1' of '" + theirs + "' is taken for 'sub01': two spellings of one person.",
			"The subject 'S01' of '" + theirs + "' is taken for 's1': two spellings of one person."), comparison.remarks()
				.subList(0, 2));
		assertEquals(LACKING, comparison.remarks().subList(2, 4));
		assertEquals(4, comparison.clips().rows().size());
		final Path same = file("same.csv", OURS.replace("smic,s2", "smic,S01"));
		final Table alone = Comparison.of(List.of(same, file("other.csv", OURS.replace("smic,s2", "smic,S01")))).scores(
			Progress.none());
		final Table plain = Comparison.of(List.of(file("p.csv", OURS.replace("smic,s2", "smic,s1")), file("q.csv", OURS
			.replace("smic,s2", "smic,s1")))).scores(Progress.none());
		assertEquals(plain.cell(0, "uf1_low"), alone.cell(0, "uf1_low"));
	}

	@Test
	void twoSpellingsOfADatasetAreOnePart() throws IOException {
		final Path mixed = file("mixed.csv", OURS.replace("casme2,sub02", "CASME II,sub02"));
		final Table scores = Comparison.of(List.of(mixed, file("b.csv", OURS))).scores(Progress.none());
		assertEquals(List.of("Full", "casme2", "smic"), List.of(scores.cell(0, "part"), scores.cell(1, "part"), scores.cell(
			2, "part")));
		assertEquals(2L, scores.cell(1, "n"));
	}

	@Test
	void columnsThatMayBothBeMeantAreRefusedWhereTheyDiffer() throws IOException {
		final Path ours = file("ours.csv", "clip,truth,prediction\na,0,0\nb,1,1\n");
		final Path both = file("both.csv", "clip,truth,pred,prediction\na,0,0,0\nb,1,0,1\n");
		assertEquals("The file '" + both +
			"' has the columns 'prediction' and 'pred', which differ in row 3 ('1', '0'); leave the one that counts.",
			refusal(ours, both));
		assertTrue(refusal(ours, file("twice.csv", "clip,truth,Prediction,prediction\na,0,0,1\nb,1,1,1\n")).contains(
			"'Prediction' and 'prediction', which differ in row 2"));
		assertTrue(refusal(ours, file("truth.csv", "clip,truth,label,prediction\na,0,1,0\nb,1,1,1\n")).contains(
			"'truth' and 'label'"));
		assertTrue(refusal(ours, file("clips.csv", "clip,clip,truth,prediction\na,b,0,0\nb,a,1,1\n")).contains(
			"'clip' and 'clip', which differ"));
		assertEquals(2, Comparison.of(List.of(ours, file("same.csv", "clip,truth,pred,prediction\na,0,0,0\nb,1,1,1\n")))
			.clips().rows().size());
		final Path named = file("named.csv", "id,clip,truth,prediction\n7,a,0,0\n8,b,1,1\n");
		assertTrue(Comparison.of(List.of(ours, named)).remarks().contains("Clips of '" + named +
			"' are known by the column 'clip', not by 'id'."));
	}

	/** SMIC numbers its classes from 1. */
	@Test
	void numbersThatAreTakenForWordsAreTold() throws IOException {
		final String rows = "clip,truth,prediction\na,1,1\nb,2.0,1\n";
		assertTrue(Comparison.of(List.of(file("1.csv", rows), file("2.csv", rows))).remarks().contains(
			"The files number their classes, and have not all of three: 1 is taken for positive, 2 is taken for surprise; " +
				"write words if other classes are meant, as in SMIC's numbers from 1."));
		for (final String clear : List.of(rows + "c,0,0\n", rows.replace("2.0", "surprise")))
			assertTrue(Comparison.of(List.of(file("1.csv", clear), file("2.csv", clear))).remarks().stream().noneMatch(
				remark -> remark.startsWith("The files number")), clear);
	}

	@Test
	void aDatasetIsNotNamedAsTheRowOfAllClips() throws IOException {
		final Path full = file("1.csv", OURS.replace("smic", "Full"));
		assertEquals("A dataset is named 'Full', as tables name the row of all clips; give it another name.", refusal(full,
			file("2.csv", OURS.replace("smic", "Full"))));
	}

	@Test
	void namesComposedAndDecomposedAreOneClip() throws IOException {
		final Path composed = file("1.csv", "clip,truth,prediction\nM\u00fcller,happy,happy\nb,sad,happy\n");
		assertEquals(2, Comparison.of(List.of(composed, file("2.csv",
			"clip,truth,prediction\nMu\u0308ller,happy,happy\nb,sad,happy\n"))).clips().rows().size());
	}

	/** Else all clips of unknown people would be one person's. */
	@Test
	void aSubjectThatIsNotThereIsRefused() throws IOException {
		final String rows = "subject,clip,truth,prediction\ns1,a,happy,happy\nNULL,b,sad,happy\n";
		final Path one = file("1.csv", rows);
		assertEquals("Line 3 of '" + one + "' has the subject 'NULL', which programs write where there is none; fill it " +
			"in or remove the line.", refusal(one, file("2.csv", rows)));
	}

	/** What every file lacks is no class of its own. */
	@Test
	void aTruthThatIsNotThereIsRefused() throws IOException {
		final String rows = "clip,truth,prediction\na,happy,happy\nb,nan,happy\n";
		final Path one = file("1.csv", rows);
		assertEquals("Line 3 of '" + one + "' has the truth 'nan', which is no class; fill it in, or remove the line.",
			refusal(one, file("2.csv", rows)));
	}
}
