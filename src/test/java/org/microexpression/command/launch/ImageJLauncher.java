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
import ij.macro.Interpreter;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Label;
import java.awt.TextArea;
import java.awt.Toolkit;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import net.imagej.patcher.EssentialLegacyHooks;
import net.imagej.patcher.LegacyInjector;

/**
 * Starts the real ImageJ 1.x for {@code bin/imagej}: as it is where there is a window, and with the patches that Fiji
 * uses where there is none, because ImageJ by itself cannot run menu commands without a display.
 */
public final class ImageJLauncher {

	private ImageJLauncher() {
		// Static methods only.
	}

	/**
	 * @param args {@code [--headless | --close] [-macro FILE [ARG]] [FILE...]}
	 * @throws Exception if the macro cannot be read
	 */
	public static void main(final String... args) throws Exception {
		final List<String> rest = new ArrayList<>(List.of(args));
		final boolean headless = takeOption(rest, "--headless");
		final boolean close = takeOption(rest, "--close");
		if (headless) {
			LegacyInjector.preinit();
			HeadlessStart.printLog();
		}
		if (!headless && !close) {
			printLogAsItGrows();
			ImageJ.main(rest.toArray(String[]::new));
			return;
		}
		if (rest.size() < 2 || rest.size() > 3 || !rest.get(0).equals("-macro")) {
			System.err.println("Give a macro to run: bin/imagej " + (headless ? "--headless" : "--close") +
				" -macro FILE [ARG]");
			System.exit(2);
		}
		final String argument = rest.size() == 3 ? rest.get(2) : "";
		System.exit(run(Path.of(rest.get(1)), argument, headless) ? 0 : 1);
	}

	/** Only the words before the macro are ours; those behind it are the macro's. */
	private static boolean takeOption(final List<String> words, final String option) {
		final int macro = words.indexOf("-macro");
		final int at = words.indexOf(option);
		if (at < 0 || macro >= 0 && at > macro) return false;
		words.remove(at);
		return true;
	}

	private static boolean run(final Path macro, final String argument, final boolean headless) throws IOException {
		if (!Files.isRegularFile(macro)) {
			System.err.println("There is no macro file " + macro + ".");
			return false;
		}
		final String text = Files.readString(macro);
		final List<String> dialogs = new ArrayList<>();
		LogFollower log = null;
		if (!headless) {
			closeDialogs(dialogs);
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			log = printLogAsItGrows();
		}
		final Interpreter interpreter = new Interpreter();
		String failure = null;
		try {
			interpreter.run(text, argument);
			failure = interpreter.getErrorMessage();
		}
		catch (final RuntimeException e) {
			failure = interpreter.getErrorMessage() != null ? interpreter.getErrorMessage() : e.toString();
		}
		if (log != null) log.printNew();
		synchronized (dialogs) {
			if (failure == null && !dialogs.isEmpty()) failure = "a dialog opened: " + String.join(" / ", dialogs);
		}
		if (failure != null) System.err.println("The macro " + macro.getFileName() + " stopped: " + failure);
		System.out.flush();
		return failure == null;
	}

	private static LogFollower printLogAsItGrows() {
		final LogFollower follower = new LogFollower();
		final Thread thread = new Thread(follower, "ImageJ log");
		thread.setDaemon(true);
		thread.start();
		return follower;
	}

	/** Nobody is there to answer a dialog: it is noted and closed. Progress dialogs and the like do not exist in ImageJ. */
	private static void closeDialogs(final List<String> dialogs) {
		Toolkit.getDefaultToolkit().addAWTEventListener(event -> {
			if (event.getID() != WindowEvent.WINDOW_OPENED || !(event.getSource() instanceof Dialog dialog)) return;
			synchronized (dialogs) {
				dialogs.add(dialog.getTitle() + ": " + textOf(dialog));
			}
			EventQueue.invokeLater(dialog::dispose);
		}, AWTEvent.WINDOW_EVENT_MASK);
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

	/** Kept apart, so that ImageJ's classes are not loaded before they are patched. */
	private static final class HeadlessStart {

		static void printLog() {
			LegacyInjector.installHooks(Thread.currentThread().getContextClassLoader(), new EssentialLegacyHooks() {

				@Override
				public void error(final Throwable t) {
					if (!ij.Macro.MACRO_CANCELED.equals(t.getMessage())) System.err.println(t);
				}
			});
		}
	}

	/** Prints to the console what is written to ImageJ's Log window. */
	private static final class LogFollower implements Runnable {

		private String printed = "";

		@Override
		public void run() {
			while (!GraphicsEnvironment.isHeadless()) {
				printNew();
				try {
					Thread.sleep(200);
				}
				catch (final InterruptedException e) {
					return;
				}
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
