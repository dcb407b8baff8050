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

package org.microexpression.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.reader.ManifestReader;
import org.microexpression.expression.ClassScheme;

/** The manifest is read back as it was written, and each fault of a hand-made one is told by file and row. */
class ManifestTest {

	private static final String HEADER = "dataset,subject,clip,path,onset,apex,offset,class,aus\n";

	@TempDir
	Path folder;

	private Path csv(final String text) throws IOException {
		return Files.writeString(folder.resolve("manifest.csv"), text);
	}

	private String refused(final String text) throws IOException {
		final Path file = csv(text);
		return assertThrows(InputException.class, () -> Manifest.read(file)).getMessage();
	}

	@Test
	void whatIsWrittenIsReadBackEqual() {
		final Path base = folder.toAbsolutePath().normalize();
		final List<Sample> samples = List.of(Sample.of("samm", "006", "006_1_2", "negative").recordedIn(base.resolve(
			"clips/006")).at(5562, 5588, 5632).withUnits("A14C+4A/B, \"or\" R12"), Sample.of("casme2", "sub01",
				"Überraschung 顔 1", "surprise").recordedIn(base.resolve("Ordner mit Leerzeichen/顔")).at(1, 2, -1).withFlags(
					"apex-frame-missing:3>2;x").ofKind("macro"), Sample.of("smic", "s03", "s03_ne_03", "0").withField(base
						.getParent().resolve("fields.tif"), 7));
		final Path file = folder.resolve("inner").resolve("manifest.csv");
		Manifest.write(file, samples);
		final Manifest read = Manifest.read(file);
		assertEquals(samples, read.samples());
		assertEquals(2, read.row(0));
		assertArrayEquals(new int[] { 0, 2, 0 }, read.numbers(ClassScheme.MEGC2019));
	}

	@Test
	void pathsAreRelativeToTheManifestAndMoveWithIt() throws IOException {
		Files.createDirectories(folder.resolve("a/clips/1"));
		Manifest.write(folder.resolve("a/m.csv"), List.of(Sample.of("d", "1", "c", "negative").recordedIn(folder.resolve(
			"a/clips/1")).at(1, 2, 3)));
		assertTrue(Files.readString(folder.resolve("a/m.csv")).contains(",clips/1,"));
		Files.move(folder.resolve("a"), folder.resolve("b"));
		assertEquals(folder.resolve("b/clips/1").toAbsolutePath().normalize(), Manifest.read(folder.resolve("b/m.csv"))
			.samples().get(0).source());
	}

	@Test
	void columnsMayStandInAnyOrderWithSemicolonsAndAByteOrderMark() throws IOException {
		final Manifest read = Manifest.read(csv("\uFEFFclass;index;field;clip;subject;dataset;note\n" +
			"surprise;3;real.tif;EP02_01f;sub01;casme2;x\n\n"));
		assertEquals(Sample.of("casme2", "sub01", "EP02_01f", "surprise").withField(folder.toAbsolutePath().normalize()
			.resolve("real.tif"), 3), read.samples().get(0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "d,s,c,p,one,2,3,negative,|Row 2 of %s has 'one' in the column onset",
		"d,s,c,p,1,2.5,3,negative,|Row 2 of %s has '2.5' in the column apex",
		"d,s,c,p,1,8.000,9,negative,|Row 2 of %s has '8.000' in the column apex, which may be the frame 8 or 8000",
		"d,s,c,p,1,2,-4,negative,|Row 2 of %s has '-4' in the column offset",
		"d,s,c,p,1,99999999999,3,negative,|Row 2 of %s has '99999999999' in the column apex",
		"d,,c,p,1,2,3,negative,|Row 2 of %s has no subject; fill the column subject",
		"d,nan,c,p,1,2,3,negative,|Row 2 of %s has the subject 'nan', which programs write where there is none; fill the",
		"<NA>,s,c,p,1,2,3,negative,|Row 2 of %s has the dataset '<NA>', which programs write where there is none; fill",
		"d,s,#N/A,p,1,2,3,negative,|Row 2 of %s has the clip '#N/A', which programs write where there is none; fill the",
		"d,s,c,p,1,2,3,,|Row 2 of %s has no class; fill the column class",
		"d,s,c,,1,2,3,negative,|Row 2 of %s has neither a path nor a field",
		"d,s,c,p,1,2,3,\"negative,|Row 2 of %s is not valid CSV" })
	void aBadRowIsToldByFileAndRow(final String row, final String sentence) throws IOException {
		final String message = refused(HEADER + row + "\n");
		assertTrue(message.startsWith(String.format(sentence, folder.toAbsolutePath().normalize().resolve("manifest.csv"))),
			message);
	}

	@Test
	void aRowThatStandsTwiceIsToldWithBothRows() throws IOException {
		final String message = refused(HEADER + "d,s,c,p,1,2,3,negative,\nd,t,c,p,1,2,3,negative,\n" +
			"d,s,c,q,1,2,3,positive,\n");
		assertTrue(message.contains("Row 4 of ") && message.contains("contradicts row 2 (d/s/c)"), message);
	}

	/** Which of the two is right, nobody can say; of two alike the first is used. */
	@Test
	void contradictingRowsAreLeftOutTogether() throws IOException {
		final Path file = Files.writeString(folder.resolve("m.csv"), HEADER + "d,s,c,p,1,2,3,negative,\nd,t,c,p,1,2,3," +
			"negative,\nd,s,c,p,1,2,3,positive,\nd,t,c,p,1,2,3,negative,\n");
		final List<String> problems = new ArrayList<>();
		assertEquals(List.of("d/t/c"), Manifest.read(file, problem -> problems.add(problem.row() + ": " + problem
			.sentence())).samples().stream().map(Sample::key).toList());
		assertEquals(List.of("4: Row 4 of " + file +
			" contradicts row 2 (d/s/c); leave one of them out or rename the clip.", "5: Row 5 of " + file +
				" repeats row 3 (d/t/c); leave one of them out or rename the clip.", "2: Row 2 of " + file +
					" is contradicted by row 4 (d/s/c); neither is used."), problems);
	}

	@Test
	void missingColumnsAreNamed() throws IOException {
		final String message = refused("dataset,subject,clip,path,onset\nd,s,c,p,1\n");
		assertTrue(message.contains("has no column 'class', 'apex' in its header (row 1)"), message);
		assertTrue(refused("").contains("is empty; its first row must name the columns"));
		assertTrue(refused(HEADER).contains("has no usable row below its header"));
	}

	@Test
	void anUnknownClassIsToldByFileRowAndClass() throws IOException {
		final Manifest manifest = Manifest.read(csv(HEADER + "d,s,c,p,1,2,3,boredom,\n"));
		final String message = assertThrows(InputException.class, () -> manifest.numbers(ClassScheme.MEGC2019))
			.getMessage();
		assertTrue(message.startsWith("Row 2 of " + manifest.file() +
			" has the unknown class 'boredom'; 'classes' (Classes) is 'MEGC2019, 3 classes'"), message);
	}

	@Test
	void textThatIsNotUtf8IsRefused() throws IOException {
		final Path file = Files.write(folder.resolve("latin.csv"), (HEADER + "d,s,\u00fc,p,1,2,3,negative,\n").getBytes(
			StandardCharsets.ISO_8859_1));
		assertTrue(assertThrows(InputException.class, () -> Manifest.read(file)).getMessage().contains(
			"is not UTF-8 text; save it again as 'CSV UTF-8'"));
	}

	@Test
	void theManifestReaderGoesOnAfterBadRows() throws IOException {
		final Path clip = Files.createDirectories(folder.resolve("顔 clip"));
		for (int i = 1; i <= 9; i++)
			if (i != 5) Files.createFile(clip.resolve("f" + i + ".png"));
		final String deep = "x/".repeat(900) + "clip";
		final Path file = csv(HEADER + "d,s,good,顔 clip,1,6,9,negative,\n" + "d,s,apex,顔 clip,1,5,9,negative,\n" +
			"d,s,good,顔 clip,1,6,9,negative,\n" + "d,s,number,顔 clip,1,x,9,negative,\n" +
			"d,t,gone,nowhere,1,6,9,negative,\n" + "d,t,deep," + deep + ",1,6,9,positive,\n" + "d,t,long," + "y".repeat(
				3000) + ",1,6,9,positive,\n" + "d,t,field,顔 clip,,,,negative,\n");
		final DatasetReading reading = new ManifestReader().read(DatasetRequest.midpoint(folder, file), Progress.none());
		assertEquals(List.of("good", "apex"), reading.samples().stream().map(Sample::clip).toList());
		assertEquals("apex-frame-missing:5>4", reading.samples().get(1).flags());
		assertEquals(4, reading.samples().get(1).apex());
		assertEquals(List.of(4, 5, 9), reading.report().entries(Kind.SKIPPED).stream().map(DatasetReport.Entry::row)
			.toList());
		assertEquals(List.of(6, 7, 8), reading.report().entries(Kind.MISSING).stream().map(DatasetReport.Entry::row)
			.toList());
		assertTrue(reading.report().text().contains("Subject d/t has no clip left: all 4 clips are missing or skipped."),
			reading.report().text());
	}

	@Test
	void aVeryLongPathThatExistsIsRead() throws IOException {
		Path deep = folder;
		for (int i = 0; i < 8; i++)
			deep = deep.resolve("ä".repeat(100));
		Files.createDirectories(deep);
		for (int i = 1; i <= 3; i++)
			Files.createFile(deep.resolve("f" + i + ".png"));
		assertTrue(deep.toString().length() > 800);
		Manifest.write(folder.resolve("m.csv"), List.of(Sample.of("d", "1", "c", "negative").recordedIn(deep).at(1, 2, 3)));
		final DatasetReading reading = new ManifestReader().read(DatasetRequest.midpoint(folder, folder.resolve("m.csv")),
			Progress.none());
		assertEquals(deep.toAbsolutePath().normalize(), reading.samples().get(0).source());
	}

	/** Only the key frames and what was done to them may change on the way through the reader. */
	@Test
	void theManifestReaderKeepsWhatItDoesNotRepair() throws IOException {
		final Path clip = Files.createDirectories(folder.resolve("clip"));
		for (int i = 1; i <= 9; i++)
			if (i != 5) Files.createFile(clip.resolve("f" + i + ".png"));
		final Sample written = Sample.of("d", "07", "c", "negative").recordedIn(clip.toAbsolutePath().normalize()).at(1, 5,
			9).withUnits("4+L10").ofKind("macro");
		Manifest.write(folder.resolve("m.csv"), List.of(written));
		assertEquals(List.of(written.at(1, 4, 9).withFlags("apex-frame-missing:5>4")), new ManifestReader().read(
			DatasetRequest.midpoint(folder, folder.resolve("m.csv")), Progress.none()).samples());
	}

	/** A class that only blanks tell from another is the same class. */
	@Test
	void blanksThatNobodySeesMakeNoClass() throws IOException {
		final Manifest manifest = Manifest.read(csv(HEADER + "d,s,c1,p,1,2,3,positive,\nd,s,c2,p,1,2,3,positive\u00a0,\n" +
			"d,s,c3,p,1,2,3,\u200bPositive,\nd,s,c4,p,1,2,3,very\u00a0sad,\nd,s,c5,p,1,2,3,very sad,\n"));
		assertEquals(List.of("positive", "very sad"), manifest.scheme(ClassScheme.OF_MANIFEST).labels());
		assertArrayEquals(new int[] { 0, 0, 0, 1, 1 }, manifest.numbers(manifest.scheme(ClassScheme.OF_MANIFEST)));
		assertEquals(List.of("s"), manifest.samples().stream().map(Sample::subject).distinct().toList());
	}

	@Test
	void columnsThatStandTwiceAreRefused() throws IOException {
		assertTrue(refused("dataset,subject,clip,path,onset,apex,class,kind,Kind\n").contains(
			"names the column 'kind' twice"));
	}

	@Test
	void classesOfTwoNamingsAreRefused() throws IOException {
		final Manifest mixed = Manifest.read(csv(HEADER + "d,s,c1,p,1,2,3,0,\nd,s,c2,p,1,2,3,negative,\n"));
		assertTrue(assertThrows(InputException.class, () -> mixed.scheme(ClassScheme.OF_MANIFEST)).getMessage().contains(
			"are words and numbers ('0', 'negative')"));
		final Manifest real = Manifest.read(csv(HEADER + "d,s,c1,p,1,2,3,1,\nd,s,c2,p,1,2,3,1.0,\nd,s,c3,p,1,2,3,2,\n"));
		assertTrue(assertThrows(InputException.class, () -> real.scheme(ClassScheme.OF_MANIFEST)).getMessage().contains(
			"are written in several ways ('1', '1.0', '2')"));
	}

	@Test
	void aFrameThatIsNotThereIsNone() throws IOException {
		final Sample sample = Manifest.read(csv(HEADER + "d,s,c,p,nan,\"2,0\",-1,happy,\n")).samples().get(0);
		assertEquals(List.of(Sample.ABSENT, 2, Sample.ABSENT), List.of(sample.onset(), sample.apex(), sample.offset()));
	}

	@Test
	void aClassThatIsNotThereIsRefused() throws IOException {
		assertTrue(refused(HEADER + "d,s,c1,p,1,2,3,NaN,\n").contains(
			"has the class 'NaN', which is none; fill the column class"));
	}
}
