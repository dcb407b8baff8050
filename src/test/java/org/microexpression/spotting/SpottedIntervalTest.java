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

package org.microexpression.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;

class SpottedIntervalTest {

	@Test
	void overlapCountsBothEndsInclusive() {
		assertEquals(1, interval(5, 9).overlap(interval(5, 9)));
		assertEquals(0.5, interval(1, 4).overlap(interval(3, 4)));
		assertEquals(1 / 9.0, interval(1, 5).overlap(interval(5, 9)));
		assertEquals(0, interval(1, 5).overlap(interval(6, 9)));
		assertEquals(160, interval(5, 9).milliseconds(), 1e-9);
	}

	@Test
	void whatIsOutOfRangeIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> interval(9, 5));
		assertThrows(InputException.class, () -> new SpotterSettings(1.5, 500, 4000));
		assertThrows(InputException.class, () -> new SpotterSettings(0.5, 500, 400));
		assertThrows(InputException.class, () -> new SpotterSettings(0.5, Double.NaN, 400));
		assertThrows(InputException.class, () -> SpottedKind.of("sneeze"));
		for (final SpottedKind kind : SpottedKind.values())
			assertEquals(kind, SpottedKind.of(kind.label()));
	}

	private static SpottedInterval interval(final int onset, final int offset) {
		return new SpottedInterval(new Moment(onset, onset / 25.0), new Moment(onset, onset / 25.0), new Moment(offset,
			offset / 25.0), Double.NaN, Double.NaN, SpottedKind.MICRO, List.of(), true);
	}
}
