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

package org.microexpression.batch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.NamedColumns;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.FrameCell;
import org.microexpression.clip.KeyFrameColumn;
import org.microexpression.expression.ExpressionLength;
import org.microexpression.pipeline.ClipRegistration;

/**
 * The clips of a batch.
 *
 * @param entries    at least one
 * @param passedOver what lay beside the clips and was passed over, one sentence for each reason
 */
public record ClipList(List<Entry> entries, List<String> passedOver) {

	/**
	 * One clip.
	 *
	 * @param name        its name in tables
	 * @param path        movie, stack or folder of frames; empty where it is not known, which {@code problem} tells
	 * @param onset       the onset frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param apex        the apex frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param problem     why the entry cannot be used, one sentence; empty if it can
	 * @param otherKind   why it shows no expression, one sentence; empty if it may show one
	 * @param fps         frames per second where the clip does not tell its own, NaN where that is not known
	 * @param isOnsetZero whether a list writes 0 for the onset, and does not leave it empty
	 */
	public record Entry(String name, Optional<Path> path, int onset, int apex, String problem, String otherKind,
			double fps, boolean isOnsetZero) {

		/** A clip of which no frame is named, or that cannot be used. */
		Entry(final String name, final Optional<Path> path, final String problem) {
			this(name, path, ClipRegistration.AUTOMATIC, ClipRegistration.AUTOMATIC, problem, "", Double.NaN, false);
		}

		private Entry ofKind(final String reason) {
			return new Entry(name, path, onset, apex, problem, reason, fps, isOnsetZero);
		}

		/** Without a path, so that its row is taken for no other's. */
		private Entry ofExpression() {
			return otherKind.isEmpty() || !problem.isEmpty() ? this : new Entry(name, Optional.empty(),
				ClipRegistration.AUTOMATIC, ClipRegistration.AUTOMATIC, otherKind, otherKind, fps, isOnsetZero);
		}

		/** @return whether something lies where the clip is said to be */
		public boolean isThere() {
			return problem.isEmpty() && Files.exists(path.orElseThrow());
		}

		/**
		 * @param threads  that may decode a video at once, 0 for as many as Java was started with, else one a processor
		 * @param progress progress and cancellation
		 * @return the clip of an entry that can be used, to be closed by the caller
		 * @throws org.microexpression.base.InputException    as {@link Clips#open(Path)}
		 * @throws java.util.concurrent.CancellationException if the user cancels
		 */
		public Clip open(final int threads, final Progress progress) {
			return Clips.openTimed(path.orElseThrow(), fps, threads, progress);
		}
	}

	/** Keeps its own copies. */
	public ClipList {
		entries = List.copyOf(entries);
		passedOver = List.copyOf(passedOver);
	}

	/**
	 * @param folderOrCsv a folder of clips, see {@link #inFolder}, or a CSV file, see {@link #fromCsv}
	 * @param progress    progress and cancellation
	 * @return the clips
	 * @throws InputException                             if there is no such folder or file, it cannot be read, or no
	 *                                                    clip is in it
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static ClipList of(final Path folderOrCsv, final Progress progress) {
		progress.report("Looking for clips", 0, 0);
		if (Files.isDirectory(folderOrCsv)) return inFolder(folderOrCsv.toAbsolutePath().normalize(), progress);
		if (!Files.exists(folderOrCsv)) throw new InputException("There is no folder or file '" + folderOrCsv +
			"'; check the parameter 'folder'.");
		return fromCsv(folderOrCsv.toAbsolutePath().normalize(), progress);
	}

	/**
	 * @param fps frames per second of clips that do not tell their own
	 * @return the same clips with that rate
	 */
	public ClipList withFramesPerSecond(final double fps) {
		return new ClipList(entries.stream().map(entry -> new Entry(entry.name, entry.path, entry.onset, entry.apex,
			entry.problem, entry.otherKind, fps, entry.isOnsetZero)).toList(), passedOver);
	}

	/** @return the same clips; those of which the list says that they show something else cannot be used */
	public ClipList ofExpressions() {
		return new ClipList(entries.stream().map(Entry::ofExpression).toList(), passedOver);
	}

	/**
	 * @param progress progress and cancellation
	 * @return a sentence about the clips of which there is no file, whose rows will say so; empty where all are there
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Optional<String> missing(final Progress progress) {
		final List<String> missing = entries.stream().filter(entry -> {
			progress.checkCanceled();
			return entry.problem.isEmpty() && !entry.isThere();
		}).map(entry -> entry.path.orElseThrow().toString()).toList();
		return missing.isEmpty() ? Optional.empty() : Optional.of(Counts.of(missing.size(), "clip", "clips") + " of " +
			entries.size() + " cannot be found and will be skipped: " + Titles.some(missing) + "; check the paths.");
	}

	/** All clips in a folder and the folders below it, in the order of their paths, which are also their names. */
	private static ClipList inFolder(final Path root, final Progress progress) {
		final ClipSearch search = new ClipSearch(root, progress);
		if (search.clips().isEmpty()) throw new InputException(String.join(" ", Stream.concat(Stream.of("The folder '" +
			root + "' holds no clips, neither movies nor stacks nor folders of frames; choose another folder."), search
				.someOfPassedOver().stream()).toList()));
		return new ClipList(search.clips().stream().map(clip -> new Entry(name(root, clip), Optional.of(clip), ""))
			.toList(), search.passedOver());
	}

	private static String name(final Path root, final Path clip) {
		final Path relative = clip.equals(root) ? root.getFileName() : root.relativize(clip);
		if (relative == null) return clip.toString();
		return IntStream.range(0, relative.getNameCount()).mapToObj(i -> relative.getName(i).toString()).collect(Collectors
			.joining("/"));
	}

	/**
	 * The rows of a CSV file with a header, in their order. The column {@code path} must be there, relative paths start
	 * at the file's folder; onset and apex may be there under one of their names ({@link KeyFrameColumn}), empty or 0
	 * where the frame is to be chosen, the onset not 0 where the apex is named; clips are named by {@code dataset},
	 * {@code subject} and {@code clip} as far as these are there, else by their path. A dataset's manifest is such a file;
	 * of one with a column {@code kind}, see {@link #ofExpressions}. A row that cannot be used becomes an entry with a
	 * problem; one that says the same as an earlier one is passed over.
	 */
	private static ClipList fromCsv(final Path csv, final Progress progress) {
		final List<TableRow> rows = CsvTable.read(csv, progress).stream().filter(row -> !row.isBlank()).toList();
		if (rows.size() < 2) throw new InputException("The file '" + csv +
			"' lists no clips; it needs a header with the column 'path' and a row for each clip.");
		final Map<String, Integer> columns = columns(csv, rows.get(0), rows.subList(1, rows.size()));
		final Map<Entry, Integer> firstRows = new LinkedHashMap<>();
		final List<String> again = new ArrayList<>();
		for (final TableRow row : rows.subList(1, rows.size())) {
			progress.checkCanceled();
			final Integer before = firstRows.putIfAbsent(entry(csv, columns, row).ofKind(otherKind(csv, columns, row)), row
				.number());
			if (before != null) again.add(row.number() + " as " + before);
		}
		return new ClipList(List.copyOf(firstRows.keySet()), again.isEmpty() ? List.of() : List.of("Passed over in '" + csv
			.getFileName() + "', rows that say the same as an earlier one: " + Titles.some(again) + "."));
	}

	/** The position of each column by the name that it has here; frames in a column of another name would be guessed. */
	private static Map<String, Integer> columns(final Path csv, final TableRow header, final List<TableRow> rows) {
		final List<String> names = header.cells().stream().map(Titles::bare).toList();
		final Map<String, List<String>> accepted = new LinkedHashMap<>();
		Stream.of("path", "dataset", "subject", "clip", "kind").forEach(name -> accepted.put(name, List.of(name)));
		final List<KeyFrameColumn> frames = List.of(KeyFrameColumn.ONSET, KeyFrameColumn.APEX);
		frames.forEach(column -> accepted.put(column.names().get(0), column.names()));
		final Map<String, Integer> columns = new HashMap<>();
		accepted.forEach((name, all) -> {
			final List<Integer> found = NamedColumns.find(names, all);
			NamedColumns.requireAlike(csv, header, rows, found);
			if (!found.isEmpty()) columns.put(name, found.get(0));
		});
		if (!columns.containsKey("path")) throw new InputException("The file '" + csv + "' has the columns " + String.join(
			", ", header.cells()) + "; it needs 'path', and may have 'clip', 'onset' and 'apex'.");
		for (final KeyFrameColumn column : frames)
			if (!columns.containsKey(column.names().get(0))) header.cells().stream().filter(column::isLike).findFirst()
				.ifPresent(cell -> {
					throw new InputException("The file '" + csv + "' has the column '" + cell +
						"', which is not read as frame numbers; call it '" + column.names().get(0) +
						"' if it holds some, or leave it out, and the frames are chosen.");
				});
		return columns;
	}

	private static Entry entry(final Path csv, final Map<String, Integer> columns, final TableRow row) {
		final String path = cell(row, columns, "path");
		final String named = Stream.of("dataset", "subject", "clip").map(column -> cell(row, columns, column)).filter(
			text -> !text.isEmpty()).collect(Collectors.joining("/"));
		final String name = named.isEmpty() ? path : named;
		try {
			if (path.isEmpty()) throw new InputException("Row " + row.number() + " of '" + csv.getFileName() +
				"' has no path; give the clip's movie or folder.");
			final boolean zero = FrameCell.parse(cell(row, columns, "onset")) == 0;
			return new Entry(name, Optional.of(csv.resolveSibling(path).normalize()), frame(csv, columns, row, "onset"),
				frame(csv, columns, row, "apex"), "", "", Double.NaN, zero);
		}
		catch (final InvalidPathException e) {
			return new Entry(name, Optional.empty(), "Row " + row.number() + " of '" + csv.getFileName() +
				"' has the path '" + path + "', which this computer cannot hold; correct it.");
		}
		catch (final InputException e) {
			return new Entry(name, Optional.empty(), e.getMessage());
		}
	}

	/** The truth of a long video lists blinks, too: a class of one would look like an answer. */
	private static String otherKind(final Path csv, final Map<String, Integer> columns, final TableRow row) {
		final String kind = cell(row, columns, "kind");
		if (kind.isEmpty() || Titles.isNothing(kind) || ExpressionLength.written(kind).isPresent()) return "";
		return "Row " + row.number() + " of '" + csv.getFileName() + "' is of the kind '" + kind +
			"', neither micro nor macro, and was left out; correct its column kind if it shows an expression.";
	}

	private static String cell(final TableRow row, final Map<String, Integer> columns, final String column) {
		return row.cell(columns.getOrDefault(column, -1));
	}

	private static int frame(final Path csv, final Map<String, Integer> columns, final TableRow row,
		final String column)
	{
		final String text = cell(row, columns, column);
		if (FrameCell.isUnreadable(text)) throw new InputException("Row " + row.number() + " of '" + csv.getFileName() +
			"' has '" + text + "' in the column " + column + ", which " + FrameCell.fault(text) +
			"; give a frame's number, or nothing to have it chosen.");
		final int number = FrameCell.parse(text);
		return number == FrameCell.ABSENT ? ClipRegistration.AUTOMATIC : number;
	}
}
