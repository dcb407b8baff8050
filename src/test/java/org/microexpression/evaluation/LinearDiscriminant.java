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

package org.microexpression.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

import org.microexpression.base.Progress;

/**
 * Linear discriminant analysis with a shrunken pooled covariance and equal priors, fitted on a bootstrap sample of the
 * training rows that the seed draws: a real classifier with a real seed.
 */
final class LinearDiscriminant implements FoldTrainer {

	private final double[][] features;
	private final double shrinkage;
	private int calls;

	LinearDiscriminant(final double[][] features, final double shrinkage) {
		this.features = features;
		this.shrinkage = shrinkage;
	}

	int calls() {
		return calls;
	}

	@Override
	public List<FoldResult> run(final List<Fold> folds, final long seed, final Progress progress) {
		calls++;
		final List<FoldResult> result = new ArrayList<>();
		for (int f = 0; f < folds.size(); f++) {
			progress.checkCanceled();
			progress.report("fitting", f, folds.size());
			result.add(FoldResult.of(Probabilities.of(predict(folds.get(f), seed))));
		}
		return result;
	}

	private double[][] predict(final Fold fold, final long seed) {
		final Random random = new Random(seed * 31 + fold.subject().hashCode());
		final int n = fold.trainRows().length;
		final int dimension = features[0].length;
		final int[] drawn = random.ints(n, 0, n).toArray();
		final double[][] mean = new double[3][dimension];
		final int[] count = new int[3];
		for (final int i : drawn) {
			final int label = fold.trainLabels()[i];
			count[label]++;
			for (int d = 0; d < dimension; d++)
				mean[label][d] += features[fold.trainRows()[i]][d];
		}
		for (int c = 0; c < 3; c++)
			for (int d = 0; d < dimension; d++)
				mean[c][d] /= Math.max(1, count[c]);
		final DecompositionSolver solver = new CholeskyDecomposition(covariance(fold, drawn, mean)).getSolver();
		final RealVector[] weights = new RealVector[3];
		for (int c = 0; c < 3; c++)
			weights[c] = solver.solve(new ArrayRealVector(mean[c]));
		return Arrays.stream(fold.testRows()).mapToObj(row -> {
			final RealVector x = new ArrayRealVector(features[row]);
			final double[] score = new double[3];
			for (int c = 0; c < 3; c++)
				score[c] = weights[c].dotProduct(x) - 0.5 * weights[c].dotProduct(new ArrayRealVector(mean[c]));
			return softmax(score);
		}).toArray(double[][]::new);
	}

	private RealMatrix covariance(final Fold fold, final int[] drawn, final double[][] mean) {
		final int dimension = features[0].length;
		final double[][] sum = new double[dimension][dimension];
		for (final int i : drawn) {
			final double[] x = features[fold.trainRows()[i]];
			final double[] m = mean[fold.trainLabels()[i]];
			for (int a = 0; a < dimension; a++)
				for (int b = 0; b <= a; b++)
					sum[a][b] += (x[a] - m[a]) * (x[b] - m[b]) / drawn.length;
		}
		double trace = 0;
		for (int a = 0; a < dimension; a++)
			trace += sum[a][a];
		for (int a = 0; a < dimension; a++) {
			for (int b = 0; b <= a; b++) {
				sum[a][b] *= 1 - shrinkage;
				sum[b][a] = sum[a][b];
			}
			sum[a][a] += shrinkage * trace / dimension + 1e-9;
		}
		return new Array2DRowRealMatrix(sum, false);
	}

	private static double[] softmax(final double[] score) {
		final double max = Arrays.stream(score).max().orElseThrow();
		final double[] exp = Arrays.stream(score).map(s -> Math.exp(s - max)).toArray();
		final double sum = Arrays.stream(exp).sum();
		return Arrays.stream(exp).map(e -> e / sum).toArray();
	}
}
