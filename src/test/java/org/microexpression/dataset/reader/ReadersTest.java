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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.LargestMotion;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Entry;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Gradients;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.fixture.FixtureFrames;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.fixture.FixtureQuirk;

/** Every layout with every fault that real copies have, read by its reader. */
class ReadersTest {

	@TempDir
	Path folder;

	private List<FixtureQuirk> write(final FixtureLayout layout, final FixturePlan plan) {
		return new FixtureMaker(new Gradients(8)).write(layout, folder, plan, Progress.none());
	}

	private static Sample sample(final DatasetReading reading, final String subject, final String clip) {
		return reading.samples().stream().filter(s -> s.subject().equals(subject) && s.clip().equals(clip)).findFirst()
			.orElseThrow(() -> new AssertionError("no " + subject + "/" + clip + " in " + reading.report().text()));
	}

	/** Every quirk that the maker put in is found under its rule; every used clip has existing frames in order. */
	@ParameterizedTest
	@CsvSource({ "CASME2, CASME II, 5", "SAMM, SAMM, 5", "SMIC_CROPPED, SMIC-HS (cropped), 5",
		"SMIC_LONG, SMIC-HS (long), 5", "CASME3, CAS(ME)^3 part A, 5", "FOURDME, 4DME, 5", "MMEW, MMEW, 5" })
	void everyQuirkIsReportedByItsRule(final FixtureLayout layout, final String title, final int subjects) {
		final List<FixtureQuirk> quirks = write(layout, FixturePlan.small(subjects, 4, 14));
		final DatasetReading reading = DatasetReader.named(title).read(DatasetRequest.midpoint(folder), Progress.none());
		for (final FixtureQuirk quirk : quirks) {
			assertTrue(reading.report().entries().stream().anyMatch(e -> e.subject().equals(quirk.subject()) && (e.clip()
				.equals(quirk.clip()) || ClipKey.of("", e.clip()).equals(ClipKey.of("", quirk.clip()))) && e.rule().startsWith(
					quirk.rule())), quirk + " in " + reading.report().text());
		}
		final Set<String> keys = new HashSet<>();
		for (final Sample s : reading.samples()) {
			assertTrue(keys.add(s.key()), s.key() + " twice");
			final ExistingFrames frames = ExistingFrames.read(s.source());
			assertTrue(frames.has(s.onset()) && frames.has(s.apex()) && frames.has(s.offset()), s.toString());
			assertTrue(s.onset() < s.apex() && s.apex() <= s.offset(), s.toString());
		}
		final long used = reading.report().entries().stream().filter(e -> e.kind().isUsed()).count();
		assertEquals(reading.samples().size(), used);
	}

	@Test
	void casme2KeepsNumbersTextAndFlags() {
		write(FixtureLayout.CASME2, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder), Progress.none());
		final Sample plain = sample(reading, "sub01", "EP02_01f");
		assertEquals(52, plain.onset());
		assertEquals(58, plain.apex());
		assertEquals(65, plain.offset());
		assertEquals("", plain.flags());
		assertEquals("4+L10", plain.aus());
		assertEquals(Path.of("CASME2_RAW_selected", "CASME2_RAW_selected", "sub01", "EP02_01f"), folder.toAbsolutePath()
			.normalize().relativize(plain.source()), "the doubled folder is entered");
		final Sample slash = sample(reading, "sub04", "EP12_01f");
		assertEquals("apex-not-labelled:72 by midpoint", slash.flags());
		assertEquals(72, slash.apex());
		final Sample still = sample(reading, "sub05", "EP09_05f");
		assertEquals("apex-not-after-onset:69>75 by midpoint", still.flags());
		assertTrue(reading.samples().stream().anyMatch(s -> s.subject().equals("sub03")), "numeric subject cells");
		assertFalse(reading.samples().stream().anyMatch(s -> s.clip().contains("Shortcut")));
	}

	@Test
	void nearestFramesStandInForMissingOnes() {
		write(FixtureLayout.CASME2, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder), Progress.none());
		// sub02: frames 53..66 (apex 59) and 58..71 (offset 71); sub03: 54..67 (onset 54) and 59..72 (apex behind the end).
		assertEquals("apex-frame-missing:59>58", sample(reading, "sub02", "EP02_01f").flags());
		assertEquals("offset-frame-missing:71>69", sample(reading, "sub02", "EP03_02f").flags());
		assertEquals("onset-frame-missing:54>55", sample(reading, "sub03", "EP02_01f").flags());
		assertEquals("apex-after-offset:75>65 by midpoint", sample(reading, "sub03", "EP03_02f").flags());
		assertEquals("offset-before-onset:59>72", sample(reading, "sub04", "EP03_02f").flags());
	}

	private static final class SecondFrame implements ApexFinder {

		@Override
		public String title() {
			return "the second frame";
		}

		@Override
		public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
			return Found.apex(onset + 2);
		}
	}

	@Test
	void theFinderIsAskedAndItsAnswerRecorded() {
		write(FixtureLayout.CASME2, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new Casme2Reader().read(new DatasetRequest(folder, Optional.empty(),
			new SecondFrame()), Progress.none());
		assertEquals("apex-not-labelled:68 by the second frame", sample(reading, "sub04", "EP12_01f").flags());
	}

	@Test
	void largestMotionIsTheFrameThatDiffersMostFromTheOnset() {
		// A bar that moves 1, 2, 3 … 8 pixels away and stays there to the offset: the first frame of the full way is taken.
		final FixtureFrames bar = (clip, position) -> {
			final float[] levels = new float[32 * 16];
			final int at = 4 + Math.min(8, position);
			for (int y = 0; y < 16; y++)
				for (int x = at; x < at + 10; x++)
					levels[y * 32 + x] = 200;
			return ArrayImgs.floats(levels, 32, 16);
		};
		new FixtureMaker(bar).write(FixtureLayout.SMIC_CROPPED, folder, FixturePlan.small(5, 2, 12), Progress.none());
		final DatasetReading reading = new SmicCroppedReader().read(new DatasetRequest(folder, Optional.empty(),
			new LargestMotion()), Progress.none());
		final Sample sample = sample(reading, "s01", "s01_ne_01");
		assertEquals(sample.onset() + 8, sample.apex());
		assertEquals("apex-not-labelled:" + sample.apex() + " by largest motion", sample.flags());
	}

	@Test
	void aPictureWithoutANumberOrWithAnothersIsTold() throws IOException {
		write(FixtureLayout.SAMM, FixturePlan.small(5, 4, 14));
		Files.createFile(folder.resolve("SAMM/006/006_2_1/preview.jpg"));
		Files.createFile(folder.resolve("SAMM/006/006_3_2/006_000152.jpg"));
		final String text = new SammReader().read(DatasetRequest.midpoint(folder), Progress.none()).report().text();
		assertTrue(text.contains("holds numbered frames and, without a number, 'preview.jpg'; move that picture elsewhere"),
			text);
		assertTrue(text.contains("holds two frames of the number 152"), text);
	}

	@Test
	void aSubjectFolderWithoutPrefixAndPaddingIsTheSameSubject() throws IOException {
		write(FixtureLayout.CASME2, FixturePlan.small(5, 4, 14));
		final Path doubled = folder.resolve("CASME2_RAW_selected").resolve("CASME2_RAW_selected");
		Files.move(doubled.resolve("sub02"), doubled.resolve("2"));
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertEquals("sub02", sample(reading, "sub02", "EP02_01f").subject());
	}

	@Test
	void selectedFramesGoBeforeCroppedOnes() throws IOException {
		write(FixtureLayout.CASME2, FixturePlan.small(5, 4, 14));
		final Path clip = folder.resolve("Cropped").resolve("Cropped").resolve("sub01").resolve("EP02_01f");
		Files.createDirectories(clip);
		for (int i = 52; i < 66; i++)
			Files.createFile(clip.resolve("reg_img" + i + ".jpg"));
		final Sample both = sample(new Casme2Reader().read(DatasetRequest.midpoint(folder), Progress.none()), "sub01",
			"EP02_01f");
		assertTrue(both.path().toString().contains("selected"));
		final Sample cropped = sample(new Casme2Reader().read(DatasetRequest.midpoint(folder.resolve("Cropped"), folder
			.resolve("CASME2-coding-20140508.xlsx")), Progress.none()), "sub01", "EP02_01f");
		assertEquals(58, cropped.apex());
		assertTrue(cropped.source().endsWith(Path.of("Cropped", "sub01", "EP02_01f")));
	}

	@Test
	void sammReadsBothWidthsAndTheHeaderInRow14() {
		write(FixtureLayout.SAMM, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new SammReader().read(DatasetRequest.midpoint(folder), Progress.none());
		final Sample four = sample(reading, "006", "006_2_1");
		assertEquals(121, four.onset());
		final Sample five = sample(reading, "006", "006_4_3");
		assertEquals(9993, five.onset());
		assertEquals(10006, five.offset());
		assertEquals("anger", four.label());
		assertTrue(reading.report().entries(Kind.REMARK).get(0).message().contains("header (row 14)"));
	}

	@Test
	void smicSpellsSubjectsAlikeAndHasNoApex() throws IOException {
		write(FixtureLayout.SMIC_LONG, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new SmicLongReader().read(DatasetRequest.midpoint(folder), Progress.none());
		final Sample padded = sample(reading, "s03", "s03_sur_01");
		assertTrue(padded.source().endsWith(Path.of("s03", "s3_sur_01")));
		assertEquals("apex-not-labelled:" + (padded.onset() + padded.offset()) / 2 + " by midpoint", padded.flags());
		final Entry entry = reading.report().entries(Kind.FOUND).get(0);
		assertTrue(entry.rule().startsWith("apex-not-labelled"), "a choice that is recorded, but no repair");
		assertEquals(2, reading.report().entries(Kind.REMARK).stream().filter(e -> e.rule().equals("no-clip")).count(),
			"the free text below the data");
		assertEquals(1, reading.report().entries(Kind.REMARK).stream().filter(e -> e.rule().equals("second-expression"))
			.count());
		assertTrue(reading.report().text().contains(
			"SMIC-HS (long) labels no apex: it was chosen by midpoint in 19 clips."), reading.report().text());
		final Sample long8 = reading.samples().stream().filter(s -> s.onset() > 9_000_000).findFirst().orElse(null);
		assertNotNull(long8);
		assertTrue(long8.offset() > 9_999_999, "eight digits after seven");
	}

	@Test
	void smicCroppedLeavesOtherCamerasAndNeutralClipsAlone() throws IOException {
		write(FixtureLayout.SMIC_CROPPED, FixturePlan.small(5, 4, 14));
		final int before = new SmicCroppedReader().read(DatasetRequest.midpoint(folder), Progress.none()).samples().size();
		for (final String other : List.of("VIS/s1/micro/negative/s1_ne_71", "HS/s1/non_micro/negative/s1_ne_72")) {
			final Path clip = folder.resolve("SMIC_all_cropped").resolve(other);
			Files.createDirectories(clip);
			for (int i = 1; i < 5; i++)
				Files.createFile(clip.resolve("reg_image" + i + ".bmp"));
		}
		final DatasetReading reading = new SmicCroppedReader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertEquals(before, reading.samples().size());
		assertEquals(19, before, "20 clips, one of a single frame");
	}

	@Test
	void casme3TellsTheExpressionsOfOneVideoApart() {
		write(FixtureLayout.CASME3, FixturePlan.small(5, 4, 14));
		final DatasetReading reading = new Casme3Reader().read(DatasetRequest.midpoint(folder), Progress.none());
		final Sample first = sample(reading, "spNO.5", "b");
		final Sample second = sample(reading, "spNO.5", "b_2");
		assertEquals(first.source(), second.source());
		assertTrue(first.onset() < second.onset());
		assertTrue(first.source().endsWith(Path.of("spNO.5", "b", "color")));
	}

	@Test
	void fourDmeJoinsEmotionsAndExchangesTwoRows() {
		write(FixtureLayout.FOURDME, FixturePlan.small(15, 10, 12));
		final DatasetReading reading = new FourDmeReader().read(DatasetRequest.midpoint(folder), Progress.none());
		final List<Sample> exchanged = reading.samples().stream().filter(s -> s.flags().contains("aus-exchanged")).toList();
		assertEquals(2, exchanged.size());
		assertEquals("AU4+AU146(k)", exchanged.get(0).aus(), "the 145th clip has the action units of the 146th row");
		assertEquals("AU4+AU145(k)", exchanged.get(1).aus());
		assertTrue(reading.samples().stream().anyMatch(s -> s.label().equals("negative+repression")));
		assertTrue(reading.samples().stream().noneMatch(s -> s.label().isEmpty()), "the class from its column");
	}

	@Test
	void aSheetExportedAsCsvIsReadToo() throws IOException {
		write(FixtureLayout.SAMM, FixturePlan.small(5, 4, 14));
		final Path xlsx = folder.resolve("SAMM_Micro_FACS_Codes_v2.xlsx");
		final DatasetReading fromWorkbook = new SammReader().read(DatasetRequest.midpoint(folder, xlsx), Progress.none());
		final StringBuilder csv = new StringBuilder("\uFEFF");
		for (final TableRow row : WorkbookFile.read(xlsx).get("MICRO_ONLY")) {
			while (csv.chars().filter(c -> c == '\n').count() < row.number() - 1)
				csv.append('\n');
			csv.append(String.join(";", row.cells())).append('\n');
		}
		final Path exported = folder.resolve("exported.csv");
		Files.writeString(exported, csv);
		final DatasetReading fromCsv = new SammReader().read(DatasetRequest.midpoint(folder, exported), Progress.none());
		assertEquals(fromWorkbook.samples(), fromCsv.samples());
	}

	@Test
	void macroExpressionsOfSammAreLeftOut() throws IOException {
		write(FixtureLayout.SAMM, FixturePlan.small(5, 4, 14));
		final Path csv = folder.resolve("sheet.csv");
		Files.writeString(csv, "Subject,Filename,Onset Frame,Apex Frame,Offset Frame,Micro,Estimated Emotion\n" +
			"6,006_2_1,121,127,134,Macro,Anger\n006,006_4_3,9993,9999,10006,Micro - 1,Surprise\n");
		final DatasetReading reading = new SammReader().read(DatasetRequest.midpoint(folder, csv), Progress.none());
		assertEquals(1, reading.samples().size());
		assertTrue(reading.report().entries(Kind.SKIPPED).get(0).message().startsWith(
			"Not a micro-expression but 'Macro' (row 2"));
	}

	@Test
	void aLostSubjectIsNamed() throws IOException {
		write(FixtureLayout.MMEW, FixturePlan.small(5, 4, 14));
		try (Stream<Path> clips = Files.walk(folder.resolve("Micro_Expression"), 2)) {
			for (final Path clip : clips.filter(p -> p.getFileName().toString().startsWith("S05-")).toList())
				Files.move(clip, folder.resolve("elsewhere-" + clip.getFileName().toString().replace('-', '_')));
		}
		final DatasetReading reading = new MmewReader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertTrue(reading.report().text().contains(
			"Subject mmew/S05 has no clip left: all 4 clips are missing or skipped."), reading.report().text());
		assertEquals(4, reading.report().entries(Kind.MISSING).stream().filter(e -> e.subject().equals("S05")).count());
	}

	private void frames(final String... clips) throws IOException {
		for (final String clip : clips) {
			final Path frames = Files.createDirectories(folder.resolve(clip));
			for (int i = 1; i <= 9; i++)
				Files.write(frames.resolve("img" + i + ".jpg"), new byte[] { 1 });
		}
	}

	/** An unlabelled apex is chosen by the policy; one that cannot be read must not pass for such. */
	@Test
	void aCellThatIsNoFrameNumberIsQuotedAndItsClipSkipped() throws IOException {
		frames("sub01/EP01_01", "sub01/EP01_02", "sub01/EP01_03", "sub01/EP01_04", "sub02/EP02_01", "sub02/EP02_02",
			"sub02/EP02_03");
		final Path csv = Files.writeString(folder.resolve("sheet.csv"),
			"Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame," + "Estimated Emotion\n" +
				"1,EP01_01,1,8.0000000000000018,9,disgust\n1,EP01_02,1,8\u00a0,9,disgust\n" +
				"1,EP01_03,\u06f1,\uff18,9,disgust\n" +
				"1,EP01_04,1,/,9,disgust\n2,EP02_01,1,8?,9,disgust\n2,EP02_02,x1,8,9,disgust\n2,EP02_03,1,8,9.5,disgust\n");
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder, csv), Progress.none());
		assertEquals(List.of(8, 8, 8, 5), reading.samples().stream().map(Sample::apex).toList());
		assertEquals(List.of("", "", "", "apex-not-labelled:5 by midpoint"), reading.samples().stream().map(Sample::flags)
			.toList());
		assertEquals(List.of("Its apex '8?' is no frame number (row 6 of sheet.csv); correct the cell or empty it.",
			"Its onset 'x1' is no frame number (row 7 of sheet.csv); write the number of its first frame.",
			"Its offset '9.5' is no frame number (row 8 of sheet.csv); correct the cell or empty it."), reading.report()
				.entries(Kind.SKIPPED).stream().filter(e -> e.rule().equals("unreadable-frame")).map(Entry::message).toList());
	}

	/**
	 * Whatever the spelling in sheet and folders, a person is one subject, and the report says who was brought together.
	 */
	@Test
	void onePersonIsOneSubject() throws IOException {
		frames("Micro_Expression/happiness/S01-01-001", "Micro_Expression/disgust/S1-01-002",
			"Micro_Expression/surprise/s01-01-003", "Micro_Expression/surprise/S02-01-001");
		final Path mmew = Files.writeString(folder.resolve("mmew.csv"),
			"Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame," +
				"Estimated Emotion\n1,S01-01-001,1,2,3,happiness\n1,S1-01-002,1,2,3,disgust\n1,s01-01-003,1,2,3,surprise\n" +
				"2,S02-01-001,1,2,3,surprise\n");
		final DatasetReading first = new MmewReader().read(DatasetRequest.midpoint(folder, mmew), Progress.none());
		assertEquals(List.of("S01", "S01", "S01", "S02"), first.samples().stream().map(Sample::subject).toList());
		assertEquals(List.of("The subject 'S1' as 'S01' in 1 clip: two spellings of one person.",
			"The subject 's01' as 'S01' in 1 clip: two spellings of one person."), first.report().entries(Kind.REMARK)
				.stream().filter(e -> e.rule().equals("subject-spelling")).map(Entry::message).toList());
		frames("gray_micro/01/a", "gray_micro/1/b", "gray_micro/A1/c", "gray_micro/B1/d");
		final Path fourDme = Files.writeString(folder.resolve("4dme.csv"), "sub_ID,fold_name,Onset,Apex,Offset,Emotion\n" +
			"01,a,1,2,3,Positive\n1,b,1,2,3,Negative\nA1,c,1,2,3,Negative\nB1,d,1,2,3,Negative\n");
		assertEquals(List.of("01", "01", "A1", "B1"), new FourDmeReader().read(DatasetRequest.midpoint(folder, fourDme),
			Progress.none()).samples().stream().map(Sample::subject).toList());
	}

	/** Without a sheet the folders alone tell person and class. */
	@Test
	void smicsFoldersThatContradictEachOtherAreNotUsed() throws IOException {
		frames("HS/s1/micro/negative/s1_ne_01", "HS/s1/micro/positive/s1_ne_01", "HS/s2/micro/negative/s1_ne_02",
			"HS/s1/micro/negative/s1_ne_03", "HS/s01/micro/negative/s01_ne_03", "HS/s3/micro/positive/s3_po_01");
		final DatasetReading reading = new SmicCroppedReader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertEquals(List.of("s01_ne_03", "s03_po_01"), reading.samples().stream().map(Sample::clip).toList());
		assertEquals(List.of("The clip s01_ne_01 lies in two folders, " + folder.resolve("HS/s1/micro/negative/s1_ne_01") +
			" and " + folder.resolve("HS/s1/micro/positive/s1_ne_01") +
			", which say two classes; neither is used. Remove the one that is wrong.",
			"The clip s01_ne_02 lies in the folder of another person (" + folder.resolve("HS/s2/micro/negative/s1_ne_02") +
				"), and nobody knows whose it is; it is not used. Move or rename the folder."), reading.report().entries(
					Kind.SKIPPED).stream().map(Entry::message).toList());
		assertEquals(List.of("Clip s01_ne_03 lies in several folders; " + folder.resolve(
			"HS/s01/micro/negative/s01_ne_03") + " is used, not " + folder.resolve("HS/s1/micro/negative/s1_ne_03") + "."),
			reading.report().entries(Kind.REMARK).stream().filter(e -> e.rule().equals("several-folders")).map(Entry::message)
				.toList());
	}

	@Test
	void recordingsOfTwoSortsAreTold() throws IOException {
		frames("CASME2_RAW_selected/sub01/EP01", "Cropped/sub01/EP02");
		final DatasetReading reading = new Casme2Reader().read(DatasetRequest.midpoint(folder, Files.writeString(folder
			.resolve("sheet.csv"), "Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Estimated Emotion\n" +
				"1,EP01,1,8,9,disgust\n1,EP02,1,8,9,disgust\n")), Progress.none());
		assertTrue(reading.report().text().contains(
			"Clips of CASME II are taken from recordings of several sorts (1 clip such as " + folder.resolve(
				"CASME2_RAW_selected/sub01/EP01") + ", 1 clip such as " + folder.resolve("Cropped/sub01/EP02") + ")"), reading
					.report().text());
	}

	/** A copy of a frame, in a set that has no sheet to hold against it. */
	@Test
	void aCopiedFrameIsToldByTheReaderToo() throws IOException {
		frames("HS/s1/micro/negative/s1_ne_01", "HS/s1/micro/negative/s1_ne_02");
		Files.write(folder.resolve("HS/s1/micro/negative/s1_ne_01/img4 (1).jpg"), new byte[] { 1 });
		final DatasetReading reading = new SmicCroppedReader().read(DatasetRequest.midpoint(folder), Progress.none());
		assertEquals(List.of("s01_ne_02"), reading.samples().stream().map(Sample::clip).toList());
		assertTrue(reading.report().text().contains("holds 'img4 (1).jpg', which is named otherwise than 'img4.jpg'"),
			reading.report().text());
	}
}
