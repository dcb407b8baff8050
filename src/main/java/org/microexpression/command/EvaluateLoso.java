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

import ij.ImagePlus;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.microexpression.InputException;
import org.microexpression.Progress;
import org.microexpression.evaluation.LosoReport;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.ResultPictures;
import org.microexpression.evaluation.ResultsTables;
import org.microexpression.evaluation.Table;
import org.microexpression.network.Device;
import org.microexpression.network.ModelStore;
import org.microexpression.pipeline.LosoEvaluation;
import org.microexpression.recognition.FusionFoldTrainer;
import org.microexpression.recognition.FusionSettings;
import org.microexpression.recognition.FusionStage;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Trains and tests the fusion network with each subject left out in turn, and shows and writes the tables. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Evaluate Leave-One-Subject-Out...",
	headless = true)
public class EvaluateLoso extends ExpressionCommand {

	private static final FusionFoldTrainer.Settings DEFAULTS = FusionFoldTrainer.Settings.defaults();

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.EVALUATE;

	@Parameter(label = "Manifest", style = FileWidget.OPEN_STYLE, persist = false,
		description = "A CSV file with a row a clip: dataset, subject, clip, class (negative, positive, surprise) and path, " +
			"onset, apex, or field and index for displacement fields; written by 'Read Micro-Expression Dataset...'.")
	private File manifest = new File("");

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "A folder for the tables as CSV, settings and pictures. The folder of a run that was broken off resumes " +
			"that run.")
	private File output = new File("");

	@Parameter(label = "Seeds", persist = false,
		description = "Whole numbers separated by commas, each a run of its own; all are reported, with their mean and the " +
			"average of their probabilities.")
	private String seeds = "1,2,3";

	@Parameter(label = "Networks averaged", min = "1", persist = false,
		description = "Networks trained for each subject and seed, whose probabilities are averaged.")
	private int members = DEFAULTS.members();

	@Parameter(label = "Pre-training steps", min = "0", persist = false,
		description = "Steps of training on synthetic fields before any clip is seen; 0 begins from random weights.")
	private int pretraining = DEFAULTS.pretraining().steps();

	@Parameter(label = "Training steps", min = "1", persist = false,
		description = "Steps of training on the other subjects' clips. The last step predicts; none is chosen by looking.")
	private int steps = DEFAULTS.finetuning().steps();

	@Parameter(label = "Subjects trained together", min = "0", persist = false,
		description = "Subjects left out that are trained for at once; 0 for all. More are faster, fewer lose less when the " +
			"run is broken off.")
	private int together = 10;

	@Parameter(label = "AU-region local fusion", persist = false, description = "Attention within each AU region.")
	private boolean local = true;

	@Parameter(label = "AU-region global fusion", persist = false, description = "Attention among the AU regions.")
	private boolean global = true;

	@Parameter(label = "Full-face fusion", persist = false, description = "Attention with patches of the whole face.")
	private boolean fullface = true;

	@Parameter(label = "Linear fusion before attention", persist = false,
		description = "Fu-B-Attn: a region's patches are fused before they attend.")
	private boolean fusedfirst = true;

	@Parameter(label = "Model", initializer = "offerModels", persist = false,
		description = "The model whose DGM computes the displacement fields of clips; not used where the manifest gives fields.")
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, description = DialogTexts.DEVICE)
	private String device = UserSettings.device();

	@Override
	protected void execute(final Progress progress) {
		require("manifest", manifest, "a CSV file with a row a clip");
		require("output", output, "a folder for the tables");
		final LosoEvaluation evaluation = new LosoEvaluation(manifest.toPath(), output.toPath(), settings(), models(), model,
			Device.parse(device));
		final LosoResult result = evaluation.run(progress, EvaluateLoso::show, ExpressionCommand::say);
		final LosoReport report = new LosoReport(result);
		show(result);
		ResultsTables.show(report.predictions());
		final Table summary = report.summary();
		for (int row = 0; row < summary.rows().size(); row++)
			if (summary.cell(row, "part").equals(LosoReport.FULL)) say(sentence(summary, row));
		new ImagePlus("LOSO Confusion Matrix", ResultPictures.confusion(report.confusion(), result.plan().data().classes()))
			.show();
		new ImagePlus("LOSO Subjects", ResultPictures.subjects(report.folds())).show();
	}

	/** The tables that grow while subjects are finished. */
	private static void show(final LosoResult soFar) {
		final LosoReport report = new LosoReport(soFar);
		ResultsTables.show(report.folds());
		ResultsTables.show(report.summary());
	}

	private LosoEvaluation.Settings settings() {
		final FusionSettings all = DEFAULTS.fusion().settings();
		final FusionSettings fusion = new FusionSettings(local, global, fullface, fusedfirst, all.channels(), all.heads(), all
			.dropout(), all.tokenDropout(), all.headDropout());
		final FusionStage before = pretraining == 0 ? null : DEFAULTS.pretraining().withSteps(pretraining);
		return new LosoEvaluation.Settings(seeds(), together, members, fusion, before, DEFAULTS.finetuning().withSteps(
			steps));
	}

	private List<Long> seeds() {
		final List<Long> numbers = new ArrayList<>();
		for (final String text : seeds.trim().split("[,;\\s]+")) {
			try {
				numbers.add(Long.valueOf(text));
			}
			catch (final NumberFormatException e) {
				throw new InputException("The parameter 'seeds' is '" + seeds +
					"'; give whole numbers separated by commas, such as 1,2,3.", e);
			}
		}
		return numbers;
	}

	private static void require(final String name, final File file, final String wanted) {
		if (file == null || file.getPath().isBlank()) throw new InputException("The parameter '" + name + "' is empty; give " +
			wanted + ".");
	}

	private static String sentence(final Table summary, final int row) {
		return String.format(Locale.ROOT, "%s: UF1 %.4f, UAR %.4f, accuracy %.4f on %d clips of %d subjects.", summary.cell(
			row, "run"), summary.cell(row, "uf1"), summary.cell(row, "uar"), summary.cell(row, "accuracy"), summary.cell(row,
				"n"), summary.cell(row, "subjects"));
	}
}
