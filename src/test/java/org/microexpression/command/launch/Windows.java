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

import java.awt.Window;
import java.awt.event.ActionEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.text.TextWindow;

/** What sessions wait for in the real ImageJ. */
final class Windows {

	static final long LIMIT_MILLIS = 240_000;

	private Windows() {
		// Functions only.
	}

	/**
	 * @return the dialog that opens, once events are its own: another one opened from it before that would wait for it to
	 *         end
	 */
	static GenericDialog dialog() throws InterruptedException {
		return await(() -> {
			for (final Window window : Window.getWindows())
				if (window.isShowing() && window instanceof GenericDialog dialog && isModal()) return dialog;
			return null;
		}, "No dialog opens");
	}

	/** Whether a modal dialog's own loop takes the events. */
	private static boolean isModal() {
		final AtomicBoolean modal = new AtomicBoolean();
		try {
			SwingUtilities.invokeAndWait(() -> modal.set(Arrays.stream(new Throwable().getStackTrace()).anyMatch(
				place -> place.getClassName().startsWith("java.awt.WaitDispatchSupport"))));
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
		return modal.get();
	}

	/** AWT's buttons of a dialog: 0 is OK, 1 is Cancel. */
	static void press(final GenericDialog dialog, final int button) {
		SwingUtilities.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[button],
			ActionEvent.ACTION_PERFORMED, "")));
	}

	/**
	 * @param until     gives {@code null} as long as what is waited for is not there
	 * @param otherwise what to say where it does not come, with the windows that are there instead and what their thread does
	 * @return what came
	 */
	static <T> T await(final Supplier<T> until, final String otherwise) throws InterruptedException {
		final long end = System.currentTimeMillis() + LIMIT_MILLIS;
		while (System.currentTimeMillis() < end) {
			final T found = until.get();
			if (found != null) return found;
			Thread.sleep(20);
		}
		final StringBuilder showing = new StringBuilder(otherwise + "; ImageJ says " + IJ.getErrorMessage() + " and shows");
		for (final Window window : Window.getWindows()) {
			if (window.isShowing()) showing.append(' ').append(window);
			if (window instanceof TextWindow text) showing.append('\n').append(text.getTextPanel().getText());
		}
		Thread.getAllStackTraces().forEach((thread, places) -> {
			if (thread.getName().startsWith("AWT-EventQueue")) showing.append('\n').append(thread.getName()).append(": ")
				.append(Arrays.toString(places));
		});
		throw new AssertionError(showing.toString());
	}
}
