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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;

/**
 * A curve over time: how far the whole face, or one region on one side, moved from the reference, in eye distances.
 *
 * @param place the region and side; empty for the whole face
 */
public record Curve(Optional<RegionSide> place) {

	/** The whole face. */
	public static final Curve FACE = new Curve(Optional.empty());

	/** @return all curves, the whole face first */
	public static List<Curve> all() {
		final List<Curve> all = new ArrayList<>(List.of(FACE));
		RegionSide.ALL.forEach(place -> all.add(new Curve(Optional.of(place))));
		return all;
	}

	/** @return its name in menus and legends */
	public String label() {
		return place.map(RegionSide::label).orElse("whole face");
	}

	/**
	 * @param trace the motion
	 * @param row   0-based row
	 * @return its value there, eye distances; NaN where there is no face
	 */
	public double value(final MotionTrace trace, final int row) {
		return place.map(at -> Math.hypot(trace.u(row, at), trace.v(row, at))).orElseGet(() -> trace.value(row,
			Quantity.MOTION));
	}
}
