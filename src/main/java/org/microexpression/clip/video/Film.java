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

import java.util.Optional;

/**
 * A frame as nearly all videos store it: luma in every pixel, and two differences of colour in some. Grey levels are
 * the luma itself, spread over 0..255, so that they cost no conversion; colours are made for who looks.
 *
 * @param width  pixels per row
 * @param height number of rows
 * @param luma   as stored, 8 bits each; empty where {@code deep} is there
 * @param deep   as stored, 9 to 16 bits each; empty where 8 bits are enough
 * @param chroma the blue and red differences, 8 bits each, of fewer pixels; empty for a film in grey
 * @param coding what the values mean
 */
public record Film(int width, int height, byte[] luma, Optional<short[]> deep, Optional<Chroma> chroma, Coding coding)
		implements
			VideoFrame {

	/** No difference of colour anywhere. */
	private static final Chroma GREY = new Chroma(1, 1, new byte[] { -128 }, new byte[] { -128 });

	/**
	 * The differences of colour.
	 *
	 * @param width  pixels per row
	 * @param height number of rows
	 * @param blue   Cb, 128 where there is no colour
	 * @param red    Cr, likewise
	 */
	public record Chroma(int width, int height, byte[] blue, byte[] red) {
	}

	/**
	 * What stored values mean (ITU-R BT.601, BT.709, BT.2020).
	 *
	 * @param bits    of a value
	 * @param limited whether luma runs from 16 to 235 and chroma from 16 to 240 (times a power of two), else over all
	 * @param red     weight of red in luma
	 * @param blue    weight of blue in luma
	 * @param grey    the grey level 0..255 of each stored luma
	 */
	public record Coding(int bits, boolean limited, double red, double blue, float[] grey) {

		/** As the record, with the table made. */
		static Coding of(final int bits, final boolean limited, final double red, final double blue) {
			final float[] grey = new float[1 << bits];
			final int unit = 1 << bits - 8;
			final double black = limited ? 16 * unit : 0;
			final double white = limited ? 235 * unit : grey.length - 1;
			for (int i = 0; i < grey.length; i++)
				grey[i] = (float) Math.min(255, Math.max(0, 255 * (i - black) / (white - black)));
			return new Coding(bits, limited, red, blue, grey);
		}
	}

	/** @return memory held, in bytes */
	public long bytes() {
		return luma.length + deep.map(values -> 2L * values.length).orElse(0L) + chroma.map(both -> 2L * both.blue.length)
			.orElse(0L);
	}

	/**
	 * @param i number of a pixel, row by row
	 * @return its grey level 0..255
	 */
	public float greyAt(final int i) {
		return coding.grey[deep.isEmpty() ? luma[i] & 0xff : deep.get()[i] & 0xffff];
	}

	/** @return all grey levels 0..255, a new array */
	public float[] grey() {
		final float[] table = coding.grey;
		final float[] grey = new float[width * height];
		if (deep.isEmpty()) for (int i = 0; i < grey.length; i++)
			grey[i] = table[luma[i] & 0xff];
		else {
			final short[] values = deep.get();
			for (int i = 0; i < grey.length; i++)
				grey[i] = table[values[i] & 0xffff];
		}
		return grey;
	}

	/** @return the colours, 0xRRGGBB, a new array; what cannot be shown is clamped */
	public int[] toRgb() {
		final int[] colours = new int[width * height];
		final double spread = coding.limited ? 255.0 / 224 : 1;
		final double green = 1 - coding.red - coding.blue;
		final float toRed = (float) (2 * (1 - coding.red) * spread);
		final float toBlue = (float) (2 * (1 - coding.blue) * spread);
		final float redToGreen = (float) (2 * coding.red * (1 - coding.red) / green * spread);
		final float blueToGreen = (float) (2 * coding.blue * (1 - coding.blue) / green * spread);
		final Chroma differences = chroma.orElse(GREY);
		for (int y = 0, i = 0; y < height; y++) {
			final int row = (int) ((long) y * differences.height / height) * differences.width;
			for (int x = 0; x < width; x++, i++) {
				final int c = row + (int) ((long) x * differences.width / width);
				final int cb = (differences.blue[c] & 0xff) - 128;
				final int cr = (differences.red[c] & 0xff) - 128;
				final float level = greyAt(i);
				colours[i] = level(level + toRed * cr) << 16 | level(level - blueToGreen * cb - redToGreen * cr) << 8 | level(
					level + toBlue * cb);
			}
		}
		return colours;
	}

	private static int level(final float value) {
		return Math.min(255, Math.max(0, Math.round(value)));
	}
}
