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

package org.microexpression.fusion;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;

/**
 * What one action unit does on one side of the face, between onset and apex.
 *
 * @param unit             the action unit
 * @param side             the person's side (the person's left is the image's right)
 * @param probability      calibrated probability that the unit is at work on this side, 0..1
 * @param threshold        the probability from which it counts as at work; chosen for each unit on made-up clips;
 *                         infinite where the motion of the pair is not told from noise, so that no unit counts
 * @param strength         how far the unit moves the skin: the largest displacement along its own direction near its
 *                         {@link UnitSite}, in pixels of the registered face (128 × 128), 0 or more; NaN where the
 *                         field has no known unit, as published fields that were stretched to grey levels
 * @param relativeStrength the same in shares of the distance between the eyes' centres, so that cameras can be
 *                         compared; NaN as above
 */
public record UnitActivity(ActionUnit unit, FacsSide side, double probability, double threshold, double strength,
		double relativeStrength) {

	/** @return whether the unit counts as at work on this side */
	public boolean atWork() {
		return probability >= threshold;
	}

	/** @return the same where nothing is told from noise: not at work, whatever its probability */
	UnitActivity inNoise() {
		return new UnitActivity(unit, side, probability, Double.POSITIVE_INFINITY, strength, relativeStrength);
	}

	/** @return where on the face it acts, and in which direction */
	public UnitSite site() {
		return UnitSite.of(unit);
	}

	/** @return name of its column in a wide table, such as {@code AU01_L} */
	public String column() {
		return column(unit, side);
	}

	/**
	 * @param unit an action unit
	 * @param side the person's side
	 * @return name of its column in a wide table: the FACS number in two digits and the side, such as {@code AU01_L}
	 */
	public static String column(final ActionUnit unit, final FacsSide side) {
		return "AU" + (unit.number() < 10 ? "0" : "") + unit.number() + "_" + side.code();
	}
}
