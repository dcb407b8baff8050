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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.clip.header.AnimatedPng;
import org.microexpression.clip.header.FrameFiles;

/** Opens clips. */
public final class Clips {

	/** Frames per second that no camera for faces goes beyond. */
	private static final int FASTEST = 1_000_000;

	/** One in a quarter of an hour; tables and sentences show no smaller number. */
	private static final double SLOWEST = 0.001;

	private static final String CONVERT =
		"; export the clip as an AVI of JPEG frames or as a folder of numbered PNG files.";

	/** Names of Java's classes, in what a reader says to its developers. */
	private static final Pattern CLASS = Pattern.compile("\\w+\\.\\w+\\.[A-Z]|[a-z]Exception|[a-z]Error\\b|\\bnull\\b");

	private Clips() {
		// Functions only.
	}

	/**
	 * Opens a clip: a folder of numbered JPEG, PNG, BMP or TIFF frames, a video (MP4, MOV, MKV, WebM, AVI, MTS), a TIFF
	 * or OME-TIFF stack along time or depth, known by suffix and first bytes alike. Only the first frame (of 16-bit and
	 * real values also the middle and the last one) is read now, the others when asked for.
	 * <p>
	 * Frames in a folder are sorted and numbered by the number that differs between their names; names that do not tell
	 * which frame is which are refused. Frames whose names carry times are counted from 1, and a remark says so. Planes
	 * of a file are counted from 1, unless it is an ImageJ TIFF whose slice labels carry ascending numbers.
	 * <p>
	 * Pictures that say to be stored turned or mirrored are turned upright, and a remark says so.
	 * <p>
	 * Grey levels: 8-bit values stay what they are, 1 to 7 bits are spread over 0..255, colour becomes the luma of ITU-R
	 * BT.601, and of a video that stores luma it is that, spread over 0..255. The paper reads 8-bit frames and does not
	 * state a scaling of others; this is our choice. 16-bit values are divided by the camera's full
	 * range, 2<sup>bits</sup> − 1, to give 0..255, the same in all frames so that no change of brightness is invented.
	 * The bits are those the file states, or the fewest (at least 8) that hold the brightest pixel of the first, middle
	 * and last frame. Dividing by the brightest pixel itself would give two recordings of one scene different grey
	 * levels. Real values of 0..1 are multiplied by 255, larger ones are treated like 16-bit ones, and where there are
	 * negative ones the range found in those three frames becomes 0..255. Where one pixel of 10,000 or fewer is alone in
	 * three quarters of the range, as a camera's hot pixels are, the others alone count, and a remark says so. 16-bit
	 * values that all are 32768 or more, and less than 40960, count from there, as ImageJ stores signed ones.
	 *
	 * @param fileOrFolder where the clip is
	 * @return the clip, to be closed by the caller
	 * @throws InputException if there is no such file or folder, or it is no clip, or damaged, or its first frame is too
	 *                        large for the memory
	 */
	public static Clip open(final Path fileOrFolder) {
		return open(fileOrFolder, Progress.none());
	}

	/**
	 * As {@link #open(Path)}; a file that does not answer is waited for until the user cancels or 20 seconds and more,
	 * according to its size, are over, while it is opened as for every frame.
	 *
	 * @param fileOrFolder where the clip is
	 * @param progress     progress and cancellation
	 * @return the clip, to be closed by the caller
	 * @throws InputException                             as {@link #open(Path)}, or if the file does not answer
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Clip open(final Path fileOrFolder, final Progress progress) {
		return open(fileOrFolder, Double.NaN, progress);
	}

	/**
	 * The rate that somebody gave for frames that do not tell it.
	 *
	 * @param fps frames per second, 0 for none
	 * @return the same; NaN for none
	 * @throws InputException if it is neither 0 nor a number from {@value #SLOWEST} to {@value #FASTEST}
	 */
	public static double givenRate(final double fps) {
		if (fps != 0 && !(fps >= SLOWEST && fps <= FASTEST)) throw new InputException("The parameter 'fps' is " + fps +
			"; give the number of frames a second, from " + SLOWEST + " to " + FASTEST +
			" such as 200, or 0 to take what the " + "file says.");
		return fps > 0 ? fps : Double.NaN;
	}

	/**
	 * As {@link #open(Path, Progress)}, with the number of frames a second for what does not carry it, or carries another
	 * than that of the camera, as films in slow motion do.
	 *
	 * @param fileOrFolder    where the clip is
	 * @param framesPerSecond the camera's, larger than 0; NaN to take what the file says
	 * @param progress        progress and cancellation
	 * @return the clip, to be closed by the caller
	 * @throws InputException                             as {@link #open(Path)}, or if the file does not answer
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Clip open(final Path fileOrFolder, final double framesPerSecond, final Progress progress) {
		return open(fileOrFolder, framesPerSecond, 0, progress);
	}

	/**
	 * As {@link #open(Path, double, Progress)}, with a number of threads; the frames do not depend on it.
	 *
	 * @param fileOrFolder    where the clip is
	 * @param framesPerSecond the camera's, larger than 0; NaN to take what the file says
	 * @param threads         that may decode a video at once, 0 for as many as Java was started with, else one a
	 *                        processor
	 * @param progress        progress and cancellation
	 * @return the clip, to be closed by the caller
	 * @throws InputException                             as {@link #open(Path)}, or if the file does not answer
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Clip open(final Path fileOrFolder, final double framesPerSecond, final int threads,
		final Progress progress)
	{
		return open(fileOrFolder, threads, progress, source -> Double.isNaN(framesPerSecond) ? source : new RatedSource(
			source, framesPerSecond));
	}

	/**
	 * As {@link #open(Path, Progress)}, with the number of frames a second of a clip that does not tell its own; one that
	 * does keeps it.
	 *
	 * @param fileOrFolder    where the clip is
	 * @param framesPerSecond the camera's, larger than 0; NaN where nobody knows it
	 * @param threads         that may decode a video at once, 0 for as many as Java was started with, else one a
	 *                        processor
	 * @param progress        progress and cancellation
	 * @return the clip, to be closed by the caller
	 * @throws InputException                             as {@link #open(Path)}, or if the file does not answer
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Clip openTimed(final Path fileOrFolder, final double framesPerSecond, final int threads,
		final Progress progress)
	{
		return open(fileOrFolder, threads, progress, source -> source.framesPerSecond() > 0 || Double.isNaN(framesPerSecond)
			? source : new RatedSource(source, framesPerSecond));
	}

	private static Clip open(final Path fileOrFolder, final int threads, final Progress progress,
		final UnaryOperator<FrameSource> timing)
	{
		if (!Reasons.isNamed(fileOrFolder)) throw new InputException(Reasons.noPath(fileOrFolder.toString()));
		final boolean directory = Files.isDirectory(fileOrFolder);
		if (!directory && !Files.exists(fileOrFolder)) throw new InputException("There is no file or folder '" +
			fileOrFolder + "'; check the path.");
		Reasons.requireFile(fileOrFolder);
		final PatientReading reading = PatientReading.of(fileOrFolder, directory ? 0 : fileOrFolder.toFile().length(),
			progress);
		final FrameSource source = reading.read(() -> {
			final FrameSource opened = directory ? FrameFolder.open(fileOrFolder) : openFile(fileOrFolder, threads);
			if (reading.isLeftAlone()) opened.release();
			return opened;
		});
		final FrameSource patient = new PatientSource(timing.apply(source), reading);
		try {
			return new SourceClip(patient);
		}
		catch (final InputException e) {
			patient.release();
			throw e.with(patient.remarks());
		}
		catch (final RuntimeException e) {
			patient.release();
			throw e;
		}
	}

	private static FrameSource openFile(final Path file, final int threads) {
		if (FrameFiles.isPicture(file)) throw new InputException("The file '" + file + (AnimatedPng.is(file)
			? "' is an animated PNG, which is not read as a clip" + CONVERT
			: "' is a single picture; give the folder that holds the clip's frames instead."));
		try {
			if (Files.size(file) == 0) throw new InputException("The file '" + file + "' is empty; copy or export it again.");
			refuseGif(file);
			final ClipFormat format = ClipFormat.of(file);
			return format == ClipFormat.TIFF ? BioFormatsFile.open(file, format) : MovieFiles.open(file, format, threads);
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final NoClassDefFoundError e) {
			throw withoutBioFormats(file, e);
		}
		catch (final StackOverflowError e) {
			throw unreadable(file, "its parts are nested without end", e);
		}
		catch (final OutOfMemoryError e) {
			throw unreadable(file, "it claims more than fits into the memory", e);
		}
		catch (final IOException | RuntimeException e) {
			throw unreadable(file, reason(e), e);
		}
	}

	/** What a reader says to people; of its own troubles with a damaged file only that there are any. */
	private static String reason(final Exception e) {
		final String said = e instanceof IOException && e.getMessage() != null ? Reasons.of(e) : null;
		return said == null || CLASS.matcher(said).find() ? "it is damaged" : said;
	}

	/**
	 * A GIF's frames hold what changed since the one before, which its readers do not put together; and its 256 colours
	 * make motion where there is none.
	 */
	private static void refuseGif(final Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			if (new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("GIF8")) throw new InputException(
				"The file '" + file + "' is a GIF, which is not read as a clip" + CONVERT);
		}
	}

	/** @return the sentence for a file that only Bio-Formats reads, where it is not installed */
	static InputException withoutBioFormats(final Path file, final Throwable cause) {
		return new InputException("The file '" + file +
			"' needs Bio-Formats, which this ImageJ lacks; install Bio-Formats or use numbered PNG files.", cause);
	}

	private static InputException unreadable(final Path file, final String reason, final Throwable cause) {
		final String why = " (" + reason.strip().replaceAll("[\\s.]+$", "").replaceAll("\\s+", " ") + ")";
		return new InputException("The file '" + file + "' cannot be read as a clip" + why + CONVERT, cause);
	}
}
