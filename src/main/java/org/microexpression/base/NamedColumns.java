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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that are found by the names that people give them. Where a table has several that may be meant, they must say
 * the same; which of two that differ counts, nobody knows.
 */
public final class NamedColumns {

	private NamedColumns() {
		// Functions only.
	}

	/**
	 * @param header   the names in a table's header, in one form
	 * @param accepted the names that a column may have, in that form, the best first
	 * @return the positions of all columns of these names, those of the best name first
	 */
	public static List<Integer> find(final List<String> header, final List<String> accepted) {
		final List<Integer> found = new ArrayList<>();
		for (final String name : accepted)
			for (int c = 0; c < header.size(); c++)
				if (header.get(c).equals(name)) found.add(c);
		return found;
	}

	/**
	 * @param file    the file, for the sentence
	 * @param header  its header
	 * @param rows    the rows below it
	 * @param columns columns that may be meant
	 * @throws InputException if two of them differ in a row
	 */
	public static void requireAlike(final Path file, final TableRow header, final List<TableRow> rows,
		final List<Integer> columns)
	{
		for (final TableRow row : rows)
			for (final int other : columns) {
				final String first = row.cell(columns.get(0)), second = row.cell(other);
				if (!Titles.word(first).equals(Titles.word(second))) throw new InputException("The file '" + file +
					"' has the columns '" + header.cell(columns.get(0)) + "' and '" + header.cell(other) +
					"', which differ in row " + row.number() + " ('" + first + "', '" + second +
					"'); leave the one that counts.");
			}
	}
}
