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

package org.microexpression.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;

/** Action units as coders write them. */
class FacsCodeTest {

	@Test
	void numbersSidesAndIntensitiesAreRead() {
		final FacsCode code = FacsCode.parse(" AU1+2, L10B; R14 + L12+R12 +61").orElseThrow();
		assertEquals(Set.of(FacsSide.LEFT, FacsSide.RIGHT), code.sides().get(ActionUnit.AU1));
		assertEquals(Set.of(FacsSide.LEFT), code.sides().get(ActionUnit.AU10));
		assertEquals(Set.of(FacsSide.RIGHT), code.sides().get(ActionUnit.AU14));
		assertEquals(Set.of(FacsSide.LEFT, FacsSide.RIGHT), code.sides().get(ActionUnit.AU12), "both sides, one by one");
		assertEquals(Set.of(61), code.others(), "gaze is no expression");
		assertTrue(code.has(ActionUnit.AU2));
		assertFalse(code.has(ActionUnit.AU4));
	}

	/** As this program's own columns say it, AU12_L, and as keyboards of other scripts write it. */
	@ParameterizedTest
	@ValueSource(strings = { "L12", "AUL12", "LAU12", "l12b", "12L", "12l?", "AU12L", "AU12_L", "\uff2c\uff11\uff12",
		"L\u0661\u0662" })
	void aSideStandsBeforeOrBehindTheNumber(final String text) {
		for (final String parts : List.of(text + "+4", "4\uff0c" + text, "4\u3001" + text)) {
			final FacsCode code = FacsCode.parse(parts).orElseThrow();
			assertEquals(Set.of(FacsSide.LEFT), code.sides().get(ActionUnit.AU12), parts);
			assertEquals(Set.of(FacsSide.LEFT, FacsSide.RIGHT), code.sides().get(ActionUnit.AU4), parts);
		}
	}

	/** As programs write a column of one unit a clip, in which some cells are empty. */
	@Test
	void numbersOfAColumnOfRealOnesAreRead() {
		assertEquals(Set.of(ActionUnit.AU4, ActionUnit.AU12), FacsCode.parse("4.0+12.00").orElseThrow().sides().keySet());
		assertTrue(FacsCode.parse("nan").isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "RL12", "L12R", "L12L", "12.25", "12LB" })
	void whatMayMeanSeveralThingsIsRefused(final String text) {
		assertThrows(InputException.class, () -> FacsCode.parse(text));
	}

	/** 124 may have been 1+24, 1+2+4 or 12+4. */
	@Test
	void aNumberThatFacsHasNotIsRefused() {
		for (final String text : List.of("124", "4+0", "L99"))
			assertEquals("The action units '" + text + "' hold '" + text.replace("4+", "") +
				"', and FACS has numbers from 1 to 98; write them joined by +, such as 4+L10.", assertThrows(
					InputException.class, () -> FacsCode.parse(text)).getMessage());
		assertEquals(Set.of(98), FacsCode.parse("98+012").orElseThrow().others());
	}

	@Test
	void aBlankCellIsNoCodingAndAWordIsRefused() {
		assertTrue(FacsCode.parse("  ").isEmpty());
		assertEquals(
			"The action units '+4' begin with a sign that joins units; write numbers of FACS joined by +, such as " +
				"4+L10.", assertThrows(InputException.class, () -> FacsCode.parse("+4")).getMessage());
		assertEquals(
			"The action units '4+smile' hold 'smile', which is no action unit; write numbers of FACS joined by +, " +
				"such as 4+L10, or nothing where none was coded.", assertThrows(InputException.class, () -> FacsCode.parse(
					"4+smile")).getMessage());
	}

	@Test
	void thePersonsLeftIsTheImagesRight() {
		assertFalse(FacsSide.LEFT.isImageLeft());
		assertEquals(FacsSide.RIGHT, FacsSide.inImage(true));
		assertEquals("L", FacsSide.RIGHT.other().code());
	}
}
