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

package org.microexpression.clip.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames that are missing by the times of the others, in a film whose frames otherwise follow one another evenly. Of
 * one that does not, as of a screen that is filmed when it changes, nothing can be told.
 *
 * @param missing about how many are
 * @param behind  the frames, counted from 1, behind which some are
 */
record TimeGaps(int missing, List<Integer> behind) {

	/** Fewer steps tell no rate. */
	private static final int LEAST_STEPS = 6;

	/** Share of the steps that has to be about the median one: our choice. */
	private static final double EVEN = 0.7;

	/** How far such a step may be off, as a share of it: times are whole milliseconds. */
	private static final double OFF = 0.25;

	/**
	 * @param seconds when the frames are shown, ascending
	 * @param length  seconds that all of them last, NaN where it is not known
	 * @return what is missing
	 */
	static TimeGaps of(final double[] seconds, final double length) {
		final int steps = seconds.length - 1;
		final List<Integer> behind = new ArrayList<>();
		if (steps < LEAST_STEPS) return new TimeGaps(0, behind);
		final double[] sorted = new double[steps];
		for (int i = 0; i < steps; i++)
			sorted[i] = seconds[i + 1] - seconds[i];
		Arrays.sort(sorted);
		final double usual = sorted[steps / 2];
		final double even = Arrays.stream(sorted).filter(step -> Math.abs(step - usual) <= OFF * usual).count();
		if (even < EVEN * steps) return new TimeGaps(0, behind);
		long missing = 0;
		for (int i = 0; i <= steps; i++) {
			final double step = i < steps ? seconds[i + 1] - seconds[i] : length - seconds[i];
			// The last frame's own length is not stated exactly.
			final long lost = Double.isNaN(step) ? 0 : Math.round(step / usual) - (i < steps ? 1 : 2);
			if (lost <= 0) continue;
			missing += lost;
			behind.add(i + 1);
		}
		return new TimeGaps((int) Math.min(Integer.MAX_VALUE, missing), behind);
	}
}
