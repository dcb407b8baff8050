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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what was read from a folder is read again. */
class KnownFoldersTest {

	@TempDir
	private Path folder;

	@TempDir
	private Path outside;

	private final KnownFolders<String> known = new KnownFolders<>();
	private int read;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectory(folder.resolve("inside"));
		Files.writeString(file(), "first");
	}

	private Path file() {
		return folder.resolve("inside").resolve("file");
	}

	private String get() {
		return get(folder);
	}

	private String get(final Path of) {
		return known.get(of, path -> {
			read++;
			try {
				return Files.readString(file());
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	private static void grownOld() throws InterruptedException {
		Thread.sleep(2100);
	}

	@Test
	void aFolderThatJustChangedIsReadEachTime() throws IOException {
		get();
		Files.writeString(file(), "other");
		assertEquals("other", get());
		assertEquals("other", get());
		assertEquals(3, read);
	}

	@Test
	void anOldOneIsReadOnceUntilAFileInItChanges() throws IOException, InterruptedException {
		assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
		grownOld();
		get();
		assertEquals("first", get());
		assertEquals(1, read);
		// The same length, and the time of modification set back.
		final FileTime modified = Files.getLastModifiedTime(file());
		Files.writeString(file(), "other");
		Files.setLastModifiedTime(file(), modified);
		assertEquals("other", get());
		grownOld();
		get();
		get();
		assertEquals(3, read);
		Files.createFile(folder.resolve("new"));
		get();
		assertEquals(4, read);
	}

	@Test
	void whereALinkLeadsToBelongsToIt() throws IOException, InterruptedException {
		assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
		final Path elsewhere = Files.writeString(outside.resolve("elsewhere"), "linked");
		Files.delete(file());
		Files.createSymbolicLink(file(), elsewhere);
		grownOld();
		assertEquals("linked", get());
		assertEquals("linked", get());
		assertEquals(1, read);
		Files.writeString(elsewhere, "LINKED");
		assertEquals("LINKED", get());
	}

	@Test
	void soDoesAFolderThatIsLinked() throws IOException, InterruptedException {
		assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
		final Path link = Files.createSymbolicLink(outside.resolve("link"), folder);
		grownOld();
		assertEquals("first", get(link));
		assertEquals("first", get(link));
		assertEquals(1, read);
		Files.writeString(file(), "other");
		assertEquals("other", get(link));
	}
}
