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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.WrittenFiles;
import org.microexpression.evaluation.spotting.SpottingEvaluation;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Holds spotted expressions against the true ones, by the protocol of the Micro-Expression Grand Challenges. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Evaluate Spotting...", headless = true,
	visible = false)
public class EvaluateSpotting extends ExpressionCommand implements ShowsNoImage {

	/** What is written, without endings. */
	private static final Set<String> NAMES = Set.of("spotting-spans", "spotting-comparison", "spotting-recognition",
		"spotting-scores");

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.EVALUATE_SPOTTING;

	@Parameter(label = "True expressions", style = FileWidget.OPEN_STYLE, persist = false,
		description = "A CSV file with the columns video (or path or clip), onset, offset, and if possible kind (micro or " +
			"macro), apex, subject, dataset and class: the manifest of a dataset of long videos, or any other. A row " +
			"without onset and offset names a video without an expression.")
	private File truth = new File("");

	@Parameter(label = "Spotted expressions", style = FileWidget.OPEN_STYLE, persist = false,
		description = "A CSV file with the same columns, from Spot Expressions, Recognize Folder or any other tool; the " +
			"class may stand in the column answer.")
	private File predictions = new File("");

	@Parameter(label = "Compare with", required = false, persist = false,
		description = "Further CSV files of spotted expressions, separated by semicolons; empty for none.")
	private String more = "";

	@Parameter(label = "Least overlap", min = "0.01", max = "1", stepSize = "0.05", persist = false,
		description = "Intersection over union, in frames, from which a spotted expression is a hit; 0.5 by the protocol.")
	private double overlap = SpottingEvaluation.OVERLAP;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, required = false, persist = false,
		description = "A folder for the tables as CSV with all digits, as Markdown and as LaTeX; empty for none.")
	private File output = new File("");

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		path(output).ifPresent(folder -> OutputNames.requireFree(folder, "spotting-spans.csv", List.of("predictions",
			"part", "video", "result"), NAMES));
		progress.report("Reading the expressions", 0, 0);
		final SpottingEvaluation evaluation = SpottingEvaluation.of(truth(), files(), overlap);
		// All is computed before anything is written: an evaluation that is stopped leaves nothing behind.
		final Table scores = CancellableWork.compute(progress, () -> evaluation.scores(progress));
		final Optional<Table> recognition = CancellableWork.compute(progress, () -> evaluation.recognition(progress));
		final Table pairs = CancellableWork.compute(progress, () -> evaluation.pairs(progress));
		evaluation.remarks().forEach(ExpressionCommand::say);
		WrittenFiles.write(path(output), NAMES, () -> {
			deliver(evaluation.spans(), output, "spotting-spans");
			deliver(Optional.of(pairs).filter(table -> !table.rows().isEmpty()), "spotting-comparison");
			deliver(recognition, "spotting-recognition");
			deliver(scores, output, "spotting-scores");
		});
		for (int row = 0; row < scores.rows().size(); row++)
			say(sentence(scores, row));
	}

	/** A table that not every evaluation has. */
	private void deliver(final Optional<Table> table, final String name) {
		if (table.isPresent()) deliver(table.get(), output, name);
		else path(output).flatMap(folder -> OutputNames.earlier(folder, name)).ifPresent(ExpressionCommand::say);
	}

	private Path truth() {
		require("truth", truth, "a CSV file of the true expressions");
		return truth.toPath();
	}

	private List<Path> files() {
		final List<Path> files = new ArrayList<>();
		if (!isBlank(predictions)) files.add(predictions.toPath());
		files.addAll(paths(more));
		return files;
	}

	static String sentence(final Table scores, final int row) {
		return String.format(Locale.ROOT, "%s, %s: TP %s, FP %s, FN %s, F1 %s.", scores.cell(row, "predictions"), scores
			.cell(row, "part"), scores.cell(row, "tp"), scores.cell(row, "fp"), scores.cell(row, "fn"), f1(scores, row));
	}

	private static String f1(final Table scores, final int row) {
		final double f1 = (Double) scores.cell(row, "f1");
		if (Double.isNaN(f1)) return "undefined, as there is nothing to spot and nothing was spotted";
		final double low = (Double) scores.cell(row, "f1_low"), high = (Double) scores.cell(row, "f1_high");
		if (Double.isNaN(low)) return String.format(Locale.ROOT, "%.4f (no interval: it needs two %s or more)", f1, scores
			.cell(row, "interval"));
		return String.format(Locale.ROOT, "%.4f (95%% %.4f to %.4f)", f1, low, high);
	}
}
