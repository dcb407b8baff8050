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

package org.microexpression.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Hardware;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionTraining;

/**
 * Trains the fusion of every fold on given displacement fields. What all folds share, synthetic fields and
 * pre-training, is made once, when the first fold is trained: a run that is only read again needs none of it.
 */
final class FieldFolds implements FoldTrainer {

	/** Drawing this many synthetic fields takes as long as training one network for one step. */
	private static final double FIELDS_PER_STEP = 50;

	private final LosoSettings settings;
	private final Fusion fusion;
	private final LosoSettings.FusionAlone training;
	private final FoldStart start;
	private final FusionFoldTrainer.Rows rows;
	private final Hardware hardware;
	private final Set<Long> pretrained = new HashSet<>();
	private FusionFoldTrainer trainer;

	/**
	 * @param settings what is trained and how
	 * @param training how the fusion is trained
	 * @param fusion   the network
	 * @param start    what the folds begin from
	 * @param rows     prepared fields and {@code dataset/subject} of all rows, without synthetic fields
	 * @param hardware where it trains
	 */
	FieldFolds(final LosoSettings settings, final LosoSettings.FusionAlone training, final Fusion fusion,
		final FoldStart start, final FusionFoldTrainer.Rows rows, final Hardware hardware)
	{
		this.settings = settings;
		this.training = training;
		this.fusion = fusion;
		this.start = start;
		this.rows = rows;
		this.hardware = hardware;
	}

	@Override
	public List<FoldResult> run(final List<Fold> folds, final long seed, final Progress progress) {
		final int drawn = trainer == null ? settings.syntheticFields(fusion.hasSyntheticClasses()) : 0;
		final boolean pretrains = start instanceof FoldStart.Pretraining && pretrained.add(seed);
		final Progress staged = progress.stages(weights(folds.size(), drawn, pretrains));
		if (trainer == null) trainer = open(drawn == 0 ? FusionFields.none() : FusionTraining.synthetic(
			LosoSettings.SYNTHETIC_SEED, drawn, hardware.threads(), staged));
		return trainer.run(folds, seed, staged);
	}

	/** How long the stages take in proportion; of an inner split, its trainings together and then those of the fold. */
	private double[] weights(final int folds, final int drawn, final boolean pretrains) {
		final List<Double> weights = new ArrayList<>();
		if (drawn > 0) weights.add(drawn / FIELDS_PER_STEP);
		if (pretrains) weights.add((double) training.pretraining().steps() * settings.members());
		final double once = (double) training.finetuning().steps() * folds;
		if (training.innerGroups() > 0) for (final double share : new double[] { 0.5, 1, 2 })
			weights.add(share * once * training.innerGroups());
		for (int m = 0; m < settings.members(); m++)
			weights.add(once);
		return weights.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private FusionFoldTrainer open(final FusionFields synthetic) {
		return new FusionFoldTrainer(new FusionFoldTrainer.Settings(fusion, start, training.finetuning(fusion
			.hasSyntheticClasses()), settings.members(), training.innerGroups(), training.kept()), new FusionFoldTrainer.Rows(
				rows.fields(), rows.subjects(), synthetic), hardware);
	}
}
