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

package org.microexpression.imagej.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.microexpression.spotting.Moment;
import org.microexpression.timeline.FrameTimes;

/** What is told of a movie whose seconds are not the clip's. */
class AnnotatedMovieTest {

	private static FrameTimes times(final double... seconds) {
		return new FrameTimes(IntStream.range(0, seconds.length).mapToObj(i -> new Moment(i + 1, seconds[i])).toList());
	}

	@Test
	void evenFramesFromNoughtNeedNoRemark() {
		assertEquals(Optional.empty(), AnnotatedMovie.otherTimes(times(0, 0.1, 0.2), 10, "clip"));
		assertEquals(Optional.empty(), AnnotatedMovie.otherTimes(times(0, 0.3, 0.31), Double.NaN, "clip"));
	}

	@Test
	void anAviOfUnevenFramesIsToldWithItsLargestDifference() {
		final String told = AnnotatedMovie.otherTimes(times(0, 0.05, 1), 10, "phone.mp4").orElseThrow();
		assertTrue(told.startsWith("The frames of 'phone.mp4' come at uneven times") && told.contains("10.000 frames") &&
			told.contains("0.80 s") && told.contains(".mp4 to keep"), told);
	}

	@Test
	void aFilmThatBeginsLateIsTold() {
		for (final double rate : List.of(10.0, Double.NaN)) {
			final String told = AnnotatedMovie.otherTimes(times(1.2, 1.3, 1.4), rate, "late.mp4").orElseThrow();
			assertTrue(told.contains("is shown at 1.200 s") && told.contains("1.200 s less"), told);
		}
	}
}
