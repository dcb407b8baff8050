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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;

public class FieldWarpTest {

	private static final int SIZE = 96;

	/** Two smooth bumps up to 2.4 px: as much as a strong micro-expression moves at this size. */
	public static DisplacementField bumps(final int size) {
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				final double a = Math.exp(-(sq(x - 0.4 * size) + sq(y - 0.5 * size)) / sq(0.18 * size));
				final double b = Math.exp(-(sq(x - 0.65 * size) + sq(y - 0.3 * size)) / sq(0.15 * size));
				u[i] = (float) (2.4 * a - 0.8 * b);
				v[i] = (float) (-0.7 * a + 1.6 * b);
			}
		}
		return new DisplacementField(size, size, u, v);
	}

	/** A picture without detail finer than 8 px, so that bilinear sampling itself loses little. */
	static float[] smoothPicture(final int size) {
		final float[] out = new float[size * size];
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				out[i] = (float) (128 + 50 * Math.sin(x * 0.31 + 0.4 * Math.sin(y * 0.17)) + 40 * Math.cos(y * 0.27 + x *
					0.05));
			}
		}
		return out;
	}

	private static double sq(final double value) {
		return value * value;
	}

	@Test
	void zeroFieldChangesNothing() {
		final float[] picture = smoothPicture(SIZE);
		assertArrayEquals(picture, FieldWarp.warp(picture, DisplacementField.zero(SIZE, SIZE)), 0f);
	}

	@Test
	void wholePixelShiftMovesPixelsExactlyAndClampsAtTheBorder() {
		final float[] picture = smoothPicture(SIZE);
		final float[] u = new float[SIZE * SIZE];
		java.util.Arrays.fill(u, 3);
		final float[] out = FieldWarp.warp(picture, new DisplacementField(SIZE, SIZE, u, new float[SIZE * SIZE]));
		assertEquals(picture[10 * SIZE + 23], out[10 * SIZE + 20], 0f);
		assertEquals(picture[10 * SIZE + SIZE - 1], out[10 * SIZE + SIZE - 1], 0f);
	}

	@Test
	void inverseFieldUndoesTheField() {
		final DisplacementField d = bumps(SIZE);
		final DisplacementField e = FieldWarp.invert(d);
		// d(x) + e(x + d(x)) = 0: what is left is the bilinear interpolation of e between pixels.
		final float[] eu = FieldWarp.warp(e.u(), d);
		final float[] ev = FieldWarp.warp(e.v(), d);
		for (int i = 0; i < eu.length; i++) {
			assertEquals(-d.u()[i], eu[i], 0.02f);
			assertEquals(-d.v()[i], ev[i], 0.02f);
		}
	}

	@Test
	void warpAndUnwarpRebuildThePicture() {
		final float[] picture = smoothPicture(SIZE);
		final DisplacementField d = bumps(SIZE);
		final float[] there = FieldWarp.warp(picture, d);
		final float[] back = FieldWarp.warp(there, FieldWarp.invert(d));
		double worst = 0;
		double sum = 0;
		int n = 0;
		for (int y = 4; y < SIZE - 4; y++) {
			for (int x = 4; x < SIZE - 4; x++, n++) {
				final double error = Math.abs(back[y * SIZE + x] - picture[y * SIZE + x]);
				worst = Math.max(worst, error);
				sum += error;
			}
		}
		// Each bilinear pass may lose curvature/8 of a pixel square: 50 · 0.31² / 8 = 0.6 grey levels an axis and pass.
		assertTrue(worst < 2.5, "worst " + worst);
		assertTrue(sum / n < 0.6, "mean " + sum / n);
	}

	@Test
	void mirroredPictureAndFieldWarpToTheMirroredResult() {
		final float[] picture = smoothPicture(SIZE);
		final DisplacementField d = bumps(SIZE);
		final float[] straight = FieldWarp.warp(picture, d);
		final float[] mirrored = FieldWarp.warp(mirror(picture), d.mirrored());
		// Same arithmetic with the weights swapped: only rounding of positions differs.
		assertArrayEquals(mirror(straight), mirrored, 1e-2f);
	}

	@Test
	void sizesMustAgree() {
		assertThrows(IllegalArgumentException.class, () -> FieldWarp.warp(ArrayImgs.floats(8, 9), DisplacementField.zero(9,
			8)));
	}

	private static float[] mirror(final float[] picture) {
		final float[] out = new float[picture.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = picture[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
		}
		return out;
	}
}
