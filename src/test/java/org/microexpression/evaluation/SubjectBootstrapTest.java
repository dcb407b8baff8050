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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SubjectBootstrapTest {

	private final List<String> subjects = new ArrayList<>();
	private final int[] truth = new int[300];
	private final int[] good = new int[300];
	private final int[] poor = new int[300];

	SubjectBootstrapTest() {
		final Random random = new Random(5);
		for (int i = 0; i < truth.length; i++) {
			subjects.add("d/s" + i % 30);
			truth[i] = random.nextInt(3);
			good[i] = random.nextDouble() < 0.8 ? truth[i] : random.nextInt(3);
			poor[i] = random.nextDouble() < 0.5 ? truth[i] : random.nextInt(3);
		}
	}

	@Test
	void sameSeedSameIntervalWhateverTheOrderOfRows() {
		final SubjectBootstrap bootstrap = new SubjectBootstrap(3, 1000, 7);
		final SubjectBootstrap.Scores scores = bootstrap.scores(subjects, truth, good);
		assertEquals(scores, bootstrap.scores(subjects, truth, good));
		final List<String> reversedSubjects = new ArrayList<>(subjects);
		Collections.reverse(reversedSubjects);
		assertEquals(scores, bootstrap.scores(reversedSubjects, reversed(truth), reversed(good)));
		assertNotEquals(scores, new SubjectBootstrap(3, 1000, 8).scores(subjects, truth, good));
		assertTrue(scores.uf1().low() < scores.uf1().estimate() && scores.uf1().estimate() < scores.uf1().high());
	}

	@Test
	void widthIsThatOfTheNormalTheory() {
		// For accuracy-like scores of n independent clips the 95% interval is about 4 sd wide; clips here do not depend
		// on the subject, so drawing subjects costs nothing but noise.
		final SubjectBootstrap.Interval uar = new SubjectBootstrap(3, 4000, 7).scores(subjects, truth, good).uar();
		final double p = uar.estimate();
		final double expected = 2 * 1.96 * Math.sqrt(p * (1 - p) / truth.length);
		assertEquals(expected, uar.high() - uar.low(), 0.3 * expected);
	}

	@Test
	void pairedDifferenceTellsGoodFromPoorAndHasAntisymmetry() {
		final SubjectBootstrap bootstrap = new SubjectBootstrap(3, 2000, 7);
		final SubjectBootstrap.Difference difference = bootstrap.difference(subjects, truth, good, poor);
		final SubjectBootstrap.Difference back = bootstrap.difference(subjects, truth, poor, good);
		assertTrue(difference.uf1().low() > 0, "low end " + difference.uf1().low());
		assertTrue(difference.p() < 0.01);
		assertEquals(difference.p(), back.p());
		assertEquals(difference.uf1().low(), -back.uf1().high(), 1e-12);
		final SubjectBootstrap.Difference none = bootstrap.difference(subjects, truth, good, good);
		assertEquals(new SubjectBootstrap.Interval(0, 0, 0), none.uf1());
		assertEquals(1, none.p());
	}

	@Test
	void oneSubjectHasNoInterval() {
		final SubjectBootstrap.Scores scores = new SubjectBootstrap(3, 100, 1).scores(List.of("a", "a"), new int[] { 0, 1 },
			new int[] { 0, 1 });
		assertEquals(2.0 / 3, scores.uf1().estimate(), 1e-12);
		assertTrue(Double.isNaN(scores.uf1().low()) && Double.isNaN(scores.uar().high()));
	}

	private static int[] reversed(final int[] values) {
		final int[] reversed = new int[values.length];
		for (int i = 0; i < values.length; i++)
			reversed[i] = values[values.length - 1 - i];
		return reversed;
	}
}
