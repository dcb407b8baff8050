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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.field.DisplacementField;

/** Fields in the kinds of file that other programs write: value = 1000 n + 500 c + 10 row + column. */
class FieldArraysTest {

	private static final int N = 3;
	private static final int ROWS = 6;
	private static final int COLUMNS = 7;

	@TempDir
	private Path folder;

	private static float value(final int n, final int c, final int row, final int column) {
		return 1000 * n + 500 * c + 10 * row + column;
	}

	/** Values in the order of the given axes, of which n, c, y and x are the letters. */
	private static float[] values(final String axes, final int channels) {
		final int[] lengths = lengths(axes, channels);
		final float[] values = new float[Arrays.stream(lengths).reduce(1, (a, b) -> a * b)];
		for (int i = 0; i < values.length; i++) {
			final int[] at = new int[128];
			for (int a = axes.length() - 1, rest = i; a >= 0; a--) {
				at[axes.charAt(a)] = rest % lengths[a];
				rest /= lengths[a];
			}
			values[i] = value(at['n'], at['c'], at['y'], at['x']);
		}
		return values;
	}

	private static int[] lengths(final String axes, final int channels) {
		return axes.chars().map(a -> a == 'n' ? N : a == 'c' ? channels : a == 'y' ? ROWS : COLUMNS).toArray();
	}

	private static byte[] npy(final int[] shape, final float[] values, final String type, final boolean columnMajor) {
		final String header = "{'descr': '" + type + "', 'fortran_order': " + (columnMajor ? "True" : "False") +
			", 'shape': (" + String.join(", ", Arrays.stream(shape).mapToObj(Integer::toString).toList()) + ",), }\n";
		final int size = Integer.parseInt(type.substring(2));
		final ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + size * values.length).order(
			ByteOrder.LITTLE_ENDIAN);
		bytes.put(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 }).putShort((short) header.length()).put(header
			.getBytes(StandardCharsets.US_ASCII));
		bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		for (final float value : values) {
			switch (type.substring(1)) {
				case "f4" -> bytes.putFloat(value);
				case "f8" -> bytes.putDouble(value);
				case "i2", "u2" -> bytes.putShort((short) value);
				default -> throw new IllegalArgumentException(type);
			}
		}
		return bytes.array();
	}

	private Path save(final String name, final byte[] bytes) throws IOException {
		return Files.write(folder.resolve(name), bytes);
	}

	private static void assertFields(final Path file, final int count) {
		final FieldStack fields = FieldStack.open(file);
		assertEquals(count, fields.frameCount(), file.toString());
		assertEquals(COLUMNS, fields.width());
		assertEquals(ROWS, fields.height());
		for (int n = 0; n < count; n++) {
			for (int i = 0; i < ROWS * COLUMNS; i++) {
				assertEquals(value(n, 0, i / COLUMNS, i % COLUMNS), fields.u(n + 1)[i], file + " u");
				assertEquals(value(n, 1, i / COLUMNS, i % COLUMNS), fields.v(n + 1)[i], file + " v");
			}
		}
	}

	@Test
	void arraysOfAllOrdersAndTypesAreRead() throws IOException {
		for (final String axes : new String[] { "ncyx", "nyxc", "cyx", "yxc" }) {
			for (final int channels : new int[] { 2, 3 }) {
				for (final String type : new String[] { "<f4", ">f4", "<f8", "<i2", ">u2" }) {
					final Path file = save(axes + channels + type.substring(1) + (type.startsWith(">") ? "b" : "") + ".npy", npy(
						lengths(axes, channels), values(axes, channels), type, false));
					assertFields(file, axes.startsWith("n") ? N : 1);
				}
			}
		}
		// Column-major: the bytes of the axes turned round.
		assertFields(save("fortran.npy", npy(lengths("ncyx", 2), values("xycn", 2), "<f4", true)), N);
	}

	@Test
	void anArchiveHoldsOneArrayOrUAndV() throws IOException {
		final float[] all = values("cnyx", 2);
		final int half = all.length / 2;
		final byte[] u = npy(lengths("nyx", 2), Arrays.copyOf(all, half), "<f4", false);
		final byte[] v = npy(lengths("nyx", 2), Arrays.copyOfRange(all, half, 2 * half), "<f4", false);
		assertFields(save("uv.npz", zip(Map.of("u.npy", u, "v.npy", v))), N);
		assertFields(save("one.npz", zip(Map.of("flow.npy", npy(lengths("nyxc", 2), values("nyxc", 2), "<f4", false)))), N);
		assertSentence(save("two.npz", zip(Map.of("a.npy", u, "b.npy", v))), "arrays a, b");
	}

	private static byte[] zip(final Map<String, byte[]> entries) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> entry : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(entry.getKey()));
				zip.write(entry.getValue());
			}
		}
		return bytes.toByteArray();
	}

	@Test
	void aFloFileIsOneField() throws IOException {
		final float[] values = values("yxc", 2);
		final ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putFloat(202021.25f).putInt(COLUMNS).putInt(ROWS);
		for (final float value : values)
			bytes.putFloat(value);
		assertFields(save("a.flo", bytes.array()), 1);
		assertSentence(save("cut.flo", Arrays.copyOf(bytes.array(), 100)), "7 x 6, which it is not");
		assertSentence(save("none.flo", new byte[40]), "no .flo file");
	}

	@Test
	void tifffilesDefaultStackIsReadByItsDescription() {
		for (final String axes : new String[] { "ncyx", "nyxc" }) {
			final int[] lengths = lengths(axes, 2);
			final int width = lengths[3];
			final int height = lengths[2];
			final float[] values = values(axes, 2);
			final ImagePlus image = IJ.createImage("stack", "32-bit black", width, height, lengths[0] * lengths[1]);
			IntStream.range(0, image.getStackSize()).forEach(i -> image.getStack().setPixels(Arrays.copyOfRange(values, i *
				width * height, (i + 1) * width * height), i + 1));
			final Path file = folder.resolve(axes + ".tif");
			final FileSaver saver = new FileSaver(image);
			assertTrue(saver.saveAsTiffStack(file.toString()));
			describe(file, "{\"shape\": " + Arrays.toString(lengths) + "}");
			assertFields(file, N);
		}
	}

	/** Writes tifffile's words over the beginning of ImageJ's description, which is longer. */
	private static void describe(final Path file, final String words) {
		try {
			final byte[] bytes = Files.readAllBytes(file);
			final String text = new String(bytes, StandardCharsets.ISO_8859_1);
			final int from = text.indexOf("ImageJ=");
			final int end = text.indexOf('\0', from);
			assertTrue(from > 0 && end - from >= words.length(), "no room for " + words);
			Arrays.fill(bytes, from, end, (byte) ' ');
			System.arraycopy(words.getBytes(StandardCharsets.US_ASCII), 0, bytes, from, words.length());
			Files.write(file, bytes);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void whatIsDamagedOrAmbiguousIsRefusedByName() throws IOException {
		final byte[] good = npy(lengths("ncyx", 2), values("ncyx", 2), "<f4", false);
		assertSentence(save("cut.npy", Arrays.copyOf(good, good.length - 1)), "cut off");
		assertSentence(save("short.npy", Arrays.copyOf(good, 7)), "cut off");
		assertSentence(save("text.npy", "nothing of the kind".getBytes(StandardCharsets.UTF_8)), "no NumPy array");
		assertSentence(save("two.npy", npy(new int[] { 2, 5, 2 }, new float[20], "<f4", false)), "two could be");
		assertSentence(save("none.npy", npy(new int[] { 5, 5, 5 }, new float[125], "<f4", false)), "none has the length 2");
		assertSentence(save("flat.npy", npy(new int[] { 20 }, new float[20], "<f4", false)), "its axes are [20]");
		assertSentence(save("objects.npy", new String(good, StandardCharsets.ISO_8859_1).replace("<f4", "|O8").getBytes(
			StandardCharsets.ISO_8859_1)), "no plain numbers");
		// A file of 100 bytes that promises more than there is.
		assertSentence(save("bomb.npy", npy(new int[] { 200, 2, 1000, 1000 }, new float[4], "<f4", false)), "cut off");
		assertSentence(save("more.npy", npy(new int[] { 2000, 2, 1000, 1000 }, new float[4], "<f4", false)), "too large");
	}

	private static void assertSentence(final Path file, final String why) {
		final String sentence = assertThrows(InputException.class, () -> FieldStack.open(file)).getMessage();
		assertTrue(sentence.contains(file.toString()) && sentence.contains(why), sentence);
	}

	@Test
	void componentsAreTurnedIntoUToTheRightAndVDownwards() throws IOException {
		final float[] values = { 2, 2, 2, 2, 0, 90, 180, 30 };
		final FieldStack stack = FieldStack.open(save("polar.npy", npy(new int[] { 2, 1, 4 }, values, "<f4", false)));
		final DisplacementField polar = stack.field(1, layout("polar-degrees"));
		assertEquals(2, polar.u()[0], 1e-6);
		assertEquals(2, polar.v()[1], 1e-6);
		assertEquals(-2, polar.u()[2], 1e-6);
		assertEquals(Math.sqrt(3), polar.u()[3], 1e-6);
		assertEquals(1, polar.v()[3], 1e-6);
		assertEquals(-90, stack.field(1, layout("uv-up")).v()[1], 0);
		assertEquals(90, stack.field(1, FieldLayout.REGISTERED).v()[1], 0);
		assertEquals(2 * Math.sin(90), stack.field(1, layout("polar")).v()[1], 1e-6);
		assertThrows(InputException.class, () -> layout("vu"));
	}

	private static FieldLayout layout(final String components) {
		return LayoutCells.parse(List.of(components, "", "", ""));
	}
}
