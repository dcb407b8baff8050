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

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

/** A training in a program of its own, for tests that kill it or compare it with another one. */
final class TrainingProcess {

	private TrainingProcess() {}

	public static void main(final String[] args) throws Exception {
		try (Context context = new Context(CommandService.class, TaskService.class)) {
			final List<Object> values = new ArrayList<>(List.of("output", new File(args[0]), "model", "none", "device",
				"cpu"));
			values.addAll(args[1].matches("\\d+") ? List.of("steps", Integer.valueOf(args[1]), "batch", 2) : List.of(
				"settings", new File(args[1])));
			final Cancelable command = context.service(CommandService.class).run(TrainModel.class, true, values.toArray())
				.get();
			if (!command.isCanceled()) System.exit(0);
			System.err.println(command.getCancelReason());
			System.exit(1);
		}
	}

	/** @param stepsOrSettings a number of steps, two examples each, or the path of a settings file */
	static Process start(final Path output, final String stepsOrSettings, final File errors) throws IOException {
		// Surefire's java.class.path may be a jar that only points to the real one.
		final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
			"--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-cp", classPath,
			TrainingProcess.class.getName(), output.toString(), stepsOrSettings)).redirectOutput(
				ProcessBuilder.Redirect.DISCARD).redirectError(errors).start();
	}
}
