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
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;

import java.awt.event.KeyEvent;

import javax.swing.SwingUtilities;

/** Somebody at the real ImageJ: starts commands, reads the status bar, presses Esc, closes windows, reads messages. */
final class Person {

	private static final long LIMIT_MILLIS = 120_000;

	/** Opens ImageJ. */
	Person() {
		new ImageJ(ImageJ.EMBEDDED).setVisible(true);
	}

	/**
	 * Opens a clip by its command.
	 *
	 * @param path a clip
	 * @return its image
	 */
	ImagePlus open(final String path) {
		IJ.run("Import Expression Clip...", "path=[" + path + "]");
		return WindowManager.getCurrentImage();
	}

	/**
	 * Starts a command, as another one may be running.
	 *
	 * @param image   what it works on, or {@code null}
	 * @param command its menu entry
	 * @param options its values
	 * @return it while it runs
	 */
	Running start(final ImagePlus image, final String command, final String options) {
		final Running running = new Running(image, command, options);
		running.thread.start();
		return running;
	}

	/** Presses Esc in ImageJ's window. */
	void pressEscape() {
		final ImageJ imageJ = IJ.getInstance();
		imageJ.keyPressed(new KeyEvent(imageJ, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE,
			KeyEvent.CHAR_UNDEFINED));
	}

	/**
	 * Closes an image by its window.
	 *
	 * @param image an open image
	 * @throws Exception if the window does not close
	 */
	void close(final ImagePlus image) throws Exception {
		image.changes = false;
		SwingUtilities.invokeAndWait(() -> image.getWindow().close());
	}

	/**
	 * How a command ended.
	 *
	 * @param message what it said, or an empty text
	 * @param nanos   when, as {@link System#nanoTime}
	 */
	record Ended(String message, long nanos) {
	}

	/** A command that was started. */
	static final class Running {

		private final Thread thread;
		private final ImagePlus image;
		private final String command;
		private final String options;

		private Running(final ImagePlus image, final String command, final String options) {
			this.image = image;
			this.command = command;
			this.options = options;
			IJ.getErrorMessage();
			IJ.showStatus("");
			thread = new Thread(this::run, command);
		}

		private void run() {
			try {
				// Into the log: nobody is there to close a dialog.
				IJ.redirectErrorMessages();
				IJ.run(image, command, options);
			}
			catch (final RuntimeException e) {
				// ImageJ's way to end a macro after Esc or an error.
				if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
			}
		}

		/**
		 * Waits.
		 *
		 * @param stage how a line of the status bar begins, or for how many milliseconds the command is to be at work
		 * @return what the status bar says then; {@code null} if the command ended before
		 */
		String await(final String stage) throws InterruptedException {
			final long start = System.nanoTime();
			long atWork = 0;
			while (thread.isAlive()) {
				final String status = String.valueOf(ImageJ.getStatusBarText());
				final long now = System.nanoTime();
				if (atWork == 0 && !status.isBlank()) atWork = now;
				if (stage.matches("\\d+") ? atWork > 0 && now - atWork >= Long.parseLong(stage) * 1_000_000 : status.startsWith(
					stage)) return status;
				if (now - start > LIMIT_MILLIS * 1_000_000) throw new AssertionError(command + " does not come to '" + stage +
					"' but to '" + status + "'");
				Thread.sleep(1);
			}
			return null;
		}

		/**
		 * Waits until the command has ended.
		 *
		 * @return its message, or an empty text if there is none, and when that was
		 */
		Ended end() throws InterruptedException {
			thread.join(LIMIT_MILLIS);
			final long ended = System.nanoTime();
			if (thread.isAlive()) throw new AssertionError(command + " does not end; the status bar says '" + ImageJ
				.getStatusBarText() + "'");
			final String message = IJ.getErrorMessage();
			return new Ended(message == null ? "" : message, ended);
		}
	}
}
