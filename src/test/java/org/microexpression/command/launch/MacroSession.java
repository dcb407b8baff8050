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

package org.microexpression.command.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs many macros one after another in one real ImageJ, for tests: starting it takes longer than most macros. */
public final class MacroSession {

	/** Ending of the file that a macro's outcome is written to: empty, or why the macro stopped. */
	public static final String OUTCOME = ".outcome";

	private MacroSession() {
		// Static methods only.
	}

	/**
	 * @param args {@code --headless} or {@code --window}, and a folder of macros, run in the order of their names; all
	 *             images are closed after each
	 * @throws IOException if the folder cannot be read or written
	 */
	public static void main(final String... args) throws IOException {
		final ImageJSession session = new ImageJSession(args[0].equals("--headless"));
		final Path folder = Path.of(args[1]);
		final List<Path> macros;
		try (Stream<Path> files = Files.list(folder)) {
			macros = files.filter(file -> file.toString().endsWith(".ijm")).sorted().toList();
		}
		for (final Path macro : macros) {
			System.out.println("== " + macro.getFileName());
			final String failure = session.run(Files.readString(macro), folder.toString());
			Files.writeString(folder.resolve(macro.getFileName() + OUTCOME), failure == null ? "" : failure);
			session.run("close(\"*\");", "");
		}
		System.out.flush();
		System.exit(0);
	}
}
