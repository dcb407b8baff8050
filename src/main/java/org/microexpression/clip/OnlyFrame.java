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

import ij.ImagePlus;

/** What there is besides the only frame of a clip and was meant for frames, perhaps: the end of a sentence that refuses it. */
final class OnlyFrame {

	private OnlyFrame() {
		// Functions only.
	}

	/**
	 * @param image an open image with one frame
	 * @return its channels, or the pictures of its file that ImageJ did not open; empty where there are none
	 */
	static String of(final ImagePlus image) {
		if (image.getNChannels() > 1) return channels(image.getNChannels(), "");
		final String path = ClipImages.path(image);
		final int pictures = path.isEmpty() ? 1 : ClipImages.pictures(Path.of(path));
		if (pictures < 2) return "";
		return ", the first of " + pictures + " pictures in the file '" + path +
			"'; where the others are frames, too, save all of them in one size and kind.";
	}

	/**
	 * @param count  how many channels the frame has
	 * @param before what is to be done first, such as {@code open it and }
	 * @return that they are no frames, and how they become some
	 */
	static String channels(final int count, final String before) {
		return ", of " + count + " channels, which are no frames; where they are meant to be, " + before +
			"set 1 channel and " + count + " frames in Image > Properties.";
	}
}
