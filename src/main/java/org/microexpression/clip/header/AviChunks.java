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

package org.microexpression.clip.header;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What the chunks of an AVI file say, of all its parts: files beyond 1 or 2 GB, and those of some cameras from the
 * start, hold their frames in several RIFF parts one after the other (OpenDML), of which Bio-Formats 7.3.1 reads the
 * first.
 */
final class AviChunks {

	/** A chunk's name and size. */
	private static final int HEADER = 8;

	/** No encoder has pictures of more bits a pixel. */
	private static final int MOST_BITS = 64;

	private static final int DEEPEST = 8;

	/** Raw pictures whose bits a pixel the header gives; beside them those of at least 12 and of 8. */
	private static final Set<String> RAW = Set.of("\0\0\0\0", "rgb ", "raw "), RAW_12 = Set.of("yuy2", "yuyv", "yunv",
		"uyvy", "uynv", "y422", "cyuv", "v422", "i420", "iyuv", "yv12", "nv12", "nv21"), RAW_8 = Set.of("y800", "y8  ",
			"grey");

	/** Raw pictures of 16 bits are colours by the format's rules, and grey levels by those of cameras. */
	private static final Set<Integer> RAW_BITS = Set.of(1, 4, 8, 24, 32);

	/** Rates that differ by less are one rate in microseconds and in whole numbers. */
	private static final double RATES_APART = .01;

	private static final String OWN = "the header of its pictures";

	/** A JPEG's size stands within so many bytes, behind tables and notes. */
	private static final int JPEG_HEAD = 1 << 16;

	private final RandomAccessFile in;
	private final long length;

	private int parts;
	private int streams;
	private int video = -1;
	private long missing;
	private long interval;

	/** Frames a second by the header of the pictures, 0 where it does not say. */
	private double own;
	private long said;
	private long counted;

	/** Empty pictures, for which the one before is shown on. */
	private long gaps;
	private String fault = "";
	private String codec = "";
	private int files;
	private long bits;
	private final LongStream.Builder pictures = LongStream.builder();

	/** Whether a picture was met that is not empty. */
	private boolean met;

	/** Sizes of the pictures by who gives them, {width, height}. */
	private final Map<String, List<Integer>> sizes = new LinkedHashMap<>();

	private AviChunks(final RandomAccessFile in) throws IOException {
		this.in = in;
		length = in.length();
	}

	/**
	 * @param in an AVI file
	 * @return what it says
	 * @throws IOException if it cannot be read
	 */
	static MovieHeader read(final RandomAccessFile in) throws IOException {
		final AviChunks chunks = new AviChunks(in);
		chunks.parts();
		final double rate = chunks.interval > 0 ? MovieHeader.MICROSECONDS / chunks.interval : Double.NaN;
		final long frames = chunks.parts > 1 ? Math.max(chunks.said, chunks.counted) : chunks.said;
		return new MovieHeader(MovieHeader.Format.AVI, Math.max(0, frames - chunks.gaps), rate, chunks.missing,
			chunks.parts == 1 && chunks.streams <= 1, chunks.fault, chunks.codec, chunks.remark());
	}

	/** @return where each picture that is not empty stands, and how many bytes it has, one after the other */
	static long[] pictures(final RandomAccessFile in) throws IOException {
		final AviChunks chunks = new AviChunks(in);
		chunks.parts();
		return chunks.pictures.build().toArray();
	}

	private String remark() {
		if (sizes.values().stream().distinct().count() > 1) return "gives its pictures different sizes (" + sizes.entrySet()
			.stream().map(said -> said.getValue().get(0) + " x " + said.getValue().get(1) + " pixels in " + said.getKey())
			.collect(Collectors.joining(", ")) + "); they are read as they are coded, check them.";
		if (hasTwoRates()) return String.format(Locale.ROOT,
			"gives two numbers of frames a second, %.3f in its main header and %.3f in %s; the second was taken, as players " +
				"do. Give 'fps' if it is not the camera's.", MovieHeader.MICROSECONDS / interval, own, OWN);
		if (gaps > 0) return "holds " + gaps + (gaps == 1 ? " empty frame" : " empty frames") +
			", as cameras write in place of one that they dropped; they are left out, and the others keep their times.";
		if (files > 1) return "is " + files +
			" AVI files, one behind the other; frames and times are counted on, so let no expression reach across.";
		return "";
	}

	private void parts() throws IOException {
		long position = 0;
		while (position + HEADER <= length) {
			in.seek(position);
			final String type = MovieHeader.fourLetters(in);
			final long size = MovieHeader.littleEndian(in);
			final long end = position + HEADER + size;
			final boolean part = type.equals("RIFF");
			if (!part && !type.equals("JUNK")) return;
			if (part) {
				parts++;
				if (position + HEADER + 4 <= length && MovieHeader.fourLetters(in).equals("AVI ")) files++;
				missing = Math.max(missing, end - length);
				// The frames of the first part are counted only once there is another.
				list(position + HEADER + 4, Math.min(end, length), 0);
			}
			position = end + (size & 1);
		}
	}

	private void list(final long start, final long end, final int depth) throws IOException {
		long position = start;
		while (position + HEADER <= end && depth < DEEPEST) {
			in.seek(position);
			final String type = MovieHeader.fourLetters(in);
			final long size = MovieHeader.littleEndian(in);
			final long content = position + HEADER;
			if (type.equals("LIST") && content + 4 <= end) {
				in.skipBytes(4);
				list(content + 4, Math.min(content + size, end), depth + 1);
			}
			else if (content + Math.min(size, 4) <= end) chunk(type, size, content);
			position = content + size + (size & 1);
		}
	}

	private void chunk(final String type, final long size, final long content) throws IOException {
		switch (type) {
			case "avih" -> {
				if (content + 40 > length) {
					missing = Math.max(1, missing);
					return;
				}
				interval = littleEndianAt(content);
				said = Math.max(said, littleEndianAt(content + 16));
				picture("its main header", (int) littleEndianAt(content + 32), (int) littleEndianAt(content + 36));
			}
			case "strh" -> {
				in.seek(content);
				if (size >= 4 && MovieHeader.fourLetters(in).equals("vids") && video < 0) {
					video = streams;
					if (size >= 28 && content + 28 <= length) rate(littleEndianAt(content + 20), littleEndianAt(content + 24));
				}
				streams++;
			}
			case "strf" -> {
				if (video != streams - 1 || size < 16 || content + 16 > length) return;
				picture(OWN, (int) littleEndianAt(content + 4), (int) littleEndianAt(content + 8));
				bits = littleEndianAt(content + 12) >>> 16;
				if (size >= 20 && content + 20 <= length) codec = MovieHeader.fourLetters(in);
				if (bits > MOST_BITS || RAW.contains(codec.toLowerCase(Locale.ROOT)) && !RAW_BITS.contains((int) bits)) fault =
					"its header gives " + bits + " bits a pixel" + (bits > MOST_BITS ? "" : bits == 16
						? ", which may be grey levels or colours" : ", which raw pictures cannot have");
			}
			case "dmlh" -> {
				if (size >= 4 && content + 4 <= length) said = Math.max(said, littleEndianAt(content));
			}
			default -> {
				final boolean picture = type.endsWith("dc") || type.endsWith("db");
				if (!picture || !type.startsWith(String.format(Locale.ROOT, "%02d", Math.max(0, video)))) return;
				counted++;
				if (size == 0) gaps++;
				if (size > 0) pictures.add(content).add(size);
				if (size > 0 && !met) first(size, content);
			}
		}
	}

	private void rate(final long scale, final long rate) {
		if (scale > 0 && rate > 0) own = (double) rate / scale;
	}

	/** Players follow the header of the pictures, other programs the main one. */
	private boolean hasTwoRates() {
		final double main = MovieHeader.MICROSECONDS / interval;
		return interval > 0 && own > 0 && Math.abs(main - own) > RATES_APART * own;
	}

	/** The headers' sizes are compared with the first picture: its bytes if it is raw, what it says if it is a JPEG. */
	private void first(final long size, final long content) throws IOException {
		met = true;
		final List<Integer> given = sizes.get(OWN);
		final String kind = codec.toLowerCase(Locale.ROOT);
		final long least = RAW.contains(kind) ? bits : RAW_12.contains(kind) ? 12 : RAW_8.contains(kind) ? 8 : 0;
		if (given != null && (long) given.get(0) * given.get(1) * least / 8 > size) fault =
			"its header gives pictures of " + given.get(0) + " x " + given.get(1) + " pixels, but the first of them has " +
				size + " bytes";
		in.seek(content);
		final byte[] head = new byte[(int) Math.min(Math.min(size, JPEG_HEAD), length - content)];
		in.readFully(head);
		final int[] jpeg = jpegSize(head);
		// A JPEG of one field of two has half the rows.
		if (jpeg != null && !(given != null && given.get(0) == jpeg[0] && given.get(1) == 2 * jpeg[1])) sizes.put(
			"the first picture", List.of(jpeg[0], jpeg[1]));
	}

	/** @return width and height, {@code null} where it is no JPEG or its header is longer */
	private static int[] jpegSize(final byte[] head) {
		if (head.length < 4 || (head[0] & 0xff) != 0xff || (head[1] & 0xff) != 0xd8) return null;
		for (int at = 2; at + 9 < head.length && (head[at] & 0xff) == 0xff;) {
			final int marker = head[at + 1] & 0xff;
			if (marker >= 0xc0 && marker <= 0xc2) return new int[] { unsigned(head, at + 7), unsigned(head, at + 5) };
			at += 2 + unsigned(head, at + 2);
		}
		return null;
	}

	private static int unsigned(final byte[] bytes, final int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

	/** A picture may stand on its head, which shows as a negative height, but has a width. */
	private void picture(final String where, final int width, final int height) {
		if (width <= 0 || height == 0 || height == Integer.MIN_VALUE) fault = "its header gives pictures of " + width +
			" x " + height + " pixels";
		else sizes.putIfAbsent(where, List.of(width, Math.abs(height)));
	}

	private long littleEndianAt(final long position) throws IOException {
		in.seek(position);
		return MovieHeader.littleEndian(in);
	}
}
