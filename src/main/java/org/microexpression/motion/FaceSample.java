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

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFollower;
import org.microexpression.field.GreyPair;

/**
 * A frame that was looked at.
 *
 * @param index     0-based index of the frame
 * @param segment   the segment its face belongs to, or {@code null} without a face
 * @param view      the face, or {@code null}
 * @param reference the registered face that it is measured against, or {@code null} where it begins its segment
 * @param renewed   whether the frames after it are measured against it
 * @param open      how open the eyes are, on the image's left and right, or {@code null} without a face
 */
record FaceSample(int index, FaceSegment segment, FaceFollower.View view, float[] reference, boolean renewed,
		double[] open) {

	/** @return a frame without a face */
	static FaceSample none(final int index) {
		return new FaceSample(index, null, null, null, false, null);
	}

	/** @return whether a displacement field is to be computed */
	boolean moves() {
		return reference != null;
	}

	/** @return reference and frame */
	GreyPair pair() {
		return new Pair(reference, view.pixels());
	}

	private record Pair(float[] onsetPixels, float[] apexPixels) implements GreyPair {

		@Override
		public RandomAccessibleInterval<FloatType> onset() {
			return ArrayImgs.floats(onsetPixels, CanonicalFace.SIZE, CanonicalFace.SIZE);
		}

		@Override
		public RandomAccessibleInterval<FloatType> apex() {
			return ArrayImgs.floats(apexPixels, CanonicalFace.SIZE, CanonicalFace.SIZE);
		}
	}
}
