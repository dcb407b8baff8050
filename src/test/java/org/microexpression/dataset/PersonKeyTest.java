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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonKeyTest {

	@ParameterizedTest
	@ValueSource(strings = { "s01", "S01", "s1", "S1", "s01\u00a0", " s01 ", "01", "1", "001", "1.0", "sub01", "Sub_1",
		"subject 01", "subj-1", "spNO.1", "s\u0660\u0661", "\uff33\uff10\uff11", "s\u200b01" })
	void spellingsOfOnePerson(final String subject) {
		assertEquals("1", PersonKey.ofSubject(subject));
		assertEquals(PersonKey.of("Synthetic", "s1"), PersonKey.of("synthetic ", subject));
	}

	@Test
	void otherNamesAreSpelledInMoreThanOneWayToo() {
		assertEquals(PersonKey.ofSubject("Anna"), PersonKey.ofSubject("anna "));
		assertEquals(PersonKey.ofSubject("A_01"), PersonKey.ofSubject("a1"));
	}

	/** Two datasets with figures of their own. */
	@Test
	void longVideosShowThePeopleOfTheirClips() {
		for (final String[] cut : new String[][] { { "samm", "sammlv" }, { "casme3", "casme3long" }, { "4dme",
			"4dmelong" } })
		{
			assertEquals(PersonKey.of(cut[0], "006"), PersonKey.of(cut[1], "6"));
			assertNotEquals(PersonKey.ofDataset(cut[0]), PersonKey.ofDataset(cut[1]));
		}
	}

	@Test
	void differentPeopleStayApart() {
		assertNotEquals(PersonKey.ofSubject("A1"), PersonKey.ofSubject("B1"));
		assertNotEquals(PersonKey.ofSubject("s1"), PersonKey.ofSubject("s10"));
		assertNotEquals(PersonKey.ofSubject("1.0"), PersonKey.ofSubject("10"));
		assertNotEquals(PersonKey.ofSubject("1-12"), PersonKey.ofSubject("11-2"));
		assertNotEquals(PersonKey.of("casme2", "01"), PersonKey.of("samm", "01"));
	}

	@Test
	void namesOfADatasetAreBroughtTogether() {
		assertEquals(PersonKey.ofDataset("casme2"), PersonKey.ofDataset("CASME II"));
		assertEquals(PersonKey.ofDataset("smic"), PersonKey.ofDataset("SMIC-HS"));
		assertEquals(PersonKey.ofDataset("casme2sq"), PersonKey.ofDataset("CAS(ME)\u00b2"));
		assertEquals(PersonKey.ofDataset("casme3"), PersonKey.ofDataset("CASME III"));
		assertEquals(PersonKey.ofDataset("sammlv"), PersonKey.ofDataset("SAMM Long Videos"));
		assertNotEquals(PersonKey.ofDataset("CASME II"), PersonKey.ofDataset("CAS(ME)^2"));
	}
}
