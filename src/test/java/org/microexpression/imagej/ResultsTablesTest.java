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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import ij.WindowManager;
import ij.measure.ResultsTable;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;

class ResultsTablesTest {

	@TempDir
	private Path folder;

	private static Table table(final int rows) {
		final Table.Builder builder = new Table.Builder("LOSO Test").columns(Type.TEXT, "subject", "fold").columns(
			Type.INTEGER, "n").columns(Type.REAL, "uf1");
		builder.row(cells -> cells.put("subject", "01").put("fold", "samm/01").put("n", 12).put("uf1", 0.123456789));
		builder.row(cells -> cells.put("subject", "a \"b\",\tc\nd").put("fold", "samm/a").put("n", 3));
		for (int i = 2; i < rows; i++)
			builder.row(cells -> cells.put("fold", "samm/x").put("uf1", 2.0 / 3));
		return builder.build();
	}

	@Test
	void savedByImageJNothingIsRoundedZeroedOrTorn() throws IOException {
		final ResultsTable results = ResultsTables.of(table(3));
		assertEquals("01", results.getStringValue("subject", 0));
		assertEquals("", results.getStringValue("subject", 2));
		final Path file = folder.resolve("saved.csv");
		results.save(file.toString());
		final ResultsTable opened = ResultsTable.open(file.toString());
		assertEquals(3, opened.size());
		assertEquals(0.123456789, opened.getValue("uf1", 0));
		assertEquals(2.0 / 3, opened.getValue("uf1", 2), 5e-10, "nine decimals");
		assertTrue(Double.isNaN(opened.getValue("uf1", 1)), "no value is not 0");
		assertTrue(Double.isNaN(opened.getValue("n", 2)), "no value is not 0");
		assertEquals(12, opened.getValue("n", 0));
		assertEquals("a \u201db\u201d, c d", opened.getStringValue("subject", 1));
		assertEquals("samm/01", opened.getStringValue("fold", 0), "the id that ImageJ cannot take for a number");
	}

	@Test
	void ourOwnCsvOpenedByImageJKeepsIdsAsText() throws IOException {
		final Path file = folder.resolve("ours.csv");
		table(2).writeCsv(file);
		assertEquals("01", ResultsTable.open(file.toString()).getStringValue("subject", 0));
	}

	@Test
	void tableWithoutRowsHasItsColumns() {
		final ResultsTable results = ResultsTables.of(new Table("Empty", table(2).columns(), List.of()));
		assertEquals(0, results.size());
		assertTrue(results.columnExists("uf1"));
	}

	@Test
	void windowOfTheTitleIsUpdatedInPlace() {
		Assumptions.assumeFalse(GraphicsEnvironment.isHeadless(), "skipped: there is no display");
		ResultsTables.show(table(2));
		final int windows = WindowManager.getNonImageWindows().length;
		assertEquals(2, ResultsTable.getResultsTable("LOSO Test").size());
		ResultsTables.show(table(9));
		assertEquals(9, ResultsTable.getResultsTable("LOSO Test").size());
		assertEquals(windows, WindowManager.getNonImageWindows().length);
		WindowManager.getWindow("LOSO Test").dispose();
	}
}
