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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.InnerSplit;
import org.microexpression.evaluation.Probabilities;

/**
 * Chooses a number of training steps for each fold on the fold's own training rows: their subjects are dealt into
 * groups, each group is held out of a training in turn, and the number with the best UF1 over all rows held out is
 * taken, the smallest of equally good ones. The fold's test rows and their labels are not looked at.
 *
 * @param groups groups of subjects, 2 or more; fewer where a fold has fewer training subjects
 * @param steps  the number of steps in the middle; half and twice as many are the others
 */
record StepChoice(int groups, int steps) {

	/** Trains folds for a number of steps and predicts their test rows. */
	@FunctionalInterface
	interface Training {

		/** @return for each fold, a row for each of its test rows */
		List<Probabilities> predict(List<Fold> folds, int steps);
	}

	/** @return the numbers that are tried, ascending, each once */
	int[] candidates() {
		return IntStream.of(Math.max(1, steps / 2), steps, 2 * steps).distinct().toArray();
	}

	/**
	 * @param folds    the folds
	 * @param subjects {@code dataset/subject} of every row of the data
	 * @param seed     seed that settles ties when subjects are dealt
	 * @param training trains on inner splits
	 * @return the number of steps for each fold
	 * @throws org.microexpression.base.InputException if a fold has fewer than two training subjects
	 */
	int[] choose(final List<Fold> folds, final List<String> subjects, final long seed, final Training training) {
		final List<Fold> inner = new ArrayList<>();
		final List<int[]> truths = new ArrayList<>();
		final int[] first = new int[folds.size() + 1];
		for (int f = 0; f < folds.size(); f++) {
			for (final InnerSplit split : splits(folds.get(f), subjects, seed)) {
				inner.add(new Fold(folds.get(f).subject() + ", group " + (inner.size() - first[f] + 1), split.fitRows(), split
					.fitLabels(), split.validationRows()));
				truths.add(split.validationLabels());
			}
			first[f + 1] = inner.size();
		}
		final int[] chosen = new int[folds.size()];
		final double[] best = new double[folds.size()];
		for (final int n : candidates()) {
			final List<Probabilities> predicted = training.predict(inner, n);
			for (int f = 0; f < folds.size(); f++) {
				final double found = uf1(truths.subList(first[f], first[f + 1]), predicted.subList(first[f], first[f + 1]));
				if (chosen[f] > 0 && found <= best[f]) continue;
				chosen[f] = n;
				best[f] = found;
			}
		}
		return chosen;
	}

	private List<InnerSplit> splits(final Fold fold, final List<String> subjects, final long seed) {
		final int training = (int) IntStream.of(fold.trainRows()).mapToObj(subjects::get).distinct().count();
		return InnerSplit.of(fold, subjects, Math.max(2, Math.min(groups, training)), seed);
	}

	private static double uf1(final List<int[]> truths, final List<Probabilities> predicted) {
		final List<Integer> truth = new ArrayList<>();
		final List<Integer> prediction = new ArrayList<>();
		for (int g = 0; g < truths.size(); g++) {
			for (int j = 0; j < truths.get(g).length; j++) {
				truth.add(truths.get(g)[j]);
				prediction.add(predicted.get(g).predicted(j));
			}
		}
		return ClassificationMetrics.of(predicted.get(0).classes(), truth.stream().mapToInt(Integer::intValue).toArray(),
			prediction.stream().mapToInt(Integer::intValue).toArray()).uf1();
	}
}
