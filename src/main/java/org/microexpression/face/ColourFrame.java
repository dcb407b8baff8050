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

import java.util.function.UnaryOperator;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.image.BilinearGrid;
import org.microexpression.image.BlockMeans.Part;
import org.microexpression.image.BlockMeans;
import org.microexpression.network.FloatTensor;

/**
 * A frame as the face networks see it: three colours, which for a grey frame are one and the same.
 *
 * @param width  in pixels
 * @param height in pixels
 * @param planes red, green and blue, row-major, 0..255
 */
record ColourFrame(int width, int height, float[][] planes) {

	static ColourFrame grey(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] grey = frame.update(null).getCurrentStorageArray();
		return new ColourFrame((int) frame.dimension(0), (int) frame.dimension(1), new float[][] { grey, grey, grey });
	}

	/**
	 * @param left        first column
	 * @param top         first row
	 * @param cropWidth   columns, at least 1
	 * @param cropHeight  rows, at least 1
	 * @return a copy of that part of the picture, which lies inside it
	 */
	ColourFrame crop(final int left, final int top, final int cropWidth, final int cropHeight) {
		return each(cropWidth, cropHeight, plane -> {
			final float[] part = new float[cropWidth * cropHeight];
			for (int y = 0; y < cropHeight; y++)
				System.arraycopy(plane, (top + y) * width + left, part, y * cropWidth, cropWidth);
			return part;
		});
	}

	/** @return a copy turned by a quarter of a circle, counter-clockwise on the screen */
	ColourFrame turned() {
		return each(height, width, plane -> {
			final float[] turned = new float[plane.length];
			for (int i = 0; i < turned.length; i++)
				turned[(width - 1 - i % width) * height + i / width] = plane[i];
			return turned;
		});
	}

	/** Colours that are one and the same stay so. */
	private ColourFrame each(final int newWidth, final int newHeight, final UnaryOperator<float[]> change) {
		final float[][] changed = new float[planes.length][];
		for (int c = 0; c < planes.length; c++)
			changed[c] = c > 0 && planes[c] == planes[c - 1] ? changed[c - 1] : change.apply(planes[c]);
		return new ColourFrame(newWidth, newHeight, changed);
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
	 * @return [1, size, size, 3], of a grey frame [1, size, size, 1]
	 */
	FloatTensor square(final double x0, final double y0, final double side, final int size) {
		if (planes[0] == planes[1] && planes[0] == planes[2]) return FloatTensor.of(square(planes[0], x0, y0, side, size),
			1, size, size, 1);
		final float[] out = new float[size * size * planes.length];
		for (int c = 0; c < planes.length; c++) {
			final float[] plane = square(planes[c], x0, y0, side, size);
			for (int i = 0; i < plane.length; i++)
				out[planes.length * i + c] = plane[i];
		}
		return FloatTensor.of(out, 1, size, size, planes.length);
	}

	private float[] square(final float[] plane, final double x0, final double y0, final double side, final int size) {
		final int bin = Math.max(1, (int) Math.floor(side / size));
		final Part all = new Part(0, 0, width, height);
		final float[] reduced = bin == 1 ? plane : BlockMeans.of(plane, width, all, bin, BlockMeans.Style.LENIENT);
		return BilinearGrid.at(reduced, all.columns(bin), all.rows(bin), places(x0, side, size, bin), places(y0, side, size,
			bin));
	}

	/** Where a network's pixels lie along one axis, in blocks of the picture's. */
	private static double[] places(final double first, final double side, final int size, final int bin) {
		final double[] places = new double[size];
		for (int i = 0; i < size; i++)
			places[i] = (first + i * side / size - (bin - 1) / 2.0) / bin;
		return places;
	}
}
