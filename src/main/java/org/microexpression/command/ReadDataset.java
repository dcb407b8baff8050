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
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.Counts;
import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;
import org.microexpression.clip.ApexFinder;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Selection;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.UserSettings;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Reads a dataset as it lies on disk and writes a manifest of its clips, with a report of what became of every row. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Read Micro-Expression Dataset...",
	headless = true, visible = false)
public class ReadDataset extends ExpressionCommand implements ShowsNoImage {

	private static final String WINDOW = "Dataset Report";

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.READ;

	@Parameter(label = "Dataset", initializer = "offerDatasets", persist = false,
		description = "Which dataset it is; the composite needs CASME II, SAMM and SMIC-HS below one folder.")
	private String dataset = "CASME II";

	@Parameter(label = "Folder of the clips", style = FileWidget.DIRECTORY_STYLE, required = false, persist = false,
		description = "The folder that holds the dataset's frames, at any depth. Empty for a manifest.")
	private File root = new File("");

	@Parameter(label = "Annotation workbook", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "The dataset's .xlsx workbook, or its sheet saved as CSV, or the manifest. Empty to look for it in " +
			"and beside the folder.")
	private File workbook = new File("");

	@Parameter(label = "Protocol", initializer = "offerProtocols", persist = false,
		description = "Which clips are taken and what their classes are.")
	private String protocol = Protocol.all().get(0).title();

	@Parameter(label = "Missing apex", initializer = "offerFinders", persist = false,
		description = "What stands for an apex that is not labelled (all of SMIC) or impossible: the middle of onset and " +
			"offset, the frame that differs most from the onset, or the apex of the strongest expression that is spotted. It " +
			"is noted at every clip concerned.")
	private String apex = "midpoint";

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "Where manifest.csv, dataset-report.csv and dataset-report.txt are written.")
	private File output = new File("");

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		final DatasetReader reader = DatasetReader.named(dataset);
		final Protocol selecting = Protocol.named(protocol);
		final ApexFinder finder = ApexFinder.named(apex).withThreads(UserSettings.threads());
		final Optional<Path> sheet = path(workbook);
		final Path folder = path(root).or(() -> sheet.map(file -> file.toAbsolutePath().getParent())).orElseThrow(
			() -> new InputException("The parameter 'root' is empty; give the folder that holds the dataset's clips."));
		require("output", output, "a folder for the manifest and the report");
		Selection.check(output.toPath(), sheet);
		final Selection selection = selecting.select(reader.read(new DatasetRequest(folder, sheet, finder), progress));
		final Path manifest = selection.write(output.toPath());
		say(selection.text());
		ResultsTables.show(table(selection.report()));
		selection.requireClips();
		say("The manifest of " + Counts.of(selection.samples().size(), "clip", "clips") + " of " + Counts.of(selection
			.subjects(), "subject", "subjects") + " is " + manifest + ".");
	}

	private static Table table(final DatasetReport report) {
		final Table.Builder table = new Table.Builder(WINDOW).columns(Type.TEXT, "kind", "dataset", "subject", "clip",
			"class").columns(Type.INTEGER, "row").columns(Type.TEXT, "rule", "message");
		for (final DatasetReport.Entry e : report.entries())
			table.row(row -> row.put("kind", e.kind().name().toLowerCase(Locale.ROOT)).put("dataset", e.dataset()).put(
				"subject", e.subject()).put("clip", e.clip()).put("class", e.label()).put("row", e.row() == 0 ? null
					: (Object) e.row()).put("rule", e.rule()).put("message", e.message()));
		return table.build();
	}

	/** Initializer of the parameter 'dataset'. */
	protected void offerDatasets() {
		offer("dataset", Extensions.of(DatasetReader.class, DatasetReader::title));
	}

	/** Initializer of the parameter 'protocol'. */
	protected void offerProtocols() {
		offer("protocol", Extensions.of(Protocol.class, Protocol::title));
	}

	/** Initializer of the parameter 'apex'. */
	protected void offerFinders() {
		offer("apex", Extensions.of(ApexFinder.class, ApexFinder::title));
	}
}
