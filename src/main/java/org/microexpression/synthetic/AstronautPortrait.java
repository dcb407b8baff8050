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

import org.microexpression.face.FacialLandmarks;

/** Where the face is in the astronaut portrait that comes with the program. */
final class AstronautPortrait {

	/** Its resource below {@code org/microexpression/}. */
	static final String RESOURCE = "samples/astronaut.png";

	/** Columns and rows of the portrait. */
	static final int SIZE = 512;

	/** What the program's own face finder finds there, to whole pixels. */
	private static final double[] X = { 177, 178, 179, 181, 184, 189, 197, 206, 221, 236, 246, 254, 260, 265, 268, 270,
		271, //
		187, 193, 200, 207, 213, 238, 244, 251, 259, 264, //
		225, 224, 224, 223, 214, 218, 223, 228, 232, //
		196, 200, 206, 211, 206, 200, 238, 244, 250, 254, 250, 243, //
		202, 209, 218, 223, 228, 237, 245, 236, 230, 222, 216, 209, 203, 216, 223, 229, 244, 229, 223, 217 };

	private static final double[] Y = { 100, 112, 125, 135, 147, 157, 164, 172, 177, 174, 167, 161, 152, 141, 130, 119,
		106, //
		90, 86, 86, 87, 90, 91, 89, 89, 90, 94, //
		103, 112, 120, 127, 129, 131, 132, 131, 130, //
		99, 98, 98, 102, 103, 102, 103, 100, 101, 103, 105, 105, //
		140, 139, 138, 139, 138, 140, 142, 150, 153, 154, 153, 149, 141, 141, 142, 142, 142, 148, 149, 148 };

	private AstronautPortrait() {
		// Static only.
	}

	/**
	 * @param mirrored whether the portrait is mirrored
	 * @return the landmarks in its pixels
	 */
	static FacialLandmarks landmarks(final boolean mirrored) {
		final FacialLandmarks landmarks = new FacialLandmarks(X.clone(), Y.clone());
		return mirrored ? FaceLayout.mirrored(landmarks, SIZE) : landmarks;
	}
}
