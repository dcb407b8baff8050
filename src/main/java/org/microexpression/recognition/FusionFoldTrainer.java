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
package org.microexpression.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.InputException;
import org.microexpression.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.face.CanonicalFace;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;

/**
 * Leave-one-subject-out training of the fusion network on given fields. A committee is pre-trained once on synthetic
 * fields, which know no subject; then each member is fine-tuned on the training rows of all folds at once, as one graph
 * with a fold axis on every weight, and the members' probabilities are averaged. The last step's weights (their running
 * average) predict: no step is chosen by looking.
 */
public final class FusionFoldTrainer implements FoldTrainer {

	/**
	 * What is trained and how.
	 *
	 * @param fusion      the network
	 * @param pretraining stage on synthetic fields, or {@code null} to begin from random weights
	 * @param finetuning  stage on the training rows
	 * @param members     networks whose probabilities are averaged
	 */
	public record Settings(Fusion fusion, FusionStage pretraining, FusionStage finetuning, int members) {

		/** @return the settings chosen on inner splits */
		public static Settings defaults() {
			return new Settings(new Fusion(FusionSettings.defaults()), FusionStage.pretraining(), FusionStage.fineTuning(), 1);
		}
	}

	private static final int PREDICTED_AT_ONCE = 16;

	private final Settings settings;
	private final float[][] fields;
	private final FusionFields synthetic;
	private final List<Parameters> members;
	private final Device device;
	private final Map<Long, List<Parameters>> pretrained = new HashMap<>();

	/**
	 * @param settings  what is trained and how
	 * @param fields    prepared fields of all rows ({@link FusionInput}); no labels
	 * @param synthetic synthetic fields, or {@code null} where neither stage takes any
	 * @param device    where it trains
	 */
	public FusionFoldTrainer(final Settings settings, final float[][] fields, final FusionFields synthetic,
		final Device device)
	{
		this(settings, fields, synthetic, null, device);
	}

	/**
	 * @param settings  what is trained and how; its pre-training is not done
	 * @param fields    prepared fields of all rows ({@link FusionInput}); no labels
	 * @param synthetic synthetic fields, or {@code null} where fine-tuning takes none
	 * @param members   trained members to begin from, e.g. of the shipped model, which has seen no real clip; as many as the
	 *                  settings say, or {@code null} to pre-train
	 * @param device    where it trains
	 */
	public FusionFoldTrainer(final Settings settings, final float[][] fields, final FusionFields synthetic,
		final List<Parameters> members, final Device device)
	{
		if (members != null && members.size() < settings.members()) throw new InputException("The model has " + members
			.size() + " members; set the number of members to that or fewer, not " + settings.members() + ".");
		this.settings = settings;
		this.fields = fields;
		this.synthetic = synthetic;
		this.members = members;
		this.device = device;
	}

	@Override
	public double[][][] run(final List<Fold> folds, final long seed, final Progress progress) {
		final List<Parameters> start = pretrained.computeIfAbsent(seed, s -> start(s, progress));
		final double[][][] sums = new double[folds.size()][][];
		for (int f = 0; f < sums.length; f++) sums[f] = new double[folds.get(f).testRows().length][Fusion.CLASSES];
		for (int m = 0; m < settings.members(); m++) {
			final List<FusionLearner.Task> tasks = new ArrayList<>();
			for (final Fold fold : folds)
				tasks.add(new FusionLearner.Task(fold.subject(), start.get(m), fold.trainRows(), fold.trainLabels()));
			final List<Parameters> trained = new FusionLearner(settings.fusion(), settings.finetuning(), fields, synthetic,
				device).learn(tasks, 1000 * seed + m, progress, null);
			addPredictions(folds, trained, sums);
		}
		return sums;
	}

	private List<Parameters> start(final long seed, final Progress progress) {
		if (members != null) return members;
		if (settings.pretraining() != null) return FusionTraining.pretrain(settings.fusion(), settings.pretraining(),
			synthetic, settings.members(), seed, device, progress, null);
		final ParameterLayout layout = ParameterLayout.of(settings.fusion().forTraining());
		final List<Parameters> random = new ArrayList<>();
		for (int m = 0; m < settings.members(); m++) random.add(layout.initialize(1000 * seed + m));
		return random;
	}

	private void addPredictions(final List<Fold> folds, final List<Parameters> trained, final double[][][] sums) {
		final ParameterLayout layout = trained.get(0).layout();
		final float[] values = new float[folds.size() * layout.size()];
		int most = 0;
		for (int f = 0; f < folds.size(); f++) {
			System.arraycopy(trained.get(f).values(), 0, values, f * layout.size(), layout.size());
			most = Math.max(most, sums[f].length);
		}
		try (GraphSession session = GraphSession.open(settings.fusion().forFolds(), layout, folds.size(), values, device))
		{
			for (int from = 0; from < most; from += PREDICTED_AT_ONCE)
				addPredictions(folds, session, from, Math.min(PREDICTED_AT_ONCE, most - from), sums);
		}
	}

	private void addPredictions(final List<Fold> folds, final GraphSession session, final int from, final int count,
		final double[][][] sums)
	{
		final int n = CanonicalFace.GRID;
		final float[] inputs = new float[folds.size() * count * FusionInput.LENGTH];
		for (int f = 0; f < folds.size(); f++) {
			final int[] rows = folds.get(f).testRows();
			for (int k = 0; k < count && from + k < rows.length; k++)
				System.arraycopy(fields[rows[from + k]], 0, inputs, (f * count + k) * FusionInput.LENGTH, FusionInput.LENGTH);
		}
		final float[] p = session.run(Map.of(Fusion.FIELDS, FloatTensor.of(inputs, folds.size(), count, n, n, 2))).get(
			Fusion.PROBABILITIES).data();
		for (int f = 0; f < folds.size(); f++) {
			for (int k = 0; k < count && from + k < sums[f].length; k++) {
				final int at = (f * count + k) * Fusion.CLASSES;
				double sum = 0;
				for (int c = 0; c < Fusion.CLASSES; c++) sum += p[at + c];
				for (int c = 0; c < Fusion.CLASSES; c++) sums[f][from + k][c] += p[at + c] / sum / settings.members();
			}
		}
	}

	@Override
	public String device() {
		return TensorFlowRuntime.resolve(device).name();
	}
}
