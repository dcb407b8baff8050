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

package org.microexpression.imagej;

import java.io.PrintStream;
import java.util.function.LongSupplier;

import org.microexpression.base.Progress;
import org.microexpression.base.TimeLeft;

/**
 * Tells on a stream how far a long task is and how long it will still take. A task of a few seconds says nothing, and a
 * longer one a line now and then, so that neither a macro with hundreds of calls nor a night's log is flooded.
 */
final class ConsoleProgress implements Progress.Reports {

	private static final long FIRST_NANOS = 5_000_000_000L, NEXT_NANOS = 10_000_000_000L;

	private final PrintStream out;
	private final LongSupplier nanoTime;
	private long due;
	private TimeLeft left;
	private long total, done;
	private String last = "";

	/**
	 * @param out      where to
	 * @param nanoTime clock, ns
	 */
	ConsoleProgress(final PrintStream out, final LongSupplier nanoTime) {
		this.out = out;
		this.nanoTime = nanoTime;
		due = nanoTime.getAsLong() + FIRST_NANOS;
	}

	@Override
	public synchronized void report(final String stage, final long stepsDone, final long steps) {
		if (steps > 0 && (left == null || steps != total || stepsDone < done)) left = new TimeLeft(nanoTime,
			(double) stepsDone / steps);
		if (steps > 0) total = steps;
		if (steps > 0) done = stepsDone;
		final long now = nanoTime.getAsLong();
		if (now - due < 0) return;
		due = now + NEXT_NANOS;
		final String line = line(stage, stepsDone, steps);
		if (!line.equals(last)) out.println(line);
		last = line;
	}

	private String line(final String stage, final long stepsDone, final long steps) {
		if (steps <= 0) return stage;
		final String rest = left.after((double) stepsDone / steps);
		return stage + ": " + stepsDone + " of " + steps + (rest.isEmpty() || stage.endsWith(" left") ? "" : ", " + rest);
	}
}
