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
 * Fine-tunes the head of one action unit on labelled clips: a logistic regression on the scores of all units that a
 * network gives, each the larger of the two sides. It begins from the unit's own calibrated score and is held there by a
 * ridge, so that few clips change little. The network itself stays as it is, so its scores of the clips that the head is
 * fitted to are those of clips it has never seen, and the threshold can be chosen on them.
 *
 * @param weights   factor of each unit's score, then the constant
 * @param threshold the probability from which the unit counts as at work
 */
public record UnitHeadFit(double[] weights, double threshold) {

	/** How strongly the weights are held, in clips' worth of information. */
	private static final double RIDGE = 3;

	private static final int NEWTON_STEPS = 30;

	/**
	 * @param scores  calibrated log odds of the clips to learn from, [clip][unit]
	 * @param present whether each shows the unit
	 * @param unit    the unit's number among the scores
	 * @return the fitted head
	 */
	public static UnitHeadFit of(final double[][] scores, final boolean[] present, final int unit) {
		double[] weights = new double[scores[0].length + 1];
		weights[unit] = 1;
		double loss = loss(weights, scores, present, unit);
		for (int step = 0; step < NEWTON_STEPS; step++) {
			final double[] change = newton(weights, scores, present, unit);
			double[] next = weights;
			double least = loss;
			// A whole step overshoots where the scores reach far.
			for (double share = 1; share > 1e-6 && least >= loss; share /= 2) {
				next = weights.clone();
				for (int k = 0; k < next.length; k++)
					next[k] += share * change[k];
				least = loss(next, scores, present, unit);
			}
			if (!(least < loss - 1e-12)) break;
			weights = next;
			loss = least;
		}
		final double[] probabilities = new double[scores.length];
		for (int i = 0; i < probabilities.length; i++)
			probabilities[i] = probability(weights, scores[i]);
		return new UnitHeadFit(weights, CalibrationFit.threshold(probabilities, present));
	}

	/** How strongly a weight is held; the constant is as good as free. */
	private static double ridge(final int weight, final int count) {
		return weight == count - 1 ? 1e-3 : RIDGE;
	}

	/** Cross entropy and the ridge. */
	private static double loss(final double[] weights, final double[][] scores, final boolean[] present, final int unit) {
		double loss = 0;
		for (int k = 0; k < weights.length; k++)
			loss += 0.5 * ridge(k, weights.length) * Math.pow(weights[k] - (k == unit ? 1 : 0), 2);
		for (int i = 0; i < scores.length; i++) {
			final double z = logOdds(weights, scores[i]);
			loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (present[i] ? z : 0);
		}
		return loss;
	}

	private static double[] newton(final double[] weights, final double[][] scores, final boolean[] present,
		final int unit)
	{
		final int n = weights.length;
		final double[] gradient = new double[n];
		final double[][] hessian = new double[n][n];
		for (int k = 0; k < n; k++) {
			gradient[k] = ridge(k, n) * ((k == unit ? 1 : 0) - weights[k]);
			hessian[k][k] = ridge(k, n);
		}
		for (int i = 0; i < scores.length; i++) {
			final double p = probability(weights, scores[i]);
			for (int a = 0; a < n; a++) {
				final double xa = a == n - 1 ? 1 : scores[i][a];
				gradient[a] += ((present[i] ? 1 : 0) - p) * xa;
				for (int b = 0; b < n; b++)
					hessian[a][b] += p * (1 - p) * xa * (b == n - 1 ? 1 : scores[i][b]);
			}
		}
		return new LUDecomposition(new Array2DRowRealMatrix(hessian, false)).getSolver().solve(new ArrayRealVector(gradient,
			false)).toArray();
	}

	/**
	 * @param scores calibrated log odds of a clip, of every unit
	 * @return the probability that it shows this unit
	 */
	public double probability(final double[] scores) {
		return probability(weights, scores);
	}

	private static double probability(final double[] weights, final double[] scores) {
		return 1 / (1 + Math.exp(-logOdds(weights, scores)));
	}

	private static double logOdds(final double[] weights, final double[] scores) {
		double sum = weights[scores.length];
		for (int k = 0; k < scores.length; k++)
			sum += weights[k] * scores[k];
		return sum;
	}
}
