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

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * How well the presence of one action unit is told, clip by clip, as the field reports the detection of action units.
 *
 * @param n       clips that show the unit
 * @param f1      F1 of presence from the threshold on; 0 where nothing is told and nothing is there
 * @param auc     area under the receiver operating characteristic, ties counted half; NaN where all clips are alike
 * @param ap      average precision: the precision at each clip that shows the unit, clips in falling order of their
 *                scores, ties by the order of the clips; NaN where none shows it
 * @param kappa   Cohen's kappa of presence; NaN where chance alone would agree on everything
 * @param f1Low   2.5th percentile of F1 over draws of subjects; NaN with fewer than two subjects
 * @param f1High  97.5th percentile likewise
 */
public record UnitMetrics(int n, double f1, double auc, double ap, double kappa, double f1Low, double f1High) {

	private static final int DRAWS = 2000;

	/**
	 * @param subjects id of each clip's subject, unique over all datasets
	 * @param scores   score of each clip, such as a probability
	 * @param present  whether each clip shows the unit
	 * @param told     whether each clip is said to show it
	 * @param seed     seed of the draws of subjects
	 * @return the figures
	 */
	public static UnitMetrics of(final List<String> subjects, final double[] scores, final boolean[] present,
		final boolean[] told, final long seed)
	{
		return of(scores, present, told, f1Draws(subjects, present, told, seed));
	}

	/**
	 * @param scores  score of each clip, such as a probability
	 * @param present whether each clip shows the unit
	 * @param told    whether each clip is said to show it
	 * @param f1Draws as {@link #f1Draws}; left as they are
	 * @return the figures
	 */
	static UnitMetrics of(final double[] scores, final boolean[] present, final boolean[] told, final double[] f1Draws) {
		final long[] counts = new long[4];
		for (int i = 0; i < scores.length; i++)
			counts[cell(present[i], told[i])]++;
		final double[] draws = f1Draws.clone();
		Arrays.sort(draws);
		return new UnitMetrics((int) (counts[2] + counts[3]), f1(counts), auc(scores, present), ap(scores, present), kappa(
			counts), at(draws, 0.025), at(draws, 0.975));
	}

	/**
	 * F1 over draws of as many subjects as there are, with replacement. With the same subjects and seed each draw is of the
	 * same subjects whatever the unit, so that means over units can be taken draw by draw.
	 *
	 * @param subjects id of each clip's subject, unique over all datasets
	 * @param present  whether each clip shows the unit
	 * @param told     whether each clip is said to show it
	 * @param seed     seed of the draws
	 * @return F1 in each draw; empty with fewer than two subjects
	 */
	static double[] f1Draws(final List<String> subjects, final boolean[] present, final boolean[] told, final long seed) {
		final Map<String, long[]> bySubject = new TreeMap<>();
		for (int i = 0; i < present.length; i++)
			bySubject.computeIfAbsent(subjects.get(i), s -> new long[4])[cell(present[i], told[i])]++;
		return draws(bySubject.values().toArray(long[][]::new), seed);
	}

	private static int cell(final boolean present, final boolean told) {
		return (present ? 2 : 0) + (told ? 1 : 0);
	}

	/**
	 * @param scores  score of each clip
	 * @param present whether each clip shows the unit
	 * @return area under the receiver operating characteristic; NaN where all clips are alike
	 */
	public static double auc(final double[] scores, final boolean[] present) {
		final double[] ranks = new NaturalRanking().rank(scores);
		double sum = 0;
		long positive = 0;
		for (int i = 0; i < ranks.length; i++) {
			if (!present[i]) continue;
			sum += ranks[i];
			positive++;
		}
		final long negative = ranks.length - positive;
		return positive == 0 || negative == 0 ? Double.NaN : (sum - positive * (positive + 1) / 2.0) / positive / negative;
	}

	private static double ap(final double[] scores, final boolean[] present) {
		final List<Integer> order = IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(
			i -> -scores[i])).collect(Collectors.toList());
		double sum = 0;
		int found = 0;
		for (int k = 0; k < order.size(); k++)
			if (present[order.get(k)]) sum += (double) ++found / (k + 1);
		return found == 0 ? Double.NaN : sum / found;
	}

	private static double f1(final long[] counts) {
		final long whole = 2 * counts[3] + counts[1] + counts[2];
		return whole == 0 ? 0 : 2.0 * counts[3] / whole;
	}

	private static double kappa(final long[] counts) {
		final double all = Arrays.stream(counts).sum();
		final double agreed = (counts[0] + counts[3]) / all;
		final double chance = ((counts[2] + counts[3]) / all) * ((counts[1] + counts[3]) / all) + ((counts[0] + counts[1]) /
			all) * ((counts[0] + counts[2]) / all);
		return chance >= 1 ? Double.NaN : (agreed - chance) / (1 - chance);
	}

	private static double[] draws(final long[][] bySubject, final long seed) {
		if (bySubject.length < 2) return new double[0];
		final RandomGenerator random = new MersenneTwister(seed);
		final double[] draws = new double[DRAWS];
		for (int r = 0; r < DRAWS; r++) {
			final long[] sum = new long[4];
			for (int k = 0; k < bySubject.length; k++) {
				final long[] drawn = bySubject[random.nextInt(bySubject.length)];
				for (int c = 0; c < 4; c++)
					sum[c] += drawn[c];
			}
			draws[r] = f1(sum);
		}
		return draws;
	}

	static double at(final double[] sorted, final double share) {
		return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
	}
}
