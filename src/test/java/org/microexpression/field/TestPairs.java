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

package org.microexpression.field;

import java.util.SplittableRandom;

import org.microexpression.training.dgm.DgmLosses;

/**
 * Small random pairs with exact motion for tests: sums of plane waves can be sampled anywhere without interpolation.
 */
public final class TestPairs {

	private static final int WAVES = 40;

	private TestPairs() {
		// Static methods only.
	}

	/** Two or three smooth bumps of up to 1.5 pixels and a slight drift. */
	public static DisplacementField motion(final int size, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed * 31 + 7);
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		for (int b = 0; b < 3; b++) {
			final double x0 = size * (0.2 + 0.6 * random.nextDouble());
			final double y0 = size * (0.2 + 0.6 * random.nextDouble());
			final double reach = size * (0.12 + 0.12 * random.nextDouble());
			final double direction = 2 * Math.PI * random.nextDouble();
			final double length = 0.3 + 1.2 * random.nextDouble();
			for (int i = 0; i < u.length; i++) {
				final double dx = i % size - x0;
				final double dy = i / size - y0;
				final double w = length * Math.exp(-(dx * dx + dy * dy) / (2 * reach * reach));
				u[i] += (float) (w * Math.cos(direction));
				v[i] += (float) (w * Math.sin(direction));
			}
		}
		final float du = (float) (0.1 * random.nextGaussian());
		final float dv = (float) (0.1 * random.nextGaussian());
		for (int i = 0; i < u.length; i++) {
			u[i] += du;
			v[i] += dv;
		}
		return new DisplacementField(size, size, u, v);
	}

	/** A pair of a random wave picture, {@code onset(x) = apex(x + D(x))} before noise. */
	public static MotionPair pair(final int size, final DisplacementField truth, final double noise, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] kx = new double[WAVES];
		final double[] ky = new double[WAVES];
		final double[] phase = new double[WAVES];
		final double[] height = new double[WAVES];
		for (int w = 0; w < WAVES; w++) {
			final double length = 5 * Math.pow(12, random.nextDouble());
			final double direction = 2 * Math.PI * random.nextDouble();
			kx[w] = 2 * Math.PI / length * Math.cos(direction);
			ky[w] = 2 * Math.PI / length * Math.sin(direction);
			phase[w] = 2 * Math.PI * random.nextDouble();
			height[w] = 1.2 * Math.sqrt(length);
		}
		final float[] onset = new float[size * size];
		final float[] apex = new float[size * size];
		for (int i = 0; i < onset.length; i++) {
			final double x = i % size;
			final double y = i / size;
			double first = 128;
			double second = 128;
			for (int w = 0; w < WAVES; w++) {
				first += height[w] * Math.sin(kx[w] * (x + truth.u()[i]) + ky[w] * (y + truth.v()[i]) + phase[w]);
				second += height[w] * Math.sin(kx[w] * x + ky[w] * y + phase[w]);
			}
			onset[i] = (float) (first + noise * random.nextGaussian());
			apex[i] = (float) (second + noise * random.nextGaussian());
		}
		return new MotionPair(onset, apex, truth);
	}

	/** Frames of one grey level and noise of their own. */
	public static MotionPair flat(final int size, final double noise, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[][] frames = new float[2][size * size];
		for (final float[] frame : frames)
			for (int i = 0; i < frame.length; i++)
				frame[i] = (float) (128 + noise * random.nextGaussian());
		return new MotionPair(frames[0], frames[1], DisplacementField.zero(size, size));
	}

	/** Mean end-point error in pixels, without the border that losses leave out. */
	public static double endPointError(final DisplacementField field, final DisplacementField truth) {
		final int border = DgmLosses.BORDER;
		double sum = 0;
		int n = 0;
		for (int y = border; y < field.height() - border; y++) {
			for (int x = border; x < field.width() - border; x++, n++) {
				final int i = y * field.width() + x;
				sum += Math.hypot(field.u()[i] - truth.u()[i], field.v()[i] - truth.v()[i]);
			}
		}
		return sum / n;
	}
}
