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

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;

/**
 * The part of a frame that holds the face, reduced by averaging whole blocks of pixels where the frame is finer than
 * needed, and read between its pixels by Catmull-Rom interpolation. Positions given are those of the whole frame;
 * outside it the border pixels go on.
 */
final class FacePatch {

	private final float[] pixels;
	private final int width;
	private final int height;
	/** Frame position of the centre of the patch's first pixel. */
	private final double originX;
	private final double originY;
	/** Frame pixels a patch pixel, along each axis. */
	private final int bin;

	private FacePatch(final float[] pixels, final int width, final int height, final double originX,
		final double originY, final int bin)
	{
		this.pixels = pixels;
		this.width = width;
		this.height = height;
		this.originX = originX;
		this.originY = originY;
		this.bin = bin;
	}

	/**
	 * @param frame   grey levels
	 * @param name    what messages call the frame
	 * @param toFrame canonical to frame positions
	 * @param margin  how much around the canonical square to keep, in canonical pixels
	 * @return the face's part of the frame
	 * @throws InputException if the canonical square lies outside the frame, or a pixel in it is not a number
	 */
	static FacePatch cut(final ArrayImg<FloatType, FloatArray> frame, final String name,
		final SimilarityTransform toFrame, final double margin)
	{
		final int frameWidth = (int) frame.dimension(0), frameHeight = (int) frame.dimension(1);
		final double low = -margin, high = CanonicalFace.SIZE - 1 + margin, middle = (low + high) / 2;
		final double halfSpan = (high - low) / 2 * (Math.abs(toFrame.a()) + Math.abs(toFrame.b()));
		final double centerX = toFrame.applyX(middle, middle), centerY = toFrame.applyY(middle, middle);
		final int left = clamp((int) Math.floor(centerX - halfSpan) - 2, frameWidth);
		final int right = clamp((int) Math.ceil(centerX + halfSpan) + 2, frameWidth);
		final int top = clamp((int) Math.floor(centerY - halfSpan) - 2, frameHeight);
		final int bottom = clamp((int) Math.ceil(centerY + halfSpan) + 2, frameHeight);
		if (right - left < 2 || bottom - top < 2) throw new InputException("The face lies outside the " + name +
			" frame of " + frameWidth + " x " + frameHeight + " pixels; give the landmarks in pixels of this frame.");
		final int bin = Math.max(1, (int) Math.floor(toFrame.scale()));
		final int width = (right - left) / bin + 1, height = (bottom - top) / bin + 1;
		final float[] source = frame.update(null).getCurrentStorageArray();
		final float[] pixels = new float[width * height];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final float mean = blockMean(source, frameWidth, left + x * bin, Math.min(left + (x + 1) * bin, right + 1), top +
					y * bin, Math.min(top + (y + 1) * bin, bottom + 1));
				if (!Float.isFinite(mean)) throw new InputException("The " + name + " frame has pixels without a value (" +
					mean + ") at the face, near x = " + (left + x * bin) + ", y = " + (top + y * bin) +
					"; replace them, for example with Process > Noise > Remove NaNs.");
				pixels[y * width + x] = mean;
			}
		}
		return new FacePatch(pixels, width, height, left + (bin - 1) / 2.0, top + (bin - 1) / 2.0, bin);
	}

	private static int clamp(final int value, final int size) {
		return Math.max(0, Math.min(size - 1, value));
	}

	private static float blockMean(final float[] source, final int stride, final int x0, final int x1, final int y0,
		final int y1)
	{
		double sum = 0;
		for (int y = y0; y < y1; y++)
			for (int x = x0; x < x1; x++)
				sum += source[y * stride + x];
		return (float) (sum / ((x1 - x0) * (y1 - y0)));
	}

	/** @return frame pixels a patch pixel */
	int bin() {
		return bin;
	}

	/**
	 * @param sigma standard deviation in frame pixels
	 * @return this patch smoothed by a Gaussian, or itself where sigma is too small to matter
	 */
	FacePatch smooth(final double sigma) {
		final double inPatch = sigma / bin;
		if (inPatch < 0.2) return this;
		final int radius = (int) Math.ceil(3.5 * inPatch);
		final float[] kernel = new float[radius + 1];
		double sum = 0;
		for (int i = 0; i <= radius; i++) {
			kernel[i] = (float) Math.exp(-0.5 * i * i / (inPatch * inPatch));
			sum += i == 0 ? kernel[i] : 2 * kernel[i];
		}
		for (int i = 0; i <= radius; i++)
			kernel[i] /= (float) sum;
		final float[] rows = convolve(pixels, kernel, width, height, 1, width);
		return new FacePatch(convolve(rows, kernel, height, width, width, 1), width, height, originX, originY, bin);
	}

	private static float[] convolve(final float[] in, final float[] kernel, final int length, final int lines,
		final int step, final int lineStep)
	{
		final float[] out = new float[in.length];
		for (int line = 0; line < lines; line++) {
			final int start = line * lineStep;
			for (int i = 0; i < length; i++) {
				float sum = kernel[0] * in[start + i * step];
				for (int k = 1; k < kernel.length; k++)
					sum += kernel[k] * (in[start + Math.max(0, i - k) * step] + in[start + Math.min(length - 1, i + k) * step]);
				out[start + i * step] = sum;
			}
		}
		return out;
	}

	/**
	 * Reads the patch on a grid of canonical positions.
	 *
	 * @param toFrame canonical to frame positions
	 * @param x0      first column of the grid, canonical pixels
	 * @param y0      first row
	 * @param step    distance of columns and rows
	 * @param columns number of columns
	 * @param rows    number of rows
	 * @return grey levels, row-major
	 */
	float[] sample(final SimilarityTransform toFrame, final double x0, final double y0, final double step,
		final int columns, final int rows)
	{
		final float[] out = new float[columns * rows];
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				final double x = x0 + column * step, y = y0 + row * step;
				out[row * columns + column] = at((toFrame.applyX(x, y) - originX) / bin, (toFrame.applyY(x, y) - originY) / bin);
			}
		}
		return out;
	}

	/** Catmull-Rom interpolation at a position in patch pixels. */
	private float at(final double x, final double y) {
		final double cx = Math.max(-1, Math.min(width, x)), cy = Math.max(-1, Math.min(height, y));
		final int ix = (int) Math.floor(cx), iy = (int) Math.floor(cy);
		final double fx = cx - ix, fy = cy - iy;
		final double wx0 = before(fx), wx1 = inside(fx), wx2 = inside(1 - fx), wx3 = before(1 - fx);
		final int x0 = clamp(ix - 1, width), x1 = clamp(ix, width), x2 = clamp(ix + 1, width), x3 = clamp(ix + 2, width);
		double sum = 0;
		for (int k = -1; k <= 2; k++) {
			final int line = clamp(iy + k, height) * width;
			final double weight = switch (k) {
				case -1 -> before(fy);
				case 0 -> inside(fy);
				case 1 -> inside(1 - fy);
				default -> before(1 - fy);
			};
			sum += weight * (wx0 * pixels[line + x0] + wx1 * pixels[line + x1] + wx2 * pixels[line + x2] + wx3 * pixels[line +
				x3]);
		}
		return (float) sum;
	}

	/** Weight of the neighbour at distance f, 0 ≤ f ≤ 1. */
	private static double inside(final double f) {
		return 1 + f * f * (1.5 * f - 2.5);
	}

	/** Weight of the neighbour at distance 1 + f, 0 ≤ f ≤ 1. */
	private static double before(final double f) {
		return f * (-0.5 + f * (1 - 0.5 * f));
	}
}
