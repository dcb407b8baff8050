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

package org.microexpression.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.BlockMeans.Part;

class ResamplingTest {

	private static final int WIDTH = 9;
	private static final int HEIGHT = 7;

	/** 3 x + 5 y, which every interpolation gives back. */
	private static float[] ramp() {
		final float[] ramp = new float[WIDTH * HEIGHT];
		for (int i = 0; i < ramp.length; i++)
			ramp[i] = 3 * (i % WIDTH) + 5 * (i / WIDTH);
		return ramp;
	}

	@ParameterizedTest
	@EnumSource(Mixing.class)
	void bilinearGivesARampBack(final Mixing mixing) {
		for (final Border border : Border.values()) {
			final Bilinear ramp = new Bilinear(ramp(), WIDTH, HEIGHT, border, mixing);
			assertEquals(3 * 2.25 + 5 * 4.5, ramp.at(2.25, 4.5), 1e-5);
			assertEquals(3 * 7 + 5 * 2, ramp.at(7, 2), 1e-5);
		}
	}

	@Test
	void bordersAreWhatTheyAreCalled() {
		final float[] ramp = ramp();
		assertEquals(3 * 8, new Bilinear(ramp, WIDTH, HEIGHT, Border.REPEATED, Mixing.WEIGHTED_DOUBLE).at(20, -3));
		assertEquals(3 * 8, new Bilinear(ramp, WIDTH, HEIGHT, Border.REPEATED_SHORT, Mixing.STEPPED_DOUBLE).at(20, -3),
			0.01);
		assertEquals(3 * 2 + 5 * 1.5, new Bilinear(ramp, WIDTH, HEIGHT, Border.MIRRORED, Mixing.STEPPED_SINGLE).at(-2,
			-1.5), 1e-5);
	}

	@Test
	void outsideAGridsPictureIsZeroAndItsLastPixelsReachOnToTheNext() {
		final float[] zero = BilinearGrid.at(ramp(), WIDTH, HEIGHT, new double[] { -1, -0.5, 8.9, 9, -1e9, 1e9 },
			new double[] { 3, 6.9, 7, -0.25 });
		assertArrayEquals(new float[] { 0, 0.5f * (5 * 3), 3 * 8 + 5 * 3, 0, 0, 0 }, Arrays.copyOf(zero, 6));
		assertArrayEquals(new float[] { 0, 0.5f * (5 * 6), 3 * 8 + 5 * 6, 0, 0, 0 }, Arrays.copyOfRange(zero, 6, 12));
		assertArrayEquals(new float[6], Arrays.copyOfRange(zero, 12, 18));
		assertEquals(0.75f * 3 * 8, zero[18 + 2]);
	}

	/** The face networks' input depends on the last bit. */
	@Test
	void aGridIsTheSumOfFourNeighboursAtEachPlace() {
		final SplittableRandom random = new SplittableRandom(5);
		final float[] picture = new float[WIDTH * HEIGHT];
		for (int i = 0; i < picture.length; i++)
			picture[i] = i % 17 == 3 ? Float.NaN : 255 * random.nextFloat();
		// Forwards, backwards, to and fro.
		final double[] xs = random.doubles(40, -3, WIDTH + 3).toArray();
		final double[] ys = random.doubles(30, -3, HEIGHT + 3).toArray();
		Arrays.sort(ys, 0, 10);
		final float[] grid = BilinearGrid.at(picture, WIDTH, HEIGHT, xs, ys);
		for (int i = 0; i < grid.length; i++) {
			final double x = Math.min(xs[i % 40], Math.max(WIDTH - 1, Math.floor(xs[i % 40])));
			final double y = Math.min(ys[i / 40], Math.max(HEIGHT - 1, Math.floor(ys[i / 40])));
			final int column = (int) Math.floor(x), row = (int) Math.floor(y);
			final double upper = orZero(picture, column, row) * (1 - (x - column)) + orZero(picture, column + 1, row) * (x -
				column);
			final double lower = orZero(picture, column, row + 1) * (1 - (x - column)) + orZero(picture, column + 1, row +
				1) * (x - column);
			assertEquals((float) (upper * (1 - (y - row)) + lower * (y - row)), grid[i], "at " + xs[i % 40] + ", " + ys[i /
				40]);
		}
	}

	private static float orZero(final float[] picture, final int column, final int row) {
		if (column < 0 || row < 0 || column >= WIDTH || row >= HEIGHT) return 0;
		final float value = picture[row * WIDTH + column];
		return Float.isNaN(value) ? 0 : value;
	}

	@Test
	void channelsLieSideBySide() {
		final float[] two = { 1, 10, 2, 20, 3, 30, 4, 40 };
		final Bilinear both = new Bilinear(two, 2, 2, 2, Border.REPEATED_SHORT, Mixing.STEPPED_DOUBLE);
		assertEquals(2.5, both.at(0.5, 0.5, 0));
		assertEquals(25, both.at(0.5, 0.5, 1));
	}

	@ParameterizedTest
	@EnumSource(CatmullRom.Precision.class)
	void catmullRomGivesASquareBackInsideAndRepeatsTheBorder(final CatmullRom.Precision precision) {
		final float[] square = new float[WIDTH * HEIGHT];
		for (int i = 0; i < square.length; i++)
			square[i] = (i % WIDTH) * (i % WIDTH) + 2 * (i / WIDTH) * (i / WIDTH);
		final CatmullRom sampler = new CatmullRom(square, WIDTH, HEIGHT, precision);
		assertEquals(3.3 * 3.3 + 2 * 2.6 * 2.6, sampler.at(3.3, 2.6), 1e-4);
		assertEquals(square[0], sampler.at(-4, -4));
		assertEquals(square[square.length - 1], sampler.at(30, 30));
	}

	/** Registration depends on the last bit: pixels beside the border are not read in another way than those inside. */
	@Test
	void catmullRomIsTheSameInsideAsInAPictureWithMoreAroundIt() {
		final SplittableRandom random = new SplittableRandom(7);
		final int around = 3, wide = WIDTH + 2 * around, high = HEIGHT + 2 * around;
		final float[] picture = new float[WIDTH * HEIGHT], larger = new float[wide * high];
		for (int i = 0; i < picture.length; i++)
			picture[i] = 255 * random.nextFloat();
		for (int i = 0; i < larger.length; i++)
			larger[i] = picture[Math.max(0, Math.min(HEIGHT - 1, i / wide - around)) * WIDTH + Math.max(0, Math.min(WIDTH - 1,
				i % wide - around))];
		final CatmullRom sampler = new CatmullRom(picture, WIDTH, HEIGHT, CatmullRom.Precision.DOUBLE);
		final CatmullRom inside = new CatmullRom(larger, wide, high, CatmullRom.Precision.DOUBLE);
		for (int i = 0; i < 500; i++) {
			// Fractions of 1/64 stay the same when 3 is added.
			final double x = (random.nextInt(64 * (WIDTH + 1)) - 64) / 64.0, y = (random.nextInt(64 * (HEIGHT + 1)) - 64) /
				64.0;
			assertEquals(inside.at(x + around, y + around), sampler.at(x, y), "at " + x + ", " + y);
		}
	}

	@ParameterizedTest
	@EnumSource(GaussianBlur.Style.class)
	void blurKeepsTheSumAndSpreadsByItsVariance(final GaussianBlur.Style style) {
		final int size = 41;
		final double sigma = 3;
		final float[] dot = new float[size * size];
		dot[20 * size + 20] = 1;
		GaussianBlur.blur(dot, size, size, sigma, style);
		double sum = 0;
		double across = 0;
		for (int i = 0; i < dot.length; i++) {
			sum += dot[i];
			across += dot[i] * Math.pow(i % size - 20, 2);
		}
		assertEquals(1, sum, 1e-5);
		// Cut at 2.7 or 3.7 standard deviations.
		assertEquals(sigma * sigma, across, 0.1 * sigma * sigma);
		final float[] flat = new float[12];
		Arrays.fill(flat, 7);
		GaussianBlur.blur(flat, 4, 3, sigma, style);
		for (final float value : flat)
			assertEquals(7, value, 1e-5);
		final float[] same = ramp();
		GaussianBlur.blur(same, WIDTH, HEIGHT, 0.04, style);
		assertArrayEquals(ramp(), same);
	}

	/** Weights, trained networks and recorded results depend on the last bit. */
	@Test
	void blurAddsUpInItsOwnOrder() {
		final SplittableRandom random = new SplittableRandom(3);
		final float[] picture = new float[WIDTH * HEIGHT];
		for (int i = 0; i < picture.length; i++)
			picture[i] = 255 * random.nextFloat();
		for (final double sigma : new double[] { 0.6, 1.2, 4 }) {
			for (final GaussianBlur.Style style : GaussianBlur.Style.values()) {
				final float[] kernel = style.kernel(sigma);
				final float[] across = new float[picture.length], expected = new float[picture.length];
				for (int i = 0; i < picture.length; i++)
					across[i] = sum(style, kernel, picture, i % WIDTH, WIDTH, i / WIDTH * WIDTH, 1);
				for (int i = 0; i < picture.length; i++)
					expected[i] = sum(style, kernel, across, i / WIDTH, HEIGHT, i % WIDTH, WIDTH);
				final float[] blurred = picture.clone();
				GaussianBlur.blur(blurred, WIDTH, HEIGHT, sigma, style);
				assertArrayEquals(expected, blurred, style + " " + sigma);
			}
		}
	}

	private static float sum(final GaussianBlur.Style style, final float[] kernel, final float[] in, final int at,
		final int length, final int start, final int stride)
	{
		final int reach = kernel.length / 2;
		final float[] line = new float[kernel.length];
		for (int k = -reach; k <= reach; k++)
			line[k + reach] = in[start + stride * Math.max(0, Math.min(length - 1, at + k))];
		float sum = 0;
		if (style == GaussianBlur.Style.SHORT) for (int k = 0; k < kernel.length; k++)
			sum += kernel[k] * line[k];
		else {
			sum = kernel[reach] * line[reach];
			for (int k = 1; k <= reach; k++)
				sum += kernel[reach + k] * (line[reach - k] + line[reach + k]);
		}
		return sum;
	}

	@Test
	void blocksAtTheBorderAreMeansOfWhatTheyHold() {
		final float[] picture = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
		final Part part = new Part(1, 0, 4, 3);
		assertEquals(2, part.columns(2));
		for (final BlockMeans.Style style : BlockMeans.Style.values())
			assertArrayEquals(new float[] { 5, 6.5f, 12.5f, 14 }, BlockMeans.of(picture, 5, part, 2, style));
	}

	@Test
	void pixelsWithoutAValueSpoilABlockOrCountAsZero() {
		final float[] picture = { 4, Float.NaN, 8, 12 };
		final Part all = new Part(0, 0, 2, 2);
		assertTrue(Float.isNaN(BlockMeans.of(picture, 2, all, 2, BlockMeans.Style.STRICT)[0]));
		assertEquals(6, BlockMeans.of(picture, 2, all, 2, BlockMeans.Style.LENIENT)[0]);
	}
}
