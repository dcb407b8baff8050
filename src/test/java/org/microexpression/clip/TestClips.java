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
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

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

	/**
	 * Writes a raw 8-bit AVI with the FourCC Y800, as ffmpeg and machine-vision cameras do; rows are padded to 4 bytes.
	 */
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

	/**
	 * Writes an AVI of grey Y800 or JPEG frames whose pictures are the pattern's, as encoders do: one part with an index
	 * behind it, or several with an index of their indices in the header (OpenDML).
	 *
	 * @param jpeg  JPEG frames, else Y800
	 * @param sound puts a chunk of sound before every picture
	 * @param whole whether several parts have their index of indices; else only the first part has one
	 * @param parts how many frames each RIFF part holds; the first part's header counts its own only
	 */
	static void writeAvi(final Path file, final int width, final int height, final boolean jpeg, final boolean sound,
		final boolean whole, final int... parts) throws IOException
	{
		final String name = "00" + (jpeg ? "dc" : "db");
		final byte[] unknown = parts.length > 1 && whole ? new byte[24 + 16 * parts.length] : null;
		final int headerSize = header(width, height, jpeg, sound, unknown, parts).length;
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final ByteBuffer indices = buffer().putShort((short) 4).putShort((short) 0).putInt(parts.length);
		tag(indices, name).putInt(0).putInt(0).putInt(0);
		final List<byte[]> contents = new ArrayList<>();
		int frame = 0, start = 12 + headerSize;
		for (int part = 0; part < parts.length; part++) {
			final ByteArrayOutputStream movie = new ByteArrayOutputStream();
			final ByteBuffer old = buffer(), places = buffer().putShort((short) 2).putShort((short) 0x100).putInt(
				parts[part]);
			tag(places, name).putLong(start + 12).putInt(0);
			for (int i = 0; i < parts[part]; i++) {
				if (sound) movie.write(chunk("01wb", new byte[40]));
				final byte[] pixels = jpeg ? jpeg(pattern(8, width, height, frame)) : rows(width, height, frame);
				tag(old, name).putInt(0x10).putInt(4 + movie.size()).putInt(pixels.length);
				places.putInt(movie.size() + 8).putInt(pixels.length);
				movie.write(chunk(name, pixels));
				frame++;
			}
			indices.putLong(start + 12 + movie.size()).putInt(places.position() + 8).putInt(parts[part]);
			if (unknown != null) movie.write(chunk("ix" + name.substring(0, 2), bytes(places)));
			final byte[] content = part == 0 ? joined(list("movi", movie.toByteArray()), chunk("idx1", bytes(old))) : list(
				"movi", movie.toByteArray());
			contents.add(content);
			start += content.length + 12;
		}
		out.write(riff("AVI ", header(width, height, jpeg, sound, unknown == null ? null : bytes(indices), parts), contents
			.get(0)));
		for (int part = 1; part < parts.length; part++)
			out.write(riff("AVIX", contents.get(part)));
		Files.write(file, out.toByteArray());
	}

	/**
	 * Writes an AVI of JPEG frames, some of which are empty, as cameras write in place of one that they dropped.
	 *
	 * @param sound puts a chunk of sound before every picture
	 * @param there whether each frame is there
	 */
	static void writeAviWithGaps(final Path file, final int width, final int height, final boolean sound,
		final boolean... there) throws IOException
	{
		final byte[][] pictures = new byte[there.length][];
		for (int i = 0; i < there.length; i++)
			pictures[i] = there[i] ? jpeg(pattern(8, width, height, i)) : new byte[0];
		writeAviOf(file, width, height, sound, pictures);
	}

	/** Writes an AVI of these JPEGs, whatever they are. */
	static void writeAviOf(final Path file, final int width, final int height, final boolean sound,
		final byte[]... pictures) throws IOException
	{
		final ByteArrayOutputStream movie = new ByteArrayOutputStream();
		final ByteBuffer index = ByteBuffer.allocate(32 * pictures.length).order(ByteOrder.LITTLE_ENDIAN);
		for (final byte[] picture : pictures) {
			if (sound) {
				tag(index, "01wb").putInt(0x10).putInt(4 + movie.size()).putInt(40);
				movie.write(chunk("01wb", new byte[40]));
			}
			tag(index, "00dc").putInt(0x10).putInt(4 + movie.size()).putInt(picture.length);
			movie.write(chunk("00dc", picture));
		}
		Files.write(file, riff("AVI ", header(width, height, true, sound, null, pictures.length), list("movi", movie
			.toByteArray()), chunk("idx1", bytes(index))));
	}

	/** @return a JPEG of four inks, as for printing */
	static byte[] cmykJpeg(final int width, final int height) throws IOException {
		final WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
		for (int i = 0; i < width * height; i++)
			inks.setPixel(i % width, i / width, new int[] { i % 200, 40, 90, 20 });
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
			writer.setOutput(stream);
			writer.write(new IIOImage(inks, null, null));
		}
		writer.dispose();
		return out.toByteArray();
	}

	private static byte[] header(final int width, final int height, final boolean jpeg, final boolean sound,
		final byte[] indices, final int... parts)
	{
		final int total = Arrays.stream(parts).sum();
		final String codec = jpeg ? "MJPG" : "Y800";
		final ByteBuffer video = buffer().putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) (jpeg
			? 24 : 8));
		tag(video, codec).putInt(width * height).putInt(0).putInt(0).putInt(0).putInt(0);
		final byte[] index = indices == null ? new byte[0] : chunk("indx", indices);
		final byte[] pictures = list("strl", chunk("strh", streamHeader("vids", codec, 1, 200, total)), chunk("strf", bytes(
			video)), index);
		final ByteBuffer wave = buffer().putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000).putShort(
			(short) 1).putShort((short) 8);
		final byte[] sounds = list("strl", chunk("strh", streamHeader("auds", "\0\0\0\0", 1, 8000, 40 * total)), chunk(
			"strf", bytes(wave)));
		final byte[] main = bytes(buffer().putInt(5000).putInt(0).putInt(0).putInt(0x10).putInt(parts[0]).putInt(0).putInt(
			sound ? 2 : 1).putInt(width * height).putInt(width).putInt(height).putInt(0).putInt(0).putInt(0).putInt(0));
		final byte[] all = bytes(buffer().putInt(total).put(new byte[244]));
		final byte[] streams = sound ? joined(pictures, sounds) : pictures;
		return parts.length == 1 ? list("hdrl", chunk("avih", main), streams) : list("hdrl", chunk("avih", main), streams,
			list("odml", chunk("dmlh", all)));
	}

	/** Writes a TIFF of uncompressed 8-bit pages, one after the other; each is the pattern's next frame. */
	static void writePages(final Path file, final int[][] sizes) throws IOException {
		final int entries = 8;
		final int directory = 2 + 12 * entries + 4;
		int length = 8;
		for (final int[] size : sizes)
			length += directory + size[0] * size[1];
		final ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		tag(out, "II").putShort((short) 42).putInt(8);
		for (int page = 0; page < sizes.length; page++) {
			final int width = sizes[page][0], height = sizes[page][1];
			final int pixels = out.position() + directory;
			final int next = page < sizes.length - 1 ? pixels + width * height : 0;
			out.putShort((short) entries);
			// Width, height, bits, compression, black is 0, strip, rows in it, bytes in it.
			final int[][] values = { { 256, width }, { 257, height }, { 258, 8 }, { 259, 1 }, { 262, 1 }, { 273, pixels }, {
				278, height }, { 279, width * height } };
			for (final int[] value : values)
				out.putShort((short) value[0]).putShort((short) 4).putInt(1).putInt(value[1]);
			out.putInt(next);
			out.put((byte[]) pattern(8, width, height, page).getPixels());
		}
		Files.write(file, out.array());
	}

	private static byte[] streamHeader(final String kind, final String codec, final int scale, final int rate,
		final int length)
	{
		final ByteBuffer header = buffer();
		tag(tag(header, kind), codec).putInt(0).putInt(0).putInt(0).putInt(scale).putInt(rate).putInt(0).putInt(length)
			.putInt(0).putInt(-1).putInt(kind.equals("auds") ? 1 : 0).putInt(0).putInt(0);
		return bytes(header);
	}

	static byte[] jpeg(final ImageProcessor frame) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(frame.convertToRGB().getBufferedImage(), "jpg", out);
		return out.toByteArray();
	}

	private static byte[] rows(final int width, final int height, final int frame) {
		final int row = (width + 3) / 4 * 4;
		final byte[] rows = new byte[row * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				rows[y * row + x] = (byte) level(x, y, frame);
		return rows;
	}

	static byte[] chunk(final String name, final byte[] content) {
		final ByteBuffer chunk = ByteBuffer.allocate(8 + content.length + content.length % 2).order(
			ByteOrder.LITTLE_ENDIAN);
		return tag(chunk, name).putInt(content.length).put(content).array();
	}

	private static byte[] list(final String kind, final byte[]... chunks) {
		return chunk("LIST", joined(kind.getBytes(StandardCharsets.US_ASCII), joined(chunks)));
	}

	private static byte[] riff(final String kind, final byte[]... chunks) {
		return chunk("RIFF", joined(kind.getBytes(StandardCharsets.US_ASCII), joined(chunks)));
	}

	private static byte[] joined(final byte[]... parts) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (final byte[] part : parts)
			out.writeBytes(part);
		return out.toByteArray();
	}

	private static ByteBuffer buffer() {
		return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] bytes(final ByteBuffer written) {
		return Arrays.copyOf(written.array(), written.position());
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
