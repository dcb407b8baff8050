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

package org.microexpression.cli;

import java.io.PrintStream;

import org.microexpression.imagej.PluginClasses;
import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

import picocli.CommandLine;

/**
 * The command line {@code micro-expression COMMAND --KEY=VALUE …}: every command of the menu, found as Fiji finds them,
 * with the keys, defaults and texts of its dialog. Results go to the standard output, progress and failures to the
 * standard error stream.
 * <p>
 * Exit status: 0 when the command has done its work, 1 when it could not (one sentence says why), 2 when the command
 * line itself is wrong.
 * </p>
 */
public final class MicroExpression {

	private MicroExpression() {
		// Started by main.
	}

	/** @param arguments the command's name and options */
	public static void main(final String... arguments) {
		System.setProperty("java.awt.headless", "true");
		System.exit(run(System.out, System.err, arguments));
	}

	/**
	 * @param out       for results
	 * @param err       for what went wrong
	 * @param arguments the command's name and options
	 * @return the exit status
	 */
	static int run(final PrintStream out, final PrintStream err, final String... arguments) {
		Thread.currentThread().setContextClassLoader(PluginClasses.loader());
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class,
			LoadedModelsService.class))
		{
			final CommandLine line = new CommandLine(new CommandSpecs(context, out, err).root());
			// A file name may begin with @.
			line.setExpandAtFiles(false).setTrimQuotes(false);
			line.setOut(new java.io.PrintWriter(out, true)).setErr(new java.io.PrintWriter(err, true));
			line.setParameterExceptionHandler((e, given) -> {
				err.println(e.getMessage());
				CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
				err.println("'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' lists what there is.");
				return CommandLine.ExitCode.USAGE;
			});
			return line.execute(arguments);
		}
	}
}
