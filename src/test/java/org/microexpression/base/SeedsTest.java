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

package org.microexpression.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedsTest {

	/** Shipped models and resumed trainings hang on these numbers. */
	@Test
	void seedsStayAsTheyWere() {
		assertEquals(-2177342782468422677L, Seeds.numbered(Long.MAX_VALUE, 0));
		assertEquals(-2177342782468421677L, Seeds.numbered(Long.MAX_VALUE, 1000));
		assertEquals(-2177342782465048970L, Seeds.named(Long.MAX_VALUE, "name"));
		assertEquals(-3611516622804070317L, Seeds.batch(Long.MAX_VALUE, 1000));
		assertEquals(-4868686471917930455L, Seeds.half(Long.MAX_VALUE, 2));
		assertEquals(-6231943036698451894L, Seeds.pass(Long.MAX_VALUE, 2));
		assertEquals(3055647633038353039L, Seeds.consecutive(Long.MAX_VALUE, 1000));
		assertEquals(-8861022640355270269L, Seeds.sample(4711, 5).nextLong());
	}

	@Test
	void everySampleHasItsOwnChance() {
		final long one = Seeds.sample(1, 0).nextLong();
		assertEquals(one, Seeds.sample(1, 0).nextLong());
		assertNotEquals(one, Seeds.sample(1, 1).nextLong());
		assertNotEquals(one, Seeds.sample(2, 0).nextLong());
	}
}
