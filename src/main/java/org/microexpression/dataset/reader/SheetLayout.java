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

package org.microexpression.dataset.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.base.NamedColumns;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;

/**
 * How a dataset's annotation sheet is found in its workbook and its columns by their names. The header is the first row
 * that holds all required columns, wherever it stands; names are compared without case, spaces and punctuation.
 *
 * @param preferred sheets to try first, by name
 * @param refused   sheets never to take, because they hold another camera's clips under the same columns
 * @param columns   the accepted names of each column, the usual one first
 * @param required  the columns that must be there
 */
public record SheetLayout(List<String> preferred, List<String> refused, Map<Column, List<String>> columns,
		List<Column> required) {

	private static final int HEADER_ROWS = 60;

	/**
	 * Keeps its own copies.
	 *
	 * @throws IllegalArgumentException if a required column has no name by which it is found
	 */
	public SheetLayout {
		preferred = List.copyOf(preferred);
		refused = List.copyOf(refused);
		columns = Map.copyOf(columns);
		required = List.copyOf(required);
		for (final Column column : required)
			if (columns.getOrDefault(column, List.of()).isEmpty()) throw new IllegalArgumentException("The required column " +
				column + " has no name; give the names that it may have in the sheet.");
	}

	/** What a column holds. */
	public enum Column {

			/** The subject. */
			SUBJECT,
			/** The clip's name, as its folder has it. */
			CLIP,
			/** Number of the onset frame. */
			ONSET,
			/** Number of the apex frame. */
			APEX,
			/** Number of the offset frame. */
			OFFSET,
			/** The class. */
			LABEL,
			/** Action units. */
			AUS,
			/** The kind of expression, micro or macro. */
			KIND,
			/** Number of the onset frame of a second expression in the same video. */
			SECOND_ONSET;

		/** @return its name in a sentence */
		String title() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}
	}

	/**
	 * A sheet whose header was found.
	 *
	 * @param file      the workbook
	 * @param sheet     name of the sheet, empty for a CSV file
	 * @param header    1-based row of the header
	 * @param positions 0-based position of each column that is there
	 * @param names     position of every column by its bare name
	 * @param rows      the rows below the header that are not blank
	 */
	public record AnnotationTable(Path file, String sheet, int header, Map<Column, Integer> positions,
			Map<String, Integer> names, List<TableRow> rows) {

		/**
		 * @param row    a row
		 * @param column a column
		 * @return the cell's text, empty where there is none
		 */
		public String cell(final TableRow row, final Column column) {
			return row.cell(positions.getOrDefault(column, -1));
		}

		/**
		 * @param row  a row
		 * @param name a column's name, in any case and without regard to spaces and punctuation
		 * @return the cell's text, empty where there is none
		 */
		public String cell(final TableRow row, final String name) {
			return row.cell(names.getOrDefault(Titles.bare(name), -1));
		}

		/**
		 * @param row a row
		 * @return file, sheet and row for a sentence
		 */
		public String place(final TableRow row) {
			return "row " + row.number() + " of " + file.getFileName() + (sheet.isEmpty() ? "" : " (sheet " + sheet + ")");
		}
	}

	/**
	 * Reads the annotation sheet.
	 *
	 * @param file    an xlsx workbook or a CSV file
	 * @param dataset the dataset's name, for messages
	 * @return the sheet with its columns found
	 * @throws InputException if no sheet holds the required columns, or one of them twice
	 */
	public AnnotationTable read(final Path file, final String dataset) {
		final Map<String, List<TableRow>> sheets = WorkbookFile.read(file);
		final List<String> order = new ArrayList<>();
		for (final String name : preferred) {
			sheets.keySet().stream().filter(s -> Titles.bare(s).equals(Titles.bare(name))).forEach(order::add);
		}
		sheets.keySet().stream().filter(s -> !order.contains(s) && refused.stream().noneMatch(r -> Titles.bare(s).equals(
			Titles.bare(r)))).forEach(order::add);
		Best best = new Best("", -1, List.of(), required);
		for (final String sheet : order) {
			final List<TableRow> rows = sheets.get(sheet);
			for (int i = 0; i < Math.min(rows.size(), HEADER_ROWS); i++) {
				final Map<String, Integer> names = names(rows.get(i));
				final Map<Column, Integer> positions = positions(names);
				final List<Column> missing = required.stream().filter(c -> !positions.containsKey(c)).toList();
				if (missing.isEmpty()) {
					final List<TableRow> below = rows.subList(i + 1, rows.size()).stream().filter(r -> !r.isBlank()).toList();
					requireOne(file, rows.get(i), below);
					return new AnnotationTable(file, sheet, rows.get(i).number(), positions, names, below);
				}
				if (missing.size() < best.missing().size()) best = new Best(sheet, rows.get(i).number(), rows.get(i).cells(),
					missing);
			}
		}
		throw new InputException(best.sentence(this, file, dataset, sheets.keySet()));
	}

	/**
	 * @param table a sheet that was found by its columns, and not by its name
	 * @return the names of other sheets of the workbook that have the required columns, too, and rows below them
	 */
	List<String> likewise(final AnnotationTable table) {
		final String chosen = Titles.bare(table.sheet());
		if (chosen.isEmpty() || preferred.stream().anyMatch(name -> Titles.bare(name).equals(chosen))) return List.of();
		final List<String> others = new ArrayList<>();
		WorkbookFile.read(table.file()).forEach((sheet, rows) -> {
			final boolean refusedSheet = refused.stream().anyMatch(name -> Titles.bare(name).equals(Titles.bare(sheet)));
			if (sheet.equals(table.sheet()) || refusedSheet) return;
			for (int i = 0; i < Math.min(rows.size() - 1, HEADER_ROWS); i++)
				if (positions(names(rows.get(i))).keySet().containsAll(required)) {
					others.add(sheet);
					return;
				}
		});
		return others;
	}

	private record Best(String sheet, int row, List<String> cells, List<Column> missing) {

		String sentence(final SheetLayout layout, final Path file, final String dataset,
			final java.util.Set<String> sheets)
		{
			final String wanted = String.join(", ", missing.stream().map(c -> "'" + layout.columns.get(c).get(0) + "'")
				.toList());
			final String sheetNames = String.join(", ", sheets.stream().filter(s -> !s.isEmpty()).toList());
			if (row < 0) return "No " + (sheetNames.isEmpty() ? "row" : "sheet") + " of " + file + (sheetNames.isEmpty() ? ""
				: " (" + sheetNames + ")") + " has a header with the " + dataset + " columns " + wanted + (layout.refused
					.isEmpty() ? "" : " (the sheets " + String.join(", ", layout.refused) + " belong to other cameras)") +
				"; choose the dataset's own annotation workbook, or correct the dataset.";
			return "The " + (sheet.isEmpty() ? "file " : "sheet '" + sheet + "' of ") + file + " has no column " + wanted +
				" (its header, row " + row + ", holds " + String.join(", ", cells.stream().filter(c -> !c.isBlank()).toList()) +
				"); choose the " + dataset + " annotation workbook, or name its columns so.";
		}
	}

	/** Two columns that may hold the same thing may say two things, and nobody knows which is meant. */
	private void requireOne(final Path file, final TableRow header, final List<TableRow> below) {
		final List<String> names = header.cells().stream().map(Titles::bare).toList();
		for (final List<String> accepted : columns.values()) {
			final List<Integer> found = NamedColumns.find(names, accepted.stream().map(Titles::bare).toList());
			final List<String> alike = found.stream().map(header::cell).toList();
			if (found.size() > 1 && names.get(found.get(0)).equals(names.get(found.get(1)))) throw new InputException(
				"The file '" + file + "' has more than one column of the name " + Titles.some(alike) +
					"; leave the one that counts.");
			NamedColumns.requireAlike(file, header, below, found);
		}
	}

	private Map<Column, Integer> positions(final Map<String, Integer> names) {
		final Map<Column, Integer> positions = new EnumMap<>(Column.class);
		columns.forEach((column, accepted) -> accepted.stream().map(Titles::bare).filter(names::containsKey).findFirst()
			.ifPresent(name -> positions.put(column, names.get(name))));
		return positions;
	}

	private static Map<String, Integer> names(final TableRow row) {
		final Map<String, Integer> names = new java.util.HashMap<>();
		for (int c = 0; c < row.cells().size(); c++) {
			final String name = Titles.bare(row.cell(c));
			if (!name.isEmpty()) names.putIfAbsent(name, c);
		}
		return names;
	}
}
