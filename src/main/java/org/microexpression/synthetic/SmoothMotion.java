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

import org.microexpression.field.DisplacementField;

/**
 * Random motion of the kind that skin makes, without being tied to a face: a slight drift, rotation and stretch of the
 * whole frame, and up to five smooth bumps, some of them cut sharply as lips and lids are.
 */
final class SmoothMotion {

	private static final double LARGEST_SLOPE = 0.55;
	private static final double LARGEST_BUMP = 3;
	private static final double LARGEST_STRONG_BUMP = 3.4;
	private static final int MOST_BUMPS = 5;

	private SmoothMotion() {
		// Static methods only.
	}

	/**
	 * @param size   rows and columns, in pixels of a frame of 128 × 128 by which bumps are scaled
	 * @param random where the randomness comes from
	 * @return a field of up to 3 pixels beside the drift, in which small motions are as frequent as large ones
	 */
	static DisplacementField draw(final int size, final SplittableRandom random) {
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		final int bumps = random.nextInt(MOST_BUMPS + 1);
		for (int b = 0; b < bumps; b++)
			addBump(u, v, size, false, random);
		limit(u, v, size, LARGEST_BUMP);
		if (random.nextDouble() < 0.8) addDrift(u, v, size, random.nextDouble(), random);
		return new DisplacementField(size, size, u, v);
	}

	/** As {@link #draw}, but large motions prevail, and the whole frame drifts more. */
	static DisplacementField drawStrong(final int size, final SplittableRandom random) {
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		final int bumps = random.nextInt(MOST_BUMPS + 1);
		for (int b = 0; b < bumps; b++)
			addBump(u, v, size, true, random);
		limit(u, v, size, LARGEST_STRONG_BUMP);
		addDrift(u, v, size, 2 * random.nextDouble() * random.nextDouble(), random);
		return new DisplacementField(size, size, u, v);
	}

	private static void addBump(final float[] u, final float[] v, final int size, final boolean strong,
		final SplittableRandom random)
	{
		final double unit = size / 128.0;
		final double x0 = size * random.nextDouble();
		final double y0 = size * random.nextDouble();
		final double along = unit * 4 * Math.exp(random.nextDouble() * Math.log(7));
		final double across = along * Math.exp(0.35 * random.nextGaussian());
		final double turn = Math.PI * random.nextDouble();
		final double direction = 2 * Math.PI * random.nextDouble();
		// Strong ones are uniform; else the logarithm is, between 0.2 and 3 pixels.
		final double chance = random.nextDouble();
		final double amplitude = strong ? 0.2 + (LARGEST_STRONG_BUMP - 0.2) * chance : LARGEST_BUMP * Math.exp(-chance *
			Math.log(15));
		final double bu = amplitude * Math.cos(direction);
		final double bv = amplitude * Math.sin(direction);
		final boolean cut = random.nextDouble() < 0.2;
		final double cutTurn = 2 * Math.PI * random.nextDouble();
		final double cutWidth = unit * (0.7 + 2 * random.nextDouble());
		final double c = Math.cos(turn);
		final double s = Math.sin(turn);
		final double cc = Math.cos(cutTurn) / cutWidth;
		final double cs = Math.sin(cutTurn) / cutWidth;
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				final double dx = x - x0;
				final double dy = y - y0;
				final double p = (c * dx + s * dy) / along;
				final double q = (c * dy - s * dx) / across;
				final double r = p * p + q * q;
				if (r > 16) continue;
				double w = Math.exp(-r / 2);
				if (cut) w /= 1 + Math.exp(-Math.max(-30, Math.min(30, cc * dx + cs * dy)));
				u[i] += (float) (bu * w);
				v[i] += (float) (bv * w);
			}
		}
	}

	/** Weakens the motion so far where it would fold the skin or is too large. */
	private static void limit(final float[] u, final float[] v, final int size, final double most) {
		float steepest = 0;
		float largest = 0;
		for (int i = 0; i < u.length; i++) {
			largest = Math.max(largest, u[i] * u[i] + v[i] * v[i]);
			if (i % size > 0) steepest = Math.max(steepest, Math.max(Math.abs(u[i] - u[i - 1]), Math.abs(v[i] - v[i - 1])));
			if (i >= size) steepest = Math.max(steepest, Math.max(Math.abs(u[i] - u[i - size]), Math.abs(v[i] - v[i -
				size])));
		}
		final double factor = Math.min(1, Math.min(LARGEST_SLOPE / Math.max(1e-9, steepest), most / Math.max(1e-9, Math
			.sqrt(largest))));
		if (factor == 1) return;
		for (int i = 0; i < u.length; i++) {
			u[i] *= (float) factor;
			v[i] *= (float) factor;
		}
	}

	private static void addDrift(final float[] u, final float[] v, final int size, final double strength,
		final SplittableRandom random)
	{
		final double du = 0.5 * strength * random.nextGaussian();
		final double dv = 0.5 * strength * random.nextGaussian();
		final double rotation = 0.006 * strength * random.nextGaussian();
		final double stretchX = 0.006 * strength * random.nextGaussian();
		final double stretchY = 0.006 * strength * random.nextGaussian();
		final double middle = (size - 1) / 2.0;
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				u[i] += (float) (du + stretchX * (x - middle) - rotation * (y - middle));
				v[i] += (float) (dv + stretchY * (y - middle) + rotation * (x - middle));
			}
		}
	}
}
