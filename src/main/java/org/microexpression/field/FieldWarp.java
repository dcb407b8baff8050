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

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.Bilinear;

/** Warping of images by displacement fields, and the inverse of a field. */
public final class FieldWarp {

	/** Fixed-point steps of {@link #invert}; each shrinks the error by the field's steepest slope. */
	private static final int INVERSION_STEPS = 40;

	private FieldWarp() {
		// Static methods only.
	}

	/**
	 * Warps an image: {@code out(x) = image(x + d(x))}, bilinear, positions outside clamped to the border. With the field
	 * of an onset/apex pair, {@code warp(apex, D)} rebuilds the onset frame.
	 *
	 * @param image  (x, y), of the field's size
	 * @param field  displacements in pixels
	 * @return a new image of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static ArrayImg<FloatType, FloatArray> warp(final ArrayImg<FloatType, FloatArray> image,
		final DisplacementField field)
	{
		if (image.numDimensions() != 2 || image.dimension(0) != field.width() || image.dimension(1) != field.height())
			throw new IllegalArgumentException("The image and the field differ in size.");
		return ArrayImgs.floats(warp(image.update(null).getCurrentStorageArray(), field), field.width(), field.height());
	}

	/**
	 * The same for plain row-major values.
	 *
	 * @param pixels width × height values
	 * @param field  displacements in pixels
	 * @return new row-major values
	 */
	static float[] warp(final float[] pixels, final DisplacementField field) {
		final int width = field.width();
		final int height = field.height();
		final Bilinear image = sampler(pixels, field);
		final float[] out = new float[pixels.length];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				out[i] = (float) image.at(x + field.u()[i], y + field.v()[i]);
			}
		}
		return out;
	}

	/**
	 * Inverts a field by fixed-point iteration, {@code e(y) ← −d(y + e(y))}: what moves {@code x} to {@code x + d(x)}
	 * becomes what moves {@code x + d(x)} back to {@code x}. It converges where the field folds nowhere (its slope stays
	 * below 1 pixel a pixel), as the motion of skin does.
	 *
	 * @param field displacements in pixels
	 * @return the inverse field, e with {@code d(x) + e(x + d(x)) ≈ 0}
	 */
	public static DisplacementField invert(final DisplacementField field) {
		final int width = field.width();
		final int height = field.height();
		final Bilinear du = sampler(field.u(), field);
		final Bilinear dv = sampler(field.v(), field);
		final float[] u = new float[width * height];
		final float[] v = new float[width * height];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				float eu = 0;
				float ev = 0;
				for (int step = 0; step < INVERSION_STEPS; step++) {
					final float nu = (float) -du.at(x + eu, y + ev);
					final float nv = (float) -dv.at(x + eu, y + ev);
					final boolean settled = Math.abs(nu - eu) + Math.abs(nv - ev) < 1e-6f;
					eu = nu;
					ev = nv;
					if (settled) break;
				}
				u[i] = eu;
				v[i] = ev;
			}
		}
		return new DisplacementField(width, height, u, v);
	}

	private static Bilinear sampler(final float[] values, final DisplacementField field) {
		return new Bilinear(values, field.width(), field.height(), Border.REPEATED, Mixing.WEIGHTED_SINGLE);
	}
}
