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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Entry;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;

/** Cells that look like a value and are none, and sheets that say two things at once. */
class OddCellsTest {

	@TempDir
	private Path folder;

	private void frames(final String... clips) throws IOException {
		for (final String clip : clips) {
			final Path frames = Files.createDirectories(folder.resolve(clip));
			for (int i = 1; i <= 9; i++)
				Files.write(frames.resolve("img" + i + ".jpg"), new byte[] { 1 });
		}
	}

	private DatasetReading read(final DatasetReader reader, final Path sheet) {
		return reader.read(DatasetRequest.midpoint(folder, sheet), Progress.none());
	}

	/** As programs write it that compute nothing: formulas without their values. */
	private Path withoutValues(final Path workbook) throws IOException {
		final Path changed = folder.resolve("changed.xlsx");
		try (ZipFile in = new ZipFile(workbook.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed)))
		{
			for (final ZipEntry entry : Collections.list(in.entries())) {
				out.putNextEntry(new ZipEntry(entry.getName()));
				final String text = new String(in.getInputStream(entry).readAllBytes());
				out.write((entry.getName().startsWith("xl/worksheets/") ? text.replaceAll("(</f>)<v>[^<]*</v>", "$1") : text)
					.getBytes());
			}
		}
		return changed;
	}

	/** Four clips of one person, EP01 to EP04, of which nothing is wrong. */
	private static Worksheet casme2(final Workbook book) {
		final Worksheet sheet = book.newWorksheet("Sheet1");
		final List<String> header = List.of("Subject", "Filename", "OnsetFrame", "ApexFrame", "OffsetFrame",
			"Estimated Emotion", "Action Units");
		for (int c = 0; c < header.size(); c++)
			sheet.value(0, c, header.get(c));
		for (int row = 1; row <= 4; row++) {
			sheet.value(row, 0, 1);
			sheet.value(row, 1, "EP0" + row);
			sheet.value(row, 2, 2);
			sheet.value(row, 3, 5);
			sheet.value(row, 4, 8);
			sheet.value(row, 5, "disgust");
			sheet.value(row, 6, 4);
		}
		return sheet;
	}

	@Test
	void aFormulaWithoutAValueAndAWordOfLogicAreNoFrames() throws IOException {
		frames("sub01/EP01", "sub01/EP02", "sub01/EP03", "sub01/EP04");
		final Path file = folder.resolve("coding.xlsx");
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Test", "1.0")) {
			final Worksheet sheet = casme2(book);
			sheet.formula(1, 3, "C2+3");
			sheet.value(2, 2, true);
			sheet.formula(3, 0, "A2");
		}
		final DatasetReading reading = read(new Casme2Reader(), withoutValues(file));
		assertEquals(List.of("EP04"), reading.samples().stream().map(Sample::clip).toList());
		final List<String> skipped = reading.report().entries(Kind.SKIPPED).stream().map(Entry::message).filter(
			message -> message.startsWith("Its ")).toList();
		assertEquals(List.of(
			"Its apex '=C2+3' is a formula of which the file does not hold the value (row 2 of changed.xlsx " +
				"(sheet Sheet1)); open it in a spreadsheet program and save it again, or write the value.",
			"Its onset 'TRUE' is no frame number (row 3 of changed.xlsx (sheet Sheet1)); write the number of its first frame.",
			"Its subject '=A2' is a formula of which the file does not hold the value (row 4 of changed.xlsx (sheet Sheet1)); " +
				"open it in a spreadsheet program and save it again, or write the value."), skipped);
	}

	private DatasetReading casme2(final String... rows) throws IOException {
		return read(new Casme2Reader(), Files.writeString(folder.resolve("sheet.csv"),
			"Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Action Units,Estimated Emotion\n" + String.join("\n", rows)));
	}

	private static List<String> skipped(final DatasetReading reading) {
		return reading.report().entries(Kind.SKIPPED).stream().filter(e -> e.row() > 0).map(Entry::message).toList();
	}

	/** A1 and B1 are two people, and neither is 1. */
	@Test
	void lettersTellPeopleApart() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub02/EP02_01", "sub03/EP03_01", "sub03/EP03_02", "gray_micro/A1/a",
			"gray_micro/B1/a", "gray_micro/B1/b", "gray_micro/C2/x");
		final DatasetReading casme2 = casme2("A1,EP01_01,1,8,9,4,disgust", "B1,EP01_02,1,8,9,12,happiness",
			"kid 2,EP02_01,1,8,9,4,surprise", "p3,EP03_01,1,8,9,4,surprise", "3,EP03_02,1,8,9,4,surprise",
			"sub02,EP02_01,1,8,9,4,surprise", "s3,EP03_01,1,7,9,4,surprise");
		assertEquals(List.of("sub03/EP03_01", "sub03/EP03_02", "sub02/EP02_01"), casme2.samples().stream().map(s -> s
			.subject() + "/" + s.clip()).toList());
		assertEquals(List.of("Its subject 'A1' is none in row 2 of sheet.csv; write its number, such as 7 or s07.",
			"Its subject 'B1' is none in row 3 of sheet.csv; write its number, such as 7 or s07.",
			"Its subject 'kid 2' is none in row 4 of sheet.csv; write its number, such as 7 or s07.",
			"Its subject 's3' in row 8 of sheet.csv would be sub03, as 'p3' in row 5 of sheet.csv is; write one person alike, " +
				"and two people by two numbers."), skipped(casme2));
		final DatasetReading fourDme = read(new FourDmeReader(), Files.writeString(folder.resolve("4dme.csv"),
			"sub_ID,fold_name,Onset,Apex,Offset,Emotion\nA1,a,1,2,3,Positive\nB1,a,1,2,3,Negative\n" +
				"B1,b,1,2,3,Surprise\nD2,x,1,2,3,Surprise\n"));
		assertEquals(List.of("A1/a", "B1/a", "B1/b"), fourDme.samples().stream().map(s -> s.subject() + "/" + s.clip())
			.toList());
		fourDme.samples().forEach(s -> assertTrue(s.source().endsWith(s.subject() + "/" + s.clip()), s.source()
			.toString()));
		assertEquals(List.of("D2"), fourDme.report().entries(Kind.MISSING).stream().map(Entry::subject).toList());
	}

	/** As programs write numbers that went through a column of real ones, and as other scripts do. */
	@Test
	void aSubjectsNumberIsReadInEverySpelling() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub02/EP02_01", "sub02/EP02_02");
		assertEquals(List.of("sub01", "sub01", "sub02", "sub02"), casme2("0001,EP01_01,1,8,9,4,disgust",
			"\u0661,EP01_02,1,8,9,12,happiness", "2.0,EP02_01,1,8,9,4,surprise", "Sub_02,EP02_02,1,8,9,4,surprise").samples()
			.stream().map(Sample::subject).toList());
	}

	/** Whoever types 1-2 gets the second of January, stored as 46024; formats of numbers alone change nothing. */
	@Test
	void aDateIsNoSubjectNoFrameAndNoActionUnits() throws IOException {
		frames("sub01/EP01", "sub01/EP02", "sub01/EP03", "sub01/EP04");
		final Path file = folder.resolve("coding.xlsx");
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Test", "1.0")) {
			final Worksheet sheet = casme2(book);
			sheet.value(1, 0, 46024);
			sheet.style(1, 0).format("d-mmm").set();
			sheet.value(2, 3, 46024);
			sheet.style(2, 3).format("[$-409]m/d/yyyy;@").set();
			sheet.value(3, 6, 46024);
			sheet.style(3, 6).format("yyyy\\-mm\\-dd").set();
			sheet.style(4, 3).format("0.00;[Red]-0.00").set();
		}
		final DatasetReading reading = read(new Casme2Reader(), file);
		assertEquals(List.of("EP03 ", "EP04 4"), reading.samples().stream().map(sample -> sample.clip() + " " + sample
			.aus()).toList());
		final String why = "the date 2026-01-02, which a spreadsheet program makes of what looks like one";
		assertEquals(List.of("Its subject is " + why +
			" (row 2 of coding.xlsx (sheet Sheet1)); write what was meant, as text.", "Its apex is " + why +
				" (row 3 of coding.xlsx (sheet Sheet1)); write what was meant, as text."), reading.report().entries(
					Kind.SKIPPED).stream().map(Entry::message).filter(message -> message.startsWith("Its ")).toList());
		assertTrue(reading.report().text().contains("The action units in row 4 of coding.xlsx (sheet Sheet1) are " + why +
			"; they are left empty."), reading.report().text());
	}

	/** Without an onset no row can be used, whatever stands in its place. */
	@Test
	void anOnsetThatIsNoneIsSaidWithItsPlace() throws IOException {
		frames("sub01/EP01", "sub01/EP02", "sub01/EP03", "sub01/EP04");
		final Path csv = Files.writeString(folder.resolve("coding.csv"),
			"Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Estimated Emotion\n1,EP01,-1,5,8,disgust\n" +
				"1,EP02,n/a,5,8,disgust\n1,EP03,,5,8,disgust\n1,EP04,2,n/a,8,disgust\n");
		final DatasetReading reading = read(new Casme2Reader(), csv);
		assertEquals(List.of("EP04"), reading.samples().stream().map(Sample::clip).toList());
		final String end = "; write the number of its first frame.";
		assertEquals(List.of("Its onset '-1' is no frame number (row 2 of coding.csv)" + end,
			"Its onset 'n/a' is no frame number (row 3 of coding.csv)" + end, "Its onset is empty (row 4 of coding.csv)" +
				end), reading.report().entries(Kind.SKIPPED).stream().map(Entry::message).toList());
	}

	@Test
	void anErrorOfAFormulaIsNoSubjectAndNoClass() throws IOException {
		frames("gray_micro/1/a", "gray_micro/1/b", "gray_micro/1/c");
		final Path csv = Files.writeString(folder.resolve("4dme.csv"),
			"sub_ID,fold_name,Onset,Apex,Offset,Emotion,Positive\n" +
				"#REF!,a,1,2,3,Positive,\n1,b,1,2,3,,TRUE\n1,c,1,2,3,,1\n");
		final DatasetReading reading = read(new FourDmeReader(), csv);
		assertEquals(List.of("c"), reading.samples().stream().map(Sample::clip).toList());
		assertTrue(reading.report().text().contains("Its subject '#REF!' is a formula"), reading.report().text());
		assertTrue(reading.report().text().contains("Unknown class 'positive 'TRUE''"), reading.report().text());
	}

	@Test
	void whatProgramsWriteForNothingIsNoSubject() throws IOException {
		frames("gray_micro/nan/a", "gray_micro/1/b");
		final DatasetReading reading = read(new FourDmeReader(), Files.writeString(folder.resolve("4dme.csv"),
			"sub_ID,fold_name,Onset,Apex,Offset,Emotion\nnan,a,1,2,3,Positive\n1,b,1,2,3,Negative\n"));
		assertEquals(List.of("b"), reading.samples().stream().map(Sample::clip).toList());
		assertEquals(List.of("Its subject 'nan' is none in row 2 of 4dme.csv; write its number, such as 7 or s07."),
			skipped(reading));
	}

	@Test
	void aNameThatContradictsItsRowIsRemarked() throws IOException {
		frames("Micro_Expression/happiness/S01-01-001", "Micro_Expression/happiness/S02-01-001",
			"Micro_Expression/happiness/S02-01-002");
		final Path mmew = Files.writeString(folder.resolve("mmew.csv"),
			"Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Estimated Emotion\n1,S01-01-001,1,2,3,happiness\n" +
				"3,S02-01-001,1,2,3,happiness\n3,S02-01-002,1,2,3,happiness\n");
		assertEquals(List.of(
			"The clip 'S02-01-001' is by its name one of the subject S02, by the column for the subject one " +
				"of 3 (row 3 of mmew.csv); the name was followed, here and in other rows of these two."), remarks(read(
					new MmewReader(), mmew), "subject-in-name"));
		frames("HS_long/SMIC_HS_E/s03/s3_ne_01", "HS_long/SMIC_HS_E/s03/s3_po_01");
		final Path smic = Files.writeString(folder.resolve("smic.csv"), "Subject,Filename,OnsetF,OffsetF,Emotion\n" +
			"3,s3_ne_01,1,3,positive\n3,s3_po_01,1,3,positive\n");
		assertEquals(List.of(
			"Clip s03_ne_01 is by its name negative, by the sheet positive (row 2 of smic.csv); the sheet " +
				"was followed."), remarks(read(new SmicLongReader(), smic), "emotion-in-name"));
	}

	private static List<String> remarks(final DatasetReading reading, final String rule) {
		return reading.report().entries(Kind.REMARK).stream().filter(e -> e.rule().equals(rule)).map(Entry::message)
			.toList();
	}

	@Test
	void columnsThatMayBothBeMeantAreRefusedWhereTheyDiffer() throws IOException {
		frames("sub01/EP01");
		final String header = "Subject,Filename,OnsetFrame,Onset,ApexFrame,OffsetFrame,Estimated Emotion\n";
		final Path csv = Files.writeString(folder.resolve("sheet.csv"), header + "1,EP01,1,2,5,9,disgust\n");
		assertEquals("The file '" + csv +
			"' has the columns 'OnsetFrame' and 'Onset', which differ in row 2 ('1', '2'); leave the one that counts.",
			assertThrows(InputException.class, () -> read(new Casme2Reader(), csv)).getMessage());
		final Path alike = Files.writeString(folder.resolve("alike.csv"), header + "1,EP01,1,1,5,9,disgust\n");
		assertEquals(1, read(new Casme2Reader(), alike).samples().size());
	}

	/** Of two sheets of the same columns, and two workbooks of like names, one is read; the others are told. */
	@Test
	void whatWasNotReadIsTold() throws IOException {
		frames("sub01/EP01");
		final Path file = folder.resolve("CASME2-coding-2014.xlsx");
		try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Test", "1.0")) {
			for (final String name : List.of("first", "second")) {
				final Worksheet sheet = book.newWorksheet(name);
				final List<String> header = List.of("Subject", "Filename", "OnsetFrame", "ApexFrame", "OffsetFrame",
					"Estimated Emotion");
				for (int c = 0; c < header.size(); c++)
					sheet.value(0, c, header.get(c));
				sheet.value(1, 0, 1);
				sheet.value(1, 1, "EP01");
				sheet.value(1, 2, 1);
				sheet.value(1, 3, 5);
				sheet.value(1, 4, 9);
				sheet.value(1, 5, "disgust");
			}
		}
		Files.copy(file, folder.resolve("CASME2-coding-2019.xlsx"));
		Files.writeString(folder.resolve("CASME2-coding-2014.csv"), "an export of it");
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertEquals(1, reading.samples().size());
		assertEquals(List.of("There are other workbooks of CASME II beside CASME2-coding-2014.xlsx, which was read: " +
			"'CASME2-coding-2019.xlsx'; name the one to read in 'workbook'."), remarks(reading, "several-workbooks"));
		assertEquals(List.of(
			"The sheet 'first' of CASME2-coding-2014.xlsx was read; 'second' has the same columns. Save the " +
				"one to read alone."), remarks(reading, "several-sheets"));
	}

	/** As a spreadsheet in German shows 8000. */
	@Test
	void aPointBeforeThreeZerosIsTold() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub01/EP01_03");
		assertEquals(List.of(
			"Its apex '8.000' may be the frame 8 or 8000 (row 2 of sheet.csv); correct the cell or empty it.",
			"Its onset '1.000' may be the frame 1 or 1000 (row 3 of sheet.csv); write the number of its first frame."),
			skipped(casme2("01,EP01_01,1,8.000,9,4,disgust", "01,EP01_02,1.000,8,9,12,happiness",
				"01,EP01_03,1.0,8.0,9.0,12,happiness")));
	}

	/** Which of the two is right, nobody can say. */
	@Test
	void contradictingRowsOfAClipAreNotUsed() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub01/EP01_03", "sub01/EP01_04");
		final DatasetReading reading = casme2("01,EP01_01,1,8,9,4,disgust", "1,EP01_01,1,5,9,12,happiness",
			"01,EP01_01,1,8,9,4,disgust", "01,EP01_02,1,8,9,4,disgust", "01,EP01_02,1,8,9,,disgust",
			"01,EP01_03,1,8,9,4,disgust", "01,EP01_03,1,/,9,4,disgust", "01,EP01_04,1,8,9,4,disgust",
			"01,EP01_04,1,8,9,4+7,disgust");
		assertEquals(List.of("EP01_02", "EP01_04"), reading.samples().stream().map(Sample::clip).toList());
		final DatasetReading lost = casme2("02,EP02_01,1,8,9,4,disgust", "02,EP02_01,1,5,9,4,disgust");
		assertTrue(lost.report().text().contains(
			"Subject casme2/sub02 has no clip left: its only clip is missing or skipped."), lost.report().text());
		assertEquals(List.of("4", ""), reading.samples().stream().map(Sample::aus).toList());
		final String first =
			"Of this clip row 2 of sheet.csv and row 3 of sheet.csv contradict each other (class 'disgust' " +
				"and 'happiness', apex 8 and 5); neither is used. Correct or remove one of them.";
		final String third = "Of this clip row 7 of sheet.csv and row 8 of sheet.csv contradict each other (apex 8 and " +
			"none); neither is used. Correct or remove one of them.";
		assertEquals(List.of(first, first, first, "Repeats row 5 (row 6 of sheet.csv); the first one is used.", third,
			third, "Repeats row 9 (row 10 of sheet.csv); the first one is used, without action units, which the rows " +
				"contradict each other in ('4' and '4+7')."), skipped(reading));
	}

	/** Before an evaluation passes them over. */
	@Test
	void actionUnitsThatCannotBeReadAreTold() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub02/EP02_01", "sub02/EP02_02");
		final DatasetReading sheet = casme2("01,EP01_01,1,8,9,4-Jul,disgust", "01,EP01_02,1,8,9,1 & 2,happiness",
			"02,EP02_01,1,8,9,L12+4B,surprise", "02,EP02_02,1,8,9,,surprise");
		final String told = "The action units of 2 clips cannot be read, and take no part where units are evaluated (" +
			"'4-Jul of casme2/sub01/EP01_01', '1 & 2 of casme2/sub01/EP01_02'); write numbers of FACS joined by +, such as " +
			"4+L10.";
		assertEquals(List.of(told), units(sheet));
		Manifest.write(folder.resolve("manifest.csv"), sheet.samples());
		assertEquals(List.of(told), units(read(new ManifestReader(), folder.resolve("manifest.csv"))));
		assertEquals(List.of(), units(casme2("02,EP02_01,1,8,9,AU12_L+61,surprise")));
	}

	private static List<String> units(final DatasetReading reading) {
		return reading.report().entries(Kind.REMARK).stream().filter(e -> e.rule().equals("unreadable-units")).map(
			Entry::message).toList();
	}
}
