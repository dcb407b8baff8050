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

package org.microexpression.training.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Who validates is never trained on, and enough is left to train. */
class HeldOutSubjectsTest {

	/** Ten subjects with three clips each, of three classes. */
	private static final List<String> PERSONS = IntStream.range(0, 30).mapToObj(i -> "d/s" + i / 3).toList();
	private static final int[] LABELS = IntStream.range(0, 30).map(i -> i % 3).toArray();

	@Test
	void aFifthOfTheSubjectsIsHeldOutWithAllTheirClips() {
		for (long seed = 0; seed < 20; seed++) {
			final HeldOutSubjects split = HeldOutSubjects.of(PERSONS, LABELS, 0.2, seed);
			assertEquals(2, split.people().size());
			assertEquals(6, split.heldOut().length);
			assertEquals(24, split.trained().length);
			final Set<String> trained = new HashSet<>();
			for (final int row : split.trained())
				trained.add(PERSONS.get(row));
			for (final int row : split.heldOut()) {
				assertFalse(trained.contains(PERSONS.get(row)));
				assertTrue(split.people().contains(PERSONS.get(row)));
			}
		}
	}

	@Test
	void theSeedSettlesWho() {
		assertEquals(HeldOutSubjects.of(PERSONS, LABELS, 0.2, 4).people(), HeldOutSubjects.of(PERSONS, LABELS, 0.2, 4)
			.people());
		assertTrue(IntStream.range(0, 20).mapToObj(seed -> HeldOutSubjects.of(PERSONS, LABELS, 0.2, seed).people())
			.distinct().count() > 5);
	}

	@Test
	void oneAtLeastUnlessNoneIsAskedFor() {
		assertEquals(1, HeldOutSubjects.of(PERSONS, LABELS, 0.01, 1).people().size());
		assertEquals(0, HeldOutSubjects.of(PERSONS, LABELS, 0, 1).wanted());
		assertEquals(30, HeldOutSubjects.of(PERSONS, LABELS, 0, 1).trained().length);
	}

	@Test
	void twoSubjectsAndEveryClassAreLeftToTrain() {
		final HeldOutSubjects most = HeldOutSubjects.of(PERSONS, LABELS, 1, 1);
		assertEquals(10, most.wanted());
		assertEquals(8, most.people().size());
		assertEquals(0, HeldOutSubjects.of(List.of("d/a", "d/b"), new int[] { 0, 1 }, 0.5, 1).people().size());
		// The only one with class 2 is never taken.
		final int[] labels = IntStream.range(0, 30).map(i -> i == 29 ? 2 : i % 2).toArray();
		for (long seed = 0; seed < 20; seed++) {
			final int[] trained = HeldOutSubjects.of(PERSONS, labels, 0.5, seed).trained();
			assertTrue(Arrays.stream(trained).anyMatch(row -> row == 29));
		}
	}
}
