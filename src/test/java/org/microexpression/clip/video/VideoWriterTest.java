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

package org.microexpression.clip.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

class VideoWriterTest {

	private static final double[] SECONDS = { 0, 0.04, 0.05, 0.2, 0.5, 0.51, 1.25, 3 };

	@TempDir
	private Path folder;

	/** An odd number of columns and rows gets one more; each picture is at its time, with its colours. */
	@Test
	void everyPictureIsThereAtItsTime() throws IOException {
		final int width = 121, height = 95;
		final Path file = folder.resolve("a film \u00e9.mp4");
		try (VideoWriter writer = new VideoWriter(file, width, height, 20)) {
			for (int i = 0; i < SECONDS.length; i++) {
				final int[] picture = new int[width * height];
				Arrays.fill(picture, 0x200000 + 0x1c001c * i + 0x2000);
				writer.write(picture, SECONDS[i]);
			}
			writer.end();
		}
		try (Clip clip = Clips.open(file)) {
			assertEquals(122, clip.width());
			assertEquals(96, clip.height());
			assertEquals(SECONDS.length, clip.frameCount());
			for (int i = 0; i < SECONDS.length; i++) {
				assertEquals(SECONDS[i], clip.seconds(i).orElseThrow(), 1e-4);
				final double luma = 0.299 * (0x20 + 0x1c * i) + 0.587 * 0x20 + 0.114 * 0x1c * i;
				assertEquals(luma, clip.frame(i).getAt(0, 0).get(), 3, "frame " + i);
				assertEquals(luma, clip.frame(i).getAt(60, 50).get(), 3, "frame " + i);
				// The encoder's blocks reach beyond the picture, which shows at its border.
				assertEquals(luma, clip.frame(i).getAt(121, 95).get(), 10, "frame " + i);
			}
		}
	}

	/** Large pictures are decoded by several threads, never by more than the user wants. */
	@Test
	void theNumberOfThreadsReachesTheDecoder() throws IOException {
		final int width = 1280, height = 720;
		final Path file = folder.resolve("large.mp4");
		try (VideoWriter writer = new VideoWriter(file, width, height, 20)) {
			for (int i = 0; i < 3; i++)
				writer.write(new int[width * height], 0.05 * i);
			writer.end();
		}
		for (final int threads : new int[] { 1, 3 }) {
			try (Demuxer demuxer = new Demuxer(file, VideoContainer.QUICKTIME);
					VideoDecoder decoder = new VideoDecoder(file, demuxer.stream().codecpar(), threads))
			{
				assertEquals(threads, decoder.threads());
			}
			try (Clip clip = Clips.open(file, Double.NaN, threads, Progress.none())) {
				assertEquals(3, clip.frameCount());
			}
		}
	}

	@Test
	void aFolderThatIsNotThereIsToldOf() {
		assertThrows(IOException.class, () -> new VideoWriter(folder.resolve("nowhere/film.mp4"), 64, 64, 25).close());
	}
}
