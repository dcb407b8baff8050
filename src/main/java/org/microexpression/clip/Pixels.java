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

import org.microexpression.clip.video.Film;

/** One frame's pixels in the type they are stored in, row-major. The arrays are shared and must not be written to. */
sealed interface Pixels {

	/** @return pixels per row */
	int width();

	/** @return number of rows */
	int height();

	/** @return how the pixels are stored, in words */
	String kind();

	/** @return memory held, in bytes */
	long bytes();

	/**
	 * @param scale how 16-bit and real values become grey levels
	 * @return grey levels 0..255, a new array
	 */
	default float[] grey(final GreyScale scale) {
		final float[] grey = new float[width() * height()];
		for (int i = 0; i < grey.length; i++)
			grey[i] = greyAt(i, scale);
		return grey;
	}

	/**
	 * @param i     number of a pixel, row by row
	 * @param scale how 16-bit and real values become grey levels
	 * @return its grey level 0..255
	 */
	float greyAt(int i, GreyScale scale);

	/** 8-bit grey levels. */
	record Grey8(int width, int height, byte[] values) implements Pixels {

		@Override
		public String kind() {
			return "8-bit grey";
		}

		@Override
		public long bytes() {
			return values.length;
		}

		@Override
		public float greyAt(final int i, final GreyScale scale) {
			return values[i] & 0xff;
		}
	}

	/** 16-bit unsigned grey levels. */
	record Grey16(int width, int height, short[] values) implements Pixels {

		@Override
		public String kind() {
			return "16-bit grey";
		}

		@Override
		public long bytes() {
			return 2L * values.length;
		}

		@Override
		public float greyAt(final int i, final GreyScale scale) {
			return scale.apply(values[i] & 0xffff);
		}
	}

	/**
	 * Real numbers of any range, finite.
	 *
	 * @param width  pixels per row
	 * @param height number of rows
	 * @param values the numbers
	 * @param kind   what they were made of, in words: others have another scale
	 */
	record Real(int width, int height, float[] values, String kind) implements Pixels {

		@Override
		public long bytes() {
			return 4L * values.length;
		}

		@Override
		public float greyAt(final int i, final GreyScale scale) {
			return scale.apply(values[i]);
		}

		/** @return whether no value is NaN or infinite */
		boolean isFinite() {
			for (final float value : values)
				if (!Float.isFinite(value)) return false;
			return true;
		}
	}

	/** 8-bit colours, 0xRRGGBB in each int (the highest byte does not count). */
	record Rgb(int width, int height, int[] values) implements Pixels {

		@Override
		public String kind() {
			return "8-bit colour";
		}

		@Override
		public long bytes() {
			return 4L * values.length;
		}

		@Override
		public float greyAt(final int i, final GreyScale scale) {
			return luma((values[i] >> 16) & 0xff, (values[i] >> 8) & 0xff, values[i] & 0xff);
		}

		/** @return the luma, rounded to 8 bits */
		Grey8 toGrey8() {
			final byte[] grey = new byte[values.length];
			for (int i = 0; i < grey.length; i++)
				grey[i] = (byte) Math.round(luma((values[i] >> 16) & 0xff, (values[i] >> 8) & 0xff, values[i] & 0xff));
			return new Grey8(width, height, grey);
		}
	}

	/** Luma and chroma of a video. */
	record Filmed(Film film) implements Pixels {

		@Override
		public String kind() {
			return "a video's";
		}

		@Override
		public int width() {
			return film.width();
		}

		@Override
		public int height() {
			return film.height();
		}

		@Override
		public long bytes() {
			return film.bytes();
		}

		@Override
		public float[] grey(final GreyScale scale) {
			return film.grey();
		}

		@Override
		public float greyAt(final int i, final GreyScale scale) {
			return film.greyAt(i);
		}
	}

	/** @return the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B; exactly the grey level where R = G = B */
	static float luma(final int red, final int green, final int blue) {
		return (299 * red + 587 * green + 114 * blue) / 1000f;
	}

	/** @return the same of real values */
	static float luma(final float red, final float green, final float blue) {
		return red == green && green == blue ? red : (float) ((299.0 * red + 587.0 * green + 114.0 * blue) / 1000);
	}
}
