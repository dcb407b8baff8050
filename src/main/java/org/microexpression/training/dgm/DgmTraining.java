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

package org.microexpression.training.dgm;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.field.MotionPair;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.synthetic.PairSeries;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.DataHash;
import org.microexpression.training.Resume;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingIdentity;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingLoop;
import org.microexpression.training.TrainingResult;

/** Trains a DGM on pairs of frames. */
public final class DgmTraining {

	/** Steps over which the learning rate rises. */
	private static final int WARM_UP = 100;

	private static final int CHECKPOINT_STEPS = 250;

	/** Pairs of the series that a checkpoint's data are told by: the series has no end. */
	private static final int HASHED_PAIRS = 8;

	/**
	 * The learning rate: it rises over the first {@value #WARM_UP} steps, stays, and falls to 0.
	 *
	 * @param peak     the highest one
	 * @param coolDown number of the last steps, over which it falls in a straight line
	 */
	public record Rate(double peak, int coolDown) {
	}

	/**
	 * What keeps weights from following single batches.
	 *
	 * @param weightDecay weight decay of AdamW
	 * @param averaging   decay of the running average of the parameters, which is the result
	 */
	public record Regularization(double weightDecay, double averaging) {
	}

	/**
	 * How a DGM is trained.
	 *
	 * @param steps          optimizer steps
	 * @param batch          pairs a step
	 * @param rate           learning rate
	 * @param regularization weight decay and averaging
	 * @param weights        how much each term of the loss counts
	 * @param plainSteps     number of the first steps, in which all pixels count the same whatever the weights' emphasis
	 *                       is
	 * @param seed           parameters and order of the pairs are drawn from it
	 * @param hardware       where it trains
	 */
	public record Settings(int steps, int batch, Rate rate, Regularization regularization, DgmLossWeights weights,
			int plainSteps, long seed, Hardware hardware) {

		/**
		 * How the shipped DGM is trained before it goes on with the fusion.
		 *
		 * @return the settings
		 */
		public static Settings standard() {
			return new Settings(35200, 8, new Rate(1.5e-3, 12000), new Regularization(1e-2, 0.998), DgmLossWeights
				.supervisedOnly().withEmphasis(5), 6000, 1, Hardware.automatic());
		}

		/**
		 * @param step a step, counted from 0
		 * @return its learning rate
		 */
		double rate(final long step) {
			final double rising = (step + 1.0) / WARM_UP;
			final double falling = (steps - step) / (double) Math.max(1, rate.coolDown);
			return rate.peak * Math.min(1, Math.min(rising, falling));
		}

		/**
		 * @param n number of steps
		 * @return the same with another number of steps, half of them at most for cooling down
		 */
		public Settings withSteps(final int n) {
			return new Settings(n, batch, new Rate(rate.peak, Math.min(rate.coolDown, n / 2)), regularization, weights,
				plainSteps, seed, hardware);
		}

		/**
		 * @param w how much each term counts
		 * @return the same with other weights of the loss
		 */
		public Settings withWeights(final DgmLossWeights w) {
			return new Settings(steps, batch, rate, regularization, w, plainSteps, seed, hardware);
		}

		/**
		 * @param s what chance starts from
		 * @return the same with another seed
		 */
		public Settings withSeed(final long s) {
			return new Settings(steps, batch, rate, regularization, weights, plainSteps, s, hardware);
		}
	}

	private final Dgm dgm;
	private final Settings settings;
	private final PairSeries pairs;

	/**
	 * @param dgm      the network
	 * @param settings how it is trained
	 * @param pairs    the pair of any number ≥ 0, the same each time it is asked for; asked on another thread
	 */
	public DgmTraining(final Dgm dgm, final Settings settings, final PairSeries pairs) {
		this.dgm = dgm;
		this.settings = settings;
		this.pairs = pairs;
	}

	/**
	 * Trains a DGM.
	 *
	 * @param checkpoint where the state is kept every {@value #CHECKPOINT_STEPS} steps and when it is stopped, and where
	 *                   a broken training goes on as if it had never stopped; deleted at the end
	 * @param progress   progress and cancellation; when it is cancelled, the average so far is the result, which says
	 *                   that it is not complete
	 * @param listener   given each step's losses
	 * @return the trained parameters of {@link DgmTrainingNetwork}, which hold those of {@link DgmNetwork}
	 * @throws org.microexpression.training.TrainingDivergedException if the loss is no number any more
	 * @throws CancellationException if it is cancelled before the first step has ended
	 * @throws InputException if the checkpoint belongs to another training, is damaged or cannot be written
	 */
	public TrainingResult run(final CheckpointFile checkpoint, final Progress progress, final TrainingListener listener) {
		final Resume resume = checkpoint.of(this::identity);
		Optional<Checkpoint> from = resume.read();
		final DgmBatches batches = new DgmBatches(pairs, dgm.size(), settings.batch, settings.seed);
		final int plain = settings.weights.emphasis() > 0 ? Math.min(settings.plainSteps, settings.steps) : 0;
		Optional<TrainingResult> before = Optional.empty();
		if (plain > 0 && from.map(c -> c.state().step()).orElse(0L) < plain) {
			final DgmTrainingNetwork network = new DgmTrainingNetwork(dgm, settings.weights.withEmphasis(0));
			try (CancellableWork<Trainer> aside = open(network, progress)) {
				final TrainingResult result = new TrainingLoop(course(plain, batches::batch), resume, progress, listener).run(
					aside, from);
				if (!result.complete()) return result;
				before = Optional.of(result);
				from = Optional.of(new Checkpoint(TrainingIdentity.empty(), aside.get().state(), Optional.empty()));
			}
		}
		try (CancellableWork<Trainer> aside = open(new DgmTrainingNetwork(dgm, settings.weights), progress)) {
			final TrainingResult result = new TrainingLoop(course(settings.steps, batches::batch), resume, progress, listener)
				.run(aside, from);
			if (result.complete()) checkpoint.delete();
			return result;
		}
		catch (final CancellationException e) {
			// Between the two parts: what the first one gave is the result.
			if (before.isEmpty() || !progress.isCanceled()) throw e;
			final TrainingResult first = before.get();
			return new TrainingResult(first.parameters(), first.steps(), false, first.device(), first.figures());
		}
	}

	private TrainingLoop.Course course(final int until, final LongFunction<Map<String, FloatTensor>> batches) {
		return new TrainingLoop.Course("Training the displacement module", until, settings.steps, settings::rate, batches,
			CHECKPOINT_STEPS);
	}

	private CancellableWork<Trainer> open(final DgmTrainingNetwork network, final Progress progress) {
		final Trainer.Settings rules = new Trainer.Settings(1, AdamW.defaults().withWeightDecay(
			settings.regularization.weightDecay), new Averaging(settings.regularization.averaging, WARM_UP),
			settings.hardware, settings.seed);
		return CancellableWork.open(progress, () -> Trainer.open(network, rules));
	}

	/**
	 * The series has no end: its definition tells it from others, and its first pairs from those of another version of the
	 * generator.
	 */
	private TrainingIdentity identity() {
		final DataHash data = new DataHash().add(pairs.definition());
		for (int i = 0; i < HASHED_PAIRS; i++) {
			final MotionPair pair = pairs.apply(i);
			data.add(pair.onset()).add(pair.apex()).add(pair.truth().u()).add(pair.truth().v());
		}
		final Settings anywhere = new Settings(settings.steps, settings.batch, settings.rate, settings.regularization,
			settings.weights, settings.plainSteps, 0, Hardware.automatic());
		return TrainingIdentity.empty().with("network", ParameterLayout.of(new DgmTrainingNetwork(dgm, settings.weights))
			.size() + " parameters, " + dgm).with("settings", anywhere).with("seed", settings.seed).with("data", data.hex());
	}
}
