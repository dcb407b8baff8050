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

package org.microexpression.clip.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

/** Whatever times a file states, those of the frames ascend. */
class FrameOrderTest {

	private static final long NO = Packets.NO_TIME;

	private static FrameOrder order(final boolean stated, final long... times) {
		final Packets packets = new Packets();
		for (int i = 0; i < times.length; i++)
			packets.add(stated ? times[i] : NO, times[i], i, i, Packets.SHOWN | (i == 0 ? Packets.KEY : 0));
		return FrameOrder.of(packets, 33, Optional.of(true));
	}

	/** As Matroska has them of a film that begins before 0, where they cannot be written. */
	@Test
	void framesBeforeTheFirstKnownTimeAreCountedBack() {
		final FrameOrder order = order(true, NO, NO, 0, 33, 67);
		assertArrayEquals(new long[] { -66, -33, 0, 33, 67 }, order.times());
		assertEquals(2, order.made());
	}

	@ParameterizedTest
	@CsvSource({ "0 NO NO 99, 0 33 66 99, 2", "NO NO NO, 0 33 66, 3", "0 10 20 0 10, 0 10 20 53 63, 1",
		"0 5 5 5 9, 0 5 6 7 9, 2", "0 NO 20 40, 0 33 66 86, 2" })
	void timesAscend(final String stated, final String expected, final int made) {
		final FrameOrder order = order(false, times(stated));
		assertArrayEquals(times(expected), order.times());
		assertEquals(made, order.made());
	}

	@Test
	void equalTimesOfPresentationAreToldApart() {
		final FrameOrder order = order(true, 0, 4, 4, 8);
		assertArrayEquals(new long[] { 0, 4, 5, 8 }, order.times());
		assertEquals(1, order.made());
		assertArrayEquals(new int[] { 0, 1, 2, 3 }, order.packets());
	}

	/** Times that ascend from packet to packet, whose pictures were coded in another order; and those of neither order. */
	@Test
	void whatTheStatedTimesAreIsTold() {
		assertEquals(FrameOrder.Stated.FIT, order(true, 0, 33, 67, 100).stated());
		final FrameOrder hidden = numbered(new int[] { 0, 3, 1, 2, 4 }, 0, 33, 67, 100, 133);
		assertEquals(FrameOrder.Stated.OF_DECODING, hidden.stated());
		assertArrayEquals(new int[] { 0, 2, 3, 1, 4 }, hidden.packets());
		assertArrayEquals(new long[] { 0, 33, 67, 100, 133 }, hidden.times());
		final FrameOrder odd = numbered(new int[] { 0, 3, 1, 2, 4 }, 0, 67, 33, 100, 133);
		assertEquals(FrameOrder.Stated.CONTRADICT, odd.stated());
		assertArrayEquals(new int[] { 0, 2, 1, 3, 4 }, odd.packets());
		assertEquals(FrameOrder.Stated.FIT, numbered(new int[] { 0, 3, 1, 2, 4 }, 0, 100, 33, 67, 133).stated());
	}

	private static FrameOrder numbered(final int[] numbers, final long... times) {
		final Packets packets = new Packets();
		for (int i = 0; i < times.length; i++)
			packets.add(times[i], 33L * i, i, numbers[i], Packets.SHOWN | (i == 0 ? Packets.KEY : 0));
		return FrameOrder.of(packets, 33, Optional.of(true));
	}

	/** More frames than a Matroska file has milliseconds are one recording for all that. */
	@Test
	void framesOfOneMillisecondAreOneRecording(@TempDir final Path folder) throws IOException {
		final Path file = folder.resolve("fast.mkv");
		VideoMaker.of(file, "mjpeg", "yuvj420p").counted(12, 4000).write();
		try (Clip clip = Clips.open(file)) {
			assertEquals(12, clip.frameCount());
			assertEquals(1, clip.remarks().size(), clip.remarks()::toString);
			assertTrue(clip.remarks().get(0).contains(" of its 12 frames are shown"), clip.remarks()::toString);
			for (int i = 1; i < 12; i++)
				assertTrue(clip.seconds(i).orElseThrow() > clip.seconds(i - 1).orElseThrow());
		}
	}

	private static long[] times(final String text) {
		return Arrays.stream(text.split(" ")).mapToLong(t -> t.equals("NO") ? NO : Long.parseLong(t)).toArray();
	}
}
