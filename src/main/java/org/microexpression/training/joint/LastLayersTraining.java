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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.dgm.Dgm;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.LearningRate;
import org.microexpression.training.SharedProgress;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingDivergedException;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingLoop;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.fusion.FusionLearner.Task;

/**
 * Trains the last two convolutions of a displacement module and the fusion behind them for several folds at once, on
 * what the module's frozen part makes of clips and of synthetic pairs. The folds are cut into groups, each one graph,
 * that train at once on as many processors; a fold depends on its own task and the seed alone (but for rounding), and
 * groups and bits are the same whatever the number of processors.
 */
public final class LastLayersTraining {

	/** Groups on a CPU, as long as there are as many folds, and folds of a graph, which take about 0.1 GB each. */
	private static final int GROUPS = 4, FOLDS_A_GRAPH = 4;

	private final TrainingSettings settings;
	private final FrontFeatures clips;
	private final Optional<FrontFeatures> synthetic;
	private final LastLayersNetwork network;

	/**
	 * @param settings  how to train; {@link #require} says which losses may count
	 * @param classes   names of the classes, in label order
	 * @param clips     views of the clips, whose numbers are the rows of the tasks
	 * @param synthetic synthetic pairs; may be empty where the settings take none
	 */
	public LastLayersTraining(final TrainingSettings settings, final List<String> classes, final FrontFeatures clips,
		final Optional<FrontFeatures> synthetic)
	{
		require(settings);
		this.settings = settings;
		this.clips = clips;
		this.synthetic = synthetic;
		network = new LastLayersNetwork(Dgm.standard(), new Fusion(settings.fusion(), classes), settings.losses(), settings
			.batch().synthetic());
	}

	/**
	 * @param settings settings of a training of the whole network
	 * @throws InputException if a loss counts that needs what the frozen part does not leave, or a part is not to learn
	 */
	public static void require(final TrainingSettings settings) {
		if (!settings.parts().displacement() || !settings.parts().fusion()) throw new InputException(
			"Where the displacement module's last layers are trained, the fusion is trained with them; set 'displacement' and " +
				"'fusion' of 'parts' to true.");
		final var weights = settings.losses().displacement();
		if (weights.photometric() > 0 || weights.smoothness() > 0 || weights.early() > 0 || weights.rebuilding() > 0)
			throw new InputException(
				"Where only the displacement module's last layers are trained, the losses 'photometric', 'smoothness', 'early' and " +
					"'rebuilding' have no frames to look at; set them to 0, not " + weights.photometric() + ", " + weights
						.smoothness() + ", " + weights.early() + " and " + weights.rebuilding() + ".");
	}

	/** @return parameters before training, drawn from the settings' seed, of what is trained */
	public Parameters initial() {
		return ParameterLayout.of(network).initialize(settings.seed());
	}

	/**
	 * @param tasks    the folds' trainings, of this layout; a row is the number of a clip
	 * @param progress progress and cancellation
	 * @return the last step's weights (their running average) of each task, in their order
	 * @throws CancellationException     if the user asked to stop
	 * @throws TrainingDivergedException if a loss is not a number
	 * @throws InputException            if a task has no row
	 */
	public List<Parameters> learn(final List<Task> tasks, final Progress progress) {
		for (final Task task : tasks)
			if (task.rows().length == 0) throw new InputException("There is no training clip for '" + task.name() +
				"'; give clips of two subjects or more.");
		final boolean cpu = TensorFlowRuntime.resolve(settings.hardware().device()) == Device.CPU;
		final int count = Math.max((tasks.size() + FOLDS_A_GRAPH - 1) / FOLDS_A_GRAPH, cpu ? Math.min(GROUPS, tasks.size())
			: 1);
		final SharedProgress shared = new SharedProgress(progress, count);
		final List<Supplier<TrainingResult>> jobs = new ArrayList<>();
		for (int g = 0; g < count; g++) {
			final int from = g * tasks.size() / count;
			final List<Task> group = tasks.subList(from, (g + 1) * tasks.size() / count);
			final Progress part = shared.part(g);
			jobs.add(() -> shared.orStopAll(() -> learn(group, from, part)));
		}
		try (Workers workers = new Workers(cpu ? settings.hardware().threads() : 1)) {
			final List<TrainingResult> results = workers.run(jobs);
			if (!results.stream().allMatch(TrainingResult::complete)) throw new CancellationException(
				"Stopped within a fold.");
			return results.stream().flatMap(result -> result.parameters().stream()).toList();
		}
	}

	private TrainingResult learn(final List<Task> tasks, final int from, final Progress progress) {
		final TrainingSettings.Optimization o = settings.optimization();
		try (CancellableWork<Trainer> aside = CancellableWork.open(progress, () -> Trainer.open(network, ModelTraining
			.rules(settings, tasks.size()))))
		{
			final int size = aside.get().layout().size();
			final float[] start = new float[tasks.size() * size];
			for (int f = 0; f < tasks.size(); f++)
				System.arraycopy(tasks.get(f).start().values(), 0, start, f * size, size);
			aside.get().restore(new Trainer.State(0, start, new float[start.length], new float[start.length], start));
			final List<Fold> folds = tasks.stream().map(Fold::new).toList();
			final LearningRate rate = new LearningRate(o.learningRate(), o.warmUp(), o.steps());
			return new TrainingLoop(new TrainingLoop.Course("Training", o.steps(), o.steps(), rate::at, step -> batch(folds,
				step), o.steps()), CheckpointFile.none().of(() -> null), progress, TrainingListener.none()).run(aside);
		}
		catch (final TrainingDivergedException e) {
			throw new TrainingDivergedException(e.step(), from + e.fold());
		}
	}

	/** A task, the seed of its examples and its classes' weights. */
	private final class Fold {

		private final Task task;
		private final long seed;
		private final double[] weights;

		Fold(final Task task) {
			this.task = task;
			seed = new SplittableRandom(Seeds.named(settings.seed(), task.name())).nextLong();
			weights = ClipSource.weights(task.labels(), network.fusion().classes().size());
		}
	}

	private FrontFeatures made() {
		return synthetic.orElseThrow();
	}

	private Map<String, FloatTensor> batch(final List<Fold> folds, final long step) {
		final int examples = settings.batch().examples(), classes = network.fusion().classes().size();
		final int all = folds.size() * examples;
		final float[] features = new float[all * FrontFeatures.FEATURES];
		final float[] rows = new float[all * FrontFeatures.ROWS];
		final float[] target = new float[all * classes];
		final float[] truths = new float[network.hasTruth() ? folds.size() * network.known() * FrontFeatures.TRUTH : 0];
		for (int f = 0; f < folds.size(); f++) {
			final Fold fold = folds.get(f);
			final SplittableRandom random = new SplittableRandom(Seeds.batch(fold.seed, step));
			for (int k = 0; k < examples; k++) {
				final int at = f * examples + k;
				final boolean made = k < network.known();
				final int drawn = random.nextInt(made ? made().size() : fold.task.rows().length);
				final int label = made ? made().label(drawn) : fold.task.labels()[drawn];
				if (made) made().read(drawn, at, features, rows, truths, f * network.known() + k);
				else clips.read(fold.task.rows()[drawn] * FrontFeatures.VIEWS + random.nextInt(FrontFeatures.VIEWS), at,
					features, rows, truths, 0);
				if (label != TrainingPair.UNKNOWN) BatchTensors.target(target, at * classes, label, made ? 1
					: fold.weights[label], classes, settings.losses().labelSmoothing());
			}
		}
		final int size = CanonicalFace.SIZE;
		final Map<String, FloatTensor> inputs = new LinkedHashMap<>();
		inputs.put(LastLayersNetwork.FEATURES, FloatTensor.of(features, all, 2, size / 4, size / 4, network.dgm()
			.featureChannels()));
		inputs.put(FrlDgtNetwork.ROWS, FloatTensor.of(rows, all, CanonicalFace.GRID, size));
		inputs.put(FrlDgtNetwork.TARGET, FloatTensor.of(target, all, classes));
		if (network.hasTruth()) inputs.put(FrlDgtNetwork.TRUTH, FloatTensor.of(truths, (long) folds.size() * network
			.known(), size, size, 2));
		return inputs;
	}
}
