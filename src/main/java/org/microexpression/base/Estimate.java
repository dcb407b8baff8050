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

import java.util.Locale;

/**
 * How long something will take and how much memory it needs, before it begins. It comes from figures that were measured
 * once, so it is right within a factor of two or so, and says "about".
 *
 * @param seconds time, s
 * @param bytes   memory beside what the program takes anyway, bytes
 */
public record Estimate(double seconds, long bytes) {

	/** What takes less is not announced: our choice. */
	private static final double LONG = 60;

	private static final double MEGABYTE = 1 << 20;

	/**
	 * @param cpuSeconds seconds that one processor would work
	 * @param bytes      memory, bytes
	 * @param threads    threads that are asked for, as in {@link Workers#threads}
	 * @param most       so many threads can share the work; more help no further
	 * @return the time on this machine, where no more processors work than there are
	 */
	public static Estimate shared(final double cpuSeconds, final long bytes, final int threads, final int most) {
		final int sharing = Math.min(Math.min(most, Workers.threads(threads)), Runtime.getRuntime().availableProcessors());
		return new Estimate(cpuSeconds / sharing, bytes);
	}

	/** @return whether somebody should hear of it before it begins */
	public boolean isLong() {
		return seconds >= LONG;
	}

	/** @return such as {@code about 12 min and 400 MB of memory} */
	public String text() {
		return "about " + time() + " and " + memory() + " of memory";
	}

	private String time() {
		if (seconds < 90) return Math.round(seconds) + " s";
		if (seconds < 5400) return Math.round(seconds / 60) + " min";
		if (seconds < 172_800) return Math.round(seconds / 3600) + " h";
		return Counts.of(Math.round(seconds / 86_400), "day", "days");
	}

	/** Two digits; more would promise too much. */
	private String memory() {
		final double megabytes = Math.max(1, bytes / MEGABYTE);
		if (megabytes >= 1000) return String.format(Locale.ROOT, "%.1f GB", megabytes / 1024);
		final double digit = Math.pow(10, Math.max(0, Math.floor(Math.log10(megabytes)) - 1));
		return String.format(Locale.ROOT, "%.0f MB", Math.round(megabytes / digit) * digit);
	}
}
