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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNamesTest {

	@TempDir
	private Path folder;

	private void requireFree() {
		OutputNames.requireFree(folder, "first.csv", List.of("a", "b"), Set.of("first", "second", "note.txt"));
	}

	private String refusal() {
		return assertThrows(InputException.class, this::requireFree).getMessage();
	}

	@Test
	void whatSomebodyElseHasLaidThereIsRefusedByName() throws IOException {
		requireFree();
		for (final String name : List.of("second.md", "second.tex", "second.png", "note.txt", "second")) {
			final Path file = Files.writeString(folder.resolve(name), "precious");
			assertEquals("The output folder '" + folder + "' holds '" + name +
				"', which this run would replace; choose an empty folder or take it out.", refusal());
			Files.delete(file);
		}
		for (final String other : List.of("second.docx", "second of all.md", "notes.txt"))
			Files.writeString(folder.resolve(other), "in nobody's way");
		requireFree();
		OutputNames.requireFree(folder.resolve("new"), Set.of("second"));
	}

	/** Earlier results are replaced: they are known by the table that is written first. */
	@Test
	void besideOurFirstTableTheOthersAreOurs() throws IOException {
		Files.writeString(folder.resolve("second.md"), "ours");
		Files.writeString(folder.resolve("first.csv"), "\"a\",\"b\"\n1,2\n");
		requireFree();
		Files.writeString(folder.resolve("first.csv"), "name,age\nx,1\n");
		assertEquals("The file '" + folder.resolve("first.csv") +
			"' exists and is no table of that kind; give a new file, so that nothing is lost.", refusal());
	}
}
