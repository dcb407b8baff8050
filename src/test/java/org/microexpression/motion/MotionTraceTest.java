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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.AuRegion;

class MotionTraceTest {

	@Test
	void csvLosesNothing() {
		final MotionTrace trace = trace(40);
		final MotionTrace read = MotionTrace.parse(trace.table().toCsv(), "here");
		assertEquals(trace.table(), read.table());
		assertEquals("a clip, \"quoted\"", read.clip());
		assertFalse(read.found(7));
		assertTrue(Double.isNaN(read.value(7, Quantity.MOTION)));
		final RegionSide corner = RegionSide.of("right mouth corner");
		assertEquals(new RegionSide(AuRegion.MOUTH_CORNER, true), corner);
		assertEquals(corner, RegionSide.of("mouth corner L"), "older files have the image's side");
		assertEquals(trace.u(8, corner), read.u(8, corner));
		assertEquals(trace.value(8, Quantity.EYE_DISTANCE) * trace.v(8, corner), read.pixels(8, read.v(8, corner)));
		assertEquals(0.04, read.frameSeconds(), 1e-12);
		assertEquals(8, read.row(18));
	}

	@Test
	void actionUnitsAreReadBack() {
		final SplittableRandom random = new SplittableRandom(2);
		final MotionTrace.Builder builder = new MotionTrace.Builder("clip");
		builder.add(MotionRow.noFace(1, 0).withUnits(ActionUnits.UNKNOWN));
		for (int i = 2; i < 9; i++)
			builder.add(new MotionRow(i, 0.04 * i, 1, true, values(Quantity.values().length, random), values(RegionSide.ALL
				.size(), random), values(RegionSide.ALL.size(), random), values(UnitSide.ALL.size(), random), values(
					UnitSide.ALL.size(), random)));
		final MotionTrace trace = builder.build();
		final String csv = trace.table().toCsv();
		final MotionTrace read = MotionTrace.parse(csv, "here");
		assertEquals(trace.table(), read.table());
		assertTrue(read.hasUnits());
		final UnitSide unit = new UnitSide(ActionUnit.AU12, FacsSide.RIGHT);
		assertEquals(trace.unitPixels(4, unit), read.unitPixels(4, unit));
		assertEquals(trace.unitProbability(4, unit), read.table().cell(4, "AU12_R_p"));
		assertTrue(Double.isNaN(read.unitProbability(0, unit)));
		final String renamed = csv.replaceFirst("AU12_R_px", "AU12_R");
		assertTrue(assertThrows(InputException.class, () -> MotionTrace.parse(renamed, "x.csv")).getMessage().contains(
			"lacks the column 'AU12_R_px'"));
		final MotionRow without = new MotionRow(20, 2, 1, true, values(Quantity.values().length, random), values(
			RegionSide.ALL.size(), random), values(RegionSide.ALL.size(), random));
		assertThrows(IllegalArgumentException.class, () -> builder.add(without));
	}

	@Test
	void whatIsNoTraceIsToldInASentence() {
		final String csv = trace(3).table().toCsv();
		final String[] lines = csv.split("\n");
		final String swapped = String.join("\n", lines[0], lines[2], lines[1]) + "\n";
		assertTrue(assertThrows(InputException.class, () -> MotionTrace.parse(swapped, "x.csv")).getMessage().contains(
			"not in order"));
		assertTrue(assertThrows(InputException.class, () -> MotionTrace.parse(lines[0] + "\n", "x.csv")).getMessage()
			.contains("no frame"));
		final String empty = csv.replaceFirst("(?<=\n\"a clip, \"\"quoted\"\"\",)10,", ",");
		assertTrue(assertThrows(InputException.class, () -> MotionTrace.parse(empty, "x.csv")).getMessage().contains(
			"empty cell in row 2"));
		assertThrows(InputException.class, () -> RegionSide.of("ear L"));
		assertThrows(InputException.class, () -> trace(3).row(9));
	}

	private static MotionTrace trace(final int rows) {
		final SplittableRandom random = new SplittableRandom(1);
		final MotionTrace.Builder builder = new MotionTrace.Builder("a clip, \"quoted\"");
		for (int i = 0; i < rows; i++) {
			if (i == 7) builder.add(MotionRow.noFace(10 + i, 0.04 * i));
			else builder.add(new MotionRow(10 + i, 0.04 * i, i < 7 ? 1 : 2, i % 2 == 0, values(Quantity.values().length,
				random), values(RegionSide.ALL.size(), random), values(RegionSide.ALL.size(), random)));
		}
		return builder.build();
	}

	private static double[] values(final int count, final SplittableRandom random) {
		return random.doubles(count, -1, 1).toArray();
	}
}
