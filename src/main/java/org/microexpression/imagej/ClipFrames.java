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

package org.microexpression.imagej;

import ij.ImagePlus;

import java.util.Optional;

import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;

/** Numbers of frames that a clip's image knows: that of the slice it stands at, and the pair that was last used. */
public final class ClipFrames {

	private static final String ONSET = "last onset";
	private static final String APEX = "last apex";

	private ClipFrames() {
		// Static methods only.
	}

	/**
	 * @param image a clip or a registered pair
	 * @return the number of the frame that it stands at
	 * @throws org.microexpression.base.InputException if it is no clip
	 */
	public static int current(final ImagePlus image) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			return clip.frameNumber(image.getCurrentSlice() - 1);
		}
	}

	/**
	 * Keeps the pair with the image, also when it is saved as TIFF.
	 *
	 * @param image a clip
	 * @param onset number of the onset frame that was used
	 * @param apex  number of the apex frame that was used
	 */
	public static void remember(final ImagePlus image, final int onset, final int apex) {
		image.setProp(ONSET, Integer.toString(onset));
		image.setProp(APEX, Integer.toString(apex));
	}

	/**
	 * @param image     a clip
	 * @param parameter {@code onset} or {@code apex}
	 * @return the number of that frame of the pair that was last used; empty where there was none
	 */
	public static Optional<String> last(final ImagePlus image, final String parameter) {
		return Optional.ofNullable(image.getProp("last " + parameter));
	}
}
