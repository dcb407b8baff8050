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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.microexpression.base.InputException;

/**
 * What the header of an AVI or QuickTime file says and its readers do not pass on: how many frames it has, how long
 * each lasts, and whether the file is there to its end. (Bio-Formats 7.3.1 finds 2 frames in some QuickTime files of
 * 25, and takes their time scale for the frame rate.)
 *
 * @param format          what the file is by its first bytes
 * @param frames          the number of frames, 0 where unknown; at least so many in an AVI of several parts
 * @param framesPerSecond NaN where unknown
 * @param missingBytes    how much of the file is missing at its end
 * @param plain           whether it is of one part and one stream; readers stumble over others
 * @param fault           what in the header cannot be, empty if nothing
 * @param codec           the four letters that name the codec, empty where unknown; of an AVI of raw pictures 0s
 * @param remark          what is odd, so that FFmpeg alone reads the file as it is; the rest of a sentence about the
 *                        file, empty if nothing
 */
public record MovieHeader(Format format, long frames, double framesPerSecond, long missingBytes, boolean plain,
		String fault, String codec, String remark) {

	/** Kinds of files by their first bytes. */
	public enum Format {
			/** RIFF of the form type AVI. */
			AVI,
			/** QuickTime and MPEG-4. */
			QUICKTIME,
			/** Anything else. */
			OTHER
	}

	private static final MovieHeader NONE = new MovieHeader(Format.OTHER, 0, Double.NaN, 0, true, "", "", "");

	private static final int HEADER = 8;

	/** The name of an atom: printable, but for the sign of copyright before those of QuickTime's user data. */
	private static final String ATOM = "[\\x20-\\x7e\u00a9][\\x20-\\x7e]{3}";

	/** FFmpeg, too, reads no more. */
	private static final int MOST_TRACKS = 1000;

	/** A track's frames are described five atoms deep. */
	private static final int DEEPEST = 16;

	static final double MICROSECONDS = 1e6;

	/**
	 * @param file any file
	 * @return what its header says; of the format {@link Format#OTHER} where it is neither AVI nor QuickTime
	 * @throws IOException if the file cannot be read
	 */
	public static MovieHeader read(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			if (in.length() < 2 * HEADER) return NONE;
			final String start = fourLetters(in);
			in.seek(HEADER - 4);
			final String second = fourLetters(in);
			final String form = fourLetters(in);
			if (start.equals("RIFF") && form.equals("AVI ")) return AviChunks.read(in);
			return switch (second) {
				case "ftyp", "moov", "mdat", "wide", "free", "skip", "pnot" -> readQuickTime(in);
				default -> NONE;
			};
		}
	}

	/**
	 * @param file where the header is from
	 * @throws InputException if its header says what cannot be
	 */
	public void checkSane(final Path file) {
		if (!fault.isEmpty()) throw new InputException("The file '" + file + "' cannot be read as a clip (" + fault +
			"); export the clip again, as an AVI of JPEG frames or as a folder of numbered PNG files.");
	}

	/**
	 * @param file  where the header is from
	 * @param found how many frames a reader finds
	 * @throws InputException if the header knows of more
	 */
	public void checkFound(final Path file, final int found) {
		if (found < frames) throw new InputException("Only " + found + " of the " + frames + " frames of '" + file +
			"' can be read; export the clip again, as an AVI of JPEG frames or as numbered PNG files.");
	}

	private static MovieHeader readQuickTime(final RandomAccessFile in) throws IOException {
		final Track video = new Track();
		final long missing = walk(in, 0, in.length(), 0, new Track(), video);
		final double rate = video.duration > 0 ? (double) video.frames * video.timeScale / video.duration : Double.NaN;
		final int films = films(in);
		return new MovieHeader(Format.QUICKTIME, video.frames, rate, missing, true, "", video.codec, films < 2 ? ""
			: "holds " + films + " films, one behind the other; the first is read, part them to read the others.");
	}

	/** How many tables of frames stand side by side: one, unless files were joined. */
	private static int films(final RandomAccessFile in) throws IOException {
		int films = 0;
		long position = 0;
		while (position + HEADER <= in.length()) {
			in.seek(position);
			long size = in.readInt() & 0xffffffffL;
			if (fourLetters(in).equals("moov")) films++;
			if (size == 1 && position + 2 * HEADER <= in.length()) size = in.readLong();
			if (size < HEADER) break;
			position += size;
		}
		return films;
	}

	/**
	 * Walks through the atoms of a QuickTime file.
	 *
	 * @param depth how many atoms this one lies in
	 * @param track gathers what the atoms of the track being read say
	 * @param video becomes the first video track
	 * @return how many bytes the last atom reaches beyond the end
	 */
	private static long walk(final RandomAccessFile in, final long start, final long end, final int depth,
		final Track track, final Track video) throws IOException
	{
		if (depth > DEEPEST) throw new IOException("its atoms lie within one another more than " + DEEPEST + " deep");
		long position = start;
		while (position + HEADER <= end) {
			in.seek(position);
			long size = in.readInt() & 0xffffffffL;
			final String type = fourLetters(in);
			if (size == 1) size = in.readLong();
			else if (size == 0) size = end - position;
			// What is no atom's name was put behind the film; of it nothing is missing.
			if (size < HEADER || !type.matches(ATOM)) return 0;
			final long content = in.getFilePointer();
			final long next = position + size;
			if (next <= end) {
				switch (type) {
					case "trak" -> {
						if (++video.tracks > MOST_TRACKS) throw new IOException("it has more than " + MOST_TRACKS + " tracks");
						final Track inner = new Track();
						walk(in, content, next, depth + 1, inner, video);
						if (inner.video && video.frames == 0) video.become(inner);
					}
					case "moov", "mdia", "minf", "stbl" -> walk(in, content, next, depth + 1, track, video);
					case "mdhd", "hdlr", "stsd", "stts" -> track.read(type, in);
					default -> {
						// Holds nothing asked for here.
					}
				}
			}
			position = next;
		}
		return Math.max(0, position - end);
	}

	static String fourLetters(final RandomAccessFile in) throws IOException {
		final byte[] letters = new byte[4];
		in.readFully(letters);
		return new String(letters, StandardCharsets.ISO_8859_1);
	}

	static long littleEndian(final RandomAccessFile in) throws IOException {
		return Integer.reverseBytes(in.readInt()) & 0xffffffffL;
	}

	/** What the atoms of one QuickTime track say. */
	private static final class Track {

		private boolean video;

		/** Of the whole film, counted in the one that becomes its first video track. */
		private int tracks;

		private long timeScale;

		private long frames;

		private long duration;

		private String codec = "";

		private void become(final Track other) {
			video = other.video;
			timeScale = other.timeScale;
			frames = other.frames;
			duration = other.duration;
			codec = other.codec;
		}

		/** Reads an atom's content, which begins at the file pointer with one byte of version and three of flags. */
		private void read(final String type, final RandomAccessFile in) throws IOException {
			final int version = in.readInt() >>> 24;
			switch (type) {
				case "mdhd" -> {
					// Times of creation and modification come first, longer ones in version 1.
					in.skipBytes(version == 1 ? 2 * Long.BYTES : 2 * Integer.BYTES);
					timeScale = in.readInt() & 0xffffffffL;
				}
				case "hdlr" -> {
					in.skipBytes(Integer.BYTES);
					video |= fourLetters(in).equals("vide");
				}
				case "stsd" -> {
					// The number of entries, and the size of the first.
					in.skipBytes(2 * Integer.BYTES);
					codec = fourLetters(in);
				}
				default -> {
					final int entries = in.readInt();
					for (int i = 0; i < entries; i++) {
						final long count = in.readInt() & 0xffffffffL;
						frames += count;
						duration += count * (in.readInt() & 0xffffffffL);
					}
				}
			}
		}
	}
}
