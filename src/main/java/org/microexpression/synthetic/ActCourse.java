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

package org.microexpression.synthetic;

/**
 * How something in a long video comes, stays and goes, in seconds: nothing up to the onset, all of it from the peak to
 * the release, nothing from the offset on. While it stays it fades by a tenth, so that the peak is the strongest
 * moment.
 *
 * @param onset   when it begins
 * @param peak    when it is strongest
 * @param release when it begins to go, not before the peak
 * @param offset  when it is over
 * @param rise    exponent of the rising leg; above 1 it starts slowly
 * @param decay   exponent of the falling leg; above 1 it ends slowly
 */
record ActCourse(double onset, double peak, double release, double offset, double rise, double decay) {

	private static final double FADED = 0.9;

	/** @throws IllegalArgumentException if the times are not in order */
	ActCourse {
		if (!(onset < peak && peak <= release && release < offset)) throw new IllegalArgumentException("Onset " + onset +
			", peak " + peak + ", release " + release + " and offset " + offset + " are not in order");
	}

	/**
	 * @param seconds a time
	 * @return the share of the full motion then, 0..1
	 */
	double at(final double seconds) {
		if (seconds <= onset || seconds >= offset) return 0;
		if (seconds <= peak) return smooth(Math.pow((seconds - onset) / (peak - onset), rise));
		final double held = release > peak ? FADED : 1;
		if (seconds <= release) return 1 - (1 - held) * (seconds - peak) / (release - peak);
		return held * smooth(Math.pow((offset - seconds) / (offset - release), decay));
	}

	private static double smooth(final double t) {
		return t * t * (3 - 2 * t);
	}
}
