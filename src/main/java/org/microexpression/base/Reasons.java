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

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file or folder cannot be used, in words: Java's own message is often the bare path, or none at all. */
public final class Reasons {

	/** Linux's words for a folder that was to be read as a file. */
	private static final String IS_FOLDER = "Is a directory";

	private Reasons() {
		// Functions only.
	}

	/**
	 * Names that other computers and languages allow; in a container without a language every umlaut is one.
	 *
	 * @param path a path
	 * @return that it cannot be used here, a sentence
	 */
	public static String noPath(final String path) {
		final String shown = Titles.shown(path);
		if (path.indexOf('\0') >= 0) return "The path '" + shown +
			"' holds a character that no name of a file has (code 0, shown as '?'); correct it.";
		return "The path '" + shown + "' cannot be used on this computer, whose file names are in " + System.getProperty(
			"sun.jnu.encoding") + "; set LANG to a language in UTF-8, such as C.UTF-8, or rename it.";
	}

	/**
	 * @param path a path, as a folder's listing gives it
	 * @return whether programs that take its text find it
	 */
	public static boolean isNamed(final Path path) {
		try {
			return Path.of(path.toString()).equals(path);
		}
		catch (final InvalidPathException e) {
			return false;
		}
	}

	/**
	 * Pipes and devices answer when they like, or never, and what they hold can be read once.
	 *
	 * @param path a file that is about to be read
	 * @throws InputException if it is something else than a file or a folder
	 */
	public static void requireFile(final Path path) {
		if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) throw new InputException(
			"The path '" + path + "' is a pipe or a device; copy what it gives into a file, and give that.");
	}

	/**
	 * @param failure why a file or folder could not be used
	 * @return a few words for people, never empty
	 */
	public static String of(final Throwable failure) {
		if (failure instanceof UncheckedIOException || failure instanceof DirectoryIteratorException) return of(failure
			.getCause());
		if (failure instanceof EOFException) return "it ends too early";
		if (failure instanceof AccessDeniedException) return "permission denied";
		if (failure instanceof NoSuchFileException) return "it does not exist";
		if (IS_FOLDER.equals(failure.getMessage())) return "it is a folder";
		if (failure instanceof NotDirectoryException) return "it is no folder";
		if (failure instanceof FileAlreadyExistsException) return "something of this name is there";
		if (failure instanceof FileSystemLoopException) return "its links lead round in a circle";
		if (failure instanceof FileSystemException named && named.getReason() != null) return named.getReason();
		final String message = failure.getMessage();
		return message == null || message.isBlank() ? "no reason was given" : message;
	}
}
