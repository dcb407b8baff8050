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
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.TrainingDivergedException;

class FusionLearnerTest {

	private static final int SUBJECTS = 5;
	private static final Fusion FUSION = new Fusion(FusionSettings.defaults());
	private static final FusionStage PRETRAINING = FusionStage.pretraining().withSteps(30);
	private static final FusionStage FINETUNING = FusionStage.fineTuning().withSteps(20);

	private static FusionFields synthetic;
	private static FusionFields given;

	@BeforeAll
	static void drawFields() {
		synthetic = FusionFields.synthetic(new ExpressionSynthesizer(1, ExpressionSynthesizer.Setting.training()), 300,
			Progress.none());
		given = FusionFields.synthetic(new ExpressionSynthesizer(2, ExpressionSynthesizer.Setting.training()), 60, Progress
			.none());
	}

	@Test
	void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
		final float[] first = pretrained(3, null, Progress.none()).values();
		assertArrayEquals(first, pretrained(3, null, Progress.none()).values());
		assertFalse(java.util.Arrays.equals(first, pretrained(4, null, Progress.none()).values()));
	}

	private static Parameters pretrained(final long seed, final Path checkpoint, final Progress progress) {
		return FusionTraining.pretrain(FUSION, PRETRAINING, synthetic, 1, seed, Device.CPU, progress, checkpoint).get(0);
	}

	@Test
	void aResumedTrainingGivesTheWeightsOfAnUnbrokenOne(@TempDir final Path folder) {
		final Path checkpoint = folder.resolve("fusion.checkpoint");
		assertThrows(CancellationException.class, () -> pretrained(5, checkpoint, canceledAt(12)));
		assertEquals(12, Checkpoint.read(checkpoint).state().step());
		assertThrows(InputException.class, () -> pretrained(6, checkpoint, Progress.none()), "it is of another seed");
		final float[] resumed = pretrained(5, checkpoint, Progress.none()).values();
		assertArrayEquals(pretrained(5, null, Progress.none()).values(), resumed);
		assertFalse(Files.exists(checkpoint));
	}

	private static Progress canceledAt(final long step) {
		return new Progress() {

			private boolean canceled;

			@Override
			public void report(final String stage, final long done, final long total) {
				if (stage.startsWith("Pre-training") && done == step) canceled = true;
			}

			@Override
			public boolean isCanceled() {
				return canceled;
			}
		};
	}

	@Test
	void aFoldLearnsTheSameAloneAndBesideOthers() {
		final List<Fold> folds = plan(given.labels()).folds();
		final double[][][] together = trainer().run(folds, 1, Progress.none());
		final double[][][] alone = trainer().run(folds.subList(2, 3), 1, Progress.none());
		// Sums of 20 steps in another order of single-precision additions.
		for (int k = 0; k < alone[0].length; k++) assertArrayEquals(together[2][k], alone[0][k], 1e-3);
	}

	@Test
	void labelsOfTheTestSubjectChangeNothing() {
		final int[] shuffled = given.labels().clone();
		for (int i = 0; i < shuffled.length; i++) if (subject(i) == 3) shuffled[i] = (shuffled[i] + 1) % 3;
		final double[][] honest = trainer().run(List.of(plan(given.labels()).folds().get(3)), 1, Progress.none())[0];
		final double[][] leaked = trainer().run(List.of(plan(shuffled).folds().get(3)), 1, Progress.none())[0];
		for (int k = 0; k < honest.length; k++) {
			assertArrayEquals(honest[k], leaked[k]);
			assertEquals(1, honest[k][0] + honest[k][1] + honest[k][2], 1e-6);
		}
	}

	@Test
	void trainingHelps(@TempDir final Path folder) {
		final FusionStage stage = FusionStage.pretraining().withSteps(150);
		final Parameters learned = FusionTraining.pretrain(FUSION, stage, synthetic, 1, 1, Device.CPU, Progress.none(), null)
			.get(0);
		FusionTraining.export(FUSION, List.of(learned), folder);
		int right = 0;
		try (Recognizer recognizer = Recognizer.open(folder, ExpressionClass.labels(), Device.CPU)) {
			final ExpressionSynthesizer unseen = new ExpressionSynthesizer(9, ExpressionSynthesizer.Setting.training());
			for (int i = 0; i < 60; i++)
				if (recognizer.recognize(unseen.sample(i).estimatedGrid(), null).predicted() == unseen.sample(i).expression()
					.ordinal())
					right++;
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
		final FusionLearner learner = new FusionLearner(FUSION, FINETUNING.withBatch(4, 0), broken, null, Device.CPU);
		final TrainingDivergedException e = assertThrows(TrainingDivergedException.class, () -> learner.learn(List.of(
			new FusionLearner.Task("all", pretrained(1, null, Progress.none()), rows, given.labels())), 1, Progress.none(),
			checkpoint));
		assertTrue(e.getMessage().contains("batch " + e.step()), e.getMessage());
		final Checkpoint kept = Checkpoint.read(checkpoint);
		assertEquals(e.step(), kept.state().step());
		for (final float value : kept.state().average()) assertTrue(Float.isFinite(value));
	}

	@Test
	void dataThatNothingCanBeLearnedFromIsNamed() {
		final String[] subjects = new String[given.size()];
		java.util.Arrays.fill(subjects, "s1");
		assertTrue(assertThrows(InputException.class, () -> given.checkTrainable(FUSION.classes(), subjects)).getMessage().contains("'s1'"));
		final int[] noSurprise = java.util.Arrays.stream(given.labels()).map(l -> l % 2).toArray();
		assertTrue(assertThrows(InputException.class, () -> new FusionFields(given.fields(), noSurprise, null)
			.checkTrainable(FUSION.classes(), subjects)).getMessage().contains("surprise"));
		assertThrows(InputException.class, () -> new FusionLearner(FUSION, FINETUNING, given.fields(), null, Device.CPU));
		assertThrows(InputException.class, () -> FINETUNING.withSteps(0));
		assertThrows(InputException.class, () -> FINETUNING.withBatch(0, 0));
		assertThrows(InputException.class, () -> FINETUNING.withLearningRate(Double.NaN));
	}

	@Test
	void eachPassDrawsEveryRowOnce() {
		for (int pass = 0; pass < 3; pass++) {
			final List<Integer> drawn = new ArrayList<>();
			for (int i = 0; i < 17; i++) drawn.add(Permutation.at(1, pass * 17 + i, 17));
			assertEquals(17, drawn.stream().distinct().count());
		}
	}

	private static FusionFoldTrainer trainer() {
		return new FusionFoldTrainer(new FusionFoldTrainer.Settings(FUSION, PRETRAINING, FINETUNING, 1), new FusionFoldTrainer.Rows(given
			.fields(), null, synthetic), Device.CPU);
	}

	private static int subject(final int row) {
		return row / 3 % SUBJECTS;
	}

	private static LosoPlan plan(final int[] labels) {
		final List<LosoClip> clips = new ArrayList<>();
		for (int i = 0; i < labels.length; i++) clips.add(new LosoClip("made up", "s" + subject(i), "clip" + i, labels[i]));
		return new LosoPlan(new LosoData(LosoData.THREE_CLASSES, clips), List.of(1L), SUBJECTS);
	}
}
