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

package org.microexpression.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.microexpression.base.AtomicFolder;

/**
 * A table that is printed and not kept: a file in a folder of its own among the temporary ones. What a command lays
 * beside it goes with it, also where the process is told to end.
 */
final class PrintedTable implements AutoCloseable {

	private final Thread hook = new Thread(this::delete, "printed table");
	private Path folder;

	/**
	 * @param name the file's name
	 * @return where a command can write it
	 * @throws IOException if there is no place for it
	 */
	Path make(final String name) throws IOException {
		folder = Files.createTempDirectory("micro-expression");
		Runtime.getRuntime().addShutdownHook(hook);
		return folder.resolve(name);
	}

	@Override
	public void close() {
		if (folder == null) return;
		delete();
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (final IllegalStateException e) {
			// The process ends already, and the hook does its work.
		}
	}

	private void delete() {
		AtomicFolder.deleteQuietly(folder);
	}
}
