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

import ij.WindowManager;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clips;
import org.microexpression.imagej.ReadingOrder;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.RowImages;
import org.microexpression.motion.FacialMotion;
import org.microexpression.network.Hardware;
import org.microexpression.batch.ActionUnitFile;
import org.microexpression.pipeline.ActionUnitTables;
import org.microexpression.batch.ClipList;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.batch.FolderRecognition;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RecognitionOptions;
import org.microexpression.batch.SharedFolder;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.timeline.ClipSpotting;
import org.microexpression.timeline.FolderSpotting;
import org.microexpression.timeline.SharedSpotting;
import org.microexpression.timeline.SpottedRows;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Recognizes the micro-expressions of many clips: one row each, bad clips skipped, a stopped batch continued. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Recognize Folder of Clips...", headless = true,
	visible = false)
public class RecognizeFolder extends ModelCommand implements Divisible, ShowsNoImage {

	@Parameter(label = "Folder or CSV", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder that holds clips, also in folders of its own: movies, stacks or folders of frames; or a " +
			"CSV file with the column path and, where they are known, clip, onset and apex, such as a dataset's manifest.")
	private File folder = new File("");

	@Parameter(label = "Apex guess", initializer = "offerApexFinders", persist = false,
		description = DialogTexts.APEX_FINDER)
	private String apexfinder = ApexFinder.DEFAULT;

	@Parameter(label = "Temporal path", persist = false, description = DialogTexts.TEMPORAL)
	private boolean temporal = false;

	@Parameter(label = "CSV file to write", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "Gets a row with all digits as soon as a clip is done. An existing one is continued: clips that it " +
			"has from the same model are not computed again. Empty for none; needed where there is no display.")
	private File csv = new File("");

	@Parameter(label = "CSV file of action units", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = DialogTexts.UNITS)
	private File unitscsv = new File("");

	@Parameter(label = "Frames per second", min = "0", persist = false,
		description = "Of clips that do not tell their own, such as folders of pictures; 0 where that is not known: then " +
			"they get no times, and nothing is spotted in them. Rows that the file has already stay as they are.")
	private double fps = 0;

	@Parameter(label = "Spot in long videos", persist = false,
		description = "Finds the expressions in each video first: a row an interval, with seconds. Onset and apex of a " +
			"list are then not used.")
	private boolean spot = false;

	@Parameter(label = "Spotter", initializer = "offerSpotters", persist = false, description = DialogTexts.SPOTTER)
	private String spotter = Spotter.DEFAULT;

	@Parameter(label = "Action units of what is spotted", persist = false, description = DialogTexts.SPOTTED_UNITS)
	private boolean units = false;

	private Optional<PieceWorker> worker = Optional.empty();
	private boolean collects;

	/** How many clips were skipped, where all were. */
	private int vain;

	/** Made by SciJava. */
	public RecognizeFolder() {
		super(DialogTexts.FOLDER);
	}

	@Override
	public void doPieces(final PieceWorker does) {
		worker = Optional.of(does);
	}

	@Override
	public void collectShares() {
		collects = true;
	}

	/** Where expressions are spotted, nothing is guessed, pairs alone are read, and the table has the action units. */
	@Override
	public boolean uses(final String parameter, final Map<String, String> values) {
		final boolean spots = Boolean.parseBoolean(values.get("spot"));
		return spots ? !List.of("apexfinder", "temporal", "unitscsv").contains(parameter) : !List.of("spotter", "units")
			.contains(parameter);
	}

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		require("folder", folder, "a folder of clips or a CSV file that lists them");
		final Optional<Path> file = path(csv);
		if (file.isEmpty() && GraphicsEnvironment.isHeadless()) throw new InputException(
			"The parameter 'csv' is empty, and without a display there is no window for the table; give a file.");
		if (file.isEmpty() && (worker.isPresent() || collects)) throw new InputException(
			"The parameter 'csv' is empty; workers that share a folder of clips need the file that the rows are for.");
		if (spot && !isBlank(unitscsv)) throw new InputException(
			"The parameter 'spot' is on, which 'unitscsv' does not go with; leave it out, and switch 'units' on for columns of " +
				"action units in the table itself.");
		if (units && !spot) throw new InputException(
			"The parameter 'units' is on, which goes with 'spot' alone; switch that on, or give 'unitscsv'.");
		if (spot && temporal) throw new InputException(
			"The parameter 'spot' is on, which 'temporal' does not go with; leave one out.");
		final Hardware hardware = hardware();
		final double rate = Clips.givenRate(fps);
		final ClipList listed = ClipList.of(folder.toPath(), progress).withFramesPerSecond(rate);
		// A video is spotted whatever the list says to be in it.
		final ClipList clips = spot ? listed : listed.ofExpressions();
		clips.passedOver().forEach(ExpressionCommand::say);
		clips.missing(progress).ifPresent(ExpressionCommand::say);
		if (spot) {
			spot(clips, file, hardware, progress);
			return;
		}
		try (ExpressionPipeline pipeline = new ExpressionPipeline(models(), model(), hardware, method(), ApexFinder.named(
			apexfinder), loadedModels()))
		{
			pipeline.setOptions(RecognitionOptions.defaults().withTemporal(temporal));
			final Optional<ActionUnitFile> unitFile = isBlank(unitscsv) ? Optional.empty() : Optional.of(new ActionUnitFile(
				unitscsv.toPath()));
			final Optional<SharedFolder> shared = file.map(rows -> new SharedFolder(clips, pipeline, "apexfinder=" +
				apexfinder, rows, unitFile));
			if (worker.isPresent()) {
				sayLeft(shared.orElseThrow().share(worker.get(), progress));
				return;
			}
			final UnitsOfClips units = new UnitsOfClips(unitFile);
			final Consumer<Table> viewer = table -> {
				show(ReadingOrder.of(table));
				if (units.areKnown()) show(units.table());
			};
			final FolderRecognition.Summary summary = told(() -> unitFile.map(ActionUnitFile::remarks).orElse(List.of()),
				() -> collects ? shared.orElseThrow().collect(viewer, progress) : recognize(clips, FolderRecognition.of(
					pipeline, file, viewer, units, progress)));
			summary.remarks().forEach(ExpressionCommand::say);
			units.remarks(summary.resumed()).forEach(ExpressionCommand::say);
			vain = summary.recognized() + summary.resumed() > 0 ? 0 : summary.skipped();
			say(Counts.of(clips.entries().size(), "clip", "clips") + ": " + summary.recognized() + " recognized, " + summary
				.resumed() + " already in the file, " + summary.skipped() + " skipped" + (summary.skipped() == 0 ? "."
					: "; the column 'reason' of the table tells why."));
		}
	}

	private FolderRecognition.Summary recognize(final ClipList clips, final FolderRecognition batch) {
		return told(batch::remarks, () -> {
			final int left = batch.left(clips);
			confirm(ClipCost.ofRecognizing(left), Counts.of(left, "clip", "clips"));
			return batch.recognize(clips);
		});
	}

	/** What was repaired in a file is said also where the work on it is stopped or refused. */
	private static <T> T told(final Supplier<List<String>> remarks, final Supplier<T> work) {
		try {
			return work.get();
		}
		catch (final InputException | CancellationException e) {
			remarks.get().forEach(ExpressionCommand::say);
			throw e;
		}
	}

	private FolderSpotting.Summary spot(final ClipList clips, final FolderSpotting batch, final Progress progress) {
		return told(batch::remarks, () -> {
			final List<ClipList.Entry> left = batch.left(clips);
			confirm(ClipCost.ofFollowing(ClipCost.frames(left, progress)), Counts.of(left.size(), "video", "videos"));
			return batch.spot(clips, progress);
		});
	}

	private void sayLeft(final int left) {
		say(left == 0 ? "All clips for " + csv + " are done; gather them now with 'collect'."
			: "Nothing is left to do here; other " + "workers are still at work on " + Counts.of(left, "piece", "pieces") +
				" of the clips for " + csv + ".");
	}

	/** The action units of the clips that are recognized now. */
	private static final class UnitsOfClips implements Consumer<Recognition> {

		private final Optional<ActionUnitFile> file;
		private final List<Table.Row> rows = new ArrayList<>();
		private boolean known;

		UnitsOfClips(final Optional<ActionUnitFile> file) {
			this.file = file;
		}

		@Override
		public void accept(final Recognition recognition) {
			known |= recognition.prediction().units().areKnown();
			rows.addAll(ActionUnitTables.table(recognition).rows());
			file.ifPresent(to -> to.append(recognition));
		}

		boolean areKnown() {
			return known;
		}

		Table table() {
			return new Table(ActionUnitTables.TABLE, ActionUnitTables.columns(), rows);
		}

		List<String> remarks(final int resumed) {
			final List<String> remarks = new ArrayList<>(file.map(ActionUnitFile::remarks).orElse(List.of()));
			if (known && resumed > 0) remarks.add(Counts.of(resumed, "clip was in the file already and has",
				"clips were in the file already and have") + " no rows in '" + ActionUnitTables.TABLE +
				"'; their action units are in the column 'action_units'.");
			return remarks;
		}
	}

	private void spot(final ClipList clips, final Optional<Path> file, final Hardware hardware, final Progress progress) {
		final SpotterSettings settings = SpotterSettings.defaults();
		final Spotter chosen = Spotter.named(spotter);
		try (FacialMotion motion = new FacialMotion(models(), model(), hardware, method(), loadedModels());
				ExpressionPipeline pipeline = new ExpressionPipeline(models(), model(), hardware, method(), ApexFinder.named(
					apexfinder), loadedModels()))
		{
			final ClipSpotting spotting = new ClipSpotting(motion, chosen, settings, pipeline);
			final String same = "model=" + pipeline.hash() + " spotter=" + chosen.title() + " " + settings + (fps > 0
				? " fps=" + fps : "");
			final SpottedRows kind = new SpottedRows(same, units);
			final Optional<SharedSpotting> shared = file.map(rows -> new SharedSpotting(clips, kind, rows));
			if (worker.isPresent()) {
				sayLeft(shared.orElseThrow().share(worker.get(), spotting, progress));
				return;
			}
			final FolderSpotting.Summary summary = collects ? shared.orElseThrow().collect(RecognizeFolder::show, progress)
				: spot(clips, FolderSpotting.of(spotting, kind, file, RecognizeFolder::show), progress);
			summary.remarks().forEach(ExpressionCommand::say);
			vain = summary.spotted() + summary.resumed() > 0 ? 0 : summary.skipped();
			say(Counts.of(summary.spotted(), "video", "videos") + " spotted, " + summary.resumed() +
				" already in the file, " + summary.skipped() + " skipped" + (summary.skipped() == 0 ? "."
					: "; the column 'reason' of the table tells why."));
		}
	}

	@Override
	public Optional<String> inVain() {
		return vain == 0 ? Optional.empty() : Optional.of("Nothing could be used: " + (vain == 1 ? "the only clip was"
			: "all " + vain + " clips were") + " skipped; the column 'reason' of the table tells why.");
	}

	private static void show(final Table table) {
		final boolean opens = WindowManager.getWindow(table.title()) == null;
		ResultsTables.show(table);
		if (opens) RowImages.listen(table.title());
	}
}
