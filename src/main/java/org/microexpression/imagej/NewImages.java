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
import ij.WindowManager;

import java.awt.HeadlessException;

import org.microexpression.base.InputException;

/** Shows what commands make under titles that no open image has: macros choose images by their titles. */
public final class NewImages {

	private NewImages() {
		// Static methods only.
	}

	/**
	 * @param image shown under its title, or with -1, -2 and so on behind it where images of that title are open, with or
	 *              without a window
	 * @throws InputException if it needs a window, and there is no display
	 */
	public static void show(final ImagePlus image) {
		if (!showIfPossible(image)) throw new InputException("The image '" + image.getTitle() +
			"' cannot be shown without a display; switch ImageJ's batch mode on, in which images need no window.");
	}

	/**
	 * @param image shown as by {@link #show}
	 * @return whether that was possible: without a display it is in batch mode alone, or in Fiji
	 */
	public static synchronized boolean showIfPossible(final ImagePlus image) {
		final String title = image.getTitle();
		// ImageJ's own getUniqueName does not know the images of batch mode.
		for (int i = 1; WindowManager.getImage(image.getTitle()) != null; i++)
			image.setTitle(title + "-" + i);
		try {
			image.show();
			return true;
		}
		catch (final HeadlessException e) {
			return false;
		}
	}
}
