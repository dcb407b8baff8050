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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.Probabilities;

class StepChoiceTest {

	private static final int SUBJECTS = 5;

	private static LosoData data(final int subjects) {
		final List<LosoClip> clips = new ArrayList<>();
		for (int i = 0; i < 6 * subjects; i++)
			clips.add(new LosoClip("d", "s" + i / 6, "c" + i, i % 3));
		return new LosoData(LosoData.THREE_CLASSES, clips);
	}

	private static List<Fold> folds(final LosoData data) {
		return new LosoPlan(data, List.of(1L), SUBJECTS).folds();
	}

	/** Right on as many of the rows as the number of steps says, wrong on the others. */
	private static List<Probabilities> right(final List<Fold> folds, final int[] truth, final int rows) {
		return folds.stream().map(fold -> {
			final int[] test = fold.testRows();
			final double[][] all = new double[test.length][3];
			for (int j = 0; j < test.length; j++)
				all[j][(truth[test[j]] + (j < rows ? 0 : 1)) % 3] = 1;
			return Probabilities.of(all);
		}).toList();
	}

	@Test
	void onlyTrainingRowsAreTrainedAndValidatedOnAndEachIsHeldOutOnce() {
		final LosoData data = data(SUBJECTS);
		final List<Fold> folds = folds(data);
		final List<Integer> tried = new ArrayList<>();
		new StepChoice(4, 100).choose(folds, data.subjectIds(), 1, (inner, steps) -> {
			tried.add(steps);
			assertEquals(4 * folds.size(), inner.size());
			for (int f = 0; f < folds.size(); f++) {
				final TreeSet<Integer> held = new TreeSet<>();
				for (final Fold split : inner.subList(4 * f, 4 * f + 4)) {
					Arrays.stream(split.testRows()).forEach(row -> assertTrue(held.add(row), "held out twice"));
					final String left = folds.get(f).subject();
					for (final int[] rows : List.of(split.trainRows(), split.testRows()))
						assertTrue(Arrays.stream(rows).noneMatch(row -> data.subjectIds().get(row).equals(left)));
				}
				assertArrayEquals(folds.get(f).trainRows(), held.stream().mapToInt(Integer::intValue).toArray());
			}
			return right(inner, data.truth(), 3);
		});
		assertEquals(List.of(50, 100, 200), tried);
	}

	@Test
	void theBestIsTakenAndOfEquallyGoodOnesTheFewest() {
		final LosoData data = data(SUBJECTS);
		final int[] best = new StepChoice(2, 100).choose(folds(data), data.subjectIds(), 1, (inner, steps) -> right(inner,
			data.truth(), steps == 200 ? 6 : 2));
		assertArrayEquals(new int[] { 200, 200, 200, 200, 200 }, best);
		final int[] same = new StepChoice(2, 100).choose(folds(data), data.subjectIds(), 1, (inner, steps) -> right(inner,
			data.truth(), 2));
		assertArrayEquals(new int[] { 50, 50, 50, 50, 50 }, same);
	}

	@Test
	void aFoldWithOneTrainingSubjectCannotChoose() {
		final LosoData data = data(2);
		assertThrows(InputException.class, () -> new StepChoice(2, 100).choose(folds(data), data.subjectIds(), 1, (inner,
			steps) -> right(inner, data.truth(), 2)));
	}
}
