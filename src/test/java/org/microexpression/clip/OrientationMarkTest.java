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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.clip.header.OrientationMark;

/** Pictures that are stored turned, and say so: every program for photographs shows them upright. */
class OrientationMarkTest {

	private static final int WIDTH = 40;

	private static final int HEIGHT = 24;

	@TempDir
	private Path folder;

	/** Darker to the right, brighter below: no two ways of turning it are alike. */
	private static ByteProcessor upright() {
		final ByteProcessor picture = new ByteProcessor(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				picture.set(x, y, 120 - 2 * x + 4 * y);
		return picture;
	}

	/** What a camera stores that says the mark: the marks' names are what was done, this undoes it. */
	private static ImageProcessor stored(final int mark) {
		final ImageProcessor picture = upright();
		if (mark == 2 || mark == 5 || mark == 7) picture.flipHorizontal();
		if (mark == 4) picture.flipVertical();
		return switch (mark) {
			case 3 -> {
				picture.rotate(180);
				yield picture;
			}
			case 5, 6 -> picture.rotateLeft();
			case 7, 8 -> picture.rotateRight();
			default -> picture;
		};
	}

	private static byte[] exif(final int mark, final boolean little) {
		final ByteBuffer exif = ByteBuffer.allocate(26).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort(
			(short) 1).putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) mark).putShort((short) 0).putInt(
				0);
		return exif.array();
	}

	private static void write(final Path file, final ImageProcessor picture, final int mark) throws IOException {
		final String suffix = file.toString().replaceAll(".*\\.", "");
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		if (suffix.equals("tif")) out.writeBytes(tiff(picture, mark));
		else {
			final ByteArrayOutputStream plain = new ByteArrayOutputStream();
			ImageIO.write(picture.getBufferedImage(), suffix, plain);
			final byte[] bytes = plain.toByteArray();
			final int begin = suffix.equals("png") ? 33 : 2;
			out.write(bytes, 0, begin);
			out.writeBytes(suffix.equals("png") ? pngChunk(exif(mark, true)) : app1(exif(mark, false)));
			out.write(bytes, begin, bytes.length - begin);
		}
		Files.write(file, out.toByteArray());
	}

	private static byte[] app1(final byte[] exif) {
		return ByteBuffer.allocate(10 + exif.length).putShort((short) 0xffe1).putShort((short) (8 + exif.length)).put(
			"Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif).array();
	}

	private static byte[] pngChunk(final byte[] exif) {
		final byte[] named = ByteBuffer.allocate(4 + exif.length).put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif)
			.array();
		final CRC32 sum = new CRC32();
		sum.update(named);
		return ByteBuffer.allocate(8 + named.length).putInt(exif.length).put(named).putInt((int) sum.getValue()).array();
	}

	/** Pages of one strip each, of the same picture; the marks are those of the pages. */
	private static byte[] tiff(final ImageProcessor picture, final int... marks) {
		final int directory = 2 + 12 * 9 + 4, size = picture.getPixelCount();
		final ByteBuffer out = ByteBuffer.allocate(8 + marks.length * (directory + size)).order(ByteOrder.LITTLE_ENDIAN);
		out.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
		for (int page = 0; page < marks.length; page++) {
			final int pixels = out.position() + directory;
			final int[][] values = { { 256, picture.getWidth() }, { 257, picture.getHeight() }, { 258, 8 }, { 259, 1 }, { 262,
				1 }, { 273, pixels }, { 274, marks[page] }, { 278, picture.getHeight() }, { 279, size } };
			out.putShort((short) 9);
			for (final int[] value : values)
				out.putShort((short) value[0]).putShort((short) (value[0] == 274 ? 3 : 4)).putInt(1).putInt(value[1]);
			out.putInt(page < marks.length - 1 ? pixels + size : 0).put((byte[]) picture.getPixels());
		}
		return out.array();
	}

	private static void assertUpright(final Clip clip, final int index, final double tolerance) {
		assertEquals(List.of(WIDTH, HEIGHT), List.of(clip.width(), clip.height()));
		final float[] grey = TestClips.grey(clip, index);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				assertEquals(120 - 2 * x + 4 * y, grey[y * WIDTH + x], tolerance, x + ", " + y);
	}

	@ParameterizedTest
	@CsvSource({ "jpg, 1", "jpg, 2", "jpg, 3", "jpg, 4", "jpg, 5", "jpg, 6", "jpg, 7", "jpg, 8", "png, 6", "png, 3",
		"tif, 8", "tif, 5" })
	void framesAreTurnedUprightAndThatIsSaid(final String suffix, final int mark) throws IOException {
		for (int i = 1; i <= 3; i++)
			write(folder.resolve("f" + i + "." + suffix), stored(mark), mark);
		try (Clip clip = Clips.open(folder)) {
			for (int i = 0; i < 3; i++)
				assertUpright(clip, i, suffix.equals("jpg") ? 6 : 0);
			assertEquals(mark == 1 ? List.of() : List.of("The frames of '" + folder + "' are stored " + (List.of(3, 6, 8)
				.contains(mark) ? "turned" : "mirrored") + " (orientation " + mark +
				") and are turned upright, as programs for photographs do; save them upright to have them as stored."), clip
					.remarks());
		}
	}

	@Test
	void aFrameThatIsTurnedOtherwiseIsRefused() throws IOException {
		for (int i = 1; i <= 3; i++)
			write(folder.resolve("f" + i + ".jpg"), upright(), i == 2 ? 3 : 1);
		try (Clip clip = Clips.open(folder)) {
			final String sentence = assertThrows(InputException.class, () -> clip.frame(1)).getMessage();
			assertEquals("The frame '" + folder.resolve("f2.jpg") +
				"' is stored in the orientation 3, the first frame of its folder in 1; turn them all alike and save them upright.",
				sentence);
		}
	}

	@Test
	void aTiffIsTurnedAndOneOpenedByImageJIsNot() throws IOException {
		final Path file = folder.resolve("stack.tif");
		Files.write(file, tiff(stored(6), 6, 6, 6));
		final ImagePlus opened = IJ.openImage(file.toString());
		try (Clip clip = Clips.open(file);
				Clip shown = ClipImages.fromImagePlus(ClipImages.toImagePlus(clip));
				Clip asStored = ClipImages.fromImagePlus(opened))
		{
			for (final Clip one : List.of(clip, shown)) {
				assertUpright(one, 2, 0);
				assertTrue(one.remarks().get(0).contains("are stored turned (orientation 6)"), one.remarks().toString());
			}
			assertEquals(HEIGHT, asStored.width());
			assertTrue(asStored.remarks().get(0).contains("open the file with Import Expression Clip"), asStored.remarks()
				.toString());
		}
		Files.write(file, tiff(upright(), 1, 3, 1));
		assertTrue(assertThrows(InputException.class, () -> Clips.open(file)).getMessage().contains(
			"page 2 is 8-bit grey of the orientation 3"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 9, 40000 })
	void aMarkThatIsNoneSaysNothing(final int mark) throws IOException {
		for (int i = 1; i <= 2; i++)
			write(folder.resolve("f" + i + ".jpg"), upright(), mark);
		try (Clip clip = Clips.open(folder)) {
			assertUpright(clip, 1, 6);
			assertEquals(List.of(), clip.remarks());
		}
	}

	/** Whatever is cut off behind its beginning, reading the mark ends. */
	@Test
	void damagedMarksEnd() throws IOException {
		final Path file = folder.resolve("f1.jpg");
		write(file, upright(), 6);
		final byte[] whole = Files.readAllBytes(file);
		for (int length = 0; length < 60; length++) {
			Files.write(file, Arrays.copyOf(whole, length));
			final int mark = Upright.mark(file);
			assertTrue(mark == 1 || mark == 6, length + " bytes");
		}
	}

	/** Each of these took many seconds, one for each few bytes of the file. */
	@ParameterizedTest
	@ValueSource(strings = { "f.tif", "f.png", "f.jpg" })
	void endlessMarksEndAtOnce(final String name) throws IOException {
		final Path file = folder.resolve(name);
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			switch (name) {
				// A directory of 2^61 fields; a billion bytes of empty chunks; nothing but filling.
				case "f.tif" -> out.write(ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putInt(0x002b4949).putInt(8)
					.putLong(16).putLong(1L << 61).array());
				case "f.png" -> out.writeLong(0x89504e470d0a1a0aL);
				default -> {
					final byte[] filling = new byte[16 << 20];
					Arrays.fill(filling, (byte) 0xff);
					filling[1] = (byte) 0xd8;
					out.write(filling);
				}
			}
			if (!name.equals("f.jpg")) out.setLength(1 << 30);
		}
		assertEquals(OrientationMark.UPRIGHT, assertTimeoutPreemptively(Duration.ofSeconds(5), () -> OrientationMark.of(
			file)));
	}
}
