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
 * What a {@link MotionTrace} tells of each frame beside the motion of the regions. A value is NaN in frames without a
 * face.
 */
public enum Quantity {

		/** Correlation of the registered face with the reference it is measured against, -1..1; 1 is the same picture. */
		QUALITY("quality"),

		/** Distance of the eye centres in pixels of the clip: what turns eye distances into pixels. */
		EYE_DISTANCE("eye distance px"),

		/** Shift of the head to the right of the image since the first frame of its segment, eye distances. */
		HEAD_X("head x"),

		/** Shift of the head downwards, eye distances. */
		HEAD_Y("head y"),

		/** Turn of the head in the plane of the image, degrees, clockwise on the screen. */
		HEAD_TURN("head turn deg"),

		/** Size of the head relative to the first frame of its segment: 1.1 after leaning in by a tenth. */
		HEAD_GROWTH("head growth"),

		/**
		 * To first order how far the head turned to the image's right: eye distances by which the nose's tip moved against
		 * the cheeks.
		 */
		HEAD_YAW("head yaw"),

		/** To first order how far the head bent down: the same, vertically. */
		HEAD_PITCH("head pitch"),

		/**
		 * How open the eye on the image's left is, the person's right one, relative to the most usual in its segment: 1 as
		 * usual, about 0 closed.
		 */
		EYE_LEFT("right eye openness"),

		/** The same of the eye on the image's right, the person's left one. */
		EYE_RIGHT("left eye openness"),

		/**
		 * How far the regions moved away from the reference together: root of their mean squared motion, eye distances. The
		 * motion of the head and the eye regions, which blinks move, do not count.
		 */
		MOTION("motion");

	private final String column;

	Quantity(final String column) {
		this.column = column;
	}

	/** @return the name of its column in tables */
	public String column() {
		return column;
	}
}
