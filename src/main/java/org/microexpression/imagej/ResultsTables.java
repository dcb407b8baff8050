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

package org.microexpression.imagej;

import ij.measure.ResultsTable;

import java.awt.GraphicsEnvironment;

import org.microexpression.base.Table;

/**
 * Shows {@link Table}s as ImageJ results windows, with their menus and the macro functions {@code Table.*}. What
 * {@link ResultsTable} would spoil is prevented as far as it can be:
 * <ul>
 * <li>it saves the decimals that it shows: here it shows three and saves nine;</li>
 * <li>it turns an empty number into 0: here the cell is empty, and NaN for macros;</li>
 * <li>it does not escape quotes when saving, and a tab or line end breaks a row: the window shows typographic quotes
 * and blanks instead;</li>
 * <li>it saves the text {@code 01} without quotes and reads it again as the number 1: this it does whatever is done
 * here, so our tables also hold the id as {@code dataset/01} (column {@code fold}); {@link Table#writeCsv} quotes it,
 * and ImageJ reads that as text.</li>
 * </ul>
 * The lossless form of a table is {@link Table#writeCsv}, not what ImageJ saves of the window.
 */
public final class ResultsTables {

	private ResultsTables() {}

	/**
	 * @param table a table
	 * @return it as a results table, not shown
	 */
	public static ResultsTable of(final Table table) {
		final ResultsTable results = new RoundedTable();
		for (final Table.Column column : table.columns())
			results.getFreeColumn(column.name());
		add(table, results);
		return results;
	}

	private static void add(final Table table, final ResultsTable results) {
		for (final Table.Row row : table.rows()) {
			results.addRow();
			for (final Table.Column column : table.columns()) {
				final Object cell = row.cell(column.name());
				if (cell instanceof Number number) results.addValue(column.name(), number.doubleValue());
				else results.addValue(column.name(), cell == null ? "" : shown((String) cell));
			}
		}
	}

	/**
	 * Appends the table's rows to the open window of its title, or opens one. Without a display nothing is shown.
	 *
	 * @param table a table
	 * @return whether a window was opened
	 */
	public static synchronized boolean append(final Table table) {
		final ResultsTable open = ResultsTable.getResultsTable(table.title());
		if (open == null) {
			show(table);
			return true;
		}
		add(table, open);
		open.show(table.title());
		return false;
	}

	private static String shown(final String text) {
		return text.replace('"', '\u201d').replaceAll("[\\t\\r\\n]+", " ");
	}

	/**
	 * Shows the table in the window of its title; one that is open is given the new rows, a new one stands beside other
	 * tables. Without a display nothing is
	 * shown.
	 *
	 * @param table a table
	 */
	public static void show(final Table table) {
		final boolean opens = ResultsTable.getResultsTable(table.title()) == null;
		of(table).show(table.title());
		if (opens && !GraphicsEnvironment.isHeadless()) TablePlacement.place(table);
	}
}
