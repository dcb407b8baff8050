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
import java.util.function.IntConsumer;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.AviPictures;

/**
 * The frames of an AVI or QuickTime file of JPEGs, read by somebody who shows something in place of what is damaged and
 * says nothing.
 */
final class CheckedJpegs extends DelegatingSource {

	/** Throws an {@link InputException} if the frame of an index is damaged. */
	private final IntConsumer check;

	private final Runnable release;

	private CheckedJpegs(final FrameSource source, final IntConsumer check, final Runnable release) {
		super(source);
		this.check = check;
		this.release = release;
	}

	/** @param pictures as many as there are frames, of an AVI file */
	CheckedJpegs(final FrameSource source, final Path file, final AviPictures pictures) {
		this(source, index -> {
			try {
				pictures.requireWhole(index);
			}
			catch (final IOException e) {
				throw new InputException("Frame " + (index + 1) + " of '" + file +
					"' cannot be read, the file is damaged there; export the clip again or use other frames.", e);
			}
		}, () -> {});
	}

	/** @param other another reader of the same frames, which refuses those that are damaged */
	CheckedJpegs(final FrameSource source, final FrameSource other) {
		this(source, other::read, other::release);
	}

	@Override
	public Pixels read(final int index) {
		check.accept(index);
		return source.read(index);
	}

	@Override
	public void release() {
		super.release();
		release.run();
	}
}
