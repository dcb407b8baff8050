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

package org.microexpression.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;

class RealisticFlowNoiseTest {

	private final FacialLandmarks face = FaceLayout.mean();

	@Test
	void lossTakesMotionFromPlainSkinMoreThanFromEdges() {
		final RealisticFlowNoise loss = new RealisticFlowNoise(0, 1, 0, 0, 0, 0, 0, 0);
		final float[] ones = new float[28 * 28];
		Arrays.fill(ones, 1);
		double cheek = 0;
		double eye = 0;
		for (int i = 0; i < 50; i++) {
			final DisplacementField lost = loss.apply(new DisplacementField(28, 28, ones, ones), face, new SplittableRandom(
				i));
			cheek += lost.u()[13 * 28 + 5] / 50;
			eye += lost.u()[6 * 28 + 6] / 50;
			for (final float value : lost.u())
				assertTrue(value >= 0 && value <= 1);
		}
		assertTrue(cheek < eye - 0.2, "cheek keeps " + cheek + ", eye " + eye);
	}

	@Test
	void fillingInKeepsAUniformMotion() {
		final RealisticFlowNoise fill = new RealisticFlowNoise(1, 0, 0, 0, 0, 0, 0, 0);
		final float[] ones = new float[28 * 28];
		Arrays.fill(ones, 1);
		final DisplacementField filled = fill.apply(new DisplacementField(28, 28, ones, ones), face, new SplittableRandom(
			3));
		assertArrayEquals(ones, filled.u(), 1e-5f);
	}

	@Test
	void noiseIsAsStrongAsItIsSetInTheMedian() {
		final RealisticFlowNoise noise = new RealisticFlowNoise(0, 0, 0.1, 0, 0, 0, 0, 0);
		final double[] sds = new double[200];
		for (int i = 0; i < sds.length; i++) {
			final DisplacementField field = noise.apply(DisplacementField.zero(28, 28), face, new SplittableRandom(i));
			double squares = 0;
			for (final float value : field.u())
				squares += value * value;
			sds[i] = Math.sqrt(squares / field.u().length);
		}
		Arrays.sort(sds);
		// The level is spread by a factor of 2.2 and weighted by the texture; the median of 200 is good to a fifth.
		assertEquals(0.1, sds[100], 0.04);
	}

	@Test
	void theInputIsLeftAlone() {
		final DisplacementField field = new MotionModel(Head.STILL, List.of(Patch.round(60, 60, 1, 1, 20))).field(28);
		final float[] before = field.u().clone();
		RealisticFlowNoise.typical().apply(field, face, new SplittableRandom(1));
		assertArrayEquals(before, field.u());
	}

	@Test
	void theMedianRemovesAnOutlierAndTheBlurKeepsTheMean() {
		final float[] field = new float[100];
		field[44] = 9;
		final float[] blurred = field.clone();
		GridFilters.median3(field, 10);
		assertArrayEquals(new float[100], field);
		GridFilters.blur(blurred, 10, 1);
		double sum = 0;
		for (final float value : blurred)
			sum += value;
		assertEquals(9, sum, 1e-4);
		assertTrue(blurred[44] < 3);
	}

	@Test
	void unrelatedMotionIsAsFrequentAsItIsSet() {
		final UnrelatedMotion blinks = new UnrelatedMotion(0, 0.5, 0, 0, 0, 0, 1.5);
		int count = 0;
		for (int i = 0; i < 400; i++) {
			final List<Patch> patches = blinks.patches(face, new SplittableRandom(i));
			if (patches.isEmpty()) continue;
			count++;
			for (final Patch patch : patches)
				assertTrue(Math.hypot(patch.u(), patch.v()) < 3);
		}
		assertEquals(200, count, 40); // Four standard deviations of a binomial count.
		final Head head = UnrelatedMotion.none().head(face, 1, new SplittableRandom(1));
		assertEquals(0, Math.abs(head.u()) + Math.abs(head.growth()) + Math.abs(head.yaw()));
	}
}
