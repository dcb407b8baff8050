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

import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.study.ModelEvaluation;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Tests an installed model on the clips of a manifest, nothing trained, and shows and writes the tables. */
@Plugin(type = Command.class, name = "evaluate", menuPath = "Plugins > Micro-Expression > Evaluate Model...",
	headless = true, visible = false)
public class EvaluateModel extends ExpressionCommand implements ShowsNoImage {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.TEST;

	@Parameter(label = "Manifest", style = FileWidget.OPEN_STYLE, persist = false,
		description = "A CSV file with a row a clip: dataset, subject, clip, class and path, onset, apex, or field and " +
			"index for displacement fields; action units, where they were coded, in the column aus.")
	private File manifest = new File("");

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "A folder for the tables (CSV, Markdown, LaTeX for booktabs) and the figures (SVG, PDF, PNG).")
	private File output = new File("");

	@Parameter(label = "Model", initializer = "offerModels", persist = false,
		description = "The model to be tested, as it is; refused if its card names real clips of the manifest's datasets.",
		attrs = @Attr(name = MODEL))
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Displacement method", initializer = "offerMethods", persist = false,
		description = DialogTexts.METHOD)
	private String method = DisplacementMethod.DEFAULT;

	@Parameter(label = "Least share of clips with a unit", min = "0", max = "1", stepSize = "0.01", persist = false,
		description = "Data from elsewhere often has probabilities that are too low. Above 0, the threshold of each action " +
			"unit is lowered in the table of units until it is told of this share of the clips; no label is looked at. 0.12 " +
			"is the share in made-up clips; 0 takes the thresholds of the model as they are.")
	private double leastshare = 0;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, description = DialogTexts.DEVICE)
	private String device = UserSettings.device();

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		require("manifest", manifest, "a CSV file with a row a clip");
		require("output", output, "a folder for the tables");
		final ModelEvaluation.Result result = new ModelEvaluation(manifest.toPath(), output.toPath(), models(), model,
			UserSettings.hardware(Device.parse(device)), method(method), leastshare).run(progress, ExpressionCommand::say);
		ResultsTables.show(result.predictions());
		ResultsTables.show(result.summary());
		result.units().ifPresent(ResultsTables::show);
		ModelEvaluation.sentences(result).forEach(ExpressionCommand::say);
	}
}
