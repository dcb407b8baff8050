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

package org.microexpression.clip.header;

import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Tells PNG files that hold a film, which readers of pictures show the first picture of. */
public final class AnimatedPng {

	private static final long PNG = 0x89504e470d0a1a0aL;

	/** The chunk that says how many pictures there are; it stands before the first one. */
	private static final int CONTROL = 0x6163544c;

	private static final int PICTURE = 0x49444154;

	/** More than the chunks that stand before a picture. */
	private static final int MOST_CHUNKS = 1000;

	private AnimatedPng() {
		// Functions only.
	}

	/**
	 * @param file a file
	 * @return whether it is a PNG of several pictures; {@code false} where it cannot be read, which its reader will tell
	 */
	public static boolean is(final Path file) {
		try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
			return is(in);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/**
	 * @param in a file, at its beginning; it is somewhere else then
	 * @return as {@link #is(Path)}
	 */
	public static boolean is(final ImageInputStream in) {
		try {
			if (in.readLong() != PNG) return false;
			for (int i = 0; i < MOST_CHUNKS; i++) {
				final long size = Integer.toUnsignedLong(in.readInt());
				final int kind = in.readInt();
				if (kind == PICTURE) return false;
				if (kind == CONTROL) return Integer.toUnsignedLong(in.readInt()) > 1;
				in.seek(in.getStreamPosition() + size + Integer.BYTES);
			}
			return false;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
