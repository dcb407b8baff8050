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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.Counts;
import org.microexpression.base.Progress;
import org.microexpression.expression.ClassScheme;
import org.microexpression.imagej.LossPlot;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.study.LosoCost;
import org.microexpression.study.ModelTrainingRun;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.TrainingSettingsFile;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Trains displacement module and fusion together, on synthetic expressions and on a manifest's clips. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Train Micro-Expression Model...",
	headless = true, visible = false)
public class TrainModel extends ExpressionCommand implements ShowsNoImage {

	private static final Set<String> SET_BY_FILE = Set.of("steps", "batch", "synthetic", "rate", "classification",
		"photometric", "smoothness", "rebuilding", "endpoint", "seed");

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.TRAIN;

	@Parameter(label = "Manifest of clips", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "manifest.csv as 'Read Micro-Expression Dataset' writes it. Empty to train on synthetic " +
			"expressions alone.")
	private File manifest = new File("");

	@Parameter(label = "Classes", initializer = "offerClasses", persist = false,
		description = "The classes of the manifest's clips. Synthetic expressions are negative, positive, surprise; for " +
			"other classes they train the displacement module alone, and the last layer begins anew.")
	private String classes = ClassScheme.MEGC2019.name();

	@Parameter(label = "Start from model", initializer = "offerStarts", required = false, persist = false,
		description = "The model whose weights training begins with, or 'none' to begin anew.", attrs = @Attr(name = MODEL))
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Model folder to write", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "The trained model goes here; its folder's name is the model's name, under which dialogs offer it at once. " +
			"An older model that was " +
			"trained here is replaced when the new one is complete (a training that is stopped leaves its model beside it, as " +
			"NAME-stopped); any other folder must be empty or new.")
	private File output = new File("");

	@Parameter(label = "Settings file", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A file settings.yaml as every trained model has it in its folder, changed or as it is: also weight " +
			"decay, warm-up, averaging, label smoothing and the network's shape. It then stands for all that is set below " +
			"but the device. Empty for what is set here.")
	private File settings = new File("");

	@Parameter(label = "Steps", min = "1", max = "1000000", persist = false,
		description = "Optimizer steps; 600 take some minutes on a CPU.")
	private Integer steps = 600;

	@Parameter(label = "Examples a step", min = "2", max = "512", persist = false,
		description = "Pairs of frames in a batch; memory grows with it, not with the dataset.")
	private Integer batch = 16;

	@Parameter(label = "Share of synthetic examples", min = "0", max = "1", stepSize = "0.1", persist = false,
		description = "0 to 1; the rest are the manifest's clips. Without a manifest all are synthetic.")
	private Double synthetic = 0.5;

	@Parameter(label = "Learning rate", min = "0.000001", max = "1", persist = false,
		description = "The highest one; it rises over the first tenth of the steps and falls to 0 along a cosine.")
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

	@Parameter(label = "Rebuilding weight", min = "0", max = "1000", persist = false,
		description = "Weight of a decoder that rebuilds the apex frame from the onset frame and D; it is trained beside the " +
			"displacement module and not kept. 0 switches it off.")
	private Double rebuilding = 0.0;

	@Parameter(label = "End-point weight", min = "0", max = "1000", persist = false,
		description = "Weight of the end-point error on synthetic examples, whose displacement is known.")
	private Double endpoint = 1.0;

	@Parameter(label = "Seed", persist = false, description = "The same seed and settings give the same model.")
	private Integer seed = 1;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "Where it trains; auto takes a usable GPU.")
	private String device = UserSettings.device();

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		require("output", output, "a folder for the trained model");
		final TrainingSettings training = settings();
		final boolean hasClips = !isBlank(manifest);
		final boolean anew = model.isBlank() || "none".equalsIgnoreCase(model.strip());
		final ModelTrainingRun run = new ModelTrainingRun(hasClips ? Optional.of(new ModelTrainingRun.LabelledClips(manifest
			.toPath(), classes)) : Optional.empty(), output.toPath(), training, models(), anew ? Optional.empty() : Optional
				.of(model));
		final long planned = training.optimization().steps();
		final int pairs = training.batch().examples();
		confirm(LosoCost.ofTraining(planned, pairs, training.hardware()), Counts.of(planned, "step", "steps") + " of " +
			Counts.of(pairs, "pair", "pairs"));
		try (LossPlot plot = new LossPlot(title())) {
			final ModelTrainingRun.Outcome outcome = run.run(progress, plot, ExpressionCommand::say);
			final TrainingResult result = outcome.result();
			say("The model '" + outcome.card().id() + "' is in " + outcome.folder() + ": " + Counts.of(result.steps(), "step",
				"steps") + " on " + TensorFlowRuntime.describe(result.device()) + (result.complete() ? "."
					: "; stopped early, the best weights so far were kept" + (outcome.folder().equals(output.toPath()
						.toAbsolutePath()) ? "" : " there, and the finished model in " + output.getAbsolutePath() + " as it was") +
						". Run the command again with the same settings to go on."));
			UserSettings.rememberModel(outcome.folder());
			say("Dialogs offer it under Model from now on; macros take model=[" + outcome.folder() + "].");
		}
	}

	/** Without clips everything is synthetic; without synthetic examples no displacement is known. */
	@Override
	public boolean uses(final String parameter, final Map<String, String> values) {
		if (!values.get("settings").isBlank() && SET_BY_FILE.contains(parameter)) return false;
		final boolean clips = !values.get("manifest").isBlank();
		return switch (parameter) {
			case "classes", "synthetic" -> clips;
			case "endpoint" -> !clips || !values.get("synthetic").matches("0*(\\.0*)?");
			default -> true;
		};
	}

	private TrainingSettings settings() {
		if (!isBlank(settings)) return TrainingSettingsFile.read(settings.toPath(), UserSettings.hardware(Device.parse(
			device)));
		return TrainingSettings.defaults().withSteps(steps, batch, Math.max(1, Math.min(50, steps))).withRates(rate,
			synthetic).withLosses(classification, new DgmLossWeights(photometric, smoothness, endpoint, 0.5).withRebuilding(
				rebuilding)).on(seed, UserSettings.hardware(Device.parse(device)));
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
