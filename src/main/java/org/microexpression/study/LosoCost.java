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

import java.nio.file.Files;

import org.microexpression.base.Counts;
import org.microexpression.base.Estimate;
import org.microexpression.base.Progress;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.LosoRunner;
import org.microexpression.network.Hardware;

/**
 * What a leave-one-subject-out evaluation will cost, from its settings and the number of clips and subjects: the
 * seconds of a step and of a clip are those of docs/measurements.md ({@code bench/loso}, {@code bench/cost}).
 *
 * @param what     what is done, such as {@code 68 folds x 3 seeds x 3 networks}
 * @param estimate what it takes, without the parts that are finished already
 */
public record LosoCost(String what, Estimate estimate) {

	/** Of one processor, for one example of a step of the fusion alone. */
	private static final double FUSION_SECONDS = 3e-4;

	/** Of one processor, for one example of a step of displacement module and fusion. */
	private static final double WHOLE_SECONDS = 0.05;

	/** Of one processor, for one example of a step of the displacement module's last layers and the fusion. */
	private static final double LAST_LAYERS_SECONDS = 0.0035;

	/** Of one processor, for the features of a clip's views; those of the synthetic pairs count as so many clips'. */
	private static final double FEATURES_SECONDS = 0.4;
	private static final int SYNTHETIC_AS_CLIPS = 32;

	/** Of one processor, for the face search, the registration and the displacement field of one clip. */
	private static final double CLIP_SECONDS = 0.2;

	/** Groups of an inner split are trained for half, once and twice the steps. */
	private static final double INNER_SHARES = 3.5;

	/** Threads that can share a training of the whole network, its batch's halves, and one of many fusion networks. */
	private static final int HALVES = 2, FUSION_THREADS = 8;

	/** What a graph of many networks and its batches take. */
	private static final long GRAPH_BYTES = 900L << 20;

	/** What is kept of a clip: a field of 64 x 64 and two values, and its labels. */
	private static final long CLIP_BYTES = 40_000;

	/**
	 * @param evaluation what is to be done
	 * @param progress   progress of reading the manifest, and cancellation
	 * @return what it costs
	 * @throws org.microexpression.base.InputException if the manifest cannot be read
	 */
	public static LosoCost of(final LosoEvaluation evaluation, final Progress progress) {
		final Manifest manifest = Manifest.read(evaluation.manifest(), progress);
		final LosoSettings settings = evaluation.settings();
		final int folds = (int) manifest.samples().stream().map(Sample::person).distinct().count();
		final long clips = manifest.samples().stream().filter(sample -> !sample.hasField() && sample.path().filter(
			Files::exists).isPresent()).count();
		final double left = 1 - LosoRunner.finishedShare(evaluation.output(), settings.seeds(), folds, settings.together());
		final double seconds = left * settings.seeds().size() * training(settings, folds) + clips * CLIP_SECONDS +
			(left > 0 && settings.training() instanceof final LosoSettings.WholeNetwork whole && whole.lastLayers() ? (clips +
				SYNTHETIC_AS_CLIPS) * FEATURES_SECONDS : 0);
		return new LosoCost(Counts.of(folds, "fold", "folds") + " x " + Counts.of(settings.seeds().size(), "seed",
			"seeds") + " x " + Counts.of(settings.members(), "network", "networks"), Estimate.shared(seconds, GRAPH_BYTES +
				manifest.samples().size() * CLIP_BYTES, evaluation.hardware().threads(), settings
					.training() instanceof final LosoSettings.WholeNetwork network && !network.lastLayers() ? HALVES
						: FUSION_THREADS));
	}

	/**
	 * @param steps steps of a training of the whole network
	 * @param batch pairs a step
	 * @param hardware where it trains, with how many threads
	 * @return what the training costs
	 */
	public static Estimate ofTraining(final long steps, final int batch, final Hardware hardware) {
		return Estimate.shared(WHOLE_SECONDS * steps * batch, GRAPH_BYTES, hardware.threads(), HALVES);
	}

	/** @return seconds of one processor that the trainings of one seed take */
	private static double training(final LosoSettings settings, final int folds) {
		if (settings.training() instanceof LosoSettings.WholeNetwork whole) return (whole.lastLayers() ? LAST_LAYERS_SECONDS
			: WHOLE_SECONDS) * whole.settings().optimization().steps() * whole.settings().batch().examples() * settings
				.members() * folds;
		final LosoSettings.FusionAlone alone = (LosoSettings.FusionAlone) settings.training();
		final double examples = alone.finetuning().batch().given() + alone.finetuning().batch().synthetic();
		final double fold = alone.finetuning().steps() * examples * (settings.members() + alone.innerGroups() *
			INNER_SHARES);
		final double before = settings.start() == LosoStart.SYNTHETIC ? (double) alone.pretraining().steps() * alone
			.pretraining().batch().synthetic() * settings.members() : 0;
		return FUSION_SECONDS * (folds * fold + before);
	}
}
