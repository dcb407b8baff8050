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
import java.util.EnumMap;
import java.util.Map;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * Where an action unit acts most, and in which direction the skin goes there: what its strength is measured along and
 * where an overlay names it. Written for the image's left side from the appearance changes that FACS describes; the
 * image's right is its mirror image. All of this is our choice.
 *
 * @param region  the {@link AuRegion} that it belongs to
 * @param anchors landmarks of the image's left side (0..67) whose mean is the origin; not copied
 * @param lateral where the site lies from there, away from the midline, in cells of the 28-grid (4.57 registered
 *                pixels)
 * @param down    where the site lies from there, downwards, in cells
 * @param moveLateral component of the motion's direction away from the midline; the direction has the length 1
 * @param moveDown    component of the motion's direction downwards
 */
public record UnitSite(AuRegion region, int[] anchors, double lateral, double down, double moveLateral,
		double moveDown) {

	private static final double CELL = (double) CanonicalFace.SIZE / CanonicalFace.GRID;

	/** Landmarks of the image's right side by those of its left, both in dlib's order. */
	private static final int[] MIRROR = mirror();

	private static final Map<ActionUnit, UnitSite> SITES = sites();

	/**
	 * @param unit an action unit
	 * @return its site
	 */
	public static UnitSite of(final ActionUnit unit) {
		return SITES.get(unit);
	}

	/**
	 * @param face landmarks of a face whose eyes lie on a row, in any pixels
	 * @param side the person's side
	 * @return the site's column on that face, in its pixels
	 */
	public double x(final FacialLandmarks face, final FacsSide side) {
		final double outwards = side.isImageLeft() ? -1 : 1;
		return mean(face.x(), side) + outwards * lateral * cell(face);
	}

	/**
	 * @param face landmarks of a face whose eyes lie on a row, in any pixels
	 * @param side the person's side
	 * @return the site's row on that face, in its pixels
	 */
	public double y(final FacialLandmarks face, final FacsSide side) {
		return mean(face.y(), side) + down * cell(face);
	}

	/** A cell of the 28-grid on this face, in its pixels. */
	private static double cell(final FacialLandmarks face) {
		return CELL * face.eyeDistance() / (CanonicalFace.RIGHT_EYE_X - CanonicalFace.LEFT_EYE_X);
	}

	private double mean(final double[] positions, final FacsSide side) {
		return Arrays.stream(anchors).mapToDouble(a -> positions[side.isImageLeft() ? a : MIRROR[a]]).average()
			.orElseThrow();
	}

	private static int[] mirror() {
		final int[] mirror = new int[FacialLandmarks.COUNT];
		final int[][] swapped = { { 0, 16 }, { 1, 15 }, { 2, 14 }, { 3, 13 }, { 4, 12 }, { 5, 11 }, { 6, 10 }, { 7, 9 }, {
			17, 26 }, { 18, 25 }, { 19, 24 }, { 20, 23 }, { 21, 22 }, { 31, 35 }, { 32, 34 }, { 36, 45 }, { 37, 44 }, { 38,
				43 }, { 39, 42 }, { 40, 47 }, { 41, 46 }, { 48, 54 }, { 49, 53 }, { 50, 52 }, { 55, 59 }, { 56, 58 }, { 60,
					64 }, { 61, 63 }, { 65, 67 } };
		for (int i = 0; i < mirror.length; i++)
			mirror[i] = i;
		for (final int[] pair : swapped) {
			mirror[pair[0]] = pair[1];
			mirror[pair[1]] = pair[0];
		}
		return mirror;
	}

	private static Map<ActionUnit, UnitSite> sites() {
		final Map<ActionUnit, UnitSite> sites = new EnumMap<>(ActionUnit.class);
		put(sites, ActionUnit.AU1, AuRegion.INNER_BROW, at(20, 21), 0, 0, 0, -1);
		put(sites, ActionUnit.AU2, AuRegion.OUTER_BROW, at(17, 18), 0, 0, 0.1, -1);
		put(sites, ActionUnit.AU4, AuRegion.INNER_BROW, at(20, 21), 0, 0, -0.65, 0.75);
		put(sites, ActionUnit.AU5, AuRegion.EYE, at(37, 38), 0, 0, 0, -1);
		put(sites, ActionUnit.AU6, AuRegion.CHEEK, at(41), 0.3, 4, -0.1, -1);
		put(sites, ActionUnit.AU7, AuRegion.EYE, at(40, 41), 0, 0, -0.15, -0.85);
		put(sites, ActionUnit.AU9, AuRegion.NOSE, at(31), 0.4, -0.9, -0.1, -1);
		put(sites, ActionUnit.AU10, AuRegion.LIPS, at(49, 50), 0, 0, 0.15, -1);
		put(sites, ActionUnit.AU12, AuRegion.MOUTH_CORNER, at(48), 0, 0, 0.75, -0.8);
		put(sites, ActionUnit.AU14, AuRegion.MOUTH_CORNER, at(48), 1.9, 0, -1, 0);
		put(sites, ActionUnit.AU15, AuRegion.MOUTH_CORNER, at(48), 0, 0, 0.15, 0.9);
		put(sites, ActionUnit.AU17, AuRegion.CHIN, at(57), 0.9, 2.2, 0, -1);
		put(sites, ActionUnit.AU20, AuRegion.MOUTH_CORNER, at(48), 0, 0, 1, 0.15);
		put(sites, ActionUnit.AU24, AuRegion.LIPS, at(57, 58), 0.6, 0, 0, -1);
		put(sites, ActionUnit.AU25, AuRegion.LIPS, at(57, 66), 0.9, 0.2, 0, 1);
		put(sites, ActionUnit.AU26, AuRegion.CHIN, at(57), 1.4, 0.8, 0, 1);
		return sites;
	}

	private static int[] at(final int... anchors) {
		return anchors;
	}

	private static void put(final Map<ActionUnit, UnitSite> sites, final ActionUnit unit, final AuRegion region,
		final int[] anchors, final double lateral, final double down, final double moveLateral, final double moveDown)
	{
		final double length = Math.hypot(moveLateral, moveDown);
		sites.put(unit, new UnitSite(region, anchors, lateral, down, moveLateral / length, moveDown / length));
	}
}
