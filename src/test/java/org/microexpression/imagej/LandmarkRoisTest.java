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

package org.microexpression.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;

class LandmarkRoisTest {

	private static final FacialLandmarks FACE = CanonicalFace.landmarks().transform(SimilarityTransform.about(64, 64, 1.7,
		0.1, 100, 80));

	/** ImageJ keeps positions as floats. */
	private static final double TOLERANCE = 1e-4;

	@Test
	void landmarksGoOutAndComeIn() {
		final PointRoi roi = LandmarkRois.toRoi(FACE);
		assertEquals(FacialLandmarks.COUNT, roi.getNCoordinates());
		final FacialLandmarks back = LandmarkRois.fromRoi(roi);
		assertArrayEquals(FACE.x(), back.x(), TOLERANCE);
		assertArrayEquals(FACE.y(), back.y(), TOLERANCE);
	}

	@Test
	void landmarksSurviveAnRoiFile() {
		final Roi read = RoiDecoder.openFromByteArray(RoiEncoder.saveAsByteArray(LandmarkRois.toRoi(FACE)));
		final FacialLandmarks back = LandmarkRois.fromRoi(read);
		assertArrayEquals(FACE.x(), back.x(), TOLERANCE);
		assertArrayEquals(FACE.y(), back.y(), TOLERANCE);
	}

	@Test
	void thePixelUnderAPointIsTheOneItLiesIn() {
		// The centre of pixel (3, 4) is (3.5, 4.5) for ImageJ, and 3 and 4 for landmarks.
		final double[] x = FACE.x().clone(), y = FACE.y().clone();
		x[0] = 3;
		y[0] = 4;
		final PointRoi roi = LandmarkRois.toRoi(new FacialLandmarks(x, y));
		assertEquals(3.5, roi.getFloatPolygon().xpoints[0], TOLERANCE);
		assertEquals(4.5, roi.getFloatPolygon().ypoints[0], TOLERANCE);
	}

	@Test
	void fivePointsMakeAFace() {
		final double[] fx = FACE.fiveX(), fy = FACE.fiveY();
		final float[] x = new float[5], y = new float[5];
		for (int i = 0; i < 5; i++) {
			x[i] = (float) (fx[i] + 0.5);
			y[i] = (float) (fy[i] + 0.5);
		}
		assertArrayEquals(FACE.x(), LandmarkRois.fromRoi(new PointRoi(x, y, 5)).x(), 1e-3);
	}

	@Test
	void otherSelectionsAreRefused() {
		assertTrue(assertThrows(InputException.class, () -> LandmarkRois.fromRoi(null)).getMessage().startsWith(
			"There is no selection;"));
		assertTrue(assertThrows(InputException.class, () -> LandmarkRois.fromRoi(new Roi(1, 2, 3, 4))).getMessage()
			.contains("of the type Rectangle"));
		assertEquals("The point selection has 3 points; give five (left eye, right eye, nose tip, left and right mouth " +
			"corner, as seen in the image) or all 68 landmarks.", assertThrows(InputException.class, () -> LandmarkRois
				.fromRoi(new PointRoi(new float[3], new float[3], 3))).getMessage());
	}

	@Test
	void theOverlayNamesThePartsOfTheFace() {
		final Overlay overlay = LandmarkRois.overlay(FACE);
		assertEquals(FacialLandmarks.Group.values().length + 1, overlay.size());
		int points = 0;
		for (int i = 0; i < overlay.size() - 1; i++)
			points += overlay.get(i).getFloatPolygon().npoints;
		assertEquals(FacialLandmarks.COUNT, points);
		assertEquals("jaw", overlay.get(0).getName());
		assertEquals("mouth", overlay.get(8).getName());
		assertEquals(Roi.POLYGON, overlay.get(5).getType());
	}
}
