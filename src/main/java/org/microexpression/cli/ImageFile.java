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

package org.microexpression.cli;

import ij.IJ;
import ij.ImagePlus;

import java.nio.file.Path;

import org.microexpression.base.Progress;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.imagej.FieldImages;
import org.microexpression.imagej.PairImages;
import org.microexpression.imagej.UserSettings;

/** An image from a file, as File > Open or Import Expression Clip would open it. */
final class ImageFile {

	private ImageFile() {
		// Static methods only.
	}

	/**
	 * @param file a clip, a registered pair or a displacement field
	 * @return the image; a pair and a field as they were saved, with all that was noted at them
	 * @throws org.microexpression.base.InputException if it cannot be opened
	 */
	static ImagePlus open(final Path file) {
		if (ClipImages.isTiff(file)) {
			final ImagePlus saved = IJ.openImage(file.toString());
			if (saved != null && (isField(saved) || PairImages.isPair(saved))) return saved;
		}
		return ClipImages.toImagePlus(Clips.open(file, Double.NaN, UserSettings.threads(), Progress.none()), file);
	}

	/** Ours says so; another program's is taken by what it is. */
	private static boolean isField(final ImagePlus image) {
		return image.getProp(FieldImages.DIRECTION) != null || image.getBitDepth() == 32 && image.getNChannels() > 1;
	}
}
