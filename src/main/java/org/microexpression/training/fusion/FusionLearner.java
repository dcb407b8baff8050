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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.DataHash;
import org.microexpression.training.LearningRate;
import org.microexpression.training.SharedProgress;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingDivergedException;
import org.microexpression.training.TrainingIdentity;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingLoop;
import org.microexpression.training.TrainingResult;

/**
 * Trains a stack of fusion networks side by side. What a network of the stack learns depends on its own {@link Task},
 * the stage, the synthetic fields and the seed alone: not on the others (but for rounding), and not on where an
 * earlier, interrupted training stopped. On a CPU the stack is cut into {@value #GROUPS} groups, each one graph, that
 * train at once on as many processors; groups and bits are the same whatever the number of processors.
 */
public final class FusionLearner {

	private static final int GROUPS = 4;
	private static final int NOISES = 1000;
	private static final int CHECKPOINT_EVERY = 100;

	/**
	 * One network's training.
	 *
	 * @param name   what tells its random choices apart from those of others with the same seed, e.g. the subject left
	 *               out
	 * @param start  its parameters before training
	 * @param rows   rows of the given fields that it may see
	 * @param labels class of each of these rows
	 */
	public record Task(String name, Parameters start, int[] rows, int[] labels) {
	}

	private final Fusion fusion;
	private final FusionStage stage;
	private final float[][] given;
	private final FusionFields synthetic;
	private final Hardware hardware;
	private float[][] noises = {};

	/**
	 * @param fusion    the network
	 * @param stage     how it is trained
	 * @param given     all given fields, prepared; tasks say which rows they may see
	 * @param synthetic synthetic fields; {@link FusionFields#none()} if the stage takes none
	 * @param hardware  where it trains
	 */
	public FusionLearner(final Fusion fusion, final FusionStage stage, final float[][] given,
		final FusionFields synthetic, final Hardware hardware)
	{
		if (stage.batch().synthetic() > 0 && synthetic.size() == 0) throw new InputException("The training stage takes " +
			stage.batch().synthetic() + " synthetic fields a batch, but there are none; give some or set that number to 0.");
		if (stage.batch().synthetic() > 0 && !fusion.hasSyntheticClasses()) throw new InputException(
			"Synthetic fields have the classes " + ExpressionClass.labels() + ", and the network " + fusion.classes() +
				"; set the number of synthetic fields a batch to 0.");
		this.fusion = fusion;
		this.stage = stage;
		this.given = given;
		this.synthetic = synthetic;
		this.hardware = hardware;
	}

	/**
	 * @param fusion    the network
	 * @param stage     how it is trained, on synthetic fields alone
	 * @param synthetic synthetic fields
	 * @param hardware  where it trains
	 * @return a learner without given fields
	 */
	public static FusionLearner ofSynthetic(final Fusion fusion, final FusionStage stage, final FusionFields synthetic,
		final Hardware hardware)
	{
		return new FusionLearner(fusion, stage, new float[0][], synthetic, hardware);
	}

	/** @return the network */
	Fusion fusion() {
		return fusion;
	}

	/**
	 * Trains.
	 *
	 * @param tasks      the networks' trainings, all of the same layout
	 * @param seed       seed of everything random
	 * @param progress   progress and cancellation
	 * @param checkpoint where the state is kept now and then, when cancelled and when a loss is not a number, and where
	 *                   an interrupted training of the same networks on the same data goes on. It is deleted at the end.
	 *                   Where there are several groups, each has a file of this name with -1, -2, …
	 * @return the trained parameters of each task, in their order; when cancelled, the averages so far, and that they are
	 *         not complete
	 * @throws CancellationException      if the user asked to stop before every network had done a step
	 * @throws TrainingDivergedException  if a loss is not a number
	 * @throws InputException             if a task has no row, or the checkpoint is of another training or cannot be used
	 */
	public TrainingResult learn(final List<Task> tasks, final long seed, final Progress progress,
		final CheckpointFile checkpoint)
	{
		// Before anything is trained, so that a task without rows is told at once.
		tasks.forEach(this::classWeights);
		final int count = TensorFlowRuntime.resolve(hardware.device()) == Device.CPU ? Math.min(GROUPS, tasks.size()) : 1;
		final SharedProgress shared = new SharedProgress(progress, count);
		final List<TrainingResult> results;
		final List<Group> groups = new ArrayList<>();
		try (Workers workers = new Workers(hardware.threads())) {
			if (needsNoise()) noises = SmoothNoise.draw(NOISES, seed, workers);
			for (int g = 0; g < count; g++) {
				final int from = g * tasks.size() / count;
				groups.add(new Group(tasks.subList(from, (g + 1) * tasks.size() / count), from, seed, shared.part(g), count == 1
					? checkpoint : checkpoint.group(g + 1)));
			}
			final List<Supplier<TrainingResult>> jobs = new ArrayList<>();
			final int each = Math.max(1, Workers.threads(hardware.threads()) / count);
			for (final Group group : groups)
				jobs.add(() -> shared.orStopAll(() -> group.learn(each)));
			results = workers.run(jobs);
		}
		final TrainingResult all = joined(results);
		if (all.complete()) groups.forEach(group -> group.checkpoint.delete());
		return all;
	}

	private static TrainingResult joined(final List<TrainingResult> groups) {
		return new TrainingResult(groups.stream().flatMap(g -> g.parameters().stream()).toList(), groups.stream().mapToLong(
			TrainingResult::steps).min().orElseThrow(), groups.stream().allMatch(TrainingResult::complete), groups.get(0)
				.device(), groups.get(0).figures());
	}

	/** Some tasks that are trained in one graph. */
	private final class Group {

		private final List<Task> tasks;
		private final int from;
		private final long seed;
		private final Progress progress;
		private final CheckpointFile checkpoint;
		private final double[][] weights;

		Group(final List<Task> tasks, final int from, final long seed, final Progress progress,
			final CheckpointFile checkpoint)
		{
			this.tasks = tasks;
			this.from = from;
			this.seed = seed;
			this.progress = progress;
			this.checkpoint = checkpoint;
			weights = tasks.stream().map(FusionLearner.this::classWeights).toArray(double[][]::new);
		}

		/** A group that is ready waits for the others, on disk too: the training may still be interrupted. */
		TrainingResult learn(final int threads) {
			final Trainer.Settings settings = new Trainer.Settings(tasks.size(), new AdamW(0.9, 0.98, 1e-8, stage
				.optimization().weightDecay(), 0), new Averaging(stage.optimization().averaging(), Math.round(stage
					.optimization().averageFrom() * stage.steps())), hardware, seed);
			try (CancellableWork<Trainer> aside = CancellableWork.open(progress, () -> Trainer.open(fusion.forTraining(),
				settings)); Workers workers = new Workers(threads))
			{
				aside.get().restore(start(tasks, aside.get().layout().size()));
				return new TrainingLoop(course(workers), checkpoint.of(this::identity), progress, TrainingListener.none()).run(
					aside);
			}
			catch (final TrainingDivergedException e) {
				throw new TrainingDivergedException(e.step(), from + e.fold());
			}
		}

		private TrainingLoop.Course course(final Workers workers) {
			final LearningRate rate = new LearningRate(stage.optimization().learningRate(), 0.1, stage.steps());
			return new TrainingLoop.Course(stage.batch().given() == 0 ? "Pre-training" : "Training", stage.steps(), stage
				.steps(), rate::at, step -> batch(tasks, weights, seed, step, workers), CHECKPOINT_EVERY);
		}

		private TrainingIdentity identity() {
			final DataHash data = new DataHash();
			final DataHash start = new DataHash();
			for (final Task task : tasks) {
				data.add(task.name()).add(task.rows()).add(task.labels());
				if (stage.batch().given() > 0) for (final int row : task.rows())
					data.add(given[row]);
				start.add(task.start().values());
			}
			if (stage.batch().synthetic() > 0) synthetic.addTo(data);
			return TrainingIdentity.empty().with("network", fusion).with("settings", stage).with("seed", seed).with(
				"weights to begin with", start.hex()).with("data", data.hex());
		}
	}

	private static Trainer.State start(final List<Task> tasks, final int size) {
		final float[] values = new float[tasks.size() * size];
		for (int f = 0; f < tasks.size(); f++)
			System.arraycopy(tasks.get(f).start().values(), 0, values, f * size, size);
		return new Trainer.State(0, values, new float[values.length], new float[values.length], values.clone());
	}

	private boolean needsNoise() {
		return stage.batch().givenChange().noise() > 0 || stage.batch().syntheticChange().noise() > 0;
	}

	/** Weight of each class among a task's given fields: absent classes have none, the mean over the fields is 1. */
	private double[] classWeights(final Task task) {
		final int[] counts = new int[fusion.classes().size()];
		for (final int label : task.labels())
			counts[label]++;
		if (stage.batch().given() > 0 && task.rows().length == 0) throw new InputException(
			"There is no training clip for '" + task.name() + "'; give clips of two subjects or more.");
		final double[] weights = new double[counts.length];
		final long present = Arrays.stream(counts).filter(c -> c > 0).count();
		for (int c = 0; c < counts.length; c++)
			if (counts[c] > 0) weights[c] = Math.pow(task.rows().length / ((double) present * counts[c]), stage.targets()
				.balance());
		return weights;
	}

	private Map<String, FloatTensor> batch(final List<Task> tasks, final double[][] weights, final long seed,
		final long step, final Workers workers)
	{
		final Batch batch = new Batch(tasks.size(), stage.batch().given() + stage.batch().synthetic(), fusion.classes()
			.size());
		workers.forEach(tasks.size(), f -> fill(batch, f, tasks.get(f), weights[f], seed, step));
		return batch.inputs();
	}

	private void fill(final Batch batch, final int fold, final Task task, final double[] weights, final long seed,
		final long step)
	{
		final long own = new SplittableRandom(Seeds.named(seed, task.name())).nextLong();
		final SplittableRandom random = new SplittableRandom(own ^ new SplittableRandom(step).nextLong());
		for (int k = 0; k < stage.batch().given(); k++) {
			final int drawn = Permutation.at(own, step * stage.batch().given() + k, task.rows().length);
			final int label = task.labels()[drawn];
			stage.batch().givenChange().apply(given[task.rows()[drawn]], noises, random, batch.fields, batch.fieldOffset(fold,
				k));
			batch.label(fold, k, label, weights[label], stage.targets().smoothing());
		}
		for (int k = stage.batch().given(); k < batch.size; k++) {
			final int drawn = random.nextInt(synthetic.size());
			final int label = synthetic.labels()[drawn];
			stage.batch().syntheticChange().apply(synthetic.fields()[drawn], noises, random, batch.fields, batch.fieldOffset(
				fold, k));
			if (label >= 0) batch.label(fold, k, label, stage.targets().priorWeight(label, fusion.classes().size()), stage
				.targets().smoothing());
			if (stage.targets().unitLoss() > 0 && synthetic.hasUnits()) batch.units(fold, k, synthetic.units()[drawn], stage
				.targets().unitLoss());
		}
	}

	/** The values of a batch of all folds. */
	private static final class Batch {

		private final int folds;
		private final int size;
		private final int classes;
		private final float[] fields;
		private final float[] target;
		private final float[] units;
		private final float[] unitWeight;

		Batch(final int folds, final int size, final int classes) {
			this.folds = folds;
			this.size = size;
			this.classes = classes;
			fields = new float[folds * size * FusionInput.LENGTH];
			target = new float[folds * size * classes];
			units = new float[folds * size * Fusion.SIDES * Fusion.UNITS];
			unitWeight = new float[folds * size];
		}

		int fieldOffset(final int fold, final int k) {
			return (fold * size + k) * FusionInput.LENGTH;
		}

		void label(final int fold, final int k, final int label, final double weight, final double smoothing) {
			final int at = (fold * size + k) * classes;
			for (int c = 0; c < classes; c++)
				target[at + c] = (float) (weight * (smoothing / classes + (c == label ? 1 - smoothing : 0)));
		}

		void units(final int fold, final int k, final float[] present, final double weight) {
			System.arraycopy(present, 0, units, (fold * size + k) * present.length, present.length);
			unitWeight[fold * size + k] = (float) weight;
		}

		Map<String, FloatTensor> inputs() {
			final int n = CanonicalFace.GRID;
			final Map<String, FloatTensor> inputs = new HashMap<>();
			inputs.put(Fusion.FIELDS, FloatTensor.of(fields, folds, size, n, n, 2));
			inputs.put("target", FloatTensor.of(target, folds, size, classes));
			inputs.put("units", FloatTensor.of(units, folds, size, Fusion.SIDES, Fusion.UNITS));
			inputs.put("unit_weight", FloatTensor.of(unitWeight, folds, size));
			return inputs;
		}
	}
}
