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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.fusion.Calibration;
import org.microexpression.base.Sha256;
import org.microexpression.Canary;
import org.microexpression.base.InputException;

class ModelCardTest {

	@TempDir
	private Path folder;

	private Path card;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectory(folder.resolve("dgm"));
		Files.writeString(folder.resolve("dgm/saved_model.pb"), "a network");
		final List<String> shared = List.of("one", "two");
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("summary", "A card.");
		entries.put("id", "mine");
		entries.put("classes", List.of("negative", "positive", "surprise"));
		entries.put("made by", shared);
		entries.put("settings", Map.of("the same list", shared));
		ModelCard.write(folder, entries);
		card = folder.resolve(ModelCard.FILE_NAME);
	}

	private String refused(final String text) throws IOException {
		Files.writeString(card, text);
		return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			final InputException e = assertThrows(InputException.class, () -> ModelCard.read(folder));
			assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
			return e.getMessage();
		});
	}

	@Test
	void isReadAsItWasWritten() throws IOException {
		final ModelCard read = ModelCard.read(folder);
		assertEquals("mine", read.id());
		assertEquals(List.of("negative", "positive", "surprise"), read.classes());
		assertEquals(List.of("one", "two"), read.entries().get("made by"));
		assertFalse(Files.readString(card).contains("&"), "references");
		// Windows' ends of lines, as some programs make them.
		Files.writeString(card, Files.readString(card).replace("\n", "\r\n"));
		assertEquals(read.entries(), ModelCard.read(folder).entries());
		// A card that is read and written again has its own hashes.
		assertEquals(read.entries(), ModelCard.write(folder, read.entries()).entries());
	}

	@ParameterizedTest
	@ValueSource(strings = { "- negative\n- positive|- positive\n- negative", "id: mine|id: frl-dgt-synthetic",
		"summary: A card.|summary: Validated for decisions about people.", "format: 3|format: 3\nreal clips: []",
		"card hash: |card hash: 0", "card hash: |# card hash: " })
	void aChangedCardIsRefused(final String change) throws IOException {
		final String[] parts = change.split("\\|");
		final String text = Files.readString(card);
		assertTrue(text.contains(parts[0]));
		assertEquals("The model card '" + card +
			"' was changed after it was written; install the model again, or train one " + "with other classes or names.",
			refused(text.replace(parts[0], parts[1])));
		assertTrue(refused(text + "more: 1\n").contains("was changed after it was written"));
	}

	@Test
	void changedFilesAreRefused() throws IOException {
		Files.writeString(folder.resolve("dgm/saved_model.pb"), "another network");
		assertTrue(refused(Files.readString(card)).contains("are not those that its card was written for"));
	}

	/** Finder, Explorer and archivers leave files; whoever else has laid something in is told what it is. */
	@Test
	void whatSystemsLeaveIsNoPartAndWhatElseLiesThereIsNamed() throws IOException {
		for (final String name : List.of(".DS_Store", "dgm/Thumbs.db", "desktop.ini", "dgm/._saved_model.pb",
			"__MACOSX/dgm/notes"))
		{
			final Path left = folder.resolve(name);
			Files.createDirectories(left.getParent());
			Files.writeString(left, "left");
		}
		assertEquals("mine", ModelCard.read(folder).id());
		Files.writeString(folder.resolve("notes.txt"), "mine");
		assertEquals("The folder of the model '" + folder +
			"' also holds 'notes.txt', no part of the model; move what is " + "not its own to another folder.", refused(Files
				.readString(card)));
		Files.writeString(folder.resolve("dgm/saved_model.pb"), "another network");
		assertTrue(refused(Files.readString(card)).contains("are not those that its card was written for"));
	}

	@Test
	void anOlderFormatIsRefusedWithAdvice() throws IOException {
		assertEquals("The model in '" + folder +
			"' has the format 1, and this version of the plugin reads formats 2 and 3; train it " +
			"again with this version, or get the plugin and the model in versions that fit.", refused(Files.readString(card)
				.replace("format: 3", "format: 1")));
	}

	@Test
	void theFormatBeforeIsRead() throws IOException {
		final String text = Files.readString(card).replace("format: 3", "format: 2");
		final String body = text.substring(0, text.indexOf("card hash: "));
		Files.writeString(card, body + "card hash: " + Sha256.of(body.getBytes(StandardCharsets.UTF_8)) + "\n");
		final ModelCard older = ModelCard.read(folder);
		assertEquals(Calibration.none(), Calibration.of(older), "an older model has no calibration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "format: &a [[*a]]", "id: &a [*a]\nformat: 2", "format: 2\nclasses: [&a [*a]]", "&a : *a",
		"<<: &a {<<: *a}", "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nformat: 2" })
	void referencesAreRefused(final String text) throws IOException {
		assertEquals("The model card '" + card +
			"' is damaged: one entry refers to another, as this plugin never writes; " + "install the model again.", refused(
				text));
	}

	@Test
	void whatIsNoCardIsRefused() throws IOException, InterruptedException {
		assertTrue(refused("#".repeat((1 << 20) + 1)).contains(" bytes, more than 1048576; install the model again."));
		final String unreadable = "The model folder '" + folder + "' holds no readable card.yaml";
		assertTrue(refused("a: " + "[".repeat(50_000)).startsWith(unreadable));
		assertTrue(refused("id: 1\nid: 2").startsWith(unreadable));
		try (Canary canary = new Canary(folder)) {
			for (final String text : new String[] {
				"!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"" + canary.url() + "\"]]]]",
				"id: !!java.net.URL [\"" + canary.url() + "\"]", "id: !!java.io.FileOutputStream [\"" + canary.victim() + "\"]",
				"!!java.net.InetSocketAddress [\"" + canary.url() + "\", 1]" })
				assertTrue(refused(text).startsWith(unreadable), text);
			canary.assertUntouched();
		}
		assertTrue(refused("format: [2, [3]]").contains("has the format (a list)"));
		assertTrue(refused("- a list").contains("is not a list of entries"));
		assertTrue(refused("").contains("is not a list of entries"));
	}
}
