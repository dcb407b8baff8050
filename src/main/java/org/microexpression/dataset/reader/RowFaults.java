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

import java.util.List;
import java.util.Optional;

import org.microexpression.base.TableRow;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.microexpression.dataset.reader.SheetLayout.Column;

/** What is wrong with the cells of an annotation sheet's row, in sentences. */
final class RowFaults {

	private RowFaults() {
		// Functions only.
	}

	/** Why a row's cells do not say what was meant; empty where they do. */
	static Optional<String> withoutValue(final AnnotationTable table, final TableRow row) {
		for (final Column column : table.positions().keySet()) {
			final String text = table.cell(row, column);
			// Units that are a date are left empty, and the clip is kept.
			if (column == Column.AUS && DateCell.is(text)) continue;
			final Optional<String> why = withoutValue("Its " + column.title(), text, table.place(row));
			if (why.isPresent()) return why;
		}
		return Optional.empty();
	}

	/**
	 * @param cell  what a cell is called at the beginning of a sentence
	 * @param text  its text
	 * @param place where it stands
	 * @return why nobody can say what it holds; empty where one can
	 */
	static Optional<String> withoutValue(final String cell, final String text, final String place) {
		if (DateCell.is(text)) return Optional.of(cell + " is the date " + text +
			", which a spreadsheet program makes of what looks like one (" + place + "); write what was meant, as text.");
		if (WorkbookFile.isWithoutValue(text)) return Optional.of(cell + " '" + text +
			"' is a formula of which the file does not hold the value (" + place +
			"); open it in a spreadsheet program and save it again, or write the value.");
		return Optional.empty();
	}

	/** Why a row's frames cannot be used: a guess at what was meant would not be seen again. */
	static Optional<String> unreadable(final AnnotationTable table, final TableRow row) {
		final String onset = table.cell(row, Column.ONSET);
		// What stands for nothing in other columns, -1 or n/a, is no onset either, and without one there is no expression.
		if (FrameCell.parse(onset) == Sample.ABSENT) return Optional.of("Its onset " + (onset.isBlank() ? "is empty" : "'" +
			onset + "' " + FrameCell.fault(onset)) + " (" + table.place(row) + "); write the number of its first frame.");
		for (final Column column : List.of(Column.APEX, Column.OFFSET)) {
			final String text = table.cell(row, column);
			if (FrameCell.isUnreadable(text)) return Optional.of("Its " + column.title() + " '" + text + "' " + FrameCell
				.fault(text) + " (" + table.place(row) + "); correct the cell or empty it.");
		}
		return Optional.empty();
	}
}
