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

import java.util.ArrayList;
import java.util.List;

import org.microexpression.fusion.AuRegion;
import org.microexpression.motion.RegionSide;

/** Finds blinks: eyes that close and open within a moment. */
final class Blinks {

	/**
	 * Openness, relative to how the eyes usually are, below which they are closed, and from which they are open again.
	 */
	static final double CLOSED = 0.7;
	private static final double OPEN = 0.85;

	/** Seconds that closed eyes may take and still be a blink. */
	private static final double LONGEST = 0.7;

	private Blinks() {
		// Static only.
	}

	static List<Span> of(final Signals signals) {
		final List<Span> blinks = new ArrayList<>();
		final double[] open = signals.open();
		for (int i = 0; i < open.length; i++) {
			if (open[i] >= CLOSED) continue;
			int from = i;
			int to = i;
			while (from > 0 && open[from] < OPEN)
				from--;
			while (to < open.length - 1 && open[to] < OPEN)
				to++;
			int peak = from;
			for (int k = from; k <= to; k++)
				if (open[k] < open[peak]) peak = k;
			if (to - from <= signals.samples(LONGEST)) blinks.add(new Span(from, peak, to));
			i = to;
		}
		return blinks;
	}

	/** Draws straight lines through blinks in the regions that lids move or that lie beside the eyes. */
	static void bridge(final Signals signals, final List<Span> blinks) {
		for (final RegionSide place : RegionSide.ALL) {
			if (!reach(place)) continue;
			for (final Span blink : blinks)
				for (final double[] values : signals.region(place))
					line(values, blink.from(), blink.to());
		}
	}

	/** @return whether lids move that region or lie beside it */
	static boolean reach(final RegionSide place) {
		return place.isEye() || place.region() == AuRegion.INNER_BROW || place.region() == AuRegion.OUTER_BROW || place
			.region() == AuRegion.CHEEK || place.region() == AuRegion.NOSE;
	}

	private static void line(final double[] values, final int from, final int to) {
		final double first = values[from], last = values[to];
		for (int i = from + 1; i < to; i++)
			values[i] = first + (last - first) * (i - from) / (to - from);
	}
}
