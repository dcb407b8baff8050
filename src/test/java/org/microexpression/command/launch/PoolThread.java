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

import ij.IJ;
import ij.Macro;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

/**
 * Runs commands as imagej-legacy runs those of a macro: on a thread of SciJava's pool, while the macro's thread waits.
 * A macro reaches it by {@code call}.
 */
public final class PoolThread {

	private static final Context CONTEXT = new Context(CommandService.class, ConvertService.class, TaskService.class);

	private PoolThread() {
		// Static methods only.
	}

	/**
	 * @param command class name of a command, without its package
	 * @param options as in a macro's {@code run}
	 * @return an empty text, which {@code call} needs
	 * @throws InterruptedException if the macro's thread is interrupted
	 * @throws ExecutionException   if the command fails with an exception
	 */
	public static String run(final String command, final String options) throws InterruptedException, ExecutionException {
		final CommandInfo info = CONTEXT.service(CommandService.class).getCommand("org.microexpression.command." + command);
		final ConvertService convert = CONTEXT.service(ConvertService.class);
		final Map<String, Object> values = new HashMap<>();
		for (final ModuleItem<?> item : info.inputs()) {
			final String value = Macro.getValue(options, item.getName().toLowerCase(Locale.ROOT), null);
			if (value != null) values.put(item.getName(), convert.convert(value, item.getType()));
		}
		final Thread caller = Thread.currentThread();
		CONTEXT.service(CommandService.class).run(info, true, values).get();
		IJ.log(command + " called from " + caller.getName());
		return "";
	}
}
