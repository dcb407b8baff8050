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

import java.util.Optional;

import org.microexpression.face.SimilarityTransform;

/**
 * What the rows of a trace need to know of a frame that was looked at: numbers alone, no picture and no field.
 *
 * @param index 0-based index of the frame
 * @param face  how its face moved; empty where there is none
 */
record SampleMotion(int index, Optional<Face> face) {

	/**
	 * The face of a frame. It has eleven components because that is all that its row is made from.
	 *
	 * @param segment  number of the segment it belongs to, from 1
	 * @param place    registered positions to those of the frame
	 * @param quality  how alike it is to its reference
	 * @param open     how open the eyes are, on the image's left and right
	 * @param renewed  whether the frames after it are measured against it
	 * @param growth   what registration left of the head's growth, as in {@link org.microexpression.face.HeadRemainder}
	 * @param rotation of its rotation
	 * @param yaw      of its yaw
	 * @param pitch    of its pitch
	 * @param u        mean motion to the right of each {@link RegionSide} against the reference, registered px
	 * @param v        mean motion downwards
	 */
	record Face(int segment, SimilarityTransform place, double quality, double[] open, boolean renewed, double growth,
			double rotation, double yaw, double pitch, double[] u, double[] v) {
	}
}
