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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCellTest {

	@ParameterizedTest
	@ValueSource(strings = { "8", "8.0", " 8 ", "8\u00a0", "\u2007 8\u200b", "8,0", "8,00", "8.0000000000000018",
		"7.9999999999999996", "8e0", "008", "\u0668", "\u06f8", "\uff18" })
	void aWholeNumberIsReadHoweverItIsWritten(final String text) {
		assertEquals(8, FrameCell.parse(text));
		assertFalse(FrameCell.isUnreadable(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/", "-", "--", "\u2014", "?", "n/a", "N/A", "NaN", "none", "NULL", "<NA>", "-1",
		"-1.0", "\u00a0" })
	void nothingIsNothing(final String text) {
		assertEquals(FrameCell.ABSENT, FrameCell.parse(text));
		assertFalse(FrameCell.isUnreadable(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "8?", "8.5", "8.001", "8,5", "8-9", "about 8", "-8", "x", "#N/A", "#VALUE!", "eight", "8 f",
		"8,000", "1,024", "99999999999", "0:08", "0 8", "8.000", "1.000", "120.000", "1.000.000",
		"\u0668.\u0660\u0660\u0660", "1 2", "1\u00a0024", "8 9" })
	void whatIsNoNumberIsNotTakenForNothing(final String text) {
		assertEquals(FrameCell.ABSENT, FrameCell.parse(text));
		assertTrue(FrameCell.isUnreadable(text));
	}

	/** Thousands in German, three decimals of a program: only who wrote it knows. */
	@Test
	void whatMayBeAThousandTimesAsMuchIsSaid() {
		assertEquals("may be the frame 8 or 8000", FrameCell.fault("8.000"));
		assertEquals("is no frame number", FrameCell.fault("8.5"));
		assertEquals("is no frame number", FrameCell.fault("x"));
		assertEquals(List.of(0, 8, 8, 8000, 1000), Stream.of("0.000", "8.00", "8.0000", "8000.000", "1000.0").map(
			FrameCell::parse).toList());
	}
}
