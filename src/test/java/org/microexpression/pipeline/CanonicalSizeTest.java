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

package org.microexpression.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/** A picture that is linear in x and y keeps its values at every place, whatever the size. */
class CanonicalSizeTest {

	private static RegisteredPair ramp(final int width, final int height) {
		final float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = 100f * (i % width + 0.5f) / width + 50f * (i / width + 0.5f) / height;
		return new RegisteredPair(ArrayImgs.floats(pixels, width, height), ArrayImgs.floats(pixels.clone(), width, height));
	}

	@ParameterizedTest
	@CsvSource({ "256,256", "300,211", "100,64", "128,77", "28,400" })
	void linearPicturesStayLinear(final int width, final int height) {
		final float[] expected = ramp(128, 128).onsetPixels();
		final float[] actual = CanonicalSize.of(ramp(width, height)).onsetPixels();
		// Enlarging cannot know what lies beyond the outermost pixel centres.
		final int margin = 4;
		// An average over part of a pixel takes the pixel as constant: off by an eighth of the step between pixels at most.
		final double tolerance = 1e-3 + (100.0 / width + 50.0 / height) / 8;
		for (int y = margin; y < 128 - margin; y++)
			for (int x = margin; x < 128 - margin; x++)
				assertEquals(expected[y * 128 + x], actual[y * 128 + x], tolerance, "at " + x + ", " + y);
	}

	@Test
	void fieldsAreScaledToThePair() {
		final float[] u = new float[128 * 128];
		final float[] v = new float[128 * 128];
		java.util.Arrays.fill(u, 2);
		java.util.Arrays.fill(v, -1);
		final DisplacementField field = CanonicalSize.asLargeAs(new DisplacementField(128, 128, u, v), ramp(256, 64));
		assertEquals(256, field.width());
		assertEquals(64, field.height());
		assertEquals(4, field.u()[5000], 1e-6);
		assertEquals(-0.5, field.v()[5000], 1e-6);
	}

	@Test
	void canonicalPairsAreLeftAlone() {
		final RegisteredPair pair = ramp(128, 128);
		assertSame(pair, CanonicalSize.of(pair));
	}

	@Test
	void onePixelIsEnough() {
		assertEquals(75f, CanonicalSize.of(ramp(1, 1)).apexPixels()[777], 1e-4);
	}
}
