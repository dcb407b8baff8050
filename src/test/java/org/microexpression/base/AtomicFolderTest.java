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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of folders that are there already, ours and other people's. */
class AtomicFolderTest {

	@TempDir
	private Path place;

	private Path model;

	@BeforeEach
	void name() {
		model = place.resolve("model");
	}

	private static AtomicFolder.Filler filler(final String text) {
		return folder -> {
			Files.writeString(folder.resolve("card"), text);
			Files.writeString(Files.createDirectories(folder.resolve("net")).resolve("graph"), text);
		};
	}

	/** All that lies in a folder, with its content. */
	private static TreeMap<String, String> content(final Path folder) throws IOException {
		final TreeMap<String, String> content = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(folder)) {
			for (final Path file : walk.filter(f -> !f.equals(folder)).toList())
				content.put(folder.relativize(file).toString().replace('\\', '/'), Files.isDirectory(file) ? "folder" : Files
					.readString(file));
		}
		return content;
	}

	@Test
	void ourOwnFolderIsReplaced() throws IOException {
		AtomicFolder.check(model);
		AtomicFolder.write(model, filler("first"));
		AtomicFolder.check(model);
		AtomicFolder.write(model, folder -> Files.writeString(folder.resolve("card"), "second"));
		assertEquals("{.microexpression=card\n, card=second}", content(model).toString().replace("\r", ""));
		assertEquals(List.of("model"), content(place).keySet().stream().filter(name -> !name.contains("/")).toList());
	}

	@Test
	void anEmptyFolderIsTaken() throws IOException {
		Files.createDirectory(model);
		AtomicFolder.write(model, filler("x"));
		assertEquals("x", Files.readString(model.resolve("card")));
	}

	/** Finder writes such files into a folder that somebody looks at. */
	@Test
	void whatSystemsLeaveIsInNobodysWay() throws IOException {
		Files.createDirectories(model.resolve("net"));
		Files.writeString(model.resolve(".DS_Store"), "icons");
		AtomicFolder.check(model);
		AtomicFolder.write(model, filler("first"));
		Files.writeString(model.resolve("net").resolve("Thumbs.db"), "pictures");
		AtomicFolder.check(model);
		AtomicFolder.write(model, folder -> Files.writeString(folder.resolve("card"), "second"));
		assertEquals("{.microexpression=card\n, card=second}", content(model).toString().replace("\r", ""));
		assertEquals(List.of("model"), content(place).keySet().stream().filter(name -> !name.contains("/")).toList());
	}

	@Test
	void whatOthersMadeIsNeverTouched() throws IOException {
		Files.writeString(Files.createDirectories(model.resolve("chapters")).resolve("thesis.txt"), "ten years of work");
		refused("chapters/thesis.txt");
	}

	@Test
	void whatOthersLaidIntoOurFolderIsNeverTouched() throws IOException {
		AtomicFolder.write(model, filler("first"));
		Files.writeString(model.resolve("net").resolve("notes.txt"), "my notes");
		refused("net/notes.txt");
	}

	@Test
	void aFileOfThatNameIsNeverTouched() throws IOException {
		Files.writeString(model, "a file");
		refused("a file of that name");
	}

	private void refused(final String named) throws IOException {
		final TreeMap<String, String> before = content(place);
		final String early = assertThrows(InputException.class, () -> AtomicFolder.check(model)).getMessage();
		assertTrue(early.contains("'" + model + "'") && early.replace('\\', '/').contains(named) && early.contains(
			"give a new folder"), early);
		assertThrows(InputException.class, () -> AtomicFolder.write(model, filler("second")));
		assertEquals(before, content(place));
	}

	@Test
	void whatComesWhileWeComputeIsKept() throws IOException {
		AtomicFolder.write(model, filler("first"));
		assertThrows(InputException.class, () -> AtomicFolder.write(model, folder -> {
			Files.writeString(folder.resolve("card"), "second");
			Files.writeString(model.resolve("late.txt"), "laid there in the meantime");
		}));
		assertEquals("first", Files.readString(model.resolve("card")));
		assertEquals("laid there in the meantime", Files.readString(model.resolve("late.txt")));
	}

	@Test
	void namesBesideItStay() throws IOException {
		for (final String name : List.of("model.old", "model.writing", "model.aside", "model.bak"))
			Files.writeString(Files.createDirectory(place.resolve(name)).resolve("precious"), "mine");
		final TreeMap<String, String> before = content(place);
		AtomicFolder.write(model, filler("first"));
		AtomicFolder.write(model, filler("second"));
		final TreeMap<String, String> after = content(place);
		after.keySet().removeIf(name -> name.equals("model") || name.startsWith("model/"));
		assertEquals(before, after);
	}

	@Test
	void whatAKilledWriterLeftIsReplacedOrBroughtBack() throws IOException {
		AtomicFolder.write(model, filler("first"));
		// Killed while it filled the new one.
		final Path aside = Files.createDirectory(AtomicFile.aside(model));
		Files.createFile(aside.resolve(AtomicFolder.MARK));
		Files.writeString(aside.resolve("card"), "half a c");
		AtomicFolder.write(model, filler("second"));
		assertEquals("second", Files.readString(model.resolve("card")));
		// Killed between the two moves.
		Files.move(model, AtomicFile.beside(model, ".older"));
		assertThrows(InputException.class, () -> AtomicFolder.write(model, folder -> {
			throw new IOException("no room");
		}));
		assertEquals("second", Files.readString(model.resolve("card")));
		assertEquals(List.of("model"), content(place).keySet().stream().filter(name -> !name.contains("/")).toList());
	}

	@Test
	void aFolderOfOurNameWithoutOurMarkIsNotDeleted() throws IOException {
		Files.writeString(Files.createDirectory(AtomicFile.aside(model)).resolve("odd"), "mine");
		assertThrows(InputException.class, () -> AtomicFolder.write(model, filler("first")));
		assertEquals("mine", Files.readString(AtomicFile.aside(model).resolve("odd")));
	}
}
