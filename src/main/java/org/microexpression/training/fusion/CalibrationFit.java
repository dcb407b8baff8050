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

import java.util.Arrays;

import org.microexpression.fusion.Calibration;

/** Chooses what a {@link Calibration} holds on scores whose truth is known: those of made-up clips. */
public final class CalibrationFit {

	private static final int NEWTON_STEPS = 50;

	/** Ridge on the logistic regression's slope: keeps it finite where the scores part the clips perfectly. */
	private static final double RIDGE = 1e-3;

	/** Ridge on its constant, which is free but where no score tells anything. */
	private static final double HARDLY = 1e-9;

	private static final double FLATTEST = 0.05;
	private static final double COLDEST = 0.3;
	private static final double HOTTEST = 4;

	/** Neighbouring thresholds whose F1 is averaged, to either side: the best of many noisy figures is luck. */
	private static final int NEIGHBOURS = 2;

	private CalibrationFit() {
		// Static only.
	}

	/**
	 * Fits one action unit: the logistic regression of presence on the score (Platt 1999), and the probability from
	 * which on the F1 of clips is best, a clip's score being that of its surer side.
	 *
	 * @param scores  score of the network, [clip][side]
	 * @param present whether the unit is at work, [clip][side]
	 * @param gain    factor from measured displacement to strength
	 * @return its calibration; scores as they are where the clips show the unit never or always
	 */
	public static Calibration.Unit unit(final double[][] scores, final boolean[][] present, final double gain) {
		final double[] line = logistic(scores, present);
		final Calibration.Unit plain = new Calibration.Unit(line[0], line[1], 0.5, gain);
		final double[] surer = Arrays.stream(scores).mapToDouble(s -> plain.probability(Math.max(s[0], s[1]))).toArray();
		final boolean[] any = new boolean[surer.length];
		for (int i = 0; i < any.length; i++)
			any[i] = present[i][0] || present[i][1];
		return new Calibration.Unit(line[0], line[1], threshold(surer, any), gain);
	}

	/** Slope and offset. */
	private static double[] logistic(final double[][] scores, final boolean[][] present) {
		final int sides = scores.length == 0 ? 0 : scores[0].length;
		final double[][] each = new double[sides * scores.length][];
		final boolean[] there = new boolean[each.length];
		int positive = 0;
		for (int i = 0; i < each.length; i++) {
			each[i] = new double[] { scores[i / sides][i % sides] };
			there[i] = present[i / sides][i % sides];
			positive += there[i] ? 1 : 0;
		}
		final double[] asItIs = { 1, 0 };
		if (positive == 0 || positive == each.length) return asItIs;
		final double[] line = LogisticRegression.fit(each, there, asItIs, new double[] { RIDGE, HARDLY }, NEWTON_STEPS)
			.weights();
		// A score that speaks against its own unit is noise; it must not turn the order of clips round.
		return new double[] { Math.max(FLATTEST, line[0]), line[1] };
	}

	/** The probability, one of 99, from which on presence is told best. */
	static double threshold(final double[] probabilities, final boolean[] present) {
		final double[] f1 = new double[99];
		for (int t = 0; t < f1.length; t++) {
			int hits = 0, told = 0, there = 0;
			for (int i = 0; i < present.length; i++) {
				final boolean says = probabilities[i] >= (t + 1) / 100.0;
				told += says ? 1 : 0;
				there += present[i] ? 1 : 0;
				hits += says && present[i] ? 1 : 0;
			}
			f1[t] = told + there == 0 ? 0 : 2.0 * hits / (told + there);
		}
		int best = 49;
		double highest = -1;
		for (int t = NEIGHBOURS; t < f1.length - NEIGHBOURS; t++) {
			double mean = 0;
			for (int k = -NEIGHBOURS; k <= NEIGHBOURS; k++)
				mean += f1[t + k] / (2 * NEIGHBOURS + 1);
			if (mean > highest + 1e-12) {
				highest = mean;
				best = t;
			}
		}
		return (best + 1) / 100.0;
	}

	/**
	 * The threshold of the largest F1 that may be expected where the probabilities are right (Lipton, Elkan and
	 * Naryanaswamy 2014): of told clips each is a hit with its own probability. No label is asked for.
	 *
	 * @param probabilities probability of each clip
	 * @return the threshold, one of 99
	 */
	static double expectedThreshold(final double[] probabilities) {
		final double there = Arrays.stream(probabilities).sum();
		int best = 50;
		double highest = 0;
		for (int t = 1; t <= 99; t++) {
			final double from = t / 100.0;
			final double[] told = Arrays.stream(probabilities).filter(p -> p >= from).toArray();
			final double f1 = 2 * Arrays.stream(told).sum() / Math.max(1e-12, told.length + there);
			if (f1 <= highest) continue;
			highest = f1;
			best = t;
		}
		return best / 100.0;
	}

	/**
	 * Lowers a threshold until a share of unlabelled clips is told. Probabilities of data from elsewhere are often too
	 * low as a whole, while their order still holds.
	 *
	 * @param probabilities probability of each clip of a set
	 * @param threshold     the threshold of the card
	 * @param leastShare    share of the clips to be told at least, 0..1; 0 leaves the threshold
	 * @return the threshold for this set
	 */
	public static double lowered(final double[] probabilities, final double threshold, final double leastShare) {
		final int least = (int) (leastShare * probabilities.length);
		return least == 0 ? threshold : Math.min(threshold, Arrays.stream(probabilities).sorted()
			.toArray()[probabilities.length - least]);
	}

	/**
	 * @param probabilities class probabilities of each clip, as the network gives them
	 * @param truth         true class of each clip
	 * @return the temperature of the least cross entropy (Guo et al. 2017), to two digits
	 */
	public static double temperature(final double[][] probabilities, final int[] truth) {
		double best = 1;
		double least = Double.POSITIVE_INFINITY;
		for (double t = COLDEST; t <= HOTTEST; t += 0.01) {
			double loss = 0;
			for (int i = 0; i < truth.length; i++) {
				double sum = 0;
				for (final double p : probabilities[i])
					sum += Math.pow(p, 1 / t);
				loss -= Math.log(Math.max(1e-12, probabilities[i][truth[i]])) / t - Math.log(sum);
			}
			if (loss < least) {
				least = loss;
				best = t;
			}
		}
		return Math.round(100 * best) / 100.0;
	}
}
