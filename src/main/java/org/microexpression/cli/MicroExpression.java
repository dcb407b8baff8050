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
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Reasons;
import org.microexpression.imagej.PluginClasses;
import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

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
		// Tables and JSON are UTF-8, whatever the language of the computer; a program that reads them knows no other.
		final PrintStream results = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		// What ImageJ or a library prints is no result: whoever reads the results must not meet it.
		System.setOut(System.err);
		System.exit(run(results, System.err, arguments));
	}

	/**
	 * @param out       for results
	 * @param err       for what went wrong
	 * @param arguments the command's name and options
	 * @return the exit status
	 */
	public static int run(final PrintStream out, final PrintStream err, final String... arguments) {
		return run(out, err, Optional.empty(), arguments);
	}

	/**
	 * Has pieces of a command's work done by somebody else than {@code --part} and {@code --collect} do, such as an
	 * engine that deals them out to many machines. The thread gets the context class loader that the command needs.
	 *
	 * @param out       for results
	 * @param err       for what went wrong, one sentence
	 * @param worker    does the pieces
	 * @param arguments the command's name and options
	 * @return the exit status
	 */
	public static int run(final PrintStream out, final PrintStream err, final PieceWorker worker,
		final String... arguments)
	{
		return run(out, err, Optional.of(worker), arguments);
	}

	private static int run(final PrintStream out, final PrintStream err, final Optional<PieceWorker> worker,
		final String... arguments)
	{
		Thread.currentThread().setContextClassLoader(PluginClasses.loader());
		try (Context context = context()) {
			final CommandLine line = line(new CommandSpecs(context, out, err, worker));
			line.setOut(new java.io.PrintWriter(out, true)).setErr(new java.io.PrintWriter(err, true));
			line.setParameterExceptionHandler((e, given) -> {
				err.println(withoutKey(e).orElse(e.getMessage()));
				CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
				err.println("'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' lists what there is.");
				return CommandLine.ExitCode.USAGE;
			});
			return line.execute(arguments);
		}
	}

	/**
	 * @param arguments the command's name and options
	 * @return the same, with every file and folder named by its whole path, so that any process may be given them; the
	 *         thread gets the context class loader that commands need
	 * @throws InputException if they are no call of a command whose work can be divided
	 */
	public static List<String> wholePaths(final List<String> arguments) {
		Thread.currentThread().setContextClassLoader(PluginClasses.loader());
		try (Context context = context()) {
			final CommandLine.ParseResult parsed = line(new CommandSpecs(context, System.out, System.err, Optional.empty()))
				.parseArgs(arguments.toArray(String[]::new));
			if (!parsed.hasSubcommand()) throw new InputException("There is no command; give one, and its keys.");
			final CommandSpec command = parsed.subcommand().commandSpec();
			if (command.findOption(CommandSpecs.PART) == null) throw new InputException("The work of '" + command.name() +
				"' cannot be divided.");
			return ((CommandCall) command.userObject()).wholePaths(arguments.get(0));
		}
		catch (final CommandLine.ParameterException e) {
			throw new InputException(e.getMessage(), e);
		}
		catch (final InvalidPathException e) {
			throw new InputException(Reasons.noPath(e.getInput()), e);
		}
	}

	/** Other programs take a file without a key. Empty where something else is wrong. */
	private static Optional<String> withoutKey(final CommandLine.ParameterException wrong) {
		if (!(wrong instanceof final CommandLine.UnmatchedArgumentException unmatched) || !(wrong.getCommandLine()
			.getCommandSpec().userObject() instanceof final CommandCall call)) return Optional.empty();
		final String file = unmatched.getUnmatched().get(0);
		return file.startsWith("-") ? Optional.empty() : call.keyOfFile().map(key -> "'" + file +
			"' stands without a key; give it as " + key + "=" + file + ".");
	}

	private static Context context() {
		return new Context(LogService.class, CommandService.class, TaskService.class, LoadedModelsService.class);
	}

	private static CommandLine line(final CommandSpecs specs) {
		// A file name may begin with @.
		return new CommandLine(specs.root()).setExpandAtFiles(false).setTrimQuotes(false);
	}
}
