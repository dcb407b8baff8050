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

import org.microexpression.network.FloatTensor;

/**
 * A frame as the face networks see it: three colours, which for a grey frame are one and the same.
 *
 * @param width  in pixels
 * @param height in pixels
 * @param planes red, green and blue, row-major, 0..255
 */
record Picture(int width, int height, float[][] planes) {

	static Picture grey(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] grey = frame.update(null).getCurrentStorageArray();
		return new Picture((int) frame.dimension(0), (int) frame.dimension(1), new float[][] { grey, grey, grey });
	}

	/**
	 * @param left        first column
	 * @param top         first row
	 * @param cropWidth   columns, at least 1
	 * @param cropHeight  rows, at least 1
	 * @return a copy of that part of the picture, which lies inside it
	 */
	Picture crop(final int left, final int top, final int cropWidth, final int cropHeight) {
		final float[][] parts = new float[planes.length][];
		for (int c = 0; c < planes.length; c++) {
			if (c > 0 && planes[c] == planes[c - 1]) {
				parts[c] = parts[c - 1];
				continue;
			}
			parts[c] = new float[cropWidth * cropHeight];
			for (int y = 0; y < cropHeight; y++)
				System.arraycopy(planes[c], (top + y) * width + left, parts[c], y * cropWidth, cropWidth);
		}
		return new Picture(cropWidth, cropHeight, parts);
	}

	/**
	 * A square part of the picture at a network's input size. Where the picture is finer than that, whole blocks of its
	 * pixels are averaged before it is interpolated, so that nothing falls between the network's pixels. Outside the
	 * picture, and where a pixel has no value, is black, as in the networks' training.
	 *
	 * @param x0   left border of the square in picture pixels
	 * @param y0   upper border
	 * @param side its side in picture pixels
	 * @param size rows and columns of the input
	 * @return [1, size, size, 3]
	 */
	FloatTensor square(final double x0, final double y0, final double side, final int size) {
		final int bin = Math.max(1, (int) Math.floor(side / size));
		final int columns = (width + bin - 1) / bin, rows = (height + bin - 1) / bin;
		final float[] out = new float[size * size * 3];
		for (int c = 0; c < 3; c++) {
			if (c > 0 && planes[c] == planes[c - 1]) {
				for (int i = c; i < out.length; i += 3)
					out[i] = out[i - 1];
				continue;
			}
			final float[] plane = bin == 1 ? planes[c] : blocks(planes[c], bin, columns, rows);
			for (int y = 0; y < size; y++) {
				final double sy = (y0 + y * side / size - (bin - 1) / 2.0) / bin;
				for (int x = 0; x < size; x++) {
					final double sx = (x0 + x * side / size - (bin - 1) / 2.0) / bin;
					out[(y * size + x) * 3 + c] = bilinear(plane, columns, rows, sx, sy);
				}
			}
		}
		return FloatTensor.of(out, 1, size, size, 3);
	}

	private float[] blocks(final float[] plane, final int bin, final int columns, final int rows) {
		final float[] out = new float[columns * rows];
		for (int y = 0; y < height; y++) {
			final int row = y / bin * columns, from = y * width;
			for (int x = 0; x < width; x++) {
				final float value = plane[from + x];
				if (Float.isFinite(value)) out[row + x / bin] += value;
			}
		}
		for (int y = 0; y < rows; y++)
			for (int x = 0; x < columns; x++)
				out[y * columns + x] /= Math.min(bin, width - x * bin) * Math.min(bin, height - y * bin);
		return out;
	}

	private static float bilinear(final float[] plane, final int columns, final int rows, final double x, final double y) {
		// The last pixel reaches as far as the next one would begin.
		final double cx = x < columns ? Math.min(x, columns - 1.0) : x, cy = y < rows ? Math.min(y, rows - 1.0) : y;
		final int ix = (int) Math.floor(cx), iy = (int) Math.floor(cy);
		final double fx = cx - ix, fy = cy - iy;
		return (float) ((1 - fy) * ((1 - fx) * at(plane, columns, rows, ix, iy) + fx * at(plane, columns, rows, ix + 1, iy)) +
			fy * ((1 - fx) * at(plane, columns, rows, ix, iy + 1) + fx * at(plane, columns, rows, ix + 1, iy + 1)));
	}

	private static float at(final float[] plane, final int columns, final int rows, final int x, final int y) {
		if (x < 0 || y < 0 || x >= columns || y >= rows) return 0;
		final float value = plane[y * columns + x];
		return Float.isFinite(value) ? value : 0;
	}
}
