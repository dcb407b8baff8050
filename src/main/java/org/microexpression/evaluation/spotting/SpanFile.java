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

package org.microexpression.evaluation.spotting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.NamedColumns;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.clip.FrameCell;
import org.microexpression.clip.KeyFrameColumn;

/**
 * Spans of expressions from a CSV file of any tool: a header line, then a row a span. Columns are found by their usual
 * names, whatever the case and punctuation. A row without onset and offset says that the video was looked at and has no
 * span. Where there is a column {@code role}, rows of the other role are passed over, so that one file can hold both.
 *
 * @param file    the file
 * @param has     the columns that it has
 * @param spans   its spans, in the order of the file
 * @param videos  all videos that it names, also those without a span
 * @param remarks what was passed over, a sentence each
 */
record SpanFile(Path file, List<Column> has, List<MarkedSpan> spans, List<VideoName> videos, List<String> remarks) {

	/** The status of a video of a folder that could not be used. */
	private static final String SKIPPED = "skipped";

	/** Classes of a video in which nothing happens. */
	private static final Set<String> NO_CLASS = Set.of("", "none", "neutral", "no expression");

	/** Whether spans are what is true or what was predicted. */
	enum Role {

			TRUTH("truth", "groundtruth", "gt"), PREDICTION("prediction", "predicted", "pred");

		private final List<String> words;

		Role(final String... words) {
			this.words = List.of(words);
		}
	}

	/** What a column holds, with the names that it is known by, the best first. */
	enum Column {

			ROLE("role"), DATASET("dataset", "database"), //
			SUBJECT("subject", "subjectid", "sub", "participant", "person"), //
			VIDEO("video", "videoname"), PATH("path"), CLIP("clip", "clipname", "filename", "file", "name"), //
			KIND("kind", "type", "expressiontype"), //
			ONSET(KeyFrameColumn.ONSET.names()), APEX(KeyFrameColumn.APEX.names()), OFFSET(KeyFrameColumn.OFFSET.names()), //
			LABEL("class", "emotion", "label", "estimatedemotion"), PREDICTION("answer", "prediction", "predictedclass"), //
			STATUS("status");

		private final List<String> names;

		Column(final String... names) {
			this(List.of(names));
		}

		Column(final List<String> names) {
			this.names = names;
		}
	}

	/**
	 * @param file the file
	 * @param role which rows are wanted, and which column holds the class
	 * @return its spans
	 * @throws InputException if it cannot be read, lacks onset, offset or what names a video, or a cell cannot be used
	 */
	static SpanFile read(final Path file, final Role role) {
		final List<TableRow> table = CsvTable.read(file).stream().filter(row -> !row.isBlank()).toList();
		final Map<Column, Integer> columns = table.isEmpty() ? Map.of() : columns(file, table);
		final List<MarkedSpan> spans = new ArrayList<>();
		final Map<VideoName, Boolean> videos = new LinkedHashMap<>();
		final Set<String> skipped = new LinkedHashSet<>();
		final Map<List<Object>, MarkedSpan> known = new HashMap<>();
		final List<String> repeats = new ArrayList<>();
		final List<Integer> zeros = new ArrayList<>();
		for (final TableRow row : table.subList(Math.min(1, table.size()), table.size())) {
			requireRole(file, row, cell(row, columns, Column.ROLE));
			if (isOf(role, cell(row, columns, Column.ROLE))) {
				final VideoName video = video(file, row, columns);
				videos.put(video, true);
				if (cell(row, columns, Column.STATUS).equalsIgnoreCase(SKIPPED)) skipped.add(video.shown());
				final MarkedSpan span = span(file, row, columns, video, role);
				if (span == null) {
					if (FrameCell.parse(cell(row, columns, Column.ONSET)) == 0) zeros.add(row.number());
					continue;
				}
				final MarkedSpan earlier = known.putIfAbsent(List.of(video, span.onset(), span.offset(), span.kind()), span);
				if (earlier != null) repeats.add(repeated(file, span, earlier, role));
				spans.add(span);
			}
		}
		if (videos.isEmpty()) throw new InputException("The file '" + file + "' holds no row" + (columns.containsKey(
			Column.ROLE) ? " of the role " + role.words.get(0) : "") + "; give a row a span.");
		final SpanFile whole = new SpanFile(file, List.copyOf(columns.keySet()), spans, List.copyOf(videos.keySet()),
			remarks(file, spans, skipped, repeats, zeros));
		if (role == Role.TRUTH && !spans.isEmpty() && spans.stream().noneMatch(MarkedSpan::mayBeExpression))
			throw new InputException("No row of the truth '" + file + "' is of a known kind, all are of others (" + Titles
				.some(spans.stream().map(MarkedSpan::kind).distinct().toList()) + "); write micro or macro in the column '" +
				Column.KIND.names.get(0) + "', or leave it empty.");
		return withoutOthers(whole);
	}

	/** What the user should know of the rows. */
	private static List<String> remarks(final Path file, final List<MarkedSpan> spans, final Set<String> skipped,
		final List<String> repeats, final List<Integer> zeros)
	{
		final List<String> remarks = new ArrayList<>(skipped.stream().map(video -> "The video '" + video + "' of '" + file +
			"' could not be spotted, as its column status says; it counts as one in which nothing was seen.").toList());
		if (!repeats.isEmpty()) remarks.add(Counts.of(repeats.size(), "span", "spans") + " of '" + file + "' " + (repeats
			.size() == 1 ? "stands" : "stand") + " there twice (" + repeats.get(0) +
			"); one of two can be right, the other counts as false.");
		final List<MarkedSpan> beyond = spans.stream().filter(span -> span.apex() != MarkedSpan.ABSENT && !span.hasApex())
			.toList();
		if (!beyond.isEmpty()) remarks.add(Counts.of(beyond.size(), "span", "spans") + " of '" + file + "' " + (beyond
			.size() == 1 ? "has" : "have") + " an apex outside onset and offset, which counts for nothing (row " + beyond.get(
				0).row() + ": apex " + beyond.get(0).apex() + " of " + beyond.get(0).onset() + " to " + beyond.get(0).offset() +
			").");
		if (!zeros.isEmpty()) remarks.add(Counts.of(zeros.size(), "row", "rows") + " of '" + file + "' " + (zeros
			.size() == 1 ? "has" : "have") + " the onset 0 and the offset 0 (row " + zeros.get(0) +
			"); that counts as no expression in the video.");
		return remarks;
	}

	private static void requireRole(final Path file, final TableRow row, final String cell) {
		if (Arrays.stream(Role.values()).noneMatch(role -> isOf(role, cell))) throw new InputException("Row " + row
			.number() + " of '" + file + "' has the role '" + cell + "'; write truth or prediction.");
	}

	/**
	 * A row that was copied by mistake would be looked for twice, and can be found once. Predictions may say a thing twice,
	 * and are worse for it.
	 *
	 * @return which row repeats which
	 */
	private static String repeated(final Path file, final MarkedSpan span, final MarkedSpan earlier, final Role role) {
		if (role == Role.TRUTH) throw new InputException("Row " + span.row() + " of '" + file + "' repeats row " + earlier
			.row() + "; remove one of them.");
		return "row " + span.row() + " repeats row " + earlier.row();
	}

	/** Blinks, head movements and what else a spotter tells apart are no expressions. */
	private static SpanFile withoutOthers(final SpanFile whole) {
		final Map<String, Integer> others = new LinkedHashMap<>();
		final List<MarkedSpan> expressions = new ArrayList<>();
		for (final MarkedSpan span : whole.spans) {
			if (span.mayBeExpression()) expressions.add(span);
			else others.merge(span.kind(), 1, Integer::sum);
		}
		final List<String> remarks = Stream.concat(whole.remarks.stream(), others.entrySet().stream().map(e -> Counts.of(e
			.getValue(), "span", "spans") + " of the kind '" + e.getKey() + "' in '" + whole.file + "' " + (e.getValue() == 1
				? "is" : "are") + " neither micro nor macro and left out.")).toList();
		return new SpanFile(whole.file, whole.has, expressions, whole.videos, remarks);
	}

	/** @return whether every span of the file is micro or macro */
	boolean hasKinds() {
		return spans.stream().allMatch(MarkedSpan::isExpression);
	}

	private static boolean isOf(final Role role, final String cell) {
		return cell.isEmpty() || role.words.contains(Titles.bare(cell));
	}

	private static Map<Column, Integer> columns(final Path file, final List<TableRow> table) {
		final TableRow header = table.get(0);
		final List<String> names = header.cells().stream().map(Titles::bare).toList();
		final Map<Column, Integer> columns = new EnumMap<>(Column.class);
		for (final Column column : Column.values()) {
			final List<Integer> found = NamedColumns.find(names, column.names);
			if (found.isEmpty()) continue;
			NamedColumns.requireAlike(file, header, table.subList(1, table.size()), found);
			columns.put(column, found.get(0));
		}
		for (final Column column : List.of(Column.ONSET, Column.OFFSET))
			if (!columns.containsKey(column)) throw missing(file, header, "the " + column.names.get(0), column.names.get(0));
		if (!columns.containsKey(Column.VIDEO) && !columns.containsKey(Column.PATH) && !columns.containsKey(Column.CLIP))
			throw missing(file, header, "the video", "video");
		return columns;
	}

	private static InputException missing(final Path file, final TableRow header, final String what, final String name) {
		return new InputException("The file '" + file + "' has no column for " + what + " among " + Titles.some(header
			.cells()) + "; call it '" + name + "'.");
	}

	private static String cell(final TableRow row, final Map<Column, Integer> columns, final Column column) {
		return row.cell(columns.getOrDefault(column, -1));
	}

	private static VideoName video(final Path file, final TableRow row, final Map<Column, Integer> columns) {
		for (final Column column : List.of(Column.DATASET, Column.SUBJECT, Column.VIDEO, Column.PATH, Column.CLIP))
			if (Titles.isNobody(cell(row, columns, column))) throw new InputException("Row " + row.number() + " of '" + file +
				"' has the " + column.names.get(0) + " '" + cell(row, columns, column) +
				"', which programs write where there is none; fill in the cell, or empty it.");
		final String path = cell(row, columns, Column.PATH);
		final VideoName name = new VideoName(cell(row, columns, Column.DATASET), cell(row, columns, Column.SUBJECT), cell(
			row, columns, Column.VIDEO), path.isEmpty() ? "" : file.toAbsolutePath().resolveSibling(path).normalize()
				.toString(), cell(row, columns, Column.CLIP));
		if (name.shown().isEmpty()) throw new InputException("Row " + row.number() + " of '" + file +
			"' names no video; fill in the column video, or remove the row.");
		return name;
	}

	/** @return whether onset and offset are empty, or both 0 as some write for nothing */
	private static boolean hasNone(final Path file, final TableRow row, final Map<Column, Integer> columns) {
		final int onset = frame(file, row, columns, Column.ONSET);
		return (onset == FrameCell.ABSENT || onset == 0) && frame(file, row, columns, Column.OFFSET) == onset;
	}

	/** @return the span, or {@code null} where the row has none */
	private static MarkedSpan span(final Path file, final TableRow row, final Map<Column, Integer> columns,
		final VideoName video, final Role role)
	{
		final int onset = frame(file, row, columns, Column.ONSET);
		final int offset = frame(file, row, columns, Column.OFFSET);
		if (hasNone(file, row, columns)) {
			requireNone(file, row, columns, role);
			return null;
		}
		if (onset == FrameCell.ABSENT || offset < onset) throw new InputException("Row " + row.number() + " of '" + file +
			"' has the onset '" + cell(row, columns, Column.ONSET) + "' and the offset '" + cell(row, columns,
				Column.OFFSET) + "'; give both as frame numbers, the offset not before the onset.");
		final Column label = role == Role.PREDICTION && columns.containsKey(Column.PREDICTION) ? Column.PREDICTION
			: Column.LABEL;
		// A dataset's manifest has no column for the kind; where the class is the kind, it tells.
		final String told = MarkedSpan.kind(cell(row, columns, Column.KIND));
		final String kind = told.isEmpty() ? MarkedSpan.kind(cell(row, columns, Column.LABEL)) : told;
		final String written = cell(row, columns, label);
		final boolean isClass = !MarkedSpan.isExpression(MarkedSpan.kind(written)) && !Titles.isNothing(written);
		return new MarkedSpan(video, !told.isEmpty() || MarkedSpan.isExpression(kind) ? kind : "", onset, frame(file, row,
			columns, Column.APEX), offset, isClass ? Titles.word(written) : "", row.number());
	}

	/** An expression that nobody says the frames of is not one that did not happen. */
	private static void requireNone(final Path file, final TableRow row, final Map<Column, Integer> columns,
		final Role role)
	{
		final String told = cell(row, columns, Column.KIND);
		final String kind = MarkedSpan.kind(told);
		if (MarkedSpan.isExpression(kind)) throw new InputException("Row " + row.number() + " of '" + file + "' is " +
			kind + " and has neither onset nor offset; give both as frame numbers, or empty the " + "cell '" + told +
			"' if nothing happens in the video.");
		final String label = cell(row, columns, Column.LABEL);
		final Column said = frame(file, row, columns, Column.APEX) > 0 ? Column.APEX : role == Role.TRUTH && !NO_CLASS
			.contains(Titles.word(label)) && !Titles.isNothing(label) ? Column.LABEL : null;
		if (said != null) throw new InputException("Row " + row.number() + " of '" + file + "' has the " +
			(said == Column.APEX ? "apex" : "class") + " '" + cell(row, columns, said) +
			"' and neither onset nor offset; give both as frame " +
			"numbers, or empty that cell if nothing happens in the video.");
	}

	private static int frame(final Path file, final TableRow row, final Map<Column, Integer> columns,
		final Column column)
	{
		final String text = cell(row, columns, column);
		if (FrameCell.isUnreadable(text)) throw new InputException("Row " + row.number() + " of '" + file + "' has the " +
			column.names.get(0) + " '" + text + "', which " + FrameCell.fault(text) + "; correct the cell or empty it.");
		return FrameCell.parse(text);
	}
}
