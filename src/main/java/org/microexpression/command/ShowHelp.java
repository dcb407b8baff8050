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

import ij.IJ;
import ij.gui.HTMLDialog;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.microexpression.base.Progress;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Explains the commands in a window, or prints the explanation where there is none. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Micro-Expression Help", headless = true,
	visible = false)
public class ShowHelp extends ExpressionCommand {

	@Override
	protected void execute(final Progress progress) {
		final String html = text();
		if (GraphicsEnvironment.isHeadless() || IJ.isMacro()) say(html.replaceAll("(?s)<style>.*</style>", "").replaceAll(
			"<[^>]*>", "").replace("&gt;", ">").replaceAll("\\n{3,}", "\n\n").strip());
		else new HTMLDialog("Micro-Expression Help", html, false);
	}

	private static String text() {
		try (InputStream help = ShowHelp.class.getResourceAsStream("/org/microexpression/command/help.html")) {
			return new String(help.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw new IllegalStateException("The plugin's jar cannot be read", e);
		}
	}
}
