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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** Pictures and files that the tests of this room read. */
final class TestClips {

	private TestClips() {
		// Functions only.
	}

	/** @return the smooth pattern's grey level at a place in a frame, 0..255, another in every frame */
	static int level(final int x, final int y, final int frame) {
		return (3 * x + 5 * y + 20 * frame) % 256;
	}

	/** @return a frame of the pattern */
	static ImageProcessor pattern(final int bits, final int width, final int height, final int frame) {
		final ImageProcessor processor = switch (bits) {
			case 8 -> new ByteProcessor(width, height);
			case 16 -> new ShortProcessor(width, height);
			case 24 -> new ColorProcessor(width, height);
			default -> new FloatProcessor(width, height);
		};
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int level = level(x, y, frame);
				if (bits == 24) processor.set(x, y, level << 16 | (255 - level) << 8 | 40);
				else if (bits == 16) processor.set(x, y, 16 * level);
				else processor.setf(x, y, level);
			}
		return processor;
	}

	/** @return a clip of the pattern as an image */
	static ImagePlus patternImage(final int bits, final int width, final int height, final int frames) {
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < frames; i++)
			stack.addSlice(pattern(bits, width, height, i));
		return new ImagePlus("pattern", stack);
	}

	/** Writes a frame of the 8-bit or RGB pattern with Java's own writers. */
	static void writePicture(final Path file, final String format, final ImageProcessor frame) throws IOException {
		final BufferedImage image = frame.getBufferedImage();
		if (!ImageIO.write(image, format, file.toFile())) throw new IOException("No writer for " + format);
	}

	/** Writes a raw 8-bit AVI with the FourCC Y800, as ffmpeg and machine-vision cameras do; rows are padded to 4 bytes. */
	static void writeY800(final Path file, final int width, final int height, final int frames) throws IOException {
		final int row = (width + 3) / 4 * 4;
		final int frameBytes = row * height;
		final int header = 12 + 8 + 4 + 8 + 56 + 8 + 4 + 8 + 56 + 8 + 40;
		final int movie = 8 + 4 + frames * (8 + frameBytes);
		final ByteBuffer out = ByteBuffer.allocate(header + movie + 8 + frames * 16).order(ByteOrder.LITTLE_ENDIAN);
		tag(out, "RIFF").putInt(out.capacity() - 8);
		tag(out, "AVI ");
		tag(out, "LIST").putInt(header - 12 - 8);
		tag(out, "hdrl");
		tag(out, "avih").putInt(56).putInt(5000).putInt(0).putInt(0).putInt(0x10).putInt(frames).putInt(0).putInt(1).putInt(
			frameBytes).putInt(width).putInt(height).putInt(0).putInt(0).putInt(0).putInt(0);
		tag(out, "LIST").putInt(4 + 8 + 56 + 8 + 40);
		tag(out, "strl");
		tag(out, "strh").putInt(56);
		tag(out, "vids");
		tag(out, "Y800").putInt(0).putInt(0).putInt(0).putInt(1).putInt(200).putInt(0).putInt(frames).putInt(frameBytes)
			.putInt(-1).putInt(0).putInt(0).putInt(0);
		tag(out, "strf").putInt(40).putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
		tag(out, "Y800").putInt(frameBytes).putInt(0).putInt(0).putInt(0).putInt(0);
		tag(out, "LIST").putInt(movie - 8);
		tag(out, "movi");
		for (int i = 0; i < frames; i++) {
			tag(out, "00db").putInt(frameBytes);
			for (int y = 0; y < height; y++)
				for (int x = 0; x < row; x++)
					out.put((byte) (x < width ? level(x, y, i) : 0));
		}
		tag(out, "idx1").putInt(frames * 16);
		for (int i = 0; i < frames; i++) {
			tag(out, "00db").putInt(0x10).putInt(4 + i * (8 + frameBytes)).putInt(frameBytes);
		}
		Files.write(file, out.array());
	}

	private static ByteBuffer tag(final ByteBuffer out, final String letters) {
		return out.put(letters.getBytes(StandardCharsets.US_ASCII));
	}

	/** @return the grey levels of a frame, row-major */
	static float[] grey(final Clip clip, final int index) {
		return clip.frame(index).update(null).getCurrentStorageArray();
	}

	/** @return the largest difference between a frame and the pattern's frame */
	static double distanceFromPattern(final Clip clip, final int index, final int patternFrame) {
		final float[] grey = grey(clip, index);
		double most = 0;
		for (int i = 0; i < grey.length; i++)
			most = Math.max(most, Math.abs(grey[i] - level(i % clip.width(), i / clip.width(), patternFrame)));
		return most;
	}
}
