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
package org.microexpression.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.microexpression.base.Aside;
import org.microexpression.base.AtomicFolder;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ClassScheme;
import org.microexpression.face.FaceFinder;
import org.microexpression.imagej.LossPlot;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.joint.ClipSource;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.SyntheticSource;
import org.microexpression.training.joint.TrainedModels;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.TrainingSource;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Trains displacement module and fusion together, on synthetic expressions and on a manifest's clips. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Train Micro-Expression Model...", headless = true)
public class TrainModel extends ExpressionCommand {

	/** Stands in a card for the real clips of a model begun from, where that model's card does not name them. */
	private static final String UNKNOWN = "unknown";

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.TRAIN;

	@Parameter(label = "Manifest of clips", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "manifest.csv as 'Read Micro-Expression Dataset' writes it. Empty to train on synthetic expressions alone.")
	private File manifest = new File("");

	@Parameter(label = "Classes", initializer = "offerClasses", persist = false,
		description = "The classes of the manifest's clips. Synthetic expressions are negative, positive, surprise; for other " +
			"classes they train the displacement module alone, and the last layer begins anew.")
	private String classes = ClassScheme.MEGC2019.name();

	@Parameter(label = "Start from model", initializer = "offerStarts", required = false, persist = false,
		description = "The model whose weights training begins with, or 'none' to begin anew.")
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Model folder to write", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "The trained model goes here; its folder's name is the model's name. An older model that was " +
			"trained here is replaced when the new one is complete; any other folder must be empty or new.")
	private File output = new File("");

	@Parameter(label = "Steps", min = "1", max = "1000000", persist = false,
		description = "Optimiser steps; 600 take some minutes on a CPU.")
	private Integer steps = 600;

	@Parameter(label = "Examples a step", min = "2", max = "512", persist = false,
		description = "Pairs of frames in a batch; memory grows with it, not with the dataset.")
	private Integer batch = 16;

	@Parameter(label = "Share of synthetic examples", min = "0", max = "1", stepSize = "0.1", persist = false,
		description = "0 to 1; the rest are the manifest's clips. Without a manifest all are synthetic.")
	private Double synthetic = 0.5;

	@Parameter(label = "Learning rate", min = "0.000001", max = "1", persist = false, description = "The highest one; it " +
		"rises over the first tenth of the steps and falls to 0 along a cosine.")
	private Double rate = 1e-3;

	@Parameter(label = "Classification weight", min = "0", max = "1000", persist = false, description = "Weight of the " +
		"classification loss, whose gradient also reaches the displacement module; 0 switches it off.")
	private Double classification = 1.0;

	@Parameter(label = "Photometric weight", min = "0", max = "1000", persist = false,
		description = "Weight of the self-supervision: the apex frame warped by D rebuilds the onset frame.")
	private Double photometric = 0.5;

	@Parameter(label = "Smoothness weight", min = "0", max = "1000", persist = false,
		description = "Weight of the edge-aware smoothness of D.")
	private Double smoothness = 0.05;

	@Parameter(label = "End-point weight", min = "0", max = "1000", persist = false,
		description = "Weight of the end-point error on synthetic examples, whose displacement is known.")
	private Double endpoint = 1.0;

	@Parameter(label = "Seed", persist = false, description = "The same seed and settings give the same model.")
	private Integer seed = 1;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "Where it trains; auto takes a usable GPU.")
	private String device = UserSettings.device();

	@Override
	protected void execute(final Progress progress) {
		if (output == null || output.getPath().isBlank()) throw new InputException(
			"The parameter 'output' is empty; give a folder for the trained model.");
		final Path target = output.toPath().toAbsolutePath();
		AtomicFolder.check(target);
		final TrainingSettings settings = settings();
		makeParent(target);
		final boolean hasClips = manifest != null && !manifest.getPath().isBlank();
		if (hasClips) trainOnClips(settings, target, progress);
		else train(settings, ClassScheme.MEGC2019, null, new double[] { 1, 1, 1 }, Set.of(), target, progress);
	}

	private TrainingSettings settings() {
		final TrainingSettings base = TrainingSettings.defaults();
		return base.withSteps(steps, batch, Math.max(1, Math.min(50, steps))).withRates(rate, synthetic).withLosses(
			classification, new DgmLossWeights(photometric, smoothness, endpoint, 0.5)).on(seed,
				Device.parse(device), 0);
	}

	/** Before the training: its checkpoints lie beside the model. */
	private static void makeParent(final Path target) {
		try {
			Files.createDirectories(target.getParent());
		}
		catch (final IOException e) {
			throw new InputException("The folder '" + target.getParent() + "' for the trained model cannot be made (" + e
				.getMessage() + "); choose a folder that can be written to.", e);
		}
	}

	private void trainOnClips(final TrainingSettings settings, final Path target, final Progress progress) {
		final Manifest read = Manifest.read(manifest.toPath());
		final ClassScheme scheme = read.scheme(classes);
		read.numbers(scheme);
		progress.report("Loading the face networks", 0, 0);
		final Path weights = models().face();
		try (Aside<FaceFinder> faces = Aside.open(progress, () -> FaceFinder.open(weights, settings.device()));
			RegisteredClips clips = RegisteredClips.prepare(read.samples(), target.getParent(), faces.get(), progress))
		{
			for (final RegisteredClips.Skipped skipped : clips.skipped()) say("Skipped " + skipped.sample().key() + ": " +
				skipped.reason());
			final ClipSource source = new ClipSource(clips, scheme, ClipSource.Augmentation.typical());
			train(settings, scheme, source, source.classWeights(), clips.samples().stream().map(Sample::dataset).collect(Collectors.toSet()),
				target, progress);
		}
	}

	private void train(final TrainingSettings settings, final ClassScheme scheme, final TrainingSource clips, final double[] classWeights,
		final Set<String> datasets, final Path target, final Progress progress)
	{
		final TrainingSource made = clips != null && settings.syntheticShare() == 0 ? null : new SyntheticSource(
			SyntheticPairs.training(settings.seed()), scheme.labels());
		final ModelTraining training = new ModelTraining(settings, scheme.labels(), made, clips, classWeights);
		progress.report("Making the networks", 0, 0);
		final Set<String> seen = new TreeSet<>(datasets);
		final Parameters start = Aside.compute(progress, () -> start(training, settings, scheme, seen));
		final Path checkpoint = target.resolveSibling(target.getFileName() + ".checkpoint");
		try (LossPlot plot = new LossPlot(title())) {
			final ModelTraining.Result result = training.run(start, checkpoint, progress, plot);
			final String data = made == null ? clips.description() : clips == null ? made.description() : clips.description() +
				" and " + made.description();
			final ModelCard card = TrainedModels.write(target, result, settings, scheme.labels(), data, seen);
			if (result.complete()) checkpoint.toFile().delete();
			say("The model '" + card.id() + "' is in " + target + ": " + result.steps() + " steps on " + TensorFlowRuntime
				.describe(result.device()) + (result.complete() ? "." : "; stopped early, the best weights so far were kept. Run " +
					"the command again with the same settings to go on."));
		}
	}

	/** @param seen gets the datasets of the real clips that the model to start from was trained on */
	private Parameters start(final ModelTraining training, final TrainingSettings settings, final ClassScheme scheme,
		final Set<String> seen)
	{
		final Parameters start = training.initial();
		if (!model.isBlank() && !"none".equalsIgnoreCase(model.strip())) seen.addAll(TrainedModels.takeOver(models().find(
			model), settings, scheme.labels(), start).realClips().orElse(Set.of(UNKNOWN)));
		return start;
	}

	/** Initializer of the parameter 'classes'. */
	protected void offerClasses() {
		offer("classes", ClassScheme.titles());
	}

	/** Initializer of the parameter 'model': what is installed, and beginning anew. */
	protected void offerStarts() {
		final List<String> choices = new ArrayList<>(models().ids());
		choices.add("none");
		offer("model", choices);
	}
}
