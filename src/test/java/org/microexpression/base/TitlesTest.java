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

package org.microexpression.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Many names or long ones leave a sentence a sentence. */
class TitlesTest {

	@Test
	void fewNamesAreAllSaid() {
		assertEquals("'a', 'b', 'c', 'd', 'e'", Titles.some(List.of("a", "b", "c", "d", "e")));
	}

	@Test
	void ofManyNamesTheFirstAndTheNumberOfTheOthersAreSaid() {
		assertEquals("'0', '1', '2', '3', '4' and 95 more", Titles.some(IntStream.range(0, 100).mapToObj(Integer::toString)
			.toList()));
	}

	@Test
	void aLongNameIsCut() {
		assertEquals("'" + "n".repeat(60) + "…'", Titles.some(List.of("n".repeat(5000))));
	}

	@Test
	void whatProgramsWriteForNothingNamesNobody() {
		for (final String word : List.of("nan", "NaN", "NULL", "N/A", "#N/A", "<NA>", "nil", " na ", "-1", "None"))
			assertTrue(Titles.isNobody(word), word);
		assertFalse(Titles.isNothing("none"), "a class may have the name");
		for (final String word : List.of("", "1", "nana", "s01"))
			assertFalse(Titles.isNobody(word), word);
	}

	@Test
	void wordsThatLookAlikeAreAlike() {
		for (final String word : List.of("very happy", "Very\u00a0Happy", " very  happy\u200b", "ve\u200bry\u3000happy\n"))
			assertEquals("very happy", Titles.word(word));
		assertEquals(Titles.word("M\u00fcde"), Titles.word("Mu\u0308de"));
		assertEquals("m\u00fcde", Titles.bare("Mu\u0308-de"));
		assertEquals("", Titles.trimmed("\u00a0\u2003 \u200e"));
		assertEquals("a\u00a0b", Titles.trimmed("\ufeffa\u00a0b\u202f"));
	}
}
