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

package org.microexpression.timeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.batch.ClipList;
import org.microexpression.batch.SavedArea;
import org.microexpression.clip.Clip;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.UnitActivity;
import org.microexpression.motion.ClipSpan;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.spotting.SpottedInterval;

/**
 * Makes the rows of a video in the table of a folder that is spotted.
 *
 * @param settings what results of the same computation have in common, one line of text
 * @param units    whether a candidate's row has probability and strength of each action unit
 */
public record SpottedRows(String settings, boolean units) {

	private static final String OK = "ok";
	private static final String SKIPPED = "skipped";

	/** @return what decides about columns and rows, as text */
	String identity() {
		return settings + (units ? " units" : "");
	}

	/**
	 * @return the columns of {@link Timeline#columns}, then number (of the interval in its video, from 1) and of (how
	 *         many there are, 0 for none), status (ok or skipped), settings (of what is the same computation), where they
	 *         are wanted those of action units ({@link MotionTrace#unitColumns}; no value where nothing was recognized),
	 *         reason (why a video was skipped; in a video's first row, what there is to know of it)
	 */
	public List<Table.Column> columns() {
		final List<Table.Column> columns = new ArrayList<>(Timeline.columns());
		columns.add(new Table.Column("number", Table.Type.INTEGER));
		columns.add(new Table.Column("of", Table.Type.INTEGER));
		columns.add(new Table.Column("status", Table.Type.TEXT));
		columns.add(new Table.Column("settings", Table.Type.TEXT));
		if (units) columns.addAll(MotionTrace.unitColumns());
		columns.add(new Table.Column("reason", Table.Type.TEXT));
		return columns;
	}

	/**
	 * @param csv a file of such a table, which may be there already
	 * @throws InputException if it has columns of action units where none are wanted, or the other way round
	 */
	void requireSameColumns(final Path csv) {
		final List<String> names = MotionTrace.unitColumns().stream().map(Table.Column::name).toList();
		final String header = firstLine(csv);
		if (!header.contains("settings") || header.contains('"' + names.get(0) + '"') == units) return;
		throw new InputException("The file '" + csv + "' was written " + (units ? "without" : "with") +
			" action units; switch 'units' " + (units ? "off" : "on") + ", or give another file.");
	}

	/** @return whether a file is such a table, which other readers of timelines have to refuse */
	static boolean isTable(final Path csv) {
		return List.of(firstLine(csv).replace("\"", "").split(",")).containsAll(List.of("number", "of", "status",
			"settings"));
	}

	private static String firstLine(final Path csv) {
		if (!Files.exists(csv)) return "";
		try (BufferedReader lines = Files.newBufferedReader(csv)) {
			return Optional.ofNullable(lines.readLine()).orElse("");
		}
		catch (final IOException e) {
			// What is wrong with the file is told when it is opened as a table.
			return "";
		}
	}

	/** @return the rows of one video, whatever is the matter with it */
	List<Table.Row> of(final ClipList.Entry video, final ClipSpotting spotting, final Progress progress) {
		return of(video, ClipSpan.WHOLE, () -> {
			try (Clip clip = open(video, spotting.threads(), progress)) {
				return spotting.spot(clip, path(video), Optional.empty(), measuring(video), progress);
			}
		});
	}

	/** @return a video with what there is to know of the selection that was saved with it */
	static Clip open(final ClipList.Entry video, final int threads, final Progress progress) {
		final Clip clip = video.open(threads, progress);
		return SavedArea.of(video.path().orElseThrow()).with(clip);
	}

	/** @return how the motion of a video is measured: in the face that an area saved with it chooses */
	static MotionSettings measuring(final ClipList.Entry video) {
		return MotionSettings.defaults().in(SavedArea.of(video.path().orElseThrow()).area());
	}

	/** @return that part of the rows; the row that says why where the video cannot be used */
	List<Table.Row> of(final ClipList.Entry video, final ClipSpan part, final Supplier<ClipSpotting.Result> spot) {
		final List<Table.Row> made = new ArrayList<>();
		final Optional<String> failure = attempt(video, () -> made.addAll(rows(video, spot.get())));
		return failure.isPresent() ? List.of(skipped(video, failure.get())) : made.subList(part.first(made.size()), part
			.after(made.size()));
	}

	/**
	 * Does something with a video.
	 *
	 * @return why that is not possible; empty where it was done
	 */
	static Optional<String> attempt(final ClipList.Entry video, final Runnable work) {
		if (!video.problem().isEmpty()) return Optional.of(video.problem());
		try {
			work.run();
			return Optional.empty();
		}
		catch (final InputException e) {
			return Optional.of(e.told());
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final RuntimeException | StackOverflowError | LinkageError e) {
			// Whatever a file does to a reader, the other videos of a batch of a night are not to be lost for it.
			return Optional.of("The video '" + path(video) +
				"' cannot be used: it is damaged or of a kind that is not known; make it anew, or leave it out.");
		}
	}

	private List<Table.Row> rows(final ClipList.Entry video, final ClipSpotting.Result result) {
		final Timeline named = new Timeline(video.name(), path(video), result.timeline().spans());
		final List<String> remarks = new ArrayList<>(result.remarks());
		if (units && result.units().values().stream().anyMatch(read -> !read.areKnown())) remarks.add(
			"The model was trained without action units; their columns are empty.");
		final List<Table.Row> spans = named.table().rows();
		final List<Table.Row> made = new ArrayList<>();
		for (int i = 0; i < spans.size(); i++) {
			final Table.Cells cells = new Table.Cells(columns());
			for (final Table.Column column : Timeline.columns())
				cells.put(column.name(), spans.get(i).cell(column.name()));
			if (units && !named.spans().isEmpty()) put(cells, named.spans().get(i).interval(), result.units());
			made.add(cells.put("number", named.spans().isEmpty() ? 0 : i + 1).put("of", named.spans().size()).put("status",
				OK).put("settings", settings).put("reason", i == 0 ? String.join(" ", remarks) : "").row());
		}
		return made;
	}

	private static void put(final Table.Cells cells, final SpottedInterval interval,
		final Map<SpottedInterval, ActionUnits> units)
	{
		for (final UnitActivity unit : units.getOrDefault(interval, ActionUnits.UNKNOWN).all()) {
			cells.put(unit.column() + "_p", unit.probability());
			cells.put(unit.column() + "_px", Double.isNaN(unit.strength()) ? null : unit.strength());
		}
	}

	/** @return whether a row says that its video was spotted */
	static boolean isOk(final Table.Row row) {
		return row.text("status").orElse("").equals(OK);
	}

	/** @return the row of a video that cannot be used */
	Table.Row skipped(final ClipList.Entry video, final String reason) {
		return new Table.Cells(columns()).put("clip", video.name()).put("path", path(video)).put("number", 0).put("of", 0)
			.put("status", SKIPPED).put("settings", settings).put("reason", reason).row();
	}

	static String path(final ClipList.Entry video) {
		return video.path().map(Path::toString).orElse(video.name());
	}
}
