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

package org.microexpression.training.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.StopAfter;
import org.microexpression.training.TrainingDivergedException;
import org.microexpression.training.TrainingResult;

class FusionLearnerTest {

	private static final int SUBJECTS = 5;
	private static final Fusion FUSION = new Fusion(FusionSettings.defaults());
	private static final FusionStage PRETRAINING = FusionStage.pretraining().withSteps(30);
	private static final FusionStage FINETUNING = FusionStage.fineTuning().withSteps(20);

	private static FusionFields synthetic;
	private static FusionFields given;

	@BeforeAll
	static void drawFields() {
		synthetic = FusionFields.synthetic(new ExpressionSynthesizer(1, ExpressionSynthesizer.Setting.training()), 300, 0,
			Progress.none());
		given = FusionFields.synthetic(new ExpressionSynthesizer(2, ExpressionSynthesizer.Setting.training()), 60, 0,
			Progress.none());
	}

	@Test
	void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
		final float[] first = pretrained(3, CheckpointFile.none(), Progress.none()).network().values();
		assertArrayEquals(first, pretrained(3, CheckpointFile.none(), Progress.none()).network().values());
		assertFalse(java.util.Arrays.equals(first, pretrained(4, CheckpointFile.none(), Progress.none()).network()
			.values()));
	}

	private static TrainingResult pretrained(final long seed, final CheckpointFile checkpoint, final Progress progress) {
		return pretrained(1, seed, synthetic, Hardware.cpu(0), checkpoint, progress);
	}

	private static TrainingResult pretrained(final int members, final long seed, final FusionFields fields,
		final Hardware hardware, final CheckpointFile checkpoint, final Progress progress)
	{
		return FusionTraining.pretrain(FusionLearner.ofSynthetic(FUSION, PRETRAINING, fields, hardware), members, seed,
			progress, checkpoint);
	}

	@Test
	void aResumedTrainingGivesTheWeightsOfAnUnbrokenOne(@TempDir final Path folder) {
		final Path file = folder.resolve("fusion.checkpoint");
		final CheckpointFile checkpoint = CheckpointFile.at(file);
		final TrainingResult stopped = pretrained(5, checkpoint, StopAfter.steps(12));
		assertFalse(stopped.complete(), "the caller can tell");
		assertEquals(12, stopped.steps());
		assertArrayEquals(Checkpoint.read(file).state().average(), stopped.network().values());
		assertEquals(12, Checkpoint.read(file).state().step());
		assertRefused(file, "weights to begin with", () -> pretrained(6, checkpoint, Progress.none()));
		final FusionFields others = synthetic.and(given);
		assertRefused(file, "(other data)", () -> pretrained(1, 5, others, Hardware.cpu(0), checkpoint, Progress.none()));
		final TrainingResult resumed = pretrained(5, checkpoint, Progress.none());
		assertTrue(resumed.complete());
		assertArrayEquals(pretrained(5, CheckpointFile.none(), Progress.none()).network().values(), resumed.network()
			.values());
		assertFalse(Files.exists(file));
	}

	private static void assertRefused(final Path file, final String difference, final Executable training) {
		final String sentence = assertThrows(InputException.class, training).getMessage();
		assertTrue(sentence.contains(file.toString()) && sentence.contains(difference), sentence);
	}

	/** The user's number of threads is one that the result does not depend on, and groups stop and go on together. */
	@Test
	void groupsOfNetworksStopAndGoOnWithAnyNumberOfThreads(@TempDir final Path folder) {
		final TrainingResult whole = pretrained(5, 7, synthetic, Hardware.cpu(4), CheckpointFile.none(), Progress.none());
		final CheckpointFile checkpoint = CheckpointFile.at(folder.resolve("c"));
		try {
			final TrainingResult stopped = pretrained(5, 7, synthetic, Hardware.cpu(4), checkpoint, StopAfter.steps(10));
			assertFalse(stopped.complete());
			assertEquals(5, stopped.parameters().size());
		}
		catch (final CancellationException e) {
			// Where the machine is busy, a group has not done its first step, or is still at a long one: no result at all.
		}
		// With one thread the groups train one after the other, and the last has not begun: no result at all, for certain.
		assertThrows(CancellationException.class, () -> pretrained(5, 8, synthetic, Hardware.cpu(1), CheckpointFile.none(),
			StopAfter.steps(4)));
		final TrainingResult resumed = pretrained(5, 7, synthetic, Hardware.cpu(1), checkpoint, Progress.none());
		for (int m = 0; m < 5; m++)
			assertArrayEquals(whole.parameters().get(m).values(), resumed.parameters().get(m).values());
	}

	@Test
	void aFoldLearnsTheSameAloneAndBesideOthers() {
		final List<Fold> folds = plan(given.labels()).folds();
		final List<FoldResult> together = trainer().run(folds, 1, Progress.none());
		final List<FoldResult> alone = trainer().run(folds.subList(2, 3), 1, Progress.none());
		// Sums of 20 steps in another order of single-precision additions.
		final double[][] own = alone.get(0).probabilities().toArray();
		for (int k = 0; k < own.length; k++)
			assertArrayEquals(together.get(2).probabilities().row(k), own[k], 1e-3);
	}

	@Test
	void labelsOfTheTestSubjectChangeNothing() {
		final int[] shuffled = given.labels().clone();
		for (int i = 0; i < shuffled.length; i++)
			if (subject(i) == 3) shuffled[i] = (shuffled[i] + 1) % 3;
		final double[][] honest = trainer().run(List.of(plan(given.labels()).folds().get(3)), 1, Progress.none()).get(0)
			.probabilities().toArray();
		final double[][] leaked = trainer().run(List.of(plan(shuffled).folds().get(3)), 1, Progress.none()).get(0)
			.probabilities().toArray();
		for (int k = 0; k < honest.length; k++) {
			assertArrayEquals(honest[k], leaked[k]);
			assertEquals(1, honest[k][0] + honest[k][1] + honest[k][2], 1e-6);
		}
	}

	@Test
	void trainingHelps(@TempDir final Path folder) {
		final FusionStage stage = FusionStage.pretraining().withSteps(150);
		final Parameters learned = FusionTraining.pretrain(FusionLearner.ofSynthetic(FUSION, stage, synthetic, Hardware.cpu(
			0)), 1, 1, Progress.none(), CheckpointFile.none()).network();
		FusionTraining.export(FUSION, List.of(learned), folder);
		int right = 0;
		try (Recognizer recognizer = Recognizer.open(folder, ExpressionClass.labels(), Device.CPU)) {
			final ExpressionSynthesizer unseen = new ExpressionSynthesizer(9, ExpressionSynthesizer.Setting.training());
			for (int i = 0; i < 60; i++)
				if (recognizer.recognize(unseen.sample(i).estimatedGrid()).predicted() == unseen.sample(i).expression()
					.ordinal()) right++;
		}
		assertTrue(right > 30, "chance is 20 of 60, and after 150 steps " + right + " were right");
	}

	@Test
	void aLossThatIsNotANumberStopsAndKeepsTheLastGoodWeights(@TempDir final Path folder) {
		final float[][] broken = given.fields().clone();
		broken[7] = broken[7].clone();
		java.util.Arrays.fill(broken[7], Float.NaN);
		final int[] rows = java.util.stream.IntStream.range(0, given.size()).toArray();
		final Path checkpoint = folder.resolve("broken.checkpoint");
		final FusionLearner learner = new FusionLearner(FUSION, FINETUNING.withBatch(4, 0), broken, FusionFields.none(),
			Hardware.cpu(0));
		final Parameters start = pretrained(1, CheckpointFile.none(), Progress.none()).network();
		final TrainingDivergedException e = assertThrows(TrainingDivergedException.class, () -> learner.learn(List.of(
			new FusionLearner.Task("all", start, rows, given.labels())), 1, Progress.none(), CheckpointFile.at(checkpoint)));
		assertTrue(e.getMessage().contains("batch " + e.step()), e.getMessage());
		final Checkpoint kept = Checkpoint.read(checkpoint);
		assertEquals(e.step(), kept.state().step());
		for (final float value : kept.state().average())
			assertTrue(Float.isFinite(value));
	}

	@Test
	void dataThatNothingCanBeLearnedFromIsNamed() {
		assertThrows(InputException.class, () -> new FusionLearner(FUSION, FINETUNING, given.fields(), FusionFields.none(),
			Hardware.cpu(0)));
		assertThrows(InputException.class, () -> FINETUNING.withSteps(0));
		assertThrows(InputException.class, () -> FINETUNING.withBatch(0, 0));
		assertThrows(InputException.class, () -> new FusionStage.Optimization(Double.NaN, 0, 0.9, 0.3));
	}

	@Test
	void eachPassDrawsEveryRowOnce() {
		for (int pass = 0; pass < 3; pass++) {
			final List<Integer> drawn = new ArrayList<>();
			for (int i = 0; i < 17; i++)
				drawn.add(Permutation.at(1, pass * 17 + i, 17));
			assertEquals(17, drawn.stream().distinct().count());
		}
	}

	private static FusionFoldTrainer trainer() {
		return new FusionFoldTrainer(new FusionFoldTrainer.Settings(FUSION, new FoldStart.Pretraining(PRETRAINING),
			FINETUNING, 1), new FusionFoldTrainer.Rows(given.fields(), List.of(), synthetic), Hardware.cpu(0));
	}

	private static int subject(final int row) {
		return row / 3 % SUBJECTS;
	}

	private static LosoPlan plan(final int[] labels) {
		final List<LosoClip> clips = new ArrayList<>();
		for (int i = 0; i < labels.length; i++)
			clips.add(new LosoClip("made up", "s" + subject(i), "clip" + i, labels[i]));
		return new LosoPlan(new LosoData(LosoData.THREE_CLASSES, clips), List.of(1L), SUBJECTS);
	}
}
