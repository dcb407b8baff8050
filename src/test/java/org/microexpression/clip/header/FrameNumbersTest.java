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

package org.microexpression.clip.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;

class FrameNumbersTest {

	/**
	 * Names in the order of their frames, then the frames' numbers, all parted by blanks or, where names have them, by |.
	 */
	@ParameterizedTest
	@CsvSource({ "img9.jpg img10.jpg img100.jpg,9 10 100", "img009.png img046.png img100.png,9 46 100",
		"img9.jpg img046.jpg img100.jpg,9 46 100", "reg_img46.jpg reg_img47.jpg,46 47",
		"006_05562.jpg 006_05563.jpg 006_05570.jpg,5562 5563 5570", "image090823.jpg image090824.jpg,90823 90824",
		"img2_256x256.jpg img3_256x256.jpg img4_256x256.jpg,2 3 4", "img9-640x480.png img10-640x480.png,9 10",
		"img2 \u00d7 2 (1920\u00d71080).png|img3 \u00d7 2 (1920\u00d71080).png,2 3", "2_w640_h480.bmp 3_w640_h480.bmp,2 3",
		"f1_128x100.png f2_128x90.png,1 2", "img5 (1).jpg|img6 (1).jpg|img7 (1).jpg,5 6 7", "img (1).jpg|img (2).jpg,1 2",
		"frame1_40ms.png frame2_80ms.png frame3_120ms.png,1 2 3", "12-30-59_f1.png 12-31-00_f2.png,1 2",
		"t0.04_0007.png t0.08_0008.png,7 8", "t001.tif t002.tif t010.tif,1 2 10", "take1.0009.png take1.0010.png,9 10",
		"s01_01_003.jpg s01_01_004.jpg,3 4", "onset_1.jpg apex_19.jpg,1 19", "1st.png 2nd.png 3rd.png,1 2 3",
		"2024-01-05_12-30-01_001.png 2024-01-05_12-30-01_002.png,1 2", "20240105_0001.png 20240105_0002.png,1 2",
		"S1-01-001.jpg S1-01-002.jpg,1 2", "img46.jpg img47.png img48.TIFF,46 47 48" })
	void theNumberThatDiffersIsTheFrames(final String files, final String numbers) {
		assertNumbers(files.split(files.contains("|") ? "\\|" : " "), numbers, true);
	}

	@ParameterizedTest
	@ValueSource(ints = { '0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0xff10, 0x1d7ce, 0x1e950 })
	void digitsOfAnyScriptAreNumbers(final int zero) {
		final String[] files = new String[3];
		for (int i = 0; i < files.length; i++) {
			final StringBuilder digits = new StringBuilder();
			Integer.toString(9 + i).chars().forEach(digit -> digits.appendCodePoint(zero + digit - '0'));
			files[i] = digits + ".jpg";
		}
		assertNumbers(files, "9 10 11", true);
		for (int i = 0; i < files.length; i++)
			files[i] = "\u0642\u0627\u0628\u200f" + files[i];
		assertNumbers(files, "9 10 11", true);
	}

	@Test
	void aMixtureOfScriptsIsReadAlike() {
		assertNumbers(new String[] { "img9.jpg", "img\u06f1\u06f0.jpg", "img\uff11\uff11.jpg", "\uff49\uff4d\uff4712.jpg" },
			"9 10 11 12", true);
		assertRefused("holds two frames of the number 9, 'img9.jpg' and 'img\u06f9.jpg'; keep one of them.", "img9.jpg",
			"img\u06f9.jpg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "img4 - Copy.jpg", "img4 copy.jpg", "img4 (copy).jpg", "img4 (another copy).jpg",
		"Copy of img4.jpg", "img4 - Kopie.jpg", "Kopie von img4.jpg", "img4 - Copie.jpg", "Copie de img4.jpg",
		"img4 - copia.jpg", "Copia de img4.jpg", "img4 - \u526f\u672c.jpg", "img4\u7684\u526f\u672c.jpg",
		"img4 - \u30b3\u30d4\u30fc.jpg", "img4 \u2014 \u043a\u043e\u043f\u0438\u044f.jpg",
		"img4 - \u0646\u0633\u062e\u0629.jpg", "img4~.jpg", "img04.jpg", "img4.png", "IMG4.JPG", "img4 (1).jpg",
		"img4(2).jpg", "img4 2.jpg", "img4 copy 2.jpg", "img4 - Copy (3).jpg", "img4 (3rd copy).jpg", "img4_1.jpg",
		"img4-1.jpg", "img4~1.jpg", "Copy (2) of img4.jpg", "img4 [1].jpg", "img4 \uff08\u0661\uff09.jpg", "img9 (1).jpg" })
	void aCopyAmongTheFramesIsRefusedByName(final String copy) {
		final InputException e = assertThrows(InputException.class, () -> FrameNumbers.ofFiles(List.of("img2.jpg",
			"img3.jpg", "img4.jpg", copy)));
		assertTrue(e.getMessage().contains("'" + copy + "'"), e.getMessage());
		if (!copy.contains("9")) assertTrue(e.getMessage().contains("'img4.jpg'"), e.getMessage());
	}

	@Test
	void whatTheNamesDoNotTellIsRefused() {
		assertRefused("holds numbered frames and, without a number, 'cover.png'; move that picture elsewhere or number it.",
			"img1.png", "cover.png");
		assertRefused(
			"holds pictures without numbers in their names, such as 'neutral.png', so that their order is not known; " +
				"number them in their order, such as frame1.png.", "smile.png", "neutral.png");
		assertRefused(
			"holds names that differ in several numbers ('img5 (1).jpg', 'img6 (2).jpg'); let one number differ, the " +
				"frame's.", "img5 (1).jpg", "img6 (2).jpg");
		assertRefused(
			"holds names in which no number tells the frames apart ('a1_1.png', 'a2_1.png'); let one number differ, " +
				"the frame's.", "a1_1.png", "a1_2.png", "a2_1.png");
		assertRefused("holds names with and without a minus before the number ('t-1.png'); number the frames from 0 or 1.",
			"t-1.png", "t0.png", "t2.png");
		assertRefused(
			"holds times in names that are not built alike, such as '900ms.png'; number the frames in their order.",
			"900ms.png", "1s.png");
		assertRefused(
			"holds times in names behind which stands a part of a second or a counter ('00.00.01.9.png', '00.00.01.10.png'); " +
				"number the frames in their order.", "00.00.01.9.png", "00.00.01.10.png", "00.00.01.11.png");
		assertRefused(
			"holds names whose numbers and times do not ascend together ('00-00-02-3.png', '00-00-01-5.png'); number the " +
				"frames in their order.", "00-00-01-5.png", "00-00-01-9.png", "00-00-02-3.png");
		assertRefused(
			"holds names whose numbers do not ascend together ('img_10_01.png', 'img_9_59.png'), so that their order is not " +
				"known; let one number differ, the frame's.", "img_9_59.png", "img_10_00.png", "img_10_01.png");
		assertRefused("holds names with and without a minus before the number ('t-1.png'); number the frames from 0 or 1.",
			"t-1.png", "t0.png", "t1.png");
		assertRefused("holds two frames of one time, '0.50 s.png' and '0.5 s.png'; number the frames in their order.",
			"0.50 s.png", "0.5 s.png", "0.6 s.png");
	}

	@ParameterizedTest
	@ValueSource(strings = { "12-30-58.png 12-30-59.png 12-31-00.png", "12.59.59.png 13.00.00.png 13.00.01.png",
		"12_30_59.png 12_31_00.png", "14-05-07.png 14-05-08.png", "2024-01-05 at 14.05.07.png|2024-01-05 at 14.05.08.png",
		"Shot 2024-01-05 at 12.59.59 PM.png|Shot 2024-01-05 at 1.00.00 PM.png", "20240105_143000.jpg 20240105_143001.jpg",
		"IMG-20240105T143000.jpg IMG-20240105T143001.jpg", "20240105143059.jpg 20240105143100.jpg",
		"0.005 s.png|0.010 s.png|0.015 s.png", "t=0.5.png t=0.75.png t=1.0.png", "img_40ms.png img_120ms.png",
		"clip 0,04 s.png|clip 0,08 s.png", "1h02m03s.png 1h02m04s.png", "5 \u79d2.png|10 \u79d2.png",
		"5\u043c\u0441.png 10\u043c\u0441.png", "5 Sek.png|10 Sek.png",
		"12\u664230\u520659\u79d2.png 12\u664231\u520600\u79d2.png", "t=0.png t=5.png t=10.png",
		"00:00:01.040.png 00:00:01.080.png", "00:00:01.25.png 00:00:01.5.png", "0:00:01.5.png 0:00:01.6.png",
		"12-30-59_960.png 12-31-00_000.png", "time_0.1.png time_0.25.png", "00.00.01.5.jpg 00.00.01.6.jpg 00.00.01.7.jpg",
		"00.00.01.25.png 00.00.01.50.png 00.00.02.00.png", "12.30.59,5.png 12.31.00,0.png",
		"vlcsnap-2024-01-05-12h30m59s123.png vlcsnap-2024-01-05-12h30m59s163.png", "time: 5.png|time: 10.png",
		"sec 5.png|sec 10.png", "00'05.png 00'10.png", "2024_01_05_12_30_01.png 2024_01_05_12_30_02.png",
		"\u06f1\u06f2-\u06f3\u06f0-\u06f5\u06f9.png \u06f1\u06f2-\u06f3\u06f1-\u06f0\u06f0.png" })
	void timesAreCountedInTheirOrderAndSaidToBe(final String files) {
		final String[] names = files.split(files.contains("|") ? "\\|" : " ");
		assertNumbers(names, names.length == 2 ? "1 2" : "1 2 3", false);
	}

	@Test
	void numbersBeyondAnIntAreCountedAndSaidToBe() {
		assertNumbers(new String[] { "t1700000000009.png", "t1700000000010.png" }, "1 2", false);
	}

	@Test
	void aNumberBehindOneTimeIsRemarked() {
		final FrameNumbers read = FrameNumbers.ofFiles(List.of("00-00-01-05.jpg", "00-00-01-06.jpg"));
		assertArrayEquals(new int[] { 5, 6 }, read.values());
		assertTrue(read.remarks().get(0).contains("'00-00-01-05.jpg'"), read.remarks().toString());
	}

	@Test
	void oneNameThatDiffersFromTheOthersIsRemarked() {
		final FrameNumbers read = FrameNumbers.ofFiles(List.of("img2.jpg", "img3.jpg", "img4 - Kopie.jpg"));
		assertArrayEquals(new int[] { 2, 3, 4 }, read.values());
		assertEquals(List.of("not all of its frames are named alike: 'img4 - Kopie.jpg' differs from the others."), read
			.remarks());
	}

	/** Two clips in one folder, or one that was renamed half way: what is right nobody can say. */
	@ParameterizedTest
	@ValueSource(strings = { "a001 a002 a003 b004 b005 b006", "a001 b002 a003 b004",
		"left_1 left_2 left_3 right_7 right_8", "a_frame1 a_frame2 b_frame3 b_frame4", "a01 a02 b01 b02",
		"img46 img47 reg_img46 reg_img47" })
	void twoSeriesInOneFolderAreRefused(final String names) {
		final String sentence = assertThrows(InputException.class, () -> FrameNumbers.ofFiles(List.of(names.split(" "))))
			.getMessage();
		final String[] parts = names.split(" ");
		final String other = Arrays.stream(parts).filter(name -> name.charAt(0) != parts[0].charAt(0)).findFirst()
			.orElseThrow();
		assertEquals("holds frames under different names, such as '" + parts[0] + "' and '" + other +
			"', which may be of two clips; part them into folders, or name all frames alike.", sentence);
	}

	@ParameterizedTest
	@CsvSource({ "onset_1 apex_9 offset_20,0", "img1 img_2 img#3 img4,1", "img1 img2 x3,1", "img1 img2 x3 y4,1",
		"img1_calm img2_calm img3_smile img4_smile,1", "IMG1 img2 Img3,0", "1st 2nd 3rd 4th 21st 22nd,1" })
	void oneSeriesMayVaryItsNames(final String names, final int remarks) {
		assertEquals(remarks, FrameNumbers.ofFiles(List.of(names.split(" "))).remarks().size());
	}

	@Test
	void sliceLabelsCountOnlyIfAllCarryAscendingNumbers() {
		assertLabels(true, List.of("img46.jpg", "img47.jpg\nWidth 640"), 46, 47);
		assertLabels(true, List.of("onset, frame 43", "apex, frame 100"), 43, 100);
		assertLabels(true, List.of("t:1/50 - clip", "t:2/50 - clip"), 1, 2);
		assertLabels(true, List.of("time 5/50", "time 6/50"), 5, 6);
		assertLabels(true, List.of("Time point 5", "Time point 10"), 5, 10);
		assertLabels(true, List.of("T5", "T10"), 5, 10);
		assertLabels(true, List.of("img2_256x256", "img3_256x256"), 2, 3);
		assertLabels(true, List.of("", ""), 1, 2);
		assertLabels(true, List.of("clip 7", "clip 7"), 1, 2);
		assertLabels(false, List.of("img47.jpg", "img46.jpg"), 1, 2);
		assertLabels(false, List.of("img46.jpg", ""), 1, 2);
		assertLabels(false, List.of("img46.jpg", "img46 (1).jpg"), 1, 2);
	}

	@Test
	void timesInSliceLabelsAreNoFrameNumbers() {
		// ImageJ's AVI reader labels slices so; 0.04 and 0.08 would else be frames 4 and 8.
		assertLabels(false, List.of("0.04 s", "0.08 s", "0.12 s"), 1, 2, 3);
		assertLabels(false, List.of("t=0.005 s", "t=0.010 s", "t=0.015 s"), 1, 2, 3);
		assertLabels(false, List.of("00:05", "00:06"), 1, 2);
		assertLabels(false, List.of("5 ms", "10 ms"), 1, 2);
		assertLabels(false, List.of("t=5", "t=10"), 1, 2);
		assertLabels(false, List.of(".005", ".010", ".015"), 1, 2, 3);
		assertLabels(false, List.of("t = .5 s", "t = .55 s", "t = .6 s"), 1, 2, 3);
	}

	private static void assertNumbers(final String[] files, final String numbers, final boolean named) {
		final List<String> names = Arrays.asList(files.clone());
		for (final boolean reversed : new boolean[] { false, true }) {
			if (reversed) Collections.reverse(names);
			final FrameNumbers read = FrameNumbers.ofFiles(names);
			assertEquals(List.of(files), read.order().stream().map(names::get).toList());
			assertArrayEquals(Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray(), read.values());
			if (!named) assertTrue(read.remarks().get(0).contains("counted from 1"), read.remarks().toString());
			else assertTrue(read.remarks().isEmpty() || !read.remarks().get(0).contains("counted"), read.remarks()
				.toString());
		}
	}

	private static void assertLabels(final boolean silent, final List<String> labels, final int... numbers) {
		final FrameNumbers read = FrameNumbers.ofLabels(labels);
		assertArrayEquals(numbers, read.values());
		assertEquals(silent, read.remarks().isEmpty(), read.remarks().toString());
	}

	private static void assertRefused(final String sentence, final String... files) {
		assertEquals(sentence, assertThrows(InputException.class, () -> FrameNumbers.ofFiles(List.of(files))).getMessage());
	}

	/** A slip of the hand, or a frame of another clip: its picture would be onset or apex. */
	@Test
	void aNumberFarFromTheOthersIsRemarked() {
		final List<String> names = new ArrayList<>();
		for (int number = 46; number <= 60; number++)
			names.add("f0" + number + ".png");
		assertEquals(List.of(), FrameNumbers.ofFiles(names).remarks());
		names.add("f540.png");
		assertEquals(List.of(
			"the number of 'f540.png' lies far from the others, 46 to 60: 479 numbers are missing between. " +
				"If it is a slip or another clip's, correct the name."), FrameNumbers.ofFiles(names).remarks());
		names.set(15, "f001.png");
		assertEquals(List.of(
			"the number of 'f001.png' lies far from the others, 46 to 60: 44 numbers are missing between. " +
				"If it is a slip or another clip's, correct the name."), FrameNumbers.ofFiles(names).remarks());
		names.add("f900.png");
		names.add("f901.png");
		assertTrue(FrameNumbers.ofFiles(names).remarks().get(0).startsWith(
			"the numbers of 'f001.png', 'f900.png', 'f901.png' lie far from the others, 46 to 60"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1 19", "1 100 200 300 400 500", "1 2 3 4 90", "1 2 3 4 14 15 16 17", "1 1000",
		"10 20 30 40 50 60 70 170", "1 2 3 4 5 100 101 102 103 104" })
	void gapsAreNoFaults(final String numbers) {
		final List<String> names = Arrays.stream(numbers.split(" ")).map(number -> "img" + number + ".png").toList();
		assertEquals(names.size() == 5 ? 1 : 0, FrameNumbers.ofFiles(names).remarks().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "5 h|10 h|15 h", "dT=5|dT=10|dT=15", "\u0394t=5|\u0394t=10|\u0394t=15", "5 d|10 d|15 d",
		"delta t = 5|delta t = 10|delta t = 15", "elapsed=5|elapsed=10|elapsed=15", "timestamp=5|timestamp=9|timestamp=11",
		"2 hours|4 hours|6 hours", "time 10|time 20|time 30", "timestamp 1200|timestamp 1240|timestamp 1280",
		"ts=1200|ts=1240|ts=1280", "t:5|t:10|t:15", "ts: 5|ts: 10|ts: 15", "Elapsed 5|Elapsed 10|Elapsed 15",
		"T = 5|T = 10|T = 15", "elapsed time 5|elapsed time 10|elapsed time 15",
		"clip_timestamp_5|clip_timestamp_9|clip_timestamp_11", "time .5|time .6|time .7", "Zeit 5|Zeit 10|Zeit 15",
		"Zeit=5|Zeit=10|Zeit=15", "5 Std|10 Std|15 Std", "5 \u0447|10 \u0447|15 \u0447" })
	void timesOfEveryKindInLabelsAreCounted(final String labels) {
		assertLabels(false, List.of(labels.split("\\|")), 1, 2, 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "5 \u0633\u0627\u0639\u062a", "5 \u0633\u0627\u0639\u0629", "5 \u5c0f\u65f6",
		"5 \u6642\u9593", "5 \uc2dc\uac04", "5 \u0918\u0902\u091f\u0947", "5 \u5206\u949f", "5 weeks", "5 mn", "5 segs",
		"5 saat", "5 Wochen", "hour 5", "min 5", "ms5", "5 milliseconds", "5 Millisekunden", "5 milisegundos",
		"5 microseconds", "5 Sekunde", "5 sekunder", "5 secunde", "5 saniye", "5 gi\u00e2y",
		"5 \u0441\u0435\u043a\u0443\u043d\u0434", "5 \u043c\u0438\u043d\u0443\u0442",
		"5 \u0e27\u0e34\u0e19\u0e32\u0e17\u0e35", "5 \ubc00\ub9ac\ucd08", "5 \u03b4\u03b5\u03c5\u03c4", "Zeit: 5", "5'",
		"5\"", "5\u2033" })
	void unitsOfManyLanguagesAreTimes(final String label) {
		assertLabels(false, List.of(label, label.replace('5', '7'), label.replace('5', '9')), 1, 2, 3);
	}

	/** Names in the order of their days, parted by |; none of them is in the order of its first number. */
	@ParameterizedTest
	@ValueSource(strings = { "30-01-2024|31-01-2024|01-02-2024", "30.01.2024|31.01.2024|1.2.2024",
		"face_30_01_2024|face_31_01_2024|face_01_02_2024", "30012024|31012024|01022024", "01-30-2023|01-31-2023|01-01-2024",
		"01312023|02012023|01012024", "31/12/2023|1/1/2024", "10 30 2024|11 01 2024|01 02 2025",
		"31-12-2023 23.59.59|01-01-2024 00.00.01|01-01-2024 00.00.02" })
	void datesThatEndWithTheYearAreInTheOrderOfTheDays(final String names) {
		final List<String> labels = List.of(names.split("\\|"));
		final List<String> backwards = new ArrayList<>(labels);
		Collections.reverse(backwards);
		final FrameNumbers read = FrameNumbers.ofFiles(backwards);
		assertEquals(labels, read.order().stream().map(backwards::get).toList());
		assertEquals(1, read.values()[0]);
		assertTrue(read.remarks().get(0).contains("counted from 1 in the order of the times"), read.remarks().toString());
	}

	@Test
	void aFrameNumberBesideADateIsTheFrames() {
		assertNumbers(new String[] { "30-01-2024_0007.png", "01-02-2024_0008.png" }, "7 8", true);
		assertNumbers(new String[] { "28-01-2024.png", "29-01-2024.png" }, "28 29", true);
		assertNumbers(new String[] { "10011999.png", "10012000.png" }, "10011999 10012000", true);
	}

	@Test
	void datesInAnOrderThatNobodyKnowsAreRefused() {
		final String either = "holds dates in names of which nobody can say whether day or month stands first ('";
		final String end = "'); number the frames in their order.";
		assertRefused(either + "02-01-2024.png', '01-02-2024.png" + end, "01-02-2024.png", "02-01-2024.png");
		assertRefused(either + "02012024.png', '02012025.png" + end, "01022024.png", "02012024.png", "02012025.png");
		assertRefused(either + "30-01-2024.png', '01-31-2024.png" + end, "30-01-2024.png", "31-01-2024.png",
			"01-31-2024.png");
		assertRefused(
			"holds names whose numbers do not ascend together ('01-02.png', '30-01.png'), so that their order is " +
				"not known; let one number differ, the frame's.", "30-01.png", "31-01.png", "01-02.png");
		final String times = "holds names of which nobody can say whether they are dates or times ('";
		assertRefused(times + "30.01.png', '01.02.png" + end, "30.01.png", "31.01.png", "01.02.png");
		assertRefused(times + "10-11-24.png', '01-12-24.png" + end, "10-11-24.png", "11-11-24.png", "01-12-24.png");
	}

	/** Names of which the numbers stand in another order than the days. */
	@ParameterizedTest
	@ValueSource(strings = { "301124|011224", "face_301124|face_311224|face_010125", "113024|120124|010125",
		"301124_143000|301124_143001|011224_090000", "30112024143000|01122024090000", "301124143000|011224090000",
		"3011241430|0112240900", "30nov2024|01dec2024", "2024nov30|2024dec01", "30-nov-24|01-dec-24", "30 NOV|01 Dec",
		"30_d\u00e9c|01_janv", "30.Nov.|01.Dez.", "dec30|jan02", "clip Nov 30|clip Dec 1", "30nov_1|30nov_2|01dec_3",
		"31dec2024|01jan2025" })
	void datesThatAreNotReadAreRefused(final String files) {
		final List<String> names = List.of(files.split("\\|"));
		final String sentence = assertThrows(InputException.class, () -> FrameNumbers.ofFiles(names)).getMessage();
		assertTrue(sentence.startsWith("holds numbers in names that may be dates ('" + names.get(0)) || sentence.startsWith(
			"holds dates with the month as a word in names ('" + names.get(0)), sentence);
	}

	/** What counts, and days whose numbers stand in their order. */
	@ParameterizedTest
	@CsvSource({ "image090898 image090899 image090900 image090901,90898 90899 90900 90901",
		"image090823 image090912 image091005,90823 90912 91005", "281124 291124 301124,281124 291124 301124",
		"241130 241201 250101,241130 241201 250101", "28nov2024 29nov2024,28 29", "mar_1 mar_2 mar_10,1 2 10",
		"110100 110101 110102 120100,110100 110101 110102 120100", "maria_1 maria_2,1 2", "30nov_frame7 01dec_frame8,7 8" })
	void whatIsNoDateCounts(final String files, final String numbers) {
		assertNumbers(files.split(" "), numbers, true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "311224_110100 311224_120100 311224_110200", "1712345678 1712345679 1712345680",
		"0.010124s 0.020124s 0.010224s", "20241130_110124 20241130_120124 20241130_110224" })
	void aTimeOfDayIsNoDate(final String files) {
		assertEquals(3, FrameNumbers.ofFiles(List.of(files.split(" "))).order().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.2.png|1.4.png|2.1.png", "12-01-02.png|12-01-03.png|12-02-01.png",
		"2024-01-30.png|2024-01-31.png|2024-02-01.png", "t=10.10.png|t=10.12.png|t=11.02.png",
		"10.10s.png|10.12s.png|11.02s.png", "img5ms.png|img10ms.png|img15ms.png", "img5 msec.png|img10 msec.png",
		"face0.5sec.png|face1.5sec.png", "a5\u00b5s.png|a10\u00b5s.png", "img5 seconds.png|img10 seconds.png" })
	void timesStayTimes(final String names) {
		assertNumbers(names.split("\\|"), names.split("\\|").length == 3 ? "1 2 3" : "1 2", false);
	}

	/** These letters may be something else: sides, days of a diary, women. */
	@ParameterizedTest
	@ValueSource(strings = { "s", "h", "d", "w" })
	void aUnitOfOneLetterBehindGluedLettersIsNone(final String letter) {
		assertNumbers(new String[] { "img5" + letter + ".png", "img10" + letter + ".png" }, "5 10", true);
	}

	/** The tenth picture of series 1, or a tenth of a second: two orders. */
	@ParameterizedTest
	@ValueSource(strings = { "1.8 1.9 1.10 1.11", "0.9 0.10 0.11", "img_0.9 img_0.10", "img_0.9 img_0.10 img_1.0",
		"1,5 1,10 2,0", "t_1.9 t_1.10", "t0.9 t0.75 t0.100" })
	void aDecimalThatMayBeTwoNumbersIsRefused(final String files) {
		final List<String> names = List.of(files.replace(" ", ".png ").concat(".png").split(" "));
		final String sentence = assertThrows(InputException.class, () -> FrameNumbers.ofFiles(names)).getMessage();
		assertTrue(sentence.startsWith(
			"holds names of which nobody can say whether a decimal or two numbers stand in them"), sentence);
		assertTrue(names.stream().filter(sentence::contains).count() == 2, sentence);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0 0.05 0.1 0.15", "t=0.5 t=0.75 t=0.9", "0.5s 0.75s 0.9s", "1.5 1.75 2.0",
		"1.08 1.09 1.10", "1640995200.123 1640995200.9 1640995201.1", "12.1234567 12.5 12.62" })
	void aDecimalOfOneReadingIsATime(final String files) {
		final String[] names = files.replace(" ", ".png ").concat(".png").split(" ");
		assertNumbers(names, names.length == 3 ? "1 2 3" : "1 2 3 4", false);
	}

	@Test
	void aNumberBehindAPointThatMayBePartOfADecimalIsRemarked() {
		final FrameNumbers read = FrameNumbers.ofFiles(List.of("take1.9.png", "take1.10.png"));
		assertArrayEquals(new int[] { 9, 10 }, read.values());
		assertEquals(List.of(
			"the number behind the point in its names ('take1.9.png') is taken for the frame's; if it is " +
				"a part of a decimal, number the frames in their order."), read.remarks());
		assertEquals(List.of(), FrameNumbers.ofFiles(List.of("take1.09.png", "take1.10.png")).remarks());
	}

	@ParameterizedTest
	@CsvSource({ "f1 f2 f3 f4 f5 f500 f501 f502 f503 f504,494,f5,f500", "9991 9992 9993 0002 0003 0004,9986,0004,9991",
		"7 8 9 500 501 800 801,490,9,500" })
	void aWideGapBetweenManyIsRemarked(final String names, final int missing, final String before, final String after) {
		assertEquals(List.of(missing + " numbers are missing between '" + before + "' and '" + after +
			"'. If a counter began anew between them, or they are of two clips, number the frames in their order or part " +
			"them."), FrameNumbers.ofFiles(List.of(names.split(" "))).remarks());
	}

	@ParameterizedTest
	@CsvSource({ "IMG_9997 IMG_9998 IMG_9999 IMG_0001 IMG_0002 IMG_0003,IMG_9999,IMG_0001",
		"IMG_9998 IMG_9999 IMG_0000,IMG_9999,IMG_0000", "DSC09998 DSC09999 DSC00001 DSC00002,DSC09999,DSC00001",
		"f98 f99 f00 f01,f99,f00", "9999 0001,9999,0001" })
	void aCounterThatBeganAnewIsRefused(final String names, final String last, final String first) {
		assertRefused("holds numbers that a counter may have begun anew with: '" + last +
			"' is the last that its digits can count, and '" + first + "' may follow it; number the frames in their order.",
			names.split(" "));
	}

	/** From one end of the digits to the other without a gap, or where numbers have no zeros before them. */
	@Test
	void numbersUpToTheEndOfTheirDigitsAreRead() {
		final List<String> names = new ArrayList<>();
		for (int number = 1; number < 100; number++)
			names.add(String.format("f%02d", number));
		assertEquals(List.of(), FrameNumbers.ofFiles(names).remarks());
		names.subList(40, 50).clear();
		assertEquals(89, FrameNumbers.ofFiles(names).values().length);
		assertNumbers(new String[] { "f1", "f9999" }, "1 9999", true);
		assertNumbers(new String[] { "f0001", "f0099" }, "1 99", true);
	}

	/** In Russian, Czech, Polish, Turkish, Catalan, Finnish, Greek, Ukrainian, Hungarian, without accents, and cut. */
	@ParameterizedTest
	@ValueSource(strings = { "28 \u0444\u0435\u0432\u0440\u0430\u043b\u044f|1 \u043c\u0430\u0440\u0442\u0430",
		"28. \u00fanora|1. b\u0159ezna", "28. unora|1. brezna", "28_lutego|1_marca", "28 \u015eubat|1 Mart",
		"28 de febrer|1 de mar\u00e7", "28. helmikuuta|1. maaliskuuta",
		"28 \u03a6\u03b5\u03b2\u03c1\u03bf\u03c5\u03b1\u03c1\u03af\u03bf\u03c5|1 \u039c\u03b1\u03c1\u03c4\u03af\u03bf\u03c5",
		"28 \u043b\u044e\u0442\u043e\u0433\u043e|1 \u0431\u0435\u0440\u0435\u0437\u043d\u044f",
		"febru\u00e1r 28|m\u00e1rcius 1", "5 janvier|6 janvier|1 fevrier|2 fevrier", "31 mai 2024|1 juin 2024",
		"Clip vom 31. Dezember_1|Clip vom 1. J\u00e4nner_2", "28\u0444\u0435\u0432|1\u043c\u0430\u0440" })
	void monthsOfOtherLanguagesAreRefused(final String files) {
		final List<String> names = List.of(files.split("\\|"));
		assertRefused("holds dates with the month as a word in names ('" + names.get(0) + "', '" + names.get(names.size() -
			1) + "'), which are not read; number the frames in their order.", names.toArray(String[]::new));
	}

	/** Words that are months somewhere, but not all of one language, or not beside the number. */
	@ParameterizedTest
	@ValueSource(strings = { "onset1 apex2 offset3", "led1 mar2 juni3", "left_1 right_2", "sen1 sen2", "mei1 Mei2",
		"gen1 pen2", "un1 du2", "sat1 sun2" })
	void ordinaryWordsAreNoMonths(final String files) {
		assertEquals(files.split(" ").length, FrameNumbers.ofFiles(List.of(files.split(" "))).values().length);
	}

	@ParameterizedTest
	@ValueSource(strings = { "frame 1 at 0.08s|frame 2 at 0.04s|frame 3 at 0.02s", "15ms frame 1|10ms frame 2",
		"frame=1 t=0.5|frame=2 t=0.25", "onset, frame 1 (0.500 s)|apex, frame 14 (0.200 s)",
		"frame 1 12:30:59|frame 2 12:30:58", "f1_15ms|f2_10ms" })
	void numbersAgainstTimesAreRefused(final String files) {
		final String[] names = files.split("\\|");
		assertRefused("holds names whose numbers and times do not ascend together ('" + names[0] + "', '" + names[1] +
			"'); number the frames in their order.", names);
	}

	@ParameterizedTest
	@ValueSource(strings = { "frame 1 at 0.04s|frame 2 at 0.08s", "frame 1 at 0.04s|frame 2 at 0.04s",
		"frame_1_conf0.98|frame_2_conf0.91", "frame_1_12-30-59|frame_2_12-30-58", "frame 1 of 30.11.|frame 2 of 01.12." })
	void aNumberSaidToBeTheFramesMayStandBesideOthers(final String files) {
		assertNumbers(files.split("\\|"), "1 2", true);
	}

	@ParameterizedTest
	@CsvSource({ "1'000|1'001|1'002,1000 1001 1002", "998|999|1'000|1'001,998 999 1000 1001",
		"img 1\u2019000\u2019000|img 1\u2019000\u2019001,1000000 1000001",
		"\u0661\u066c\u0660\u0660\u0660|\u0661\u066c\u0660\u0660\u0661,1000 1001",
		"img\u00b21|img\u00b22|img\u00b210,1 2 10", "f1\u00b2|f2\u00b2|f10\u00b2,1 2 10", "1\u00bd|2\u00bd|10\u00bd,1 2 10",
		"\u2460|\u2461|\u2469,1 2 10", "img\u00b9|img\u00b2|img\u00b9\u2070,1 2 10" })
	void noPartOfANumberIsLost(final String files, final String numbers) {
		assertNumbers(files.split("\\|"), numbers, true);
	}

	/** 12'30 is a time. */
	@Test
	void anApostropheIsReadWhereItPartsThousands() {
		assertNumbers(new String[] { "12'30", "12'31" }, "1 2", false);
	}

	@ParameterizedTest
	@CsvSource({ "f08 f09 f0a f10,f0a", "0x09 0x0A 0x10,0x0A", "frame_a1 frame_b2 frame_0c,frame_a1",
		"img098 img099 img0a0 img100,img0a0", "F19 F1a F20,F1a" })
	void hexadecimalNumbersAreRefused(final String files, final String letter) {
		assertRefused("holds names whose numbers may be hexadecimal, such as '" + letter +
			"'; number the frames in their order, with digits alone.", files.split(" "));
	}

	@ParameterizedTest
	@CsvSource({ "a1 b2 c3,1 2 3", "frame1_3af frame2_a1f,1 2", "img1a img2 img3,1 2 3", "1a_x 2a_x,1 2" })
	void lettersBesideNumbersAreNoDigits(final String files, final String numbers) {
		assertNumbers(files.split(" "), numbers, true);
	}
}
