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
import ij.ImageJ;
import ij.Macro;
import ij.macro.Interpreter;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.TextArea;
import java.awt.Window;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.imagej.patcher.EssentialLegacyHooks;
import net.imagej.patcher.LegacyInjector;

/**
 * The real ImageJ 1.x in this process with nobody at the keyboard: as it is where there is a window, and with the
 * patches that Fiji uses where there is none, because ImageJ by itself cannot run menu commands without a display.
 */
final class ImageJSession {

	private static final Pattern MACRO_ERROR = Pattern.compile("^Macro Error: (.*) in line \\d+$", Pattern.MULTILINE);

	private final LogFollower log;
	private final List<String> dialogs = new ArrayList<>();
	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	/** @param headless whether to do without a window; no class of ImageJ may have been loaded before */
	ImageJSession(final boolean headless) {
		if (headless) {
			System.setErr(new PrintStream(new Tee(System.err, printed), true, StandardCharsets.UTF_8));
			LegacyInjector.preinit();
			Patched.reportErrors();
			log = null;
			return;
		}
		final Thread closing = new Thread(this::closeDialogs, "closing dialogs");
		closing.setDaemon(true);
		closing.start();
		Windowed.open();
		log = LogFollower.start();
	}

	/**
	 * Runs a macro.
	 *
	 * @param text     the macro
	 * @param argument what {@code getArgument()} gives it
	 * @return why it stopped, or {@code null} if it ran to its end and opened no dialog
	 */
	String run(final String text, final String argument) {
		synchronized (dialogs) {
			dialogs.clear();
		}
		printed.reset();
		String failure = Macros.run(text, argument);
		// What stopped the macro is what was reported first; the interpreter may stumble over the rest.
		final Matcher first = MACRO_ERROR.matcher(printed.toString(StandardCharsets.UTF_8));
		if (failure != null && first.find()) failure = first.group(1);
		if (log != null) log.printNew();
		synchronized (dialogs) {
			if (failure != null || dialogs.isEmpty()) return failure;
			return "a dialog opened: " + String.join(" / ", dialogs);
		}
	}

	/**
	 * @param failure why a macro stopped
	 * @return whether ImageJ has printed that itself, as it does without a window
	 */
	boolean hasPrinted(final String failure) {
		return printed.toString(StandardCharsets.UTF_8).contains(failure);
	}

	/**
	 * Nobody is there to answer a dialog: it is noted and closed, by the thread of events and only once it has been seen
	 * twice, since one that is closed while it opens can leave who opened it waiting for ever.
	 */
	private void closeDialogs() {
		final Set<Window> seen = new HashSet<>();
		while (true) {
			for (final Window window : Window.getWindows()) {
				if (!(window instanceof Dialog dialog) || !dialog.isShowing() || seen.add(window)) continue;
				synchronized (dialogs) {
					dialogs.add(dialog.getTitle() + ": " + textOf(dialog));
				}
				EventQueue.invokeLater(dialog::dispose);
			}
			try {
				Thread.sleep(100);
			}
			catch (final InterruptedException e) {
				return;
			}
		}
	}

	private static String textOf(final Container container) {
		final List<String> texts = new ArrayList<>();
		for (final Component component : container.getComponents()) {
			if (component instanceof Label label) texts.add(label.getText());
			else if (component instanceof TextArea area) texts.add(area.getText());
			else if (component instanceof Container inner) texts.add(textOf(inner));
		}
		return texts.stream().filter(text -> !text.isBlank()).collect(Collectors.joining(" "));
	}

	/** Writes to two streams. */
	private static final class Tee extends FilterOutputStream {

		private final OutputStream second;

		Tee(final OutputStream first, final OutputStream second) {
			super(first);
			this.second = second;
		}

		@Override
		public void write(final int value) throws IOException {
			out.write(value);
			second.write(value);
		}
	}

	// The classes below are kept apart, so that ImageJ's classes are not loaded before they are patched.

	private static final class Patched {

		static void reportErrors() {
			LegacyInjector.installHooks(Thread.currentThread().getContextClassLoader(), new EssentialLegacyHooks() {

				@Override
				public void error(final Throwable t) {
					if (!Macro.MACRO_CANCELED.equals(t.getMessage())) System.err.println(t);
				}
			});
		}
	}

	private static final class Windowed {

		static void open() {
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
		}
	}

	private static final class Macros {

		static String run(final String text, final String argument) {
			final Interpreter interpreter = new Interpreter();
			try {
				interpreter.run(text, argument);
				return interpreter.getErrorMessage();
			}
			catch (final RuntimeException e) {
				interpreter.abortMacro();
				return interpreter.getErrorMessage() != null ? interpreter.getErrorMessage() : e.toString();
			}
		}
	}

	/** Prints to the console what is written to ImageJ's Log window. */
	static final class LogFollower {

		private String printed = "";

		private LogFollower() {}

		/** @return a follower that prints on a thread of its own */
		static LogFollower start() {
			final LogFollower follower = new LogFollower();
			final Thread thread = new Thread(follower::follow, "ImageJ log");
			thread.setDaemon(true);
			thread.start();
			return follower;
		}

		private void follow() {
			try {
				while (true) {
					printNew();
					Thread.sleep(200);
				}
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}

		synchronized void printNew() {
			final String now = IJ.getLog();
			if (now == null || now.equals(printed)) return;
			System.out.print(now.startsWith(printed) ? now.substring(printed.length()) : now);
			System.out.flush();
			printed = now;
		}
	}
}
