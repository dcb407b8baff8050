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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.Table.Cells;
import org.microexpression.base.Table.Column;
import org.microexpression.base.Table.Row;
import org.microexpression.base.Table.Type;

class TableTest {

	@TempDir
	private Path temporary;

	private static Table hard() {
		final List<Column> columns = List.of(new Column("id", Type.TEXT), new Column("a \"name\", with all", Type.TEXT),
			new Column("n", Type.INTEGER), new Column("x", Type.REAL));
		final List<List<Object>> rows = new ArrayList<>();
		rows.add(Arrays.asList("01", "a,b;c\td", 1, 0.1 + 0.2));
		rows.add(Arrays.asList("", "\"quoted\"", Long.MAX_VALUE, Double.NaN));
		rows.add(Arrays.asList(null, "two\nlines\r\nthree", null, null));
		rows.add(Arrays.asList("1e5", "Zoë 表情 \ud83d\ude00", -3, Double.NEGATIVE_INFINITY));
		rows.add(Arrays.asList("null", " blanks ", 0, -0.0));
		rows.add(Arrays.asList("#", "=1+1", 0, Double.MIN_VALUE));
		final Random random = new Random(1);
		for (int i = 0; i < 500; i++)
			rows.add(List.of("s" + i, "", i, Double.longBitsToDouble(random.nextLong() & 0x7fef_ffff_ffff_ffffL)));
		return new Table("Hard", columns, rows.stream().map(cells -> Row.of(columns, cells)).toList());
	}

	@Test
	void csvLosesNothing() throws IOException {
		final Path file = temporary.resolve("täble.csv");
		final Table table = hard();
		table.writeCsv(file);
		assertEquals(table, Table.readCsv(file, "Hard", table.columns()));
		final String text = Files.readString(file);
		assertTrue(text.startsWith(
			"\"id\",\"a \"\"name\"\", with all\",\"n\",\"x\"\n\"01\",\"a,b;c\td\",1,0.30000000000000004\n"), text.substring(0,
				120));
		table.writeCsv(file);
		assertEquals(text, Files.readString(file), "writing again replaces");
	}

	@Test
	void otherColumnsAreNamed() throws IOException {
		final Table table = hard();
		final Path file = temporary.resolve("other.csv");
		Files.writeString(file, "id,x\n1,2\n");
		final String message = assertThrows(InputException.class, () -> Table.readCsv(file, "Hard", table.columns()))
			.getMessage();
		assertTrue(message.contains("lacks 2 columns, 'a \"name\", with all' and 'n'; give"), message);
		Files.writeString(file, "1,2\n");
		final String another = assertThrows(InputException.class, () -> Table.readCsv(file, "Hard", table.columns()))
			.getMessage();
		assertTrue(another.contains("is another table: it has the column '1', and none such as 'id'; give"), another);
		Files.writeString(file, table.toCsv().replaceFirst("\n", ",\"" + "new".repeat(99) + "\"\n"));
		final String unknown = assertThrows(InputException.class, () -> Table.readCsv(file, "Hard", table.columns()))
			.getMessage();
		assertTrue(unknown.contains("has the column 'newnew") && unknown.length() < 300, unknown);
		Files.write(file, new byte[] { (byte) 0xe4, '\n' });
		assertTrue(assertThrows(InputException.class, () -> Table.readCsv(file, "Hard", table.columns())).getMessage()
			.contains("is not UTF-8 text"));
		Files.writeString(file, table.toCsv().replace(",1,0.30000000000000004", ",one,0.30000000000000004"));
		assertTrue(assertThrows(InputException.class, () -> Table.readCsv(file, "Hard", table.columns())).getMessage()
			.contains("Row 2 of '" + file + "' has 'one' in the column n; write a number there or remove that row."));
		Files.writeString(file, table.toCsv() + ",,,,,,,,\n");
		assertEquals("Row " + (table.rows().size() + 2) + " of '" + file + "' has 9 cells and must have " + table.columns()
			.size() + "; correct or remove that row.", assertThrows(InputException.class, () -> Table.readCsv(file, "Hard",
				table.columns())).getMessage());
	}

	@Test
	void cellsHaveTheTypeOfTheirColumn() {
		final List<Column> x = List.of(new Column("x", Type.REAL));
		assertThrows(IllegalArgumentException.class, () -> new Cells(x).put("x", "text"));
		assertThrows(IllegalArgumentException.class, () -> new Cells(x).put("y", 1.0));
		assertThrows(IllegalArgumentException.class, () -> Row.of(x, List.of(1.0, 2.0)));
		assertThrows(IllegalArgumentException.class, () -> new Table("T", List.of(new Column("y", Type.REAL)), List.of(Row
			.of(x, List.of(1.0)))));
		assertEquals(0.30000000000000004, hard().cell(0, "x"));
		assertThrows(IllegalArgumentException.class, () -> hard().cell(0, "y"));
	}

	@Test
	void aRowIsReadByTheNamesOfItsColumns() {
		final Table table = new Table.Builder("T").columns(Type.TEXT, "clip").columns(Type.INTEGER, "n").columns(Type.REAL,
			"x").row(cells -> cells.put("x", 0.5).put("clip", "01").put("n", 3)).row(cells -> cells.put("clip", "")).build();
		final Row first = table.rows().get(0);
		assertEquals(List.of("01", 3L, 0.5), List.of(first.text("clip").orElseThrow(), first.integer("n").orElseThrow(),
			first.real("x").orElseThrow()));
		final Row second = table.rows().get(1);
		assertEquals(Optional.of(""), second.text("clip"));
		assertTrue(second.integer("n").isEmpty() && second.real("x").isEmpty());
	}

	@Test
	void twoColumnsOfOneNameAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new Table.Builder("T").columns(Type.REAL, "x", "x").build());
	}

	@Test
	void fullDiskOrMissingFolderIsNamed() {
		final Path file = temporary.resolve("no such folder/table.csv");
		assertTrue(assertThrows(InputException.class, () -> hard().writeCsv(file)).getMessage().startsWith("The file '" +
			file + "' cannot be written"));
	}
}
