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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.DialogSession;

/** What dialogs do beside giving values: refuse, be cancelled, choose files, explain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialogTest {

	private Path folder;
	private List<String> seen;

	@BeforeAll
	void sitDown(@TempDir final Path scratch) throws Exception {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		folder = scratch;
		final Ended ended = new RealImageJ().start(Mode.WINDOW, DialogSession.class, folder.toString(), Path.of(
			"src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath().toString());
		assertEquals(0, ended.status(), ended.output());
		seen = Files.readAllLines(folder.resolve(DialogSession.SEEN));
	}

	@Test
	void withoutAnImageNothingIsAsked() {
		assertEquals("without an image: No image is open; open a clip first.", seen.get(0));
	}

	@Test
	void whatDidNothingIsNotRecorded() throws Exception {
		assertEquals("cancelled: null", seen.get(1));
		assertEquals("refused: There is no file or folder '" + folder.resolve("nowhere.avi") + "'; check the path.", seen
			.get(2));
		assertEquals("", Files.readString(folder.resolve(DialogSession.RECORDED)).strip());
	}

	@Test
	void aFileToWriteMayBeNew() {
		assertEquals(List.of("chooser: save", "chosen: " + folder.resolve("new.csv")), seen.subList(3, 5));
	}

	@Test
	void fieldsHaveTooltips() {
		assertTrue(seen.get(5).contains("A file that the row is appended to"), seen.get(5));
	}

	@Test
	void theCurrentFrameIsOneClickAway() {
		assertEquals(List.of("onset: guess", "Use current frame: 4"), seen.subList(6, 8));
	}

	@Test
	void whatIsUselessIsGrey() {
		assertEquals(List.of("pre-training: false", "pre-training of a chosen one: true", "beside a settings file: false"),
			seen.subList(8, 11));
	}

	@Test
	void modelsOfOtherFoldersAreBrowsedForAndListed() {
		assertEquals("model: chosen", seen.get(11));
		assertEquals("listed: [frl-dgt-synthetic, mine]", seen.get(12));
	}

	@Test
	void aPersonIsAskedBeforeALongRun() {
		assertTrue(seen.get(13).matches(
			"asked: 4000 frames to follow the face through: about \\d+ (s|min) and [\\d.]+ [MG]B of memory\\."), seen.get(
				13));
		assertEquals("thought better of it: Spot Expressions was stopped by the user.", seen.get(14));
	}

	@Test
	void whatWasTypedIsProposedAgainButNotWhatIsWritten() {
		assertTrue(seen.get(15).startsWith("answered: The parameter 'manifest' is empty"), seen.get(15));
		assertEquals("proposed: , 7,8, 0.1234", seen.get(16));
	}
}
