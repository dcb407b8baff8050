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

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * Which share of each cell of the 28-grid belongs to each {@link AuRegion}. Windows overlap, and motion in an overlap
 * belongs to the region whose landmarks are nearest: a Gaussian of the distance to each region's landmarks, within the
 * region's own window, normalized over the regions. Cells outside all windows belong to none. Our choice.
 */
final class RegionMasks {

	private static final int N = CanonicalFace.GRID;

	/** Standard deviation of the Gaussian, cells. */
	private static final double WIDTH = 2;

	/** Where nothing moves on either side, neither is told; the unit of a prepared field is its root mean square. */
	private static final double FAINTEST = 1e-6;

	/** [region][row · 28 + column], 0..1. */
	private static final double[][] MASKS = masks();

	private RegionMasks() {
		// Static only.
	}

	/**
	 * @param field  a prepared field; left as it is
	 * @param region a region
	 * @return the field without that region's share of the motion, on both sides
	 */
	static float[] without(final float[] field, final AuRegion region) {
		final float[] still = field.clone();
		for (int i = 0; i < still.length; i++)
			still[i] *= (float) (1 - MASKS[region.ordinal()][i / 2]);
		return still;
	}

	/**
	 * @param field a prepared field
	 * @return each region's share of the sum of squares, not normalized
	 */
	static double[] energies(final float[] field) {
		final double[] energies = new double[MASKS.length];
		for (int i = 0; i < field.length; i++) {
			for (int r = 0; r < energies.length; r++)
				energies[r] += MASKS[r][i / 2] * field[i] * field[i];
		}
		return energies;
	}

	/**
	 * @param field  a prepared field
	 * @param region a region
	 * @return natural logarithm of the sum of squares in the region's window on the image's left over that on its right
	 */
	static double sideRatio(final float[] field, final AuRegion region) {
		final double[] sums = { FAINTEST, FAINTEST };
		for (int i = 0; i < field.length; i++)
			if (region.contains(i / 2 / N, i / 2 % N)) sums[i / 2 % N < N / 2 ? 0 : 1] += field[i] * field[i];
		return Math.log(sums[0] / sums[1]);
	}

	private static double[][] masks() {
		final AuRegion[] regions = AuRegion.values();
		final double[][] masks = new double[regions.length][N * N];
		for (int i = 0; i < N * N; i++) {
			double sum = 0;
			for (int r = 0; r < regions.length; r++)
				sum += masks[r][i] = regions[r].contains(i / N, i % N) ? nearness(regions[r], i / N, Math.min(i % N, N - 1 - i %
					N)) : 0;
			for (int r = 0; r < regions.length && sum > 0; r++)
				masks[r][i] /= sum;
		}
		return masks;
	}

	/** The mean over the region's landmarks, of a cell of the image's left half. */
	private static double nearness(final AuRegion region, final int row, final int column) {
		final FacialLandmarks face = CanonicalFace.landmarks();
		double sum = 0;
		for (final int landmark : region.landmarks()) {
			final double dx = CanonicalFace.pixelToGrid(face.x()[landmark]) - column;
			final double dy = CanonicalFace.pixelToGrid(face.y()[landmark]) - row;
			sum += Math.exp(-0.5 * (dx * dx + dy * dy) / (WIDTH * WIDTH));
		}
		// Far from all landmarks of a window's regions the sums would vanish together.
		return sum / region.landmarks().size() + 1e-12;
	}
}
