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

import ij.macro.Interpreter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example macros without their argument, as Plugins > Macros > Run… starts them, or with too short a one. */
class MacroUsageTest {

	/** Asks for its folder by a dialog. */
	private static final String ASKS = "demo.ijm";

	private static Stream<Path> macros() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("macros"))) {
			return files.filter(file -> !file.endsWith(ASKS)).sorted().toList().stream();
		}
	}

	private static String said(final String text, final String argument) {
		final PrintStream before = System.out;
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
		try {
			new Interpreter().run(text, argument);
		}
		catch (final RuntimeException e) {
			assertEquals("Macro canceled", e.getMessage());
		}
		finally {
			System.out.flush();
			System.setOut(before);
		}
		return said.toString(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@MethodSource("macros")
	void theUsageOfTheCommentIsTold(final Path macro) throws IOException {
		final String text = Files.readString(macro);
		final String example = text.lines().filter(line -> line.startsWith("//   bin/imagej")).findFirst().orElseThrow()
			.replaceFirst(".*\\.ijm ", "").replace("\"", "");
		for (final String argument : example.contains(",") ? new String[] { "", "s.mp4" } : new String[] { "" }) {
			final String said = said(text, argument);
			assertTrue(said.contains("This macro takes an argument, "), said);
			assertTrue(said.contains("runMacro(\"/path/to/" + macro.getFileName() + "\", \"" + example + "\");"), said);
			final String argumentLine = text.lines().filter(line -> line.contains("Argument: ")).findFirst().orElseThrow()
				.replaceFirst(".*Argument: ", "").replaceFirst("[;.]( .*)?$", "");
			assertTrue(said.contains(argumentLine), said);
		}
	}
}
