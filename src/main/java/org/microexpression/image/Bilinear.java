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
 * Bilinear interpolation of row-major values, one or more at each place. Models and sample clips depend on its bits,
 * which is why the caller names how the four neighbours are weighed.
 *
 * @param values   height × width × channels values
 * @param width    columns
 * @param height   rows
 * @param channels values at each place, one after the other
 * @param border   what lies outside
 * @param mixing   how neighbours are weighed
 */
public record Bilinear(float[] values, int width, int height, int channels, Border border, Mixing mixing) {

	/** What lies outside the outermost pixel centres. */
	public enum Border {
			/** The border's values go on. */
			REPEATED,
			/** The same, but a thousandth of a pixel short of the last column and row, so that each place has a next one. */
			REPEATED_SHORT,
			/** The values mirrored at the border, once. */
			MIRRORED
	}

	/** How four neighbours are weighed. The results differ in their last bits alone. */
	public enum Mixing {
			/** a (1 − f) + b f in single precision. */
			WEIGHTED_SINGLE,
			/** a (1 − f) + b f in double precision. */
			WEIGHTED_DOUBLE,
			/** a + f (b − a) in single precision. */
			STEPPED_SINGLE,
			/** a + f (b − a) in double precision, but for the first differences. */
			STEPPED_DOUBLE
	}

	/**
	 * One value at each place.
	 *
	 * @param values height × width values
	 * @param width  columns
	 * @param height rows
	 * @param border what lies outside
	 * @param mixing how neighbours are weighed
	 */
	public Bilinear(final float[] values, final int width, final int height, final Border border, final Mixing mixing) {
		this(values, width, height, 1, border, mixing);
	}

	/**
	 * @param x column, pixel centres at whole numbers
	 * @param y row
	 * @return the interpolated value of the first channel
	 */
	public double at(final double x, final double y) {
		return at(x, y, 0);
	}

	/**
	 * @param x       column, pixel centres at whole numbers
	 * @param y       row
	 * @param channel 0 for the first
	 * @return the interpolated value
	 */
	public double at(final double x, final double y, final int channel) {
		final double px = inside(x, width);
		final double py = inside(y, height);
		final int column = (int) px;
		final int row = (int) py;
		final int right = column + 1 < width ? channels : 0;
		final int down = row + 1 < height ? width * channels : 0;
		final int i = (row * width + column) * channels + channel;
		return mixed(values[i], values[i + right], values[i + down], values[i + down + right], px - column, py - row);
	}

	private double inside(final double position, final int size) {
		if (border == Border.REPEATED) return Math.max(0, Math.min(size - 1, position));
		final double last = size - 1.001;
		if (border == Border.REPEATED_SHORT) return Math.max(0, Math.min(last, position));
		double p = Math.abs(position);
		if (p > last) p = Math.abs(2 * last - p);
		return Math.min(p, last);
	}

	/** The mean of upper left, upper right, lower left and lower right neighbour at x, y from the first. */
	private double mixed(final float a, final float b, final float c, final float d, final double x, final double y) {
		final float fx = (float) x;
		final float fy = (float) y;
		return switch (mixing) {
			case WEIGHTED_SINGLE -> (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
			case WEIGHTED_DOUBLE -> (a * (1 - x) + b * x) * (1 - y) + (c * (1 - x) + d * x) * y;
			case STEPPED_SINGLE -> {
				final float top = a + fx * (b - a);
				final float bottom = c + fx * (d - c);
				yield top + fy * (bottom - top);
			}
			case STEPPED_DOUBLE -> {
				final double top = a + x * (b - a);
				final double bottom = c + x * (d - c);
				yield top + y * (bottom - top);
			}
		};
	}
}
