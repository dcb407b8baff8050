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

import java.util.function.LongSupplier;

/** Tells how much longer a task takes from how long its finished share took. */
public final class TimeLeft {

	private final LongSupplier nanoTime;
	private final long start;
	private final double atStart;

	/**
	 * @param nanoTime clock, ns
	 * @param atStart  share of the task already done, 0..1, and not to be counted as work of this clock
	 */
	public TimeLeft(final LongSupplier nanoTime, final double atStart) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.atStart = atStart;
	}

	/**
	 * @param done share of the whole task done by now, 0..1
	 * @return such as {@code about 3 min left}, or an empty text where nothing can be said yet
	 */
	public String after(final double done) {
		final double worked = done - atStart;
		final double seconds = (nanoTime.getAsLong() - start) / 1e9;
		if (worked <= 0 || seconds < 1) return "";
		final double left = seconds * (1 - done) / worked;
		if (left < 90) return "about " + Math.round(left) + " s left";
		if (left < 5400) return "about " + Math.round(left / 60) + " min left";
		return "about " + Math.round(left / 3600) + " h left";
	}
}
