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
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

import org.microexpression.base.InputException;

/** Where the pictures of an AVI of JPEG frames stand, so that each can be looked at as it is stored. */
public final class AviPictures {

	private final Path file;

	/** Place and size of each, one after the other. */
	private final long[] places;

	/** Of the first picture, {@code null} until it is asked for; empty where that is no JPEG. */
	private Optional<JpegHeader> first;

	private AviPictures(final Path file, final long[] places) {
		this.file = file;
		this.places = places;
	}

	/**
	 * @param file an AVI file
	 * @return its pictures
	 * @throws IOException if it cannot be read
	 */
	public static AviPictures of(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			return new AviPictures(file, AviChunks.pictures(in));
		}
	}

	/** @return how many pictures there are that are not empty */
	public int count() {
		return places.length / 2;
	}

	/**
	 * @param index 0-based picture
	 * @throws IOException    if it cannot be read, or is a JPEG that is certain to be damaged, see {@link JpegCheck}
	 * @throws InputException if it is a JPEG of another size or kind than the first one, or for printing: readers take all
	 *                        pictures for what the first one is
	 */
	public void requireWhole(final int index) throws IOException {
		final byte[] picture = bytes(index);
		final Optional<JpegHeader> header = JpegHeader.of(picture);
		if (header.isPresent()) requireAlike(index, header.get());
		JpegCheck.require(picture);
	}

	private void requireAlike(final int index, final JpegHeader header) throws IOException {
		if (header.isCmyk()) throw new InputException("Frame " + (index + 1) + " of '" + file +
			"' is in CMYK, as for printing; export the clip in RGB.");
		final JpegHeader alike = first().orElse(header);
		if (!header.equals(alike)) throw new InputException("Frame " + (index + 1) + " of '" + file + "' has " + header +
			", the first one " + alike + "; export the clip with frames that are all alike.");
	}

	/** Read once: it is asked for with every picture. */
	private synchronized Optional<JpegHeader> first() throws IOException {
		if (first == null) first = JpegHeader.of(bytes(0));
		return first;
	}

	private byte[] bytes(final int index) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			in.seek(places[2 * index]);
			final byte[] picture = new byte[(int) Math.min(places[2 * index + 1], in.length() - places[2 * index])];
			in.readFully(picture);
			return picture;
		}
	}
}
