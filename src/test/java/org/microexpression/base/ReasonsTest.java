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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a file could not be used, in words. */
class ReasonsTest {

	@TempDir
	private Path folder;

	/** Java's own messages of these are the path alone. */
	@Test
	void whatTheFileSystemSaysIsSaidInWords() {
		assertEquals("it does not exist", Reasons.of(assertThrows(IOException.class, () -> Files.readAllBytes(folder
			.resolve("nowhere")))));
		assertEquals("it is no folder", Reasons.of(assertThrows(IOException.class, () -> Files.list(Files.createFile(folder
			.resolve("file"))))));
		assertEquals("something of this name is there", Reasons.of(assertThrows(IOException.class, () -> Files.createFile(
			folder.resolve("file")))));
		assertEquals("permission denied", Reasons.of(new DirectoryIteratorException(new AccessDeniedException("/x"))));
		assertEquals("the disk is full", Reasons.of(new UncheckedIOException(new FileSystemException("/x", null,
			"the disk is full"))));
	}

	@Test
	void aFolderInPlaceOfAFileIsCalledOne() {
		assertEquals("it is a folder", Reasons.of(assertThrows(IOException.class, () -> Files.readAllBytes(folder))));
		assertEquals("The path '" + folder + "' is that of a folder; give the CSV file itself.", assertThrows(
			InputException.class, () -> CsvTable.read(folder)).getMessage());
	}

	@Test
	void noReasonIsNoNull() {
		assertEquals("it ends too early", Reasons.of(new EOFException()));
		assertEquals("no reason was given", Reasons.of(new IOException()));
		assertEquals("its sum is wrong", Reasons.of(new IOException("its sum is wrong")));
	}

	/** A table that a sentence of this kind is about. */
	@Test
	void aMissingTableIsNamedOnce() {
		final Path missing = folder.resolve("missing.csv");
		final String message = assertThrows(InputException.class, () -> CsvTable.read(missing)).getMessage();
		assertTrue(message.startsWith("The file '" + missing + "' cannot be read (it does not exist)"), message);
	}

	@Test
	void aPathThatNoFileHasIsShownInOneLine() {
		assertEquals("The path 'a?b' holds a character that no name of a file has (code 0, shown as '?'); correct it.",
			Reasons.noPath("a\0b"));
	}
}
