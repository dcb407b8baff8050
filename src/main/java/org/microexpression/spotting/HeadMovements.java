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
import java.util.Arrays;
import java.util.List;

/** Finds movements of the head: stretches in which it moves faster than it sways all the time. */
final class HeadMovements {

	/** Seconds over which the speed is measured. */
	private static final double WINDOW = 0.25;

	/** Slowest movement, eye distances within the window, and how many times the usual speed it must have. */
	private static final double LEAST = 0.02;
	private static final double TIMES_USUAL = 4;

	/** Seconds of rest that part two movements. */
	private static final double REST = 0.5;

	private HeadMovements() {
		// Static only.
	}

	static List<Span> of(final Signals signals) {
		final int half = Math.max(1, signals.samples(WINDOW) / 2);
		final double[] speed = new double[signals.count()];
		for (int i = 0; i < speed.length; i++)
			speed[i] = signals.headRange(i - half, i + half);
		final double[] sorted = speed.clone();
		Arrays.sort(sorted);
		final double threshold = Math.max(LEAST, TIMES_USUAL * sorted[sorted.length / 4]);
		final List<Span> movements = new ArrayList<>();
		int from = -1;
		int last = -1;
		for (int i = 0; i <= speed.length; i++) {
			final boolean moves = i < speed.length && speed[i] > threshold;
			if (moves) {
				if (from < 0) from = i;
				last = i;
			}
			if (from >= 0 && (i == speed.length || i - last > signals.samples(REST))) {
				int peak = from;
				for (int k = from; k <= last; k++)
					if (speed[k] > speed[peak]) peak = k;
				// What is faster for a sample alone lasts from the one before to the one after.
				movements.add(last > from ? new Span(from, peak, last) : new Span(Math.max(0, from - 1), peak, Math.min(
					speed.length - 1, last + 1)));
				from = -1;
			}
		}
		return movements;
	}
}
