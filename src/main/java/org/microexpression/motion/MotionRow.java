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

import java.util.Arrays;

import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.UnitActivity;

/**
 * What a {@link MotionTrace} holds of one frame. It has nine components because the columns of the motion's table are
 * told by them.
 *
 * @param frame      the frame's number
 * @param seconds    when it is shown
 * @param segment    the segment it belongs to, {@link MotionTrace#NO_FACE} without a face
 * @param measured   whether the frame itself was looked at
 * @param quantities a value for each {@link Quantity}, by ordinal
 * @param u          motion to the right of each region and side, by {@link RegionSide#index()}, eye distances
 * @param v          motion downwards
 * @param unitProbabilities probability that each action unit is at work on each side, by {@link UnitSide#index()}; empty
 *                          where nobody asked for units
 * @param unitPixels        how far each moves the skin, pixels of the registered face; empty likewise
 */
public record MotionRow(int frame, double seconds, int segment, boolean measured, double[] quantities, double[] u,
		double[] v, double[] unitProbabilities, double[] unitPixels) {

	/** @throws IllegalArgumentException if an array has another length than what it counts */
	public MotionRow {
		if (quantities.length != Quantity.values().length || u.length != RegionSide.ALL.size() || v.length != u.length)
			throw new IllegalArgumentException("A row has " + quantities.length + ", " + u.length + " and " + v.length +
				" values");
		if (unitProbabilities.length != unitPixels.length || unitPixels.length != 0 && unitPixels.length != UnitSide.ALL
			.size()) throw new IllegalArgumentException("A row has " + unitProbabilities.length + " probabilities and " +
				unitPixels.length + " strengths of action units");
	}

	/**
	 * A row without action units; the parameters are those of the record.
	 *
	 * @param frame      the frame's number
	 * @param seconds    when it is shown
	 * @param segment    the segment it belongs to
	 * @param measured   whether the frame itself was looked at
	 * @param quantities a value for each {@link Quantity}
	 * @param u          motion to the right of each region and side
	 * @param v          motion downwards
	 */
	public MotionRow(final int frame, final double seconds, final int segment, final boolean measured,
		final double[] quantities, final double[] u, final double[] v)
	{
		this(frame, seconds, segment, measured, quantities, u, v, new double[0], new double[0]);
	}

	/**
	 * @param units action units
	 * @return this row with their probabilities and strengths, NaN where they are not known
	 */
	public MotionRow withUnits(final ActionUnits units) {
		final double[] probabilities = nan(UnitSide.ALL.size());
		final double[] pixels = nan(UnitSide.ALL.size());
		for (final UnitActivity activity : units.all()) {
			final int at = new UnitSide(activity.unit(), activity.side()).index();
			probabilities[at] = activity.probability();
			pixels[at] = activity.strength();
		}
		return withUnits(probabilities, pixels);
	}

	/** @return this row with action units as numbers */
	MotionRow withUnits(final double[] probabilities, final double[] pixels) {
		return new MotionRow(frame, seconds, segment, measured, quantities, u, v, probabilities, pixels);
	}

	/** @return whether somebody asked for action units */
	boolean hasUnits() {
		return unitPixels.length > 0;
	}

	/**
	 * @param frame   the frame's number
	 * @param seconds when it is shown
	 * @return a row without a face
	 */
	public static MotionRow noFace(final int frame, final double seconds) {
		return new MotionRow(frame, seconds, MotionTrace.NO_FACE, true, nan(Quantity.values().length), nan(RegionSide.ALL
			.size()), nan(RegionSide.ALL.size()));
	}

	private static double[] nan(final int count) {
		final double[] values = new double[count];
		Arrays.fill(values, Double.NaN);
		return values;
	}
}
