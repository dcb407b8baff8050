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

import org.junit.jupiter.api.Test;
import org.microexpression.field.MotionPair;

class TexturePairsTest {

	@Test
	void aPairDependsOnSeedAndNumberAlone() {
		final DisplacementPairs one = new DisplacementPairs(7);
		final DisplacementPairs other = new DisplacementPairs(7);
		for (int i = 0; i < 5; i++)
			one.apply(i);
		for (final int i : new int[] { 3, 0, 11 }) {
			assertArrayEquals(one.apply(i).onset(), other.apply(i).onset(), 0f);
			assertArrayEquals(one.apply(i).truth().u(), other.apply(i).truth().u(), 0f);
		}
	}

	@Test
	void levelsAndMotionStayInTheirRange() {
		final TexturePairs pairs = new TexturePairs(1);
		double longest = 0;
		double sum = 0;
		int n = 0;
		for (int i = 0; i < 40; i++) {
			final MotionPair pair = pairs.sample(i);
			for (int k = 0; k < pair.onset().length; k++) {
				assertTrue(pair.onset()[k] >= 0 && pair.onset()[k] <= 255 && pair.apex()[k] >= 0 && pair.apex()[k] <= 255);
				final double length = Math.hypot(pair.truth().u()[k], pair.truth().v()[k]);
				longest = Math.max(longest, length);
				sum += length;
				n++;
			}
		}
		// Bumps reach 3 px, the drift adds at most about two.
		assertTrue(longest > 2 && longest < 5.5, "longest " + longest);
		assertEquals(0.5, sum / n, 0.3);
	}

	@Test
	void whereNothingIsToBeSeenNothingMoves() {
		final TexturePairs pairs = new TexturePairs(1);
		int flat = 0;
		for (int i = 0; i < 60; i++) {
			final MotionPair pair = pairs.sample(i);
			double mean = 0;
			double square = 0;
			for (final float level : pair.onset()) {
				mean += level / pair.onset().length;
				square += (double) level * level / pair.onset().length;
			}
			// Camera noise has a standard deviation of up to 4.5 grey levels, and compression takes some of it away.
			if (square - mean * mean > 25) continue;
			for (int k = 0; k < pair.onset().length; k++)
				assertEquals(0, Math.hypot(pair.truth().u()[k], pair.truth().v()[k]));
			flat++;
		}
		assertEquals(2, flat);
	}
}
