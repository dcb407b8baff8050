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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of numbers as NumPy saves it ({@code .npy}, versions 1 to 3). Written here because the readers at hand take
 * sizes from the header on trust; this one reads no more than there is. Objects, texts and complex numbers are refused:
 * nothing of a file is ever executed.
 *
 * @param shape  lengths of the axes, the last one fastest
 * @param values all values, in that order
 */
record NumpyArray(int[] shape, float[] values) {

	private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y' };

	private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([fiu])([1248])'");
	private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
	private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

	private static final int LONGEST_HEADER = 1 << 16;

	/** As many values as one Java array of 4 bytes each may take of an ordinary memory: 2 GB. */
	private static final long MOST_VALUES = 1L << 29;

	/**
	 * @param in a whole file
	 * @return its array
	 * @throws IOException saying in half a sentence what is wrong with it
	 */
	static NumpyArray read(final InputStream in) throws IOException {
		final DataInputStream data = new DataInputStream(in);
		if (!Arrays.equals(MAGIC, data.readNBytes(MAGIC.length))) throw new IOException("it is no NumPy array");
		final int version = data.read();
		data.read();
		final int length = version == 1 ? Short.toUnsignedInt(Short.reverseBytes(data.readShort())) : Integer.reverseBytes(
			data.readInt());
		if (version < 1 || version > 3 || length < 0 || length > LONGEST_HEADER) throw new IOException(
			"its header is damaged");
		final String header = new String(data.readNBytes(length), StandardCharsets.UTF_8);
		final Matcher type = TYPE.matcher(header);
		final Matcher order = ORDER.matcher(header);
		final Matcher shape = SHAPE.matcher(header);
		if (!type.find()) throw new IOException("it holds no plain numbers; save it as float32");
		if (!order.find() || !shape.find()) throw new IOException("its header is damaged");
		final int[] axes = axes(shape.group(1));
		long count = 1;
		for (final int axis : axes)
			count = Math.multiplyExact(count, axis);
		if (count < 1 || count > MOST_VALUES) throw new IOException("its shape (" + shape.group(1) +
			") is empty or too large");
		final int size = Integer.parseInt(type.group(3));
		final boolean big = type.group(1).equals(">");
		final float[] values = values(data, (int) count, type.group(2).charAt(0), size, big);
		return order.group(1).equals("True") ? new NumpyArray(axes, rowMajor(values, axes)) : new NumpyArray(axes, values);
	}

	private static int[] axes(final String text) throws IOException {
		final List<Integer> axes = new ArrayList<>();
		for (final String axis : text.split(",")) {
			if (axis.isBlank()) continue;
			try {
				axes.add(Integer.parseInt(axis.strip()));
			}
			catch (final NumberFormatException e) {
				throw new IOException("its shape (" + text + ") is too large", e);
			}
		}
		return axes.stream().mapToInt(Integer::intValue).toArray();
	}

	private static float[] values(final InputStream in, final int count, final char kind, final int size,
		final boolean big) throws IOException
	{
		// Grows with what is really there, whatever the header says.
		float[] values = new float[Math.min(count, 1 << 16)];
		final int chunk = 1 << 13;
		for (int done = 0; done < count;) {
			final int next = Math.min(chunk, count - done);
			final byte[] bytes = in.readNBytes(next * size);
			if (bytes.length < next * size) throw new IOException("it is cut off");
			if (done + next > values.length) values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
			final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < next; i++)
				values[done + i] = value(buffer, kind, size);
			done += next;
		}
		return values;
	}

	private static float value(final ByteBuffer buffer, final char kind, final int size) throws IOException {
		if (kind == 'f') return switch (size) {
			case 2 -> half(buffer.getShort());
			case 4 -> buffer.getFloat();
			case 8 -> (float) buffer.getDouble();
			default -> throw new IOException("it holds no plain numbers; save it as float32");
		};
		final boolean signed = kind == 'i';
		return switch (size) {
			case 1 -> signed ? buffer.get() : Byte.toUnsignedInt(buffer.get());
			case 2 -> signed ? buffer.getShort() : Short.toUnsignedInt(buffer.getShort());
			case 4 -> signed ? buffer.getInt() : Integer.toUnsignedLong(buffer.getInt());
			default -> buffer.getLong();
		};
	}

	/** A number of 16 bits: sign, 5 bits of exponent, 10 of fraction. */
	private static float half(final short bits) {
		final int exponent = bits >> 10 & 0x1f;
		final int fraction = bits & 0x3ff;
		final float size = exponent == 0 ? fraction * 0x1p-24f : exponent == 0x1f ? fraction == 0 ? Float.POSITIVE_INFINITY
			: Float.NaN : (float) Math.scalb(1 + fraction / 1024.0, exponent - 15);
		return bits < 0 ? -size : size;
	}

	private static float[] rowMajor(final float[] columnMajor, final int[] axes) {
		final float[] values = new float[columnMajor.length];
		final int[] at = new int[axes.length];
		for (int i = 0; i < values.length; i++) {
			long from = 0;
			for (int a = axes.length - 1; a >= 0; a--)
				from = from * axes[a] + at[a];
			values[i] = columnMajor[(int) from];
			for (int a = axes.length - 1; a >= 0 && ++at[a] == axes[a]; a--)
				at[a] = 0;
		}
		return values;
	}
}
