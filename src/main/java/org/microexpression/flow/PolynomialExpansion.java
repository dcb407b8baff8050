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

package org.microexpression.flow;

/**
 * The neighbourhood of every pixel of an image as a quadratic polynomial,
 * {@code f(x, y) ≈ c + bx·x + by·y + axx·x² + ayy·y² + axy·x·y}, the least squares fit under Gaussian weights.
 */
record PolynomialExpansion(Raster bx, Raster by, Raster axx, Raster ayy, Raster axy) {

	/**
	 * @param image the image
	 * @param sigma standard deviation of the weights in pixels
	 * @return the polynomials
	 */
	static PolynomialExpansion of(final Raster image, final double sigma) {
		final int reach = (int) Math.ceil(3 * sigma);
		final Kernel one = Kernel.gauss(sigma, reach);
		final Kernel first = Kernel.of(reach, i -> i * one.weights()[reach + i]);
		final Kernel second = Kernel.of(reach, i -> i * i * one.weights()[reach + i]);
		double m2 = 0;
		double m4 = 0;
		for (int i = -reach; i <= reach; i++) {
			m2 += i * i * one.weights()[reach + i];
			m4 += (double) i * i * i * i * one.weights()[reach + i];
		}
		// The odd moments vanish, so the normal equations fall apart; 1, x² and y² alone are coupled.
		final float mean = (float) m2;
		final float own = (float) (1 / (m4 - m2 * m2));
		final Raster zeroth = image.filtered(one, one);
		return new PolynomialExpansion(image.filtered(first, one).times(1 / mean), image.filtered(one, first).times(1 /
			mean), without(image.filtered(second, one), zeroth, mean, own), without(image.filtered(one, second), zeroth, mean,
				own), image.filtered(first, first).times(1 / (mean * mean)));
	}

	private static Raster without(final Raster second, final Raster zeroth, final float mean, final float factor) {
		final float[] out = new float[second.values().length];
		for (int i = 0; i < out.length; i++)
			out[i] = factor * (second.values()[i] - mean * zeroth.values()[i]);
		return new Raster(second.width(), second.height(), out);
	}
}
