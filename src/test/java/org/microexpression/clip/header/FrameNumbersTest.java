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

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameNumbersTest {

	@ParameterizedTest
	@CsvSource({ "img9.jpg,9", "reg_img46.jpg,46", "006_05562.jpg,5562", "image090823.jpg,90823", "s03_po_12 (copy).bmp,12",
		"Frame007.TIFF,7", "img46,46" })
	void theLastNumberOfTheNameCounts(final String name, final long number) {
		assertEquals(BigInteger.valueOf(number), FrameNumbers.lastNumber(name).orElseThrow());
	}

	@Test
	void sortsByNumberWhateverTheWidth() {
		assertEquals(List.of("img9.jpg", "img046.jpg", "img100.jpg"), FrameNumbers.sorted(List.of("img100.jpg", "img046.jpg",
			"img9.jpg")));
		assertArrayEquals(new int[] { 9, 46, 100 }, FrameNumbers.ofFiles(List.of("img9.jpg", "img046.jpg", "img100.jpg")));
	}

	@Test
	void countsWhereNumbersAreNotUniqueOrAbsent() {
		final List<String> twice = FrameNumbers.sorted(List.of("b10_1.png", "b9_1.png", "a_1.png"));
		assertEquals(List.of("a_1.png", "b9_1.png", "b10_1.png"), twice);
		assertArrayEquals(new int[] { 1, 2, 3 }, FrameNumbers.ofFiles(twice));
		assertArrayEquals(new int[] { 1, 2 }, FrameNumbers.ofFiles(List.of("neutral.png", "smile.png")));
	}

	@Test
	void numbersBeyondAnIntStillSort() {
		final List<String> stamps = FrameNumbers.sorted(List.of("t1700000000010.png", "t1700000000009.png"));
		assertEquals(List.of("t1700000000009.png", "t1700000000010.png"), stamps);
		assertArrayEquals(new int[] { 1, 2 }, FrameNumbers.ofFiles(stamps));
	}

	@Test
	void sliceLabelsCountOnlyIfAllCarryAscendingNumbers() {
		assertArrayEquals(new int[] { 46, 47 }, FrameNumbers.ofLabels(List.of("img46.jpg", "img47.jpg\nWidth 640")));
		assertArrayEquals(new int[] { 9, 10 }, FrameNumbers.ofLabels(List.of("take1.0009.png", "take1.0010.png")));
		assertArrayEquals(new int[] { 1, 2 }, FrameNumbers.ofLabels(List.of("img47.jpg", "img46.jpg")));
		assertArrayEquals(new int[] { 1, 2 }, FrameNumbers.ofLabels(Arrays.asList("img46.jpg", null)));
		assertArrayEquals(new int[] { 1, 2 }, FrameNumbers.ofLabels(List.of("t:1/50 - clip", "t:2/50 - clip")));
	}

	@Test
	void timesInSliceLabelsAreNoFrameNumbers() {
		// ImageJ's AVI reader labels slices so; 0.04 and 0.08 would else be frames 4 and 8.
		assertArrayEquals(new int[] { 1, 2, 3 }, FrameNumbers.ofLabels(List.of("0.04 s", "0.08 s", "0.12 s")));
	}
}
