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
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;

import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;

/**
 * The frames of a clip that a text stands on. ImageJ knows one frame for an element of an overlay, or all: each frame has
 * an element of its own.
 */
public final class FrameTexts {

	/** Every frame. */
	static final FrameTexts EVERYWHERE = new FrameTexts(0, 0);

	private final int first;
	private final int last;

	private FrameTexts(final int first, final int last) {
		this.first = first;
		this.last = last;
	}

	/**
	 * @param image a clip
	 * @param first number of the first frame
	 * @param last  number of the last one
	 * @return these and all between them
	 */
	public static FrameTexts between(final ImagePlus image, final int first, final int last) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			return new FrameTexts(clip.indexOf(first) + 1, clip.indexOf(last) + 1);
		}
	}

	/**
	 * @param overlay gets the text on each of these frames
	 * @param text    the text
	 */
	public void add(final Overlay overlay, final TextRoi text) {
		for (int slice = first; slice <= last; slice++) {
			final Roi copy = (Roi) text.clone();
			copy.setPosition(slice);
			overlay.add(copy);
		}
	}
}
