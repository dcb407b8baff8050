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

import org.microexpression.base.Table;

/**
 * Shows {@link Table}s as ImageJ results windows, with their menus and the macro functions {@code Table.*}. What
 * {@link ResultsTable} would spoil is prevented as far as it can be:
 * <ul>
 * <li>it saves three decimals: nine are set here;</li>
 * <li>it turns an empty number into 0: here it is NaN;</li>
 * <li>it does not escape quotes when saving, and a tab or line end breaks a row: the window shows typographic quotes
 * and blanks instead;</li>
 * <li>it saves the text {@code 01} without quotes and reads it again as the number 1: this it does whatever is done
 * here, so our tables also hold the id as {@code dataset/01} (column {@code fold}); {@link Table#writeCsv} quotes it,
 * and ImageJ reads that as text.</li>
 * </ul>
 * The lossless form of a table is {@link Table#writeCsv}, not what ImageJ saves of the window.
 */
public final class ResultsTables {

	private static final int DECIMALS = 9;

	private ResultsTables() {}

	/**
	 * @param table a table
	 * @return it as a results table, not shown
	 */
	public static ResultsTable of(final Table table) {
		final ResultsTable results = new ResultsTable();
		results.setNaNEmptyCells(true);
		results.setPrecision(DECIMALS);
		for (final Table.Column column : table.columns())
			results.getFreeColumn(column.name());
		for (final Table.Row row : table.rows()) {
			results.addRow();
			for (final Table.Column column : table.columns())
				set(results, column, row.cell(column.name()));
		}
		for (int c = 0; c < table.columns().size(); c++)
			if (table.columns().get(c).type() == Table.Type.INTEGER) results.setDecimalPlaces(c, 0);
		return results;
	}

	private static void set(final ResultsTable results, final Table.Column column, final Object cell) {
		switch (column.type()) {
			case TEXT -> results.addValue(column.name(), cell == null ? "" : shown((String) cell));
			case INTEGER, REAL -> results.addValue(column.name(), cell == null ? Double.NaN : ((Number) cell).doubleValue());
		}
	}

	private static String shown(final String text) {
		return text.replace('"', '\u201d').replaceAll("[\\t\\r\\n]+", " ");
	}

	/**
	 * Shows the table in the window of its title; one that is open is given the new rows. Without a display nothing is
	 * shown.
	 *
	 * @param table a table
	 */
	public static void show(final Table table) {
		of(table).show(table.title());
	}
}
