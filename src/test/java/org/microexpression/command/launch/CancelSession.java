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

import ij.ImagePlus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sits at the real ImageJ, starts long commands and presses Esc in the middle. */
public final class CancelSession {

	/** The file of the outcomes: for each try its name, what the status bar said at Esc, milliseconds, the message. */
	public static final String OUTCOMES = "cancel.tsv";

	/** How soon a command has to end. */
	public static final long ENOUGH_MILLIS = 1000;

	private CancelSession() {
		// Static methods only.
	}

	/**
	 * @param args a file with a line for each try (none of a name that was answered within {@value #ENOUGH_MILLIS} ms
	 *             already), separated by tabs: name, clip or nothing, menu entry, its values, and when
	 *             to press Esc: how a line of the status bar begins, or milliseconds after the start
	 * @throws Exception if something does not come, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			final Path file = Path.of(args[0]);
			final Person person = new Person();
			final List<String> outcomes = new ArrayList<>();
			final Set<String> answered = new HashSet<>();
			for (final String line : Files.readAllLines(file)) {
				final String[] part = line.split("\t");
				if (answered.contains(part[0])) continue;
				final ImagePlus clip = part[1].isEmpty() ? null : person.open(part[1]);
				final Person.Running running = person.start(clip, part[2], part[3]);
				final String status = running.await(part[4]);
				final long pressed = System.nanoTime();
				person.pressEscape();
				final Person.Ended ended = running.end();
				final long millis = (ended.nanos() - pressed) / 1_000_000;
				outcomes.add(String.join("\t", part[0], String.valueOf(status), Long.toString(millis), ended.message()));
				if (millis <= ENOUGH_MILLIS) answered.add(part[0]);
				if (clip != null) person.close(clip);
				Files.write(file.resolveSibling(OUTCOMES), outcomes);
			}
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}
}
