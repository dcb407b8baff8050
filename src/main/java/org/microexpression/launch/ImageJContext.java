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

import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/** Where a command finds its services: in Fiji those that Fiji has, in plain ImageJ our own. */
final class ImageJContext {

	/** What Fiji's patcher adds to ImageJ. */
	private static final String HOOKS = "_hooks";
	private static final String LEGACY = "net.imagej.legacy.LegacyService";

	private ImageJContext() {
		// Static methods only.
	}

	/** Plain ImageJ's; as Fiji's it lives as long as the program, and with it the networks that commands share. */
	private static final class Own {

		static final Context CONTEXT = new Context(LogService.class, CommandService.class, TaskService.class,
			LoadedModelsService.class);

		private Own() {}
	}

	/** @return Fiji's context, whose tasks stand beside the search bar and whose log is the console; else our own */
	static Context find() {
		final Context fiji = ofFiji();
		return fiji == null ? Own.CONTEXT : fiji;
	}

	private static Context ofFiji() {
		try {
			// In plain ImageJ the question would make a context of all services.
			if (IJ.class.getField(HOOKS).get(null) == null) return null;
			Class.forName(LEGACY, false, ImageJContext.class.getClassLoader());
		}
		catch (final ReflectiveOperationException e) {
			return null;
		}
		return IJ.runPlugIn(Context.class.getName(), "") instanceof Context context ? context : null;
	}
}
