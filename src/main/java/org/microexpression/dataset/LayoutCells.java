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

package org.microexpression.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.dataset.FieldLayout.Components;
import org.microexpression.dataset.FieldLayout.Mark;
import org.microexpression.dataset.FieldLayout.Part;

/** A field's layout as cells of a manifest. */
final class LayoutCells {

	/** The columns, in the order of the cells. */
	static final List<String> COLUMNS = List.of("components", "eye_row", "mouth_row", "points");

	private LayoutCells() {
		// Static methods only.
	}

	/**
	 * @param cells one for each column; all may be empty
	 * @return what they say
	 * @throws InputException if they say what cannot be
	 */
	static FieldLayout parse(final List<String> cells) {
		final Components components = Components.of(cells.get(0));
		final String points = cells.get(3);
		final boolean rows = !cells.get(1).isEmpty() || !cells.get(2).isEmpty();
		if (rows && !points.isEmpty()) throw new InputException(
			"there are both points and rows of eyes and mouth; give the one or the other.");
		final List<Mark> marks = new ArrayList<>();
		if (rows) {
			if (cells.get(1).isEmpty() || cells.get(2).isEmpty()) throw new InputException(
				"the columns eye_row and mouth_row belong together; give both or none.");
			marks.add(new Mark(Part.EYES, OptionalDouble.empty(), number(cells.get(1), "eye_row")));
			marks.add(new Mark(Part.MOUTH, OptionalDouble.empty(), number(cells.get(2), "mouth_row")));
		}
		if (!points.isEmpty()) {
			final String[] five = points.strip().split("\\s+");
			if (five.length != FieldLayout.FIVE_POINTS.size()) throw new InputException("the column points has " + Counts.of(
				five.length, "point", "points") + "; give five, x,y each, parted by blanks.");
			for (int i = 0; i < five.length; i++) {
				final String[] xy = five[i].split(",");
				if (xy.length != 2) throw new InputException("'" + five[i] + "' in the column points is no point; write x,y.");
				marks.add(new Mark(FieldLayout.FIVE_POINTS.get(i), OptionalDouble.of(number(xy[0], "points")), number(xy[1],
					"points")));
			}
		}
		return new FieldLayout(components, marks);
	}

	private static double number(final String text, final String column) {
		try {
			final double number = Double.parseDouble(text);
			if (Double.isFinite(number)) return number;
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new InputException("'" + text + "' in the column " + column +
			" is no number; write a position in the field's pixels.");
	}

	/** @return the cells that {@link #parse} reads as this layout */
	static List<String> of(final FieldLayout layout) {
		final String components = layout.components() == Components.UV ? "" : layout.components().label();
		if (!layout.isPlaced()) return List.of(components, "", "", "");
		final List<Mark> marks = layout.marks();
		if (marks.size() == 2) return List.of(components, Double.toString(marks.get(0).row()), Double.toString(marks.get(1)
			.row()), "");
		return List.of(components, "", "", String.join(" ", marks.stream().map(m -> m.column().getAsDouble() + "," + m
			.row()).toList()));
	}
}
