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

package org.microexpression.face;

/**
 * A similarity of the plane: rotation, one scale and a translation, {@code x' = a x - b y + tx}, {@code y' = b x + a y
 * + ty}. Lengths are pixels, x to the right, y downwards, so a positive {@link #rotation()} turns clockwise on the
 * screen.
 *
 * @param a  scale times the cosine of the rotation
 * @param b  scale times the sine of the rotation
 * @param tx horizontal translation
 * @param ty vertical translation
 */
public record SimilarityTransform(double a, double b, double tx, double ty) {

	/** The transform that moves nothing. */
	public static final SimilarityTransform IDENTITY = new SimilarityTransform(1, 0, 0, 0);

	/**
	 * @param centerX  fixed point of the rotation and scaling
	 * @param centerY  fixed point of the rotation and scaling
	 * @param scale    factor, above 0
	 * @param rotation radians
	 * @param dx       translation after rotation and scaling
	 * @param dy       translation after rotation and scaling
	 * @return the transform
	 */
	public static SimilarityTransform about(final double centerX, final double centerY, final double scale,
		final double rotation, final double dx, final double dy)
	{
		final double a = scale * Math.cos(rotation);
		final double b = scale * Math.sin(rotation);
		return new SimilarityTransform(a, b, centerX - a * centerX + b * centerY + dx, centerY - b * centerX - a * centerY +
			dy);
	}

	/**
	 * The weighted least-squares fit to point pairs (Umeyama, IEEE TPAMI 13, 1991; in the plane and without reflection it
	 * has the closed form used here).
	 *
	 * @param fromX   positions to map
	 * @param fromY   positions to map
	 * @param toX     where they should come to lie
	 * @param toY     where they should come to lie
	 * @param weights one non-negative weight a pair
	 * @return the transform with the smallest weighted sum of squared distances
	 * @throws IllegalArgumentException if the arrays differ in length, or fewer than two distinct positions have weight
	 */
	public static SimilarityTransform fit(final double[] fromX, final double[] fromY, final double[] toX,
		final double[] toY, final double[] weights)
	{
		final int n = fromX.length;
		if (fromY.length != n || toX.length != n || toY.length != n || weights.length != n)
			throw new IllegalArgumentException("Positions and weights differ in number");
		double sum = 0, fx = 0, fy = 0, gx = 0, gy = 0;
		for (int i = 0; i < n; i++) {
			sum += weights[i];
			fx += weights[i] * fromX[i];
			fy += weights[i] * fromY[i];
			gx += weights[i] * toX[i];
			gy += weights[i] * toY[i];
		}
		fx /= sum;
		fy /= sum;
		gx /= sum;
		gy /= sum;
		double dot = 0, cross = 0, spread = 0;
		for (int i = 0; i < n; i++) {
			final double x = fromX[i] - fx, y = fromY[i] - fy;
			final double u = toX[i] - gx, v = toY[i] - gy;
			dot += weights[i] * (x * u + y * v);
			cross += weights[i] * (x * v - y * u);
			spread += weights[i] * (x * x + y * y);
		}
		if (!(spread > 0)) throw new IllegalArgumentException("A similarity needs two distinct positions");
		final double a = dot / spread, b = cross / spread;
		return new SimilarityTransform(a, b, gx - a * fx + b * fy, gy - b * fx - a * fy);
	}

	/**
	 * @param x position
	 * @param y position
	 * @return the horizontal position it is mapped to
	 */
	public double applyX(final double x, final double y) {
		return a * x - b * y + tx;
	}

	/**
	 * @param x position
	 * @param y position
	 * @return the vertical position it is mapped to
	 */
	public double applyY(final double x, final double y) {
		return b * x + a * y + ty;
	}

	/**
	 * @param first the transform to apply before this one
	 * @return {@code this ∘ first}
	 */
	public SimilarityTransform compose(final SimilarityTransform first) {
		return new SimilarityTransform(a * first.a - b * first.b, a * first.b + b * first.a, applyX(first.tx, first.ty),
			applyY(first.tx, first.ty));
	}

	/**
	 * @return the transform back
	 * @throws IllegalArgumentException if the scale is 0
	 */
	public SimilarityTransform invert() {
		final double square = a * a + b * b;
		if (!(square > 0)) throw new IllegalArgumentException("A similarity of scale 0 has no inverse");
		final double c = a / square, s = -b / square;
		return new SimilarityTransform(c, s, -(c * tx - s * ty), -(s * tx + c * ty));
	}

	/** @return the factor by which lengths grow */
	public double scale() {
		return Math.hypot(a, b);
	}

	/** @return the rotation in radians, -π..π */
	public double rotation() {
		return Math.atan2(b, a);
	}
}
