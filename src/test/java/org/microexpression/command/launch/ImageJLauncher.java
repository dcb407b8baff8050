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

import ij.ImageJ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the real ImageJ 1.x for {@code bin/imagej}. */
public final class ImageJLauncher {

	private ImageJLauncher() {
		// Static methods only.
	}

	/**
	 * @param args {@code [FILE...]}, {@code -macro FILE [ARG]} or {@code (--headless | --close) -macro FILE [ARG]}
	 * @throws IOException if the macro cannot be read
	 */
	public static void main(final String... args) throws IOException {
		final List<String> rest = new ArrayList<>(List.of(args));
		final boolean headless = takeOption(rest, "--headless");
		final boolean close = takeOption(rest, "--close");
		if (!headless && !close) {
			ImageJSession.LogFollower.start();
			ImageJ.main(rest.toArray(String[]::new));
			return;
		}
		if (rest.size() < 2 || rest.size() > 3 || !rest.get(0).equals("-macro")) {
			System.err.println("Give a macro to run: bin/imagej " + (headless ? "--headless" : "--close") +
				" -macro FILE [ARG]");
			System.exit(2);
		}
		System.exit(run(Path.of(rest.get(1)), rest.size() == 3 ? rest.get(2) : "", headless) ? 0 : 1);
	}

	/** Only the words before the macro are ours; those behind it are the macro's. */
	private static boolean takeOption(final List<String> words, final String option) {
		final int macro = words.indexOf("-macro");
		final int at = words.indexOf(option);
		if (at < 0 || macro >= 0 && at > macro) return false;
		words.remove(at);
		return true;
	}

	private static boolean run(final Path macro, final String argument, final boolean headless) throws IOException {
		if (!Files.isRegularFile(macro)) {
			System.err.println("There is no macro file " + macro + ".");
			return false;
		}
		final ImageJSession session = new ImageJSession(headless);
		final String failure = session.run(Files.readString(macro), argument);
		System.out.flush();
		if (failure != null) System.err.println("The macro " + macro.getFileName() + " stopped" + (session.hasPrinted(
			failure) ? "." : ": " + failure));
		return failure == null;
	}
}
