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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

/** Grey levels of values that are not 8-bit. */
class GreyScaleTest {

	private static final int SIDE = 128;

	/** A wave from {@code low} to {@code high}; one pixel, if any, is {@code alone}. */
	private static float[] wave(final float low, final float high, final Float alone) {
		final float[] values = new float[SIDE * SIDE];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (low + (high - low) * (0.5 + 0.5 * Math.sin(0.1 * (i % SIDE) + 0.07 * (i / SIDE))));
		if (alone != null) values[77] = alone;
		return values;
	}

	private static Pixels real(final float low, final float high, final Float alone) {
		return new Pixels.Real(SIDE, SIDE, wave(low, high, alone), "float grey");
	}

	private static Pixels grey(final float low, final float high, final Float alone) {
		final short[] values = new short[SIDE * SIDE];
		final float[] wave = wave(low, high, alone);
		for (int i = 0; i < values.length; i++)
			values[i] = (short) Math.round(wave[i]);
		return new Pixels.Grey16(SIDE, SIDE, values);
	}

	@Test
	void aHotPixelDoesNotMakeTheFaceBlack() {
		final GreyScale clean = GreyScale.of(16, grey(200, 3500, null));
		assertEquals(new GreyScale(0, 255f / 4095), clean);
		assertEquals(clean, GreyScale.of(16, grey(200, 3500, null), grey(200, 3500, 65535f)));
		assertEquals(1, clean.beyond(grey(200, 3500, null), grey(200, 3500, 65535f)));
		assertEquals(0, clean.beyond(grey(200, 3500, null)));
		assertEquals(new GreyScale(0, 255), GreyScale.of(16, real(0.1f, 0.9f, 1e6f)));
		final GreyScale signed = GreyScale.of(16, real(-2, 3, null));
		assertEquals(signed, GreyScale.of(16, real(-2, 3, 400f)));
		assertEquals(signed, GreyScale.of(16, real(-2, 3, -400f)));
	}

	/** Many bright pixels are no fault of the camera, and neither are few that are not far away. */
	@Test
	void brightPartsStayInTheRange() {
		final float[] window = wave(200, 900, null);
		for (int i = 0; i < 40; i++)
			window[i] = 60_000;
		final Pixels bright = new Pixels.Real(SIDE, SIDE, window, "float grey");
		assertEquals(new GreyScale(0, 255f / 65535), GreyScale.of(16, bright));
		assertEquals(0, GreyScale.of(16, bright).beyond(bright));
		assertEquals(new GreyScale(0, 255f / 4095), GreyScale.of(16, grey(200, 1900, 4000f)));
	}

	@Test
	void signedValuesCountFromWhereTheyBegin() {
		assertEquals(new GreyScale(32768, 1), GreyScale.of(16, grey(32768 + 10, 32768 + 250, null)));
	}

	@Test
	void whatIsLeftOutIsTold() {
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		for (int i = 0; i < 2; i++)
			stack.addSlice(new ShortProcessor(SIDE, SIDE, ((Pixels.Grey16) grey(200, 3500, i == 0 ? null : 65535f)).values(),
				null));
		try (Clip clip = ClipImages.fromImagePlus(new ImagePlus("filmed", stack))) {
			// The last of the two frames is the middle one, too.
			assertEquals(List.of("Of 'filmed' 1 pixel is far from the values of all others, as a camera's hot pixels are, " +
				"and became black or white."), clip.remarks());
		}
		final ImageStack clean = new ImageStack(SIDE, SIDE);
		clean.addSlice(new FloatProcessor(SIDE, SIDE, wave(-1, 1, null)));
		clean.addSlice(new FloatProcessor(SIDE, SIDE, wave(-1, 1, null)));
		try (Clip clip = ClipImages.fromImagePlus(new ImagePlus("clean", clean))) {
			assertEquals(List.of(), clip.remarks());
		}
	}
}
