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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.batch.ClipList;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.motion.MotionSettings;

/** What a person is told of the cost of clips. */
class ClipCostTest {

	private static final Path SAMPLES = Path.of("src/main/resources/org/microexpression/samples").toAbsolutePath();

	@TempDir
	private Path folder;

	@Test
	void ofAFastClipAsManyFramesCountAsAreMeasured() {
		try (Clip clip = Clips.open(SAMPLES.resolve("surprise.avi"))) {
			final double step = Math.floor(clip.framesPerSecond() / MotionSettings.SAMPLES);
			assertTrue(step > 1, "the sample is of a fast camera");
			assertEquals(Math.round(clip.frameCount() / step), ClipCost.frames(clip, MotionSettings.defaults()));
		}
	}

	@Test
	void ofAFolderTheFirstVideosAreLookedAt() throws IOException {
		final List<String> rows = new ArrayList<>(List.of("path,clip", "nowhere.avi,lost"));
		for (int i = 0; i < 40; i++)
			rows.add(SAMPLES.resolve("surprise.avi") + ",clip" + i);
		final Path list = Files.write(folder.resolve("list.csv"), rows);
		final Path single = Files.writeString(folder.resolve("one.csv"), "path\n" + SAMPLES.resolve("surprise.avi"));
		final long one = ClipCost.frames(ClipList.of(single, Progress.none()).entries(), Progress.none());
		assertTrue(one > 0);
		assertEquals(41 * one, ClipCost.frames(ClipList.of(list, Progress.none()).entries(), Progress.none()));
	}

	@Test
	void whatTakesSecondsIsNotAnnounced() {
		assertFalse(ClipCost.ofRecognizing(10).isLong());
		assertTrue(ClipCost.ofRecognizing(10_000).isLong());
		assertFalse(ClipCost.ofFollowing(300).isLong());
		assertTrue(ClipCost.ofFollowing(100_000).isLong());
	}
}
