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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.Titles;

/**
 * The JPEG, PNG, BMP and TIFF files of a folder in the order of their frame numbers, for everybody who reads one: the
 * import, a batch and the readers of datasets. Hidden files do not count.
 *
 * @param folder  the folder
 * @param names   the files' names, in the order of their numbers
 * @param numbers their numbers, ascending, see {@link FrameNumbers}
 * @param remarks what the user should know, one sentence each: what was passed over, how frames were numbered
 */
public record FrameFiles(Path folder, List<String> names, int[] numbers, List<String> remarks) {

	private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "bmp");

	private static final Set<String> TIFFS = Set.of("tif", "tiff");

	/** Pictures and movies that are no frames here; whoever put them among frames wants to know. */
	private static final Set<String> OTHERS = Set.of("gif", "apng", "webp", "heic", "heif", "avif", "jp2", "j2k", "jpx",
		"jxl", "jpe", "jfif", "tga", "ppm", "pgm", "pnm", "pbm", "pcx", "dcm", "dng", "raw", "cr2", "nef", "arw", "exr",
		"psd", "svg", "avi", "mov", "mp4", "mkv", "webm", "wmv", "mts", "m2ts", "mpg", "mpeg");

	/** What programs that fetch files leave in the place of one that is not there, or not yet. */
	private static final Pattern NOT_WHOLE = Pattern.compile(
		"(.+\\.\\p{Alnum}+)[._-](icloud|crdownload|part|partial|download|opdownload|tmp|filepart|aria2)",
		Pattern.CASE_INSENSITIVE);

	/** Keeps its own copies. */
	public FrameFiles {
		names = List.copyOf(names);
		numbers = numbers.clone();
		remarks = List.copyOf(remarks);
	}

	/**
	 * @param folder an existing folder
	 * @return its frames; none where it holds none
	 * @throws InputException if it cannot be listed, or the names do not tell which frame is which
	 */
	public static FrameFiles read(final Path folder) {
		final List<String> found = new ArrayList<>();
		final List<String> others = new ArrayList<>();
		final List<String> partial = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				if (ofPart(entry).filter(whole -> isPicture(whole) || isTiff(whole)).isPresent()) partial.add(entry
					.getFileName().toString());
				if (isHidden(entry) || Files.isDirectory(entry)) continue;
				if (isOtherPicture(entry)) others.add(entry.getFileName().toString());
				if (!isFrame(entry)) continue;
				Reasons.requireFile(entry);
				if (!Files.isRegularFile(entry)) throw new InputException("The frame '" + entry +
					"' is a link to a file that is not there; restore it or take the link out of the folder.");
				found.add(entry.getFileName().toString());
			}
		}
		catch (IOException | DirectoryIteratorException e) {
			throw new InputException("The folder '" + folder + "' cannot be listed (" + Reasons.of(e) +
				"); check that you may read it and that its drive is connected.", e);
		}
		final List<String> remarks = new ArrayList<>();
		if (!others.isEmpty()) remarks.add("Passed over among the frames of '" + folder + "': " + listed(others) +
			", which are not read; convert them to PNG if they are frames.");
		if (!partial.isEmpty()) remarks.add("Passed over among the frames of '" + folder + "': " + listed(partial) +
			", which look like frames that were not downloaded or are not whole; fetch them again.");
		if (found.isEmpty()) return new FrameFiles(folder, found, new int[0], remarks);
		Collections.sort(found);
		try {
			final FrameNumbers numbers = FrameNumbers.ofFiles(found);
			numbers.remarks().forEach(remark -> remarks.add("Frames of '" + folder + "': " + remark));
			return new FrameFiles(folder, numbers.order().stream().map(found::get).toList(), numbers.values(), remarks);
		}
		catch (final InputException e) {
			throw new InputException("The folder '" + folder + "' " + e.getMessage()).with(remarks);
		}
	}

	/** @return the frames' numbers in ascending order, a copy */
	@Override
	public int[] numbers() {
		return numbers.clone();
	}

	/** @return the time of each frame in seconds, where the names state them beyond doubt, ascending; else empty */
	public List<Double> times() {
		return StatedTimes.of(names);
	}

	/**
	 * @param file a file
	 * @return whether its name is that of a frame, hidden ones ({@code ._} files that macOS leaves behind) excluded
	 */
	public static boolean isFrame(final Path file) {
		return (isPicture(file) || isTiff(file)) && !isHidden(file);
	}

	/**
	 * @param file any file
	 * @return whether the file is a single picture by its name's suffix, TIFF (which may hold many) excluded
	 */
	public static boolean isPicture(final Path file) {
		return PICTURES.contains(suffix(file));
	}

	/**
	 * @param file any file
	 * @return whether the file is a picture or a movie by its name's suffix, of a format that frames cannot have
	 */
	public static boolean isOtherPicture(final Path file) {
		return OTHERS.contains(suffix(file));
	}

	/**
	 * @param file any file
	 * @return the file that it would be if it were whole, where its name says that it was not downloaded or not to its end
	 */
	public static Optional<Path> ofPart(final Path file) {
		final Matcher part = NOT_WHOLE.matcher(file.getFileName().toString());
		return part.matches() ? Optional.of(file.resolveSibling(part.group(1))) : Optional.empty();
	}

	/**
	 * @param file any file
	 * @return whether the file is a TIFF by its name's suffix
	 */
	public static boolean isTiff(final Path file) {
		return TIFFS.contains(suffix(file));
	}

	/**
	 * @param file any file
	 * @return the file name's suffix in lower case, without the dot; empty where there is none
	 */
	public static String suffix(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
	}

	private static String listed(final List<String> names) {
		return Titles.some(names.stream().sorted().toList());
	}

	private static boolean isHidden(final Path file) {
		return file.getFileName().toString().startsWith(".");
	}
}
