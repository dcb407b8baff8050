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

package org.microexpression.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.imagej.FieldPictures;

class FieldViewsTest {

	@Test
	void strainOfKnownGradientsFollowsTheFormula() {
		final int size = 9;
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		for (int i = 0; i < u.length; i++) {
			final int x = i % size;
			final int y = i / size;
			u[i] = 0.03f * x + 0.02f * y;
			v[i] = -0.01f * y + 0.04f * x;
		}
		final double expected = Math.sqrt(0.03 * 0.03 + 0.01 * 0.01 + 0.5 * 0.06 * 0.06);
		for (final float strain : OpticalStrain.magnitude(new DisplacementField(size, size, u, v))) {
			assertEquals(expected, strain, 1e-6);
		}
	}

	@Test
	void shiftHasNoStrainAndRotationAlmostNone() {
		final int size = 16;
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		for (int i = 0; i < u.length; i++) {
			u[i] = 1.5f - 0.05f * (i / size);
			v[i] = -0.7f + 0.05f * (i % size);
		}
		for (final float strain : OpticalStrain.magnitude(new DisplacementField(size, size, u, v))) {
			assertEquals(0, strain, 1e-6);
		}
	}

	@Test
	void colourWheelShowsDirectionAsHueAndMagnitudeAsSaturation() {
		final float[] u = { 0, 1, -1, 0.5f };
		final float[] v = { 0, 0, 0, 0 };
		final int[] colours = FieldViews.colourWheel(new DisplacementField(4, 1, u, v), 1);
		assertEquals(0xffffffff, colours[0]);
		assertEquals(0xffff0000, colours[1]);
		final float[] left = Color.RGBtoHSB(colours[2] >> 16 & 0xff, colours[2] >> 8 & 0xff, colours[2] & 0xff, null);
		assertTrue(left[0] > 0.4 && left[0] < 0.7, "left is cyan to blue, hue " + left[0]);
		assertEquals(0.5f, Color.RGBtoHSB(colours[3] >> 16 & 0xff, colours[3] >> 8 & 0xff, colours[3] & 0xff, null)[1],
			0.01f);
	}

	@Test
	void fullScaleIsRoundAndIgnoresASingleOddPixel() {
		final float[] values = new float[1000];
		java.util.Arrays.fill(values, 0.37f);
		values[17] = 80;
		assertEquals(0.4, FieldViews.roundFullScale(values), 1e-9);
		assertEquals(1, FieldViews.roundFullScale(new float[10]), 0);
	}

	@Test
	void arrowsCarryTheMeanDisplacementOfTheirCell() {
		final float[] u = new float[256];
		final float[] v = new float[256];
		java.util.Arrays.fill(u, 0.8f);
		java.util.Arrays.fill(v, -0.3f);
		final List<FieldViews.Arrow> arrows = FieldViews.arrows(new DisplacementField(16, 16, u, v), 8);
		assertEquals(4, arrows.size());
		assertEquals(3.5, arrows.get(0).x());
		assertEquals(0.8, arrows.get(0).dx(), 1e-6);
		assertEquals(-0.3, arrows.get(0).dy(), 1e-6);
		assertTrue(FieldViews.arrows(DisplacementField.zero(16, 16), 8).isEmpty());
	}

	@Test
	void everyPictureHasALegendBesideTheView() {
		final DisplacementField field = FieldWarpTest.bumps(64);
		for (final FieldView view : FieldView.values()) {
			if (view == FieldView.NONE) continue;
			final ImagePlus picture = FieldPictures.picture(field, view, Optional.empty(), "pair");
			assertEquals(512 + FieldPictures.LEGEND_WIDTH, picture.getWidth());
			assertEquals(512, picture.getHeight());
			assertTrue(inkInLegend(picture) > 100, view + " has a legend");
		}
		assertTrue(FieldPictures.picture(field, FieldView.ARROWS, Optional.empty(), "pair").getOverlay().size() > 10);
		assertThrows(IllegalArgumentException.class, () -> FieldPictures.picture(field, FieldView.NONE, Optional.empty(),
			"pair"));
	}

	@Test
	void viewNamesAreReadInAnyCase() {
		assertEquals(FieldView.STRAIN, FieldView.parse(" Strain "));
		final InputException e = assertThrows(InputException.class, () -> FieldView.parse("heatmap"));
		assertTrue(e.getMessage().contains("'heatmap'"));
	}

	private static int inkInLegend(final ImagePlus picture) {
		int ink = 0;
		for (int y = 0; y < picture.getHeight(); y++) {
			for (int x = 512; x < picture.getWidth(); x++) {
				if ((picture.getProcessor().get(x, y) & 0xffffff) != 0xffffff) ink++;
			}
		}
		return ink;
	}
}
