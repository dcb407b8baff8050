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
 * @param probabilities {@code [fold of the part][test row of the fold][class]}
 */
record PartResult(int seedIndex, int part, String device, double seconds, List<String> notes,
		double[][][] probabilities) {

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
				FoldResult::probabilities).toArray(double[][][]::new));
	}

	/**
	 * Checks what a trainer gave.
	 *
	 * @throws IllegalStateException if shape or values are not those of class probabilities
	 */
	void check(final LosoPlan plan) {
		final List<Fold> folds = plan.part(part);
		if (probabilities.length != folds.size()) throw new IllegalStateException("Predictions of " + probabilities.length +
			" folds were given for " + folds.size());
		if (!notes.isEmpty() && notes.size() != folds.size()) throw new IllegalStateException(notes.size() +
			" notes were given for " + folds.size() + " folds");
		for (int f = 0; f < folds.size(); f++) {
			final Fold fold = folds.get(f);
			if (probabilities[f].length != fold.testRows().length) throw new IllegalStateException("The fold of " + fold
				.subject() + " has " + fold.testRows().length + " test rows, but " + probabilities[f].length +
				" predictions were given");
			for (final double[] row : probabilities[f])
				check(fold, row, plan.data().classes().size());
		}
	}

	private static void check(final Fold fold, final double[] row, final int classes) {
		double sum = 0;
		for (final double probability : row)
			// A NaN must not pass: it would make a comparison with it false.
			sum += probability >= 0 ? probability : Double.NaN;
		// Single-precision softmax sums to 1 within about 1e-6.
		if (row.length != classes || !(Math.abs(sum - 1) < 1e-3)) throw new IllegalStateException("The fold of " + fold
			.subject() + " gave " + Arrays.toString(row) + ", which are not probabilities of " + classes + " classes");
	}
}
