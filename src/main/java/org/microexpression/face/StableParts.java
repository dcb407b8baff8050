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

/**
 * The pixels of a registered face that expressions hardly move: a capsule along the nose bridge (landmarks 27 to 30)
 * and a disc at each inner eye corner (39 and 42), drawn towards the nose so that it holds little of the lids, with
 * weights that fall smoothly to 0 at their borders. Brows, cheeks, nostrils and mouth have no part.
 */
final class StableParts {

	/** Half width of the capsule and radius of the discs, and the width of their soft border, in eye distances. */
	static final double BRIDGE = 0.16;
	static final double CORNER = 0.13;
	static final double BORDER = 0.08;

	/** How far the discs' centres lie from the eye corners towards the bridge. */
	private static final double TOWARDS_NOSE = 0.35;

	/** Where the capsule ends: short of the nose tip, which wings and lips pull. */
	private static final double BRIDGE_END = 0.75;

	private final int left;
	private final int top;
	private final int width;
	private final int height;
	private final int[] columns;
	private final int[] rows;
	private final double[] weights;
	private final boolean[] seen;
	private final double centerX;
	private final double centerY;

	StableParts(final FacialLandmarks face) {
		final double eyes = face.eyeDistance();
		final double topX = face.x()[27], topY = face.y()[27];
		final double endX = topX + BRIDGE_END * (face.x()[30] - topX), endY = topY + BRIDGE_END * (face.y()[30] - topY);
		final double leftX = face.x()[39] + TOWARDS_NOSE * (topX - face.x()[39]);
		final double leftY = face.y()[39] + TOWARDS_NOSE * (topY - face.y()[39]);
		final double rightX = face.x()[42] + TOWARDS_NOSE * (topX - face.x()[42]);
		final double rightY = face.y()[42] + TOWARDS_NOSE * (topY - face.y()[42]);
		final double reach = (Math.max(BRIDGE, CORNER) + BORDER) * eyes;
		left = (int) Math.floor(Math.min(Math.min(leftX, rightX), Math.min(topX, endX)) - reach);
		top = (int) Math.floor(Math.min(Math.min(leftY, rightY), Math.min(topY, endY)) - reach);
		width = (int) Math.ceil(Math.max(Math.max(leftX, rightX), Math.max(topX, endX)) + reach) - left + 1;
		height = (int) Math.ceil(Math.max(Math.max(leftY, rightY), Math.max(topY, endY)) + reach) - top + 1;
		final int[] xs = new int[width * height], ys = new int[width * height];
		final double[] ws = new double[width * height];
		int n = 0;
		double sum = 0, sumX = 0, sumY = 0;
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final double px = left + x, py = top + y;
				final double weight = Math.max(soft(toSegment(px, py, topX, topY, endX, endY) / eyes - BRIDGE), Math.max(soft(
					Math.hypot(px - leftX, py - leftY) / eyes - CORNER), soft(Math.hypot(px - rightX, py - rightY) / eyes -
						CORNER)));
				if (weight == 0) continue;
				xs[n] = x;
				ys[n] = y;
				ws[n++] = weight;
				sum += weight;
				sumX += weight * px;
				sumY += weight * py;
			}
		}
		columns = Arrays.copyOf(xs, n);
		rows = Arrays.copyOf(ys, n);
		weights = Arrays.copyOf(ws, n);
		seen = new boolean[(width + 2) * (height + 2)];
		for (int i = 0; i < n; i++) {
			final int at = (rows[i] + 1) * (width + 2) + columns[i] + 1;
			seen[at] = seen[at - 1] = seen[at + 1] = seen[at - width - 2] = seen[at + width + 2] = true;
		}
		centerX = sumX / sum;
		centerY = sumY / sum;
	}

	private static double toSegment(final double x, final double y, final double x0, final double y0, final double x1,
		final double y1)
	{
		final double dx = x1 - x0, dy = y1 - y0;
		final double square = dx * dx + dy * dy;
		final double t = square > 0 ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / square)) : 0;
		return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
	}

	/** 1 inside, 0 beyond the border, a cosine between. */
	private static double soft(final double outside) {
		if (outside <= 0) return 1;
		return outside >= BORDER ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * outside / BORDER);
	}

	/** @return first column of the box around all parts, canonical pixels */
	int left() {
		return left;
	}

	/** @return first row of the box */
	int top() {
		return top;
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	/** @return how many pixels have weight */
	int count() {
		return weights.length;
	}

	/**
	 * @return which pixels of the box, one wider on each side, have weight or stand beside, above or below one that has;
	 *         not a copy
	 */
	boolean[] seen() {
		return seen;
	}

	/** @return column in the box of a pixel */
	int column(final int i) {
		return columns[i];
	}

	/** @return row in the box of a pixel */
	int row(final int i) {
		return rows[i];
	}

	/** @return horizontal distance of a pixel from the parts' centre */
	double x(final int i) {
		return left + columns[i] - centerX;
	}

	/** @return vertical distance of a pixel from the parts' centre */
	double y(final int i) {
		return top + rows[i] - centerY;
	}

	double weight(final int i) {
		return weights[i];
	}

	/** @return the similarity with the given linear part about the parts' centre, then a translation */
	SimilarityTransform around(final double a, final double b, final double dx, final double dy) {
		return new SimilarityTransform(a, b, centerX - a * centerX + b * centerY + dx, centerY - b * centerX - a * centerY +
			dy);
	}

	/** @return how far a transform moves the farthest corner of the whole registered face */
	double largestShift(final SimilarityTransform transform) {
		double largest = 0;
		for (int corner = 0; corner < 4; corner++) {
			final double x = (corner & 1) * (CanonicalFace.SIZE - 1.0), y = (corner >> 1) * (CanonicalFace.SIZE - 1.0);
			largest = Math.max(largest, Math.hypot(transform.applyX(x, y) - x, transform.applyY(x, y) - y));
		}
		return largest;
	}
}
