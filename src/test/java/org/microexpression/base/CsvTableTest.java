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

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import java.time.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import java.util.concurrent.CancellationException;
import java.util.ArrayList;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV of several programs and countries. */
class CsvTableTest {

	@TempDir
	private Path folder;

	private List<List<String>> read(final String text) throws IOException {
		return CsvTable.read(Files.writeString(folder.resolve("t.csv"), text)).stream().map(TableRow::cells).toList();
	}

	@Test
	void semicolonsPartColumnsThoughCommasPartLists() throws IOException {
		assertEquals(List.of(List.of("Subject", "Filename", "AUs"), List.of("01", "a", "1,2,4,5,7"), List.of("02", "b",
			"4"), List.of("03", "c", "1,2,4,5,7,12,14,17")), read("Subject;Filename;AUs\r\n01;a;1,2,4,5,7\r\n02;b;4\r\n" +
				"03;c;1,2,4,5,7,12,14,17\r\n"));
	}

	@Test
	void everyRowMayHaveAListOfItsOwn() throws IOException {
		assertEquals(List.of("x", "1,2", "3,5"), read("id;aus;weights\nw;1,2,4;2,5\nx;1,2;3,5\n").get(2));
		assertEquals(List.of("x", "1;2", "y"), read("id,aus,flags\nw,1;2;4,a;b;c;d\nx,1;2,y\n").get(2));
		assertEquals(List.of("x", "1,2;3", "y"), read("id\taus\tflags\nw\t1;2,4\ta;b\nx\t1,2;3\ty\n").get(2));
	}

	@Test
	void decimalCommasAndATitleDoNotMislead() throws IOException {
		assertEquals(List.of("2", "0,5", "1,25"), read("clip;onset;apex\n1;0,25;1,5\n2;0,5;1,25\n").get(2));
		assertEquals(List.of("b", "2,3", "x"), read("Coding, second version, of May\nclip;aus;label\na;1,2;y\nb;2,3;x\n")
			.get(3));
	}

	@Test
	void delimitersWithinQuotationMarksDoNotCount() throws IOException {
		assertEquals(List.of("a;b;c;d;e", "f"), read("\"x;y;z\",w\n\"a;b;c;d;e\",f\n").get(1));
		assertEquals(List.of("two\nlines; and, more", "b"), read("x;y\n\"two\nlines; and, more\";b\n").get(1));
	}

	@Test
	void columnsPartedByBarsAreNotReadAsOne() throws IOException {
		assertEquals("The columns of '" + folder.resolve("t.csv") +
			"' are parted by '|', which is not read; save it with " + "commas, semicolons or tabs between the columns.",
			assertThrows(InputException.class, () -> read("path|onset|apex\nclips/a,1.avi|1|7")).getMessage());
		assertEquals(List.of("path", "units"), read("path,units\na.avi,4|12").get(0));
	}

	@Test
	void oneColumnNeedsNoDelimiter() throws IOException {
		assertEquals(List.of(List.of("path"), List.of("clips/a.avi")), read("path\nclips/a.avi"));
		assertEquals(List.of(), read(""));
	}

	@Test
	void rowNumbersCountEmptyRows() throws IOException {
		final List<TableRow> rows = CsvTable.read(Files.writeString(folder.resolve("t.csv"), "\ufeffa,b\n\n1,2\n"));
		assertEquals(List.of(1, 2, 3), rows.stream().map(TableRow::number).toList());
		assertEquals("a", rows.get(0).cell(0));
	}

	@Test
	void whatIsWrittenIsReadBack() throws IOException {
		final List<List<String>> rows = List.of(List.of("id", "aus"), List.of("006", "1,2;3\t4"), List.of("a \"b\"",
			"two\nlines"), List.of(" x ", "\u00e9"));
		assertEquals(rows, read(CsvTable.text(rows)));
		assertEquals("01,,0.1\n", CsvTable.text(List.of(Arrays.asList("01", null, 0.1))));
	}

	@Test
	void aBrokenQuotationIsNamed() {
		final String sentence = assertThrows(InputException.class, () -> read("a,b\n1,2\n\"3,4\n")).getMessage();
		assertTrue(sentence.startsWith("Row 3 of " + folder.resolve("t.csv") + " is not valid CSV"), sentence);
	}

	@Test
	void aMillionRowsAreToldAndCanBeStopped() throws IOException {
		final Path csv = folder.resolve("long.csv");
		Files.write(csv, "clip,1,2\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
		final List<Long> told = new ArrayList<>();
		final Progress watched = Progress.none().reportingTo((stage, done, total) -> {
			assertEquals("Reading long.csv", stage);
			assertTrue(done <= total && total == 9_000_000);
			told.add(done);
		});
		assertEquals(1_000_000, CsvTable.read(csv, watched).size());
		assertEquals(100, told.size());
		assertEquals(told.stream().sorted().distinct().toList(), told);
		told.clear();
		assertThrows(CancellationException.class, () -> CsvTable.read(csv, watched.stoppingWhen(() -> told.size() == 3)));
		assertEquals(3, told.size());
	}

	@Test
	void onlyATableOfTheSameKindGivesItsPlace() throws IOException {
		final List<String> columns = List.of("clip", "frame");
		final Path file = folder.resolve("mine.csv");
		CsvTable.requireReplaceable(file, columns);
		for (final String ours : List.of("", "\"clip\",\"frame\",\"seconds\"\n", "clip;frame;seconds\n", "clip,frame\n",
			"\uFEFF\"clip\",\"frame\",\"of an older version\"\n"))
			CsvTable.requireReplaceable(Files.writeString(file, ours), columns);
		CsvTable.requireReplaceable(Files.writeString(file, "\"x\"\n1\n"), List.of("x"));
		for (final String others : List.of("ten years of work\n", "clip\n", "clip,frames,seconds\n", "\0\1\2"))
			refused(file, others, columns);
		refused(file, "ten years", List.of("x"));
		assertThrows(InputException.class, () -> CsvTable.requireReplaceable(folder, columns));
	}

	private static void refused(final Path file, final String others, final List<String> columns) throws IOException {
		Files.writeString(file, others);
		assertTrue(assertThrows(InputException.class, () -> CsvTable.requireReplaceable(file, columns)).getMessage()
			.contains("'" + file + "' exists and is no table of that kind"), others);
		assertEquals(others, Files.readString(file));
	}

	/** Which character parts a table must not be a guess. */
	@Test
	void twoCharactersThatMayPartARowAreRefused() throws IOException {
		final String sentence = assertThrows(InputException.class, () -> read("clip;onset, apex\na;1,9\nb;2,8\n"))
			.getMessage();
		assertEquals("The file '" + folder.resolve("t.csv") +
			"' may be parted by commas or by semicolons, which stand in " +
			"as many of its lines; put cells that hold one of them in quotation marks.", sentence);
		assertEquals(List.of("a", "1,9"), read("clip;\"onset, apex\"\na;1,9\nb;2,8\n").get(1));
		assertEquals(List.of("a", "1;9"), read("sep=,\nclip,onset;apex\na,1;9\nb,2;8\n").get(2));
	}

	/** Spreadsheets understand a first line that names the character, and write it. */
	@Test
	void theFirstLineMayNameTheCharacter() throws IOException {
		for (final String said : List.of("sep=;\r\n", "\"sep=;\"\n", "\ufeffSEP=;\n")) {
			final List<TableRow> rows = CsvTable.read(Files.writeString(folder.resolve("t.csv"), said + "a;b\n1,5;2,5\n"));
			assertTrue(rows.get(0).isBlank());
			assertEquals(List.of("1,5", "2,5"), rows.get(2).cells());
			assertEquals(3, rows.get(2).number());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32" })
	void otherUnicodeThanUtf8IsRefused(final String charset) throws IOException {
		final Path file = Files.write(folder.resolve("t.csv"), "clip,onset\na,1\n".getBytes(charset));
		final String sentence = assertThrows(InputException.class, () -> CsvTable.read(file)).getMessage();
		assertTrue(sentence.startsWith("The file '" + file + "'") && sentence.contains("is not UTF-8 text"), sentence);
	}

	@Test
	void aWorkbookIsCalledOne() throws IOException {
		final Path file = folder.resolve("t.xlsx");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
		}
		assertEquals("The file '" + file +
			"' is no text but an Excel workbook or another ZIP file; save the sheet as 'CSV UTF-8' and give that file.",
			assertThrows(InputException.class, () -> CsvTable.read(file)).getMessage());
		assertEquals(List.of("PK", "b"), CsvTable.read(Files.writeString(folder.resolve("t.csv"), "PK,b\n")).get(0)
			.cells());
	}

	@Test
	void blanksOfEveryKindAroundACellAreNoPartOfIt() throws IOException {
		final TableRow row = CsvTable.read(Files.writeString(folder.resolve("t.csv"),
			"\u00a0a\u2009,\u3000,\u200bb c\ufeff\n")).get(0);
		assertEquals(List.of("a", "", "b c"), List.of(row.cell(0), row.cell(1), row.cell(2)));
		assertTrue(new TableRow(1, List.of("\u00a0", "\u200b", "")).isBlank());
	}

	/** A pipe that nobody writes into would be waited for without end. */
	@Test
	void aPipeIsRefused() throws IOException, InterruptedException {
		final Path pipe = folder.resolve("pipe.csv");
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			assertEquals("The path '" + pipe + "' is a pipe or a device; copy what it gives into a file, and give that.",
				assertThrows(InputException.class, () -> CsvTable.read(pipe)).getMessage());
			assertThrows(InputException.class, () -> SettingsYaml.read(pipe));
			assertThrows(InputException.class, () -> CsvTable.requireReplaceable(pipe, List.of("a")));
		});
	}

	/** As spreadsheets of old Macintoshes end lines. */
	@Test
	void linesMayEndWithACarriageReturn() throws IOException {
		assertEquals(List.of("1,5", "2,5"), read("a;b\r1,5;2,5\r0,5;3,5\r").get(1));
	}
}
