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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of files that videos come in. Each has one demuxer, which is named and not guessed: FFmpeg has some 350,
 * and among them are lists of other files, scripts and network addresses.
 */
public enum VideoContainer {

		/** QuickTime and MPEG-4 (also 3GP). */
		QUICKTIME("mov", "MOV/MP4"),
		/** Matroska and WebM. */
		MATROSKA("matroska", "Matroska/WebM"),
		/** RIFF of the form type AVI. */
		AVI("avi", "AVI"),
		/** MPEG transport streams, which camcorders write as MTS and M2TS. */
		MPEG_TS("mpegts", "MPEG transport stream");

	/**
	 * Decoders that may be called, by FFmpeg's names. What is left out is obsolete or of games: nobody films faces with
	 * it, and seldom used decoders are where faults stay.
	 */
	private static final Set<String> DECODERS = Set.of("h264", "hevc", "vp8", "vp9", "libaom-av1", "mpeg4", "msmpeg4",
		"msmpeg4v2", "msmpeg4v1", "h263", "mpeg1video", "mpeg2video", "mjpeg", "rawvideo", "ffv1", "huffyuv", "ffvhuff",
		"utvideo", "png", "qtrle", "prores", "dnxhd", "dvvideo");

	/** Distances of the sync bytes of a transport stream; in M2TS four bytes of time stand before each packet. */
	private static final int PACKET = 188, TIMED_PACKET = 192;

	/** How many of a file's first bytes tell what it is. */
	public static final int START = 4 + 2 * TIMED_PACKET + 1;

	private final String demuxer;

	private final String title;

	VideoContainer(final String demuxer, final String title) {
		this.demuxer = demuxer;
		this.title = title;
	}

	/**
	 * @param start the first {@value #START} bytes of a file, or all where it is shorter
	 * @return what the file is by them; empty where it is none of these
	 */
	public static Optional<VideoContainer> of(final byte[] start) {
		return Arrays.stream(values()).filter(container -> container.matches(start)).findFirst();
	}

	/** @return the list of decoders in FFmpeg's form */
	static String decoders() {
		return String.join(",", DECODERS);
	}

	static boolean allows(final String decoder) {
		return DECODERS.contains(decoder);
	}

	/** @return FFmpeg's name of the demuxer */
	String demuxer() {
		return demuxer;
	}

	/** @return what people call it */
	public String title() {
		return title;
	}

	private boolean matches(final byte[] start) {
		return switch (this) {
			case QUICKTIME -> List.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot").contains(text(start, 4));
			case MATROSKA -> text(start, 0).equals("\u001aE\u00df\u00a3");
			case AVI -> text(start, 0).equals("RIFF") && text(start, 8).equals("AVI ");
			case MPEG_TS -> synchronous(start, 0, PACKET) || synchronous(start, 4, TIMED_PACKET);
		};
	}

	private static boolean synchronous(final byte[] start, final int first, final int distance) {
		for (int i = first; i <= first + 2 * distance; i += distance)
			if (i >= start.length || start[i] != 'G') return false;
		return true;
	}

	private static String text(final byte[] start, final int from) {
		return start.length < from + 4 ? "" : new String(start, from, 4, StandardCharsets.ISO_8859_1);
	}
}
