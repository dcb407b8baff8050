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
 * image's sides. It is the layout of the published 28 × 28 flow fields of the MEGC2019 clips (eyes in row 6.5, columns
 * 6 and 21; brows row 3.5; nose tip row 15; mouth row 20; chin row 24.5) at 128 / 28 times their size, so that one
 * fusion network serves both. The paper does not state its layout; this is our choice.
 *
 * <table>
 * <caption>Where the parts of the mean face lie, registered pixels</caption>
 * <tr><th>part</th><th>landmarks</th><th>column</th><th>row</th></tr>
 * <tr><td>brows, mean</td><td>17-21, 22-26</td><td>22.8, 104.2</td><td>17.8</td></tr>
 * <tr><td>eye centres</td><td>36-41, 42-47</td><td>29.2, 97.8</td><td>31.5</td></tr>
 * <tr><td>inner eye corners</td><td>39, 42</td><td>42.5, 84.5</td><td>32.2</td></tr>
 * <tr><td>nose bridge, top</td><td>27</td><td>63.5</td><td>33.8</td></tr>
 * <tr><td>nose tip</td><td>30</td><td>63.5</td><td>70.4</td></tr>
 * <tr><td>mouth corners</td><td>48, 54</td><td>37.5, 89.5</td><td>93.2</td></tr>
 * <tr><td>front of the chin</td><td>none</td><td>63.5</td><td>113.8</td></tr>
 * <tr><td>lower end of the chin</td><td>8</td><td>63.5</td><td>149.5, below the frame</td></tr>
 * </table>
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

	/** Half axes of the face's oval as shares of the frame. */
	private static final double OVAL_ACROSS = 0.47;
	private static final double OVAL_ALONG = 0.5;

	private static final double[] LANDMARK_X = { //
		-12.5, -11.1, -8.0, -4.6, 1.9, 11.8, 23.7, 39.4, 63.5, 87.6, 103.3, 115.2, 125.1, 131.6, 135.0, 138.1, 139.5, 2.1,
		10.9, 23.1, 33.9, 44.0, 83.0, 93.1, 103.9, 116.1, 124.9, 63.5, 63.5, 63.5, 63.5, 49.6, 55.8, 63.5, 71.2, 77.4, 16.9,
		23.6, 33.7, 42.5, 34.4, 24.1, 84.5, 93.3, 103.4, 110.1, 102.9, 92.6, 37.5, 46.5, 56.5, 63.5, 70.5, 80.5, 89.5, 80.5,
		71.5, 63.5, 55.5, 46.5, 41.0, 56.0, 63.5, 71.0, 86.0, 71.0, 63.5, 56.0 };

	private static final double[] LANDMARK_Y = { //
		33.3, 52.4, 70.3, 87.6, 106.1, 120.9, 131.4, 142.8, 149.5, 142.8, 131.4, 120.9, 106.1, 87.6, 70.3, 52.4, 33.3, 20.8,
		16.7, 15.6, 16.6, 19.3, 19.3, 16.6, 15.6, 16.7, 20.8, 33.8, 46.8, 59.3, 70.4, 74.6, 76.9, 78.6, 76.9, 74.6, 30.9,
		28.5, 28.4, 32.2, 34.5, 34.5, 32.2, 28.4, 28.5, 30.9, 34.5, 34.5, 93.2, 89.0, 86.5, 87.5, 86.5, 89.0, 93.2, 99.0,
		102.0, 102.7, 102.0, 99.0, 93.3, 92.7, 93.0, 92.7, 93.3, 94.2, 94.5, 94.2 };

	private CanonicalFace() {
		// Constants only.
	}

	/**
	 * The mean face: the landmarks that the project's own detector finds on the public-domain astronaut portrait, turned
	 * upright, averaged with their mirror image and laid on the eye centres; rows stretched piecewise so that brows, nose
	 * tip and mouth corners fall on the rows of the 28-grid named above; the portrait's smile replaced by closed lips.
	 *
	 * @return the 68 landmarks in registered pixels, a new copy
	 */
	public static FacialLandmarks landmarks() {
		return new FacialLandmarks(LANDMARK_X.clone(), LANDMARK_Y.clone());
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

	/**
	 * @param x column, registered pixels
	 * @param y row
	 * @return whether the oval of the face holds that place: from above the brows to the chin
	 */
	static boolean isInOval(final double x, final double y) {
		final double across = ((x + 0.5) / SIZE - 0.5) / OVAL_ACROSS, along = ((y + 0.5) / SIZE - 0.5) / OVAL_ALONG;
		return across * across + along * along <= 1;
	}
}
