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
 * How a motion comes and goes: nothing up to the onset, all of it at the apex, nothing from the offset on. Expressions
 * rise faster than they fade; both legs start and end smoothly.
 *
 * @param onset   last frame index without motion
 * @param apex    frame index of the full motion, after the onset
 * @param offset  first frame index without motion again, after the apex
 * @param rise    exponent of the rising leg; above 1 it starts slowly
 * @param decay   exponent of the falling leg; above 1 it ends slowly
 */
public record TimeCourse(int onset, int apex, int offset, double rise, double decay) {

	/** @throws IllegalArgumentException if the frames are not in order */
	public TimeCourse {
		if (!(onset < apex && apex < offset)) throw new IllegalArgumentException("Onset " + onset + ", apex " + apex +
			" and offset " + offset + " are not in order");
	}

	/**
	 * @param index a frame index
	 * @return the share of the full motion then, 0..1
	 */
	public double at(final int index) {
		if (index <= onset || index >= offset) return 0;
		if (index <= apex) return smooth(Math.pow((double) (index - onset) / (apex - onset), rise));
		return smooth(Math.pow((double) (offset - index) / (offset - apex), decay));
	}

	private static double smooth(final double t) {
		return t * t * (3 - 2 * t);
	}
}
