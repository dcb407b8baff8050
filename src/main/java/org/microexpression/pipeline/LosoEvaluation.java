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
package org.microexpression.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.microexpression.InputException;
import org.microexpression.Progress;
import org.microexpression.dataset.ClassScheme;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.LosoRunner;
import org.microexpression.evaluation.RunDescription;
import org.microexpression.network.Device;
import org.microexpression.network.ModelCard;
import org.microexpression.network.ModelStore;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.recognition.Fusion;
import org.microexpression.recognition.FusionFields;
import org.microexpression.recognition.FusionFoldTrainer;
import org.microexpression.recognition.FusionSettings;
import org.microexpression.recognition.FusionStage;
import org.microexpression.recognition.FusionTraining;

/**
 * Leave-one-subject-out evaluation of the fusion network on a manifest's clips or displacement fields. The DGM that
 * computes the fields of clips is an installed model and is not trained on them; everything else is trained within the
 * fold. The number of steps is fixed beforehand, and the last step's weights predict.
 *
 * @param manifest the samples, of the three classes of MEGC2019
 * @param output   output folder; that of a run that was broken off resumes it
 * @param settings what is trained and how
 * @param store    where models are
 * @param model    id or folder of the model whose DGM computes the fields of clips
 * @param device   where to train
 */
public record LosoEvaluation(Path manifest, Path output, Settings settings, ModelStore store, String model,
	Device device)
{

	/** The synthetic fields are the same in all runs, as a dataset would be. */
	private static final long SYNTHETIC_SEED = 1;

	/** Drawing this many synthetic fields takes as long as training one network for one step. */
	private static final double FIELDS_PER_STEP = 50;

	/**
	 * What is trained and how.
	 *
	 * @param seeds            seeds, each a run of its own, all reported
	 * @param subjectsTogether subjects left out that are trained for in one graph; 0 for all
	 * @param members          networks whose probabilities are averaged
	 * @param fusion           the network, with or without the stages of the paper's ablations
	 * @param pretraining      pre-training on synthetic fields, or {@code null} for none
	 * @param finetuning       training on the fold's own rows
	 */
	public record Settings(List<Long> seeds, int subjectsTogether, int members, FusionSettings fusion,
		FusionStage pretraining, FusionStage finetuning)
	{

		/** @throws InputException if a number is out of range */
		public Settings {
			seeds = List.copyOf(seeds);
			if (subjectsTogether < 0) throw new InputException("The number of subjects trained together is " +
				subjectsTogether + "; give 1 or more, or 0 for all.");
			if (members < 1) throw new InputException("The number of networks averaged is " + members + "; give 1 or more.");
		}

		private boolean needsSynthetic() {
			return pretraining != null || finetuning.synthetic() > 0;
		}

		private Map<String, String> described() {
			final Map<String, String> described = new TreeMap<>();
			described.put("members", Integer.toString(members));
			described.put("fusion", fusion.toString());
			described.put("pretraining", pretraining == null ? "none" : pretraining.toString());
			described.put("finetuning", finetuning.toString());
			if (needsSynthetic()) described.put("synthetic fields", FusionTraining.SYNTHETIC_FIELDS + ", seed " +
				SYNTHETIC_SEED);
			return described;
		}
	}

	/**
	 * Runs or resumes the evaluation and writes its tables to the output folder.
	 *
	 * @param progress told of the stages, the subjects and the time left
	 * @param watcher  given the results so far after each group of subjects
	 * @param remarks  given sentences that the user should read: samples left out, frames guessed
	 * @return all predictions
	 * @throws InputException                             if something given cannot be used
	 * @throws java.util.concurrent.CancellationException if the user cancels; what is finished is kept
	 */
	public LosoResult run(final Progress progress, final Consumer<LosoResult> watcher, final Consumer<String> remarks) {
		final Manifest samples = Manifest.read(manifest);
		ClassScheme.MEGC2019.numbers(samples); // an unknown class is told before any clip is opened
		final SampleFields fields = SampleFields.read(samples, store, model, device, progress);
		fields.skipped().forEach(remarks);
		fields.remarks().forEach(remarks);
		final LosoData data = LosoData.of(samples, ClassScheme.MEGC2019, fields.rows());
		requireEveryClass(data);
		final LosoPlan plan = new LosoPlan(data, settings.seeds(), settings.subjectsTogether() == 0 ? data.size() : settings
			.subjectsTogether());
		return new LosoRunner(plan, describe(samples.samples()), output).run(new Trainer(fields.fields()), progress, watcher);
	}

	/** A class without a clip would only show as an F1 of 0. */
	private void requireEveryClass(final LosoData data) {
		final int[] truth = data.truth();
		if (ClassScheme.MEGC2019.present(truth).size() == data.classes().size()) return;
		final List<String> absent = new ArrayList<>(data.classes());
		absent.removeAll(ClassScheme.MEGC2019.present(truth));
		throw new InputException("None of the " + truth.length + " clips of " + manifest + " that can be used is of the class '" +
			absent.get(0) + "'; add some.");
	}

	private RunDescription describe(final List<Sample> samples) {
		final Map<String, String> versions = new TreeMap<>();
		versions.put("TensorFlow", TensorFlowRuntime.version());
		final String plugin = LosoEvaluation.class.getPackage().getImplementationVersion();
		versions.put("plugin", plugin == null ? "development" : plugin);
		final List<Path> stacks = samples.stream().filter(Sample::hasField).map(Sample::field).distinct().toList();
		for (int i = 0; i < stacks.size(); i++)
			versions.put("displacement fields " + (i + 1), RunDescription.hash(stacks.get(i)));
		if (!samples.stream().allMatch(Sample::hasField)) {
			final ModelCard card = ModelCard.read(store.find(model));
			versions.put("model " + card.id(), card.text("hash"));
		}
		return new RunDescription(RunDescription.hash(manifest), settings.described(), versions, Map.of("Java", System
			.getProperty("java.version"), "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
			"device asked for", device.name()));
	}

	/** Makes what training needs when the first fold is trained: a run that is only read again needs none of it. */
	private final class Trainer implements FoldTrainer {

		private final float[][] fields;
		private final Set<Long> pretrained = new HashSet<>();
		private FusionFoldTrainer fusion;

		Trainer(final float[][] fields) {
			this.fields = fields;
		}

		@Override
		public double[][][] run(final List<Fold> folds, final long seed, final Progress progress) {
			final boolean draws = fusion == null && settings.needsSynthetic();
			final boolean pretrains = settings.pretraining() != null && pretrained.add(seed);
			final List<Double> weights = new ArrayList<>();
			if (draws) weights.add(FusionTraining.SYNTHETIC_FIELDS / FIELDS_PER_STEP);
			if (pretrains) weights.add((double) settings.pretraining().steps() * settings.members());
			for (int m = 0; m < settings.members(); m++)
				weights.add((double) settings.finetuning().steps() * folds.size());
			final Progress staged = new StagedProgress(progress, weights.stream().mapToDouble(Double::doubleValue).toArray());
			if (fusion == null) fusion = open(draws ? FusionTraining.synthetic(SYNTHETIC_SEED, staged) : null);
			return fusion.run(folds, seed, staged);
		}

		private FusionFoldTrainer open(final FusionFields synthetic) {
			return new FusionFoldTrainer(new FusionFoldTrainer.Settings(new Fusion(settings.fusion()), settings.pretraining(),
				settings.finetuning(), settings.members()), fields, synthetic, device);
		}

		@Override
		public String device() {
			return fusion.device();
		}
	}
}
