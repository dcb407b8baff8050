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

import java.util.List;
import java.util.function.Consumer;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.LosoRunner;
import org.microexpression.evaluation.RunDescription;
import org.microexpression.network.Hardware;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.TrainingSettings;

/**
 * How the folds of an evaluation train on clips.
 *
 * @param training    how the whole network is trained in each fold
 * @param start       what the fusion begins from
 * @param work        how much is done here
 * @param trained     how many samples are only trained on
 * @param description what tells the run from another
 */
record ClipFolds(LosoSettings.WholeNetwork training, FoldStart start, LosoWork work, int trained,
		RunDescription description) {

	/** What the user should know before it begins, where networks are trained so many times. */
	String remark(final int times) {
		final String done = "are trained " + times + " times for " + training.settings().optimization().steps() +
			" steps, ";
		return training.lastLayers() ? "The last layers of the displacement module and the fusion " + done +
			"several folds side by side; every finished part is kept." : "Displacement module and fusion " + done +
				"one fold after the other; every finished fold is kept.";
	}

	/** Trains them, or gathers what others have trained. */
	LosoResult train(final LosoRunner runner, final RegisteredClips clips, final List<String> classes,
		final ClipFoldTrainer.Start begin, final Hardware hardware, final Progress progress,
		final Consumer<LosoResult> watcher)
	{
		final TrainingSettings own = training.settings().on(0, hardware);
		if (training.lastLayers()) {
			try (LastLayersFolds trainer = new LastLayersFolds(own, classes, clips, begin)) {
				return work.on(runner, trainer, progress, watcher);
			}
		}
		try (ClipFoldTrainer trainer = new ClipFoldTrainer(own, classes, clips, begin)) {
			return work.on(runner, trainer, progress, watcher);
		}
	}
}
