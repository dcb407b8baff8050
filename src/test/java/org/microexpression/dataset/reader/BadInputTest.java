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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Gradients;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Selection;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.protocol.MegcComposite;

/** What people give that cannot be read: one sentence that names the file and says what to do. */
class BadInputTest {

	private static final byte[] OLE2 = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A,
		(byte) 0xE1 };

	@TempDir
	Path folder;

	private static String refused(final DatasetReader reader, final Path root, final Path workbook) {
		return refused(reader, DatasetRequest.midpoint(root, workbook));
	}

	private static String refused(final DatasetReader reader, final Path root) {
		return refused(reader, DatasetRequest.midpoint(root));
	}

	private static String refused(final DatasetReader reader, final DatasetRequest request) {
		final String message = assertThrows(InputException.class, () -> reader.read(request, Progress.none())).getMessage();
		assertTrue(message.endsWith(".") && !message.contains("\n") && !message.contains("Exception"), message);
		return message;
	}

	private Path workbook(final String name, final String sheet, final String... header) throws IOException {
		final Path file = folder.resolve(name);
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Test", "1.0")) {
			final Worksheet worksheet = book.newWorksheet(sheet);
			for (int c = 0; c < header.length; c++)
				worksheet.value(0, c, header[c]);
			worksheet.value(1, 0, "01");
		}
		return file;
	}

	@Test
	void aWorkbookWithoutAColumnNamesItAndTheHeader() throws IOException {
		final Path file = workbook("coding.xlsx", "Sheet1", "Subject", "Filename", "OnsetFrame", "OffsetFrame",
			"Estimated Emotion");
		final String message = refused(new Casme2Reader(), folder, file);
		assertTrue(message.startsWith("The sheet 'Sheet1' of " + file + " has no column 'ApexFrame' (its header, row 1, " +
			"holds Subject, Filename, OnsetFrame, OffsetFrame, Estimated Emotion)"), message);
	}

	@Test
	void twoColumnsOfOneNameAreRefused() throws IOException {
		final Path file = workbook("coding.xlsx", "Sheet1", "Subject", "Filename", "OnsetFrame", "ApexFrame", "Apex Frame",
			"OffsetFrame", "Estimated Emotion");
		assertEquals("The file '" + file +
			"' has more than one column of the name 'ApexFrame', 'Apex Frame'; leave the one that counts.", refused(
				new Casme2Reader(), folder, file));
	}

	@Test
	void aWorkbookOfSomethingElseIsRefused() throws IOException {
		final String message = refused(new SammReader(), folder, workbook("budget.xlsx", "2024", "Item", "Price"));
		assertTrue(message.contains("budget.xlsx (2024) has a header with the SAMM columns"), message);
	}

	@Test
	void anotherCamerasSheetIsNeverTaken() throws IOException {
		final String message = refused(new SmicLongReader(), folder, workbook("annotation.xlsx", "VIS", "Subject",
			"Filename", "OnsetF", "OffsetF", "Emotion"));
		assertTrue(message.contains("(the sheets VIS, NIR belong to other cameras)"), message);
	}

	@Test
	void aPasswordIsToldFromAnOldWorkbook() throws IOException {
		final byte[] encrypted = Arrays.copyOf(OLE2, 2048);
		final byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
		System.arraycopy(name, 0, encrypted, 1152, name.length);
		final Path locked = Files.write(folder.resolve("locked.xlsx"), encrypted);
		assertEquals("The workbook " + locked +
			" is protected by a password; open it in a spreadsheet program, remove the " + "password and save it as .xlsx.",
			refused(new Casme2Reader(), folder, locked));
		final Path old = Files.write(folder.resolve("old.xls"), Arrays.copyOf(OLE2, 2048));
		assertTrue(refused(new Casme2Reader(), folder, old).contains(
			"is in the old .xls format, which is not read; save it as .xlsx or as 'CSV UTF-8'"));
	}

	@Test
	void aTruncatedWorkbookIsToldSoAtAnyLength() throws IOException {
		final byte[] whole = Files.readAllBytes(workbook("whole.xlsx", "Sheet1", "Subject", "Filename", "OnsetFrame",
			"ApexFrame", "OffsetFrame", "Estimated Emotion"));
		for (final int length : List.of(0, 1, 4, 60, whole.length / 4, whole.length / 2, whole.length * 3 / 4)) {
			final Path cut = Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(whole, length));
			assertTrue(refused(new Casme2Reader(), folder, cut).contains("cut.xlsx"), "cut at " + length);
		}
		final Path text = Files.writeString(folder.resolve("page.xlsx"), "<html>login</html>");
		assertTrue(refused(new Casme2Reader(), folder, text).contains("is not an .xlsx workbook, whatever its name says"));
	}

	@Test
	void missingRootDriveAndWorkbookAreTold() throws IOException {
		final Path gone = folder.resolve("drive").resolve("CASME II");
		assertEquals("The dataset's folder " + gone + " does not exist (the nearest folder that does is " + folder
			.toAbsolutePath() + "); connect its drive or correct the path.", refused(new Casme2Reader(), gone));
		assertTrue(refused(new Casme2Reader(), folder).startsWith("No annotation workbook of CASME II was found"));
		assertTrue(refused(new Casme2Reader(), folder, folder.resolve("none.xlsx")).contains("none.xlsx does not exist"));
		final Path file = Files.createFile(folder.resolve("file"));
		assertTrue(refused(new SmicCroppedReader(), file).contains("is a file; give the folder"));
		assertTrue(refused(new SmicCroppedReader(), folder).startsWith("No clip folder such as HS/s1/micro"));
		assertTrue(refused(new CompositeReader(), folder).startsWith("No clip of CASME II, SAMM or SMIC-HS"));
	}

	@Test
	void noClipAfterFilteringIsAnErrorThatPointsToTheReport() {
		new FixtureMaker(new Gradients(4)).write(FixtureLayout.MMEW, folder, FixturePlan.small(5, 2, 12), Progress.none());
		final DatasetReading reading = new MmewReader().read(DatasetRequest.midpoint(folder), Progress.none());
		final Selection selection = new MegcComposite().select(reading);
		final String message = assertThrows(InputException.class, selection::requireClips).getMessage();
		assertTrue(message.startsWith("No clip is left after reading and selecting by the protocol 'MEGC2019"), message);
		assertTrue(selection.report().text().contains("does not take the dataset mmew"), selection.report().text());
	}

	@Test
	void unknownNamesListTheChoices() {
		assertTrue(assertThrows(InputException.class, () -> DatasetReader.named("CASME 9")).getMessage().contains(
			"choose one of CASME II, SAMM"));
		assertTrue(assertThrows(InputException.class, () -> Protocol.named("4 classes")).getMessage().contains(
			"MEGC2019 composite (3 classes); CASME II, 5 classes; SAMM, 5 classes; All clips"));
	}

	@Test
	void theReportPrintsTenOfAKindAndWritesAll() throws IOException {
		final DatasetReport report = new DatasetReport();
		for (int i = 0; i < 25; i++)
			report.add(new DatasetReport.Entry(DatasetReport.Kind.MISSING, "d", "s", "c" + i, "x", i + 2, "no-folder",
				"Clip, \"quoted\", 顔 " + i + "."));
		final String text = report.text();
		assertEquals(10, text.lines().filter(l -> l.contains("quoted")).count());
		assertTrue(text.contains("and 15 more, all in the report's CSV"));
		report.writeCsv(folder.resolve("report.csv"));
		final List<TableRow> rows = CsvTable.read(folder.resolve("report.csv"));
		assertEquals(26, rows.size());
		assertEquals("Clip, \"quoted\", 顔 24.", rows.get(25).cell(7));
	}
}
