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

package org.microexpression.face;

import java.util.Optional;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.field.GreyPair;

/**
 * An onset and an apex frame in the canonical layout of {@link CanonicalFace}: same size, same face position, head
 * motion between the two removed.
 *
 * @param onset     grey levels 0..255, {@link CanonicalFace#SIZE} × {@link CanonicalFace#SIZE}
 * @param apex      grey levels of the apex frame, same size
 * @param landmarks the 68 landmarks of the onset face in registered pixels; empty where no face was searched (a pair
 *                  that was registered elsewhere): then the canonical ones hold
 */
public record RegisteredPair(ArrayImg<FloatType, FloatArray> onset, ArrayImg<FloatType, FloatArray> apex,
		Optional<FacialLandmarks> landmarks) implements GreyPair {

	/**
	 * A pair in which no face was searched.
	 *
	 * @param onset grey levels of the onset frame
	 * @param apex  grey levels of the apex frame, same size
	 */
	public RegisteredPair(final ArrayImg<FloatType, FloatArray> onset, final ArrayImg<FloatType, FloatArray> apex) {
		this(onset, apex, Optional.empty());
	}

	/**
	 * A pair with a face.
	 *
	 * @param onset     grey levels of the onset frame
	 * @param apex      grey levels of the apex frame, same size
	 * @param landmarks those of the onset face in registered pixels
	 */
	public RegisteredPair(final ArrayImg<FloatType, FloatArray> onset, final ArrayImg<FloatType, FloatArray> apex,
		final FacialLandmarks landmarks)
	{
		this(onset, apex, Optional.of(landmarks));
	}

	/** @return the onset frame's grey levels, row-major; not a copy */
	@Override
	public float[] onsetPixels() {
		return onset.update(null).getCurrentStorageArray();
	}

	/** @return the apex frame's grey levels, row-major; not a copy */
	@Override
	public float[] apexPixels() {
		return apex.update(null).getCurrentStorageArray();
	}
}
