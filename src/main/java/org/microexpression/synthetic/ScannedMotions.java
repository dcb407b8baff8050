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
 * How the skin of scanned people moves with an action unit, as rows like those of {@link ActionUnitMotions}: wider than
 * what is written from FACS's descriptions of what shows, since skin that has no furrow moves along. Fitted by
 * bench/scanned-motions to the expression shapes of ICT-FaceKit (USC Institute for Creative Technologies, MIT licence,
 * which lies in META-INF/licences), seen from the front; four to six patches give a shape's motion with a cosine of .987
 * or more. AU25 has none, since the shape that parts the lips lowers the lower one, which is AU16. The choice of shapes
 * is ours: AU6 cheekRaiser, AU7 eyeSquint, AU9 noseSneer, AU10 mouthUpperUp, AU14 mouthDimple, AU17 mouthShrugLower, AU24
 * mouthPress.
 */
final class ScannedMotions {

	private static final Map<ActionUnit, List<ActionUnitMotion>> TABLE = table();

	private ScannedMotions() {
		// Static only.
	}

	/**
	 * @param unit an action unit
	 * @return how it moves the skin of the image's left side; empty where it was not scanned
	 */
	static List<ActionUnitMotion> of(final ActionUnit unit) {
		return TABLE.getOrDefault(unit, List.of());
	}

	private static Map<ActionUnit, List<ActionUnitMotion>> table() {
		final Map<ActionUnit, List<ActionUnitMotion>> table = new EnumMap<>(ActionUnit.class);
		addUpperFace(table);
		addMouth(table);
		return Collections.unmodifiableMap(table);
	}

	private static void addUpperFace(final Map<ActionUnit, List<ActionUnitMotion>> table) {
		table.put(ActionUnit.AU1, List.of(row(at(21), -1, -0.9, -0.04, -0.75, 4.8, 4.4, 1.5, 7.4), row(at(38), -1.1, -0.1,
			-0.01, 0.57, 3.5, 1.7, 0.9, 3.1), row(at(21), -2.6, 0.2, 0.03, 0.26, 1.6, 2.3, 4.5, 1), row(at(21), 0.1, 1, 0.54,
				-0.33, 1.7, 2.3, 0.9, 0.9), row(at(20), 0.4, -2, 0.2, -0.27, 4.1, 1.7, 1.5, 2.4), row(at(17), -0.4, -0.1, -0.04,
					-0.18, 7.4, 1.7, 1.8, 3.1)));
		table.put(ActionUnit.AU2, List.of(row(at(18), -1.1, 0.3, 0.54, -0.9, 3.2, 4, 2.7, 1.1), row(at(17), -0.5, 1.4, 0.16,
			-0.55, 7.4, 1.5, 0.9, 1.8), row(at(21), -0.8, 0.5, 0.03, -0.12, 2.8, 4.7, 2.7, 4.3), row(at(17), 2.1, 4.9, -0.03,
				-0.14, 7.4, 4.9, 3.7, 7.4)));
		table.put(ActionUnit.AU4, List.of(row(at(19), 0.8, 0.6, -0.8, 0.27, 1.8, 4.1, 2.3, 1), row(at(17), -0.4, 0.1, -0.51,
			0.04, 0.9, 2.1, 3.3, 1.9), row(at(19), -1, -1, 0, 0.18, 5.7, 7.4, 7.4, 2.8), row(at(21), -0.5, 0.9, -0.39, 0.08,
				1.9, 1.9, 0.9, 0.9)));
		table.put(ActionUnit.AU5, List.of(row(at(37), -1, -0.2, 0.25, -1.08, 2.1, 2.1, 0.9, 0.9), row(at(38), 0.9, 0.3,
			0.09, -0.41, 2.7, 2.7, 0.9, 2.4), row(at(38), 0.3, -0.5, 0.04, 0.37, 1.9, 1.9, 0.9, 2.7)));
		table.put(ActionUnit.AU6, List.of(row(at(41), -0.5, 4.4, -0.28, -1.15, 7.4, 3.2, 3, 7.4), row(at(31), 4.3, -1, 0.14,
			0.72, 2.9, 2.9, 4, 5.9), row(at(48), 2.8, -2.4, 0.28, -0.3, 5.1, 4.5, 3.8, 3.2), row(at(48), 5.7, 3.5, 0.02,
				-0.28, 1.9, 6.9, 2.6, 5.2)));
		table.put(ActionUnit.AU7, List.of(row(at(40), 0.7, 2.5, -0.57, -0.28, 4.5, 2.3, 1.4, 3), row(at(36), 1.6, 4.7,
			-0.11, -0.3, 2.8, 3.4, 1.4, 7.4), row(at(40), -0.7, 0.5, -0.28, -0.59, 4.2, 1.3, 0.9, 2), row(at(36), 1.5, 0.6,
				-0.08, 0.08, 1.9, 1.9, 3.9, 0.9)));
		table.put(ActionUnit.AU9, List.of(row(at(48), 3, -2, -0.3, -0.69, 4.4, 3.7, 3.5, 6.9), row(at(49), 0.3, -0.5, 0.25,
			-0.64, 2.3, 3.9, 2, 1.4), row(at(20), -1, 0.5, -0.06, 0.18, 5.6, 5.5, 3.6, 1.5), row(at(40), -0.1, 4.8, -0.08,
				-0.82, 5.8, 3.8, 2.8, 3.2)));
	}

	private static void addMouth(final Map<ActionUnit, List<ActionUnitMotion>> table) {
		table.put(ActionUnit.AU10, List.of(row(at(31), 2.8, 1, 0.34, -0.78, 6.1, 2.4, 5, 2.3), row(at(48), 2.3, 1, -0.13,
			-0.31, 4.5, 2.5, 3, 3.9), row(at(48), 2.9, -2.2, -0.2, 0.31, 6.6, 1.4, 2.8, 1.7), row(at(49), -0.6, -0.1, 0.24,
				-0.61, 1.4, 3.4, 1.8, 1.1)));
		table.put(ActionUnit.AU12, List.of(row(at(48), 4.7, -2.3, 0.33, -0.59, 6.2, 4.6, 5.9, 3.8), row(at(48), 1.9, 5,
			-0.03, -0.67, 3.6, 6.1, 4.6, 4.9), row(at(49), 0.8, 0.5, 0.54, -0.15, 2.5, 2.3, 2.4, 2.8), row(at(48), 4.3, -1.8,
				0.19, 0.3, 6.4, 2.5, 3.8, 2.9)));
		table.put(ActionUnit.AU14, List.of(row(at(48), 0.6, 3, 0.32, -0.99, 3.2, 3.2, 2.6, 5.8), row(at(48), 5.6, -0.9,
			1.04, 0.18, 1.8, 5.3, 3, 3.8), row(at(48), 3.2, 1, -1.15, -0.05, 2.9, 2.6, 3.8, 3.9), row(at(31), 5.2, -1.7, 0.11,
				-0.22, 3.4, 2.4, 2.6, 4)));
		table.put(ActionUnit.AU15, List.of(row(at(48), 1.1, 2, 0.62, 0.82, 3.7, 4.4, 6.2, 6.4), row(at(48), 2.2, -3, -0.41,
			-0.05, 3.3, 4.2, 4.1, 2.2), row(at(58), 1.2, 4.7, -0.31, -0.49, 2, 2.7, 7, 1.3), row(at(59), 2.8, 4.8, -0.4,
				-0.39, 3.8, 1.9, 2.5, 7.4)));
		table.put(ActionUnit.AU17, List.of(row(at(59), 0.1, 3.6, -0.28, 0.04, 4.1, 2.2, 2.1, 7.4), row(at(8), 2, -4.8, 0.01,
			-0.74, 4.8, 2, 3.8, 7.4), row(at(48), 5, 6.3, -0.06, -0.06, 2.2, 2.1, 4.8, 0.9), row(at(58), 0.7, -0.5, 0.04,
				-0.22, 4.3, 3, 1.2, 7.4)));
		table.put(ActionUnit.AU20, List.of(row(at(48), -0.6, 0.4, 0.5, -0.08, 1.9, 2.4, 2, 2.4), row(at(59), 1.7, 4, -0.09,
			-0.52, 3.3, 5, 2.8, 5.9), row(at(48), 0.9, 1.2, 0.3, 0.45, 4.9, 3.6, 3.6, 6), row(at(48), 5.9, 2.1, 0.33, -0.25,
				2, 5.8, 6.4, 4)));
		table.put(ActionUnit.AU24, List.of(row(at(58), 2.7, 5, -0.23, -0.94, 3.6, 3.4, 4.5, 7.4), row(at(31), 6, -1.8, 0.16,
			-0.17, 3.1, 2.5, 4, 7.4), row(at(8), -1.2, -2, 0.11, -0.41, 2.5, 2.3, 5.6, 7.4), row(at(48), 4.8, 4.7, -0.22,
				-0.14, 2.9, 2.2, 2.3, 2.6)));
		table.put(ActionUnit.AU26, List.of(row(at(58), -0.9, -0.6, -0.01, 0.39, 2.5, 1.7, 1, 7.4), row(at(48), 1.7, 0.7,
			-0.07, 0.11, 7, 3.2, 6.3, 2.6), row(at(8), 3.7, -4.4, 0.26, 0.79, 4.9, 2.6, 4.9, 7.4), row(at(48), 7.8, 7.1, 0.12,
				0.1, 7.4, 1.7, 1.8, 7.4)));
	}
}
