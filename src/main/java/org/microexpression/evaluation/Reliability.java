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
import java.util.List;

/**
 * Whether confidences say how often predictions are right: ten bins of equal width of the confidence in the predicted
 * class (a reliability diagram), and their expected calibration error (Naeini et al. 2015).
 *
 * @param bins the bins that hold predictions, in rising order
 * @param ece  expected calibration error: the mean over all predictions of the distance between their bin's mean
 *             confidence and its share of right ones, 0..1; NaN without predictions
 */
public record Reliability(List<Bin> bins, double ece) {

	private static final int BINS = 10;

	/**
	 * One bin.
	 *
	 * @param n          predictions in it
	 * @param confidence their mean confidence
	 * @param accuracy   the share of right ones
	 */
	public record Bin(int n, double confidence, double accuracy) {
	}

	/** Keeps its own copy. */
	public Reliability {
		bins = List.copyOf(bins);
	}

	/**
	 * @param confidences probability of each predicted class, 0..1
	 * @param right       whether each prediction is right
	 * @return bins and error
	 */
	public static Reliability of(final double[] confidences, final boolean[] right) {
		final int[] n = new int[BINS];
		final double[] sums = new double[BINS];
		final int[] hits = new int[BINS];
		for (int i = 0; i < confidences.length; i++) {
			final int bin = Math.min(BINS - 1, (int) (BINS * confidences[i]));
			n[bin]++;
			sums[bin] += confidences[i];
			if (right[i]) hits[bin]++;
		}
		final List<Bin> bins = new ArrayList<>();
		double error = 0;
		for (int b = 0; b < BINS; b++) {
			if (n[b] == 0) continue;
			bins.add(new Bin(n[b], sums[b] / n[b], (double) hits[b] / n[b]));
			error += Math.abs(sums[b] - hits[b]);
		}
		return new Reliability(bins, error / confidences.length);
	}
}
