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

package org.microexpression.ops;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/** Between ImgLib2 images of any real type and the plain row-major values that the rooms compute on. */
final class Planes {

	private Planes() {
		// Static methods only.
	}

	/**
	 * Copies a plane.
	 *
	 * @param image (x, y), of any real type
	 * @return the same values as float, starting at the origin
	 * @throws IllegalArgumentException if the image does not have two dimensions
	 */
	static <T extends RealType<T>> ArrayImg<FloatType, FloatArray> floats(final RandomAccessibleInterval<T> image) {
		require(image, 2, "an image (x, y)");
		return ArrayImgs.floats(values(image), image.dimension(0), image.dimension(1));
	}

	/**
	 * Copies a registered pair.
	 *
	 * @param pair (x, y, 2): onset, then apex
	 * @return both frames, without landmarks
	 * @throws IllegalArgumentException if the image does not have three dimensions
	 */
	static <T extends RealType<T>> RegisteredPair pair(final RandomAccessibleInterval<T> pair) {
		require(pair, 3, "a registered pair (x, y, 2)");
		final long first = pair.min(2);
		return new RegisteredPair(floats(Views.hyperSlice(pair, 2, first)), floats(Views.hyperSlice(pair, 2, first + 1)));
	}

	/**
	 * Copies a field.
	 *
	 * @param field (x, y, 2), the components u and v along the last dimension
	 * @return the same field
	 * @throws IllegalArgumentException if the image has another shape
	 */
	static <T extends RealType<T>> DisplacementField field(final RandomAccessibleInterval<T> field) {
		require(field, 3, "a displacement field (x, y, 2)");
		if (field.dimension(2) != 2) throw new IllegalArgumentException(
			"A displacement field has 2 components along its third dimension, not " + field.dimension(2) + ".");
		final long first = field.min(2);
		return new DisplacementField(Math.toIntExact(field.dimension(0)), Math.toIntExact(field.dimension(1)), values(Views
			.hyperSlice(field, 2, first)), values(Views.hyperSlice(field, 2, first + 1)));
	}

	/**
	 * @param field a field
	 * @return (x, y, 2), a copy
	 */
	static ArrayImg<FloatType, FloatArray> image(final DisplacementField field) {
		return stack(field.u(), field.v(), field.width(), field.height());
	}

	/**
	 * @param first  row-major values of the first plane
	 * @param second row-major values of the second plane
	 * @param width  columns
	 * @param height rows
	 * @return (x, y, 2), a copy
	 */
	static ArrayImg<FloatType, FloatArray> stack(final float[] first, final float[] second, final long width,
		final long height)
	{
		final float[] both = new float[first.length + second.length];
		System.arraycopy(first, 0, both, 0, first.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return ArrayImgs.floats(both, width, height, 2);
	}

	private static <T extends RealType<T>> float[] values(final RandomAccessibleInterval<T> plane) {
		final float[] values = new float[Math.toIntExact(plane.dimension(0) * plane.dimension(1))];
		final Cursor<T> cursor = Views.flatIterable(plane).cursor();
		for (int i = 0; i < values.length; i++)
			values[i] = cursor.next().getRealFloat();
		return values;
	}

	/**
	 * @param image      an image
	 * @param dimensions how many dimensions it must have
	 * @param what       what it is, for the message
	 * @throws IllegalArgumentException if it has another number of dimensions
	 */
	static void require(final RandomAccessibleInterval<?> image, final int dimensions, final String what) {
		if (image.numDimensions() != dimensions) throw new IllegalArgumentException("This takes " + what + ", not " + image
			.numDimensions() + " dimensions.");
	}
}
