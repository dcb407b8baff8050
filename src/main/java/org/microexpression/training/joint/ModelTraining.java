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

package org.microexpression.training.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.dgm.Dgm;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.DataHash;
import org.microexpression.training.LearningRate;
import org.microexpression.training.Resume;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingIdentity;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingLoop;
import org.microexpression.training.TrainingResult;

/**
 * A training of the whole network. A step depends on the settings, the sources and its number alone, so a training that
 * goes on from a checkpoint ends with the same weights as one that was never stopped.
 */
public final class ModelTraining {

	private final TrainingSettings settings;
	private final TrainingData data;
	private final ValidationExamples validation;
	private final double[] classWeights;
	private final int known;
	private final FrlDgtNetwork network;

	/**
	 * A training of the classes of {@link ExpressionClass}.
	 *
	 * @param settings   how to train
	 * @param data       what to train on
	 * @param validation what to validate with
	 */
	public ModelTraining(final TrainingSettings settings, final TrainingData data, final ValidationExamples validation) {
		this(settings, ExpressionClass.labels(), data, validation);
	}

	/**
	 * @param settings   how to train
	 * @param classes    names of the classes, in label order
	 * @param data       what to train on; synthetic examples have the weight 1, clips that of their class
	 * @param validation what to validate with
	 */
	public ModelTraining(final TrainingSettings settings, final List<String> classes, final TrainingData data,
		final ValidationExamples validation)
	{
		this.settings = settings;
		this.data = data;
		this.validation = validation;
		classWeights = data.classWeights(classes.size());
		known = data.synthetic(settings.batch());
		network = network(settings, classes).withKnown(known);
	}

	/**
	 * @param settings settings of a training
	 * @param classes  names of the classes, in label order
	 * @return the network that they train, for batches without true displacements
	 */
	public static FrlDgtNetwork network(final TrainingSettings settings, final List<String> classes) {
		return new FrlDgtNetwork(Dgm.standard(), new Fusion(settings.fusion(), classes), settings.losses().classification(),
			settings.losses().displacement(), settings.batch().examples(), 0);
	}

	/** @return the network that is trained */
	public FrlDgtNetwork network() {
		return network;
	}

	/** @return parameters before training, drawn from the settings' seed */
	public Parameters initial() {
		return ParameterLayout.of(network).initialize(settings.seed());
	}

	/**
	 * Trains.
	 *
	 * @param start      parameters to begin with; those of another network are taken where the names agree
	 * @param checkpoint where the state is kept at every validation and taken from where it exists; the caller deletes it
	 *                   when he has written what came of the training
	 * @param progress   progress and cancellation; when it is cancelled, the best parameters so far are the result
	 * @param listener   hears of losses
	 * @return the result; where clips of held-out subjects validate, it has the weights of their smallest loss, else
	 *         those of the last step
	 * @throws org.microexpression.training.TrainingDivergedException if a loss is not a number; {@code checkpoint} then
	 *           holds the last good state
	 * @throws java.util.concurrent.CancellationException if it is cancelled before it has done anything, or interrupted
	 * @throws org.microexpression.base.InputException if the checkpoint is of another training or cannot be used
	 */
	public TrainingResult run(final Parameters start, final CheckpointFile checkpoint, final Progress progress,
		final TrainingListener listener)
	{
		final Parameters first = begun(start);
		final Resume resume = resume(checkpoint, first);
		// Before the networks are made, so that a checkpoint of another training is told at once.
		final Optional<Checkpoint> from = resume.read();
		try (CancellableWork<Trainer> aside = open(progress)) {
			return run(aside, first, resume, from, progress, listener);
		}
	}

	/**
	 * Makes the networks and their gradients, which takes seconds.
	 *
	 * @param progress progress and cancellation
	 * @return what trainings of these settings, whatever their seed and data, can use one after the other
	 * @throws java.util.concurrent.CancellationException if it is cancelled
	 */
	public CancellableWork<Trainer> open(final Progress progress) {
		return CancellableWork.open(progress, () -> Trainer.open(network, rules(settings, 1), p -> p.name().startsWith(
			"dgm/") ? settings.parts().displacement() : settings.parts().fusion()));
	}

	/**
	 * As {@link #run(Parameters, CheckpointFile, Progress, TrainingListener)}, without a checkpoint, in networks that are
	 * there.
	 *
	 * @param aside    what {@link #open} gave for a training of these settings; of no use after an exception
	 * @param start    parameters to begin with
	 * @param progress progress and cancellation
	 * @return the result
	 */
	public TrainingResult runIn(final CancellableWork<Trainer> aside, final Parameters start, final Progress progress) {
		final Parameters first = begun(start);
		return run(aside, first, resume(CheckpointFile.none(), first), Optional.empty(), progress, TrainingListener.none());
	}

	private Parameters begun(final Parameters start) {
		final Parameters first = initial();
		first.copyFrom(start);
		return first;
	}

	private Resume resume(final CheckpointFile checkpoint, final Parameters first) {
		return checkpoint.of(() -> identity(first));
	}

	private TrainingResult run(final CancellableWork<Trainer> aside, final Parameters first, final Resume resume,
		final Optional<Checkpoint> from, final Progress progress, final TrainingListener listener)
	{
		final TrainingSettings.Optimization o = settings.optimization();
		aside.get().start(first, settings.seed());
		progress.checkCanceled();
		final LearningRate rate = new LearningRate(o.learningRate(), o.warmUp(), o.steps());
		final TrainingLoop loop = new TrainingLoop(new TrainingLoop.Course("Training", o.steps(), o.steps(), rate::at,
			number -> BatchTensors.inputs(network, batch(number), classWeights, settings.losses().labelSmoothing()), settings
				.validation().every()), resume, progress, listener);
		return train(loop, aside, from, progress);
	}

	/** How parameters are moved, of a number of networks side by side. */
	static Trainer.Settings rules(final TrainingSettings settings, final int folds) {
		final TrainingSettings.Optimization o = settings.optimization();
		return new Trainer.Settings(folds, AdamW.defaults().withWeightDecay(o.weightDecay()), new Averaging(o.averaging(), o
			.steps() / 10), settings.hardware(), settings.seed());
	}

	private TrainingResult train(final TrainingLoop loop, final CancellableWork<Trainer> aside,
		final Optional<Checkpoint> from, final Progress progress)
	{
		final long every = settings.validation().every();
		if (validation instanceof ValidationExamples.Synthetic series) {
			try (ModelValidation looks = ModelValidation.open(series, network, classWeights, settings, progress)) {
				return loop.validatedBy(looks, every, false).run(aside, from);
			}
		}
		if (validation instanceof ValidationExamples.HeldOut clips) {
			try (ModelValidation looks = ModelValidation.open(clips, network, classWeights, settings, progress)) {
				return loop.validatedBy(looks, every, true).run(aside, from);
			}
		}
		return loop.run(aside, from);
	}

	private TrainingIdentity identity(final Parameters start) {
		final DataHash hash = new DataHash();
		data.addTo(hash);
		final DataHash looked = new DataHash();
		validation.addTo(looked);
		return TrainingIdentity.empty().with("network", network.fusion()).with("settings", settings.on(0, Hardware
			.automatic()).entries()).with("seed", settings.seed()).with("weights to begin with", new DataHash().add(start
				.values()).hex()).with("data", hash.hex()).with("validation examples", looked.hex());
	}

	/** Batch of a number: depends on the settings, the sources and that number alone. */
	private List<TrainingPair> batch(final long number) {
		final SplittableRandom random = new SplittableRandom(Seeds.batch(settings.seed(), number));
		final List<TrainingPair> pairs = new ArrayList<>(settings.batch().examples());
		for (int i = 0; i < settings.batch().examples(); i++)
			pairs.add((i < known ? data.synthetic() : data.clips()).orElseThrow().draw(random.split()));
		return pairs;
	}
}
