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

package org.microexpression.synthetic;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.microexpression.clip.Clip;

/** Writes clips as single files through ImageJ, for tests that read them again. */
final class SyntheticMovies {

	private SyntheticMovies() {
		// Static only.
	}

	/**
	 * Writes a Motion-JPEG AVI, 8-bit grey. Its quality is 75, which ImageJ's writer uses whatever it is asked for.
	 *
	 * @param clip any clip
	 * @param file the file, replaced if it is there
	 */
	static void writeAvi(final Clip clip, final Path file) {
		try {
			if (file.toAbsolutePath().getParent() != null) Files.createDirectories(file.toAbsolutePath().getParent());
			new AVI_Writer().writeImage(SyntheticClipFiles.toImagePlus(clip), file.toString(), AVI_Writer.JPEG_COMPRESSION,
				75);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	/**
	 * Writes an 8-bit TIFF stack.
	 *
	 * @param clip any clip
	 * @param file the file, replaced if it is there
	 */
	static void writeTiff(final Clip clip, final Path file) {
		try {
			if (file.toAbsolutePath().getParent() != null) Files.createDirectories(file.toAbsolutePath().getParent());
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
		final ImagePlus image = SyntheticClipFiles.toImagePlus(clip);
		final FileSaver saver = new FileSaver(image);
		if (!saver.saveAsTiffStack(file.toString())) throw new IllegalStateException("There is no " + file);
	}
}
