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

package org.microexpression.synthetic;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * A picture to be moved: {@value #SIZE} × {@value #SIZE} grey levels that show the registered frame at twice its
 * resolution with a margin of {@value #MARGIN} registered pixels around it.
 *
 * @param pixels    grey levels, row-major, about 0..255
 * @param landmarks the face in it, registered pixels; the mean face where there is none
 */
public record TextureImage(float[] pixels, FacialLandmarks landmarks) {

	/** Registered pixels around the frame. */
	public static final int MARGIN = 16;

	/** Picture pixels in a registered pixel. */
	public static final int OVERSAMPLING = 2;

	/** Columns and rows of the picture: 320. */
	public static final int SIZE = (CanonicalFace.SIZE + 2 * MARGIN) * OVERSAMPLING;

	/** @throws IllegalArgumentException if the picture has another size */
	public TextureImage {
		if (pixels.length != SIZE * SIZE) throw new IllegalArgumentException("A texture has " + SIZE + " x " + SIZE +
			" pixels, not " + pixels.length);
	}

	/**
	 * @param registered a position in the registered frame
	 * @return the same place in the picture
	 */
	public static double toPicture(final double registered) {
		return (registered + 0.5 + MARGIN) * OVERSAMPLING - 0.5;
	}

	/**
	 * @param picture a position in the picture
	 * @return the same place in the registered frame
	 */
	public static double toRegistered(final double picture) {
		return (picture + 0.5) / OVERSAMPLING - 0.5 - MARGIN;
	}
}
