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

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

import org.microexpression.base.InputException;

/** Tells whether a Matroska or WebM file is there to its end: its outermost part says how long it is. */
public final class MatroskaLength {

	private static final int EBML = 0x1a45dfa3, SEGMENT = 0x18538067;

	private MatroskaLength() {
		// Functions only.
	}

	/**
	 * @param file a Matroska or WebM file
	 * @return how many bytes are missing at its end; 0 also where it does not say, as that of a live recording
	 * @throws IOException    if it cannot be read
	 * @throws InputException if it ends before that is said
	 */
	public static long missingBytes(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			if (in.length() < 2 * Integer.BYTES || in.readInt() != EBML) return 0;
			final long header = size(in);
			in.seek(in.getFilePointer() + header);
			if (in.readInt() != SEGMENT) return 0;
			final long size = size(in);
			return Math.max(0, size - (in.length() - in.getFilePointer()));
		}
		catch (final EOFException e) {
			throw new InputException("The file '" + file + "' is cut off within its header; copy or export it again.", e);
		}
	}

	/** A number whose first byte tells its length by its zeros (RFC 8794, 4); 0 for the one that means "unknown". */
	private static long size(final RandomAccessFile in) throws IOException {
		final int first = in.readUnsignedByte();
		final int more = Integer.numberOfLeadingZeros(first) - (Integer.SIZE - Byte.SIZE);
		if (more >= Byte.SIZE) return 0;
		long value = first & (1 << 7 - more) - 1;
		boolean unknown = value == (1 << 7 - more) - 1;
		for (int i = 0; i < more; i++) {
			final int next = in.readUnsignedByte();
			unknown &= next == 0xff;
			value = value << Byte.SIZE | next;
		}
		return unknown || value < 0 || value > Long.MAX_VALUE / 2 ? 0 : value;
	}
}
