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
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.util.KthSelector;

import org.microexpression.field.DisplacementField;

/**
 * What registration left of the head's motion in a displacement field: a shift, a growth, a rotation, and to first
 * order a yaw and a pitch, by which the nose moves against the cheeks. It is found in the field itself, from the whole
 * face: least squares over cells of 4 × 4 pixels, those that expressions move counting less from the start, those that
 * do not follow the common motion losing their weight (Tukey's biweight at {@value #TUKEY} standard deviations,
 * reweighted {@value #ITERATIONS} times). An expression is such an outlier: what it moves stays in the field.
 * <p>
 * The paper does not state how head motion is removed; this is our choice. Registration alone ({@link HeadMotion}) sees
 * nose bridge and inner eye corners, too little of the face to tell a head that grows by half a percent from one that
 * does not. {@code bench/registration} measures what is left, on made-up heads whose depth is not the one assumed here.
 * </p>
 *
 * @param right    shift to the right, registered pixels
 * @param down     shift downwards
 * @param growth   how far a point half a width from the nose bridge moves outwards, registered pixels
 * @param rotation how far it moves around the nose bridge, clockwise in the image
 * @param yaw      how far the nose's tip moves to the right against the cheeks
 * @param pitch    how far it moves downwards against them
 * @param left     what does not follow: median distance over the cells that hardly any expression moves
 * @param near     whether yaw and pitch include that what comes nearer to the camera grows
 */
public record HeadRemainder(double right, double down, double growth, double rotation, double yaw, double pitch,
		double left, boolean near) {

	/** Cells a side that the field is averaged to before the fit. */
	static final int CELLS = 32;

	/** How many parameters there are. */
	static final int PARAMETERS = 6;

	static final int ITERATIONS = 10;
	static final double TUKEY = 2.5;

	/** Distance in registered pixels below which a cell never counts as an outlier. */
	static final double LEAST_NOISE = 0.05;

	/** Median length of a two-dimensional normal vector with standard deviation 1. */
	static final double MEDIAN_LENGTH = 1.1774;

	/** Weight from which a cell tells how exact the field is. */
	private static final double QUIET = 0.5;

	/** Quiet cells below which nothing is taken out. */
	private static final int LEAST_CELLS = 24;

	/** The first fit knows nothing yet and takes more cells in. */
	static final double FIRST = 2;

	private static final int[] REGISTERED = cells(CanonicalFace.SIZE, CanonicalFace.SIZE);
	static final FaceRelief FINE = new FaceRelief(CanonicalFace.SIZE, CanonicalFace.SIZE, false);
	static final FaceRelief COARSE = FINE.averaged(REGISTERED, CELLS * CELLS);
	private static final FaceRelief NEAR_FINE = new FaceRelief(CanonicalFace.SIZE, CanonicalFace.SIZE, true);
	private static final FaceRelief NEAR_COARSE = NEAR_FINE.averaged(REGISTERED, CELLS * CELLS);

	/**
	 * @param field the displacement field of a registered face, of any size
	 * @return the head's part in it; none where a value is not finite or the field is too small to tell, below 8 × 8 or
	 *         so
	 */
	public static HeadRemainder of(final DisplacementField field) {
		return of(field, false);
	}

	/**
	 * @param field the displacement field of a registered face, of any size
	 * @param near  whether a head that nods or turns also grows at the end that comes nearer
	 * @return as {@link #of(DisplacementField)}
	 */
	static HeadRemainder of(final DisplacementField field, final boolean near) {
		return of(field, coarse(field, near), near);
	}

	/**
	 * @param field the displacement field of a registered face, of any size
	 * @param block number of a part of the face, see {@link FaceRelief#withoutBlock}
	 * @return the head's part in it, seen from near, as all but that part of the face tell it
	 */
	static HeadRemainder withoutBlock(final DisplacementField field, final int block) {
		return of(field, coarse(field, true).withoutBlock(Math.min(CELLS, field.width()), block), true);
	}

	private static FaceRelief coarse(final DisplacementField field, final boolean near) {
		final int width = field.width(), height = field.height();
		if (isRegistered(width, height)) return near ? NEAR_COARSE : COARSE;
		return new FaceRelief(width, height, near).averaged(cells(width, height), Math.min(CELLS, width) * Math.min(CELLS,
			height));
	}

	private static HeadRemainder of(final DisplacementField field, final FaceRelief relief, final boolean near) {
		final int width = field.width(), height = field.height();
		final int[] cells = isRegistered(width, height) ? REGISTERED : cells(width, height);
		final double[] u = means(field.u(), cells, relief.count(), (double) CanonicalFace.SIZE / width);
		final double[] v = means(field.v(), cells, relief.count(), (double) CanonicalFace.SIZE / height);
		double[] p = new double[PARAMETERS];
		final int[] quiet = quiet(relief);
		if (!finite(u) || !finite(v) || quiet.length < LEAST_CELLS) return of(p, 0, near);
		for (int i = 0; i < ITERATIONS; i++)
			p = step(relief, quiet, u, v, p, i == 0 ? FIRST : 1);
		return of(p, median(off(relief, u, v, p), quiet), near);
	}

	private static HeadRemainder of(final double[] p, final double left, final boolean near) {
		return new HeadRemainder(p[0], p[1], p[2], p[3], p[4], p[5], left, near);
	}

	/** The cells that hardly any expression moves, by their number. */
	static int[] quiet(final FaceRelief relief) {
		return IntStream.range(0, relief.count()).filter(i -> relief.weight(i) >= QUIET).toArray();
	}

	/** One weighted least-squares fit, the weights being those of the parameters so far. */
	private static double[] step(final FaceRelief relief, final int[] quiet, final double[] u, final double[] v,
		final double[] before, final double wider)
	{
		final double[] off = off(relief, u, v, before);
		final double noise = wider * Math.max(LEAST_NOISE, median(off, quiet) / MEDIAN_LENGTH);
		final double[] weights = new double[off.length];
		for (int i = 0; i < off.length; i++) {
			final double z = off[i] / (noise * TUKEY);
			if (z < 1) weights[i] = relief.weight(i) * (1 - z * z) * (1 - z * z);
		}
		final double[] right = new double[PARAMETERS];
		final double[][] normal = relief.normal(weights, u, v, right);
		final DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(normal, false)).getSolver();
		return solver.isNonSingular() ? solver.solve(new ArrayRealVector(right, false)).toArray() : before;
	}

	/** How far each cell's motion is from that of the head. */
	private static double[] off(final FaceRelief relief, final double[] u, final double[] v, final double[] head) {
		final double[] off = new double[u.length];
		final double[] across = relief.across(head), along = relief.along(head);
		for (int i = 0; i < off.length; i++) {
			final double x = u[i] - across[i], y = v[i] - along[i];
			// Not hypot: no motion is so long that its square is not a number.
			off[i] = Math.sqrt(x * x + y * y);
		}
		return off;
	}

	private static double median(final double[] off, final int[] quiet) {
		final double[] values = new double[quiet.length];
		for (int i = 0; i < values.length; i++)
			values[i] = off[quiet[i]];
		return new KthSelector().select(values, null, values.length / 2);
	}

	/** The number of the cell that each pixel of a frame lies in; a frame smaller than the grid has a cell a pixel. */
	private static int[] cells(final int width, final int height) {
		final int columns = Math.min(CELLS, width), rows = Math.min(CELLS, height);
		final int[] cells = new int[width * height];
		for (int i = 0; i < cells.length; i++)
			cells[i] = i / width * rows / height * columns + i % width * columns / width;
		return cells;
	}

	private static boolean isRegistered(final int width, final int height) {
		return width == CanonicalFace.SIZE && height == CanonicalFace.SIZE;
	}

	/** Means over cells, in registered pixels. */
	private static double[] means(final float[] values, final int[] cells, final int count, final double unit) {
		final double[] sums = new double[count];
		final int[] counts = new int[count];
		for (int i = 0; i < values.length; i++) {
			sums[cells[i]] += values[i];
			counts[cells[i]]++;
		}
		for (int cell = 0; cell < count; cell++)
			sums[cell] *= unit / counts[cell];
		return sums;
	}

	private static boolean finite(final double[] values) {
		return Arrays.stream(values).allMatch(Double::isFinite);
	}

	/**
	 * @param field a displacement field of the registered face, of any size
	 * @return what is left of it without this motion; the field given is not changed
	 */
	public DisplacementField removedFrom(final DisplacementField field) {
		final DisplacementField head = field(field.width(), field.height());
		final float[] u = field.u().clone(), v = field.v().clone();
		for (int i = 0; i < u.length; i++) {
			u[i] -= head.u()[i];
			v[i] -= head.v()[i];
		}
		return new DisplacementField(field.width(), field.height(), u, v);
	}

	/** @return the largest of these motions, registered pixels */
	double largest() {
		return Arrays.stream(parameters()).map(Math::abs).max().orElseThrow();
	}

	/** @return yaw and pitch together as an angle of the head, degrees, for a nose of usual length */
	double turnDegrees() {
		return Math.toDegrees(Math.atan(Math.hypot(yaw, pitch) / FaceRelief.DEPTH));
	}

	/** @return both motions together, to first order; what is left is that of the other */
	HeadRemainder plus(final HeadRemainder other) {
		return new HeadRemainder(right + other.right, down + other.down, growth + other.growth, rotation + other.rotation,
			yaw + other.yaw, pitch + other.pitch, other.left, other.near);
	}

	/**
	 * @param width  columns
	 * @param height rows
	 * @return what {@link #removedFrom} takes from a field of this size, in its pixels
	 */
	public DisplacementField field(final int width, final int height) {
		final FaceRelief relief = !isRegistered(width, height) ? new FaceRelief(width, height, near) : near ? NEAR_FINE
			: FINE;
		final DisplacementField field = DisplacementField.zero(width, height);
		final double[] p = parameters();
		final double[] across = relief.across(p), along = relief.along(p);
		for (int i = 0; i < width * height; i++) {
			field.u()[i] = (float) (across[i] * width / CanonicalFace.SIZE);
			field.v()[i] = (float) (along[i] * height / CanonicalFace.SIZE);
		}
		return field;
	}

	private double[] parameters() {
		return new double[] { right, down, growth, rotation, yaw, pitch };
	}

	/**
	 * @param field a displacement field of the registered face, of any size
	 * @return it without the head's part that is found in it
	 */
	public static DisplacementField without(final DisplacementField field) {
		return of(field).removedFrom(field);
	}
}
