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

package org.microexpression.training.fusion;

import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.face.CanonicalFace;
import org.microexpression.image.GaussianBlur;

/**
 * Smooth random fields, drawn once and used over and over, since drawing them anew would cost more than a training
 * step.
 */
final class SmoothNoise {

	private static final int N = CanonicalFace.GRID;
	private static final double FINEST = 0.8;
	private static final double COARSEST = 6;

	private SmoothNoise() {
		// Static only.
	}

	/**
	 * @param count   how many
	 * @param seed    the seed
	 * @param workers draw them
	 * @return fields of 28 × 28 values, white noise blurred with σ from 0.8 to 6 cells, mean 0, root mean square 1
	 */
	static float[][] draw(final int count, final long seed, final Workers workers) {
		final float[][] fields = new float[count][];
		workers.forEach(count, i -> fields[i] = one(new SplittableRandom(Seeds.consecutive(seed, i))));
		return fields;
	}

	private static float[] one(final SplittableRandom random) {
		final double sigma = FINEST * Math.pow(COARSEST / FINEST, random.nextDouble());
		final int reach = (int) Math.ceil(3 * sigma);
		final int wide = N + 2 * reach;
		final double[] taps = GaussianBlur.taps(sigma, reach);
		final double[] narrow = new double[wide * N];
		final double[] line = new double[wide];
		for (int y = 0; y < wide; y++) {
			for (int x = 0; x < wide; x++)
				line[x] = random.nextGaussian();
			for (int x = 0; x < N; x++) {
				for (int k = 0; k < taps.length; k++)
					narrow[y * N + x] += taps[k] * line[x + k];
			}
		}
		final float[] field = new float[N * N];
		double mean = 0;
		for (int i = 0; i < field.length; i++) {
			double sum = 0;
			for (int k = 0; k < taps.length; k++)
				sum += taps[k] * narrow[i + k * N];
			field[i] = (float) sum;
			mean += sum / field.length;
		}
		double square = 0;
		for (int i = 0; i < field.length; i++)
			square += (field[i] - mean) * (field[i] - mean) / field.length;
		for (int i = 0; i < field.length; i++)
			field[i] = (float) ((field[i] - mean) / Math.sqrt(square));
		return field;
	}
}
