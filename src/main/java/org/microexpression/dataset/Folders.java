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

package org.microexpression.dataset;

import java.nio.file.Files;
import java.nio.file.Path;

import org.microexpression.base.InputException;

/** Names of folders, and what can be said about one that is not there. */
public final class Folders {

	private Folders() {
		// Static helpers only.
	}

	/**
	 * @param root a folder that the user named
	 * @throws InputException if it is not an existing folder
	 */
	public static void require(final Path root) {
		if (Files.isDirectory(root)) return;
		throw new InputException(Files.exists(root) ? "The dataset's folder " + root +
			" is a file; give the folder that holds the clips." : "The dataset's folder " + root + " " + whyAbsent(root));
	}

	/**
	 * @param path a file or folder that does not exist
	 * @return the end of a sentence that begins with its name
	 */
	public static String whyAbsent(final Path path) {
		if (Files.exists(path)) return (Files.isDirectory(path) ? "is a folder" : "is a pipe or a device") +
			"; give a file.";
		final Path absolute = path.toAbsolutePath().normalize();
		Path parent = absolute.getParent();
		while (parent != null && !Files.isDirectory(parent))
			parent = parent.getParent();
		if (parent == null) return "does not exist, nor does its drive " + absolute.getRoot() +
			"; connect the drive or correct the path.";
		return "does not exist (the nearest folder that does is " + parent + "); connect its drive or correct the path.";
	}

	/**
	 * @param folder a folder
	 * @return its own name, empty for the file system's root
	 */
	public static String name(final Path folder) {
		return folder.getFileName() == null ? "" : folder.getFileName().toString();
	}

	/**
	 * @param folder   a folder
	 * @param levelsUp how far to go up from it
	 * @return the name of the folder so many levels above, empty above the file system's root
	 */
	public static String name(final Path folder, final int levelsUp) {
		Path at = folder;
		for (int i = 0; i < levelsUp && at != null; i++)
			at = at.getParent();
		return at == null ? "" : name(at);
	}

	/**
	 * @param what  the beginning of a sentence
	 * @param cause its reason
	 * @return the whole sentence, with one full stop
	 */
	public static String because(final String what, final Exception cause) {
		return what + ": " + cause.getMessage().replaceFirst("\\.$", "") + ".";
	}
}
