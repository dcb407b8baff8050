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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.microexpression.base.Table.Cells;
import org.microexpression.base.Table.Column;
import org.microexpression.base.Table.Row;

/** Reads a {@link Table} from CSV, and says in a sentence what is wrong with a text that holds none. */
final class TableReader {

	/** Letters of a column's name in a message. */
	private static final int LONGEST_NAME = 40;

	private final String source;
	private final List<Column> least;
	private final List<Column> more;

	/**
	 * @param source what messages call the text
	 * @param least  the columns that it must have, in this order
	 * @param more   columns that may stand behind them, all or none
	 */
	TableReader(final String source, final List<Column> least, final List<Column> more) {
		this.source = source;
		this.least = least;
		this.more = more;
	}

	/**
	 * @param csv   the text
	 * @param title title to give the table
	 * @return the table
	 * @throws InputException if the text has other columns, or a cell is not of its column's type
	 * @throws IOException    if it is not valid CSV
	 */
	Table read(final String csv, final String title) throws IOException {
		final List<Row> rows = new ArrayList<>();
		List<Column> columns = least;
		try (CSVParser parser = CSVParser.parse(csv.startsWith("\ufeff") ? csv.substring(1) : csv, Table.CSV)) {
			boolean header = true;
			for (final CSVRecord record : parser) {
				if (header) columns = columns(Arrays.asList(record.values()));
				else rows.add(row(record, columns));
				header = false;
			}
		}
		catch (final UncheckedIOException e) {
			throw new InputException("Row " + (rows.size() + 2) + " of '" + source +
				"' is not valid CSV (a quotation mark is not closed or stands in the middle of a value); correct that row.", e);
		}
		return new Table(title, columns, rows);
	}

	private List<Column> columns(final List<String> header) {
		final boolean longer = more.stream().anyMatch(column -> header.contains(column.name()));
		final List<Column> columns = longer ? Stream.concat(least.stream(), more.stream()).toList() : least;
		final List<String> names = columns.stream().map(Column::name).toList();
		if (!header.equals(names)) throw new InputException("The file '" + source + "' " + otherColumns(header, names) +
			"; give the file as it was written.");
		return columns;
	}

	/** What is wrong with a header, in few words: tables have up to 60 columns. */
	private static String otherColumns(final List<String> cells, final List<String> names) {
		if (cells.size() == 1 && names.size() > 1 && cells.get(0).contains(";"))
			return "has semicolons where it must have commas";
		final List<String> missing = names.stream().filter(name -> !cells.contains(name)).toList();
		if (missing.size() == names.size()) return "is another table: it has the column " + quoted(cells.get(0)) +
			", and none such as " + quoted(names.get(0));
		if (missing.size() == 1) return "lacks the column " + quoted(missing.get(0));
		if (!missing.isEmpty()) return "lacks " + missing.size() + " columns, " + quoted(missing.get(0)) + " and " +
			(missing.size() == 2 ? quoted(missing.get(1)) : "others");
		final List<String> unknown = cells.stream().filter(name -> !names.contains(name)).toList();
		return unknown.isEmpty() ? "has its columns in another order, or one twice" : "has the column " + quoted(unknown
			.get(0)) + ", which does not belong there";
	}

	private static String quoted(final String name) {
		return "'" + Titles.cut(name, LONGEST_NAME) + "'";
	}

	private Row row(final CSVRecord record, final List<Column> columns) {
		if (record.size() != columns.size()) throw new InputException("Row " + record.getRecordNumber() + " of '" + source +
			"' has " + Counts.of(record.size(), "cell", "cells") + " and must have " + columns.size() +
			"; correct or remove that row.");
		final Cells row = new Cells(columns);
		for (int c = 0; c < columns.size(); c++) {
			try {
				row.set(c, record.get(c) == null ? null : columns.get(c).type().parse(record.get(c)));
			}
			catch (final NumberFormatException e) {
				throw new InputException("Row " + record.getRecordNumber() + " of '" + source + "' has '" + record.get(c) +
					"' in the column " + columns.get(c).name() + "; write a number there or remove that row.", e);
			}
		}
		return row.row();
	}
}
