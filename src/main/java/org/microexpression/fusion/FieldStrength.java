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

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * How far a field moves, measured on the 28-grid of {@link FusionInput#reduced} before zero and unit are taken: the
 * rows are those of the canonical face, the values pixels of the registered frame. Each component's median is its zero.
 */
final class FieldStrength {

	private static final int N = CanonicalFace.GRID;

	/** The share of cells that may move further than the strength. */
	private static final double PERCENTILE = 0.95;

	/** How far from its site a unit's motion is looked for, cells; people and registration put it elsewhere. */
	private static final double REACH = 2.5;

	private static final FacialLandmarks FACE = CanonicalFace.landmarks();

	private final float[] u;
	private final float[] v;

	/** @param grids u and v on the grid; left as they are */
	FieldStrength(final float[][] grids) {
		u = centred(grids[0]);
		v = centred(grids[1]);
	}

	/**
	 * @param prepared a field prepared by {@link FusionInput}, [28 · 28 · 2]
	 * @return its motion, in units of the field's own
	 */
	static FieldStrength ofPrepared(final float[] prepared) {
		final float[][] grids = new float[2][N * N];
		for (int i = 0; i < prepared.length; i++)
			grids[i % 2][i / 2] = prepared[i];
		return new FieldStrength(grids);
	}

	private static float[] centred(final float[] grid) {
		final float zero = FusionInput.median(grid);
		final float[] centred = new float[grid.length];
		for (int i = 0; i < grid.length; i++)
			centred[i] = grid[i] - zero;
		return centred;
	}

	/** @return the 95th percentile of the displacements' lengths, px */
	double whole() {
		final double[] lengths = new double[u.length];
		for (int i = 0; i < lengths.length; i++)
			lengths[i] = Math.hypot(u[i], v[i]);
		Arrays.sort(lengths);
		return lengths[(int) Math.floor(PERCENTILE * (lengths.length - 1))];
	}

	/**
	 * @param unit an action unit
	 * @param side the person's side
	 * @return the largest displacement along the unit's direction near its site, px, 0 or more
	 */
	double along(final ActionUnit unit, final FacsSide side) {
		final UnitSite site = UnitSite.of(unit);
		final double column = CanonicalFace.pixelToGrid(site.x(FACE, side));
		final double row = CanonicalFace.pixelToGrid(site.y(FACE, side));
		final double across = (side.isImageLeft() ? -1 : 1) * site.moveLateral();
		double largest = 0;
		for (int i = 0; i < u.length; i++) {
			final double dx = i % N - column;
			final double dy = i / N - row;
			if (dx * dx + dy * dy <= REACH * REACH) largest = Math.max(largest, across * u[i] + site.moveDown() * v[i]);
		}
		return largest;
	}
}
