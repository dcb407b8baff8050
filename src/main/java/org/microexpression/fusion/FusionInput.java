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

package org.microexpression.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.GaussianBlur;
import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Makes what the fusion network sees from a displacement field: the field reduced to the 28-grid by area averages,
 * blurred (Gaussian, σ {@value #BLUR} cell), each component with its own median as zero and its own root mean square as
 * unit. Amplitude, a shift of all values and a stretch of either component therefore make no difference, so that fields
 * in pixels, published fields stretched to 0..255 and synthetic fields are all alike.
 * <p>
 * Where the landmarks of the registered face are known, the rows of the field are moved (linearly between brows, eyes,
 * nose tip and mouth, at most {@value #LARGEST_SHIFT} cells) to where the canonical face has those parts and
 * {@link AuRegion} expects them;
 * columns are already in place, since registration takes both eyes there. The paper does not state how D enters its
 * fusion; this is our choice.
 * </p>
 * <p>
 * Prepared values have the axes [row, column, component], 28 × 28 × 2, u first.
 * </p>
 */
public final class FusionInput {

	/** Standard deviation of the blur in cells of the 28-grid. */
	public static final double BLUR = 1;

	/** How many cells a part of the face is moved at most. */
	public static final double LARGEST_SHIFT = 3;

	/** Number of values of a prepared field. */
	public static final int LENGTH = CanonicalFace.GRID * CanonicalFace.GRID * 2;

	/** Rows of the 28-grid where brows, eyes, nose tip and mouth are expected. */
	private static final double[] ROWS = rows(CanonicalFace.landmarks());

	private static final int N = CanonicalFace.GRID;
	private static final float SMALLEST_UNIT = 1e-6f;

	/** What takes the columns of a registered face's field to those of the grid. */
	private static final float[][] ACROSS = product(blur(), areaAverage(CanonicalFace.SIZE));

	private FusionInput() {
		// Static only.
	}

	/**
	 * Prepares a field whose face is taken to lie where the canonical one does.
	 *
	 * @param field a displacement field of a registered face, 28 × 28 or larger, in any unit
	 * @return the prepared values; a component that is the same everywhere becomes 0
	 * @throws InputException if the field is smaller than 28 × 28, or a value is not finite
	 */
	public static float[] of(final DisplacementField field) {
		return of(field, Optional.empty());
	}

	/**
	 * @param field     a displacement field of a registered face, 28 × 28 or larger, in any unit
	 * @param landmarks the face's landmarks in registered pixels (128 × 128); empty where they are not known
	 * @return the prepared values; a component that is the same everywhere becomes 0
	 * @throws InputException if the field is smaller than 28 × 28, or a value is not finite
	 */
	public static float[] of(final DisplacementField field, final Optional<FacialLandmarks> landmarks) {
		return prepared(reduced(field, landmarks));
	}

	/**
	 * The field as it is before zero and unit are taken: reduced to the grid, its rows moved, blurred.
	 *
	 * @param field     a displacement field of a registered face, 28 × 28 or larger, in any unit
	 * @param landmarks the face's landmarks in registered pixels (128 × 128); empty where they are not known
	 * @return u and v, each [row · 28 + column], in the field's unit
	 * @throws InputException if the field is smaller than 28 × 28, or a value is not finite
	 */
	public static float[][] reduced(final DisplacementField field, final Optional<FacialLandmarks> landmarks) {
		if (field.width() < N || field.height() < N) throw new InputException("A displacement field of " + field.width() +
			" x " + field.height() + " is too small to recognize an expression in; give one of 28 x 28 or more.");
		final float[][] across = field.width() == CanonicalFace.SIZE ? ACROSS : product(blur(), areaAverage(field.width()));
		final float[][] down = down(landmarks, field.height());
		final float[][] components = { field.u(), field.v() };
		final float[][] grids = new float[2][];
		for (int c = 0; c < 2; c++) {
			for (final float value : components[c])
				if (!Float.isFinite(value)) throw new InputException(
					"The displacement field holds a value that is not a number; compute it again from frames without such " +
						"pixels.");
			grids[c] = reduce(components[c], field.width(), across, down);
		}
		return grids;
	}

	/**
	 * @param grids u and v on the grid; left as they are
	 * @return each with its own median as zero and its own root mean square as unit: the prepared values
	 */
	public static float[] prepared(final float[][] grids) {
		final float[] prepared = new float[LENGTH];
		for (int c = 0; c < 2; c++) {
			final float[] grid = grids[c].clone();
			normalize(grid);
			for (int i = 0; i < grid.length; i++)
				prepared[2 * i + c] = grid[i];
		}
		return prepared;
	}

	/** What takes the rows of a field to those of the grid, the landmarks' shift and the blur included: [28][height]. */
	private static float[][] down(final Optional<FacialLandmarks> landmarks, final int height) {
		final float[][] average = areaAverage(height);
		return product(blur(), landmarks.map(face -> product(rowShift(face), average)).orElse(average));
	}

	/**
	 * @param landmarks the face's landmarks in registered pixels; empty where they are not known
	 * @return what {@link #inGraph} needs of them: [28 · 128]
	 */
	public static float[] rowMatrix(final Optional<FacialLandmarks> landmarks) {
		final float[] flat = new float[N * CanonicalFace.SIZE];
		final float[][] matrix = down(landmarks, CanonicalFace.SIZE);
		for (int i = 0; i < N; i++)
			System.arraycopy(matrix[i], 0, flat, i * CanonicalFace.SIZE, CanonicalFace.SIZE);
		return flat;
	}

	/**
	 * The same as {@link #of} inside a graph, for training that reaches the displacement network through the field. The
	 * zero is taken as fixed, the unit is not.
	 *
	 * @param layers the network that is built
	 * @param fields [batch, 128, 128, 2], u first
	 * @param rows   {@link #rowMatrix} of each face, [batch, 28, 128]
	 * @return [batch, 28, 28, 2]
	 */
	public static Operand<TFloat32> inGraph(final Layers layers, final Operand<TFloat32> fields,
		final Operand<TFloat32> rows)
	{
		final Ops tf = layers.tf();
		final Operand<TFloat32> matrix = tf.constant(ACROSS);
		final Operand<TFloat32> reduced = tf.linalg.einsum(List.of(tf.linalg.<TFloat32> einsum(List.of(rows, fields),
			"biy,byxc->bixc").output(), matrix), "bixc,jx->bijc").output();
		final Operand<TFloat32> perChannel = tf.linalg.transpose(reduced, tf.constant(new int[] { 0, 3, 1, 2 }));
		final Operand<TFloat32> flat = tf.reshape(perChannel, tf.constant(new long[] { -1, 2, (long) N * N }));
		final TopK<TFloat32, TInt32> upper = tf.nn.topK(flat, tf.constant(N * N / 2 + 1), TInt32.class);
		final Operand<TFloat32> middle = tf.slice(upper.values(), tf.constant(new int[] { 0, 0, N * N / 2 - 1 }), tf
			.constant(new int[] { -1, -1, 2 }));
		final Mean.Options keep = Mean.keepDims(true);
		final Operand<TFloat32> zero = StopGradient.create(tf.scope(), tf.math.mean(middle, tf.constant(2), keep));
		final Operand<TFloat32> centred = tf.math.sub(flat, zero);
		final Operand<TFloat32> square = tf.math.mean(tf.math.square(centred), tf.constant(2), keep);
		final Operand<TFloat32> unit = tf.math.div(centred, tf.math.sqrt(tf.math.add(square, tf.constant(SMALLEST_UNIT *
			SMALLEST_UNIT))));
		return tf.linalg.transpose(tf.reshape(unit, tf.constant(new long[] { -1, 2, N, N })), tf.constant(new int[] { 0, 2,
			3, 1 }));
	}

	/** @return the median of an even number of values, which stay as they are */
	static float median(final float[] values) {
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
	}

	/**
	 * Zero at the median, unit root mean square.
	 *
	 * @param grid values, changed in place
	 */
	public static void normalize(final float[] grid) {
		final float zero = median(grid);
		double square = 0;
		for (int i = 0; i < grid.length; i++) {
			grid[i] -= zero;
			square += (double) grid[i] * grid[i];
		}
		final double unit = Math.sqrt(square / grid.length + SMALLEST_UNIT * SMALLEST_UNIT);
		for (int i = 0; i < grid.length; i++)
			grid[i] /= (float) unit;
	}

	private static float[] reduce(final float[] component, final int width, final float[][] across,
		final float[][] down)
	{
		final int height = component.length / width;
		final float[] narrow = new float[height * N];
		for (int j = 0; j < N; j++)
			narrow(component, width, across[j], narrow, j);
		final float[] grid = new float[N * N];
		for (int i = 0; i < N; i++) {
			for (int y = 0; y < height; y++) {
				final float weight = down[i][y];
				if (weight == 0) continue;
				for (int j = 0; j < N; j++)
					grid[i * N + j] += weight * narrow[y * N + j];
			}
		}
		return grid;
	}

	/**
	 * One column of the grid for every row of the field. Only weights that are not 0 are looked at, and four rows at once
	 * are added up, since one sum alone would wait for itself.
	 */
	private static void narrow(final float[] component, final int width, final float[] weights, final float[] narrow,
		final int column)
	{
		int from = 0, to = width;
		while (from < to && weights[from] == 0)
			from++;
		while (to > from && weights[to - 1] == 0)
			to--;
		final int last = component.length / width - 1;
		for (int y = 0; y <= last; y += 4) {
			// Where the height is no multiple of four, the last row is added up again.
			final int second = Math.min(last, y + 1), third = Math.min(last, y + 2), fourth = Math.min(last, y + 3);
			final int a = y * width, b = second * width, c = third * width, d = fourth * width;
			double sumA = 0, sumB = 0, sumC = 0, sumD = 0;
			for (int x = from; x < to; x++) {
				final float weight = weights[x];
				sumA += weight * component[a + x];
				sumB += weight * component[b + x];
				sumC += weight * component[c + x];
				sumD += weight * component[d + x];
			}
			narrow[y * N + column] = (float) sumA;
			narrow[second * N + column] = (float) sumB;
			narrow[third * N + column] = (float) sumC;
			narrow[fourth * N + column] = (float) sumD;
		}
	}

	/** Area averages of n values in 28 equal cells: [28][n], rows sum to 1. */
	static float[][] areaAverage(final int n) {
		final float[][] matrix = new float[N][n];
		final double cell = (double) n / N;
		for (int i = 0; i < N; i++) {
			for (int j = 0; j < n; j++) {
				final double overlap = Math.min((i + 1) * cell, j + 1) - Math.max(i * cell, j);
				if (overlap > 0) matrix[i][j] = (float) (overlap / cell);
			}
		}
		return matrix;
	}

	/** The blur along one axis of the grid, beyond the border the border's values. */
	private static float[][] blur() {
		final int reach = (int) Math.ceil(4 * BLUR);
		final double[] taps = GaussianBlur.taps(BLUR, reach);
		double sum = 0;
		for (final double tap : taps)
			sum += tap;
		final float[][] matrix = new float[N][N];
		for (int i = 0; i < N; i++) {
			for (int k = -reach; k <= reach; k++)
				matrix[i][Math.max(0, Math.min(N - 1, i + k))] += (float) (taps[k + reach] / sum);
		}
		return matrix;
	}

	/** Takes the rows where this face has its parts to the rows where they are expected. */
	private static float[][] rowShift(final FacialLandmarks landmarks) {
		final double[] found = rows(landmarks);
		final float[][] matrix = new float[N][N];
		for (int i = 0; i < N; i++) {
			final double at = Math.max(0, Math.min(N - 1, i + shift(i, found)));
			final int low = Math.min(N - 2, (int) at);
			matrix[i][low] += (float) (1 - (at - low));
			matrix[i][low + 1] += (float) (at - low);
		}
		return matrix;
	}

	/**
	 * @param row       a row of the grid that the network sees
	 * @param landmarks the face's landmarks in registered pixels; empty where they are not known
	 * @return the row of the registered face's own 28-grid that the network sees there
	 */
	public static double sourceRow(final double row, final Optional<FacialLandmarks> landmarks) {
		return landmarks.map(face -> row + shift(row, rows(face))).orElse(row);
	}

	/** How far below row i lies what belongs there. */
	private static double shift(final double i, final double[] found) {
		final double[] shifts = new double[ROWS.length];
		for (int k = 0; k < ROWS.length; k++)
			shifts[k] = Math.max(-LARGEST_SHIFT, Math.min(LARGEST_SHIFT, found[k] - ROWS[k]));
		if (i <= ROWS[0]) return shifts[0];
		for (int k = 1; k < ROWS.length; k++) {
			if (i > ROWS[k]) continue;
			final double share = (i - ROWS[k - 1]) / (ROWS[k] - ROWS[k - 1]);
			return (1 - share) * shifts[k - 1] + share * shifts[k];
		}
		return shifts[ROWS.length - 1];
	}

	/** Rows of the 28-grid where a face has its brows, eyes, nose tip and mouth. */
	private static double[] rows(final FacialLandmarks landmarks) {
		return new double[] { row(landmarks, 17, 26), row(landmarks, 36, 47), row(landmarks, 30, 30), row(landmarks, 48,
			59) };
	}

	private static double row(final FacialLandmarks landmarks, final int from, final int to) {
		double sum = 0;
		for (int i = from; i <= to; i++)
			sum += landmarks.y()[i];
		return CanonicalFace.pixelToGrid(sum / (to - from + 1));
	}

	private static float[][] product(final float[][] a, final float[][] b) {
		final float[][] c = new float[a.length][b[0].length];
		for (int i = 0; i < a.length; i++) {
			for (int k = 0; k < b.length; k++) {
				for (int j = 0; j < b[0].length; j++)
					c[i][j] += a[i][k] * b[k][j];
			}
		}
		return c;
	}
}
