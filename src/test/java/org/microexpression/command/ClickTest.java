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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.clip.video.VideoWriter;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.ClickSession;
import org.microexpression.synthetic.LongVideo;

/** How many clicks lie between a clip and a result; the seconds are printed, since they are the machine's. */
class ClickTest {

	@Test
	void resultsAreFewClicksAway(@TempDir final Path folder) throws Exception {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		final Path film = folder.resolve("my participant.mp4");
		final LongVideo video = new LongVideo("participant", LongVideo.Person.PAINTED, 3, 9, LongVideo.Setting.usual(7,
			30));
		final int width = video.width(), height = video.height();
		try (VideoWriter writer = new VideoWriter(film, width, height, 30)) {
			for (int i = 0; i < video.frameCount(); i++) {
				final float[] grey = video.frame(i).update(null).getCurrentStorageArray();
				final int[] rgb = new int[width * height];
				for (int p = 0; p < rgb.length; p++)
					rgb[p] = Math.max(0, Math.min(255, Math.round(grey[p]))) * 0x010101;
				writer.write(rgb, i / 30.0);
			}
			writer.end();
		}
		final Ended ended = new RealImageJ().start(Mode.WINDOW, ClickSession.class, folder.toString(), Path.of(
			"src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath().toString(), film.toString());
		assertEquals(0, ended.status(), ended.output());
		final List<String> counted = Files.readAllLines(folder.resolve(ClickSession.COUNTED));
		counted.forEach(System.out::println);
		assertTrue(counted.get(0).startsWith("sample to row, first: 3 clicks, "), counted.get(0));
		assertTrue(counted.get(1).startsWith("sample to row, second: 3 clicks, "), counted.get(1));
		assertTrue(counted.get(2).matches("own clip to action units: 4 clicks, [\\d.]+ s, .*\\d.*"), counted.get(2));
		assertTrue(counted.get(3).matches("own video to timeline: 4 clicks, [\\d.]+ s, [1-9]\\d* marks"), counted.get(3));
	}
}
