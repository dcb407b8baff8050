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

package org.microexpression.image;

/** Reduces a picture to the means of square blocks of pixels; blocks at the right and lower border may be smaller. */
public final class BlockMeans {

	/** What becomes of pixels without a value, and the precision of the sums, on which bits depend. */
	public enum Style {
			/** A pixel without a value makes its block's mean one; sums in double precision. */
			STRICT,
			/** A pixel without a value counts as 0; sums in single precision. */
			LENIENT
	}

	private BlockMeans() {
		// Static only.
	}

	/**
	 * A part of a picture.
	 *
	 * @param left   first column
	 * @param top    first row
	 * @param right  column after the last
	 * @param bottom row after the last
	 */
	public record Part(int left, int top, int right, int bottom) {

		/**
		 * @param bin pixels a block, along each axis
		 * @return columns of its blocks
		 */
		public int columns(final int bin) {
			return (right - left + bin - 1) / bin;
		}

		/**
		 * @param bin pixels a block, along each axis
		 * @return rows of its blocks
		 */
		public int rows(final int bin) {
			return (bottom - top + bin - 1) / bin;
		}
	}

	/**
	 * @param pixels row-major values
	 * @param width  columns of the picture
	 * @param part   the part of it that is wanted
	 * @param bin    pixels a block, along each axis
	 * @param style  what becomes of pixels without a value
	 * @return the means, row-major
	 */
	public static float[] of(final float[] pixels, final int width, final Part part, final int bin, final Style style) {
		final int columns = part.columns(bin);
		final float[] means = new float[columns * part.rows(bin)];
		for (int i = 0, top = part.top; top < part.bottom; top += bin) {
			final int bottom = Math.min(top + bin, part.bottom);
			for (int left = part.left; left < part.right; left += bin, i++) {
				final int right = Math.min(left + bin, part.right);
				means[i] = style == Style.STRICT ? strict(pixels, width, left, top, right, bottom) : lenient(pixels, width,
					left, top, right, bottom);
			}
		}
		return means;
	}

	private static float strict(final float[] pixels, final int width, final int left, final int top, final int right,
		final int bottom)
	{
		double sum = 0;
		for (int y = top; y < bottom; y++)
			for (int i = y * width + left; i < y * width + right; i++)
				sum += pixels[i];
		return (float) (sum / ((right - left) * (bottom - top)));
	}

	private static float lenient(final float[] pixels, final int width, final int left, final int top, final int right,
		final int bottom)
	{
		float sum = 0;
		for (int y = top; y < bottom; y++)
			for (int i = y * width + left; i < y * width + right; i++)
				if (Float.isFinite(pixels[i])) sum += pixels[i];
		return sum / ((right - left) * (bottom - top));
	}
}
