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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.InputException;

import ij.plugin.filter.AVI_Writer;

/** Memory limits, in Java virtual machines of their own. */
class ClipMemoryTest {

	@TempDir
	private Path folder;

	/** Opens a clip and reads frames spread over it, as the started machine's main class. */
	static final class Reader {

		private Reader() {
			// Has a main method only.
		}

		/** @param arguments the clip, and how many frames to read */
		public static void main(final String[] arguments) {
			final int reads = Integer.parseInt(arguments[1]);
			final List<Clip> open = new ArrayList<>();
			try {
				final Clip clip = Clips.open(Path.of(arguments[0]));
				open.add(clip);
				double sum = 0;
				for (int i = 0; i < reads; i++)
					sum += clip.frame((int) ((long) i * clip.frameCount() / reads)).getAt(0, 0).get();
				System.out.print(clip.frameCount() + " frames, sum " + Math.round(sum));
			}
			catch (final InputException e) {
				System.out.print(e.getMessage());
			}
			open.forEach(Clip::close);
		}
	}

	/** 10,000 VGA frames are 12 GB of grey levels, or 3 GB of bytes. */
	@Test
	void tenThousandFramesNeedLittleMemory() throws IOException, InterruptedException {
		final Path one = folder.resolve("img0.jpg");
		final BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_BYTE_GRAY);
		for (int y = 0; y < 480; y++)
			for (int x = 0; x < 640; x++)
				image.getRaster().setSample(x, y, 0, 100 + (x + y) % 8 / 4);
		ImageIO.write(image, "jpg", one.toFile());
		for (int i = 1; i < 10_000; i++)
			Files.createLink(folder.resolve("img" + i + ".jpg"), one);
		assertEquals("10000 frames, sum 40000", run("-Xmx64m", folder, 400));
	}

	@Test
	void framesOfAnAviNeedLittleMemory() throws IOException, InterruptedException {
		// 300 MB of grey levels. Nothing but our own line is printed, whatever Bio-Formats logs.
		final Path file = folder.resolve("long.avi");
		new AVI_Writer().writeImage(TestClips.patternImage(8, 320, 240, 1000), file.toString(), AVI_Writer.NO_COMPRESSION,
			100);
		long sum = 0;
		for (int i = 0; i < 1000; i++)
			sum += TestClips.level(0, 0, i);
		assertEquals("1000 frames, sum " + sum, run("-Xmx96m", file, 1000));
	}

	@Test
	void aFrameTooLargeForTheMemoryIsRefused() throws IOException, InterruptedException {
		writeHuge();
		assertEquals("A frame of 12000 x 9000 pixels (huge1.png) is too large for ImageJ's 256 MB of memory; reduce the " +
			"frames or raise the limit in Edit > Options > Memory & Threads.", run("-Xmx256m", folder, 1));
		// Enough to decode it, not enough to make grey levels of it.
		assertEquals("A frame of 12000 x 9000 pixels (huge1.png) is too large for ImageJ's 500 MB of memory; reduce the " +
			"frames or raise the limit in Edit > Options > Memory & Threads.", run("-Xmx500m", folder, 1));
	}

	@Test
	void aHugeFrameIsReadWhereMemoryAllows() throws IOException, InterruptedException {
		writeHuge();
		assertEquals("1 frames, sum 0", run("-Xmx2g", folder, 1));
	}

	private void writeHuge() throws IOException {
		ImageIO.write(new BufferedImage(12_000, 9_000, BufferedImage.TYPE_BYTE_GRAY), "png", folder.resolve("huge1.png")
			.toFile());
	}

	private static String run(final String memory, final Path clip, final int reads) throws IOException,
		InterruptedException
	{
		final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		final Path output = Files.createTempFile("clip-memory", ".txt");
		try {
			final Process process = new ProcessBuilder(java.toString(), memory, "-Djava.awt.headless=true",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Reader.class.getName(), clip.toString(),
				Integer.toString(reads)).redirectErrorStream(true).redirectOutput(output.toFile()).start();
			if (!process.waitFor(120, TimeUnit.SECONDS)) process.destroyForcibly();
			return Files.readString(output);
		}
		finally {
			Files.delete(output);
		}
	}
}
