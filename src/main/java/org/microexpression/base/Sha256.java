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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes that are given bit by bit, as 64 hexadecimal digits in lower case. */
public final class Sha256 {

	private static final int BUFFER = 1 << 16;

	private final MessageDigest digest;

	/** Of nothing yet. */
	public Sha256() {
		try {
			digest = MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256", e);
		}
	}

	/**
	 * @param bytes what comes next
	 * @return this
	 */
	public Sha256 add(final byte[] bytes) {
		digest.update(bytes);
		return this;
	}

	/**
	 * @param bytes  a buffer
	 * @param length how many bytes of it come next
	 * @return this
	 */
	public Sha256 add(final byte[] bytes, final int length) {
		digest.update(bytes, 0, length);
		return this;
	}

	/**
	 * @param file     a file whose content comes next, of any length
	 * @param progress cancellation
	 * @return this
	 * @throws IOException                                if it cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Sha256 add(final Path file, final Progress progress) throws IOException {
		final byte[] buffer = new byte[BUFFER];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				progress.checkCanceled();
				add(buffer, read);
			}
		}
		return this;
	}

	/** @return the digits; afterwards it is of nothing again */
	public String hex() {
		return HexFormat.of().formatHex(digest.digest());
	}

	/**
	 * @param bytes any bytes
	 * @return their SHA-256
	 */
	public static String of(final byte[] bytes) {
		return new Sha256().add(bytes).hex();
	}

	/**
	 * @param file a file
	 * @return the SHA-256 of its content
	 * @throws InputException if it cannot be read
	 */
	public static String of(final Path file) {
		try {
			return new Sha256().add(file, Progress.none()).hex();
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); check that it is there and readable.", e);
		}
	}
}
