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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.joint.ClipSource;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.SyntheticSource;
import org.microexpression.training.joint.TrainingData;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.ValidationExamples;

/**
 * Leave-one-subject-out training of the whole FRL-DGT on registered clips: in every fold the displacement module and
 * the fusion behind it are trained together on the clips of the fold's training rows, and on synthetic pairs as the
 * settings say. One fold after the other, since each holds the whole network's images; the registered clips are shared.
 * The last step's weights (their running average) predict.
 */
public final class ClipFoldTrainer implements FoldTrainer, AutoCloseable {

	/**
	 * What every fold begins from.
	 *
	 * @param members networks whose probabilities are averaged
	 * @param dgm     parameters of the displacement module
	 * @param fusion  what the fusion of each member begins from: trained networks or random weights
	 */
	public record Start(int members, Parameters dgm, FoldStart fusion) {

		/** Puts it, for one of the members, in the place of a network's random parameters, as far as the network has it. */
		Parameters of(final int member, final Fusion network, final Parameters random, final long seed) {
			random.copyFrom(dgm);
			if (fusion instanceof FoldStart.Committee committee) random.copyFrom(network.begunFrom(committee.fusion(),
				committee.members().get(member), seed));
			return random;
		}
	}

	private final TrainingSettings settings;
	private final Fusion fusion;
	private final RegisteredClips clips;
	private final Start start;
	private Optional<CancellableWork<Trainer>> networks = Optional.empty();
	private Optional<ClipPredictor> predictor = Optional.empty();

	/**
	 * @param settings how each fold is trained; the seed is that of the run instead
	 * @param classes  names of the classes, in label order
	 * @param clips    registered clips of all rows; their labels are not read
	 * @param start    what every fold begins from
	 */
	public ClipFoldTrainer(final TrainingSettings settings, final List<String> classes, final RegisteredClips clips,
		final Start start)
	{
		this.settings = settings;
		this.fusion = new Fusion(settings.fusion(), classes);
		this.clips = clips;
		this.start = start;
	}

	@Override
	public List<FoldResult> run(final List<Fold> folds, final long seed, final Progress progress) {
		final List<FoldResult> results = new ArrayList<>();
		final String device = TensorFlowRuntime.resolve(settings.hardware().device()).name();
		for (int f = 0; f < folds.size(); f++) {
			final Probabilities.Mean mean = new Probabilities.Mean(folds.get(f).testRows().length, fusion.classes().size(),
				start.members());
			for (int m = 0; m < start.members(); m++) {
				final Progress part = progress.part(f * start.members() + m, folds.size() * start.members());
				add(folds.get(f), m, 1000 * seed + m, part, mean);
			}
			results.add(new FoldResult(mean.probabilities(), "", device));
		}
		return results;
	}

	/** Trains one member for one fold and adds its share of the probabilities. */
	private void add(final Fold fold, final int member, final long seed, final Progress progress,
		final Probabilities.Mean mean)
	{
		final TrainingSettings own = settings.on(seed, settings.hardware());
		final ClipSource source = new ClipSource(clips, fold.trainRows(), fold.trainLabels(), fusion.classes().size(),
			ClipSource.Augmentation.typical());
		final TrainingData data = own.batch().syntheticShare() == 0 ? TrainingData.clips(source) : TrainingData.both(
			new SyntheticSource(SyntheticPairs.training(seed), fusion.classes()), source);
		final ModelTraining training = new ModelTraining(own, fusion.classes(), data, ValidationExamples.none());
		final TrainingResult result = train(training, begin(training, member, seed), progress);
		if (!result.complete()) throw new CancellationException("Stopped within the fold of " + fold.subject() + ".");
		if (predictor.isEmpty()) predictor = Optional.of(new ClipPredictor(training.network().forInference(), clips,
			settings.hardware().device()));
		predictor.get().add(List.of(result.network()), fold.testRows(), mean);
	}

	/** In the networks of the fold before, where there was one: the graph is the same for all folds and seeds. */
	private TrainingResult train(final ModelTraining training, final Parameters begun, final Progress progress) {
		if (networks.isEmpty()) networks = Optional.of(training.open(progress));
		boolean whole = false;
		try {
			final TrainingResult result = training.runIn(networks.get(), begun, progress);
			whole = true;
			return result;
		}
		finally {
			if (!whole) close();
		}
	}

	/** Frees the networks. */
	@Override
	public void close() {
		networks.ifPresent(CancellableWork::close);
		networks = Optional.empty();
		predictor.ifPresent(ClipPredictor::close);
		predictor = Optional.empty();
	}

	private Parameters begin(final ModelTraining training, final int member, final long seed) {
		return start.of(member, fusion, training.initial(), seed);
	}
}
