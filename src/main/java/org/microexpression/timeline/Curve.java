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

import org.microexpression.face.CanonicalFace;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.motion.UnitSide;

/**
 * A curve over time in eye distances: how far the whole face, or one region on one side of the image, moved, or how far
 * an action unit moves the skin on one side of the person.
 *
 * @param place the region and side; empty for the whole face and for units
 * @param unit  the unit and side; empty for the whole face and for regions
 */
public record Curve(Optional<RegionSide> place, Optional<UnitSide> unit) {

	/** The whole face. */
	public static final Curve FACE = new Curve(Optional.empty(), Optional.empty());

	/** Registered px an eye distance. */
	private static final double EYES = CanonicalFace.RIGHT_EYE_X - CanonicalFace.LEFT_EYE_X;

	/**
	 * @param trace the motion
	 * @return the curves that it has: the whole face, then the regions, then the action units where they were asked for
	 */
	public static List<Curve> of(final MotionTrace trace) {
		final List<Curve> all = new ArrayList<>(List.of(FACE));
		RegionSide.ALL.forEach(place -> all.add(new Curve(Optional.of(place), Optional.empty())));
		if (trace.hasUnits()) UnitSide.ALL.forEach(unit -> all.add(new Curve(Optional.empty(), Optional.of(unit))));
		return all;
	}

	/** @return its name in menus and legends */
	public String label() {
		return place.map(RegionSide::label).or(() -> unit.map(UnitSide::label)).orElse("whole face");
	}

	/**
	 * @param trace the motion
	 * @param row   0-based row
	 * @return its value there, eye distances; NaN where there is no face, and of units in the first frame of a segment
	 */
	public double value(final MotionTrace trace, final int row) {
		if (unit.isPresent()) return trace.unitPixels(row, unit.get()) / EYES;
		return place.map(at -> Math.hypot(trace.u(row, at), trace.v(row, at))).orElseGet(() -> trace.value(row,
			Quantity.MOTION));
	}
}
