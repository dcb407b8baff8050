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

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import java.awt.GraphicsEnvironment;

import org.microexpression.base.InputException;
import org.microexpression.imagej.ActiveImage;
import org.microexpression.imagej.PluginClasses;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;

/**
 * A SciJava command set up and run on the thread that ImageJ calls it on: its parameters come from the macro, a dialog
 * and the active image.
 */
public final class AdaptedCommand {

	private AdaptedCommand() {
		// Static methods only.
	}

	/**
	 * @param commandClass name of the command's class
	 */
	static void run(final String commandClass) {
		final ClassLoader loader = AdaptedCommand.class.getClassLoader();
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// SciJava looks for its services through the thread's class loader, which in ImageJ does not know the plugins.
		thread.setContextClassLoader(PluginClasses.loader());
		try {
			final Class<? extends Command> type = loader.loadClass(commandClass).asSubclass(Command.class);
			run(prepare(ImageJContext.find(), type));
		}
		catch (final InputException e) {
			refuse(e.getMessage());
		}
		catch (final ReflectiveOperationException | ModuleException e) {
			throw new IllegalStateException("The command " + commandClass + " cannot be set up: " + e, e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * @param context with the services that commands need
	 * @param type    a command
	 * @return the command with its default values, not yet run
	 * @throws ModuleException if it is not made as commands are
	 */
	public static Module prepare(final Context context, final Class<? extends Command> type) throws ModuleException {
		final CommandService commands = context.service(CommandService.class);
		final CommandInfo known = commands.getCommand(type);
		final Module module = (known != null ? known : new CommandInfo(type)).createModule();
		if (module instanceof org.scijava.Contextual contextual) contextual.setContext(context);
		for (final ModuleItem<?> item : module.getInfo().inputs())
			item.initialize(module);
		return module;
	}

	private static void run(final Module module) {
		ImageInput.fill(module, ActiveImage.current());
		ImageInput.check(module);
		final String options = Macro.getOptions();
		if (options != null) MacroValues.apply(module, options);
		else if (mayAsk(module) && !CommandDialog.ask(module)) {
			forgetRecorded();
			return;
		}
		if (Recorder.record) MacroValues.record(module);

		module.run();
		final Cancelable command = (Cancelable) module.getDelegateObject();
		if (!command.isCanceled()) return;
		if (command.getCancelReason().isEmpty()) forgetRecorded();
		else refuse(command.getCancelReason());
	}

	private static void refuse(final String sentence) {
		forgetRecorded();
		IJ.error("Micro-Expression", Macro.getOptions() == null ? Wrapped.lines(sentence) : sentence);
	}

	/** A line of a command that did nothing would stop the recorded macro, or ask in it. */
	private static void forgetRecorded() {
		if (Recorder.record) Recorder.setCommand(null);
	}

	/** A dialog needs parameters to ask for, and somebody to answer. */
	private static boolean mayAsk(final Module module) {
		if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return false;
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (MacroValues.isValue(item)) return true;
		return false;
	}
}
