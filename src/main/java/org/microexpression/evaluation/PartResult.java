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
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one call of a {@link FoldTrainer} gave: the predictions of the folds of a part, with one seed.
 *
 * @param seedIndex     index of the seed in {@link LosoPlan#seeds()}
 * @param part          0-based part of the plan
 * @param device        in words, what it ran on
 * @param seconds       wall time of the call
 * @param notes         what was chosen for each fold of the part, in words; empty where nothing was
 * @param probabilities for each fold of the part, a row for each of its test rows
 */
record PartResult(int seedIndex, int part, String device, double seconds, List<String> notes,
		List<Probabilities> probabilities) {

	/**
	 * @param seedIndex index of the seed
	 * @param part      0-based part of the plan
	 * @param seconds   wall time of the call
	 * @param folds     what the trainer gave for each fold
	 * @return the same as one part
	 */
	static PartResult of(final int seedIndex, final int part, final double seconds, final List<FoldResult> folds) {
		final List<String> notes = folds.stream().map(FoldResult::note).toList();
		return new PartResult(seedIndex, part, folds.stream().map(FoldResult::device).distinct().collect(Collectors.joining(
			", ")), seconds, notes.stream().allMatch(String::isEmpty) ? List.of() : notes, folds.stream().map(
				FoldResult::probabilities).toList());
	}

	/**
	 * Checks what a trainer gave.
	 *
	 * @throws IllegalStateException if they are not of the plan's folds, rows and classes
	 */
	void check(final LosoPlan plan) {
		final List<Fold> folds = plan.part(part);
		if (probabilities.size() != folds.size()) throw new IllegalStateException("Predictions of " + probabilities.size() +
			" folds were given for " + folds.size());
		if (!notes.isEmpty() && notes.size() != folds.size()) throw new IllegalStateException(notes.size() +
			" notes were given for " + folds.size() + " folds");
		final int classes = plan.data().classes().size();
		for (int f = 0; f < folds.size(); f++) {
			final Fold fold = folds.get(f);
			final Probabilities given = probabilities.get(f);
			if (given.rows() != fold.testRows().length) throw new IllegalStateException("The fold of " + fold.subject() +
				" has " + fold.testRows().length + " test rows, but " + given.rows() + " predictions were given");
			if (given.classes() != classes) throw new IllegalStateException("The fold of " + fold.subject() + " gave " +
				Arrays.toString(given.row(0)) + ", which are not probabilities of " + classes + " classes");
		}
	}
}
