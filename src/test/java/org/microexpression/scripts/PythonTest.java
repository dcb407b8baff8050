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

package org.microexpression.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.house.Documentation.Piece;
import org.microexpression.house.Documentation;

/**
 * The example for CPython, run by JPype on this project's class path, and Python that the pages in {@code docs} print.
 */
class PythonTest {

	private static final Pattern CALL = Pattern.compile("recognize_clip\\.recognize\\(([^)]*)\\)");
	private static final Pattern KEYWORD = Pattern.compile("(\\w+)=");
	private static final Path CLIP = Path.of("src/main/resources/org/microexpression/samples/surprise.avi");

	/** What needs no Fiji is run where pandas is, on a table of two clips. */
	@Test
	void pythonOfTheDocumentationIsPython(@TempDir final Path folder) throws Exception {
		final Path installed = Path.of("target/python/bin/python").toAbsolutePath();
		final boolean ready = Files.exists(Path.of("target/python/ready"));
		assumeTrue(ready || runs("python3"), "There is no Python.");
		final List<Piece> pieces = Documentation.pieces("python");
		assertFalse(pieces.isEmpty());
		final String example = Files.readString(Path.of("python/recognize_clip.py"));
		Files.writeString(folder.resolve("loso-predictions.csv"),
			"dataset,subject,clip,correct\nmade,01,a,1\nmade,02,b,0\n");
		for (final Piece piece : pieces) {
			final Path file = Files.writeString(folder.resolve("piece.py"), piece.code());
			final String python = ready ? installed.toString() : "python3";
			assertEquals("", said(folder, python, "-m", "py_compile", file.toString()), piece::toString);
			CALL.matcher(piece.code()).results().flatMap(call -> KEYWORD.matcher(call.group(1)).results()).forEach(
				key -> assertTrue(example.matches("(?s).*def recognize\\([^)]*\\b" + key.group(1) + "=.*"), key.group()));
			// PyImageJ, which downloads a Fiji, is not installed for the tests.
			if (ready && !piece.code().contains("imagej") && !piece.code().contains("ij.")) assertTrue(said(folder, python,
				file.toString()).contains("0.5"), piece.code());
		}
	}

	private static boolean runs(final String program) throws InterruptedException {
		try {
			return new ProcessBuilder(program, "--version").start().waitFor() == 0;
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static String said(final Path folder, final String... command) throws Exception {
		final Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), said);
		return said;
	}

	@Test
	void aClipIsRecognizedFromPython() throws Exception {
		assumeTrue(Files.exists(Path.of("target/python/ready")), "There is no JPype; run: bin/python --install");
		final ProcessBuilder python = new ProcessBuilder("target/python/bin/python", "python/recognize_clip.py", CLIP
			.toString(), "1", "14").redirectErrorStream(true);
		python.environment().put("MICROEXPRESSION_CLASSPATH", System.getProperty("java.class.path"));
		python.environment().put("MICROEXPRESSION_MODELS", "models");
		python.environment().put("JAVA_HOME", System.getProperty("java.home"));
		final Process process = python.start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), said);
		assertTrue(said.contains("'answer': 'surprise'"), said);
		assertTrue(said.matches("(?s).*largest displacement: [1-9]\\.\\d\\d px\\s*"), said);
	}
}
