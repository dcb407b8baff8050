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

package org.microexpression.clip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class StatedTimesTest {

	@Test
	void aNumberWithAUnitIsATime() {
		assertEquals(List.of(12.345, 12.378), StatedTimes.of(List.of("frame_0001_12.345s.png", "frame_0002_12.378s.png")));
		assertEquals(List.of(0.0, 0.04, 0.1), StatedTimes.of(List.of("0 ms.jpg", "40 ms.jpg", "100 ms.jpg")));
		assertEquals(List.of(0.0, 0.04), StatedTimes.of(List.of("img0ms.png", "img40ms.png")));
		assertEquals(List.of(1.0, 2.0), StatedTimes.of(List.of("face1sec.png", "face2sec.png")));
		assertEquals(List.of(0.5, 1.0), StatedTimes.of(List.of("img1 t=0,5s.png", "img2 t=1s.png")));
		assertEquals(List.of(5e-6, 1e-5), StatedTimes.of(List.of("a_5\u00b5s.png", "b_10\u00b5s.png")));
	}

	@Test
	void whatIsInDoubtIsNone() {
		for (final List<String> names : List.of(List.of("img1.png", "img2.png"), List.of("t0.5.png", "t1.png"), List.of(
			"12.30.59.png", "12.31.00.png"), List.of("1 5ms.png", "2 5ms.png"), List.of("1 s.png"), List.of("1 s 2 ms.png",
				"2 s 3 ms.png"), List.of("1 s.png", "2 ms.png"), List.of("subject1s.png", "subject2s.png"), List.of(
					"face1us.png", "face2us.png"), List.of("2 s.png", "1 s.png"), List.of("1 sad.png", "2 sad.png"), List.of(
						"s1.5s.png", "3 s.png"), List.of("1'000 ms.png", "1'005 ms.png")))
			assertEquals(List.of(), StatedTimes.of(names), names::toString);
	}
}
