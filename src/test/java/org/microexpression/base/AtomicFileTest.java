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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

	@TempDir
	private Path folder;

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void filesOfTheUserBesideItStay() throws IOException {
		for (final String name : List.of("a.csv.aside", "a.csv.lock", "a.csv.old", "a.csv.writing", ".a.csv.swp"))
			Files.writeString(folder.resolve(name), "mine");
		final List<String> before = names();
		AtomicFile.write(folder.resolve("a.csv"), "one");
		AtomicFile.write(folder.resolve("a.csv"), "two");
		assertEquals("two", Files.readString(folder.resolve("a.csv")));
		Files.delete(folder.resolve("a.csv"));
		assertEquals(before, names());
		for (final String name : before)
			assertEquals("mine", Files.readString(folder.resolve(name)));
	}

	@Test
	void whatAKilledProgramLeftIsNoHindrance() throws IOException {
		final Path file = folder.resolve("a.csv");
		Files.writeString(AtomicFile.aside(file), "half a");
		Files.writeString(AtomicFile.beside(file, ".lock"), "");
		AtomicFile.write(file, "whole");
		assertEquals(List.of("a.csv"), names());
		assertEquals("whole", Files.readString(file));
	}

	@Test
	void aFolderInTheWayIsNotDeleted() throws IOException {
		final Path file = folder.resolve("a.csv");
		AtomicFile.write(file, "older");
		Files.createDirectory(AtomicFile.aside(file));
		assertTrue(assertThrows(InputException.class, () -> AtomicFile.write(file, "newer")).getMessage().contains(
			"in the way"));
		assertEquals("older", Files.readString(file));
		assertTrue(Files.isDirectory(AtomicFile.aside(file)));
		Files.createDirectory(folder.resolve("b.csv"));
		assertTrue(assertThrows(InputException.class, () -> AtomicFile.write(folder.resolve("b.csv"), "x")).getMessage()
			.contains("no file"));
	}

	@Test
	void linksAreFollowed() throws IOException {
		final Path far = Files.createDirectories(folder.resolve("far"));
		final Path link = folder.resolve("link.csv");
		final Path second = folder.resolve("second.csv");
		try {
			Files.createSymbolicLink(link, Path.of("far", "real.csv"));
			Files.createSymbolicLink(second, link);
		}
		catch (final IOException | UnsupportedOperationException e) {
			assumeTrue(false, "This user may make no links here.");
		}
		AtomicFile.write(second, "through a link that leads nowhere yet");
		AtomicFile.write(link, "and again");
		assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
		assertEquals("and again", Files.readString(far.resolve("real.csv")));
		assertEquals(List.of("far", "link.csv", "second.csv"), names());
		Files.delete(link);
		Files.createSymbolicLink(link, second);
		assertTrue(assertThrows(InputException.class, () -> AtomicFile.write(second, "x")).getMessage().contains(
			"leads to itself"));
	}

	@Test
	void aHiddenFileStaysHidden() throws IOException {
		assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
		final Path file = Files.writeString(folder.resolve("subjects.csv"), "names");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		AtomicFile.write(file, "other names");
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
	}

	@Test
	void anInterruptedThreadStillWrites() throws IOException {
		Thread.currentThread().interrupt();
		AtomicFile.write(folder.resolve("a"), "whole");
		assertTrue(Thread.interrupted());
		assertEquals("whole", Files.readString(folder.resolve("a")));
	}

	@Test
	void oneAtATime() throws IOException {
		final Path file = folder.resolve("a.csv");
		try (WriteLock lock = WriteLock.of(file)) {
			final String sentence = assertThrows(InputException.class, () -> WriteLock.of(file, 60)).getMessage();
			assertTrue(sentence.startsWith("The file '" + file + "' is being written by another program"), sentence);
		}
		assertFalse(Files.exists(AtomicFile.beside(file, ".lock")));
		WriteLock.of(file, 0).close();
	}

	/** What somebody is at work on is nobody's left-over. */
	@Test
	void leftoversGoAndWhatIsAtWorkStays(@TempDir final Path place) throws IOException {
		final Path dead = place.resolve("dead.csv"), alive = place.resolve("alive.csv"), user = place.resolve(".own.aside");
		for (final Path file : List.of(AtomicFile.aside(dead), AtomicFile.beside(dead, AtomicFile.LOCK), AtomicFile.aside(
			alive), user))
			Files.writeString(file, "half");
		try (WriteLock lock = WriteLock.of(alive)) {
			AtomicFile.removeLeftovers(place);
			try (Stream<Path> left = Files.list(place)) {
				assertEquals(Set.of(AtomicFile.aside(alive), AtomicFile.beside(alive, AtomicFile.LOCK), user), left.collect(
					Collectors.toSet()));
			}
		}
		AtomicFile.removeLeftovers(place);
		try (Stream<Path> left = Files.list(place)) {
			assertEquals(List.of(user), left.toList());
		}
	}
}
