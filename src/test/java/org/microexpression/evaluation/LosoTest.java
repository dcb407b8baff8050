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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Sha256;
import org.microexpression.base.TimeLeft;
import org.microexpression.dataset.Manifest;
import org.microexpression.expression.ClassScheme;

class LosoTest {

	private final MadeUpClips clips = MadeUpClips.make();

	@TempDir
	private Path temporary;

	private LosoResult run(final MadeUpClips which, final String folder) {
		return new LosoRunner(which.plan(), MadeUpClips.description(), temporary.resolve(folder)).run(which.trainer(),
			Progress.none(), r -> {});
	}

	private static double uf1(final LosoResult result) {
		return new ClassificationMetrics(new LosoReport(result).confusion()).uf1();
	}

	/** Who is left out under one name must not be trained on under another. */
	@Test
	void spellingsOfOnePersonAreRefused() {
		for (final String[] alike : new String[][] { { "synthetic", "S01" }, { "synthetic", "s1" }, { "synthetic",
			"s01\u00a0" }, { "Synthetic", "s01" }, { "synthetic", "01" } })
		{
			final List<LosoClip> clips = List.of(new LosoClip("synthetic", "s01", "a", 0), new LosoClip("synthetic", "s02",
				"b", 1), new LosoClip(alike[0], alike[1], "c", 2));
			assertEquals("The subjects 'synthetic/s01' and '" + alike[0] + "/" + alike[1] +
				"' look like two spellings of one person, " +
				"who would be trained on when left out; write them alike in the manifest, or so that they differ by more.",
				assertThrows(InputException.class, () -> new LosoData(LosoData.THREE_CLASSES, clips)).getMessage());
		}
		final List<LosoClip> apart = List.of(new LosoClip("casme2", "01", "a", 0), new LosoClip("samm", "01", "b", 1),
			new LosoClip("samm", "A1", "c", 2), new LosoClip("samm", "B1", "d", 2));
		assertEquals(4, new LosoData(LosoData.THREE_CLASSES, apart).size());
	}

	@Test
	void aDatasetIsNotNamedAsTheRowOfAllClips() {
		final List<LosoClip> clips = List.of(new LosoClip("Full", "s01", "a", 0), new LosoClip("samm", "s02", "b", 1));
		assertEquals("A dataset is named 'Full', as tables name the row of all clips; give it another name.", assertThrows(
			InputException.class, () -> new LosoData(LosoData.THREE_CLASSES, clips)).getMessage());
	}

	@Test
	void everySubjectOfEveryDatasetIsLeftOutOnce() {
		final LosoPlan plan = clips.plan();
		assertEquals(14, plan.folds().size(), "7 subjects of each of two datasets, of the same numbers");
		assertEquals(4, plan.parts());
		final Set<Integer> tested = new TreeSet<>();
		final List<String> ids = clips.data().subjectIds();
		for (final Fold fold : plan.folds()) {
			Arrays.stream(fold.testRows()).forEach(row -> {
				assertTrue(tested.add(row));
				assertEquals(fold.subject(), ids.get(row));
			});
			assertTrue(Arrays.stream(fold.trainRows()).noneMatch(row -> ids.get(row).equals(fold.subject())));
			assertEquals(clips.data().size(), fold.trainRows().length + fold.testRows().length);
			assertArrayEquals(Arrays.stream(fold.trainRows()).map(row -> clips.data().clips().get(row).truth()).toArray(),
				fold.trainLabels());
		}
		assertEquals(clips.data().size(), tested.size());
	}

	@Test
	void foldsHoldNoLabelOfTheirTestSubject() {
		// Not only are predictions unchanged (next test): the fold itself is the same value whatever the labels.
		final MadeUpClips other = clips.shuffled("casme2/05", 4);
		assertFalse(Arrays.equals(clips.data().truth(), other.data().truth()), "the shuffle must change a label");
		final Fold before = fold(clips, "casme2/05");
		final Fold after = fold(other, "casme2/05");
		assertArrayEquals(before.trainLabels(), after.trainLabels());
		assertArrayEquals(before.trainRows(), after.trainRows());
		assertArrayEquals(before.testRows(), after.testRows());
	}

	private static Fold fold(final MadeUpClips which, final String subject) {
		return which.plan().folds().stream().filter(fold -> fold.subject().equals(subject)).findFirst().orElseThrow();
	}

	@Test
	void shufflingTheLabelsOfATestSubjectChangesNoneOfItsPredictions() {
		final MadeUpClips other = clips.shuffled("casme2/05", 4);
		final LosoResult before = run(clips, "before");
		final LosoResult after = run(other, "after");
		final Set<Integer> own = Arrays.stream(fold(clips, "casme2/05").testRows()).boxed().collect(Collectors.toSet());
		for (int seed = 0; seed < 3; seed++)
			for (final int row : own)
				assertArrayEquals(of(before, seed, row), of(after, seed, row));
		// The same labels are training labels of everybody else, so there the shuffle must show.
		assertTrue(IntStream.range(0, clips.data().size()).anyMatch(row -> !own.contains(row) && !Arrays.equals(of(before,
			0, row), of(after, 0, row))));
	}

	@Test
	void foldsTrainedTogetherDoNotShareLabels() {
		Leak.assertNone(clips.trainer(), clips.data(), "samm/03", 0);
	}

	@Test
	void leakCheckFindsALeak() {
		// Weighs classes by all labels it is given, those of the other folds included: the sort of slip to be found out.
		final FoldTrainer leaking = (folds, seed, progress) -> {
			final List<FoldResult> result = clips.trainer().run(folds, seed, progress);
			final double[] all = new double[3];
			folds.forEach(fold -> Arrays.stream(fold.trainLabels()).forEach(label -> all[label]++));
			final double sum = Arrays.stream(all).sum();
			return result.stream().map(fold -> FoldResult.of(Probabilities.of(Arrays.stream(fold.probabilities().toArray())
				.map(row -> IntStream.range(0, 3).mapToDouble(c -> 0.9 * row[c] + 0.1 * all[c] / sum).toArray()).toArray(
					double[][]::new)))).toList();
		};
		assertThrows(AssertionError.class, () -> Leak.assertNone(leaking, clips.data(), "samm/03", 0));
	}

	@Test
	void shuffledLabelsEverywhereGiveChance() {
		assertTrue(uf1(run(clips, "true labels")) > 0.75, "the classes are easy");
		double sum = 0;
		for (int shuffle = 0; shuffle < 5; shuffle++)
			sum += uf1(run(clips.shuffled("", shuffle), "shuffled " + shuffle));
		// Three classes of like size: chance is 1/3; the mean of five UF1 of about 110 clips each has a sd of about .02.
		assertEquals(1.0 / 3, sum / 5, 0.07);
	}

	private static double[] of(final LosoResult result, final int seed, final int row) {
		return result.probabilities(seed, row).orElseThrow();
	}

	@Test
	void seedsDifferAndAllAreKept() {
		final LosoResult result = run(clips, "seeds");
		assertTrue(IntStream.range(0, clips.data().size()).anyMatch(row -> !Arrays.equals(of(result, 0, row), of(result, 1,
			row))));
		final double[] average = result.averageProbabilities(7).orElseThrow();
		for (int c = 0; c < 3; c++)
			assertEquals((of(result, 0, 7)[c] + of(result, 1, 7)[c] + of(result, 2, 7)[c]) / 3, average[c], 1e-15);
	}

	@Test
	void resultsGrowPartByPartAndProgressTellsWhere() {
		final List<Integer> finished = new ArrayList<>();
		final List<String> stages = new ArrayList<>();
		final List<Long> steps = new ArrayList<>();
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				assertEquals(14 * 3 * 1000, total);
				stages.add(stage);
				steps.add(done);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		new LosoRunner(clips.plan(), MadeUpClips.description(), temporary.resolve("live")).run(clips.trainer(), progress,
			result -> finished.add(result.finishedRows().length));
		assertEquals(12, finished.size());
		assertTrue(finished.get(0) > 0 && finished.get(0) < clips.data().size());
		assertEquals(clips.data().size(), finished.get(11));
		assertTrue(stages.contains("Seed 2 of 3, subjects 5-8 of 14: fitting"), stages.toString());
		assertEquals(steps.stream().sorted().toList(), steps);
		assertEquals(14 * 3 * 1000, steps.get(steps.size() - 1));
	}

	@Test
	void timeLeftIsInProportion() {
		final long[] now = { 5_000_000_000L };
		final TimeLeft timeLeft = new TimeLeft(() -> now[0], 0.2);
		assertEquals("", timeLeft.after(0.3), "no time has passed");
		now[0] += 20_000_000_000L;
		assertEquals("", timeLeft.after(0.2), "nothing was done");
		assertEquals("about 60 s left", timeLeft.after(0.4));
		now[0] += 180_000_000_000L;
		assertEquals("about 10 min left", timeLeft.after(0.4));
	}

	@Test
	void innerSplitsHoldOutTrainingSubjectsOnly() {
		final List<String> ids = clips.data().subjectIds();
		final Fold fold = fold(clips, "samm/03");
		final List<InnerSplit> splits = InnerSplit.of(fold, ids, 4, 9);
		final Set<Integer> held = new TreeSet<>();
		for (final InnerSplit split : splits) {
			final Set<String> fit = subjects(split.fitRows(), ids);
			final Set<String> validation = subjects(split.validationRows(), ids);
			assertFalse(fit.contains("samm/03") || validation.contains("samm/03"));
			assertTrue(validation.stream().noneMatch(fit::contains));
			assertEquals(13, fit.size() + validation.size());
			assertEquals(3, Arrays.stream(split.validationLabels()).distinct().count(), "classes in the validation part");
			final double share = (double) split.validationRows().length / fold.trainRows().length;
			assertEquals(0.25, share, 0.08);
			for (int i = 0; i < split.fitRows().length; i++)
				assertEquals(clips.data().clips().get(split.fitRows()[i]).truth(), split.fitLabels()[i]);
			Arrays.stream(split.validationRows()).forEach(row -> assertTrue(held.add(row)));
		}
		assertEquals(fold.trainRows().length, held.size());
		assertArrayEquals(splits.get(2).fitRows(), InnerSplit.of(fold, ids, 4, 9).get(2).fitRows());
		assertFalse(Arrays.equals(splits.get(2).fitRows(), InnerSplit.of(fold, ids, 4, 10).get(2).fitRows()));
		assertThrows(InputException.class, () -> InnerSplit.of(fold, ids, 14, 9));
	}

	private static Set<String> subjects(final int[] rows, final List<String> ids) {
		return Arrays.stream(rows).mapToObj(ids::get).collect(Collectors.toSet());
	}

	@Test
	void badDataGetsASentence() {
		final LosoClip a = new LosoClip("d", "1", "x", 0);
		final LosoClip b = new LosoClip("d", "2", "x", 1);
		assertSentence("There is no clip to evaluate", List.of());
		assertSentence("Clip 'x' of d/1 is there twice, as clips 1 and 3", List.of(a, b, new LosoClip("d", "1", "x", 1)));
		assertSentence("All clips are of the one subject d/1", List.of(a, new LosoClip("d", "1", "y", 1)));
		assertSentence("All clips are of the one class 'negative'", List.of(a, new LosoClip("d", "2", "x", 0)));
		assertSentence("has the class 3; give one of 0 to 2", List.of(a, new LosoClip("d", "2", "x", 3)));
		assertSentence("have the same id a/b/c", List.of(new LosoClip("a/b", "c", "x", 0), new LosoClip("a", "b/c", "x",
			1)));
		final LosoData data = new LosoData(LosoData.THREE_CLASSES, List.of(a, b));
		assertThrows(InputException.class, () -> new LosoPlan(data, List.of(), 1));
		assertThrows(InputException.class, () -> new LosoPlan(data, List.of(1L, 1L), 1));
		assertThrows(InputException.class, () -> new LosoPlan(data, List.of(1L), 0));
	}

	@Test
	void manifestBecomesRowsInItsOrder() throws IOException {
		final Path csv = Files.writeString(temporary.resolve("manifest.csv"),
			"dataset,subject,clip,path,onset,apex,class\nsamm,006,006_1_2,a,1,5,surprise\ncasme2,sub01,EP02_01f,b,2,9,0\n");
		final LosoData data = LosoData.of(Manifest.read(csv), ClassScheme.MEGC2019, new int[] { 0, 1 });
		assertEquals(List.of(new LosoClip("samm", "006", "006_1_2", 2), new LosoClip("casme2", "sub01", "EP02_01f", 0)),
			data.clips());
		assertEquals(List.of("samm/006", "casme2/sub01"), data.subjectIds());
		assertEquals("7359", Sha256.of(csv).substring(0, 4));
	}

	private static void assertSentence(final String part, final List<LosoClip> clips) {
		final String message = assertThrows(InputException.class, () -> new LosoData(LosoData.THREE_CLASSES, clips))
			.getMessage();
		assertTrue(message.contains(part), message);
	}

	@Test
	void trainersThatGiveNoProbabilitiesAreStopped() {
		for (final double[] wrong : new double[][] { { 0.5, 0.5 }, { 0.5, 0.1, 0.1 }, { Double.NaN, 0.5, 0.5 }, { 1.5,
			-0.25, -0.25 } })
		{
			final LosoRunner runner = new LosoRunner(clips.plan(), MadeUpClips.description(), temporary.resolve("wrong"));
			final RuntimeException stopped = assertThrows(RuntimeException.class, () -> runner.run((folds, seed,
				progress) -> folds.stream().map(fold -> FoldResult.of(Probabilities.of(Arrays.stream(fold.testRows()).mapToObj(
					row -> wrong).toArray(double[][]::new)))).toList(), Progress.none(), r -> {}));
			assertTrue(stopped.getMessage().contains("are not probabilities of 3 classes"), stopped::getMessage);
		}
	}

	@Test
	void foldsRefuseOverlap() {
		assertThrows(IllegalArgumentException.class, () -> new Fold("d/1", new int[] { 0, 1 }, new int[] { 0, 0 },
			new int[] { 1 }));
		assertThrows(IllegalArgumentException.class, () -> new Fold("d/1", new int[] { 0, 1 }, new int[] { 0 }, new int[] {
			2 }));
		assertNotEquals(clips.plan().hash(), clips.shuffled("samm", 1).plan().hash());
	}
}
