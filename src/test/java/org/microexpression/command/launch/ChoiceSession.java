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

import ij.Executer;
import ij.ImageJ;
import ij.gui.GenericDialog;

import java.awt.Choice;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import javax.swing.SwingUtilities;

/** Opens commands from the menu of the real ImageJ, writes down what their dialogs offer, and cancels. */
public final class ChoiceSession {

	private static final long LIMIT_MILLIS = 60_000;

	private ChoiceSession() {
		// Static methods only.
	}

	/**
	 * @param args a file for one line a dialog, the command and its choices, and the commands
	 * @throws Exception if a dialog does not open, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			final List<String> lines = new ArrayList<>();
			for (final String command : Arrays.asList(args).subList(1, args.length))
				lines.add(command + ": " + choices(command));
			Files.write(Path.of(args[0]), lines);
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private static String choices(final String command) throws Exception {
		final Thread running = new Thread(() -> new Executer(command).run(), "menu");
		running.start();
		final GenericDialog dialog = await(command);
		final StringBuilder offered = new StringBuilder();
		for (final Object field : dialog.getChoices()) {
			final Choice choice = (Choice) field;
			offered.append(IntStream.range(0, choice.getItemCount()).mapToObj(choice::getItem).toList());
		}
		SwingUtilities.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[1],
			ActionEvent.ACTION_PERFORMED, "Cancel")));
		running.join(LIMIT_MILLIS);
		return offered.toString();
	}

	private static GenericDialog await(final String command) throws InterruptedException {
		final long end = System.currentTimeMillis() + LIMIT_MILLIS;
		while (System.currentTimeMillis() < end) {
			for (final Window window : Window.getWindows())
				if (window.isShowing() && window instanceof GenericDialog dialog && dialog.getTitle().equals(command.replace(
					"...", ""))) return dialog;
			Thread.sleep(50);
		}
		throw new AssertionError("No dialog of " + command + " opened, but " + Arrays.toString(Window.getWindows()));
	}
}
