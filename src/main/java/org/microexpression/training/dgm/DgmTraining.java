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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.field.MotionPair;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.Trainer;

/** Trains a DGM on pairs of frames. */
public final class DgmTraining {

	/** Steps over which the learning rate rises. */
	private static final int WARM_UP = 100;

	private static final int CHECKPOINT_STEPS = 250;

	/**
	 * How a DGM is trained.
	 *
	 * @param steps        optimiser steps
	 * @param batch        pairs a step
	 * @param learningRate highest learning rate; it rises over the first {@value #WARM_UP} steps, stays, and falls to 0
	 * @param coolDown     number of the last steps, over which the learning rate falls in a straight line
	 * @param weightDecay  weight decay
	 * @param averaging    decay of the running average of the parameters, which is the result
	 * @param weights      how much each term of the loss counts
	 * @param plainSteps   number of the first steps, in which all pixels count the same whatever the weights' emphasis is
	 * @param seed         parameters and order of the pairs are drawn from it
	 * @param device       where it trains
	 * @param threads      threads that may work at once, 0 for one a processor; the result does not depend on them
	 */
	public record Settings(int steps, int batch, double learningRate, int coolDown, double weightDecay, double averaging,
		DgmLossWeights weights, int plainSteps, long seed, Device device, int threads)
	{

		/**
		 * How the shipped DGM is trained before it goes on with the fusion (bench/train-jointly). Its weights came from a run of about as many steps that was resumed several times:
		 * 14,520 steps with three stages and an emphasis of up to 2, then 20,680 with the fourth, whose weights began as a copy
		 * of the third's, with an emphasis of 5 from the 3,980th of these. A run with these settings does the same in one go;
		 * it does not give the same bits, and its result has not been measured.
		 *
		 * @return the settings
		 */
		public static Settings standard() {
			return new Settings(35200, 8, 1.5e-3, 12000, 1e-2, 0.998, DgmLossWeights.supervisedOnly().withEmphasis(5), 6000,
				1, Device.AUTO, 0);
		}

		/**
		 * @param step a step, counted from 0
		 * @return its learning rate
		 */
		double rate(final int step) {
			final double rising = (step + 1.0) / WARM_UP;
			final double falling = (steps - step) / (double) Math.max(1, coolDown);
			return learningRate * Math.min(1, Math.min(rising, falling));
		}

		/** @return the same with another number of steps, half of them at most for cooling down */
		public Settings withSteps(final int n) {
			return new Settings(n, batch, learningRate, Math.min(coolDown, n / 2), weightDecay, averaging, weights, plainSteps, seed, device, threads);
		}

		/** @return the same with other weights of the loss */
		public Settings withWeights(final DgmLossWeights w) {
			return new Settings(steps, batch, learningRate, coolDown, weightDecay, averaging, w, plainSteps, seed, device, threads);
		}

		/** @return the same with another seed */
		public Settings withSeed(final long s) {
			return new Settings(steps, batch, learningRate, coolDown, weightDecay, averaging, weights, plainSteps, s, device, threads);
		}
	}

	private DgmTraining() {
		// Static methods only.
	}

	/**
	 * Trains a DGM.
	 *
	 * @param dgm        the network
	 * @param settings   how
	 * @param pairs      the pair of any number ≥ 0, the same each time it is asked for; asked on another thread
	 * @param checkpoint file that the state is kept in every {@value #CHECKPOINT_STEPS} steps, and that a broken training
	 *                   goes on from as if it had never stopped; deleted at the end; {@code null} for none
	 * @param progress   told of every step; when it is cancelled, the average so far is returned
	 * @param losses     given each step's number and loss
	 * @return the trained parameters of {@link DgmTrainingNetwork}, which hold those of {@link DgmNetwork}
	 * @throws org.microexpression.training.TrainingDivergedException if the loss is no number any more
	 * @throws InputException if the checkpoint belongs to another training, is damaged or cannot be written
	 */
	public static Parameters train(final Dgm dgm, final Settings settings, final LongFunction<MotionPair> pairs,
		final Path checkpoint, final Progress progress, final BiConsumer<Integer, Double> losses)
	{
		final String purpose = dgm + ", " + settings;
		Trainer.State state = checkpoint != null && Files.exists(checkpoint) ? read(checkpoint, purpose) : null;
		final int first = state == null ? 0 : (int) state.step();
		try (DgmBatches batches = new DgmBatches(pairs, dgm.size(), settings.batch, settings.seed, first)) {
			final BiConsumer<Integer, Trainer> afterStep = (step, trainer) -> {
				progress.report("Training the displacement module", step + 1L, settings.steps);
				if (checkpoint != null && (step + 1) % CHECKPOINT_STEPS == 0) new Checkpoint(purpose, trainer.state()).write(
					checkpoint);
			};
			final boolean emphasis = settings.weights.emphasis() > 0;
			final int plain = emphasis ? Math.min(settings.plainSteps, settings.steps) : 0;
			final Course course = new Course(settings, batches, progress, losses, afterStep);
			if (first < plain) state = course.run(new DgmTrainingNetwork(dgm, settings.weights.withEmphasis(0)), state, plain);
			final DgmTrainingNetwork network = new DgmTrainingNetwork(dgm, settings.weights);
			state = course.run(network, state, settings.steps);
			if (checkpoint != null && !progress.isCanceled()) Files.deleteIfExists(checkpoint);
			return new Parameters(ParameterLayout.of(network), state.average());
		}
		catch (final IOException e) {
			throw new InputException("The checkpoint '" + checkpoint + "' cannot be deleted (" + e.getMessage() +
				"); delete it, or the next training will go on from it.", e);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("The training was interrupted.").initCause(e);
		}
	}

	/** What stays the same while a training goes from one network's losses to another's. */
	private record Course(Settings settings, DgmBatches batches, Progress progress, BiConsumer<Integer, Double> losses,
		BiConsumer<Integer, Trainer> afterStep)
	{

		/** Trains from a state, or from the beginning where that is {@code null}, up to a step; returns the new state. */
		Trainer.State run(final DgmTrainingNetwork network, final Trainer.State from, final int until)
			throws InterruptedException
		{
			final Trainer.Settings rules = Trainer.Settings.defaults().withWeightDecay(settings.weightDecay).withSeed(
				settings.seed).withAveraging(settings.averaging, WARM_UP).on(settings.device, settings.threads);
			try (Trainer trainer = Trainer.open(network, rules)) {
				if (from == null) trainer.start(trainer.layout().initialize(settings.seed));
				else trainer.restore(from);
				for (int step = (int) trainer.step(); step < until && !progress.isCanceled(); step++) {
					final FloatTensor loss = trainer.step(batches.take(), settings.rate(step)).get("loss");
					losses.accept(step, (double) loss.data()[0]);
					afterStep.accept(step, trainer);
				}
				return trainer.state();
			}
		}
	}

	private static Trainer.State read(final Path checkpoint, final String purpose) {
		final Checkpoint read = Checkpoint.read(checkpoint);
		if (!read.purpose().equals(purpose)) throw new InputException("The checkpoint '" + checkpoint +
			"' belongs to a training with other settings (" + read.purpose() + "); delete it or give another file.");
		return read.state();
	}
}
