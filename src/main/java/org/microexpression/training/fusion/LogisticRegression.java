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

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Logistic regression that is held to where it begins by a ridge, by Newton's method. A step that does not lower the
 * loss is halved until it does: a whole one overshoots where the scores reach far.
 *
 * @param weights factor of each score, then the constant
 */
public record LogisticRegression(double[] weights) {

	/**
	 * @param scores  the cases to learn from, [case][score]
	 * @param present whether each is one of those that are sought
	 * @param start   weights to begin from and to be held to, the constant last
	 * @param ridge   how strongly each is held, in cases' worth of information
	 * @param steps   how many steps are done at most
	 * @return the fitted weights
	 */
	public static LogisticRegression fit(final double[][] scores, final boolean[] present, final double[] start,
		final double[] ridge, final int steps)
	{
		LogisticRegression best = new LogisticRegression(start);
		double loss = best.loss(scores, present, start, ridge);
		for (int step = 0; step < steps; step++) {
			final double[] change = best.newton(scores, present, start, ridge);
			LogisticRegression next = best;
			double least = loss;
			for (double share = 1; share > 1e-6 && least >= loss; share /= 2) {
				next = best.moved(change, share);
				least = next.loss(scores, present, start, ridge);
			}
			if (!(least < loss - 1e-12)) break;
			best = next;
			loss = least;
		}
		return best;
	}

	private LogisticRegression moved(final double[] change, final double share) {
		final double[] next = weights.clone();
		for (int k = 0; k < next.length; k++)
			next[k] += share * change[k];
		return new LogisticRegression(next);
	}

	/** Cross entropy and the ridge. */
	private double loss(final double[][] scores, final boolean[] present, final double[] start, final double[] ridge) {
		double loss = 0;
		for (int k = 0; k < weights.length; k++)
			loss += 0.5 * ridge[k] * Math.pow(weights[k] - start[k], 2);
		for (int i = 0; i < scores.length; i++) {
			final double z = logOdds(scores[i]);
			loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (present[i] ? z : 0);
		}
		return loss;
	}

	private double[] newton(final double[][] scores, final boolean[] present, final double[] start,
		final double[] ridge)
	{
		final int n = weights.length;
		final double[] gradient = new double[n];
		final double[][] hessian = new double[n][n];
		for (int k = 0; k < n; k++) {
			gradient[k] = ridge[k] * (start[k] - weights[k]);
			hessian[k][k] = ridge[k];
		}
		for (int i = 0; i < scores.length; i++) {
			final double p = probability(scores[i]);
			for (int a = 0; a < n; a++) {
				final double xa = a == n - 1 ? 1 : scores[i][a];
				gradient[a] += ((present[i] ? 1 : 0) - p) * xa;
				for (int b = 0; b < n; b++)
					hessian[a][b] += p * (1 - p) * xa * (b == n - 1 ? 1 : scores[i][b]);
			}
		}
		return new LUDecomposition(new Array2DRowRealMatrix(hessian, false), 0).getSolver().solve(new ArrayRealVector(
			gradient, false)).toArray();
	}

	/**
	 * @param scores the scores of a case
	 * @return the probability that it is one of those that are sought
	 */
	public double probability(final double[] scores) {
		return 1 / (1 + Math.exp(-logOdds(scores)));
	}

	private double logOdds(final double[] scores) {
		double sum = weights[scores.length];
		for (int k = 0; k < scores.length; k++)
			sum += weights[k] * scores[k];
		return sum;
	}
}
