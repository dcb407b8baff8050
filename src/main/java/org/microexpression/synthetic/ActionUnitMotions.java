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

package org.microexpression.synthetic;

import static org.microexpression.synthetic.ActionUnitMotion.at;
import static org.microexpression.synthetic.ActionUnitMotion.row;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.microexpression.expression.ActionUnit;

/**
 * The skin motion that an action unit's muscle causes, as a table of {@link ActionUnitMotion} rows: anchor landmarks;
 * centre from there (lateral, down); motion (lateral, down; "up" is negative); reach (lateral, medial, up, down). The
 * table is written from the appearance changes that FACS describes and fitted to no recording. The paper does not
 * generate motion; all of this is our choice.
 *
 * @param unilateral how often the unit comes on one side alone, 0..1; codings of micro-expressions hold many {@code
 *                   L12}, {@code R14}
 * @param rows       the skin motions it is made of
 * @param other      another way in which people move the same unit, as often as the first; empty where there is one way
 */
public record ActionUnitMotions(double unilateral, List<ActionUnitMotion> rows, List<ActionUnitMotion> other) {

	private static final Map<ActionUnit, ActionUnitMotions> TABLE = table();

	/**
	 * @param unit an action unit
	 * @return how it moves the skin
	 */
	public static ActionUnitMotions of(final ActionUnit unit) {
		return TABLE.get(unit);
	}

	private static Map<ActionUnit, ActionUnitMotions> table() {
		final Map<ActionUnit, ActionUnitMotions> table = new EnumMap<>(ActionUnit.class);
		addUpperFace(table);
		addMouth(table);
		return Collections.unmodifiableMap(table);
	}

	private static void put(final Map<ActionUnit, ActionUnitMotions> table, final ActionUnit unit,
		final double unilateral, final ActionUnitMotion... rows)
	{
		table.put(unit, new ActionUnitMotions(unilateral, List.of(rows), List.of()));
	}

	/** The same unit in another way. */
	private static void alsoPut(final Map<ActionUnit, ActionUnitMotions> table, final ActionUnit unit,
		final ActionUnitMotion... rows)
	{
		table.put(unit, new ActionUnitMotions(table.get(unit).unilateral(), table.get(unit).rows(), List.of(rows)));
	}

	private static void addUpperFace(final Map<ActionUnit, ActionUnitMotions> table) {
		put(table, ActionUnit.AU1, 0.06, row(at(20, 21), 0, 0, 0, -1, 2.8, 2.2, 2.6, 1.1), row(at(21), 0.5, -3, 0, -0.5, 3,
			2.2, 2.5, 2), row(at(27), 1, -1.6, 0.1, -0.3, 1.3, 0.9, 2, 1.5), row(at(38), 0, -1, 0, -0.28, 2, 1.5, 1, 0.6));
		put(table, ActionUnit.AU2, 0.12, row(at(17, 18), 0, 0, 0.1, -1, 2.2, 3, 2.6, 1.2), row(at(19), 0, 0, 0, -0.45, 2, 2,
			2.2, 1.1), row(at(18), 0, -2.8, 0, -0.5, 2.5, 3, 2.5, 2), row(at(37), 0.5, -0.8, 0, -0.3, 2, 1.5, 0.9, 0.6));
		put(table, ActionUnit.AU4, 0.06, row(at(20, 21), 0, 0, -0.65, 0.75, 2.6, 1.7, 1.8, 1.6), row(at(18, 19), 0, 0, -0.2,
			0.45, 2.8, 2.8, 1.8, 1.2), row(at(27), 1, -2, -0.3, 0.4, 1.3, 0.9, 2.2, 2), row(at(27), 0.9, 0.3, 0, 0.18, 1.4,
				0.9, 1.3, 1.6), row(at(20), 0, -3, -0.15, 0.35, 3, 2.4, 2, 2), row(at(37, 38), 0, 0, 0, 0.25, 2.2, 2.2, 0.8,
					0.6));
		put(table, ActionUnit.AU5, 0.04, row(at(37, 38), 0, 0, 0, -1, 2, 2, 1, 0.6), row(at(37, 38), 0, -1.3, 0, -0.3, 2.2,
			2.2, 0.9, 0.7));
		put(table, ActionUnit.AU6, 0.08, row(at(41), 0.3, 4, -0.1, -1, 3.2, 2.8, 2.8, 2.8), row(at(40, 41), 0, 0.8, 0, -0.6,
			2.2, 2, 0.8, 1.5), row(at(36), 1.6, 0.4, -0.75, -0.1, 1.6, 1.5, 2.2, 2.2), row(at(17), 0, 0.4, -0.1, 0.3, 1.6, 2,
				1.2, 1.4));
		put(table, ActionUnit.AU7, 0.06, row(at(40, 41), 0, 0, -0.15, -0.85, 2.2, 2, 0.7, 1.4), row(at(37, 38), 0, 0, 0,
			0.45, 2, 2, 0.9, 0.5), row(at(36), 0.6, 0, -0.5, 0, 1.5, 1.2, 1, 1.1), row(at(40), 0, 1.4, -0.25, -0.35, 1.8, 1.4,
				1.2, 1.6));
		put(table, ActionUnit.AU9, 0.08, row(at(31), 0.4, -0.9, -0.1, -1, 2.2, 1.6, 2.6, 1.8), row(at(28), 1.7, 1.4, -0.15,
			-0.6, 1.6, 1.1, 2, 2), row(at(21), 0, 0, -0.4, 0.6, 2.4, 1.6, 1.6, 1.6), row(at(27), 1, -0.8, 0, 0.35, 1.3, 0.9,
				1.8, 1.3), row(at(50), 0.3, -0.6, 0.1, -0.65, 2.2, 1.3, 1.6, 0.9), row(at(40), 0.2, 2.6, -0.2, -0.4, 2, 2, 1.8,
					2.2));
	}

	private static void addMouth(final Map<ActionUnit, ActionUnitMotions> table) {
		put(table, ActionUnit.AU10, 0.25, row(at(49, 50), 0, 0, 0.15, -1, 2.3, 1.7, 1.8, 0.7), row(at(31), 1.6, 1.2, 0.15,
			-0.8, 2, 1.6, 2.6, 1.8), row(at(31), 0, 0, 0.15, -0.4, 1.3, 1.1, 1.3, 1.1), row(at(31), 3.2, -1.5, 0, -0.3, 2.4,
				2, 2.4, 2.4));
		put(table, ActionUnit.AU12, 0.22, row(at(48), 0, 0, 0.75, -0.8, 2.8, 1.9, 2.2, 2), row(at(48), 2.2, -2.6, 0.35,
			-0.85, 2.8, 2.4, 2.8, 2.4), row(at(41), 0, 4.6, 0.1, -0.5, 2.8, 2.6, 2.4, 2.4), row(at(49), 0, 0, 0.45, -0.35,
				1.6, 1.6, 1, 0.8), row(at(59), 0, 0, 0.45, -0.3, 1.6, 1.6, 0.8, 1.2), row(at(48), 0.6, 2.6, 0.25, -0.4, 2.2,
					2.2, 2, 2), row(at(31), 0, 0, 0.2, -0.12, 1.2, 1, 1.2, 1));
		put(table, ActionUnit.AU14, 0.55, row(at(48), 1.9, 0, -0.75, -0.05, 1.9, 1.3, 2, 2), row(at(48), 0.3, 2.4, 0, -0.55,
			2, 2, 1.6, 1.8), row(at(48), 0.5, -2, 0, 0.28, 1.9, 1.8, 1.6, 1.4), row(at(49, 59), 0, 0, 0.35, 0, 1.4, 1.2, 1,
				1), row(at(48), 0, 0, -0.2, -0.2, 1.3, 1.2, 1.2, 1.2));
		// Where the cheek yields less than the lips, the corner itself is drawn outwards and the lips are stretched.
		alsoPut(table, ActionUnit.AU14, row(at(48), 0, 0, 0.7, -0.1, 1.3, 2.2, 1.5, 1.5), row(at(49, 59), 0, 0, 0.45, 0,
			1.5, 1.4, 1, 1), row(at(48), 2.2, 0.2, -0.35, -0.1, 1.8, 1.2, 2, 2), row(at(48), 0.3, 2.4, 0.1, -0.35, 2, 2, 1.6,
				1.8));
		put(table, ActionUnit.AU15, 0.2, row(at(48), 0, 0, 0.15, 0.9, 2, 1.7, 1.3, 2), row(at(48), 0.6, 2.2, 0.1, 0.6, 2,
			1.9, 1.7, 2), row(at(48), 0.8, -2, 0, 0.35, 2, 1.7, 1.9, 1.5), row(at(59), 0, 0, 0.15, 0.35, 1.5, 1.5, 0.7, 1.2));
		put(table, ActionUnit.AU17, 0.04, row(at(57), 0.9, 2.2, 0, -1, 2.5, 0.8, 1.5, 1.9), row(at(57, 58), 0.4, 0, 0, -0.7,
			2.3, 0.9, 0.7, 1.2), row(at(50, 51), 0.4, 0, 0, -0.18, 2.2, 0.9, 1, 0.6), row(at(48), 0, 0.4, 0, 0.22, 1.7, 1.4,
				1.1, 1.3), row(at(8, 57), 1.2, -0.3, 0, -0.5, 2.8, 1, 1.6, 2));
		put(table, ActionUnit.AU20, 0.12, row(at(48), 0, 0, 1, 0.15, 3, 2.1, 1.8, 2), row(at(59), 0, 0, 0.5, 0.1, 1.6, 1.5,
			0.8, 1.3), row(at(49), 0, 0, 0.4, 0.05, 1.6, 1.5, 1, 0.7), row(at(48), 2, 2, 0.6, 0.2, 2.4, 2.2, 2.2, 2.2), row(
				at(58), 0.6, 2.4, 0.3, 0.1, 1.8, 1.4, 1.4, 1.6));
		put(table, ActionUnit.AU24, 0.03, row(at(50, 51), 0.6, 0, 0, 0.6, 2.3, 0.9, 1.2, 0.6), row(at(57, 58), 0.6, 0, 0,
			-0.85, 2.3, 0.9, 0.6, 1.3), row(at(48), 0, 0, -0.35, 0, 1.7, 1.5, 1.2, 1.2), row(at(57), 0.9, 2.2, 0, -0.35, 2.2,
				0.8, 1.4, 1.8));
		put(table, ActionUnit.AU25, 0.03, row(at(57, 66), 0.9, 0.2, 0, 0.9, 2.4, 0.8, 0.6, 1.6), row(at(51, 62), 0.9, -0.1,
			0, -0.4, 2.3, 0.8, 1.2, 0.55));
		put(table, ActionUnit.AU26, 0.01, row(at(57), 1.4, 0.8, 0, 0.8, 3.4, 1.3, 0.9, 2.4), row(at(8, 57), 1.6, 0, 0, 0.8,
			3.4, 1.4, 2.6, 5), row(at(5), 0, 0, 0, 0.5, 2.4, 2.4, 3, 2.5), row(at(48), 0, 0.3, -0.25, 0.3, 1.9, 1.7, 1.4,
				1.8), row(at(51, 62), 0.9, 0, 0, -0.12, 2.2, 0.9, 1, 0.5));
	}
}
