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

package org.example.expressions;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.scijava.plugin.Plugin;

/**
 * Takes every stretch of frames in which some region has moved farther than a fixed length. Blinks are not told apart.
 */
@Plugin(type = Spotter.class)
public final class FixedThreshold implements Spotter {

	/** Eye distances at the sensitivity 0.5. */
	private static final double THRESHOLD = 0.01;

	@Override
	public String title() {
		return "Fixed threshold";
	}

	@Override
	public List<SpottedInterval> spot(final MotionTrace trace, final SpotterSettings settings) {
		final double threshold = THRESHOLD * 2 * (1 - settings.sensitivity());
		final List<SpottedInterval> found = new ArrayList<>();
		int row = 0;
		while (row < trace.rows()) {
			// Without a face the motion is not a number, and not beyond any threshold.
			if (!(motion(trace, row) > threshold)) {
				row++;
				continue;
			}
			final int first = row;
			int apex = row;
			for (; row < trace.rows() && motion(trace, row) > threshold; row++)
				if (motion(trace, row) > motion(trace, apex)) apex = row;
			add(trace, Math.max(0, first - 1), apex, Math.min(row, trace.rows() - 1), settings, found);
		}
		return found;
	}

	private static void add(final MotionTrace trace, final int onset, final int apex, final int offset,
		final SpotterSettings settings, final List<SpottedInterval> found)
	{
		final double milliseconds = 1000 * (trace.seconds(offset) - trace.seconds(onset));
		if (milliseconds > settings.longest()) return;
		final SpottedKind kind = milliseconds <= settings.longestMicro() ? SpottedKind.MICRO : SpottedKind.MACRO;
		found.add(new SpottedInterval(Moment.of(trace, onset), Moment.of(trace, apex), Moment.of(trace, offset), motion(
			trace, apex), Double.NaN, kind, List.of(), false));
	}

	/** The motion of the region that moved farthest, eye distances; NaN without a face. */
	private static double motion(final MotionTrace trace, final int row) {
		return RegionSide.ALL.stream().mapToDouble(place -> Math.hypot(trace.u(row, place), trace.v(row, place))).max()
			.orElse(Double.NaN);
	}
}
