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

package org.microexpression.timeline;

import org.microexpression.spotting.SpottedInterval;

/**
 * The part of a timeline that is drawn and where it lies in the drawing.
 *
 * @param first  seconds at the left edge of the curves
 * @param last   seconds at their right edge, after {@code first}
 * @param width  width of the whole drawing
 * @param height its height
 */
public record TimelineScale(double first, double last, double width, double height) {

	static final double LEFT = 48;
	static final double RIGHT = 14;
	/** For what the curves show, and below it two rows of labels. */
	static final double TOP = 40;
	static final double BOTTOM = 36;

	/** A drawing that is narrower or lower than this has no room for curves. */
	private static final double LEAST = 20;

	/** Makes room for the curves where there is too little. */
	public TimelineScale {
		width = Math.max(width, LEFT + RIGHT + LEAST);
		height = Math.max(height, TOP + BOTTOM + LEAST);
	}

	/**
	 * @param seconds a time
	 * @return its position from the left
	 */
	public double x(final double seconds) {
		return LEFT + (seconds - first) / (last - first) * (width - LEFT - RIGHT);
	}

	/**
	 * @param x a position from the left
	 * @return its time in seconds, perhaps outside of what is drawn
	 */
	public double seconds(final double x) {
		return first + (x - LEFT) / (width - LEFT - RIGHT) * (last - first);
	}

	/** @return position of an interval's left edge, as far as it is drawn; right of {@link #to} where nothing of it is */
	double from(final SpottedInterval interval) {
		return Math.max(x(interval.onset().seconds()), LEFT);
	}

	/** @return position of its right edge, as far as it is drawn */
	double to(final SpottedInterval interval) {
		return Math.min(x(interval.offset().seconds()), width - RIGHT);
	}

	/** @return the lower edge of the curves, where they are 0 */
	public double bottom() {
		return height - BOTTOM;
	}

	/** @return the upper edge of the curves */
	public double top() {
		return TOP;
	}
}
