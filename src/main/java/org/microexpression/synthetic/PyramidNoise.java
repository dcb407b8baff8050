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

/** Fractal Gaussian noise, made from coarse to fine: each level is doubled smoothly and gets noise of its own. */
final class PyramidNoise {

	private PyramidNoise() {
		// Static only.
	}

	/**
	 * @param coarse  columns and rows of the coarsest level
	 * @param levels  how often it is doubled
	 * @param falloff amplitude of each level relative to the coarser one; 1 is pink (amplitude as 1/f), less is smoother,
	 *                more is whiter
	 * @param random  source of chance
	 * @return coarse · 2^levels columns and rows, row-major, standard deviation 1, mean 0
	 */
	static float[] square(final int coarse, final int levels, final double falloff, final SplittableRandom random) {
		float[] field = new float[coarse * coarse];
		add(field, 1, random);
		int size = coarse;
		double amplitude = 1;
		for (int level = 0; level < levels; level++) {
			field = doubled(field, size);
			size *= 2;
			amplitude *= falloff;
			add(field, amplitude, random);
		}
		standardize(field);
		return field;
	}

	private static void add(final float[] field, final double amplitude, final SplittableRandom random) {
		// The sum of three uniform draws in 21 bits each is close enough to normal and many times faster.
		final double factor = amplitude * 2 / (1 << 21);
		for (int i = 0; i < field.length; i++) {
			final long bits = random.nextLong();
			final long sum = (bits & 0x1FFFFF) + ((bits >>> 21) & 0x1FFFFF) + (bits >>> 43);
			field[i] += (float) (factor * (sum - 3L * (1 << 20)));
		}
	}

	/**
	 * @return the field with twice the columns and rows, interpolated with [1, 3, 3, 1] / 4 a direction, edges repeated
	 */
	static float[] doubled(final float[] field, final int size) {
		final float[] wide = new float[2 * field.length];
		for (int row = 0; row < size; row++) {
			for (int column = 0; column < size; column++) {
				final float here = 0.75f * field[row * size + column];
				wide[row * 2 * size + 2 * column] = here + 0.25f * field[row * size + Math.max(0, column - 1)];
				wide[row * 2 * size + 2 * column + 1] = here + 0.25f * field[row * size + Math.min(size - 1, column + 1)];
			}
		}
		final float[] both = new float[4 * field.length];
		final int width = 2 * size;
		for (int row = 0; row < size; row++) {
			final int above = Math.max(0, row - 1) * width;
			final int below = Math.min(size - 1, row + 1) * width;
			for (int column = 0; column < width; column++) {
				final float here = 0.75f * wide[row * width + column];
				both[2 * row * width + column] = here + 0.25f * wide[above + column];
				both[(2 * row + 1) * width + column] = here + 0.25f * wide[below + column];
			}
		}
		return both;
	}

	private static void standardize(final float[] field) {
		double sum = 0;
		double squares = 0;
		for (final float value : field) {
			sum += value;
			squares += value * value;
		}
		final double mean = sum / field.length;
		final float factor = (float) (1 / Math.sqrt(Math.max(1e-12, squares / field.length - mean * mean)));
		for (int i = 0; i < field.length; i++)
			field[i] = (float) (field[i] - mean) * factor;
	}
}
