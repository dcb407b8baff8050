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

package org.microexpression.evaluation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/** An evaluation in a process of its own, for tests that kill it or let it compete. */
final class LosoProcess {

	private LosoProcess() {}

	public static void main(final String[] args) {
		final MadeUpClips clips = MadeUpClips.make();
		try {
			new LosoRunner(clips.plan(), MadeUpClips.description(), Path.of(args[0])).run(clips.trainer(Long.parseLong(
				args[1])), Progress.none(), result -> {});
		}
		catch (final InputException e) {
			System.err.println(e.getMessage());
			System.exit(3);
		}
	}

	static Process start(final Path folder, final long pauseMillis, final File errors) throws IOException {
		// Surefire's java.class.path may be a jar that only points to the real one.
		final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-Xmx256m", "-Djava.awt.headless=true", "-cp", classPath, LosoProcess.class.getName(),
			folder.toString(), Long.toString(pauseMillis))).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(
				errors).start();
	}
}
