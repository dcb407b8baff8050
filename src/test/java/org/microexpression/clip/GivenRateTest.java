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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/** A number of frames a second that somebody gives. */
class GivenRateTest {

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1_000_001, 1e-9 })
	void whatNoCameraTakesIsRefusedByItsName(final double fps) {
		final InputException refused = assertThrows(InputException.class, () -> Clips.givenRate(fps));
		assertTrue(refused.getMessage().startsWith("The parameter 'fps' is " + fps + ";"), refused.getMessage());
	}

	@Test
	void zeroIsNoRate() {
		assertEquals(Double.NaN, Clips.givenRate(0));
		assertEquals(1_000_000, Clips.givenRate(1_000_000));
	}

	@Test
	void aRateBesideThatOfTheFileIsToldInFull(@TempDir final Path folder) throws Exception {
		final Path movie = folder.resolve("a.avi");
		TestClips.writeY800(movie, 32, 24, 3);
		try (Clip clip = Clips.open(movie, 1_000_000, Progress.none())) {
			assertTrue(clip.remarks().stream().anyMatch(remark -> remark.contains("1000000 frames a second")), clip.remarks()
				.toString());
		}
	}
}
