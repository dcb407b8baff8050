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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.microexpression.base.TableFileProcess.COLUMNS;
import static org.microexpression.base.TableFileProcess.row;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appending rows: alone, against others, after a kill. */
class TableFileTest {

	@TempDir
	private Path folder;

	private Path csv;

	@BeforeEach
	void name() {
		csv = folder.resolve("täble.csv");
	}

	private TableFile open() {
		return TableFile.open(csv, "T", COLUMNS);
	}

	private List<Table.Row> rows() {
		return Table.readCsv(csv, "T", COLUMNS).rows();
	}

	private static List<Table.Row> rows(final String who, final int count) {
		return IntStream.range(0, count).mapToObj(i -> row(who, i)).toList();
	}

	private void onlyTheTableIsThere() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(csv), files.toList());
		}
	}

	@Test
	void appendedRowsAreTheTableWrittenAtOnce() throws IOException {
		final TableFile file = open();
		assertFalse(Files.exists(csv));
		for (final Table.Row row : rows("a", 20))
			file.append(row);
		assertEquals(new Table("T", COLUMNS, rows("a", 20)).toCsv(), Files.readString(csv));
		open().append(new Table.Cells(COLUMNS).put("clip", "01").row());
		assertEquals(Arrays.asList("01", null, null), rows().get(20).cells());
		assertEquals(List.of(), file.remarks());
		onlyTheTableIsThere();
	}

	@Test
	void programsThatAppendAtOnceLoseNothing() throws Exception {
		final List<Process> others = new ArrayList<>();
		for (final String who : List.of("b", "c"))
			others.add(TableFileProcess.start(csv, who, 60));
		final TableFile file = open();
		final Thread thread = new Thread(() -> rows("d", 60).forEach(open()::append));
		thread.start();
		for (final Table.Row row : rows("a", 60))
			file.append(row);
		thread.join(60_000);
		for (final Process other : others) {
			assertTrue(other.waitFor(60, TimeUnit.SECONDS));
			assertEquals(0, other.exitValue());
		}
		for (final String who : List.of("a", "b", "c", "d"))
			assertEquals(rows(who, 60), rows().stream().filter(row -> row.cell("clip").toString().startsWith(who)).toList());
		assertEquals(240, rows().size());
		onlyTheTableIsThere();
	}

	@Test
	void rowsOfOthersAreSeen() {
		final List<Table.Row> seen = new ArrayList<>();
		final TableFile file = TableFile.open(csv, "T", COLUMNS, seen::add);
		open().append(row("other", 0));
		file.append(row("own", 0));
		open().append(row("other", 1));
		file.append(row("own", 1));
		assertEquals(List.of(row("other", 0), row("other", 1)), seen);
	}

	@Test
	void killedProgramsLeaveWholeRows() throws Exception {
		long before = 0;
		for (int kill = 0; kill < 4; kill++) {
			final Process process = TableFileProcess.start(csv, "k" + kill + "-", 100_000);
			while (process.isAlive() && (!Files.exists(csv) || Files.size(csv) < before + 2000))
				Thread.sleep(1);
			assertTrue(process.isAlive());
			// SIGKILL on Unix: no shutdown hook, no finally.
			process.destroyForcibly().waitFor();
			open().append(row("after", kill));
			before = Files.size(csv);
		}
		final List<Table.Row> all = rows();
		for (int kill = 0; kill < 4; kill++) {
			final String who = "k" + kill + "-";
			final List<Table.Row> own = all.stream().filter(row -> row.cell("clip").toString().startsWith(who)).toList();
			assertEquals(rows(who, own.size()), own);
		}
		assertEquals(4, all.stream().filter(row -> row.cell("clip").toString().startsWith("after")).count());
		onlyTheTableIsThere();
	}

	/** Whatever is missing at the end, the next append comes to whole rows, and says what it took out. */
	@Test
	void aTableCutOffAnywhereIsRepaired() throws IOException {
		final Table whole = new Table("T", COLUMNS, rows("ü", 3));
		final byte[] bytes = whole.toCsv().getBytes(StandardCharsets.UTF_8);
		for (int length = 0; length <= bytes.length; length++) {
			Files.write(csv, Arrays.copyOf(bytes, length));
			final TableFile file = open();
			file.append(row("next", 0));
			final List<Table.Row> rows = rows();
			final int kept = rows.size() - 1;
			assertEquals(row("next", 0), rows.get(kept));
			final boolean atEnd = length == 0 || bytes[length - 1] == '\n' && new Table("T", COLUMNS, rows("ü", kept)).toCsv()
				.getBytes(StandardCharsets.UTF_8).length == length;
			assertEquals(atEnd ? 0 : 1, file.remarks().size(), "cut to " + length + " bytes: " + file.remarks());
			if (atEnd || file.remarks().get(0).contains("middle of line " + (kept + 2)) || kept == 0) assertEquals(rows("ü",
				kept), rows.subList(0, kept), "cut to " + length + " bytes");
			else assertTrue(file.remarks().get(0).contains("no line feed behind its last line, " + (kept + 1)), file.remarks()
				.get(0));
		}
	}

	@Test
	void aRowWithoutItsLineFeedIsARow() throws IOException {
		Files.writeString(csv, new Table("T", COLUMNS, rows("a", 2)).toCsv().strip());
		final TableFile file = open();
		file.append(row("b", 0));
		assertEquals(List.of(row("a", 0), row("a", 1), row("b", 0)), rows());
		assertEquals(1, file.remarks().size());
		assertTrue(file.remarks().get(0).contains("no line feed behind its last line, 3"), file.remarks().get(0));
	}

	@Test
	void zerosThatAPowerCutLeftAreTakenOut() throws IOException {
		open().append(row("a", 0));
		try (RandomAccessFile file = new RandomAccessFile(csv.toFile(), "rw")) {
			file.setLength(file.length() + 500);
		}
		final TableFile file = open();
		file.append(row("a", 1));
		assertEquals(rows("a", 2), rows());
		assertEquals(1, file.remarks().size());
	}

	@Test
	void otherFilesAreLeftAlone() throws IOException {
		for (final String text : List.of("a,b\n1,2\n", "hello", "clip,p,reason\nmy own notes", "clip;p;reason\n",
			"\"clip\",\"p\",\"reason\"\n\"x\",1,\"y\"\nend of table"))
		{
			Files.writeString(csv, text);
			assertTrue(assertThrows(InputException.class, this::open, text).getMessage().contains("'" + csv + "'"));
			assertEquals(text, Files.readString(csv));
		}
	}

	@Test
	void linksAreFollowed() throws IOException {
		final Path link = folder.resolve("link.csv");
		try {
			Files.createSymbolicLink(link, csv);
		}
		catch (final IOException | UnsupportedOperationException e) {
			assumeTrue(false, "This user may make no links here.");
		}
		for (int i = 0; i < 2; i++)
			TableFile.open(link, "T", COLUMNS).append(row("a", i));
		TableFile.open(link, "T", COLUMNS).rewrite(rows -> rows.subList(1, 2));
		assertTrue(Files.isSymbolicLink(link));
		assertEquals(List.of(row("a", 1)), rows());
	}

	@Test
	void aFileThatWasReplacedIsReadAgain() throws IOException {
		final List<Table.Row> seen = new ArrayList<>();
		final TableFile file = TableFile.open(csv, "T", COLUMNS, seen::add);
		file.append(row("a", 0));
		new Table("T", COLUMNS, rows("z", 5)).writeCsv(csv);
		file.append(row("a", 1));
		assertEquals(rows("z", 5), seen);
		assertEquals(6, rows().size());
		Files.delete(csv);
		file.append(row("a", 2));
		assertEquals(List.of(row("a", 2)), rows());
	}

	/** The file's own bytes stay where they are: what is written does not depend on how long it is. */
	@Test
	void anAppendWritesItsRowAlone() throws IOException {
		open().append(row("a", 0));
		final Object before = Files.readAttributes(csv, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
		assumeTrue(before != null, "Files have no identity here.");
		final TableFile file = open();
		for (int i = 1; i < 10; i++)
			file.append(row("a", i));
		assertEquals(before, Files.readAttributes(csv, java.nio.file.attribute.BasicFileAttributes.class).fileKey());
	}
}
