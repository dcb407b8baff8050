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
import java.util.List;
import java.util.Locale;

import org.microexpression.base.Progress;
import org.microexpression.imagej.UserSettings;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Explains the commands in a window, or prints the explanation where there is none. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Micro-Expression Help", headless = true,
	visible = false)
public class ShowHelp extends ExpressionCommand {

	/** Bits of a number of bytes below a megabyte. */
	private static final int MEGABYTE = 20;

	@Override
	protected void execute(final Progress progress) {
		final String html = text().replace("</body>", here() + "</body>");
		if (GraphicsEnvironment.isHeadless() || IJ.isMacro()) say(html.replaceAll("(?s)<style>.*</style>", "").replaceAll(
			"<[^>]*>", "").replace("&gt;", ">").replaceAll("\\n{3,}", "\n\n").strip());
		else new HTMLDialog("Micro-Expression Help", html, false);
	}

	/** What a report of a fault should name. */
	private static String here() {
		final String version = ShowHelp.class.getPackage().getImplementationVersion();
		final List<String> models = models().ids();
		final Runtime java = Runtime.getRuntime();
		return String.format(Locale.ROOT, "<p><b>This installation:</b> version %s; models %s; device %s; %d of %d MB of " +
			"memory in use; Java %s.</p>%n", version == null ? "of a developer" : version, models.isEmpty() ? "none" : String
				.join(", ", models), UserSettings.device(), java.totalMemory() - java.freeMemory() >> MEGABYTE, java
					.maxMemory() >> MEGABYTE, System.getProperty("java.version"));
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
