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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.microexpression.fusion.Calibration;

/** What a calibration is chosen by, on scores whose truth is known. */
class CalibrationFitTest {

	@Test
	void probabilitiesAreThoseThatTheScoresWereDrawnWith() {
		final Random random = new Random(1);
		final double[][] scores = new double[4000][2];
		final boolean[][] present = new boolean[4000][2];
		for (int i = 0; i < scores.length; i++) {
			for (int side = 0; side < 2; side++) {
				scores[i][side] = 3 * random.nextGaussian();
				present[i][side] = random.nextDouble() < 1 / (1 + Math.exp(-0.5 * scores[i][side] + 1.2));
			}
		}
		final Calibration.Unit unit = CalibrationFit.unit(scores, present, 2);
		assertEquals(0.5, unit.slope(), 0.05);
		assertEquals(-1.2, unit.offset(), 0.1);
		assertEquals(2, unit.gain());
		assertTrue(unit.threshold() > 0.2 && unit.threshold() < 0.5, "F1 is best below one half: " + unit.threshold());
	}

	@Test
	void theExpectedThresholdIsHalfOfTheBestExpectedF1() {
		final Random random = new Random(6);
		final double[] probabilities = random.doubles(5000).map(x -> x * x * x).toArray();
		final double threshold = CalibrationFit.expectedThreshold(probabilities);
		final double[] told = Arrays.stream(probabilities).filter(p -> p >= threshold).toArray();
		final double f1 = 2 * Arrays.stream(told).sum() / (told.length + Arrays.stream(probabilities).sum());
		assertEquals(f1 / 2, threshold, 0.01, "Lipton, Elkan and Naryanaswamy 2014");
		assertEquals(0.5, CalibrationFit.expectedThreshold(new double[0]));
	}

	@Test
	void thresholdsAreLoweredToAShareAndNeverRaised() {
		final double[] probabilities = { 0.1, 0.5, 0.2, 0.3, 0.05 };
		assertEquals(0.4, CalibrationFit.lowered(probabilities, 0.4, 0));
		assertEquals(0.2, CalibrationFit.lowered(probabilities, 0.4, 0.6));
		assertEquals(0.25, CalibrationFit.lowered(probabilities, 0.25, 0.2));
	}

	/** Scores of networks reach far, most of them far below 0: a whole Newton step would overshoot. */
	@Test
	void scoresFarFromZeroAreFittedToo() {
		final Random random = new Random(5);
		final double[][] scores = new double[2000][2];
		final boolean[][] present = new boolean[2000][2];
		for (int i = 0; i < scores.length; i++) {
			for (int side = 0; side < 2; side++) {
				present[i][side] = random.nextDouble() < 0.06;
				scores[i][side] = (present[i][side] ? -2 : -9) + 2 * random.nextGaussian();
			}
		}
		final Calibration.Unit unit = CalibrationFit.unit(scores, present, 1);
		// Two normal distributions of sd 2, 7 apart: the log odds are 7 / 4 a point.
		assertEquals(1.75, unit.slope(), 0.3);
		assertTrue(unit.probability(-2) > 0.9 && unit.probability(-9) < 0.01);
	}

	@Test
	void aUnitThatNeverComesStaysAsItIs() {
		final Calibration.Unit unit = CalibrationFit.unit(new double[][] { { 1, 2 }, { 3, 4 } }, new boolean[2][2], 1);
		assertEquals(1, unit.slope());
		assertEquals(0, unit.offset());
	}

	@Test
	void overConfidentClassesAreCooled() {
		final Random random = new Random(2);
		final double[][] probabilities = new double[3000][];
		final int[] truth = new int[3000];
		for (int i = 0; i < truth.length; i++) {
			final double p = 1 / (1 + Math.exp(-random.nextGaussian()));
			truth[i] = random.nextDouble() < p ? 0 : 1;
			// Said with twice the log odds that hold.
			final double said = 1 / (1 + Math.pow((1 - p) / p, 2));
			probabilities[i] = new double[] { said, 1 - said };
		}
		assertEquals(2, CalibrationFit.temperature(probabilities, truth), 0.2);
	}

	@Test
	void aHeadIsFineTunedAndHeldWhereClipsAreFew() {
		final Random random = new Random(3);
		final double[][] scores = new double[3000][4];
		final boolean[] present = new boolean[3000];
		for (int i = 0; i < scores.length; i++) {
			for (int k = 0; k < 4; k++)
				scores[i][k] = random.nextGaussian();
			// The network mixes unit 1 up with unit 2.
			present[i] = 2 * scores[i][1] - 2 * scores[i][2] > 1;
		}
		final UnitHeadFit fit = UnitHeadFit.of(scores, present, 1);
		assertTrue(fit.weights()[2] < -1, "unit 2 speaks against unit 1: " + fit.weights()[2]);
		assertTrue(fit.probability(new double[] { 0, 2, -2, 0 }) >= fit.threshold());
		assertFalse(fit.probability(new double[] { 0, 2, 2, 0 }) >= fit.threshold());
		final UnitHeadFit few = UnitHeadFit.of(new double[][] { scores[0] }, new boolean[] { present[0] }, 1);
		assertEquals(1, few.weights()[1], 0.3, "one clip changes little");
	}

	/** Log odds of sure networks: a whole Newton step would throw the weights about and turn the order of clips round. */
	@Test
	void aHeadIsFittedToScoresFarFromZeroToo() {
		final Random random = new Random(4);
		final double[][] scores = new double[140][16];
		final boolean[] present = new boolean[140];
		for (int i = 0; i < scores.length; i++) {
			present[i] = i % 10 == 0;
			for (int k = 0; k < 16; k++)
				scores[i][k] = -6 + 2 * random.nextGaussian();
			scores[i][3] = (present[i] ? -1 : -6) + 1.5 * random.nextGaussian();
		}
		final UnitHeadFit fit = UnitHeadFit.of(scores, present, 3);
		double worst = 1;
		double best = 0;
		for (int i = 0; i < scores.length; i++) {
			if (present[i]) best += fit.probability(scores[i]) / 14;
			else worst -= fit.probability(scores[i]) / 126;
		}
		assertTrue(best > 0.7 && worst > 0.9, best + ", " + worst);
		assertTrue(fit.weights()[3] > 0.5, "its own score counts most: " + fit.weights()[3]);
	}
}
