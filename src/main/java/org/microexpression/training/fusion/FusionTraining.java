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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingResult;

/** Trains committees of fusion networks on synthetic fields. */
public final class FusionTraining {

	/** How many synthetic fields pre-training draws from. */
	public static final int SYNTHETIC_FIELDS = 24000;

	/** How many synthetic fields fine-tuning mixes in where no pre-training goes before it. */
	public static final int MIXED_IN_FIELDS = 6000;

	/** How many synthetic pairs of frames are added where there is a displacement model to compute their fields. */
	public static final int SYNTHETIC_PAIRS = 6000;

	/** How many synthetic fields of random action units are added where units are taught. */
	public static final int SYNTHETIC_UNITS = 16000;

	/** How many networks the shipped committee has. */
	public static final int SHIPPED_MEMBERS = 5;

	private static final int SHIPPED_STEPS = 14_400;

	private FusionTraining() {
		// Static access only: a training leaves nothing behind.
	}

	/**
	 * How the shipped committee is trained: as pre-training is by default, with six times the steps, since it draws
	 * from more kinds of fields and people, and with stronger head motion, since published fields may hold more of it than
	 * registration leaves. On optical flow of bench/train-fusion's check that costs .006 of UF1 where heads are still,
	 * and gives .022 where they move by 0.3 px. The loss of the action units counts twice.
	 *
	 * @return the stage
	 */
	public static FusionStage shippedStage() {
		return FusionStage.pretraining().withSteps(SHIPPED_STEPS).withSyntheticChange(FieldAugmentation.unregistered())
			.withUnitLoss(2);
	}

	/**
	 * Draws the first synthetic fields of a series.
	 *
	 * @param seed     seed of the generator
	 * @param count    how many; {@value #SYNTHETIC_FIELDS} for a training from random weights
	 * @param threads  threads that may draw at once, 0 for what Java was started with, else one a processor
	 * @param progress progress and cancellation
	 * @return fields of the generator's training setting
	 */
	public static FusionFields synthetic(final long seed, final int count, final int threads, final Progress progress) {
		return FusionFields.synthetic(new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.variedPeople()), count,
			threads, progress);
	}

	/**
	 * Draws the synthetic fields of a training for use behind a displacement model: {@value #SYNTHETIC_FIELDS} fields of
	 * an imitated flow method, and as many that the model computed on {@value #SYNTHETIC_PAIRS} synthetic pairs of
	 * frames, each of these several times. Measured on fields of a generator that takes no part in training, both
	 * together do better than the imitation alone. {@value #SYNTHETIC_UNITS} fields of random action units follow.
	 *
	 * @param seed     seed of the generators
	 * @param model    the displacement model
	 * @param threads  threads that may draw at once, as above
	 * @param progress progress and cancellation
	 * @return the fields
	 */
	public static FusionFields synthetic(final long seed, final DisplacementModel model, final int threads,
		final Progress progress)
	{
		final SyntheticPairs pairs = new SyntheticPairs(seed, SyntheticPairs.Setting.training().withExpressionsAlone()
			.withExpressions(ExpressionSynthesizer.Setting.variedPeople()), Texture.training());
		final FusionFields computed = FusionFields.estimated(pairs, model, SYNTHETIC_PAIRS, threads, progress);
		FusionFields all = synthetic(seed, SYNTHETIC_FIELDS, threads, progress);
		for (int i = 0; i < SYNTHETIC_FIELDS / SYNTHETIC_PAIRS; i++)
			all = all.and(computed);
		return all.and(FusionFields.ofUnits(new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.variedPeople()),
			SYNTHETIC_UNITS, threads, progress));
	}

	/**
	 * Trains the members of a committee from random weights on synthetic fields.
	 *
	 * @param learner    a learner of synthetic fields alone
	 * @param members    how many networks, each from other random weights
	 * @param seed       seed of everything random
	 * @param progress   progress and cancellation
	 * @param checkpoint where the state is kept; see {@link FusionLearner#learn}
	 * @return the trained members
	 */
	public static TrainingResult pretrain(final FusionLearner learner, final int members, final long seed,
		final Progress progress, final CheckpointFile checkpoint)
	{
		final ParameterLayout layout = ParameterLayout.of(learner.fusion().forTraining());
		final List<FusionLearner.Task> tasks = new ArrayList<>();
		for (int m = 0; m < members; m++)
			tasks.add(new FusionLearner.Task("member " + m, layout.initialize(1000 * seed + m), new int[0], new int[0]));
		return learner.learn(tasks, seed, progress, checkpoint);
	}

	/**
	 * Writes a committee that was taught action units for inference.
	 *
	 * @param fusion      the network
	 * @param members     its members
	 * @param modelFolder the model's folder; the network goes into {@code fusion/}
	 * @throws org.microexpression.base.InputException if it cannot be written; an older one then stays
	 */
	public static void export(final Fusion fusion, final List<Parameters> members, final Path modelFolder) {
		SavedModels.export(fusion.forInferenceWithUnits(), members, modelFolder.resolve("fusion"));
	}
}
