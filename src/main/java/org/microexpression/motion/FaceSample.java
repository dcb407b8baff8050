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

import net.imglib2.img.array.ArrayImgs;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFollower;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;

/**
 * A frame that was looked at.
 *
 * @param index 0-based index of the frame
 * @param face  the face; empty where there is none
 */
record FaceSample(int index, Optional<Seen> face) {

	/**
	 * The face of a frame.
	 *
	 * @param segment   the segment it belongs to
	 * @param view      where it is, and its pixels
	 * @param reference the registered face that it is measured against; empty where it begins its segment
	 * @param renewed   whether the frames after it are measured against it
	 * @param open      how open the eyes are, on the image's left and right
	 */
	record Seen(FaceSegment segment, FaceFollower.View view, Optional<float[]> reference, boolean renewed,
			double[] open) {
	}

	/** @return a frame without a face */
	static FaceSample none(final int index) {
		return new FaceSample(index, Optional.empty());
	}

	/** @return the frame that begins a segment */
	static FaceSample first(final int index, final FaceSegment segment, final FaceFollower.View view,
		final double[] open)
	{
		return new FaceSample(index, Optional.of(new Seen(segment, view, Optional.empty(), false, open)));
	}

	/** @return a frame of a segment that has begun, measured against a reference */
	static FaceSample next(final int index, final FaceSegment segment, final FaceFollower.View view,
		final float[] reference, final boolean renewed, final double[] open)
	{
		return new FaceSample(index, Optional.of(new Seen(segment, view, Optional.of(reference), renewed, open)));
	}

	/** @return whether there is a face that is measured against a reference */
	boolean isMeasured() {
		return face.flatMap(Seen::reference).isPresent();
	}

	/**
	 * @param field the displacement field of its face; whatever where there is none
	 * @return how the face moved
	 */
	SampleMotion motion(final DisplacementField field) {
		return new SampleMotion(index, face.map(seen -> seen.segment.motion(seen, field)));
	}

	/** @return reference and frame, between which a displacement field is to be computed; empty where there is none */
	Optional<GreyPair> pair() {
		return face.flatMap(seen -> seen.reference.map(reference -> new RegisteredPair(ArrayImgs.floats(reference,
			CanonicalFace.SIZE, CanonicalFace.SIZE), ArrayImgs.floats(seen.view.pixels(), CanonicalFace.SIZE,
				CanonicalFace.SIZE))));
	}
}
