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

package org.microexpression.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

class ModelStoreTest {

	private static Path model(final Path folder) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(ModelCard.FILE_NAME), "id: x\n");
		return folder;
	}

	@Test
	void findsByIdAndByPath(@TempDir final Path folder) throws IOException {
		final Path first = folder.resolve("first");
		final Path second = folder.resolve("second");
		model(first.resolve("zebra"));
		model(first.resolve("both"));
		model(second.resolve("both"));
		model(second.resolve(ModelStore.SHIPPED));
		Files.createDirectories(second.resolve("face"));
		final Path elsewhere = model(folder.resolve("elsewhere/mine"));
		final ModelStore store = new ModelStore(List.of(first, second, folder.resolve("not there")));

		assertEquals(List.of(ModelStore.SHIPPED, "both", "zebra"), store.ids());
		assertEquals(first.resolve("both"), store.find("both"));
		assertEquals(second.resolve(ModelStore.SHIPPED), store.find(" " + ModelStore.SHIPPED + " "));
		assertEquals(elsewhere, store.find(elsewhere.toString()));
		assertEquals(second.resolve("face"), store.face());
	}

	/** A model that was trained elsewhere goes by its id, or by its path where another one has that id. */
	@Test
	void modelsOfOtherFoldersAreOffered(@TempDir final Path folder) throws IOException {
		final Path installed = folder.resolve("models");
		model(installed.resolve("both"));
		final Path mine = model(folder.resolve("a/mine"));
		final Path same = model(folder.resolve("b/both"));
		final ModelStore store = new ModelStore(List.of(installed), List.of(mine, same, folder.resolve("gone")));
		assertEquals(List.of(same.toString(), "both", "mine"), store.ids());
		assertEquals(mine, store.find("mine"));
		assertEquals(installed.resolve("both"), store.find("both"));
		assertEquals(same, store.find(same.toString()));
	}

	@Test
	void saysWhereItLooked(@TempDir final Path folder) throws IOException {
		model(folder.resolve("one"));
		final ModelStore store = new ModelStore(List.of(folder));
		final String missing = assertThrows(InputException.class, () -> store.find("two")).getMessage();
		assertTrue(missing.contains("'two'") && missing.contains(folder.toString()) && missing.contains("one"), missing);
		final String face = assertThrows(InputException.class, store::face).getMessage();
		assertTrue(face.contains(folder.toString()), face);
		assertTrue(assertThrows(InputException.class, () -> store.find("")).getMessage().contains("'model' is empty"));
		assertTrue(assertThrows(InputException.class, () -> store.find(folder.toString())).getMessage().contains(
			ModelCard.FILE_NAME));
		final ModelStore nowhere = new ModelStore(List.of());
		assertTrue(assertThrows(InputException.class, () -> nowhere.find("two")).getMessage().contains(
			ModelStore.PROPERTY));
	}
}
