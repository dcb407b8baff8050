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

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.SimilarityTransform;

/**
 * Turns the motions of a segment's samples against its references into rows of a {@link MotionTrace}. The samples are
 * given in their order, from the first one on.
 */
final class SegmentRows {

	/** Registered px an eye distance. */
	private static final double EYES = CanonicalFace.RIGHT_EYE_X - CanonicalFace.LEFT_EYE_X;

	/** Registered px from the nose bridge to where the growth and the turn of a remainder are told. */
	private static final double HALF = CanonicalFace.SIZE / 2.0;

	private static final double MIDDLE = (CanonicalFace.SIZE - 1) / 2.0;

	private final int number;
	private final SimilarityTransform begin;
	private final double[][] base = new double[2][RegionSide.ALL.size()];
	private double baseGrowth = 1;
	private double baseTurn;
	private double baseYaw;
	private double basePitch;

	/** @param first the face of the segment's first sample */
	SegmentRows(final SampleMotion.Face first) {
		number = first.segment();
		begin = first.place();
	}

	/** @return its number in the trace, from 1 */
	int number() {
		return number;
	}

	/**
	 * @param face    the face of the next sample
	 * @param frame   number of its frame
	 * @param seconds when it is shown
	 * @return its row
	 */
	MotionRow row(final SampleMotion.Face face, final int frame, final double seconds) {
		final double[][] motion = { face.u().clone(), face.v().clone() };
		for (int c = 0; c < 2; c++)
			for (int i = 0; i < motion[c].length; i++)
				motion[c][i] += base[c][i];
		final double growth = baseGrowth * (1 + face.growth() / HALF);
		final double turn = baseTurn + face.rotation() / HALF;
		final double yaw = baseYaw + face.yaw();
		final double pitch = basePitch + face.pitch();
		if (face.renewed()) {
			System.arraycopy(motion[0], 0, base[0], 0, base[0].length);
			System.arraycopy(motion[1], 0, base[1], 0, base[1].length);
			baseGrowth = growth;
			baseTurn = turn;
			baseYaw = yaw;
			basePitch = pitch;
		}
		final SimilarityTransform place = face.place();
		final double[] quantities = new double[Quantity.values().length];
		put(quantities, Quantity.QUALITY, face.quality());
		put(quantities, Quantity.EYE_DISTANCE, EYES * place.scale());
		put(quantities, Quantity.HEAD_X, (place.applyX(MIDDLE, MIDDLE) - begin.applyX(MIDDLE, MIDDLE)) / (EYES * begin
			.scale()));
		put(quantities, Quantity.HEAD_Y, (place.applyY(MIDDLE, MIDDLE) - begin.applyY(MIDDLE, MIDDLE)) / (EYES * begin
			.scale()));
		put(quantities, Quantity.HEAD_TURN, Math.toDegrees(Math.IEEEremainder(place.rotation() - begin.rotation(), 2 *
			Math.PI) + turn));
		put(quantities, Quantity.HEAD_GROWTH, place.scale() / begin.scale() * growth);
		put(quantities, Quantity.HEAD_YAW, yaw / EYES);
		put(quantities, Quantity.HEAD_PITCH, pitch / EYES);
		put(quantities, Quantity.EYE_LEFT, face.open()[0]);
		put(quantities, Quantity.EYE_RIGHT, face.open()[1]);
		for (int c = 0; c < 2; c++)
			for (int i = 0; i < motion[c].length; i++)
				motion[c][i] /= EYES;
		return new MotionRow(frame, seconds, number, true, quantities, motion[0], motion[1]);
	}

	private static void put(final double[] quantities, final Quantity quantity, final double value) {
		quantities[quantity.ordinal()] = value;
	}
}
