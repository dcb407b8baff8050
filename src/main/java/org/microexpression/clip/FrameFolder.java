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

import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameFiles;

/** A folder of numbered JPEG, PNG, BMP or TIFF frames. Nothing is kept open. */
final class FrameFolder implements FrameSource {

	private final FrameFiles files;

	private FrameFolder(final FrameFiles files) {
		this.files = files;
	}

	/**
	 * @param folder an existing folder
	 * @return its frames
	 * @throws InputException if it cannot be listed, or holds no frames, or their names do not tell which is which
	 */
	static FrameFolder open(final Path folder) {
		final FrameFiles files = FrameFiles.read(folder);
		if (files.names().isEmpty()) throw new InputException("The folder '" + folder +
			"' holds no JPEG, PNG, BMP or TIFF frames; choose the folder that holds the frames themselves.");
		return new FrameFolder(files);
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
		return files.remarks();
	}

	@Override
	public String label(final int index) {
		return files.names().get(index);
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
		final Path file = files.folder().resolve(files.names().get(index));
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
