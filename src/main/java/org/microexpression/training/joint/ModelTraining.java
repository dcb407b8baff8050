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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.microexpression.base.Aside;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.dgm.Dgm;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.BatchQueue;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.LearningRate;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingDivergedException;

/**
 * A training of the whole network: steps, validation, checkpoints. A step depends on the settings, the sources and its
 * number alone, so a training that goes on from a checkpoint ends with the same weights as one that was never stopped.
 */
public final class ModelTraining {

	/** Examples in each of the validation batches. */
	private static final int VALIDATION_BATCHES = 4;

	/** How long a cancel waits for the step in work. */
	private static final long LAST_STEP_MILLIS = 400;

	private final TrainingSettings settings;
	private final TrainingSource synthetic;
	private final TrainingSource clips;
	private final double[] classWeights;
	private final FrlDgtNetwork network;

	/**
	 * What a training ended with.
	 *
	 * @param parameters the displacement module's and the fusion's parameters
	 * @param steps      steps done
	 * @param complete   whether all steps were done; else the parameters are those of the best validation so far
	 * @param device     where it ran
	 * @param figures    last losses and validation, by name, for the model card
	 */
	public record Result(Parameters parameters, long steps, boolean complete, Device device, Map<String, Object> figures) {}

	/** A training of the classes of {@link ExpressionClass}. */
	public ModelTraining(final TrainingSettings settings, final TrainingSource synthetic, final TrainingSource clips,
		final double[] classWeights)
	{
		this(settings, ExpressionClass.labels(), synthetic, clips, classWeights);
	}

	/**
	 * @param settings     how to train
	 * @param classes      names of the classes, in label order
	 * @param synthetic    synthetic examples, or {@code null} for none
	 * @param clips        examples of labelled clips, or {@code null} for none
	 * @param classWeights weight of an example of each class of the clips, from {@link ClipSource#classWeights()};
	 *                     synthetic examples have the weight 1
	 */
	public ModelTraining(final TrainingSettings settings, final List<String> classes, final TrainingSource synthetic,
		final TrainingSource clips, final double[] classWeights)
	{
		if (synthetic == null && clips == null) throw new IllegalArgumentException("There is nothing to train on.");
		this.settings = settings;
		this.synthetic = synthetic;
		this.clips = clips;
		this.classWeights = classWeights.clone();
		network = new FrlDgtNetwork(Dgm.standard(), new Fusion(settings.fusion(), classes), settings.classification(), settings
			.displacement(), settings.batch(), known());
	}

	private int known() {
		return clips == null ? settings.batch() : synthetic == null ? 0 : (int) Math.round(settings.syntheticShare() *
			settings.batch());
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
	 * @param checkpoint file that the state is kept in at every validation and taken from where it exists, or {@code null}
	 * @param progress   is told of every step; when it is cancelled, the best parameters so far are the result
	 * @param monitor    is told of losses
	 * @return the result
	 * @throws TrainingDivergedException if a loss is not a number; {@code checkpoint} then holds the last good state
	 * @throws CancellationException     if it is cancelled before it has done anything, or interrupted
	 */
	public Result run(final Parameters start, final Path checkpoint, final Progress progress,
		final TrainingMonitor monitor)
	{
		final Trainer.Settings rules = new Trainer.Settings(1, 0.9, 0.99, 1e-8, settings.weightDecay(), 1, settings
			.averaging(), settings.steps() / 10, settings.device(), settings.threads(), settings.seed());
		try (Aside<Trainer> aside = Aside.open(progress, () -> Trainer.open(network, rules, p -> p.name().startsWith("dgm/")
			? settings.trainDisplacement() : settings.trainFusion())); Aside<GraphSession> validation = Aside.open(progress,
				() -> GraphSession.changing(network, settings.device())))
		{
			final Trainer trainer = aside.get();
			final Parameters first = trainer.parameters(0);
			first.copyFrom(start);
			trainer.start(first);
			progress.checkCanceled();
			if (checkpoint != null && Files.exists(checkpoint)) trainer.restore(stateOf(checkpoint));
			final Run run = new Run(aside, validation.get(), monitor, progress);
			return run.toTheEnd(checkpoint);
		}
	}

	private Trainer.State stateOf(final Path file) {
		final Checkpoint checkpoint = Checkpoint.read(file);
		if (!checkpoint.purpose().equals(purpose())) throw new InputException("The checkpoint '" + file +
			"' belongs to a training with other settings; use those settings, or delete it to start anew.");
		return checkpoint.state();
	}

	private String purpose() {
		return settings.entries() + " | " + network.fusion().classes() + " | " + (synthetic == null ? "" : synthetic.description()) + " | " + (clips == null ? ""
			: clips.description());
	}

	/** Batch of a number: depends on the settings, the sources and that number alone. */
	private List<TrainingPair> batch(final long number) {
		final SplittableRandom random = new SplittableRandom(Seeds.batch(settings.seed(), number));
		final int made = known();
		final List<TrainingPair> pairs = new ArrayList<>(settings.batch());
		for (int i = 0; i < settings.batch(); i++) pairs.add((i < made ? synthetic : clips).draw(random.split()));
		return pairs;
	}

	private Map<String, FloatTensor> inputs(final List<TrainingPair> batch) {
		final Map<String, FloatTensor> inputs = new LinkedHashMap<>(BatchTensors.frames(batch));
		inputs.put(FrlDgtNetwork.TARGET, BatchTensors.targets(batch, known(), classWeights, settings.labelSmoothing()));
		if (network.inputs().containsKey(FrlDgtNetwork.TRUTH)) inputs.put(FrlDgtNetwork.TRUTH, BatchTensors.truths(batch
			.subList(0, known())));
		return inputs;
	}

	/** One run while it goes on. */
	private final class Run {

		private final Aside<Trainer> aside;
		private final Trainer trainer;
		private final GraphSession validation;
		private final TrainingMonitor monitor;
		private final Progress progress;
		private final List<List<TrainingPair>> validationBatches = new ArrayList<>();
		private final Map<String, Object> figures = new LinkedHashMap<>();
		private double bestLoss = Double.POSITIVE_INFINITY;
		private Parameters best;

		Run(final Aside<Trainer> aside, final GraphSession validation, final TrainingMonitor monitor, final Progress progress) {
			this.aside = aside;
			trainer = aside.get();
			this.validation = validation;
			this.monitor = monitor;
			this.progress = progress;
			best = trainer.averaged(0);
		}

		Result toTheEnd(final Path checkpoint) {
			final LearningRate rate = new LearningRate(settings.learningRate(), settings.warmUp(), settings.steps());
			progress.report("Making validation examples", 0, 0);
			drawValidation();
			try (BatchQueue<List<TrainingPair>> batches = new BatchQueue<>(trainer.step(), settings.steps(),
				ModelTraining.this::batch))
			{
				while (trainer.step() < settings.steps()) {
					progress.checkCanceled();
					final Map<String, FloatTensor> outputs = step(batches, rate, checkpoint);
					final Map<String, Double> losses = scalars(outputs);
					monitor.step(trainer.step(), losses);
					progress.report("Training", trainer.step(), settings.steps());
					if (trainer.step() % settings.validateEvery() == 0 || trainer.step() == settings.steps()) {
						losses.forEach((name, value) -> figures.put(name, value));
						if (validate()) keep(checkpoint);
					}
				}
			}
			catch (final CancellationException e) {
				return stopped(checkpoint, e);
			}
			return new Result(trainer.averaged(0), trainer.step(), true, trainer.device(), figures);
		}

		/** Weights of no validation at all are those of the last step: what training began with is no result. */
		private Result stopped(final Path checkpoint, final CancellationException reason) {
			final boolean validated = Double.isFinite(bestLoss);
			// What a long step is still at is lost: nobody waits for it.
			final boolean idle = trainer.step() > 0 && aside.idle(LAST_STEP_MILLIS);
			if (idle) keep(checkpoint);
			if (!progress.isCanceled() || !idle && !validated) throw reason;
			return new Result(validated ? best : trainer.averaged(0), trainer.step(), false, trainer.device(), figures);
		}

		private Map<String, FloatTensor> step(final BatchQueue<List<TrainingPair>> batches, final LearningRate rate,
			final Path checkpoint)
		{
			try {
				final Map<String, FloatTensor> inputs = inputs(batches.next(progress));
				return aside.call(progress, t -> t.step(inputs, rate.at(t.step())));
			}
			catch (final TrainingDivergedException e) {
				keep(checkpoint);
				throw e;
			}
		}

		/** Validation examples come from numbers that training batches never reach. */
		private void drawValidation() {
			final long first = Long.MAX_VALUE - VALIDATION_BATCHES;
			try (BatchQueue<List<TrainingPair>> batches = new BatchQueue<>(first, Long.MAX_VALUE, ModelTraining.this::batch))
			{
				for (int i = 0; i < VALIDATION_BATCHES; i++) validationBatches.add(batches.next(progress));
			}
		}

		/** @return whether it came to its end; nobody waits for it who wants to stop */
		private boolean validate() {
			final Parameters now = trainer.averaged(0);
			validation.setParameters(now);
			double loss = 0;
			int right = 0;
			int labelled = 0;
			for (final List<TrainingPair> batch : validationBatches) {
				if (progress.isCanceled()) return false;
				final Map<String, FloatTensor> outputs = validation.run(inputs(batch));
				loss += outputs.get("loss").data()[0] / VALIDATION_BATCHES;
				final float[] p = outputs.get(FrlDgtNetwork.PROBABILITIES).data();
				for (int i = 0; i < batch.size(); i++) {
					if (batch.get(i).label() == TrainingPair.UNKNOWN) continue;
					labelled++;
					if (predicted(p, i) == batch.get(i).label()) right++;
				}
			}
			final boolean better = loss < bestLoss;
			if (better) {
				bestLoss = loss;
				best = now;
			}
			final double share = labelled == 0 ? Double.NaN : right / (double) labelled;
			figures.put("validation loss", loss);
			figures.put("validation accuracy", share);
			monitor.validated(trainer.step(), loss, share, better);
			return true;
		}

		private void keep(final Path checkpoint) {
			if (checkpoint != null && trainer.step() > 0) new Checkpoint(purpose(), trainer.state()).write(checkpoint);
		}
	}

	private int predicted(final float[] probabilities, final int row) {
		final int classes = network.fusion().classes().size();
		int most = 0;
		for (int c = 1; c < classes; c++) {
			if (probabilities[row * classes + c] > probabilities[row * classes + most]) most = c;
		}
		return most;
	}

	private static Map<String, Double> scalars(final Map<String, FloatTensor> outputs) {
		final Map<String, Double> scalars = new LinkedHashMap<>();
		outputs.forEach((name, tensor) -> {
			if (tensor.data().length == 1) scalars.put(name, (double) tensor.data()[0]);
		});
		return scalars;
	}
}
