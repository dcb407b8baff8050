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

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test of whether two classifiers are right equally often on the same clips. Only the clips on which exactly
 * one of them is right count; under no difference they split like fair coins. It takes clips as independent, which
 * clips of one subject are not, so its p-values are on the optimistic side: read them beside the subject bootstrap of
 * {@link SubjectBootstrap#difference}.
 *
 * @param onlyFirst  clips that only the first has right
 * @param onlySecond clips that only the second has right
 */
public record McNemarTest(int onlyFirst, int onlySecond) {

	/**
	 * @param truth  true class of each clip
	 * @param first  predictions of the first classifier
	 * @param second predictions of the second classifier
	 * @return the test
	 */
	public static McNemarTest of(final int[] truth, final int[] first, final int[] second) {
		if (truth.length != first.length || truth.length != second.length) throw new IllegalArgumentException(truth.length +
			" true classes, " + first.length + " and " + second.length + " predictions do not belong together");
		int onlyFirst = 0;
		int onlySecond = 0;
		for (int i = 0; i < truth.length; i++) {
			final boolean firstRight = first[i] == truth[i];
			final boolean secondRight = second[i] == truth[i];
			if (firstRight && !secondRight) onlyFirst++;
			if (secondRight && !firstRight) onlySecond++;
		}
		return new McNemarTest(onlyFirst, onlySecond);
	}

	/** @return the exact two-sided p-value, {@code min(1, 2 P(X <= min(b, c)))}, X binomial of b + c trials */
	public double exact() {
		return Math.min(1, 2 * binomial().cumulativeProbability(fewer()));
	}

	/**
	 * @return the two-sided mid-p-value, {@code 2 P(X < min(b, c)) + P(X = min(b, c))}, or {@code 1 - P(X = b) / 2} where
	 *         b = c (Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013, who recommend it over
	 *         the exact test, which is too cautious); 1 where the two never differ
	 */
	public double midP() {
		if (onlyFirst + onlySecond == 0) return 1;
		final double point = binomial().probability(fewer());
		if (onlyFirst == onlySecond) return 1 - point / 2;
		return 2 * binomial().cumulativeProbability(fewer()) - point;
	}

	private int fewer() {
		return Math.min(onlyFirst, onlySecond);
	}

	/** Without a random generator of its own: none is drawn from. */
	private BinomialDistribution binomial() {
		return new BinomialDistribution(null, onlyFirst + onlySecond, 0.5);
	}
}
