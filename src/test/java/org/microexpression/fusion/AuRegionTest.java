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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.microexpression.expression.ActionUnit;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

class AuRegionTest {

	@Test
	void windowsLieInTheHalfAndByTheirLandmarks() {
		final FacialLandmarks face = CanonicalFace.landmarks();
		for (final AuRegion region : AuRegion.values()) {
			assertTrue(region.row() >= 0 && region.row() + AuRegion.SIZE <= CanonicalFace.GRID, region.label());
			assertTrue(region.column() >= 0 && region.column() + AuRegion.SIZE <= CanonicalFace.GRID / 2, region.label());
			final double column = region.landmarks().stream().mapToDouble(i -> CanonicalFace.pixelToGrid(face.x()[i]))
				.average().orElseThrow();
			final double row = region.landmarks().stream().mapToDouble(i -> CanonicalFace.pixelToGrid(face.y()[i])).average()
				.orElseThrow();
			final double middle = (AuRegion.SIZE - 1) / 2.0;
			assertEquals(region.column() + middle, column, AuRegion.SIZE / 2.0, region.label());
			assertEquals(region.row() + middle, row, AuRegion.SIZE / 2.0, region.label());
		}
	}

	@Test
	void everyActionUnitOfTheGeneratorBelongsToARegion() {
		final Set<Integer> covered = new TreeSet<>();
		for (final AuRegion region : AuRegion.values())
			covered.addAll(region.actionUnits());
		for (final ActionUnit unit : ActionUnit.values())
			assertTrue(covered.contains(unit.number()), unit.label());
	}

	@Test
	void bothSidesHaveMirroredWindows() {
		for (final AuRegion region : AuRegion.values()) {
			int cells = 0;
			for (int i = 0; i < 784; i++) {
				assertEquals(region.contains(i / 28, i % 28), region.contains(i / 28, 27 - i % 28));
				if (region.contains(i / 28, i % 28)) cells++;
			}
			assertEquals(2 * AuRegion.SIZE * AuRegion.SIZE, cells);
		}
		assertEquals("mouth corner", AuRegion.MOUTH_CORNER.label());
	}
}
