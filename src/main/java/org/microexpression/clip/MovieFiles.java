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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.clip.header.AviPictures;
import org.microexpression.clip.header.MatroskaLength;
import org.microexpression.clip.header.MovieHeader;

/**
 * Decides by a movie's content who reads it. What ImageJ and Bio-Formats have read exactly so far they still do, so
 * that results stay what they were: raw and JPEG pictures in AVI and QuickTime. All else FFmpeg reads, and whatever the
 * others fail at: files that are cut off give the frames that are there.
 */
final class MovieFiles {

	/** Codecs by their four letters, in lower case; raw AVIs have zeros. */
	private static final Set<String> READ_BY_IMAGEJ = Set.of("\0\0\0\0", "rgb ", "raw ", "y800", "y8  ", "grey", "mjpg",
		"jpeg", "yuy2", "yuyv", "yunv", "uyvy", "uynv", "y422", "cyuv", "v422", "i420", "iyuv", "yv12", "nv12", "nv21",
		"png ", "mpng", "rle ", "mjpb");

	/** QuickTime without compression, which stays with Bio-Formats. */
	private static final String RAW = "raw ";

	private static final Set<String> OF_JPEGS = Set.of("mjpg", "jpeg");

	@FunctionalInterface
	private interface Opening {

		FrameSource open() throws IOException;
	}

	private MovieFiles() {
		// Functions only.
	}

	/**
	 * @param file   an existing file
	 * @param format its kind, a movie's
	 * @param threads that may decode at once, as in {@link org.microexpression.clip.video.VideoFile#open}
	 * @return its frames
	 * @throws IOException    if nobody can read it
	 * @throws InputException likewise, with a sentence that says why
	 */
	static FrameSource open(final Path file, final ClipFormat format, final int threads) throws IOException {
		if (format == ClipFormat.MPEG_TS) return new VideoSource(file, format.container().orElseThrow(), 0, "", threads);
		if (format == ClipFormat.MATROSKA) {
			final long missing = MatroskaLength.missingBytes(file);
			final Opening matroska = () -> new VideoSource(file, format.container().orElseThrow(), 0, cutOff(file, missing),
				threads);
			return missing > 0 ? openCut(file, missing, matroska) : matroska.open();
		}
		final MovieHeader header = MovieHeader.read(file);
		header.checkSane(file);
		final String odd = header.remark().isEmpty() ? "" : "The file '" + file + "' " + header.remark();
		final Opening ffmpeg = () -> new VideoSource(file, format.container().orElseThrow(), header.frames(), (cutOff(file,
			header.missingBytes()) + " " + odd).strip(), threads);
		if (header.missingBytes() > 0) return openCut(file, header.missingBytes(), ffmpeg);
		if (!odd.isEmpty()) return openOdd(ffmpeg, odd);
		final List<Opening> openings = new ArrayList<>(others(file, format, header, threads));
		openings.add(isLeftToImageJ(format, header.codec().toLowerCase(Locale.ROOT)) ? openings.size() : 0, ffmpeg);
		return firstOf(openings);
	}

	/** QuickTime says when each frame is shown and how it is turned, which FFmpeg alone reads. */
	private static boolean isLeftToImageJ(final ClipFormat format, final String codec) {
		return READ_BY_IMAGEJ.contains(codec) && (format == ClipFormat.AVI || codec.equals(RAW));
	}

	/**
	 * Bio-Formats first, because it is the reader of all other files; raw AVIs are left to ImageJ. Of AVIs with sound or
	 * of several parts Bio-Formats finds the first frames only, so that there ImageJ goes first.
	 */
	private static List<Opening> others(final Path file, final ClipFormat format, final MovieHeader header,
		final int threads)
	{
		final Opening bioFormats = () -> readable(checked(BioFormatsFile.open(file, format), file, format, header,
			threads));
		if (format != ClipFormat.AVI) return List.of(bioFormats);
		final Opening imageJ = () -> readable(checked(new ImageJAvi(file, header), file, format, header, threads));
		return header.plain() ? List.of(bioFormats, imageJ) : List.of(imageJ, bioFormats);
	}

	private static FrameSource checked(final FrameSource source, final Path file, final ClipFormat format,
		final MovieHeader header, final int threads) throws IOException
	{
		if (!OF_JPEGS.contains(header.codec().toLowerCase(Locale.ROOT))) return source;
		// Where the numbers of frames differ it is not certain which is which.
		if (format == ClipFormat.AVI) {
			final AviPictures pictures = AviPictures.of(file);
			return pictures.count() == source.frameCount() ? new CheckedJpegs(source, file, pictures) : source;
		}
		final FrameSource other;
		try {
			other = new VideoSource(file, format.container().orElseThrow(), header.frames(), "", threads);
		}
		catch (final InputException e) {
			return source;
		}
		if (other.frameCount() == source.frameCount()) return new CheckedJpegs(source, other);
		other.release();
		return source;
	}

	/** Some readers find frames that they cannot decode. */
	private static FrameSource readable(final FrameSource source) {
		try {
			source.read(0);
			return source;
		}
		catch (final RuntimeException e) {
			source.release();
			throw e;
		}
	}

	private static FrameSource firstOf(final List<Opening> openings) throws IOException {
		InputException sentence = null;
		final List<Throwable> failures = new ArrayList<>();
		for (final Opening opening : openings) {
			try {
				return opening.open();
			}
			catch (final InputException e) {
				if (sentence == null) sentence = e;
			}
			catch (final IOException | RuntimeException | NoClassDefFoundError e) {
				failures.add(e);
			}
		}
		// A sentence of ours says more than what a reader says to its developers.
		if (sentence != null) throw sentence;
		final Throwable last = failures.get(failures.size() - 1);
		if (last instanceof IOException e) throw e;
		if (last instanceof RuntimeException e) throw e;
		throw (NoClassDefFoundError) last;
	}

	private static FrameSource openOdd(final Opening ffmpeg, final String odd) throws IOException {
		try {
			return ffmpeg.open();
		}
		catch (final InputException e) {
			throw new InputException(e.getMessage() + " " + odd, e);
		}
	}

	private static FrameSource openCut(final Path file, final long missing, final Opening ffmpeg) throws IOException {
		try {
			return readable(ffmpeg.open());
		}
		catch (final InputException e) {
			throw new InputException("The file '" + file + "' is cut off, its last " + Counts.of(missing, "byte is",
				"bytes are") + " missing, and no frame can be read without them; copy or export it again.", e);
		}
	}

	private static String cutOff(final Path file, final long missing) {
		return missing == 0 ? "" : "The file '" + file + "' is cut off, its last " + Counts.of(missing, "byte is",
			"bytes are") + " missing; the frames before them can be read.";
	}
}
