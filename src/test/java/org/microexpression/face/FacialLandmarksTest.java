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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.face.FacialLandmarks.Group;

class FacialLandmarksTest {

	@Test
	void theMeanFaceLiesInTheCanonicalLayout() {
		final FacialLandmarks mean = CanonicalFace.landmarks();
		assertEquals(CanonicalFace.LEFT_EYE_X, mean.centerX(Group.LEFT_EYE), 0.05);
		assertEquals(CanonicalFace.RIGHT_EYE_X, mean.centerX(Group.RIGHT_EYE), 0.05);
		assertEquals(CanonicalFace.EYE_Y, mean.centerY(Group.LEFT_EYE), 0.05);
		assertEquals(CanonicalFace.EYE_Y, mean.centerY(Group.RIGHT_EYE), 0.05);
		// Rows of the 28-grid, to the rounding of the table.
		assertEquals(3.5, CanonicalFace.pixelToGrid(mean.centerY(Group.LEFT_BROW)), 0.02);
		assertEquals(15, CanonicalFace.pixelToGrid(mean.y()[30]), 0.02);
		assertEquals(20, CanonicalFace.pixelToGrid(mean.y()[48]), 0.02);
	}

	@Test
	void theMeanFaceIsItsOwnMirrorImage() {
		final FacialLandmarks mean = CanonicalFace.landmarks();
		final int[][] pairs = { { 0, 16 }, { 7, 9 }, { 17, 26 }, { 21, 22 }, { 31, 35 }, { 36, 45 }, { 39, 42 }, { 41, 46 },
			{ 48, 54 }, { 50, 52 }, { 59, 55 }, { 60, 64 }, { 67, 65 } };
		for (final int[] pair : pairs) {
			assertEquals(127, mean.x()[pair[0]] + mean.x()[pair[1]], 0.11, "landmarks " + pair[0] + " and " + pair[1]);
			assertEquals(mean.y()[pair[0]], mean.y()[pair[1]], 1e-9);
		}
	}

	@Test
	void fivePointsOfTheMeanFaceGiveTheMeanFace() {
		final FacialLandmarks mean = CanonicalFace.landmarks().transform(SimilarityTransform.about(0, 0, 2.5, 0.2, 40, 60));
		final FacialLandmarks found = FacialLandmarks.fromFive(mean.fiveX(), mean.fiveY());
		assertArrayEquals(mean.x(), found.x(), 1e-9);
		assertArrayEquals(mean.y(), found.y(), 1e-9);
	}

	@Test
	void theFivePointsAreKeptAndASmileDoesNotMoveTheEyes() {
		// The portrait's smile: mouth corners a quarter of the eye distance wider than in the mean face.
		final double[] x = { 203, 246, 223, 203, 245 }, y = { 101, 104, 128, 142, 143 };
		final FacialLandmarks found = FacialLandmarks.fromFive(x, y);
		// An eye's centre is the mean of six bent points, so it is kept to a fraction of a pixel; single points exactly.
		assertArrayEquals(x, found.fiveX(), 0.3);
		assertArrayEquals(y, found.fiveY(), 0.3);
		assertEquals(203, found.x()[48], 1e-9);
		assertEquals(128, found.y()[30], 1e-9);
		final SimilarityTransform place = FaceRegistration.canonicalToFrame(found).invert();
		assertEquals(CanonicalFace.LEFT_EYE_X, place.applyX(203, 101), 1.5);
		assertEquals(CanonicalFace.RIGHT_EYE_X, place.applyX(246, 104), 1.5);
	}

	@Test
	void aFaceOnItsHeadIsPlacedToo() {
		final FacialLandmarks mean = CanonicalFace.landmarks().transform(SimilarityTransform.about(64, 64, 1, Math.PI, 0,
			0));
		assertArrayEquals(mean.y(), FacialLandmarks.fromFive(mean.fiveX(), mean.fiveY()).y(), 1e-9);
	}

	@Test
	void pointsInTheWrongOrderAreRefused() {
		final double[] x = { 246, 203, 223, 203, 245 }, y = { 104, 101, 128, 142, 143 };
		final String order = assertThrows(InputException.class, () -> FacialLandmarks.fromFive(x, y)).getMessage();
		assertTrue(order.contains("order left eye, right eye, nose tip"), order);
		final double[] four = new double[4];
		final String count = assertThrows(InputException.class, () -> FacialLandmarks.fromFive(four, four)).getMessage();
		assertTrue(count.startsWith("There are 4 landmark points;"), count);
		final double[] same = { 5, 5, 5, 5, 5 };
		assertThrows(InputException.class, () -> FacialLandmarks.fromFive(same, same));
	}

	@Test
	void pointsOnALineAreNoFaceHoweverTheHeadIsTurned() {
		final double[] along = { 100, 160, 130, 110, 150 };
		for (int degrees = 0; degrees < 360; degrees += 45) {
			final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
			final double[] lineX = Arrays.stream(along).map(a -> c * a).toArray(), lineY = Arrays.stream(along).map(a -> s *
				a).toArray();
			final String message = assertThrows(InputException.class, () -> FacialLandmarks.fromFive(lineX, lineY))
				.getMessage();
			assertTrue(message.startsWith("The five landmark points do not form a face;"), message);
			final FacialLandmarks mean = CanonicalFace.landmarks();
			final double[] x = new double[FacialLandmarks.FIVE], y = new double[FacialLandmarks.FIVE];
			for (int i = 0; i < x.length; i++) {
				x[i] = c * mean.fiveX()[i] - s * mean.fiveY()[i];
				y[i] = s * mean.fiveX()[i] + c * mean.fiveY()[i];
			}
			assertEquals(mean.eyeDistance(), FacialLandmarks.fromFive(x, y).eyeDistance(), 1e-6);
		}
	}
}
