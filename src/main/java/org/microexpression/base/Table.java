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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A results table as a plain value: named, typed columns and rows of cells. Written as CSV it loses nothing: text is
 * quoted (an id {@code 01} stays text), real numbers have all their digits, an empty text ({@code ""}) differs from no
 * value, lines end with a line feed, the encoding is UTF-8.
 *
 * @param title   title of the table and of its window
 * @param columns the columns, each of another name
 * @param rows    the rows, all of these columns
 */
public record Table(String title, List<Column> columns, List<Row> rows) {

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

		Object parse(final String text) {
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

	/** How tables are written. */
	static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setQuoteMode(QuoteMode.NON_NUMERIC).setRecordSeparator('\n')
		.get();

	/** @throws IllegalArgumentException if two columns have one name or a row has other columns */
	public Table {
		columns = List.copyOf(columns);
		if (columns.stream().map(Column::name).distinct().count() < columns.size()) throw new IllegalArgumentException(
			"Table " + title + " has two columns of one name: " + columns);
		for (final Row row : rows)
			if (!row.columns.equals(columns)) throw new IllegalArgumentException("Table " + title + " has the columns " +
				columns + ", but a row has " + row.columns);
		rows = List.copyOf(rows);
	}

	/** A row: a cell for each column, read and filled by the column's name. Immutable. */
	public static final class Row {

		private final List<Column> columns;
		private final List<Object> cells;

		private Row(final List<Column> columns, final Object[] cells) {
			this.columns = columns;
			this.cells = Collections.unmodifiableList(Arrays.asList(cells));
		}

		/**
		 * @param columns the columns
		 * @param cells   their cells in the same order, as {@link Cells#put} takes them
		 * @return a row
		 * @throws IllegalArgumentException if they are more or fewer, or one is not of its column's type
		 */
		public static Row of(final List<Column> columns, final List<?> cells) {
			if (cells.size() != columns.size()) throw new IllegalArgumentException("There are " + columns.size() +
				" columns, but a row of " + cells.size() + " cells");
			final Cells row = new Cells(columns);
			for (int c = 0; c < columns.size(); c++)
				row.set(c, cells.get(c));
			return row.row();
		}

		/**
		 * @param column name of a column
		 * @return the cell, a {@link String}, {@link Long} or {@link Double} by the type of the column; null where it has
		 *         no value
		 * @throws IllegalArgumentException if there is no column of that name
		 */
		public Object cell(final String column) {
			return cells.get(index(columns, column));
		}

		/**
		 * @param column name of a column of text
		 * @return the text, which may be empty; none where the cell has no value
		 */
		public Optional<String> text(final String column) {
			return Optional.ofNullable((String) cell(column));
		}

		/**
		 * @param column name of a column of whole numbers
		 * @return the number; none where the cell has no value
		 */
		public OptionalLong integer(final String column) {
			final Object cell = cell(column);
			return cell == null ? OptionalLong.empty() : OptionalLong.of((Long) cell);
		}

		/**
		 * @param column name of a column of real numbers
		 * @return the number, which may be NaN; none where the cell has no value
		 */
		public OptionalDouble real(final String column) {
			final Object cell = cell(column);
			return cell == null ? OptionalDouble.empty() : OptionalDouble.of((Double) cell);
		}

		/** @return all cells in the order of the columns, null where one has no value; cannot be modified */
		public List<Object> cells() {
			return cells;
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Row row && columns.equals(row.columns) && cells.equals(row.cells);
		}

		@Override
		public int hashCode() {
			return cells.hashCode();
		}

		@Override
		public String toString() {
			return cells.toString();
		}
	}

	/** The cells of a row that is being filled; those that are not put have no value. */
	public static final class Cells {

		private final List<Column> columns;
		private final Object[] cells;

		/** @param columns the columns */
		public Cells(final List<Column> columns) {
			this.columns = List.copyOf(columns);
			cells = new Object[columns.size()];
		}

		/**
		 * @param column name of a column
		 * @param cell   a {@link String}, {@link Long} or {@link Double} by the type of the column, also an {@link Integer}
		 *               for a Long; null for no value
		 * @return this
		 * @throws IllegalArgumentException if there is no column of that name, or it is of another type
		 */
		public Cells put(final String column, final Object cell) {
			set(index(columns, column), cell);
			return this;
		}

		void set(final int column, final Object cell) {
			final Object value = cell instanceof Integer integer ? (Object) integer.longValue() : cell;
			if (value != null && !columns.get(column).type().holds(value)) throw new IllegalArgumentException("'" + value +
				"' is not of the type of column " + columns.get(column));
			cells[column] = value;
		}

		/** @return the row */
		public Row row() {
			return new Row(columns, cells.clone());
		}
	}

	/** Collects the columns and rows of a table. */
	public static final class Builder {

		private final String title;
		private final List<Column> columns = new ArrayList<>();
		private final List<Row> rows = new ArrayList<>();

		/** @param title the table's title */
		public Builder(final String title) {
			this.title = title;
		}

		/**
		 * Adds columns of one type; all columns stand before the first row.
		 *
		 * @param type  what their cells hold
		 * @param names their names
		 * @return this
		 */
		public Builder columns(final Type type, final String... names) {
			for (final String name : names)
				columns.add(new Column(name, type));
			return this;
		}

		/**
		 * Adds a row.
		 *
		 * @param filled puts values into its cells; the others stay empty
		 * @return this
		 */
		public Builder row(final Consumer<Cells> filled) {
			final Cells cells = new Cells(columns);
			filled.accept(cells);
			rows.add(cells.row());
			return this;
		}

		/**
		 * Adds a row of a table whose columns are computed.
		 *
		 * @param cells as {@link Row#of} takes them
		 * @return this
		 */
		public Builder row(final List<?> cells) {
			rows.add(Row.of(columns, cells));
			return this;
		}

		/**
		 * @return the table
		 * @throws IllegalArgumentException see {@link Table#Table}
		 */
		public Table build() {
			return new Table(title, columns, rows);
		}
	}

	private static int index(final List<Column> columns, final String name) {
		for (int c = 0; c < columns.size(); c++)
			if (columns.get(c).name().equals(name)) return c;
		throw new IllegalArgumentException("There is no column " + name + " among " + columns);
	}

	/**
	 * @param row    0-based row
	 * @param column name of a column
	 * @return the cell, as {@link Row#cell} gives it
	 */
	public Object cell(final int row, final String column) {
		return rows.get(row).cell(column);
	}

	/** @return the table as CSV */
	public String toCsv() {
		final StringBuilder text = new StringBuilder();
		try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
			printer.printRecord(columns.stream().map(Column::name).toList());
			for (final Row row : rows)
				printer.printRecord(row.cells());
		}
		catch (final IOException e) {
			throw new UncheckedIOException("A StringBuilder can be written", e);
		}
		return text.toString();
	}

	/**
	 * Writes the table as CSV; an older file is replaced only once the new one is whole.
	 *
	 * @param file file to write, replaced only where it holds such a table
	 * @throws InputException if it cannot be written, or holds something else
	 */
	public void writeCsv(final Path file) {
		CsvTable.requireReplaceable(file, firstColumns(columns));
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
		return readCsv(file, title, columns, List.of());
	}

	/**
	 * Reads a table that {@link #writeCsv} wrote.
	 *
	 * @param file    the file
	 * @param title   title to give it
	 * @param columns the columns that it must have, in this order
	 * @param more    columns that may stand behind them, all or none
	 * @return the table, equal to the one written
	 * @throws InputException if the file cannot be read or has other columns
	 */
	public static Table readCsv(final Path file, final String title, final List<Column> columns,
		final List<Column> more)
	{
		try {
			return new TableReader(file.toString(), columns, more).read(CsvTable.text(file), title);
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); check that it is there and a CSV file.", e);
		}
	}

	/**
	 * Reads a table from CSV text.
	 *
	 * @param csv     the text, with a header
	 * @param source  what messages call it
	 * @param title   title to give it
	 * @param columns the columns that it must have, in this order
	 * @return the table
	 * @throws IOException    if it is no CSV
	 * @throws InputException if it has other columns, or a cell is of another type
	 */
	public static Table parseCsv(final String csv, final String source, final String title, final List<Column> columns)
		throws IOException
	{
		return parseCsv(csv, source, title, columns, List.of());
	}

	/** As {@link #parseCsv(String, String, String, List)}; {@code more} may stand behind the others, all or none. */
	public static Table parseCsv(final String csv, final String source, final String title, final List<Column> columns,
		final List<Column> more) throws IOException
	{
		return new TableReader(source, columns, more).read(csv, title);
	}

	/**
	 * @param columns columns of a table
	 * @return the names by which a file is known to hold it
	 */
	public static List<String> firstColumns(final List<Column> columns) {
		return columns.stream().limit(2).map(Column::name).toList();
	}

}
