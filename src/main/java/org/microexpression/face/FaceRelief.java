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

	/** How much less a point counts that moves. */
	private static final double MOVING_COUNTS = 8;

	/** Of each point: 1, its place from the middle in half widths, and its depth in that of {@link #DEPTH}. */
	private final double[] one;
	private final double[] x;
	private final double[] y;
	private final double[] depth;
	private final double[] weights;

	/**
	 * @param columns of equal cells that the frame's width is cut into
	 * @param rows    of equal cells that its height is cut into
	 */
	FaceRelief(final int columns, final int rows) {
		this(columns * rows);
		final FacialLandmarks mean = CanonicalFace.landmarks();
		for (int i = 0; i < one.length; i++) {
			final double px = (i % columns + 0.5) * CanonicalFace.SIZE / columns - 0.5;
			final double py = (i / columns + 0.5) * CanonicalFace.SIZE / rows - 0.5;
			one[i] = 1;
			x[i] = (px - MIDDLE_X) / HALF;
			y[i] = (py - MIDDLE_Y) / HALF;
			depth[i] = depth(px, py, mean.y()[27], mean.y()[30]) / DEPTH;
			weights[i] = weight(px, py);
		}
	}

	private FaceRelief(final int count) {
		one = new double[count];
		x = new double[count];
		y = new double[count];
		depth = new double[count];
		weights = new double[count];
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
			means.one[cell] += one[i] / points[cell];
			means.x[cell] += x[i] / points[cell];
			means.y[cell] += y[i] / points[cell];
			means.depth[cell] += depth[i] / points[cell];
			means.weights[cell] += weights[i] / points[cell];
		}
		return means;
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
		return new double[] { one[i], 0, x[i], -y[i], depth[i], 0 };
	}

	/**
	 * @param i a point
	 * @return its vertical motion by one registered pixel of each parameter
	 */
	double[] along(final int i) {
		return new double[] { 0, one[i], y[i], x[i], 0, depth[i] };
	}

	/**
	 * @param i    a point
	 * @param head {@link HeadRemainder}'s parameters
	 * @return its horizontal motion by them
	 */
	double across(final int i, final double[] head) {
		return head[0] * one[i] + head[2] * x[i] - head[3] * y[i] + head[4] * depth[i];
	}

	/**
	 * @param i    a point
	 * @param head {@link HeadRemainder}'s parameters
	 * @return its vertical motion by them
	 */
	double along(final int i, final double[] head) {
		return head[1] * one[i] + head[2] * y[i] + head[3] * x[i] + head[5] * depth[i];
	}

	/**
	 * The normal equations of the parameters that fit a motion best. Each is the sum over the points of weight ×
	 * ({@link #across(int)} times itself + {@link #along(int)} times itself), of which many parts are 0 or the same.
	 *
	 * @param weights of each point
	 * @param u       horizontal motion of each point
	 * @param v       vertical motion
	 * @param right   becomes the right side
	 * @return the matrix
	 */
	double[][] normal(final double[] weights, final double[] u, final double[] v, final double[] right) {
		double oo = 0, ox = 0, oy = 0, od = 0, rr = 0, xd = 0, yd = 0, dd = 0;
		for (int i = 0; i < weights.length; i++) {
			final double weight = weights[i];
			if (weight == 0) continue;
			oo += weight * (one[i] * one[i]);
			ox += weight * (one[i] * x[i]);
			oy += weight * (one[i] * y[i]);
			od += weight * (one[i] * depth[i]);
			rr += weight * (x[i] * x[i] + y[i] * y[i]);
			xd += weight * (x[i] * depth[i]);
			yd += weight * (y[i] * depth[i]);
			dd += weight * (depth[i] * depth[i]);
			right[0] += weight * (one[i] * u[i]);
			right[1] += weight * (one[i] * v[i]);
			right[2] += weight * (x[i] * u[i] + y[i] * v[i]);
			right[3] += weight * (x[i] * v[i] - y[i] * u[i]);
			right[4] += weight * (depth[i] * u[i]);
			right[5] += weight * (depth[i] * v[i]);
		}
		return new double[][] { { oo, 0, ox, -oy, od, 0 }, { 0, oo, oy, ox, 0, od }, { ox, oy, rr, 0, xd, yd }, { -oy, ox,
			0, rr, -yd, xd }, { od, 0, xd, -yd, dd, 0 }, { 0, od, yd, xd, 0, dd } };
	}

	/** @return how much a point's motion tells of the head, 0..1: little where expressions move the skin */
	double weight(final int i) {
		return weights[i];
	}
}
