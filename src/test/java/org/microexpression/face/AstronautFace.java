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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

import javax.imageio.ImageIO;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** The public-domain portrait that the tests use as a real face, and moved and noisy copies of it. */
final class AstronautFace {

	static final int SIZE = 512;

	/** Radius of the windowed sinc that moves pictures: a better interpolator than the code under test has. */
	private static final int LANCZOS = 5;

	/** The face with room for the motions of the tests. */
	private static final int FACE_LEFT = 120;
	private static final int FACE_RIGHT = 330;
	private static final int FACE_TOP = 20;
	private static final int FACE_BOTTOM = 230;

	private AstronautFace() {
		// Static methods only.
	}

	/** @return red, green, blue or their luma (channel 3), row-major, 0..255 */
	static float[] channel(final int channel) {
		try (InputStream in = AstronautFace.class.getResourceAsStream("/org/microexpression/samples/astronaut.png")) {
			final BufferedImage image = ImageIO.read(in);
			final float[] out = new float[SIZE * SIZE];
			for (int i = 0; i < out.length; i++) {
				final int rgb = image.getRGB(i % SIZE, i / SIZE);
				final int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
				out[i] = switch (channel) {
					case 0 -> r;
					case 1 -> g;
					case 2 -> b;
					default -> 0.299f * r + 0.587f * g + 0.114f * b;
				};
			}
			return out;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static ArrayImg<FloatType, FloatArray> grey() {
		return ArrayImgs.floats(channel(3), SIZE, SIZE);
	}

	/** @return landmarks laid on five points read off the picture by eye */
	static FacialLandmarks landmarks() {
		return FacialLandmarks.fromFive(new double[] { 203, 246, 223, 203, 245 }, new double[] { 101, 104, 128, 142, 143 });
	}

	/**
	 * The picture seen through a motion, around the face: out(x, y) = in(fromX(x, y), fromY(x, y)). The rest stays.
	 */
	static ArrayImg<FloatType, FloatArray> warp(final ArrayImg<FloatType, FloatArray> image,
		final DoubleBinaryOperator fromX, final DoubleBinaryOperator fromY)
	{
		final int width = (int) image.dimension(0), height = (int) image.dimension(1);
		final float[] in = image.update(null).getCurrentStorageArray(), out = in.clone();
		for (int y = FACE_TOP; y < FACE_BOTTOM; y++)
			for (int x = FACE_LEFT; x < FACE_RIGHT; x++)
				out[y * width + x] = lanczos(in, width, height, fromX.applyAsDouble(x, y), fromY.applyAsDouble(x, y));
		return ArrayImgs.floats(out, width, height);
	}

	private static float lanczos(final float[] in, final int width, final int height, final double x, final double y) {
		final int ix = (int) Math.floor(x), iy = (int) Math.floor(y);
		final double[] wx = new double[2 * LANCZOS], wy = new double[2 * LANCZOS];
		for (int k = 0; k < wx.length; k++) {
			wx[k] = kernel(x - (ix + k - LANCZOS + 1));
			wy[k] = kernel(y - (iy + k - LANCZOS + 1));
		}
		double sum = 0, weights = 0;
		for (int r = 0; r < wy.length; r++) {
			final int row = Math.max(0, Math.min(height - 1, iy + r - LANCZOS + 1)) * width;
			for (int c = 0; c < wx.length; c++) {
				final double w = wy[r] * wx[c];
				sum += w * in[row + Math.max(0, Math.min(width - 1, ix + c - LANCZOS + 1))];
				weights += w;
			}
		}
		return (float) (sum / weights);
	}

	private static double kernel(final double t) {
		if (Math.abs(t) < 1e-9) return 1;
		if (Math.abs(t) >= LANCZOS) return 0;
		final double p = Math.PI * t;
		return LANCZOS * Math.sin(p) * Math.sin(p / LANCZOS) / (p * p);
	}

	/** @return a copy with Gaussian noise, rounded to whole grey levels 0..255 as a camera does */
	static ArrayImg<FloatType, FloatArray> noisy(final ArrayImg<FloatType, FloatArray> image, final double sd,
		final Random random)
	{
		final float[] out = image.update(null).getCurrentStorageArray().clone();
		for (int i = 0; i < out.length; i++)
			out[i] = Math.max(0, Math.min(255, Math.round(out[i] + sd * random.nextGaussian())));
		return ArrayImgs.floats(out, image.dimension(0), image.dimension(1));
	}
}
