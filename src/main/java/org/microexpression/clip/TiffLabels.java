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
import java.util.Arrays;
import java.util.Locale;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

/** The slice labels that ImageJ writes into its TIFF stacks and Bio-Formats does not read. */
final class TiffLabels {

	private TiffLabels() {
		// Functions only.
	}

	/**
	 * @param file  any file
	 * @param count how many frames it holds
	 * @return the frame numbers that the slice labels of an ImageJ TIFF carry, else 1, 2, 3 …
	 */
	static int[] frameNumbers(final Path file, final int count) {
		final String name = file.getFileName().toString();
		if (!name.toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) return FrameNumbers.counted(count);
		try {
			final FileInfo[] info = new TiffDecoder(file.toAbsolutePath().getParent() + "/", name).getTiffInfo();
			final String[] labels = info == null || info.length == 0 ? null : info[0].sliceLabels;
			if (labels != null && labels.length == count) return FrameNumbers.ofLabels(Arrays.asList(labels));
		}
		catch (final IOException | RuntimeException e) {
			// Bio-Formats reads more kinds of TIFF than ImageJ; those carry no labels of ImageJ's.
		}
		return FrameNumbers.counted(count);
	}
}
