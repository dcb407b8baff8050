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
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.microexpression.evaluation.SubjectBootstrap.Interval;

/**
 * Percentile bootstrap of a figure that is computed from counts which add up over people, such as F1 from hits and
 * misses: people are drawn with replacement, their counts added, the figure computed. Things of one person are not
 * independent, so drawing them one by one would give intervals that are too short.
 */
public final class CountBootstrap {

	/**
	 * @param difference the figure of the first minus that of the second
	 * @param p          two-sided bootstrap p-value of no difference,
	 *                   {@code min(1, 2 (1 + draws on the rarer side of 0) / (1 + draws))}; NaN with fewer than two
	 *                   people
	 */
	public record Difference(Interval difference, double p) {
	}

	private final int repeats;
	private final long seed;

	/**
	 * @param repeats number of draws, at least 100
	 * @param seed    seed of the draws
	 */
	public CountBootstrap(final int repeats, final long seed) {
		if (repeats < 100) throw new IllegalArgumentException("A 95% interval needs 100 draws or more, not " + repeats);
		this.repeats = repeats;
		this.seed = seed;
	}

	/**
	 * Intervals of several figures on the same draws.
	 *
	 * @param counts  the counts of each person, in an order that does not depend on that of rows; all of one length, at
	 *                least one person
	 * @param figures each makes a figure of added counts
	 * @return an interval a figure; draws whose figure is NaN are left out of it
	 */
	public List<Interval> intervals(final Collection<long[]> counts, final List<ToDoubleFunction<long[]>> figures) {
		final long[][] people = counts.toArray(long[][]::new);
		final double[][] draws = new double[figures.size()][repeats];
		final RandomGenerator random = new MersenneTwister(seed);
		final long[] drawn = new long[people[0].length];
		for (int r = 0; r < repeats; r++) {
			sum(people, draw(random, people.length), drawn);
			for (int f = 0; f < draws.length; f++)
				draws[f][r] = figures.get(f).applyAsDouble(drawn);
		}
		sum(people, everybody(people.length), drawn);
		final boolean several = people.length > 1;
		return IntStream.range(0, draws.length).mapToObj(f -> interval(figures.get(f).applyAsDouble(drawn), draws[f],
			several)).toList();
	}

	/**
	 * Compares a figure of two sets of counts of the same people, on the same draws.
	 *
	 * @param first  the counts of each person in the first set
	 * @param second the counts of each person in the second set, in the same order
	 * @param figure makes the figure of added counts
	 * @return the difference, first minus second
	 */
	public Difference difference(final Collection<long[]> first, final Collection<long[]> second,
		final ToDoubleFunction<long[]> figure)
	{
		final long[][] ones = first.toArray(long[][]::new);
		final long[][] others = second.toArray(long[][]::new);
		if (ones.length != others.length) throw new IllegalArgumentException("Counts of " + ones.length + " and of " +
			others.length + " people cannot be compared");
		final double[] differences = new double[repeats];
		final RandomGenerator random = new MersenneTwister(seed);
		final long[] drawn = new long[ones[0].length];
		int notAbove = 0;
		int notBelow = 0;
		for (int r = 0; r < repeats; r++) {
			differences[r] = difference(ones, others, draw(random, ones.length), drawn, figure);
			if (differences[r] <= 0) notAbove++;
			if (differences[r] >= 0) notBelow++;
		}
		final boolean several = ones.length > 1;
		final double estimate = difference(ones, others, everybody(ones.length), drawn, figure);
		final double p = Math.min(1, 2 * (1.0 + Math.min(notAbove, notBelow)) / (1 + repeats));
		return new Difference(interval(estimate, differences, several), several ? p : Double.NaN);
	}

	private static double difference(final long[][] first, final long[][] second, final int[] draw, final long[] drawn,
		final ToDoubleFunction<long[]> figure)
	{
		sum(first, draw, drawn);
		final double one = figure.applyAsDouble(drawn);
		sum(second, draw, drawn);
		return one - figure.applyAsDouble(drawn);
	}

	private static int[] everybody(final int people) {
		return IntStream.range(0, people).toArray();
	}

	private static int[] draw(final RandomGenerator random, final int people) {
		final int[] draw = new int[people];
		for (int i = 0; i < people; i++)
			draw[i] = random.nextInt(people);
		return draw;
	}

	private static void sum(final long[][] counts, final int[] draw, final long[] sum) {
		Arrays.fill(sum, 0);
		for (final int person : draw)
			for (int i = 0; i < sum.length; i++)
				sum[i] += counts[person][i];
	}

	/** R_7 is the linear interpolation between order statistics that NumPy and R use by default. */
	private static Interval interval(final double estimate, final double[] draws, final boolean several) {
		final double[] defined = Arrays.stream(draws).filter(d -> !Double.isNaN(d)).toArray();
		if (!several || defined.length == 0) return new Interval(estimate, Double.NaN, Double.NaN);
		final Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
		percentile.setData(defined);
		return new Interval(estimate, percentile.evaluate(2.5), percentile.evaluate(97.5));
	}
}
