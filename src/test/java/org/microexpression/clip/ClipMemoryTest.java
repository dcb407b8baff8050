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
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

import ij.ImagePlus;
import ij.plugin.filter.AVI_Writer;
import net.imglib2.img.array.ArrayImg;

/** Limits of memory and of what is installed, in Java virtual machines of their own. */
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
		// 180 MB of grey levels. Nothing but our own line is printed, whatever Bio-Formats logs.
		final Path file = folder.resolve("long.avi");
		new AVI_Writer().writeImage(TestClips.patternImage(8, 320, 240, 600), file.toString(), AVI_Writer.NO_COMPRESSION,
			100);
		long sum = 0;
		for (int i = 0; i < 600; i++)
			sum += TestClips.level(0, 0, i);
		assertEquals("600 frames, sum " + sum, run("-Xmx64m", file, 600));
	}

	@Test
	void aHugeFrameIsReadIfMemoryAllowsAndElseRefused() throws IOException, InterruptedException {
		writeHuge();
		final String sentence = "A frame of 12000 x 9000 pixels (huge1.png) is too large for ImageJ's %s MB of memory; " +
			"reduce the frames or raise the limit in Edit > Options > Memory & Threads.";
		assertEquals(sentence.formatted("256"), run("-Xmx256m", folder, 1));
		// Enough to decode it, not enough to make grey levels of it.
		assertEquals(sentence.formatted("500"), run("-Xmx500m", folder, 1));
		assertEquals("1 frames, sum 0", run("-Xmx2g", folder, 1));
	}

	@Test
	void foldersAndAvisOpenWithoutBioFormats() throws IOException, InterruptedException {
		final String withoutBioFormats = Stream.of(Clip.class, ClipMemoryTest.class, ImagePlus.class, ArrayImg.class).map(
			type -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString())
			.collect(Collectors.joining(File.pathSeparator));
		final Path avi = folder.resolve("movie.avi");
		new AVI_Writer().writeImage(TestClips.patternImage(8, 32, 24, 5), avi.toString(), AVI_Writer.NO_COMPRESSION, 100);
		assertEquals("5 frames, sum 200", run("-Xmx96m", withoutBioFormats, avi, 5));
		final Path frames = Files.createDirectory(folder.resolve("frames"));
		TestClips.writePicture(frames.resolve("f1.png"), "png", TestClips.pattern(8, 32, 24, 2));
		assertEquals("1 frames, sum 40", run("-Xmx96m", withoutBioFormats, frames, 1));
		final Path movie = Files.write(folder.resolve("movie.mov"), new byte[] { 0, 0, 0, 16, 'f', 't', 'y', 'p', 'q', 't',
			' ', ' ', 0, 0, 0, 0 });
		assertEquals("The file '" + movie +
			"' needs FFmpeg, which this ImageJ lacks; update this plugin with all its libraries, or use numbered PNG files.",
			run("-Xmx96m", withoutBioFormats, movie, 1));
	}

	/** Writes a black grey PNG; Java's own writer would take seconds for it. */
	private void writeHuge() throws IOException {
		try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("huge1.png")))) {
			out.writeLong(0x89504e470d0a1a0aL);
			final ByteBuffer header = ByteBuffer.allocate(13).putInt(12_000).putInt(9_000).put((byte) 8);
			writeChunk(out, "IHDR", header.array());
			final ByteArrayOutputStream rows = new ByteArrayOutputStream();
			try (DeflaterOutputStream deflater = new DeflaterOutputStream(rows, new Deflater(Deflater.BEST_SPEED))) {
				for (int y = 0; y < 9_000; y++)
					deflater.write(new byte[1 + 12_000]);
			}
			writeChunk(out, "IDAT", rows.toByteArray());
			writeChunk(out, "IEND", new byte[0]);
		}
	}

	private static void writeChunk(final DataOutputStream out, final String type, final byte[] content)
		throws IOException
	{
		final CRC32 sum = new CRC32();
		sum.update(type.getBytes(StandardCharsets.US_ASCII));
		sum.update(content);
		out.writeInt(content.length);
		out.writeBytes(type);
		out.write(content);
		out.writeInt((int) sum.getValue());
	}

	private static String run(final String memory, final Path clip, final int reads) throws IOException,
		InterruptedException
	{
		return run(memory, System.getProperty("java.class.path"), clip, reads);
	}

	private static String run(final String memory, final String classPath, final Path clip, final int reads)
		throws IOException, InterruptedException
	{
		final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		final Path output = Files.createTempFile("clip-memory", ".txt");
		try {
			final Process process = new ProcessBuilder(java.toString(), memory, "-Djava.awt.headless=true", "-XX:+UseG1GC",
				"-XX:TieredStopAtLevel=1", "-cp", classPath, Reader.class.getName(), clip.toString(), Integer.toString(reads))
				.redirectErrorStream(true).redirectOutput(output.toFile()).start();
			if (!process.waitFor(120, TimeUnit.SECONDS)) process.destroyForcibly();
			return Files.readString(output);
		}
		finally {
			Files.delete(output);
		}
	}
}
