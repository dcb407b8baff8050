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

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.WindowManager;

import java.util.Optional;

import org.microexpression.base.InputException;

/** The image that a command works on, watched so that the command learns when a person closes it. */
public final class ActiveImage implements ImageListener, AutoCloseable {

	private final ImagePlus image;
	private final String title;
	private final boolean shown;
	private volatile boolean closed;

	private ActiveImage(final ImagePlus image) {
		this.image = image;
		title = image.getTitle();
		shown = image.getWindow() != null;
		ImagePlus.addImageListener(this);
	}

	/**
	 * @param image what the command was given; Fiji gives an empty image where none is open
	 * @param kind  what the command needs, with its article
	 * @return the image, watched until this is closed
	 * @throws InputException if there is none
	 */
	public static ActiveImage require(final ImagePlus image, final String kind) {
		check(image, kind);
		return new ActiveImage(image);
	}

	/**
	 * @param image what a command is given; Fiji gives an empty image where none is open
	 * @param kind  what the command needs, with its article
	 * @throws InputException if there is none
	 */
	public static void check(final ImagePlus image, final String kind) {
		if (image == null || image.getStackSize() == 0 || image.getWidth() == 0) throw new InputException(
			"No image is open; open " + kind + " first.");
	}

	/**
	 * The image that a command called on this thread is meant for. A macro's or a script's thread has a current image of
	 * its own; a person means the window in front, and what an earlier command left on the thread is forgotten.
	 *
	 * @return the image, empty if none is open
	 */
	public static Optional<ImagePlus> current() {
		if (!IJ.isMacro()) WindowManager.setTempCurrentImage(null);
		return Optional.ofNullable(WindowManager.getCurrentImage());
	}

	/** @return the image itself */
	public ImagePlus image() {
		return image;
	}

	/** @return its title, also when it is gone */
	public String title() {
		return title;
	}

	/** @return whether a person has closed it */
	public boolean isClosed() {
		// ImageJ tells it later than it closes the window.
		return closed || shown && image.getWindow() == null;
	}

	@Override
	public void imageClosed(final ImagePlus other) {
		if (other == image) closed = true;
	}

	@Override
	public void imageOpened(final ImagePlus other) {
		// Other images are no concern of this one.
	}

	@Override
	public void imageUpdated(final ImagePlus other) {
		// The command reads the frames when it needs them.
	}

	@Override
	public void close() {
		ImagePlus.removeImageListener(this);
	}
}
