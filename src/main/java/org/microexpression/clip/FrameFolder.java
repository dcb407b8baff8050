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
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import org.microexpression.clip.header.FrameFiles;
import org.microexpression.clip.header.OrientationMark;

/**
 * A folder of numbered JPEG, PNG, BMP or TIFF frames. Where their names state times, these are the frames'. Nothing is
 * kept open.
 */
final class FrameFolder implements FrameSource {

	private final FrameFiles files;

	/** Seconds, empty where the names do not state them. */
	private final List<Double> times;

	/** Of the first frame; others that are turned otherwise are refused. */
	private final int mark;

	private final boolean coloured;

	private FrameFolder(final FrameFiles files) {
		this.files = files;
		times = files.times();
		mark = Upright.mark(file(0));
		coloured = FrameFiles.isTiff(file(0)) && BioFormatsFile.hasColourTable(file(0));
	}

	/**
	 * @param folder an existing folder
	 * @return its frames
	 * @throws InputException if it cannot be listed, or holds no frames, or their names do not tell which is which
	 */
	static FrameFolder open(final Path folder) {
		final FrameFiles files = FrameFiles.read(folder);
		if (files.names().isEmpty()) throw new InputException("The folder '" + folder +
			"' holds no JPEG, PNG, BMP or TIFF frames; " + wayOut(movies(folder))).with(files.remarks());
		return new FrameFolder(files);
	}

	private static String wayOut(final List<String> movies) {
		return movies.isEmpty() ? "choose the folder that holds the frames themselves." : "it holds " + Counts.of(movies
			.size(), "movie", "movies") + " (" + Titles.some(movies) +
			"): choose one of them, or give the folder to Recognize Folder of Clips.";
	}

	/** What cannot be listed was told when its frames were looked for. */
	private static List<String> movies(final Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(ClipFormat::isMovieName).filter(Files::isRegularFile).map(file -> file.getFileName()
				.toString()).sorted().toList();
		}
		catch (final IOException | UncheckedIOException e) {
			return List.of();
		}
	}

	@Override
	public String name() {
		final Path name = files.folder().toAbsolutePath().normalize().getFileName();
		return name == null ? files.folder().toString() : name.toString();
	}

	@Override
	public int frameCount() {
		return files.names().size();
	}

	@Override
	public int[] frameNumbers() {
		return files.numbers();
	}

	@Override
	public List<String> remarks() {
		final List<String> remarks = new ArrayList<>(files.remarks());
		if (mark != OrientationMark.UPRIGHT) remarks.add(Upright.remark("The frames of '" + files.folder() + "'", mark));
		if (coloured) remarks.add(BioFormatsFile.colourTable("'" + files.folder() + "'"));
		return remarks;
	}

	@Override
	public String label(final int index) {
		return files.names().get(index);
	}

	@Override
	public double framesPerSecond() {
		if (times.isEmpty()) return Double.NaN;
		return (times.size() - 1) / (times.get(times.size() - 1) - times.get(0));
	}

	@Override
	public OptionalDouble seconds(final int index) {
		return times.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(times.get(index));
	}

	@Override
	public boolean statesTimes() {
		return !times.isEmpty();
	}

	@Override
	public String reader() {
		if (times.isEmpty()) return "";
		return String.format(Locale.ROOT,
			"The times of the frames of '%s' are those in their names, such as %s s for '%s'; " + "%.3f frames a second.",
			name(), BigDecimal.valueOf(times.get(0)).stripTrailingZeros().toPlainString(), label(0), framesPerSecond());
	}

	@Override
	public int significantBits() {
		return Short.SIZE;
	}

	@Override
	public Pixels read(final int index) {
		final Path file = file(index);
		final int own = Upright.mark(file);
		if (own != mark) throw new InputException("The frame '" + file + "' is stored in the orientation " + own +
			", the first frame of its folder in " + mark + "; turn them all alike and save them upright.");
		return Upright.of(stored(file), mark);
	}

	private Path file(final int index) {
		return files.folder().resolve(files.names().get(index));
	}

	private static Pixels stored(final Path file) {
		if (!FrameFiles.isTiff(file)) return PictureFile.read(file);
		try {
			return BioFormatsFile.readPicture(file);
		}
		catch (final NoClassDefFoundError e) {
			throw Clips.withoutBioFormats(file, e);
		}
	}

	@Override
	public void release() {
		// Every file is closed as soon as it is read.
	}
}
