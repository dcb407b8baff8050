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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.base.TableRow;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;

/**
 * What was spotted in one clip. Immutable; written as CSV and read again it is equal.
 *
 * @param clip  the clip's name
 * @param path  where it is, empty where that is not known
 * @param spans the intervals, in the order of their onsets
 */
public record Timeline(String clip, String path, List<TimelineSpan> spans) {

	/** Title of the table and of its window. */
	public static final String TITLE = "Spotted Expressions";

	private static final String BY_HAND = "by_hand";
	private static final String YES = "yes";
	private static final String NO = "no";

	private static final Comparator<TimelineSpan> ORDER = Comparator.<TimelineSpan> comparingInt(s -> s.interval().onset()
		.frame()).thenComparingInt(s -> s.interval().offset().frame()).thenComparing(s -> s.interval().kind());

	/** Sorts its own copy. */
	public Timeline {
		spans = spans.stream().sorted(ORDER).toList();
	}

	/**
	 * @param other other intervals
	 * @return the same clip with them
	 */
	public Timeline with(final List<TimelineSpan> other) {
		return new Timeline(clip, path, other);
	}

	/** @return the intervals that may be expressions */
	public List<TimelineSpan> candidates() {
		return spans.stream().filter(TimelineSpan::isCandidate).toList();
	}

	/**
	 * @return the table's columns: clip, kind, onset, apex, offset (frame numbers), onset_s, apex_s, offset_s (seconds),
	 *         duration_ms, answer (a class, none or uncertain; no value where nothing was recognized), probability
	 *         (of the most probable class), action_units (FACS notation), strength (eye distances), signal_to_noise,
	 *         regions, model, by_hand (yes where a person set or changed it), path, note
	 */
	public static List<Table.Column> columns() {
		final List<Table.Column> columns = new ArrayList<>();
		add(columns, Type.TEXT, "clip", "kind");
		add(columns, Type.INTEGER, "onset", "apex", "offset");
		add(columns, Type.REAL, "onset_s", "apex_s", "offset_s", "duration_ms");
		add(columns, Type.TEXT, "answer");
		add(columns, Type.REAL, "probability");
		add(columns, Type.TEXT, "action_units");
		add(columns, Type.REAL, "strength", "signal_to_noise");
		add(columns, Type.TEXT, "regions", "model", BY_HAND, "path", "note");
		return columns;
	}

	private static void add(final List<Table.Column> columns, final Type type, final String... names) {
		for (final String name : names)
			columns.add(new Table.Column(name, type));
	}

	/** @return a row a span, and without a span one row that tells the clip alone */
	public Table table() {
		final List<Table.Column> columns = columns();
		final Table.Row empty = new Table.Cells(columns).put("clip", clip).put("path", path).row();
		return new Table(TITLE, columns, spans.isEmpty() ? List.of(empty) : spans.stream().map(span -> row(columns, span))
			.toList());
	}

	private Table.Row row(final List<Table.Column> columns, final TimelineSpan span) {
		final SpottedInterval i = span.interval();
		final Table.Cells cells = new Table.Cells(columns).put("clip", clip).put("kind", i.kind().label());
		moment(cells, "onset", i.onset());
		moment(cells, "apex", i.apex());
		moment(cells, "offset", i.offset());
		return cells.put("duration_ms", i.milliseconds()).put("answer", span.answer().isEmpty() ? null : span.answer()).put(
			"probability", known(span.probability())).put("action_units", span.units()).put("strength", known(i.strength()))
			.put("signal_to_noise", known(i.signalToNoise())).put("regions", i.regions().stream().map(RegionSide::label)
				.collect(Collectors.joining(";"))).put("model", span.model()).put(BY_HAND, i.byHand() ? YES : NO).put("path",
					path).put("note", span.note()).row();
	}

	private static void moment(final Table.Cells cells, final String name, final Moment moment) {
		cells.put(name, moment.frame()).put(name + "_s", moment.seconds());
	}

	private static Double known(final double value) {
		return Double.isNaN(value) ? null : value;
	}

	/**
	 * Writes the table as CSV.
	 *
	 * @param file the file, replaced where it exists
	 * @throws InputException if it cannot be written
	 */
	public void write(final Path file) {
		table().writeCsv(file);
	}

	/**
	 * To be asked before a clip is spotted: what a person has set or changed no other run makes again.
	 *
	 * @param file where the table of a timeline is to go
	 * @throws InputException if something else is there, or a timeline in which a person has worked
	 */
	public static void requireReplaceable(final Path file) {
		CsvTable.requireReplaceable(file, Table.firstColumns(columns()));
		if (!Files.exists(file)) return;
		final List<TableRow> rows = CsvTable.read(file);
		final int column = rows.isEmpty() ? -1 : rows.get(0).cells().indexOf(BY_HAND);
		final long byHand = rows.stream().filter(row -> YES.equals(row.cell(column))).count();
		if (byHand > 0) throw new InputException("The timeline '" + file + "' has " + Counts.of(byHand, "interval that was",
			"intervals that were") + " set or changed by hand; give a new file, so that nothing is lost.");
	}

	/**
	 * Reads what {@link #write} wrote.
	 *
	 * @param file the CSV file
	 * @return the timeline
	 * @throws InputException if it cannot be read, is no such table, or its rows are of several clips
	 */
	public static Timeline read(final Path file) {
		if (SpottedRows.isTable(file)) throw new InputException("The file '" + file +
			"' is a table of a folder of videos, which is no timeline; spot each video by itself with Spot Expressions, and " +
			"give the table that it writes.");
		final Table table = Table.readCsv(file, TITLE, columns());
		if (table.rows().isEmpty()) throw new InputException("The file '" + file +
			"' holds no row; spot the clip's expressions again.");
		final Object clip = table.cell(0, "clip");
		final Object path = table.cell(0, "path");
		final List<TimelineSpan> spans = new ArrayList<>();
		for (int row = 0; row < table.rows().size(); row++) {
			if (clip == null || !clip.equals(table.cell(row, "clip")) || !Objects.equals(path, table.cell(row, "path")))
				throw new InputException("Row " + (row + 2) + " of '" + file + "' is of another clip than '" + clip +
					"'; give a file for each clip.");
			if (table.cell(row, "kind") == null && table.rows().size() == 1) break;
			spans.add(span(file, table, row));
		}
		return new Timeline((String) clip, Objects.requireNonNullElse((String) path, ""), spans);
	}

	private static TimelineSpan span(final Path file, final Table table, final int row) {
		for (final String name : List.of("kind", "onset", "apex", "offset", "onset_s", "apex_s", "offset_s"))
			if (table.cell(row, name) == null) throw new InputException("Row " + (row + 2) + " of '" + file +
				"' has no value in the column " + name + "; fill it in or remove the row.");
		final String regions = text(table, row, "regions");
		try {
			return new TimelineSpan(new SpottedInterval(moment(table, row, "onset"), moment(table, row, "apex"), moment(table,
				row, "offset"), real(table, row, "strength"), real(table, row, "signal_to_noise"), SpottedKind.of(text(table,
					row, "kind")), regions.isEmpty() ? List.of() : Arrays.stream(regions.split(";")).map(RegionSide::of).toList(),
				YES.equals(text(table, row, BY_HAND))), text(table, row, "answer"), real(table, row, "probability"), text(table,
					row, "action_units"), text(table, row, "model"), text(table, row, "note"));
		}
		catch (final IllegalArgumentException e) {
			throw new InputException("Row " + (row + 2) + " of '" + file + "' cannot be used (" + e.getMessage() +
				"); correct its frames.", e);
		}
	}

	private static Moment moment(final Table table, final int row, final String name) {
		return new Moment(Math.toIntExact((Long) table.cell(row, name)), (Double) table.cell(row, name + "_s"));
	}

	private static double real(final Table table, final int row, final String name) {
		final Object cell = table.cell(row, name);
		return cell == null ? Double.NaN : (Double) cell;
	}

	private static String text(final Table table, final int row, final String name) {
		return Objects.requireNonNullElse((String) table.cell(row, name), "");
	}
}
