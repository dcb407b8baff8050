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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameFiles;
import org.microexpression.clip.header.OmeXml;
import org.microexpression.clip.video.VideoContainer;

import loci.formats.IFormatReader;
import loci.formats.in.AVIReader;
import loci.formats.in.OMETiffReader;
import loci.formats.in.QTReader;
import loci.formats.in.TiffReader;

/**
 * The kinds of files that a clip may be, known by suffix and first bytes alike. Bio-Formats reads some 160 more; who
 * opened whatever it guesses would hand archives, scripts and lists of other files to parsers that nobody meant to
 * call.
 */
enum ClipFormat {

		/** RIFF of the form type AVI. */
		AVI("AVI movie", VideoContainer.AVI, Set.of("avi", "divx")),

		/** QuickTime and MPEG-4; of what is packed in them, Bio-Formats decodes the older codecs. */
		QUICKTIME("MP4 or QuickTime movie", VideoContainer.QUICKTIME, Set.of("mov", "qt", "mp4", "m4v", "3gp", "3g2")),

		/** Matroska and WebM. */
		MATROSKA("Matroska or WebM movie", VideoContainer.MATROSKA, Set.of("mkv", "webm")),

		/** MPEG transport streams, as camcorders write them. */
		MPEG_TS("MPEG transport stream", VideoContainer.MPEG_TS, Set.of("mts", "m2ts", "m2t", "ts")),

		/** TIFF and OME-TIFF, of 32 or 64 bits. */
		TIFF("TIFF file", Set.of("tif", "tiff", "tf2", "tf8", "btf"));

	private static final List<String> TIFF_STARTS = List.of("II*\0", "II+\0", "MM\0*", "MM\0+");

	private final String title;

	/** Of a movie; empty for anything else. */
	private final Optional<VideoContainer> container;

	private final Set<String> suffixes;

	ClipFormat(final String title, final VideoContainer container, final Set<String> suffixes) {
		this(title, Optional.of(container), suffixes);
	}

	ClipFormat(final String title, final Set<String> suffixes) {
		this(title, Optional.empty(), suffixes);
	}

	ClipFormat(final String title, final Optional<VideoContainer> container, final Set<String> suffixes) {
		this.title = title;
		this.container = container;
		this.suffixes = suffixes;
	}

	/**
	 * @param file an existing file
	 * @return its kind; of a movie that of its first bytes, whatever movie its name says
	 * @throws IOException    if it cannot be read
	 * @throws InputException if it is none of these kinds, or its suffix says another than its first bytes
	 */
	static ClipFormat of(final Path file) throws IOException {
		final byte[] start;
		try (InputStream in = Files.newInputStream(file)) {
			start = in.readNBytes(VideoContainer.START);
		}
		final String suffix = FrameFiles.suffix(file);
		final ClipFormat named = Arrays.stream(values()).filter(f -> f.suffixes.contains(suffix)).findFirst().orElseThrow(
			() -> new InputException("The file '" + file +
				"' cannot be read as a clip, its name does not end like an AVI, MP4, MOV, MKV, WebM, MTS or TIFF file's; " +
				"choose the clip itself, or export it as an AVI of JPEG frames or as a folder of numbered PNG files."));
		if (named == TIFF) {
			if (TIFF_STARTS.contains(new String(Arrays.copyOf(start, 4), StandardCharsets.ISO_8859_1))) return TIFF;
		}
		else {
			final Optional<VideoContainer> content = VideoContainer.of(start);
			if (content.isPresent()) return Arrays.stream(values()).filter(f -> f.container.equals(content)).findFirst()
				.orElseThrow();
		}
		if (named == AVI) throw new InputException("The file '" + file +
			"' is no AVI movie in spite of its name; choose the movie itself.");
		throw new InputException("The file '" + file + "' cannot be read as a clip, it is no " + named.title +
			" in spite of its name; choose the clip itself, or export it again.");
	}

	/**
	 * @param file a path
	 * @return whether it is called as movies are
	 */
	static boolean isMovieName(final Path file) {
		final String suffix = FrameFiles.suffix(file);
		return Arrays.stream(values()).anyMatch(format -> format != TIFF && format.suffixes.contains(suffix));
	}

	/** @return what FFmpeg reads it as; empty for what is no movie */
	Optional<VideoContainer> container() {
		return container;
	}

	/**
	 * @param file a file of this kind
	 * @return the one reader of Bio-Formats for it; no other is asked, and no other file is read
	 * @throws IOException    if the file cannot be read
	 * @throws InputException if its OME-XML is refused
	 */
	IFormatReader reader(final Path file) throws IOException {
		final Supplier<IFormatReader> made = switch (this) {
			case AVI -> AVIReader::new;
			case QUICKTIME -> QTReader::new;
			case MATROSKA, MPEG_TS -> throw new IllegalStateException(this + " is read by FFmpeg alone");
			case TIFF -> OmeXml.isIn(file) ? OMETiffReader::new : TiffReader::new;
		};
		final IFormatReader reader = made.get();
		// A clip is one file, whatever lies beside it under a similar name.
		reader.setGroupFiles(false);
		return reader;
	}
}
