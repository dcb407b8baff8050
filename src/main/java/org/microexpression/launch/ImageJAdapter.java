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
import ij.plugin.PlugIn;

/**
 * Runs our SciJava commands as ImageJ 1.x runs plugins, in plain ImageJ and in Fiji: on the thread of the macro or the
 * menu that calls them, with the lower-case names of their parameters as macro keys. {@code plugins.config} names the
 * command's class as this plugin's argument; {@code bridge.ImageJBridge} passes it on.
 * <p>
 * The commands hide themselves from Fiji's menu ({@code visible = false}), which would run them on another thread:
 * there a macro in batch mode has no current image, and its {@code close()} closes what the user has open.
 * </p>
 */
public final class ImageJAdapter implements PlugIn {

	@Override
	public void run(final String commandClass) {
		try {
			AdaptedCommand.run(commandClass);
		}
		catch (final LinkageError e) {
			// ImageJ says nothing at all where a plugin's library is missing.
			IJ.error("Micro-Expression", "A library that the plugin needs cannot be used (" + e.getMessage() +
				"); copy all of the plugin's libraries into the folder 'plugins/jars' of ImageJ.");
		}
	}
}
