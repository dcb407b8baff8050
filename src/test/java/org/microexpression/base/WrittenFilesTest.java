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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person has changed in an output folder is not replaced. */
class WrittenFilesTest {

	private static final Set<String> NAMES = Set.of("summary", "note.txt");

	@TempDir
	Path folder;

	private void write(final String text) {
		WrittenFiles.write(folder, NAMES, () -> {
			AtomicFile.write(folder.resolve("summary.md"), text);
			AtomicFile.write(folder.resolve("summary.png"), text);
			AtomicFile.write(folder.resolve("note.txt"), text);
		});
	}

	private String refusal() {
		final String said = assertThrows(InputException.class, () -> WrittenFiles.requireUnchanged(folder, NAMES))
			.getMessage();
		assertEquals(said, assertThrows(InputException.class, () -> write("late")).getMessage());
		return said;
	}

	@Test
	void whatIsAsItWasWrittenIsReplaced() throws IOException {
		WrittenFiles.requireUnchanged(folder.resolve("new"), NAMES);
		write("first");
		write("second");
		Files.delete(folder.resolve("note.txt"));
		write("third");
		assertEquals("third", Files.readString(folder.resolve("note.txt")));
	}

	@Test
	void whatWasChangedIsNamedAndLeftAlone() throws IOException {
		write("first");
		Files.writeString(folder.resolve("summary.md"), "better");
		assertEquals("In the output folder '" + folder +
			"', 'summary.md' was changed since it was written, and this run would replace it; rename it " +
			"or choose another output folder, so that nothing is lost.", refusal());
		assertEquals("better", Files.readString(folder.resolve("summary.md")));
		Files.writeString(folder.resolve("note.txt"), "better");
		assertTrue(refusal().contains("'note.txt', 'summary.md' were changed since they were written"));
		Files.writeString(folder.resolve("note.txt"), "first");
		Files.move(folder.resolve("summary.md"), folder.resolve("my-summary.md"));
		write("second");
		assertEquals("second", Files.readString(folder.resolve("summary.md")));
	}

	/** Other results in the folder, and files of no result, are no matter of this one. */
	@Test
	void onlyItsOwnNamesCount() throws IOException {
		write("first");
		WrittenFiles.write(folder, Set.of("other"), () -> AtomicFile.write(folder.resolve("other.csv"), "a"));
		Files.writeString(folder.resolve("other.csv"), "b");
		Files.writeString(folder.resolve("mine.md"), "c");
		write("second");
		assertThrows(InputException.class, () -> WrittenFiles.requireUnchanged(folder, Set.of("other")));
	}

	/** A process that was killed has written some of its files, and nobody has changed them. */
	@Test
	void afterABrokenRunNothingCountsAsChanged() throws IOException {
		write("first");
		assertThrows(IllegalStateException.class, () -> WrittenFiles.write(folder, NAMES, () -> {
			AtomicFile.write(folder.resolve("summary.md"), "half");
			throw new IllegalStateException("killed");
		}));
		write("second");
		assertEquals("second", Files.readString(folder.resolve("summary.md")));
	}

	/** A file that was named by itself is replaced where it is as it was written, and where nothing would change. */
	@Test
	void aFileOfItsOwnIsReplacedWhereItIsAsItWasWritten() throws IOException {
		final Path file = folder.resolve("t.csv");
		final byte[] content = "as before".getBytes(StandardCharsets.UTF_8);
		WrittenFiles.requireOurs(file);
		WrittenFiles.write(file, () -> AtomicFile.write(file, "first"));
		WrittenFiles.write(folder.resolve("t.csv.md"), content);
		WrittenFiles.write(file, () -> AtomicFile.write(file, "second"));
		WrittenFiles.requireOurs(folder.resolve("t.csv.md"));
		Files.writeString(file, "corrected");
		final String changed = assertThrows(InputException.class, () -> WrittenFiles.requireOurs(file)).getMessage();
		assertEquals("The file '" + file +
			"' was changed since it was written, and this run would replace it; rename it or " +
			"give a new file, so that nothing is lost.", changed);
		assertEquals(changed, assertThrows(InputException.class, () -> WrittenFiles.write(file, content)).getMessage());
		final Path copy = Files.writeString(folder.resolve("copy.csv"), "as before");
		final String unknown = assertThrows(InputException.class, () -> WrittenFiles.requireOurs(copy)).getMessage();
		assertTrue(unknown.startsWith("The file '" + copy + "' exists, and nothing tells whether it was changed"), unknown);
		WrittenFiles.write(copy, content);
		WrittenFiles.write(copy, () -> AtomicFile.write(copy, "anew"));
		assertEquals("anew", Files.readString(copy));
	}

	/** Several programs write results into one folder at once. */
	@Test
	void whatOthersHaveNotedMeanwhileStays() {
		final Path other = folder.resolve("other.csv");
		WrittenFiles.write(folder, NAMES, () -> WrittenFiles.write(other, "a".getBytes(StandardCharsets.UTF_8)));
		WrittenFiles.requireOurs(other);
	}
}
