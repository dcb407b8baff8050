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
import org.microexpression.network.Device;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;

/** Trains committees of fusion networks: on synthetic fields alone, and from there on given fields. */
public final class FusionTraining {

	/** How many synthetic fields pre-training draws from. */
	public static final int SYNTHETIC_FIELDS = 24000;

	/** How many synthetic fields fine-tuning mixes in where no pre-training goes before it. */
	public static final int MIXED_IN_FIELDS = 6000;

	/** How many synthetic pairs of frames are added where there is a displacement model to compute their fields. */
	public static final int SYNTHETIC_PAIRS = 6000;

	/** How many networks the shipped committee has. */
	public static final int SHIPPED_MEMBERS = 5;

	private static final int SHIPPED_STEPS = 19_200;

	private FusionTraining() {
		// Static access only: a training leaves nothing behind.
	}

	/**
	 * How the shipped committee is trained: as pre-training is by default, with eight times the steps, since it draws from more
	 * kinds of fields, and with stronger head motion, since published fields may hold more of it than registration leaves. On
	 * optical flow of bench/train-fusion's check that costs .006 of UF1 where heads are still, and gives .022 where they move
	 * by 0.3 px.
	 *
	 * @return the stage
	 */
	public static FusionStage shippedStage() {
		return FusionStage.pretraining().withSteps(SHIPPED_STEPS).withSyntheticChange(FieldAugmentation.unregistered());
	}

	/**
	 * Draws the synthetic fields of a training.
	 *
	 * @param seed     seed of the generator
	 * @param progress told how many are done
	 * @return {@value #SYNTHETIC_FIELDS} fields of the generator's training setting
	 */
	public static FusionFields synthetic(final long seed, final Progress progress) {
		return synthetic(seed, SYNTHETIC_FIELDS, progress);
	}

	/**
	 * Draws the first of these synthetic fields.
	 *
	 * @param seed     seed of the generator
	 * @param count    how many
	 * @param progress told how many are done
	 * @return the fields
	 */
	public static FusionFields synthetic(final long seed, final int count, final Progress progress) {
		return FusionFields.synthetic(new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.training()), count,
			progress);
	}

	/**
	 * Draws the synthetic fields of a training for use behind a displacement model: {@value #SYNTHETIC_FIELDS} fields of an
	 * imitated flow method, and as many that the model computed on {@value #SYNTHETIC_PAIRS} synthetic pairs of frames, each
	 * of these several times. Measured on fields of a generator that takes no part in training, both together do better
	 * than the imitation alone.
	 *
	 * @param seed     seed of the generators
	 * @param model    the displacement model
	 * @param progress told how many are done
	 * @return the fields
	 */
	public static FusionFields synthetic(final long seed, final DisplacementModel model, final Progress progress) {
		final SyntheticPairs pairs = new SyntheticPairs(seed, SyntheticPairs.Setting.training().withExpressionsAlone(), Texture
			.training());
		final FusionFields computed = FusionFields.estimated(pairs, model, SYNTHETIC_PAIRS, progress);
		FusionFields all = synthetic(seed, progress);
		for (int i = 0; i < SYNTHETIC_FIELDS / SYNTHETIC_PAIRS; i++) all = all.and(computed);
		return all;
	}

	/**
	 * Trains the members of a committee from random weights on synthetic fields.
	 *
	 * @param fusion     the network
	 * @param stage      how
	 * @param synthetic  the fields
	 * @param members    how many networks, each from other random weights
	 * @param seed       seed of everything random
	 * @param device     where
	 * @param progress   told each step
	 * @param checkpoint where the state is kept, or {@code null}; see {@link FusionLearner#learn}
	 * @return the trained members
	 */
	public static List<Parameters> pretrain(final Fusion fusion, final FusionStage stage, final FusionFields synthetic,
		final int members, final long seed, final Device device, final Progress progress, final Path checkpoint)
	{
		final ParameterLayout layout = ParameterLayout.of(fusion.forTraining());
		final List<FusionLearner.Task> tasks = new ArrayList<>();
		for (int m = 0; m < members; m++)
			tasks.add(new FusionLearner.Task("member " + m, layout.initialize(1000 * seed + m), new int[0], new int[0]));
		return new FusionLearner(fusion, stage, null, synthetic, device).learn(tasks, seed, progress, checkpoint);
	}

	/**
	 * Goes on from trained members on given fields.
	 *
	 * @param fusion     the network
	 * @param stage      how
	 * @param given      the fields to train on
	 * @param subjects   subject of each of them
	 * @param synthetic  synthetic fields, or {@code null} if the stage takes none
	 * @param members    trained members of a committee
	 * @param seed       seed of everything random
	 * @param device     where
	 * @param progress   told each step
	 * @param checkpoint where the state is kept, or {@code null}; see {@link FusionLearner#learn}
	 * @return the trained members
	 * @throws org.microexpression.base.InputException if a class has no field, or all are of one subject
	 */
	public static List<Parameters> finetune(final Fusion fusion, final FusionStage stage, final FusionFields given,
		final String[] subjects, final FusionFields synthetic, final List<Parameters> members, final long seed,
		final Device device, final Progress progress, final Path checkpoint)
	{
		given.checkTrainable(fusion.classes(), subjects);
		final int[] rows = new int[given.size()];
		for (int i = 0; i < rows.length; i++) rows[i] = i;
		final List<FusionLearner.Task> tasks = new ArrayList<>();
		for (int m = 0; m < members.size(); m++)
			tasks.add(new FusionLearner.Task("member " + m, members.get(m), rows, given.labels()));
		return new FusionLearner(fusion, stage, given.fields(), synthetic, device).learn(tasks, seed, progress, checkpoint);
	}

	/**
	 * Writes a committee for inference.
	 *
	 * @param fusion      the network
	 * @param members     its members
	 * @param modelFolder the model's folder; the network goes into {@code fusion/}
	 * @throws org.microexpression.base.InputException if it cannot be written; an older one then stays
	 */
	public static void export(final Fusion fusion, final List<Parameters> members, final Path modelFolder) {
		SavedModels.export(fusion.forInference(), members, modelFolder.resolve("fusion"));
	}
}
