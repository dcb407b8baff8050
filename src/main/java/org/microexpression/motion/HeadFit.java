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

package org.microexpression.motion;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;

import java.util.Arrays;

/**
 * The motion of the head that registration left in a displacement field: shift, growth and turn in the plane, and to
 * first order yaw and pitch, which draw the border of the face one way against its middle. Fitted to the field in every
 * fourth pixel by least squares with weights that fall where the skin goes its own way (Tukey's biweight), so that an
 * expression, which moves a part of the face, stays out of it. Our choice.
 */
final class HeadFit {

	private static final int STEP = 4;
	private static final int ITERATIONS = 6;
	private static final double TUKEY = 4.685;

	/** Residual in px that never counts as an expression. */
	private static final double LEAST = 0.06;

	/** Each parameter's expected size in px, against 1 px of residual in one point: keeps what is undetermined at 0. */
	private static final double[] EXPECTED = { 3, 3, 3, 3, 3, 3 };

	private final double centreX;
	private final double centreY;
	private double[] p = new double[6];

	private HeadFit(final FacialLandmarks landmarks) {
		centreX = landmarks.x()[28];
		centreY = landmarks.y()[28];
	}

	/**
	 * @param field     a field of a registered face, {@link CanonicalFace#SIZE} squared
	 * @param landmarks the face's landmarks in registered pixels
	 * @return the head's share of it
	 */
	static HeadFit of(final DisplacementField field, final FacialLandmarks landmarks) {
		final HeadFit fit = new HeadFit(landmarks);
		double scale = Double.POSITIVE_INFINITY;
		for (int i = 0; i < ITERATIONS; i++) {
			fit.solve(field, scale);
			scale = Math.max(LEAST, 1.4826 * fit.medianResidual(field));
		}
		return fit;
	}

	private double x(final int column) {
		return (column - centreX) / (CanonicalFace.SIZE / 2.0);
	}

	private double y(final int row) {
		return (row - centreY) / (CanonicalFace.SIZE / 2.0);
	}

	private static double recede(final double x, final double y) {
		return -0.6 * x * x - 0.4 * y * y;
	}

	/** @return the head's horizontal motion at a registered pixel */
	double u(final int column, final int row) {
		final double x = x(column), y = y(row);
		return p[0] + p[2] * x - p[3] * y + p[4] * recede(x, y);
	}

	/** @return the head's vertical motion at a registered pixel */
	double v(final int column, final int row) {
		final double x = x(column), y = y(row);
		return p[1] + p[2] * y + p[3] * x + p[5] * recede(x, y);
	}

	/** @return relative change of size */
	double growth() {
		return p[2] / (CanonicalFace.SIZE / 2.0);
	}

	/** @return turn in the plane, radians */
	double turn() {
		return p[3] / (CanonicalFace.SIZE / 2.0);
	}

	/** @return px by which the receding parts at half a width trail behind the middle, horizontally */
	double yaw() {
		return p[4];
	}

	/** @return the same, vertically */
	double pitch() {
		return p[5];
	}

	private double residual(final DisplacementField field, final int column, final int row) {
		final int i = row * CanonicalFace.SIZE + column;
		return Math.hypot(field.u()[i] - u(column, row), field.v()[i] - v(column, row));
	}

	private double medianResidual(final DisplacementField field) {
		final int n = CanonicalFace.SIZE / STEP;
		final double[] residuals = new double[n * n];
		for (int i = 0; i < residuals.length; i++)
			residuals[i] = residual(field, i % n * STEP + STEP / 2, i / n * STEP + STEP / 2);
		Arrays.sort(residuals);
		return residuals[residuals.length / 2];
	}

	private void solve(final DisplacementField field, final double scale) {
		final double[][] normal = new double[6][6];
		final double[] right = new double[6];
		for (int row = STEP / 2; row < CanonicalFace.SIZE; row += STEP) {
			for (int column = STEP / 2; column < CanonicalFace.SIZE; column += STEP) {
				final double off = Double.isInfinite(scale) ? 0 : residual(field, column, row) / scale / TUKEY;
				if (off >= 1) continue;
				final double weight = (1 - off * off) * (1 - off * off);
				final double x = x(column), y = y(row), recede = recede(x, y);
				final int i = row * CanonicalFace.SIZE + column;
				add(normal, right, new double[] { 1, 0, x, -y, recede, 0 }, field.u()[i], weight);
				add(normal, right, new double[] { 0, 1, y, x, 0, recede }, field.v()[i], weight);
			}
		}
		for (int k = 0; k < 6; k++)
			normal[k][k] += 1 / (EXPECTED[k] * EXPECTED[k]);
		p = new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false)).getSolver().solve(new ArrayRealVector(
			right, false)).toArray();
	}

	private static void add(final double[][] normal, final double[] right, final double[] row, final double value,
		final double weight)
	{
		for (int r = 0; r < 6; r++) {
			if (row[r] == 0) continue;
			for (int c = 0; c < 6; c++)
				normal[r][c] += weight * row[r] * row[c];
			right[r] += weight * row[r] * value;
		}
	}
}
