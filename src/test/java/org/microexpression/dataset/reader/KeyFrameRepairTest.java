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

package org.microexpression.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.microexpression.base.Progress;
import org.microexpression.clip.Midpoint;

/** Each repair rule by itself. Frames 10 to 30 exist unless a test says otherwise; -1 is an absent label. */
class KeyFrameRepairTest {

	private static KeyFrames repair(final int[] frames, final int onset, final int apex, final int offset)
		throws KeyFrames.Unusable
	{
		return new KeyFrameRepair(new ExistingFrames(Path.of("clip"), frames, List.of()), new Midpoint(), Progress.none())
			.repair(onset, apex, offset);
	}

	private static int[] frames(final int... absent) {
		return IntStream.rangeClosed(10, 30).filter(n -> IntStream.of(absent).noneMatch(a -> a == n)).toArray();
	}

	private static void check(final int[] frames, final List<Integer> labelled, final List<Integer> expected,
		final String... flags) throws KeyFrames.Unusable
	{
		assertEquals(new KeyFrames(expected.get(0), expected.get(1), expected.get(2), List.of(flags)), repair(frames,
			labelled.get(0), labelled.get(1), labelled.get(2)));
	}

	@Test
	void goodLabelsStay() throws KeyFrames.Unusable {
		check(frames(), List.of(10, 20, 30), List.of(10, 20, 30));
		check(frames(), List.of(10, 30, 30), List.of(10, 30, 30));
	}

	@Test
	void anImpossibleApexIsChosenAnew() throws KeyFrames.Unusable {
		check(frames(), List.of(12, -1, 28), List.of(12, 20, 28), "apex-not-labelled:20 by midpoint");
		check(frames(), List.of(12, 12, 28), List.of(12, 20, 28), "apex-not-after-onset:12>20 by midpoint");
		check(frames(), List.of(12, 5, 28), List.of(12, 20, 28), "apex-not-after-onset:5>20 by midpoint");
		check(frames(), List.of(12, 29, 28), List.of(12, 20, 28), "apex-after-offset:29>20 by midpoint");
		check(frames(20, 21), List.of(12, -1, 28), List.of(12, 19, 28), "apex-not-labelled:19 by midpoint");
		check(frames(), List.of(12, -1, 13), List.of(12, 13, 13), "apex-not-labelled:13 by midpoint");
	}

	@Test
	void anImpossibleOffsetFollowsTheApex() throws KeyFrames.Unusable {
		check(frames(), List.of(12, 16, -1), List.of(12, 16, 20), "offset-not-labelled:20");
		check(frames(), List.of(12, 16, 3), List.of(12, 16, 20), "offset-before-onset:3>20");
		check(frames(), List.of(12, 25, 12), List.of(12, 25, 30), "offset-before-onset:12>30");
	}

	@Test
	void framesThatDoNotExistGiveWayToTheNearest() throws KeyFrames.Unusable {
		check(frames(10, 11), List.of(10, 20, 30), List.of(12, 20, 30), "onset-frame-missing:10>12");
		check(frames(20), List.of(10, 20, 30), List.of(10, 19, 30), "apex-frame-missing:20>19");
		check(frames(29, 30), List.of(10, 20, 30), List.of(10, 20, 28), "offset-frame-missing:30>28");
		check(frames(), List.of(10, 32, 34), List.of(10, 30, 30), "offset-frame-missing:34>30", "apex-frame-missing:32>30");
		check(frames(13, 14, 15, 16, 17, 18, 19), List.of(10, 15, 30), List.of(10, 20, 30),
			"apex-frame-missing:15>20 by midpoint");
	}

	@Test
	void whatNoRuleSavesIsRefusedWithAReason() {
		final int[] late = IntStream.rangeClosed(100, 130).toArray();
		assertTrue(assertThrows(KeyFrames.Unusable.class, () -> repair(late, 46, 110, 130)).getMessage().contains(
			"the onset frame 46 does not exist, nor one near it (the folder holds frames 100 to 130)"));
		assertTrue(assertThrows(KeyFrames.Unusable.class, () -> repair(frames(), -1, 12, 20)).getMessage().contains(
			"the onset is not a number"));
		assertTrue(assertThrows(KeyFrames.Unusable.class, () -> repair(frames(), 12, -1, -1)).getMessage().contains(
			"neither apex nor offset"));
		assertTrue(assertThrows(KeyFrames.Unusable.class, () -> repair(new int[0], 1, 2, 3)).getMessage().contains(
			"no frame"));
		assertTrue(assertThrows(KeyFrames.Unusable.class, () -> repair(new int[] { 10, 40 }, 10, 20, 30)).getMessage()
			.contains("no frame exists between onset 10 and offset 30"));
	}
}
