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

import java.util.List;

import org.microexpression.motion.RegionSide;

/**
 * Something that happened in a face, as a {@link Spotter} or a person marked it.
 *
 * @param onset         last frame before it begins
 * @param apex          frame in which it is strongest
 * @param offset        first frame after it is over, or the last frame of the clip
 * @param strength      largest motion of a region, eye distances; NaN if nobody measured it
 * @param signalToNoise the strength in units of the noise that the rest of the clip shows; NaN if nobody measured it
 * @param kind          what it is
 * @param regions       the regions that moved, the strongest first; perhaps none
 * @param byHand        whether a person set or changed it
 */
public record SpottedInterval(Moment onset, Moment apex, Moment offset, double strength, double signalToNoise,
		SpottedKind kind, List<RegionSide> regions, boolean byHand) {

	/**
	 * Keeps its own copy of the regions.
	 *
	 * @throws IllegalArgumentException if the moments are not in order
	 */
	public SpottedInterval {
		if (onset.frame() > apex.frame() || apex.frame() > offset.frame()) throw new IllegalArgumentException("Onset " +
			onset.frame() + ", apex " + apex.frame() + " and offset " + offset.frame() + " are not in order");
		regions = List.copyOf(regions);
	}

	/** @return from onset to offset, milliseconds */
	public double milliseconds() {
		return 1000 * (offset.seconds() - onset.seconds());
	}

	/**
	 * @param other another interval of the same clip
	 * @return how many frames, by their numbers and both ends included, the two have in common, over how many they cover
	 *         together: 0..1, as the protocol of MEGC counts it
	 */
	public double overlap(final SpottedInterval other) {
		final int common = Math.min(offset.frame(), other.offset.frame()) - Math.max(onset.frame(), other.onset.frame()) +
			1;
		if (common <= 0) return 0;
		return (double) common / (offset.frame() - onset.frame() + 1 + other.offset.frame() - other.onset.frame() + 1 -
			common);
	}
}
