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

/**
 * Random pictures that photographs of faces have their statistics from: noise of all sizes (1/f), overlapping soft
 * shapes ("dead leaves": edges and flat regions), and mixtures of textured and almost flat parts, as skin beside hair
 * and eyes. Nothing in them is a photograph.
 */
final class ProceduralTexture {

	private final int size;
	private final SplittableRandom random;
	private final float[] pixels;

	private ProceduralTexture(final int size, final SplittableRandom random) {
		this.size = size;
		this.random = random;
		pixels = new float[size * size];
	}

	/**
	 * @param size   rows and columns
	 * @param random where the randomness comes from
	 * @return grey levels, mostly within 0..255
	 */
	static float[] draw(final int size, final SplittableRandom random) {
		final ProceduralTexture texture = new ProceduralTexture(size, random);
		final double contrast = 12 + 50 * random.nextDouble();
		final double kind = random.nextDouble();
		if (kind < 0.25) {
			texture.addNoise(contrast, 0.6 + 0.8 * random.nextDouble(), size / 2);
		}
		else {
			texture.addNoise(contrast * 0.8, 1.1 + 0.5 * random.nextDouble(), size);
			texture.addShapes(contrast, kind < 0.6 ? 1 : 0.4);
			texture.addUnevenDetail(contrast);
		}
		final double mean = 70 + 110 * random.nextDouble();
		for (int i = 0; i < texture.pixels.length; i++)
			texture.pixels[i] += (float) mean;
		return texture.pixels;
	}

	/** Noise whose amplitude falls with frequency to a power, as the sum of smooth noises of doubling cell sizes. */
	private void addNoise(final double sd, final double power, final int largestCell) {
		double total = 0;
		for (int cell = 2; cell <= largestCell; cell *= 2)
			total += Math.pow(cell, 2 * power - 2 + 0.5);
		for (int cell = 2; cell <= largestCell; cell *= 2) {
			addOctave(pixels, cell, sd * Math.sqrt(Math.pow(cell, 2 * power - 2 + 0.5) / total));
		}
	}

	/** Random values on a grid of the given cell size, smoothly interpolated. */
	private void addOctave(final float[] target, final int cell, final double sd) {
		final int nodes = size / cell + 4;
		final float[] grid = new float[nodes * nodes];
		for (int i = 0; i < grid.length; i++)
			grid[i] = (float) (1.6 * sd * random.nextGaussian());
		final int shiftX = random.nextInt(cell);
		final int shiftY = random.nextInt(cell);
		final float[][] weights = new float[cell][];
		for (int k = 0; k < cell; k++)
			weights[k] = splineWeights(k / (float) cell);
		final float[] row = new float[nodes];
		for (int y = 0; y < size; y++) {
			final int gy = (y + shiftY) / cell;
			final float[] wy = weights[(y + shiftY) % cell];
			for (int n = 0; n < nodes; n++) {
				row[n] = wy[0] * grid[gy * nodes + n] + wy[1] * grid[(gy + 1) * nodes + n] + wy[2] * grid[(gy + 2) * nodes + n];
			}
			for (int x = 0; x < size; x++) {
				final int gx = (x + shiftX) / cell;
				final float[] wx = weights[(x + shiftX) % cell];
				target[y * size + x] += wx[0] * row[gx] + wx[1] * row[gx + 1] + wx[2] * row[gx + 2];
			}
		}
	}

	/** Quadratic B-spline. */
	private static float[] splineWeights(final float t) {
		return new float[] { (1 - t) * (1 - t) / 2, 0.5f + t * (1 - t), t * t / 2 };
	}

	/** Ellipses with soft edges, large ones first, each with a grey level of its own and slightly shaded. */
	private void addShapes(final double contrast, final double density) {
		final int count = (int) (density * (20 + random.nextInt(120)));
		for (int k = 0; k < count; k++) {
			final double share = (k + 1.0) / count;
			final double radius = size * 0.4 * Math.pow(0.03, share) * Math.exp(0.3 * random.nextGaussian());
			final double aspect = Math.exp(0.6 * random.nextGaussian());
			addShape(radius * aspect, radius / aspect, contrast * random.nextGaussian(), 0.6 + 3 * random.nextDouble());
		}
	}

	private void addShape(final double rx, final double ry, final double level, final double edge) {
		final double x0 = size * random.nextDouble();
		final double y0 = size * random.nextDouble();
		final double turn = Math.PI * random.nextDouble();
		final double c = Math.cos(turn);
		final double s = Math.sin(turn);
		final double reach = Math.max(rx, ry) + 3 * edge;
		final double sharpness = Math.min(rx, ry) / edge;
		final boolean covers = random.nextDouble() < 0.5;
		for (int y = (int) Math.max(0, y0 - reach); y < Math.min(size, y0 + reach); y++) {
			for (int x = (int) Math.max(0, x0 - reach); x < Math.min(size, x0 + reach); x++) {
				final double p = (c * (x - x0) + s * (y - y0)) / rx;
				final double q = (c * (y - y0) - s * (x - x0)) / ry;
				final double inside = (1 - Math.sqrt(p * p + q * q)) * sharpness;
				if (inside < -3) continue;
				final double w = inside > 3 ? 1 : 1 / (1 + Math.exp(-2 * inside));
				final int i = y * size + x;
				// A covering shape hides most of what lies behind; others only tint it.
				pixels[i] += (float) (w * (level - (covers ? 0.8 * pixels[i] : 0)));
			}
		}
	}

	/** Fine detail that is strong in some parts, as hair, and only a few grey levels in others, as skin. */
	private void addUnevenDetail(final double contrast) {
		final float[] detail = new float[pixels.length];
		final double fineness = random.nextDouble();
		addOctave(detail, 2, 0.5 * fineness);
		addOctave(detail, 4, 0.7);
		addOctave(detail, 8, 0.7);
		final float[] where = new float[pixels.length];
		addOctave(where, size / 4, 1);
		addOctave(where, size / 16, 0.6);
		final double weak = 0.6 + 4 * random.nextDouble() * random.nextDouble();
		final double strong = contrast * 0.5 * random.nextDouble();
		final double threshold = random.nextGaussian() * 0.6;
		for (int i = 0; i < pixels.length; i++) {
			final double share = 1 / (1 + Math.exp(-6 * (where[i] - threshold)));
			pixels[i] += (float) (detail[i] * (weak + share * strong));
		}
	}
}
