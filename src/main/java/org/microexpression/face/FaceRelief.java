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
import java.util.List;

/**
 * What is known of a registered face before its motion is looked at, on a grid over the registered frame: where each
 * point lies, how far towards the camera, and how little expressions move it.
 */
final class FaceRelief {

	/** The point that a head's remainder grows and turns about, registered pixels. */
	static final double MIDDLE_X = (CanonicalFace.SIZE - 1) / 2.0;
	static final double MIDDLE_Y = 50;

	/** Distance from there that parameters are told at: half the width of the frame. */
	static final double HALF = CanonicalFace.SIZE / 2.0;

	/** Depth that parameters of yaw and pitch are told at, registered pixels: about that of a nose above its cheeks. */
	static final double DEPTH = 20;

	/** How far the face recedes at half a width to the side and above or below, registered pixels. */
	private static final double RECEDES_ACROSS = 26;
	private static final double RECEDES_ALONG = 13;

	/** How far the nose stands out at its tip and, as a share of that, at its bridge; half widths of its ridge there. */
	private static final double NOSE = 19;
	private static final double BRIDGE = 0.25;
	private static final double TIP_WIDTH = 11;
	private static final double BRIDGE_WIDTH = 6;

	/**
	 * Where expressions move the skin, on the image's left side: column, row, reach across and along (registered pixels)
	 * and how much. The right side is alike.
	 */
	private static final double[][] MOVING = { { 22.5, 17, 20, 8, 1 }, { 29.5, 31, 10, 5, 0.8 }, { 37.5, 92, 14, 12, 1 },
		{ 23.5, 62, 14, 12, 0.3 }, { 50, 74, 7, 7, 0.4 }, { 63.5, 96, 18, 12, 0.5 }, { 63.5, 118, 22, 14, 0.4 } };

	/** Blocks a side that the frame is cut into for {@link #withoutBlock}. */
	static final int BLOCKS = 4;

	/** How much less a point counts that moves. */
	private static final double MOVING_COUNTS = 8;

	/**
	 * Distance of a camera at 80 cm, registered pixels, where eyes are 63 mm apart: our choice, between a webcam on a desk
	 * and a laboratory's camera. What comes nearer looks larger, so a head that nods or turns also grows at one end. Between
	 * 65 cm and 140 cm it hardly matters which distance is taken.
	 */
	private static final double CAMERA = 870;

	/** Motions by each parameter in turn, one value a point. */
	private final double[][] across;
	private final double[][] along;
	private final double[] weights;

	/**
	 * @param columns of equal cells that the frame's width is cut into
	 * @param rows    of equal cells that its height is cut into
	 * @param near    whether what comes nearer to the camera grows; if not, it is looked at from afar
	 */
	FaceRelief(final int columns, final int rows, final boolean near) {
		this(columns * rows);
		final FacialLandmarks mean = CanonicalFace.landmarks();
		for (int i = 0; i < weights.length; i++) {
			final double px = (i % columns + 0.5) * CanonicalFace.SIZE / columns - 0.5;
			final double py = (i / columns + 0.5) * CanonicalFace.SIZE / rows - 0.5;
			final double x = (px - MIDDLE_X) / HALF, y = (py - MIDDLE_Y) / HALF;
			final double depth = depth(px, py, mean.y()[27], mean.y()[30]) / DEPTH;
			// By as much as one end of the face comes nearer it grows there, about the middle.
			final double grows = near ? HALF * HALF / (DEPTH * CAMERA) : 0;
			put(across, i, 1, 0, x, -y, depth - grows * x * x, -grows * x * y);
			put(along, i, 0, 1, y, x, -grows * x * y, depth - grows * y * y);
			weights[i] = weight(px, py);
		}
	}

	private FaceRelief(final int count) {
		this(new double[HeadRemainder.PARAMETERS][count], new double[HeadRemainder.PARAMETERS][count], new double[count]);
	}

	private FaceRelief(final double[][] across, final double[][] along, final double[] weights) {
		this.across = across;
		this.along = along;
		this.weights = weights;
	}

	private static void put(final double[][] motions, final int i, final double... values) {
		for (int k = 0; k < values.length; k++)
			motions[k][i] = values[k];
	}

	/**
	 * @param cells number of the cell that each point belongs to
	 * @param count number of cells, each with a point at least
	 * @return the means over the points of each cell
	 */
	FaceRelief averaged(final int[] cells, final int count) {
		final FaceRelief means = new FaceRelief(count);
		final int[] points = new int[count];
		for (final int cell : cells)
			points[cell]++;
		for (int i = 0; i < cells.length; i++) {
			final int cell = cells[i];
			means.weights[cell] += weights[i] / points[cell];
			for (int k = 0; k < HeadRemainder.PARAMETERS; k++) {
				means.across[k][cell] += across[k][i] / points[cell];
				means.along[k][cell] += along[k][i] / points[cell];
			}
		}
		return means;
	}

	/**
	 * @param columns how many points lie in a row
	 * @param block   number of one of {@value #BLOCKS} × {@value #BLOCKS} equal parts of the frame, row by row
	 * @return the same relief, the points of that part having no weight
	 */
	FaceRelief withoutBlock(final int columns, final int block) {
		final double[] rest = weights.clone();
		final int rows = rest.length / columns;
		for (int i = 0; i < rest.length; i++)
			if (i / columns * BLOCKS / rows * BLOCKS + i % columns * BLOCKS / columns == block) rest[i] = 0;
		return new FaceRelief(across, along, rest);
	}

	private static double depth(final double x, final double y, final double top, final double tip) {
		final double across = (x - MIDDLE_X) / HALF, along = (y - (top + tip) / 2) / HALF;
		final double down = Math.max(0, Math.min(1.25, (y - top) / (tip - top)));
		final double ridge = down <= 1 ? BRIDGE + (1 - BRIDGE) * down : 1 - 4 * (down - 1);
		final double width = BRIDGE_WIDTH + (TIP_WIDTH - BRIDGE_WIDTH) * down;
		final double above = y < top ? Math.exp(-(y - top) * (y - top) / 200) : 1;
		return -RECEDES_ACROSS * across * across - RECEDES_ALONG * along * along + NOSE * ridge * above * Math.exp(-(x -
			MIDDLE_X) * (x - MIDDLE_X) / (2 * width * width));
	}

	private static double weight(final double x, final double y) {
		double moves = 0;
		for (final double[] part : MOVING)
			moves += part[4] * (bump(x, y, part) + bump(CanonicalFace.SIZE - 1 - x, y, part));
		return 1 / (1 + MOVING_COUNTS * moves);
	}

	private static double bump(final double x, final double y, final double[] part) {
		final double across = (x - part[0]) / part[2], along = (y - part[1]) / part[3];
		return Math.exp(-0.5 * (across * across + along * along));
	}

	int count() {
		return weights.length;
	}

	/**
	 * @param i a point
	 * @return its horizontal motion by one registered pixel of each of {@link HeadRemainder}'s parameters
	 */
	double[] across(final int i) {
		return of(across, i);
	}

	/**
	 * @param i a point
	 * @return its vertical motion by one registered pixel of each parameter
	 */
	double[] along(final int i) {
		return of(along, i);
	}

	private static double[] of(final double[][] motions, final int i) {
		return Arrays.stream(motions).mapToDouble(motion -> motion[i]).toArray();
	}

	/**
	 * @param head {@link HeadRemainder}'s parameters
	 * @return the horizontal motion of each point by them
	 */
	double[] across(final double[] head) {
		return sum(across, head);
	}

	/**
	 * @param head {@link HeadRemainder}'s parameters
	 * @return the vertical motion of each point by them
	 */
	double[] along(final double[] head) {
		return sum(along, head);
	}

	private static double[] sum(final double[][] motions, final double[] head) {
		final double[] a = motions[0], b = motions[1], c = motions[2], d = motions[3], e = motions[4], f = motions[5];
		final double[] sum = new double[a.length];
		final double p = head[0], q = head[1], r = head[2], s = head[3], t = head[4], u = head[5];
		for (int i = 0; i < sum.length; i++)
			sum[i] = p * a[i] + q * b[i] + r * c[i] + s * d[i] + t * e[i] + u * f[i];
		return sum;
	}

	/**
	 * The normal equations of the parameters that fit a motion best.
	 *
	 * @param weighing weight of each point
	 * @param u        horizontal motion of each point
	 * @param v        vertical motion
	 * @param right    becomes the right side
	 * @return the matrix
	 */
	double[][] normal(final double[] weighing, final double[] u, final double[] v, final double[] right) {
		final double[][] normal = new double[right.length][right.length];
		// Many motions are along one axis alone.
		for (final double[][] motions : List.of(across, along)) {
			final double[] seen = motions == across ? u : v;
			for (int r = 0; r < right.length; r++) {
				if (isStill(motions[r])) continue;
				final double[] weighed = products(weighing, motions[r]);
				for (int c = r; c < right.length; c++)
					if (!isStill(motions[c])) normal[r][c] = normal[c][r] += sum(weighed, motions[c]);
				right[r] += sum(weighed, seen);
			}
		}
		return normal;
	}

	private static boolean isStill(final double[] motion) {
		for (final double one : motion)
			if (one != 0) return false;
		return true;
	}

	private static double[] products(final double[] a, final double[] b) {
		final double[] products = new double[a.length];
		for (int i = 0; i < products.length; i++)
			products[i] = a[i] * b[i];
		return products;
	}

	/** The sum of products, in four parts: one sum alone would wait for itself. */
	private static double sum(final double[] a, final double[] b) {
		double first = 0, second = 0, third = 0, fourth = 0;
		int i = 0;
		for (; i < a.length - 3; i += 4) {
			first += a[i] * b[i];
			second += a[i + 1] * b[i + 1];
			third += a[i + 2] * b[i + 2];
			fourth += a[i + 3] * b[i + 3];
		}
		for (; i < a.length; i++)
			first += a[i] * b[i];
		return first + second + (third + fourth);
	}

	/** @return how much a point's motion tells of the head, 0..1: little where expressions move the skin */
	double weight(final int i) {
		return weights[i];
	}
}
