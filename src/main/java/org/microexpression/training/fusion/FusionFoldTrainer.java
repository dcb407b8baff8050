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
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingResult;

/**
 * Leave-one-subject-out training of the fusion network on given fields. Every member of a committee begins from a
 * network that knows no subject (pre-trained once on synthetic fields, or given); then it is fine-tuned on the training
 * rows of all folds at once, as one graph with a fold axis on every weight, and the members' probabilities are
 * averaged. The last step's weights (their running average) predict. The number of steps is fixed, or chosen in each
 * fold on subjects held out of its training rows ({@link StepChoice}): no step is chosen by looking at the test
 * subject.
 */
public final class FusionFoldTrainer implements FoldTrainer {

	/**
	 * What is trained and how.
	 *
	 * @param fusion      the network
	 * @param start       what each network begins from
	 * @param finetuning  stage on the training rows
	 * @param members     networks whose probabilities are averaged
	 * @param innerGroups groups of subjects of the inner split that chooses the number of steps, 2 or more; 0 for the
	 *                    fixed number of {@code finetuning}
	 * @param kept        share of the weights to begin from in those that predict, 0..1: after training each weight goes
	 *                    back that far (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"); 0 for none
	 */
	public record Settings(Fusion fusion, FoldStart start, FusionStage finetuning, int members, int innerGroups,
			double kept) {

		/** @throws InputException if the networks to begin from are fewer than the members, or the share is out of range */
		public Settings {
			if (!(kept >= 0 && kept <= 1)) throw new InputException("The share of the weights to begin from is " + kept +
				"; give a number from 0 to 1.");
			if (kept > 0 && start instanceof FoldStart.Random) throw new InputException(
				"Random weights are nothing to keep; set 'keep' to 0, or begin from trained networks.");
			if (start instanceof FoldStart.Committee committee) committee.require(members);
		}

		/**
		 * Settings with a fixed number of steps.
		 *
		 * @param fusion     the network
		 * @param start      what each network begins from
		 * @param finetuning stage on the training rows
		 * @param members    networks whose probabilities are averaged
		 */
		public Settings(final Fusion fusion, final FoldStart start, final FusionStage finetuning, final int members) {
			this(fusion, start, finetuning, members, 0, 0);
		}

		/**
		 * @param share share of the weights to begin from, 0..1
		 * @return the same with that share kept
		 */
		public Settings keeping(final double share) {
			return new Settings(fusion, start, finetuning, members, innerGroups, share);
		}

		/** @return one network, pre-trained on synthetic fields, then fine-tuned */
		public static Settings defaults() {
			return new Settings(new Fusion(FusionSettings.defaults()), new FoldStart.Pretraining(FusionStage.pretraining()),
				FusionStage.fineTuning(), 1);
		}
	}

	/**
	 * The rows of an evaluation.
	 *
	 * @param fields    prepared fields of all rows ({@link FusionInput}); no labels
	 * @param subjects  {@code dataset/subject} of every row; read for an inner split alone, else it may be empty
	 * @param synthetic synthetic fields; {@link FusionFields#none()} where no stage takes any
	 */
	public record Rows(float[][] fields, List<String> subjects, FusionFields synthetic) {
	}

	private static final int PREDICTED_AT_ONCE = 16;

	private final Settings settings;
	private final Rows rows;
	private final Hardware hardware;
	private final Map<Long, List<Parameters>> pretrained = new HashMap<>();

	/**
	 * @param settings what is trained and how
	 * @param rows     what it is trained on
	 * @param hardware where it trains
	 */
	public FusionFoldTrainer(final Settings settings, final Rows rows, final Hardware hardware) {
		this.settings = settings;
		this.rows = rows;
		this.hardware = hardware;
	}

	@Override
	public List<FoldResult> run(final List<Fold> folds, final long seed, final Progress progress) {
		final List<Parameters> start = pretrained.computeIfAbsent(seed, s -> start(s, progress));
		if (settings.innerGroups() == 0) return results(predictions(folds, settings.finetuning(), start, seed, progress),
			f -> "");
		final int[] steps = new StepChoice(settings.innerGroups(), settings.finetuning().steps()).choose(folds, rows
			.subjects(), seed, (inner, n) -> predictions(inner, settings.finetuning().withSteps(n), start.subList(0, 1), seed,
				progress));
		return results(predictions(folds, steps, start, seed, progress), f -> steps[f] + " steps");
	}

	private List<FoldResult> results(final List<Probabilities> probabilities, final IntFunction<String> note) {
		final String device = TensorFlowRuntime.resolve(hardware.device()).name();
		return IntStream.range(0, probabilities.size()).mapToObj(f -> new FoldResult(probabilities.get(f), note.apply(f),
			device)).toList();
	}

	/** Trains each fold for its own number of steps, folds of the same number together. */
	private List<Probabilities> predictions(final List<Fold> folds, final int[] steps, final List<Parameters> start,
		final long seed, final Progress progress)
	{
		final Probabilities[] all = new Probabilities[folds.size()];
		for (final int n : Arrays.stream(steps).distinct().sorted().toArray()) {
			final int[] chosen = IntStream.range(0, steps.length).filter(f -> steps[f] == n).toArray();
			final List<Probabilities> some = predictions(Arrays.stream(chosen).mapToObj(folds::get).toList(), settings
				.finetuning().withSteps(n), start, seed, progress);
			for (int k = 0; k < chosen.length; k++)
				all[chosen[k]] = some.get(k);
		}
		return List.of(all);
	}

	/** Trains the members that are given and averages their probabilities. */
	private List<Probabilities> predictions(final List<Fold> folds, final FusionStage stage, final List<Parameters> start,
		final long seed, final Progress progress)
	{
		final int classes = settings.fusion().classes().size();
		final List<Probabilities.Mean> means = folds.stream().map(fold -> new Probabilities.Mean(fold.testRows().length,
			classes, start.size())).toList();
		for (int m = 0; m < start.size(); m++) {
			final Parameters member = start.get(m);
			final List<FusionLearner.Task> tasks = folds.stream().map(fold -> new FusionLearner.Task(fold.subject(), member,
				fold.trainRows(), fold.trainLabels())).toList();
			final List<Parameters> trained = complete(new FusionLearner(settings.fusion(), stage, rows.fields(), rows
				.synthetic(), hardware).learn(tasks, 1000 * seed + m, progress, CheckpointFile.none()));
			trained.forEach(own -> goBack(own.values(), member.values()));
			addPredictions(folds, trained, means);
		}
		return means.stream().map(Probabilities.Mean::probabilities).toList();
	}

	private void goBack(final float[] trained, final float[] before) {
		for (int i = 0; settings.kept() > 0 && i < trained.length; i++)
			trained[i] += (float) settings.kept() * (before[i] - trained[i]);
	}

	/** A fold that is half trained is no result. */
	private static List<Parameters> complete(final TrainingResult result) {
		if (!result.complete()) throw new CancellationException("Stopped after " + result.steps() + " steps.");
		return result.parameters();
	}

	private List<Parameters> start(final long seed, final Progress progress) {
		if (settings.start() instanceof FoldStart.Committee committee) return begun(committee, seed);
		if (settings.start() instanceof FoldStart.Pretraining pretraining) return pretrain(pretraining.stage(), seed,
			progress);
		final ParameterLayout layout = ParameterLayout.of(settings.fusion().forTraining());
		final List<Parameters> random = new ArrayList<>();
		for (int m = 0; m < settings.members(); m++)
			random.add(layout.initialize(1000 * seed + m));
		return random;
	}

	/** Pre-trains with the classes that synthetic expressions have; a network of other classes begins from that. */
	private List<Parameters> pretrain(final FusionStage stage, final long seed, final Progress progress) {
		final Fusion before = new Fusion(settings.fusion().settings());
		final List<Parameters> learned = complete(FusionTraining.pretrain(FusionLearner.ofSynthetic(before, stage, rows
			.synthetic(), hardware), settings.members(), seed, progress, CheckpointFile.none()));
		return begun(new FoldStart.Committee(before, learned), seed);
	}

	private List<Parameters> begun(final FoldStart.Committee from, final long seed) {
		return IntStream.range(0, settings.members()).mapToObj(m -> settings.fusion().begunFrom(from.fusion(), from
			.members().get(m), 1000 * seed + m)).toList();
	}

	private void addPredictions(final List<Fold> folds, final List<Parameters> trained,
		final List<Probabilities.Mean> means)
	{
		final ParameterLayout layout = trained.get(0).layout();
		final float[] values = new float[folds.size() * layout.size()];
		int most = 0;
		for (int f = 0; f < folds.size(); f++) {
			System.arraycopy(trained.get(f).values(), 0, values, f * layout.size(), layout.size());
			most = Math.max(most, means.get(f).rows());
		}
		try (GraphSession session = GraphSession.open(settings.fusion().forFolds(), layout, values, hardware.device())) {
			for (int from = 0; from < most; from += PREDICTED_AT_ONCE)
				addPredictions(folds, session, from, Math.min(PREDICTED_AT_ONCE, most - from), means);
		}
	}

	private void addPredictions(final List<Fold> folds, final GraphSession session, final int from, final int count,
		final List<Probabilities.Mean> means)
	{
		final int n = CanonicalFace.GRID;
		final float[] inputs = new float[folds.size() * count * FusionInput.LENGTH];
		for (int f = 0; f < folds.size(); f++) {
			final int[] test = folds.get(f).testRows();
			for (int k = 0; k < count && from + k < test.length; k++)
				System.arraycopy(rows.fields()[test[from + k]], 0, inputs, (f * count + k) * FusionInput.LENGTH,
					FusionInput.LENGTH);
		}
		final float[] p = session.run(Map.of(Fusion.FIELDS, FloatTensor.of(inputs, folds.size(), count, n, n, 2))).get(
			Fusion.PROBABILITIES).data();
		for (int f = 0; f < folds.size(); f++) {
			for (int k = 0; k < count && from + k < means.get(f).rows(); k++)
				means.get(f).add(from + k, p, (f * count + k) * settings.fusion().classes().size());
		}
	}
}
