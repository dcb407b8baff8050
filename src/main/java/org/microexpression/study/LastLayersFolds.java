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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.fusion.FusionLearner;
import org.microexpression.training.joint.FrontFeatures;
import org.microexpression.training.joint.LastLayersTraining;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.TrainingSettings;

/**
 * Leave-one-subject-out training of the displacement module's last two convolutions and the fusion behind them on
 * registered clips and synthetic pairs. What the frozen rest of the module makes of them is computed once, when the
 * first fold is trained; several folds train side by side. The last step's weights (their running average) predict, in
 * the whole network from the frames on.
 */
final class LastLayersFolds implements FoldTrainer, AutoCloseable {

	/** Steps of a fold's training that take as long as the features of a clip, and those of the synthetic pairs. */
	private static final double CLIP_AS_STEPS = 5, SYNTHETIC_AS_STEPS = 150;

	private final TrainingSettings settings;
	private final Fusion fusion;
	private final RegisteredClips clips;
	private final ClipFoldTrainer.Start start;
	private Optional<FrontFeatures> synthetic = Optional.empty(), views = Optional.empty();
	private Optional<ClipPredictor> predictor = Optional.empty();

	/**
	 * @param settings how each fold is trained; the seed is that of the run instead
	 * @param classes  names of the classes, in label order
	 * @param clips    registered clips of all rows; their labels are not read
	 * @param start    what every fold begins from
	 */
	LastLayersFolds(final TrainingSettings settings, final List<String> classes, final RegisteredClips clips,
		final ClipFoldTrainer.Start start)
	{
		this.settings = settings;
		fusion = new Fusion(settings.fusion(), classes);
		this.clips = clips;
		this.start = start;
	}

	@Override
	public List<FoldResult> run(final List<Fold> folds, final long seed, final Progress progress) {
		final boolean first = views.isEmpty(), draws = settings.batch().synthetic() > 0;
		final double training = (double) settings.optimization().steps() * folds.size() * start.members();
		final double ofClips = CLIP_AS_STEPS * clips.samples().size();
		final Progress staged = !first ? progress : draws ? progress.stages(SYNTHETIC_AS_STEPS, ofClips, training)
			: progress.stages(ofClips, training);
		if (first) prepare(draws, staged);
		final List<Probabilities.Mean> means = folds.stream().map(fold -> new Probabilities.Mean(fold.testRows().length,
			fusion.classes().size(), start.members())).toList();
		for (int m = 0; m < start.members(); m++)
			add(folds, m, 1000 * seed + m, staged.part(m, start.members()), means);
		final String device = TensorFlowRuntime.resolve(settings.hardware().device()).name();
		return means.stream().map(mean -> new FoldResult(mean.probabilities(), "", device)).toList();
	}

	private void prepare(final boolean draws, final Progress progress) {
		final Path folder = LosoEvaluation.temporary();
		if (draws && synthetic.isEmpty()) synthetic = Optional.of(FrontFeatures.ofSynthetic(fusion.classes(), start.dgm(),
			folder, settings.hardware(), progress));
		views = Optional.of(FrontFeatures.ofClips(clips, start.dgm(), folder, settings.hardware(), progress));
	}

	/** Trains one member for every fold and adds its share of the probabilities. */
	private void add(final List<Fold> folds, final int member, final long seed, final Progress progress,
		final List<Probabilities.Mean> means)
	{
		final LastLayersTraining training = new LastLayersTraining(settings.on(seed, settings.hardware()), fusion.classes(),
			views.orElseThrow(), synthetic);
		final Parameters begun = start.of(member, fusion, training.initial(), seed);
		final List<FusionLearner.Task> tasks = new ArrayList<>();
		for (final Fold fold : folds)
			tasks.add(new FusionLearner.Task(fold.subject(), begun, fold.trainRows(), fold.trainLabels()));
		final List<Parameters> trained = training.learn(tasks, progress);
		if (predictor.isEmpty()) predictor = Optional.of(new ClipPredictor(ModelTraining.network(settings, fusion.classes())
			.forInference(), clips, settings.hardware().device()));
		for (int f = 0; f < folds.size(); f++)
			predictor.get().add(List.of(start.dgm(), trained.get(f)), folds.get(f).testRows(), means.get(f));
	}

	@Override
	public void close() {
		views.ifPresent(FrontFeatures::close);
		synthetic.ifPresent(FrontFeatures::close);
		predictor.ifPresent(ClipPredictor::close);
	}
}
