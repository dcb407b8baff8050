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

package org.microexpression.motion;

/**
 * One of the spans of time that the samples of a clip are cut into: as many whole batches as in the others, or one more
 * or fewer, on the grid of batches that the whole clip is measured in, since a network rounds a batch of another size
 * otherwise.
 *
 * @param number 0-based
 * @param of     how many spans there are
 */
public record ClipSpan(int number, int of) {

	/** Samples whose displacement fields are computed at once. */
	static final int BATCH = 16;

	/** The clip as one span. */
	public static final ClipSpan WHOLE = new ClipSpan(0, 1);

	/** @throws IllegalArgumentException if the number is none of theirs */
	public ClipSpan {
		if (number < 0 || number >= of) throw new IllegalArgumentException("Span " + number + " of " + of);
	}

	/**
	 * @param count number of things that are shared among all spans
	 * @return the first that falls to this one, 0-based
	 */
	public int first(final int count) {
		return (int) ((long) count * number / of);
	}

	/**
	 * @param count number of things that are shared among all spans
	 * @return the first that falls to a later one
	 */
	public int after(final int count) {
		return (int) ((long) count * (number + 1) / of);
	}

	/** @return number of the first sample */
	int from(final int samples) {
		return first(batches(samples)) * BATCH;
	}

	/** @return number of the first sample after it */
	int end(final int samples) {
		return Math.min(after(batches(samples)) * BATCH, samples);
	}

	/** @return how many batches so many samples are */
	static int batches(final int samples) {
		return (samples + BATCH - 1) / BATCH;
	}
}
