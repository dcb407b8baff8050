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

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

import loci.common.DataTools;
import loci.formats.FormatException;
import loci.formats.FormatTools;
import loci.formats.IFormatReader;
import loci.formats.in.MinimalTiffReader;

/** Makes {@link Pixels} of what Bio-Formats reads. */
final class BioFormatsPlane {

	private BioFormatsPlane() {
		// Functions only.
	}

	/**
	 * @param reader a reader set to its series
	 * @param index  the frame, counted along time or depth, whichever is longer
	 * @param label  what the frame is called
	 * @return its pixels
	 * @throws IOException if Bio-Formats cannot read it
	 */
	static Pixels read(final IFormatReader reader, final int index, final String label) throws IOException {
		final int width = reader.getSizeX();
		final int height = reader.getSizeY();
		// The stored samples, and what is made of them.
		FrameMemory.require(label, width, height, reader.getSizeC() * FormatTools.getBytesPerPixel(reader.getPixelType()) +
			Float.BYTES);
		return FrameMemory.guard(label, width, height, () -> decode(reader, index));
	}

	private static Pixels decode(final IFormatReader reader, final int index) throws IOException {
		final int width = reader.getSizeX();
		final int height = reader.getSizeY();
		final int type = reader.getPixelType();
		try {
			final Object[] channels = channels(reader, index);
			if (channels.length == 1) return grey(reader, channels[0]);
			if (type == FormatTools.UINT8) return color(width, height, (byte[]) channels[0], (byte[]) channels[1],
				(byte[]) channels[2]);
			return luma(width, height, type, channels);
		}
		catch (final FormatException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** @return one array of primitives for grey, three for red, green and blue */
	private static Object[] channels(final IFormatReader reader, final int index) throws FormatException, IOException {
		final int z = reader.getSizeZ() > 1 ? index : 0;
		final int t = reader.getSizeZ() > 1 ? 0 : index;
		final int type = reader.getPixelType();
		final int depth = FormatTools.getBytesPerPixel(type);
		final Object[] channels = new Object[reader.getSizeC() == 1 ? 1 : 3];
		for (int c = 0; c < reader.getEffectiveSizeC(); c++) {
			final byte[] bytes = reader.openBytes(reader.getIndex(z, c, t));
			final int samples = reader.getRGBChannelCount();
			if (samples == 4 && reader instanceof MinimalTiffReader) requireOpaque(reader.getCurrentFile(), sample(bytes, 3,
				samples, depth, reader.isInterleaved()));
			for (int s = 0; s < Math.min(samples, channels.length); s++) {
				final byte[] channel = samples == 1 ? bytes : sample(bytes, s, samples, depth, reader.isInterleaved());
				channels[c + s] = DataTools.makeDataArray(channel, depth, FormatTools.isFloatingPoint(type), reader
					.isLittleEndian());
			}
		}
		return channels;
	}

	/** As of a PNG, whose pixels have no grey level where they are transparent. */
	private static void requireOpaque(final String file, final byte[] opacity) {
		for (final byte part : opacity)
			if (part != -1) throw new InputException("A picture of '" + file +
				"' is transparent in places, where it has no grey level; save it without transparency.");
	}

	private static byte[] sample(final byte[] bytes, final int sample, final int samples, final int depth,
		final boolean interleaved)
	{
		final byte[] channel = new byte[bytes.length / samples];
		if (!interleaved) System.arraycopy(bytes, sample * channel.length, channel, 0, channel.length);
		else for (int i = 0; i < channel.length; i += depth)
			System.arraycopy(bytes, i * samples + sample * depth, channel, i, depth);
		return channel;
	}

	private static Pixels grey(final IFormatReader reader, final Object values) throws FormatException, IOException {
		final int width = reader.getSizeX();
		final int height = reader.getSizeY();
		final int type = reader.getPixelType();
		if (type == FormatTools.UINT8 && reader.isIndexed() && (!reader.isFalseColor() || isReversed(reader
			.get8BitLookupTable()))) return lookUp(width, height, (byte[]) values, reader.get8BitLookupTable());
		if (type == FormatTools.UINT8) return new Pixels.Grey8(width, height, spread(reader, (byte[]) values));
		if (type == FormatTools.UINT16) return new Pixels.Grey16(width, height, (short[]) values);
		return new Pixels.Real(width, height, reals(values, type), FormatTools.getPixelTypeString(type) + " grey");
	}

	/** Grey levels of a TIFF of 1 to 7 bits are spread over those of 8, whose white is theirs. */
	private static byte[] spread(final IFormatReader reader, final byte[] values) {
		final int bits = reader.getBitsPerPixel();
		if (!(reader instanceof MinimalTiffReader) || bits < 1 || bits >= Byte.SIZE) return values;
		final byte[] spread = new byte[values.length];
		for (int i = 0; i < values.length; i++)
			spread[i] = (byte) Math.round((values[i] & 0xff) * 255f / ((1 << bits) - 1));
		return spread;
	}

	/** As ImageJ's inverting table, with which a file shows what a window of it does. */
	private static boolean isReversed(final byte[][] table) {
		return table != null && Arrays.stream(table).allMatch(part -> IntStream.range(0, part.length).allMatch(
			i -> (part[i] & 0xff) == part.length - 1 - i));
	}

	/** @return the colours that the indices stand for; grey levels, if all colours of the table are grey */
	private static Pixels lookUp(final int width, final int height, final byte[] indices, final byte[][] table) {
		if (table == null) return new Pixels.Grey8(width, height, indices);
		final byte[][] colors = new byte[3][indices.length];
		for (int c = 0; c < colors.length; c++)
			for (int i = 0; i < indices.length; i++)
				colors[c][i] = table[c][indices[i] & 0xff];
		final boolean grey = Arrays.equals(table[0], table[1]) && Arrays.equals(table[1], table[2]);
		return grey ? new Pixels.Grey8(width, height, colors[0]) : color(width, height, colors[0], colors[1], colors[2]);
	}

	private static Pixels color(final int width, final int height, final byte[] red, final byte[] green,
		final byte[] blue)
	{
		final int[] colors = new int[red.length];
		for (int i = 0; i < colors.length; i++)
			colors[i] = (red[i] & 0xff) << 16 | (green[i] & 0xff) << 8 | blue[i] & 0xff;
		return new Pixels.Rgb(width, height, colors);
	}

	private static Pixels luma(final int width, final int height, final int type, final Object[] channels) {
		final float[] red = reals(channels[0], type);
		final float[] green = reals(channels[1], type);
		final float[] blue = reals(channels[2], type);
		for (int i = 0; i < red.length; i++)
			red[i] = Pixels.luma(red[i], green[i], blue[i]);
		return new Pixels.Real(width, height, red, FormatTools.getPixelTypeString(type) + " colour");
	}

	private static float[] reals(final Object values, final int type) {
		if (values instanceof float[] floats) return floats;
		final int length = Array.getLength(values);
		final float[] reals = new float[length];
		final boolean signed = FormatTools.isSigned(type);
		for (int i = 0; i < length; i++) {
			if (values instanceof byte[] bytes) reals[i] = signed ? bytes[i] : bytes[i] & 0xff;
			else if (values instanceof short[] shorts) reals[i] = signed ? shorts[i] : shorts[i] & 0xffff;
			else if (values instanceof int[] ints) reals[i] = signed ? ints[i] : ints[i] & 0xffffffffL;
			else if (values instanceof double[] doubles) reals[i] = (float) doubles[i];
		}
		return reals;
	}
}
