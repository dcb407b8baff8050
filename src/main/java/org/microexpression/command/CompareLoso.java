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
import java.util.Set;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Counts;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.WrittenFiles;
import org.microexpression.evaluation.Comparison;
import org.microexpression.evaluation.LosoReport;
import org.microexpression.evaluation.PublishedResults;
import org.microexpression.evaluation.ResultPictures;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Compares two or more sets of predictions of the same clips, and sets the field's published figures beside them. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Compare LOSO Results...", headless = true,
	visible = false)
public class CompareLoso extends ExpressionCommand implements ShowsNoImage {

	/** What is written, without endings. */
	private static final Set<String> NAMES = Set.of("loso-comparison", "loso-comparison-pairs", "published-megc2019",
		"loso-comparison-clips");

	private static final String FILE =
		"A CSV file with a header: clip, truth and prediction, if possible also dataset and subject, from this plugin " +
			"(loso-predictions.csv) or any other tool. ";

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.COMPARE;

	@Parameter(label = "First predictions", style = FileWidget.OPEN_STYLE, persist = false, description = FILE)
	private File first = new File("");

	@Parameter(label = "Second predictions", style = FileWidget.OPEN_STYLE, persist = false, description = FILE)
	private File second = new File("");

	@Parameter(label = "Further predictions", required = false, persist = false,
		description = "Further CSV files, separated by semicolons; empty for none.")
	private String more = "";

	@Parameter(label = "Show published results", persist = false,
		description = "Also shows what has been published on the MEGC2019 composite, with marks where it is not " +
			"comparable.")
	private boolean published = false;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, required = false, persist = false,
		description = "A folder for the tables as CSV with all digits, Markdown and LaTeX (booktabs), and for the UF1 with " +
			"intervals as SVG, PDF and PNG; empty for none.")
	private File output = new File("");

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		path(output).ifPresent(folder -> OutputNames.requireFree(folder, "loso-comparison-clips.csv", List.of("dataset",
			"subject", "clip", "truth"), NAMES));
		progress.report("Comparing predictions", 0, 0);
		final Comparison comparison = Comparison.of(files(), progress);
		comparison.remarks().forEach(ExpressionCommand::say);
		// All is computed before anything is written: a comparison that is stopped leaves nothing behind.
		final Table pairs = CancellableWork.compute(progress, () -> comparison.pairs(progress));
		final Table scores = CancellableWork.compute(progress, () -> comparison.scores(progress));
		WrittenFiles.write(path(output), NAMES, () -> {
			deliver(comparison.clips(), output, "loso-comparison-clips");
			deliver(pairs, output, "loso-comparison-pairs");
			deliver(scores, output, "loso-comparison");
			if (writes()) ResultPictures.scores("Comparison", scores, scores.rows().stream().map(row -> row.cell(
				"predictions") + ", " + row.cell("part")).toList()).write(output.toPath(), "loso-comparison");
			if (published) deliver(PublishedResults.table(), output, "published-megc2019");
		});
		for (int row = 0; row < pairs.rows().size(); row++)
			if (pairs.cell(row, "part").equals(LosoReport.FULL)) say(sentence(pairs, row));
	}

	private boolean writes() {
		return !isBlank(output);
	}

	private List<Path> files() {
		final List<Path> files = new ArrayList<>();
		for (final File file : List.of(first, second))
			if (!file.getPath().isBlank()) files.add(file.toPath());
		files.addAll(paths(more));
		return files;
	}

	static String sentence(final Table pairs, final int row) {
		final String interval = Double.isNaN((Double) pairs.cell(row, "difference_low"))
			? "no interval: it needs two subjects or more" : String.format(Locale.ROOT, "95%% %.4f to %.4f, bootstrap p %.4f",
				pairs.cell(row, "difference_low"), pairs.cell(row, "difference_high"), pairs.cell(row, "bootstrap_p"));
		return String.format(Locale.ROOT, "UF1 of %s minus %s on %s: %.4f (%s, McNemar mid-p %.4f).", pairs.cell(row,
			"first"), pairs.cell(row, "second"), Counts.of((Long) pairs.cell(row, "n"), "clip", "clips"), pairs.cell(row,
				"uf1_difference"), interval, pairs.cell(row, "mcnemar_midp"));
	}
}
