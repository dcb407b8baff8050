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

/**
 * The canonical layout that every face is registered to: {@value #SIZE} × {@value #SIZE} pixels, the eye centres at
 * ({@value #LEFT_EYE_X}, {@value #EYE_Y}) and ({@value #RIGHT_EYE_X}, {@value #EYE_Y}), left and right meaning the
 * image's sides. It is the layout of the published 28 × 28 flow fields of the MEGC2019 clips (eyes in row 6.5, columns 6
 * and 21; brows row 3.5; nose tip row 15; mouth row 20; chin row 24.5) at 128 / 28 times their size, so that one fusion
 * network serves both. The paper does not state its layout; this is our choice.
 */
public final class CanonicalFace {

	/** Width and height of a registered frame in pixels. */
	public static final int SIZE = 128;

	/** Width and height of the grid that the fusion network sees. */
	public static final int GRID = 28;

	/** Column of the centre of the eye on the image's left. */
	public static final double LEFT_EYE_X = 29.2;

	/** Column of the centre of the eye on the image's right; the midline of the face lies at 63.5. */
	public static final double RIGHT_EYE_X = 97.8;

	/** Row of both eye centres. */
	public static final double EYE_Y = 31.5;

	private CanonicalFace() {
		// Constants only.
	}

	/**
	 * @param grid a position in the 28-grid (pixel centres at whole numbers)
	 * @return the same place in registered pixels
	 */
	public static double gridToPixel(final double grid) {
		return (grid + 0.5) * SIZE / GRID - 0.5;
	}

	/**
	 * @param pixel a position in registered pixels (pixel centres at whole numbers)
	 * @return the same place in the 28-grid
	 */
	public static double pixelToGrid(final double pixel) {
		return (pixel + 0.5) * GRID / SIZE - 0.5;
	}
}
