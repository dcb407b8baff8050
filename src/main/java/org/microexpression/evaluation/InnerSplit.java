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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.microexpression.base.InputException;

/**
 * A split of a fold's <em>training</em> rows by subject, for choosing the number of epochs or a setting inside the
 * fold: the validation subjects are trained on neither here nor, being other people, known to the test subject's rows.
 *
 * @param fitRows          rows to train on
 * @param fitLabels        their classes
 * @param validationRows   rows of the held-out training subjects
 * @param validationLabels their classes
 */
public record InnerSplit(int[] fitRows, int[] fitLabels, int[] validationRows, int[] validationLabels) {

	/**
	 * Deals the subjects of the training rows into groups of like class counts and gives, for each group, the split that
	 * holds it out. Subjects are dealt largest first, each to the group where it lacks most; the seed settles ties.
	 *
	 * @param fold     the fold
	 * @param subjects {@code dataset/subject} of every row of the data
	 * @param groups   number of groups, at least 2 and at most the number of training subjects
	 * @param seed     seed
	 * @return a split for each group
	 * @throws InputException if the training rows have fewer subjects than groups
	 */
	public static List<InnerSplit> of(final Fold fold, final List<String> subjects, final int groups, final long seed) {
		final Map<String, List<Integer>> bySubject = new TreeMap<>();
		for (int i = 0; i < fold.trainRows().length; i++) {
			final String subject = subjects.get(fold.trainRows()[i]);
			if (subject.equals(fold.subject())) throw new IllegalArgumentException("The test subject " + subject +
				" is among the training rows");
			bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(i);
		}
		if (groups < 2 || groups > bySubject.size()) throw new InputException("The training subjects of " + fold.subject() +
			" cannot be split into " + groups + " groups; give 2 to " + bySubject.size() + ".");
		final Map<String, Integer> groupOf = deal(fold, bySubject, groups, seed);
		final List<InnerSplit> splits = new ArrayList<>();
		for (int g = 0; g < groups; g++)
			splits.add(holdOut(fold, subjects, groupOf, g));
		return splits;
	}

	private static Map<String, Integer> deal(final Fold fold, final Map<String, List<Integer>> bySubject,
		final int groups, final long seed)
	{
		final List<String> order = new ArrayList<>(bySubject.keySet());
		Collections.shuffle(order, new Random(seed));
		order.sort((a, b) -> bySubject.get(b).size() - bySubject.get(a).size());
		int classes = 1;
		for (final int label : fold.trainLabels())
			classes = Math.max(classes, label + 1);
		final double[] all = new double[classes];
		for (final int label : fold.trainLabels())
			all[label]++;
		final double[][] counts = new double[groups][classes];
		final Map<String, Integer> groupOf = new LinkedHashMap<>();
		for (int s = 0; s < order.size(); s++) {
			final double[] own = new double[classes];
			for (final int i : bySubject.get(order.get(s)))
				own[fold.trainLabels()[i]]++;
			// The first subjects go to one group each, so that none stays empty.
			final int group = s < groups ? s : emptiest(counts, own, all);
			for (int c = 0; c < classes; c++)
				counts[group][c] += own[c];
			groupOf.put(order.get(s), group);
		}
		return groupOf;
	}

	/** @return the group whose share of each class, with the subject in it, is smallest in the sum of squares */
	private static int emptiest(final double[][] counts, final double[] own, final double[] all) {
		int best = 0;
		double least = Double.POSITIVE_INFINITY;
		for (int g = 0; g < counts.length; g++) {
			double cost = 0;
			for (int c = 0; c < own.length; c++) {
				if (own[c] == 0) continue;
				final double before = counts[g][c] / all[c];
				final double after = (counts[g][c] + own[c]) / all[c];
				cost += after * after - before * before;
			}
			if (cost < least) {
				least = cost;
				best = g;
			}
		}
		return best;
	}

	private static InnerSplit holdOut(final Fold fold, final List<String> subjects, final Map<String, Integer> groupOf,
		final int group)
	{
		final List<Integer> fit = new ArrayList<>();
		final List<Integer> validation = new ArrayList<>();
		for (int i = 0; i < fold.trainRows().length; i++)
			(groupOf.get(subjects.get(fold.trainRows()[i])) == group ? validation : fit).add(i);
		return new InnerSplit(pick(fold.trainRows(), fit), pick(fold.trainLabels(), fit), pick(fold.trainRows(),
			validation), pick(fold.trainLabels(), validation));
	}

	private static int[] pick(final int[] values, final List<Integer> indices) {
		return indices.stream().mapToInt(i -> values[i]).toArray();
	}
}
