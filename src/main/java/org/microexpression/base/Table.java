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

package org.microexpression.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * A results table as a plain value: named, typed columns and rows of cells, null where a cell has no value. Written as
 * CSV it loses nothing: text is quoted (an id {@code 01} stays text), real numbers have all their digits, an empty text
 * ({@code ""}) differs from no value, lines end with a line feed, the encoding is UTF-8.
 *
 * @param title   title of the table and of its window
 * @param columns the columns
 * @param rows    the rows, each with a cell for each column: a {@link String}, {@link Long} or {@link Double} by the
 *                type of the column, or null
 */
public record Table(String title, List<Column> columns, List<List<Object>> rows) {

	/** What the cells of a column are. */
	public enum Type {

			/** Text, also ids made of digits. */
			TEXT,
			/** Whole numbers. */
			INTEGER,
			/** Real numbers; NaN where a value is undefined. */
			REAL;

		private boolean holds(final Object cell) {
			return switch (this) {
				case TEXT -> cell instanceof String;
				case INTEGER -> cell instanceof Long;
				case REAL -> cell instanceof Double;
			};
		}

		private Object parse(final String text) {
			return switch (this) {
				case TEXT -> text;
				case INTEGER -> Long.valueOf(text);
				case REAL -> Double.valueOf(text);
			};
		}
	}

	/**
	 * @param name its name, the key in macros and CSV
	 * @param type what its cells are
	 */
	public record Column(String name, Type type) {
	}

	private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setQuoteMode(QuoteMode.NON_NUMERIC)
		.setRecordSeparator('\n').get();

	/** @throws IllegalArgumentException if a row does not fit the columns */
	public Table {
		columns = List.copyOf(columns);
		final List<List<Object>> copy = new ArrayList<>();
		for (final List<Object> row : rows) {
			if (row.size() != columns.size()) throw new IllegalArgumentException("Table " + title + " has " + columns.size() +
				" columns, but a row of " + row.size() + " cells");
			for (int c = 0; c < columns.size(); c++)
				if (row.get(c) != null && !columns.get(c).type().holds(row.get(c))) throw new IllegalArgumentException("'" + row
					.get(c) + "' is not of the type of column " + columns.get(c));
			copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
		}
		rows = Collections.unmodifiableList(copy);
	}

	/** Collects the columns and rows of a table. */
	public static final class Builder {

		private final String title;
		private final List<Column> columns = new ArrayList<>();
		private final List<List<Object>> rows = new ArrayList<>();

		public Builder(final String title) {
			this.title = title;
		}

		/** Adds columns of one type. */
		public Builder columns(final Type type, final String... names) {
			for (final String name : names)
				columns.add(new Column(name, type));
			return this;
		}

		/** Adds a row; an Integer may stand for a Long. */
		public Builder row(final List<?> cells) {
			final List<Object> row = new ArrayList<>();
			for (final Object cell : cells)
				row.add(cell instanceof Integer integer ? (Object) integer.longValue() : cell);
			rows.add(row);
			return this;
		}

		public Table build() {
			return new Table(title, columns, rows);
		}
	}

	/**
	 * @param name name of a column
	 * @return its index
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public int column(final String name) {
		for (int c = 0; c < columns.size(); c++)
			if (columns.get(c).name().equals(name)) return c;
		throw new IllegalArgumentException("Table " + title + " has no column " + name);
	}

	/**
	 * @param row    0-based row
	 * @param column name of a column
	 * @return the cell, or null where it has no value
	 */
	public Object cell(final int row, final String column) {
		return rows.get(row).get(column(column));
	}

	/** @return the table as CSV */
	public String toCsv() {
		final StringBuilder text = new StringBuilder();
		try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
			printer.printRecord(columns.stream().map(Column::name).toList());
			for (final List<Object> row : rows)
				printer.printRecord(row);
		}
		catch (final IOException e) {
			throw new UncheckedIOException("A StringBuilder can be written", e);
		}
		return text.toString();
	}

	/**
	 * Writes the table as CSV; an older file is replaced only once the new one is whole.
	 *
	 * @param file file to write
	 * @throws InputException if it cannot be written
	 */
	public void writeCsv(final Path file) {
		AtomicFile.write(file, toCsv());
	}

	/**
	 * Reads a table that {@link #writeCsv} wrote.
	 *
	 * @param file    the file
	 * @param title   title to give it
	 * @param columns the columns that it must have, in this order
	 * @return the table, equal to the one written
	 * @throws InputException if the file cannot be read or has other columns
	 */
	public static Table readCsv(final Path file, final String title, final List<Column> columns) {
		try {
			return parseCsv(Files.readString(file), file.toString(), title, columns);
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + e.getMessage() +
				"); check that it is there and a CSV file.", e);
		}
	}

	/** Reads a table from CSV text; {@code source} names it in messages. */
	public static Table parseCsv(final String csv, final String source, final String title, final List<Column> columns)
		throws IOException
	{
		final List<List<Object>> rows = new ArrayList<>();
		final List<String> names = columns.stream().map(Column::name).toList();
		try (CSVParser parser = CSVParser.parse(csv.startsWith("\ufeff") ? csv.substring(1) : csv, CSV)) {
			boolean header = true;
			for (final CSVRecord record : parser) {
				final List<String> cells = Arrays.asList(record.values());
				if (header && !cells.equals(names)) throw new InputException("The file '" + source + "' has the columns " +
					cells + "; it must have " + names + ".");
				if (!header) rows.add(parse(source, record, columns));
				header = false;
			}
		}
		catch (final UncheckedIOException e) {
			throw new InputException("Row " + (rows.size() + 2) + " of '" + source +
				"' is not valid CSV (a quotation mark is not closed or stands in the middle of a value); correct that row.", e);
		}
		return new Table(title, columns, rows);
	}

	private static List<Object> parse(final String source, final CSVRecord record, final List<Column> columns) {
		if (record.size() != columns.size()) throw new InputException("Row " + record.getRecordNumber() + " of '" + source +
			"' has " + record.size() + " cells; it must have " + columns.size() + ".");
		final List<Object> row = new ArrayList<>();
		for (int c = 0; c < columns.size(); c++) {
			try {
				row.add(record.get(c) == null ? null : columns.get(c).type().parse(record.get(c)));
			}
			catch (final NumberFormatException e) {
				throw new InputException("Row " + record.getRecordNumber() + " of '" + source + "' has '" + record.get(c) +
					"' in the column " + columns.get(c).name() + "; it must be a number.", e);
			}
		}
		return row;
	}
}
