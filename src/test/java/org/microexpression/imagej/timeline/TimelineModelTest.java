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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;

class TimelineModelTest {

	private static TimelineModel model(final int frames, final double rate) {
		return new TimelineModel(new Timeline("clip.avi", "", List.of()), new FrameTimes(IntStream.range(0, frames)
			.mapToObj(i -> new Moment(i + 1, i / rate)).toList()), Optional.empty());
	}

	/** At every frame of a clip, and where the frames are far apart. */
	@ParameterizedTest
	@CsvSource({ "300, 30", "300, 1", "3, 200", "5, 1" })
	void anAddedIntervalRisesAndFalls(final int frames, final double rate) {
		final TimelineModel model = model(frames, rate);
		for (int i = 0; i < frames; i++) {
			model.add(i / rate - 0.2, i / rate + 0.2);
			final SpottedInterval added = model.selectedSpan().orElseThrow().interval();
			assertTrue(added.onset().frame() < added.apex().frame() && added.apex().frame() < added.offset().frame(), added
				.toString());
			assertTrue(added.onset().frame() <= i + 1 && i + 1 <= added.offset().frame(), "frame " + (i + 1) + ": " + added);
		}
	}

	@Test
	void ofTwoFramesTheSecondIsTheApex() {
		for (final double at : new double[] { 0, 1 }) {
			final TimelineModel model = model(2, 1);
			model.add(at - 0.2, at + 0.2);
			final SpottedInterval added = model.selectedSpan().orElseThrow().interval();
			assertEquals(List.of(1, 2, 2), List.of(added.onset().frame(), added.apex().frame(), added.offset().frame()));
		}
		final TimelineModel still = model(1, 1);
		still.add(0, 0.4);
		assertEquals(List.of(), still.timeline().spans());
	}
}
