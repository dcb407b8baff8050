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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Percentile bootstrap that draws <em>subjects</em> with replacement, each with all clips: clips of one person are not
 * independent, so drawing clips would give intervals that are too short. The trained models are held fixed; what is
 * measured is the uncertainty from the sample of people. Subjects are drawn in the sorted order of their ids, so that
 * the order of rows does not matter. A draw that misses a class counts it with F1 and recall 0, as
 * {@link ClassificationMetrics} does.
 */
public final class SubjectBootstrap {

	/** Draws where nothing else is asked for. */
	public static final int DEFAULT_REPEATS = 10_000;

	/**
	 * An estimate with its 95% interval.
	 *
	 * @param estimate the value on the clips as they are
	 * @param low      2.5th percentile of the draws; NaN with fewer than two subjects
	 * @param high     97.5th percentile of the draws; NaN with fewer than two subjects
	 */
	public record Interval(double estimate, double low, double high) {

		/** The same ends around an estimate that was computed in another way. */
		private Interval around(final double other) {
			return new Interval(other, low, high);
		}
	}

	/**
	 * @param uf1 unweighted F1
	 * @param uar unweighted average recall
	 */
	public record Scores(Interval uf1, Interval uar) {
	}

	/**
	 * @param uf1 UF1 of the first minus UF1 of the second
	 * @param p   two-sided bootstrap p-value of no difference, {@code min(1, 2 (1 + draws on the rarer side of 0) / (1 +
	 *            draws))}; NaN with fewer than two subjects
	 */
	public record Difference(Interval uf1, double p) {
	}

	private final int classes;
	private final CountBootstrap draws;

	/**
	 * @param classes number of classes K
	 * @param repeats number of draws, at least 100
	 * @param seed    seed of the draws
	 */
	public SubjectBootstrap(final int classes, final int repeats, final long seed) {
		this.classes = classes;
		draws = new CountBootstrap(repeats, seed);
	}

	/**
	 * @param subjects   id of each clip's subject, unique over all datasets
	 * @param truth      true class of each clip
	 * @param prediction predicted class of each clip
	 * @return UF1 and UAR with their intervals
	 */
	public Scores scores(final List<String> subjects, final int[] truth, final int[] prediction) {
		final List<Interval> drawn = draws.intervals(countsBySubject(subjects, truth, prediction), List.of(this::uf1,
			this::uar));
		final ClassificationMetrics metrics = ClassificationMetrics.of(classes, truth, prediction);
		return new Scores(drawn.get(0).around(metrics.uf1()), drawn.get(1).around(metrics.uar()));
	}

	/**
	 * Compares two sets of predictions of the same clips: both are scored on the same draws of subjects.
	 *
	 * @param subjects id of each clip's subject, unique over all datasets
	 * @param truth    true class of each clip
	 * @param first    predictions of the first
	 * @param second   predictions of the second
	 * @return the difference in UF1, first minus second
	 */
	public Difference difference(final List<String> subjects, final int[] truth, final int[] first, final int[] second) {
		final CountBootstrap.Difference difference = draws.difference(countsBySubject(subjects, truth, first),
			countsBySubject(subjects, truth, second), this::uf1);
		return new Difference(difference.difference().around(ClassificationMetrics.of(classes, truth, first).uf1() -
			ClassificationMetrics.of(classes, truth, second).uf1()), difference.p());
	}

	private Collection<long[]> countsBySubject(final List<String> subjects, final int[] truth, final int[] prediction) {
		if (subjects.size() != truth.length || truth.length != prediction.length) throw new IllegalArgumentException(
			subjects.size() + " subjects, " + truth.length + " true classes and " + prediction.length +
				" predictions do not belong together");
		final Map<String, long[]> counts = new TreeMap<>();
		for (int i = 0; i < truth.length; i++)
			counts.computeIfAbsent(subjects.get(i), s -> new long[classes * classes])[truth[i] * classes + prediction[i]]++;
		return counts.values();
	}

	/** {@link ClassificationMetrics#uf1()} on bare counts: this runs some ten thousand times a table row. */
	private double uf1(final long[] counts) {
		double sum = 0;
		for (int c = 0; c < classes; c++) {
			long whole = 0;
			for (int o = 0; o < classes; o++)
				whole += counts[c * classes + o] + counts[o * classes + c];
			if (whole > 0) sum += 2.0 * counts[c * classes + c] / whole;
		}
		return sum / classes;
	}

	private double uar(final long[] counts) {
		double sum = 0;
		for (int c = 0; c < classes; c++) {
			long truly = 0;
			for (int p = 0; p < classes; p++)
				truly += counts[c * classes + p];
			if (truly > 0) sum += (double) counts[c * classes + c] / truly;
		}
		return sum / classes;
	}
}
