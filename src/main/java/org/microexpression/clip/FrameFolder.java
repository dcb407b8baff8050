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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameNumbers;

/** A folder of numbered JPEG, PNG, BMP or TIFF frames; anything else in it does not count. Nothing is kept open. */
public final class FrameFolder implements FrameSource {

	private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "bmp");

	private static final Set<String> TIFFS = Set.of("tif", "tiff");

	private final Path folder;

	private final List<String> files;

	private final int[] numbers;

	private FrameFolder(final Path folder, final List<String> files, final int[] numbers) {
		this.folder = folder;
		this.files = files;
		this.numbers = numbers;
	}

	/** @return whether the file is a single picture by its name's suffix, TIFF (which may hold many) excluded */
	static boolean isPicture(final Path file) {
		return PICTURES.contains(suffix(file));
	}

	/**
	 * @param folder an existing folder
	 * @return its frames
	 * @throws InputException if it cannot be listed, or holds no frames, or only some of them are numbered
	 */
	static FrameFolder open(final Path folder) {
		final List<String> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				final String name = entry.getFileName().toString();
				final String suffix = suffix(name);
				final boolean image = PICTURES.contains(suffix) || TIFFS.contains(suffix);
				if (image && !name.startsWith(".") && Files.isRegularFile(entry)) found.add(name);
			}
		}
		catch (final IOException e) {
			throw new InputException("The folder '" + folder + "' cannot be listed; check that you may read it.", e);
		}
		if (found.isEmpty()) throw new InputException("The folder '" + folder +
			"' holds no JPEG, PNG, BMP or TIFF frames; choose the folder that holds the frames themselves.");
		final List<String> unnumbered = found.stream().filter(name -> FrameNumbers.lastNumber(name).isEmpty()).sorted()
			.toList();
		// Counting instead would give every frame another number than its name and the labels say.
		if (!unnumbered.isEmpty() && unnumbered.size() < found.size()) throw new InputException("The folder '" + folder +
			"' holds numbered frames and, without a number, '" + unnumbered.get(0) +
			"'; move that picture elsewhere or number it.");
		final List<String> files = FrameNumbers.sorted(found);
		return new FrameFolder(folder, files, FrameNumbers.ofFiles(files));
	}

	@Override
	public String name() {
		final Path name = folder.toAbsolutePath().normalize().getFileName();
		return name == null ? folder.toString() : name.toString();
	}

	@Override
	public int frameCount() {
		return files.size();
	}

	@Override
	public int[] frameNumbers() {
		return numbers.clone();
	}

	@Override
	public String label(final int index) {
		return files.get(index);
	}

	@Override
	public double framesPerSecond() {
		return Double.NaN;
	}

	@Override
	public int significantBits() {
		return Short.SIZE;
	}

	@Override
	public Pixels read(final int index) {
		final Path file = folder.resolve(files.get(index));
		if (!TIFFS.contains(suffix(files.get(index)))) return PictureFile.read(file);
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

	/** @return the file name's suffix in lower case, without the dot */
	static String suffix(final Path file) {
		return suffix(file.getFileName().toString());
	}

	private static String suffix(final String name) {
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}
}
