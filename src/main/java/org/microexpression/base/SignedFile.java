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

package org.microexpression.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A file of bytes with their check sum (SHA-256) behind them, written at one stroke. */
public final class SignedFile {

	private static final int HASH = 32;

	private SignedFile() {
		// Functions only.
	}

	/**
	 * @param file  the file, which may be there already
	 * @param bytes what it shall hold
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Path file, final byte[] bytes) {
		final byte[] signed = Arrays.copyOf(bytes, bytes.length + HASH);
		System.arraycopy(hash(bytes), 0, signed, bytes.length, HASH);
		AtomicFile.write(file, signed);
	}

	/**
	 * @param file a file
	 * @return what was written into it; empty where it is another or damaged
	 * @throws IOException if it cannot be read
	 */
	public static Optional<byte[]> read(final Path file) throws IOException {
		final byte[] signed = Files.readAllBytes(file);
		final int length = Math.max(0, signed.length - HASH);
		final byte[] bytes = Arrays.copyOf(signed, length);
		return Arrays.equals(hash(bytes), Arrays.copyOfRange(signed, length, signed.length)) ? Optional.of(bytes) : Optional
			.empty();
	}

	private static byte[] hash(final byte[] bytes) {
		return HexFormat.of().parseHex(Sha256.of(bytes));
	}
}
