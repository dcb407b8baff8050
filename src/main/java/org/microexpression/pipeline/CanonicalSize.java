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

package org.microexpression.pipeline;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/**
 * Pairs that were registered elsewhere may have any size; the networks see {@link CanonicalFace#SIZE} ×
 * {@link CanonicalFace#SIZE} pixels. Frames are reduced by area averages and enlarged linearly, each axis by its own
 * factor, so that the whole frame stays in view.
 */
final class CanonicalSize {

	private static final int SIZE = CanonicalFace.SIZE;

	/** What one output pixel is made of along an axis: input pixels from {@code first} on. */
	private record Mix(int first, float[] weights) {
	}

	private CanonicalSize() {
		// Static methods only.
	}

	/**
	 * @param pair a pair of any size
	 * @return the pair at the canonical size, its landmarks moved along; the pair itself if it has that size
	 */
	static RegisteredPair of(final RegisteredPair pair) {
		final int width = width(pair);
		final int height = height(pair);
		if (width == SIZE && height == SIZE) return pair;
		return new RegisteredPair(image(resized(pair.onsetPixels(), width, height, SIZE, SIZE)), image(resized(pair
			.apexPixels(), width, height, SIZE, SIZE)), pair.landmarks().map(face -> landmarks(face, (double) SIZE / width,
				(double) SIZE / height)));
	}

	/**
	 * @param field a field of the canonical size
	 * @param pair  the pair that it belongs to
	 * @return the field at the pair's size, in its pixels; the field itself if the pair has the canonical size
	 */
	static DisplacementField asLargeAs(final DisplacementField field, final RegisteredPair pair) {
		final int width = width(pair);
		final int height = height(pair);
		if (width == SIZE && height == SIZE) return field;
		final float[] u = resized(field.u(), SIZE, SIZE, width, height);
		final float[] v = resized(field.v(), SIZE, SIZE, width, height);
		for (int i = 0; i < u.length; i++) {
			u[i] *= (float) width / SIZE;
			v[i] *= (float) height / SIZE;
		}
		return new DisplacementField(width, height, u, v);
	}

	private static int width(final RegisteredPair pair) {
		return (int) pair.onset().dimension(0);
	}

	private static int height(final RegisteredPair pair) {
		return (int) pair.onset().dimension(1);
	}

	private static ArrayImg<FloatType, FloatArray> image(final float[] pixels) {
		return ArrayImgs.floats(pixels, SIZE, SIZE);
	}

	/** Positions count from the centre of the top left pixel. */
	private static FacialLandmarks landmarks(final FacialLandmarks landmarks, final double sx, final double sy) {
		final double[] x = new double[FacialLandmarks.COUNT];
		final double[] y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			x[i] = (landmarks.x()[i] + 0.5) * sx - 0.5;
			y[i] = (landmarks.y()[i] + 0.5) * sy - 0.5;
		}
		return new FacialLandmarks(x, y);
	}

	private static float[] resized(final float[] from, final int width, final int height, final int toWidth,
		final int toHeight)
	{
		final Mix[] columns = mixes(width, toWidth);
		final Mix[] rows = mixes(height, toHeight);
		final float[] wide = new float[toWidth * height];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < toWidth; x++) {
				float sum = 0;
				for (int k = 0; k < columns[x].weights().length; k++)
					sum += columns[x].weights()[k] * from[y * width + columns[x].first() + k];
				wide[y * toWidth + x] = sum;
			}
		}
		final float[] to = new float[toWidth * toHeight];
		for (int y = 0; y < toHeight; y++) {
			for (int k = 0; k < rows[y].weights().length; k++) {
				for (int x = 0; x < toWidth; x++)
					to[y * toWidth + x] += rows[y].weights()[k] * wide[(rows[y].first() + k) * toWidth + x];
			}
		}
		return to;
	}

	private static Mix[] mixes(final int from, final int to) {
		final Mix[] mixes = new Mix[to];
		for (int i = 0; i < to; i++)
			mixes[i] = from >= to ? average(from, to, i) : between(from, to, i);
		return mixes;
	}

	private static Mix average(final int from, final int to, final int i) {
		final double begin = (double) i * from / to;
		final double end = (double) (i + 1) * from / to;
		final int first = (int) begin;
		final float[] weights = new float[Math.min(from, (int) Math.ceil(end)) - first];
		for (int k = 0; k < weights.length; k++)
			weights[k] = (float) ((Math.min(end, first + k + 1) - Math.max(begin, first + k)) / (end - begin));
		return new Mix(first, weights);
	}

	private static Mix between(final int from, final int to, final int i) {
		final double at = Math.max(0, Math.min(from - 1, (i + 0.5) * from / to - 0.5));
		final int first = Math.min((int) at, Math.max(0, from - 2));
		final float second = (float) (at - first);
		return new Mix(first, from == 1 ? new float[] { 1 } : new float[] { 1 - second, second });
	}
}
