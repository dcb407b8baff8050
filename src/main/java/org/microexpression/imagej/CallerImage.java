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

package org.microexpression.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.awt.EventQueue;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;

/**
 * The current image of somebody who called a command on another thread and waits for it. Where images have no windows,
 * in batch mode and without a display, ImageJ keeps a current image for each thread; SciJava's threads are used again,
 * know nothing of their caller's image and remember those of earlier commands.
 */
public final class CallerImage implements AutoCloseable {

	private final Thread caller;

	private CallerImage(final Thread caller) {
		this.caller = caller;
	}

	/**
	 * @param caller the thread that waits for a command on this thread
	 * @return the image that the command is meant for, empty if none is open
	 */
	public static Optional<ImagePlus> of(final Thread caller) {
		WindowManager.setTempCurrentImage(null);
		return ownImage(caller).or(() -> Optional.ofNullable(WindowManager.getCurrentImage()));
	}

	/**
	 * Gives this thread the caller's current image, until this is closed: then the caller has the image that is current
	 * here by then, and this thread has none.
	 *
	 * @param caller the thread that waits
	 * @return to be closed when the command has ended
	 */
	public static CallerImage take(final Thread caller) {
		WindowManager.setTempCurrentImage(ownImage(caller).orElse(null));
		return new CallerImage(caller);
	}

	@Override
	public void close() {
		final ImagePlus now = WindowManager.getTempCurrentImage();
		WindowManager.setTempCurrentImage(null);
		// The thread of all windows would keep the image for ever; there a person sees what is current.
		if (!isEventThread(caller)) WindowManager.setTempCurrentImage(caller, now);
	}

	/** ImageJ tells a thread's own image to that thread alone. */
	private static Optional<ImagePlus> ownImage(final Thread thread) {
		if (isEventThread(thread)) return Optional.empty();
		try {
			final Field table = WindowManager.class.getDeclaredField("tempImageTable");
			table.setAccessible(true);
			return Optional.ofNullable((ImagePlus) ((Map<?, ?>) table.get(null)).get(thread));
		}
		catch (final ReflectiveOperationException | ClassCastException e) {
			// Another ImageJ: nearly the same, but for a window that a macro selected before it had images of its own.
			return Optional.ofNullable(Interpreter.getLastBatchModeImage());
		}
	}

	private static boolean isEventThread(final Thread thread) {
		// It can be asked for on itself alone, but is known by its class.
		return EventQueue.class.getPackageName().equals(thread.getClass().getPackageName());
	}
}
