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

import java.util.List;
import java.util.Locale;

import org.microexpression.face.CanonicalFace;

/**
 * The regions of the face that the fusion network looks at one by one before it looks at the whole: 8 × 8 windows of
 * the 28 × 28 grid, the same on both sides, with the landmarks they sit on and the action units (FACS) that move them.
 * <table>
 * <caption>Rows and columns are those of the window's upper left corner in the image's left half, columns 0-13; the
 * right half has the mirrored windows. Landmarks, those of the left half, are what a region is placed by: its window's
 * centre is within half a window of their mean on the canonical face.</caption>
 * <tr><th>region</th><th>row</th><th>column</th><th>landmarks</th><th>action units</th></tr>
 * <tr><td>outer brow</td><td>0</td><td>0</td><td>17-19</td><td>2, 4</td></tr>
 * <tr><td>inner brow</td><td>0</td><td>6</td><td>20-21</td><td>1, 4, 9</td></tr>
 * <tr><td>eye</td><td>4</td><td>2</td><td>36-41</td><td>5, 6, 7</td></tr>
 * <tr><td>nose</td><td>8</td><td>6</td><td>27-33</td><td>9, 10</td></tr>
 * <tr><td>cheek</td><td>10</td><td>1</td><td>2-3, 40-41, 48</td><td>6, 12</td></tr>
 * <tr><td>mouth corner</td><td>16</td><td>3</td><td>48-49, 59</td><td>12, 14, 15, 20</td></tr>
 * <tr><td>lips</td><td>15</td><td>6</td><td>49-51, 57-59, 60-62, 66-67</td><td>10, 24, 25</td></tr>
 * <tr><td>chin</td><td>20</td><td>6</td><td>6-8, 57-58</td><td>17, 26</td></tr>
 * </table>
 * The paper does not state its table of regions; this one is our choice. A registered face has the eyes in row 6.5, the
 * nose tip in row 15, the mouth in row 20 and the chin in row 24.5; where landmarks are known, the rows of the field
 * are moved there first ({@link FusionInput}), so the windows follow the landmarks.
 */
public enum AuRegion {

		/** Outer half of the brow. */
		OUTER_BROW(0, 0, List.of(17, 18, 19), List.of(2, 4)),

		/** Inner half of the brow. */
		INNER_BROW(0, 6, List.of(20, 21), List.of(1, 4, 9)),

		/** The eye. */
		EYE(4, 2, List.of(36, 37, 38, 39, 40, 41), List.of(5, 6, 7)),

		/** Half of the nose. */
		NOSE(8, 6, List.of(27, 28, 29, 30, 31, 32, 33), List.of(9, 10)),

		/** The cheek. */
		CHEEK(10, 1, List.of(2, 3, 40, 41, 48), List.of(6, 12)),

		/** Corner of the mouth. */
		MOUTH_CORNER(16, 3, List.of(48, 49, 59), List.of(12, 14, 15, 20)),

		/** Half of the lips. */
		LIPS(15, 6, List.of(49, 50, 51, 57, 58, 59, 60, 61, 62, 66, 67), List.of(10, 24, 25)),

		/** Half of the chin. */
		CHIN(20, 6, List.of(6, 7, 8, 57, 58), List.of(17, 26));

	/** Rows and columns of a window. */
	public static final int SIZE = 8;

	private final int row;
	private final int column;
	private final List<Integer> landmarks;
	private final List<Integer> actionUnits;

	AuRegion(final int row, final int column, final List<Integer> landmarks, final List<Integer> actionUnits) {
		this.row = row;
		this.column = column;
		this.landmarks = landmarks;
		this.actionUnits = actionUnits;
	}

	/** @return the window's first row in the 28-grid */
	public int row() {
		return row;
	}

	/** @return the window's first column in the image's left half, 0..6 */
	public int column() {
		return column;
	}

	/** @return the landmarks of the image's left half that the window is placed by, indices of the 68 */
	public List<Integer> landmarks() {
		return landmarks;
	}

	/** @return the numbers of the action units that move it */
	public List<Integer> actionUnits() {
		return actionUnits;
	}

	/** @return the name as it stands in tables, e.g. {@code mouth corner} */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * @param gridRow    a row of the 28-grid
	 * @param gridColumn a column of the 28-grid, 0..27
	 * @return whether the cell lies in this region's window, of either side
	 */
	public boolean contains(final int gridRow, final int gridColumn) {
		final int folded = Math.min(gridColumn, CanonicalFace.GRID - 1 - gridColumn);
		return gridRow >= row && gridRow < row + SIZE && folded >= column && folded < column + SIZE;
	}
}
