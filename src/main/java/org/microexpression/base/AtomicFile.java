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

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are there whole or not at all, whatever ends the process in the middle. */
public final class AtomicFile {

	/** Ending of the file written aside; one that is left over belongs to a process that was killed. */
	public static final String ASIDE = ".aside";

	private AtomicFile() {}

	/**
	 * Writes aside, forces to disk, and renames.
	 *
	 * @param file file to write or replace
	 * @param text its content, written as UTF-8
	 * @throws InputException if it cannot be written; an older file of that name is then still whole
	 */
	public static void write(final Path file, final String text) {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes aside, forces to disk, and renames.
	 *
	 * @param file  file to write or replace
	 * @param bytes its content
	 * @throws InputException if it cannot be written; an older file of that name is then still whole
	 */
	public static void write(final Path file, final byte[] bytes) {
		final Path aside = file.resolveSibling(file.getFileName() + ASIDE);
		try {
			// Not a FileChannel: that would be closed by an interrupt of the thread, as a cancel may send.
			try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
				out.write(bytes);
				out.getFD().sync();
			}
			Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			forceFolder(file.toAbsolutePath().getParent());
		}
		catch (final IOException e) {
			delete(aside, e);
			throw new InputException("The file '" + file + "' cannot be written (" + e.getMessage() +
				"); check that its folder is there, writable and not full.", e);
		}
	}

	private static void delete(final Path aside, final IOException reason) {
		try {
			Files.deleteIfExists(aside);
		}
		catch (final IOException e) {
			reason.addSuppressed(e);
		}
	}

	/** Forces the rename itself to disk. Windows cannot open a folder; there the rename is in the journal anyway. */
	private static void forceFolder(final Path folder) {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (final IOException e) {
			// The content is on disk; only a power cut could still undo the rename, and then the part is trained again.
		}
	}
}
