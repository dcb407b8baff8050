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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;

import ij.IJ;

/** What the pixels of a TIFF stand for: the same whoever opens it, or a sentence. */
class TiffColoursTest {

	private static final int SIDE = 16;

	/** Two pages, each filled with the same bytes. */
	private static byte[] tiff(final int photometric, final int samples, final int bits, final byte[] pixel,
		final int... table)
	{
		final int entries = 10 + (table.length > 0 ? 1 : 0), directory = 2 + 12 * entries + 4;
		final int tableAt = 8 + 2 * directory, bitsAt = tableAt + 2 * table.length, dataAt = bitsAt + 8;
		final int bytes = SIDE * SIDE * pixel.length;
		final ByteBuffer out = ByteBuffer.allocate(dataAt + 2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
		out.putShort((short) 0x4949).putShort((short) 42).putInt(8);
		for (int page = 0; page < 2; page++) {
			out.putShort((short) entries);
			final int[][] values = { { 256, 1, SIDE }, { 257, 1, SIDE }, { 258, samples, samples > 2 ? bitsAt : bits }, { 259,
				1, 1 }, { 262, 1, photometric }, { 273, 1, dataAt + page * bytes }, { 277, 1, samples }, { 278, 1, SIDE }, {
					279, 1, bytes }, { 284, 1, 1 } };
			for (final int[] value : values)
				out.putShort((short) value[0]).putShort((short) (value[0] == 258 ? 3 : 4)).putInt(value[1]).putInt(value[2]);
			if (table.length > 0) out.putShort((short) 320).putShort((short) 3).putInt(table.length).putInt(tableAt);
			out.putInt(page == 0 ? 8 + directory : 0);
		}
		for (final int colour : table)
			out.putShort((short) colour);
		for (int i = 0; i < 4; i++)
			out.putShort((short) bits);
		for (int i = 0; i < 2 * SIDE * SIDE; i++)
			out.put(pixel);
		return out.array();
	}

	@TempDir
	private Path folder;

	private Path file(final byte[] tiff) throws IOException {
		return Files.write(folder.resolve("clip.tif"), tiff);
	}

	@ParameterizedTest
	@CsvSource({ "8, 200, 0", "16, 255, 15" })
	void whereWhiteIsZeroTheFileAndTheOpenImageAreAlike(final int bits, final int low, final int high)
		throws IOException
	{
		final byte[] pixel = bits == 8 ? new byte[] { (byte) low } : new byte[] { (byte) low, (byte) high };
		final Path file = file(tiff(0, 1, bits, pixel));
		try (Clip clip = Clips.open(file); Clip opened = ClipImages.fromImagePlus(IJ.openImage(file.toString()))) {
			final float expected = bits == 8 ? 55 : 255 * (65535 - 4095) / 65535f;
			assertEquals(expected, TestClips.grey(clip, 1)[7], 1e-3);
			assertEquals(expected, TestClips.grey(opened, 1)[7], 1e-3);
		}
	}

	/** It may be a palette, or how somebody wanted grey levels shown. */
	@Test
	void aTableOfColoursIsSaid() throws IOException {
		final int[] table = new int[768];
		Arrays.setAll(table, i -> i < 512 ? 255 - i % 256 << 8 : i % 256 << 8);
		final Path file = file(tiff(3, 1, 8, new byte[] { (byte) 200 }, table));
		final Path frames = Files.createDirectories(folder.resolve("frames"));
		for (int i = 1; i <= 2; i++)
			Files.copy(file, frames.resolve("f" + i + ".tif"));
		try (Clip clip = Clips.open(file); Clip opened = ClipImages.fromImagePlus(IJ.openImage(file.toString()))) {
			for (final Clip one : List.of(clip, opened)) {
				assertEquals(200, TestClips.grey(one, 1)[7]);
				assertTrue(one.remarks().get(0).contains("clip.tif' have a table of colours; the values that are stored were"),
					one.remarks().toString());
			}
		}
		Arrays.setAll(table, i -> i % 256 * 257);
		try (Clip grey = Clips.open(file(tiff(3, 1, 8, new byte[] { (byte) 200 }, table)))) {
			assertEquals(List.of(), grey.remarks());
		}
	}

	@ParameterizedTest
	@CsvSource({ "5, 4, (CMYK)", "8, 3, (CIELAB)" })
	void otherColoursThanRedGreenAndBlueAreRefused(final int photometric, final int samples, final String name)
		throws IOException
	{
		final Path file = file(tiff(photometric, samples, 8, new byte[samples]));
		assertEquals("The pixels of the TIFF file '" + file + "' are neither grey nor red, green and blue " + name +
			"; save it as RGB.", assertThrows(InputException.class, () -> Clips.open(file)).getMessage());
	}

	@Test
	void transparencyIsRefusedAsThatOfAPngIs() throws IOException {
		final Path opaque = file(tiff(2, 4, 8, new byte[] { 9, 9, 9, -1 }));
		try (Clip clip = Clips.open(opaque)) {
			assertEquals(9, TestClips.grey(clip, 1)[7], 1e-3);
		}
		final Path file = file(tiff(2, 4, 8, new byte[] { 9, 9, 9, 120 }));
		assertEquals("A picture of '" + file +
			"' is transparent in places, where it has no grey level; save it without transparency.", assertThrows(
				InputException.class, () -> Clips.open(file)).getMessage());
	}
}
