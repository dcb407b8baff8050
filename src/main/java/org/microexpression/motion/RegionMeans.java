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

package org.microexpression.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.FusionInput;

/**
 * The mean motion of each region and side in a displacement field. A region's window where the face has it, as for the
 * fusion; what is in its middle counts more than what is at its border (Gaussian, σ a third of the window), since the
 * windows overlap.
 */
final class RegionMeans {

	private static final int STEP = 2;
	private static final double SIGMA = AuRegion.SIZE / 3.0;

	/** The pixels of a window and their weights, which sum to 1. */
	private record Window(int[] columns, int[] rows, double[] weights) {
	}

	private final List<Window> windows = new ArrayList<>();

	/** @param landmarks the landmarks of the registered face */
	RegionMeans(final FacialLandmarks landmarks) {
		for (final RegionSide place : RegionSide.ALL)
			windows.add(window(place, landmarks));
	}

	private static Window window(final RegionSide place, final FacialLandmarks landmarks) {
		final double half = (AuRegion.SIZE - 1) / 2.0;
		final double gridColumn = place.region().column() + half;
		final double x = CanonicalFace.gridToPixel(place.left() ? gridColumn : CanonicalFace.GRID - 1 - gridColumn);
		final double y = CanonicalFace.gridToPixel(FusionInput.sourceRow(place.region().row() + half, Optional.of(
			landmarks)));
		final double cell = (double) CanonicalFace.SIZE / CanonicalFace.GRID;
		final double reach = cell * AuRegion.SIZE / 2;
		final List<Integer> columns = new ArrayList<>();
		final List<Integer> rows = new ArrayList<>();
		final List<Double> weights = new ArrayList<>();
		double sum = 0;
		for (int row = 0; row < CanonicalFace.SIZE; row += STEP) {
			for (int column = 0; column < CanonicalFace.SIZE; column += STEP) {
				final double dx = column - x, dy = row - y;
				if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
				final double weight = Math.exp(-0.5 * (dx * dx + dy * dy) / (SIGMA * SIGMA * cell * cell));
				columns.add(column);
				rows.add(row);
				weights.add(weight);
				sum += weight;
			}
		}
		final double total = sum;
		return new Window(columns.stream().mapToInt(i -> i).toArray(), rows.stream().mapToInt(i -> i).toArray(), weights
			.stream().mapToDouble(w -> w / total).toArray());
	}

	/**
	 * @param field a field of the registered face
	 * @return u of each {@link RegionSide}, then v of each, registered px
	 */
	double[][] of(final DisplacementField field) {
		final double[][] means = new double[2][windows.size()];
		for (int place = 0; place < windows.size(); place++) {
			final Window window = windows.get(place);
			for (int i = 0; i < window.weights.length; i++) {
				final int at = window.rows[i] * CanonicalFace.SIZE + window.columns[i];
				means[0][place] += window.weights[i] * field.u()[at];
				means[1][place] += window.weights[i] * field.v()[at];
			}
		}
		return means;
	}
}
