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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.ConsoleSession;

/** {@code --headless --run}: a failure is a sentence and a status, for whoever called the process. */
class RunArgumentTest {

	private static Ended run(final String command, final String values) throws Exception {
		return new RealImageJ().startOnOneClassPath(Mode.HEADLESS, ConsoleSession.class, "--run", command, values);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"org.microexpression.command.ImportClip | path=\"/no/such.avi\" | There is no file or folder '/no/such.avi'; " +
			"check the path.",
		"Recognize Micro-Expression... | device=\"cpu\" | No image is open; open a clip or a registered pair first.",
		"org.microexpression.command.ImportClip | pth=\"x\" | Import Expression Clip... has no parameter 'pth'; see " +
			"docs/macro-keys.md for those it has.",
		"org.microexpression.command.ImportClip | \"x\" | The values '\"x\"' have no names; give them as " +
			"name=\"value\", separated by commas." })
	void aFailureIsASentenceAndAStatus(final String command, final String values, final String sentence)
		throws Exception
	{
		final Ended ended = run(command, values);
		assertEquals(1, ended.status(), ended.output());
		assertTrue(ended.output().lines().anyMatch(sentence::equals), ended.output());
		assertFalse(ended.output().contains("Exception"), ended.output());
	}

	@Test
	void successIsNoStatus(@TempDir final Path folder) throws Exception {
		final Path made = folder.resolve("made");
		final Ended ended = run("org.microexpression.command.MakeSyntheticClips", "subjects=1,clips=1,frames=12,output=\"" +
			made + "\"");
		assertEquals(0, ended.status(), ended.output());
		assertTrue(Files.exists(made.resolve("manifest.csv")), ended.output());
	}
}
