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

package org.microexpression.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class SimilarityTransformTest {

	private static final double EPSILON = 1e-12;

	private static void assertSame(final SimilarityTransform expected, final SimilarityTransform found,
		final double tolerance)
	{
		assertEquals(expected.a(), found.a(), tolerance);
		assertEquals(expected.b(), found.b(), tolerance);
		assertEquals(expected.tx(), found.tx(), tolerance);
		assertEquals(expected.ty(), found.ty(), tolerance);
	}

	@Test
	void aQuarterTurnTakesRightToDown() {
		final SimilarityTransform turn = SimilarityTransform.about(10, 20, 2, Math.PI / 2, 1, 0);
		assertEquals(11, turn.applyX(15, 20), EPSILON);
		assertEquals(30, turn.applyY(15, 20), EPSILON);
		assertEquals(2, turn.scale(), EPSILON);
		assertEquals(Math.PI / 2, turn.rotation(), EPSILON);
	}

	@Test
	void composeAppliesTheArgumentFirst() {
		final SimilarityTransform first = new SimilarityTransform(1.2, 0.3, 4, -2);
		final SimilarityTransform second = new SimilarityTransform(0.7, -0.5, -3, 8);
		final SimilarityTransform both = second.compose(first);
		final double x = first.applyX(5, 9), y = first.applyY(5, 9);
		assertEquals(second.applyX(x, y), both.applyX(5, 9), EPSILON);
		assertEquals(second.applyY(x, y), both.applyY(5, 9), EPSILON);
		assertSame(SimilarityTransform.IDENTITY, first.compose(first.invert()), EPSILON);
		assertSame(SimilarityTransform.IDENTITY, first.invert().compose(first), EPSILON);
	}

	@Test
	void fitFindsTheTransformAndMinimizesTheRest() {
		final SimilarityTransform truth = new SimilarityTransform(1.1, -0.2, 30, 4);
		final Random random = new Random(1);
		final int n = 12;
		final double[] x = new double[n], y = new double[n], u = new double[n], v = new double[n], w = new double[n];
		for (int i = 0; i < n; i++) {
			x[i] = 100 * random.nextDouble();
			y[i] = 100 * random.nextDouble();
			u[i] = truth.applyX(x[i], y[i]);
			v[i] = truth.applyY(x[i], y[i]);
			w[i] = 0.5 + random.nextDouble();
		}
		assertSame(truth, SimilarityTransform.fit(x, y, u, v, w), 1e-10);
		u[3] += 500;
		w[3] = 0;
		assertSame(truth, SimilarityTransform.fit(x, y, u, v, w), 1e-10);
		for (int i = 0; i < n; i++)
			u[i] += random.nextGaussian();
		final SimilarityTransform best = SimilarityTransform.fit(x, y, u, v, w);
		final double least = cost(best, x, y, u, v, w);
		for (int k = 0; k < 8; k++) {
			final double s = (k & 1) == 0 ? 1e-4 : -1e-4;
			final SimilarityTransform near = new SimilarityTransform(best.a() + (k / 2 == 0 ? s : 0), best.b() + (k / 2 == 1
				? s : 0), best.tx() + (k / 2 == 2 ? s : 0), best.ty() + (k / 2 == 3 ? s : 0));
			assertTrue(cost(near, x, y, u, v, w) > least);
		}
	}

	private static double cost(final SimilarityTransform t, final double[] x, final double[] y, final double[] u,
		final double[] v, final double[] w)
	{
		double sum = 0;
		for (int i = 0; i < x.length; i++) {
			final double dx = t.applyX(x[i], y[i]) - u[i], dy = t.applyY(x[i], y[i]) - v[i];
			sum += w[i] * (dx * dx + dy * dy);
		}
		return sum;
	}

	@Test
	void impossibleFitsAndInversesAreRefused() {
		final double[] same = { 1, 1 }, any = { 2, 3 }, ones = { 1, 1 };
		assertThrows(IllegalArgumentException.class, () -> SimilarityTransform.fit(same, same, any, any, ones));
		assertThrows(IllegalArgumentException.class, () -> new SimilarityTransform(0, 0, 1, 1).invert());
	}
}
