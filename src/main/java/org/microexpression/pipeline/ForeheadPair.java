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

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.microexpression.clip.Clip;
import org.microexpression.clip.FramePair;
import org.microexpression.clip.FramePairs;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/**
 * A registered face with its forehead, for looking at: the canonical square begins just above the brows, so that what
 * AU1 and AU2 move above them is not seen. The {@value FaceRegistration#FOREHEAD} rows above the square are resampled
 * in the same way; their motion is that of a second square, as much higher, computed by the same method. What
 * registration left of the head's motion, which is taken out of the canonical square, is fitted where the two overlap
 * and taken out, too; what they still differ by where they meet fades out upwards. The square itself, and with it all
 * that is recognized, stays as it is.
 *
 * @param onset grey levels 0..255, 128 x 160
 * @param apex  the same of the apex frame
 */
public record ForeheadPair(ArrayImg<FloatType, FloatArray> onset, ArrayImg<FloatType, FloatArray> apex) {

	private static final int SIZE = CanonicalFace.SIZE;
	private static final int ABOVE = FaceRegistration.FOREHEAD;

	/**
	 * @param clip       the clip
	 * @param registered what was registered of it
	 * @return the same two frames with the forehead
	 * @throws org.microexpression.base.InputException if a frame cannot be read
	 */
	public static ForeheadPair of(final Clip clip, final RegisteredClip registered) {
		final FramePair frames = FramePairs.read(clip, registered.onset(), registered.apex());
		final RegisteredPair tall = FaceRegistration.withForehead(frames.onset(), frames.apex(), registered.landmarks()
			.orElseThrow());
		return new ForeheadPair(above(tall.onset(), registered.pair().onsetPixels()), above(tall.apex(), registered.pair()
			.apexPixels()));
	}

	/** Where blocks of a large frame are averaged, the taller cut begins at another pixel; below, the square holds. */
	private static ArrayImg<FloatType, FloatArray> above(final ArrayImg<FloatType, FloatArray> tall,
		final float[] square)
	{
		System.arraycopy(square, 0, tall.update(null).getCurrentStorageArray(), ABOVE * SIZE, SIZE * SIZE);
		return tall;
	}

	/**
	 * @param square   D of the canonical square
	 * @param pipeline computes the other one
	 * @return D of 128 x 160 pixels, whose lower 128 rows are those given
	 */
	public DisplacementField field(final DisplacementField square, final ExpressionPipeline pipeline) {
		final DisplacementField upper = pipeline.displacementAnywhere(new RegisteredPair(top(onset), top(apex)));
		final double[] left = left(upper, square);
		final float[] u = new float[SIZE * (SIZE + ABOVE)], v = u.clone();
		for (int i = 0; i < (ABOVE + 1) * SIZE; i++) {
			final double x = i % SIZE, y = i / SIZE - ABOVE;
			u[i] = (float) (upper.u()[i] - left[0] - left[2] * x + left[3] * y);
			v[i] = (float) (upper.v()[i] - left[1] - left[2] * y - left[3] * x);
		}
		join(u, square.u());
		join(v, square.v());
		System.arraycopy(square.u(), 0, u, ABOVE * SIZE, SIZE * SIZE);
		System.arraycopy(square.v(), 0, v, ABOVE * SIZE, SIZE * SIZE);
		return new DisplacementField(SIZE, SIZE + ABOVE, u, v);
	}

	/** Without it the sample of surprise has a step of .17 px there: each field is less exact at its own edge. */
	private static void join(final float[] tall, final float[] square) {
		for (int x = 0; x < SIZE; x++) {
			final float difference = square[x] - tall[ABOVE * SIZE + x];
			for (int y = 0; y < ABOVE; y++)
				tall[y * SIZE + x] += difference * y / ABOVE;
		}
	}

	private static ArrayImg<FloatType, FloatArray> top(final ArrayImg<FloatType, FloatArray> tall) {
		final float[] pixels = new float[SIZE * SIZE];
		System.arraycopy(tall.update(null).getCurrentStorageArray(), 0, pixels, 0, pixels.length);
		return ArrayImgs.floats(pixels, SIZE, SIZE);
	}

	/**
	 * The motion of a rigid head between two fields of one face, by least squares over the rows that both have.
	 *
	 * @return shift to the right and down, growth, turn: u = left[0] + left[2] x - left[3] y, v = left[1] + left[2] y +
	 *         left[3] x in canonical pixels
	 */
	private static double[] left(final DisplacementField upper, final DisplacementField square) {
		final int step = 4;
		final int rows = (SIZE - ABOVE) / step, columns = SIZE / step;
		final double[][] places = new double[2 * rows * columns][];
		final double[] differences = new double[places.length];
		int next = 0;
		for (int y = 0; y < SIZE - ABOVE; y += step) {
			for (int x = 0; x < SIZE; x += step) {
				final int below = y * SIZE + x, above = (y + ABOVE) * SIZE + x;
				differences[next] = upper.u()[above] - square.u()[below];
				places[next++] = new double[] { 1, 0, x, -y };
				differences[next] = upper.v()[above] - square.v()[below];
				places[next++] = new double[] { 0, 1, y, x };
			}
		}
		return new QRDecomposition(new Array2DRowRealMatrix(places, false)).getSolver().solve(new ArrayRealVector(
			differences, false)).toArray();
	}
}
