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

/**
 * Catmull-Rom interpolation of a grey picture with its edges repeated. Models and sample clips depend on its bits,
 * which is why the caller names the precision of its weights.
 */
public final class CatmullRom {

	/** Precision in which the sixteen neighbours are weighed. The results differ in their last bits alone. */
	public enum Precision {
			/** 24 bits, for pictures of which every pixel is drawn. */
			SINGLE,
			/** 53 bits, for measurements. */
			DOUBLE
	}

	private final float[] pixels;
	private final int width;
	private final int height;
	private final Precision precision;

	/**
	 * @param pixels    width × height grey levels, row-major; not copied
	 * @param width     columns
	 * @param height    rows
	 * @param precision of the weights
	 */
	public CatmullRom(final float[] pixels, final int width, final int height, final Precision precision) {
		this.pixels = pixels;
		this.width = width;
		this.height = height;
		this.precision = precision;
	}

	/**
	 * @param x column, pixel centres at whole numbers
	 * @param y row
	 * @return the interpolated grey level
	 */
	public float at(final double x, final double y) {
		return precision == Precision.SINGLE ? single(x, y) : twice(x, y);
	}

	private float single(final double x, final double y) {
		final int column = (int) Math.floor(x);
		final int row = (int) Math.floor(y);
		final float s = (float) (x - column);
		final float t = (float) (y - row);
		final float a0 = s * (-0.5f + s * (1 - 0.5f * s));
		final float a1 = 1 + s * s * (-2.5f + 1.5f * s);
		final float a2 = s * (0.5f + s * (2 - 1.5f * s));
		final float a3 = s * s * (-0.5f + 0.5f * s);
		final float b0 = t * (-0.5f + t * (1 - 0.5f * t));
		final float b1 = 1 + t * t * (-2.5f + 1.5f * t);
		final float b2 = t * (0.5f + t * (2 - 1.5f * t));
		final float b3 = t * t * (-0.5f + 0.5f * t);
		if (column >= 1 && row >= 1 && column < width - 2 && row < height - 2) {
			final int i = (row - 1) * width + column - 1;
			final int j = i + width;
			final int k = j + width;
			final int l = k + width;
			return b0 * (a0 * pixels[i] + a1 * pixels[i + 1] + a2 * pixels[i + 2] + a3 * pixels[i + 3]) + //
				b1 * (a0 * pixels[j] + a1 * pixels[j + 1] + a2 * pixels[j + 2] + a3 * pixels[j + 3]) + //
				b2 * (a0 * pixels[k] + a1 * pixels[k + 1] + a2 * pixels[k + 2] + a3 * pixels[k + 3]) + //
				b3 * (a0 * pixels[l] + a1 * pixels[l + 1] + a2 * pixels[l + 2] + a3 * pixels[l + 3]);
		}
		return b0 * line(column, row - 1, a0, a1, a2, a3) + b1 * line(column, row, a0, a1, a2, a3) + //
			b2 * line(column, row + 1, a0, a1, a2, a3) + b3 * line(column, row + 2, a0, a1, a2, a3);
	}

	private float line(final int column, final int row, final float a0, final float a1, final float a2, final float a3) {
		final int start = Math.min(height - 1, Math.max(0, row)) * width;
		return a0 * pixels[start + clamped(column - 1)] + a1 * pixels[start + clamped(column)] + //
			a2 * pixels[start + clamped(column + 1)] + a3 * pixels[start + clamped(column + 2)];
	}

	private float twice(final double x, final double y) {
		if (x >= 1 && y >= 1 && x < width - 2 && y < height - 2) return twiceInside(x, y);
		final double cx = Math.max(-1, Math.min(width, x));
		final double cy = Math.max(-1, Math.min(height, y));
		final int column = (int) Math.floor(cx);
		final int row = (int) Math.floor(cy);
		final double s = cx - column;
		final double t = cy - row;
		final double a0 = before(s);
		final double a1 = inside(s);
		final double a2 = inside(1 - s);
		final double a3 = before(1 - s);
		return (float) (before(t) * line(column, row - 1, a0, a1, a2, a3) + inside(t) * line(column, row, a0, a1, a2, a3) +
			inside(1 - t) * line(column, row + 1, a0, a1, a2, a3) + before(1 - t) * line(column, row + 2, a0, a1, a2, a3));
	}

	/** The same sums where no neighbour lies outside the picture. */
	private float twiceInside(final double x, final double y) {
		final int column = (int) x;
		final int row = (int) y;
		final double s = x - column;
		final double t = y - row;
		final double a0 = before(s);
		final double a1 = inside(s);
		final double a2 = inside(1 - s);
		final double a3 = before(1 - s);
		final int i = (row - 1) * width + column - 1;
		return (float) (before(t) * line(i, a0, a1, a2, a3) + inside(t) * line(i + width, a0, a1, a2, a3) + //
			inside(1 - t) * line(i + 2 * width, a0, a1, a2, a3) + before(1 - t) * line(i + 3 * width, a0, a1, a2, a3));
	}

	private double line(final int i, final double a0, final double a1, final double a2, final double a3) {
		return a0 * pixels[i] + a1 * pixels[i + 1] + a2 * pixels[i + 2] + a3 * pixels[i + 3];
	}

	private double line(final int column, final int row, final double a0, final double a1, final double a2,
		final double a3)
	{
		final int start = Math.min(height - 1, Math.max(0, row)) * width;
		return a0 * pixels[start + clamped(column - 1)] + a1 * pixels[start + clamped(column)] + //
			a2 * pixels[start + clamped(column + 1)] + a3 * pixels[start + clamped(column + 2)];
	}

	private int clamped(final int column) {
		return Math.min(width - 1, Math.max(0, column));
	}

	/** Weight of the neighbour at distance f, 0 ≤ f ≤ 1. */
	private static double inside(final double f) {
		return 1 + f * f * (1.5 * f - 2.5);
	}

	/** Weight of the neighbour at distance 1 + f, 0 ≤ f ≤ 1. */
	private static double before(final double f) {
		return f * (-0.5 + f * (1 - 0.5 * f));
	}
}
