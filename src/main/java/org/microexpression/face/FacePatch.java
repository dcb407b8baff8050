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

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.image.BlockMeans.Part;
import org.microexpression.image.BlockMeans;
import org.microexpression.image.CatmullRom;
import org.microexpression.image.GaussianBlur;

/**
 * The part of a frame that holds the face, reduced by averaging whole blocks of pixels where the frame is finer than
 * needed, and read between its pixels by Catmull-Rom interpolation. Positions given are those of the whole frame;
 * outside it the border pixels go on.
 */
final class FacePatch {

	/** Sigma in pixels of the patch from which blocks do. */
	private static final double LEAST_COARSE = 3;

	private final float[] pixels;
	private final int width;
	private final int height;
	/** Frame position of the centre of the patch's first pixel. */
	private final double originX;
	private final double originY;
	/** Frame pixels a patch pixel, along each axis. */
	private final int bin;

	private FacePatch(final float[] pixels, final int width, final int height, final double originX, final double originY,
		final int bin)
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
		final Part part = new Part(left, top, right + 1, bottom + 1);
		final int width = part.columns(bin), height = part.rows(bin);
		final float[] pixels = BlockMeans.of(frame.update(null).getCurrentStorageArray(), frameWidth, part, bin,
			BlockMeans.Style.STRICT);
		for (int i = 0; i < pixels.length; i++)
			if (!Float.isFinite(pixels[i])) throw new InputException("The " + name + " frame has pixels without a value (" +
				pixels[i] + ") at the face, near x = " + (left + i % width * bin) + ", y = " + (top + i / width * bin) +
				"; replace them, for example with Process > Noise > Remove NaNs.");
		return new FacePatch(pixels, width, height, left + (bin - 1) / 2.0, top + (bin - 1) / 2.0, bin);
	}

	private static int clamp(final int value, final int size) {
		return Math.max(0, Math.min(size - 1, value));
	}

	/** @return frame pixels a patch pixel */
	int bin() {
		return bin;
	}

	/**
	 * @param sigma standard deviation in frame pixels
	 * @return this patch smoothed by a Gaussian; where sigma is too small to matter, as it is
	 */
	FacePatch smooth(final double sigma) {
		final double inPatch = sigma / bin;
		final float[] smooth = pixels.clone();
		GaussianBlur.blur(smooth, width, height, inPatch, GaussianBlur.Style.LONG);
		return new FacePatch(smooth, width, height, originX, originY, bin);
	}

	/**
	 * As {@link #smooth}, on blocks of 2 × 2 pixels where they are much smaller than sigma: a quarter of the pixels, and
	 * half of the neighbours of each, for what need not be exact.
	 *
	 * @param sigma standard deviation in frame pixels
	 * @return this patch smoothed
	 */
	FacePatch smoothCoarsely(final double sigma) {
		final double inPatch = sigma / bin;
		if (inPatch < LEAST_COARSE) return smooth(sigma);
		final Part whole = new Part(0, 0, width, height);
		final float[] blocks = BlockMeans.of(pixels, width, whole, 2, BlockMeans.Style.STRICT);
		// A block of two pixels has smoothed by a variance of a quarter of a pixel.
		GaussianBlur.blur(blocks, whole.columns(2), whole.rows(2), Math.sqrt(inPatch * inPatch - 0.25) / 2,
			GaussianBlur.Style.LONG);
		return new FacePatch(blocks, whole.columns(2), whole.rows(2), originX + bin / 2.0, originY + bin / 2.0, 2 * bin);
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
		final boolean[] all = new boolean[columns * rows];
		Arrays.fill(all, true);
		return sample(toFrame, x0, y0, step, columns, rows, all);
	}

	/**
	 * As {@link #sample(SimilarityTransform, double, double, double, int, int)}, but for places that nobody looks at.
	 *
	 * @param wanted which places of the grid are read, row-major; the others are 0
	 */
	float[] sample(final SimilarityTransform toFrame, final double x0, final double y0, final double step,
		final int columns, final int rows, final boolean[] wanted)
	{
		final CatmullRom sampler = new CatmullRom(pixels, width, height, CatmullRom.Precision.DOUBLE);
		final float[] out = new float[columns * rows];
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				if (!wanted[row * columns + column]) continue;
				final double x = x0 + column * step, y = y0 + row * step;
				out[row * columns + column] = sampler.at((toFrame.applyX(x, y) - originX) / bin, (toFrame.applyY(x, y) -
					originY) / bin);
			}
		}
		return out;
	}
}
