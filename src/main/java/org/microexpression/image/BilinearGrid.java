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

import java.util.Arrays;

/**
 * Bilinear interpolation of a picture on a grid whose lines run along its own: along rows first, each row of the
 * picture once, then between rows. Outside the outermost pixel centres is zero, also in the place of values that are
 * not finite; the last pixel reaches as far as the next one would begin. Neighbours are weighed as a (1 − f) + b f in
 * double precision.
 */
public final class BilinearGrid {

	/** Zeros on either side of a row, so that places outside need not be told apart. */
	private static final int OUTSIDE = 2;

	private final float[] values;
	private final int width;
	private final int height;
	private final int[] columns;
	private final double[] shares;

	private BilinearGrid(final float[] values, final int width, final int height, final double[] xs) {
		this.values = values;
		this.width = width;
		this.height = height;
		columns = new int[xs.length];
		shares = new double[xs.length];
		for (int i = 0; i < xs.length; i++) {
			final double x = reaching(xs[i], width);
			final int column = (int) Math.floor(x);
			shares[i] = x - column;
			columns[i] = Math.max(-OUTSIDE, Math.min(width, column)) + OUTSIDE;
		}
	}

	/**
	 * @param values row-major grey levels
	 * @param width  columns of the picture
	 * @param height rows of the picture
	 * @param xs     columns of the grid, pixel centres at whole numbers
	 * @param ys     rows of the grid
	 * @return the interpolated values, row-major, as many a row as xs has
	 */
	public static float[] at(final float[] values, final int width, final int height, final double[] xs,
		final double[] ys)
	{
		return new BilinearGrid(values, width, height, xs).rows(ys);
	}

	private float[] rows(final double[] ys) {
		final float[] out = new float[columns.length * ys.length];
		double[] upper = new double[columns.length], lower = new double[columns.length];
		int upperRow = Integer.MIN_VALUE, lowerRow = Integer.MIN_VALUE;
		for (int i = 0; i < ys.length; i++) {
			final double y = reaching(ys[i], height);
			final int row = (int) Math.floor(y);
			if (row < -1 || row >= height) continue;
			if (upperRow != row) {
				final double[] free = upper;
				upper = lower;
				upperRow = lowerRow;
				lower = free;
				if (upperRow != row) acrossRow(row, upper);
				upperRow = row;
				lowerRow = row + 1;
				acrossRow(lowerRow, lower);
			}
			between(upper, lower, y - row, out, i * columns.length);
		}
		return out;
	}

	private static double reaching(final double position, final int size) {
		return position < size ? Math.min(position, size - 1.0) : position;
	}

	private static void between(final double[] upper, final double[] lower, final double share, final float[] out,
		final int from)
	{
		for (int i = 0; i < upper.length; i++)
			out[from + i] = (float) (upper[i] * (1 - share) + lower[i] * share);
	}

	private void acrossRow(final int row, final double[] across) {
		if (row < 0 || row >= height) {
			Arrays.fill(across, 0);
			return;
		}
		final float[] line = new float[width + 2 * OUTSIDE];
		for (int x = 0; x < width; x++) {
			final float value = values[row * width + x];
			line[x + OUTSIDE] = Float.isFinite(value) ? value : 0;
		}
		for (int i = 0; i < across.length; i++) {
			final int column = columns[i];
			across[i] = line[column] * (1 - shares[i]) + line[column + 1] * shares[i];
		}
	}
}
