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

package org.microexpression.launch;

import java.awt.GraphicsEnvironment;
import java.util.LinkedList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;
import org.scijava.Priority;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.console.AbstractConsoleArgument;
import org.scijava.console.ConsoleArgument;
import org.scijava.parse.Items;
import org.scijava.parse.ParseService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.startup.StartupService;

/**
 * Fiji's {@code --headless --run} for our commands, by class name or menu entry: a command that fails prints its
 * sentence to the standard error stream and ends the process with the status 1. SciJava's own {@code --run} is silent
 * and ends with 0.
 */
@Plugin(type = ConsoleArgument.class, priority = Priority.HIGH)
public class RunArgument extends AbstractConsoleArgument {

	@Parameter
	private CommandService commands;

	@Parameter
	private ParseService parser;

	@Parameter
	private StartupService startup;

	/** Made by SciJava. */
	public RunArgument() {
		super(2, "--run");
	}

	@Override
	public boolean supports(final LinkedList<String> args) {
		// With a window the sentence stands in a dialog, and the process goes on.
		return super.supports(args) && GraphicsEnvironment.isHeadless() && find(args.get(1)) != null;
	}

	@Override
	public void handle(final LinkedList<String> args) {
		args.removeFirst();
		final CommandInfo command = find(args.removeFirst());
		final String values = getParam(args);
		if (values != null) args.removeFirst();
		startup.addOperation(() -> {
			final String failure = failure(command, values);
			if (failure.isEmpty()) return;
			System.err.println(failure);
			System.exit(1);
		});
	}

	private CommandInfo find(final String name) {
		for (final CommandInfo info : commands.getCommands()) {
			final boolean ours = info.getDelegateClassName().startsWith(ExpressionCommand.class.getPackageName() + ".");
			if (ours && (name.equals(info.getDelegateClassName()) || name.equals(info.getIdentifier()) || name.equals(info
				.getTitle()))) return info;
		}
		return null;
	}

	/** @return why the command failed, or an empty text if it did not */
	private String failure(final CommandInfo command, final String values) {
		try {
			final CommandModule ended = start(command, values).get();
			if (!ended.isCanceled()) return "";
			final String reason = ended.getCancelReason();
			return reason == null || reason.isEmpty() ? command.getTitle() + " was cancelled." : reason;
		}
		catch (final InputException e) {
			return e.getMessage();
		}
		catch (final ExecutionException e) {
			return command.getTitle() + " failed unexpectedly (" + e.getCause() + "); please report it.";
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return command.getTitle() + " was interrupted.";
		}
	}

	private Future<CommandModule> start(final CommandInfo command, final String values) {
		if (values == null) return commands.run(command, true);
		final Items items = parse(values);
		if (!items.isMap()) throw new InputException("The values '" + values +
			"' have no names; give them as name=\"value\", separated by commas.");
		final Map<String, Object> named = items.asMap();
		for (final String name : named.keySet())
			if (command.getInput(name) == null) throw new InputException(command.getTitle() + " has no parameter '" + name +
				"'; see docs/macro-keys.md for those it has.");
		return commands.run(command, true, named);
	}

	private Items parse(final String values) {
		try {
			return parser.parse(values);
		}
		catch (final IllegalArgumentException e) {
			throw new InputException("The values '" + values + "' cannot be read (" + e.getMessage() +
				"); give them as name=\"value\", separated by commas.", e);
		}
	}
}
