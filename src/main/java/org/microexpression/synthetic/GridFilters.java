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

package org.microexpression.synthetic;

import java.util.SplittableRandom;

import org.microexpression.image.GaussianBlur;

/** Filters on small square grids, in place. */
final class GridFilters {

	private GridFilters() {
		// Static only.
	}

	/** Gaussian blur with the edge values repeated; below 0.05 px nothing happens. */
	static void blur(final float[] field, final int size, final double sigma) {
		GaussianBlur.blur(field, size, size, sigma, GaussianBlur.Style.SHORT);
	}

	/** Median of 3 × 3; the border stays as it is. */
	static void median3(final float[] field, final int size) {
		final float[] source = field.clone();
		final float[] nine = new float[9];
		for (int row = 1; row < size - 1; row++) {
			for (int column = 1; column < size - 1; column++) {
				for (int k = 0; k < 9; k++)
					nine[k] = source[(row + k / 3 - 1) * size + column + k % 3 - 1];
				// Five rounds of selection leave the fifth smallest in its place.
				for (int i = 0; i < 5; i++)
					for (int j = i + 1; j < 9; j++)
						if (nine[j] < nine[i]) {
							final float swap = nine[i];
							nine[i] = nine[j];
							nine[j] = swap;
						}
				field[row * size + column] = nine[4];
			}
		}
	}

	/**
	 * Adds Gaussian values on a coarse lattice, interpolated smoothly.
	 *
	 * @param field   to which the noise is added
	 * @param size    its columns and rows
	 * @param lattice lattice points across the field
	 * @param sd      standard deviation at the lattice points
	 * @param random  source of chance
	 */
	static void addSmoothNoise(final float[] field, final int size, final int lattice, final double sd,
		final SplittableRandom random)
	{
		final int points = lattice + 2;
		final double[] values = new double[points * points];
		for (int i = 0; i < values.length; i++)
			values[i] = sd * random.nextGaussian();
		final double shiftX = random.nextDouble();
		final double shiftY = random.nextDouble();
		final int[] cell = new int[size];
		final double[] part = new double[size];
		for (int column = 0; column < size; column++) {
			final double place = shiftX + (double) column * lattice / size;
			cell[column] = (int) place;
			part[column] = ease(place - cell[column]);
		}
		for (int row = 0; row < size; row++) {
			final double place = shiftY + (double) row * lattice / size;
			final int top = (int) place * points;
			final double down = ease(place - (int) place);
			for (int column = 0; column < size; column++) {
				final int at = top + cell[column];
				final double right = part[column];
				final double above = values[at] + right * (values[at + 1] - values[at]);
				final double below = values[at + points] + right * (values[at + points + 1] - values[at + points]);
				field[row * size + column] += (float) (above + down * (below - above));
			}
		}
	}

	private static double ease(final double t) {
		return t * t * (3 - 2 * t);
	}
}
