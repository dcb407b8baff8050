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

import ij.Prefs;

import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

/**
 * What was last typed into the dialogs of commands with many settings, kept among ImageJ's preferences and proposed the
 * next time. Macros and scripts never see it. What a command writes is named anew each time, so that no result is
 * replaced by a quick OK; the device is proposed by the options.
 */
final class LastValues {

	private static final String PREFIX = "microexpression.last.";

	private LastValues() {
		// ImageJ keeps the state.
	}

	private static boolean isKept(final Module module, final ModuleItem<?> item) {
		return ((ExpressionCommand) module.getDelegateObject()).isRemembered() && MacroValues.isValue(item) && !item
			.getName().equals("output") && !item.getName().equals("device") && !FileWidget.SAVE_STYLE.equals(item
				.getWidgetStyle());
	}

	private static String key(final Module module, final ModuleItem<?> item) {
		return PREFIX + module.getDelegateObject().getClass().getSimpleName() + "." + item.getName();
	}

	/**
	 * Gives a command what was last typed, where that can still be used.
	 *
	 * @param module a command that nobody has given values yet
	 */
	static void propose(final Module module) {
		for (final ModuleItem<?> item : MacroValues.inOrder(module.getInfo())) {
			final String last = isKept(module, item) ? Prefs.get(key(module, item), null) : null;
			if (last == null || !isOffered(module, item, last)) continue;
			try {
				MacroValues.set(module, item, last);
			}
			catch (final InputException e) {
				// An older version may have allowed it; the usual value is proposed.
			}
		}
	}

	/** A model may be gone. */
	private static boolean isOffered(final Module module, final ModuleItem<?> item, final String value) {
		final List<String> offered = ((ExpressionCommand) module.getDelegateObject()).offered(item);
		return offered.isEmpty() || offered.contains(value);
	}

	/** @param module a command whose dialog was answered with OK */
	static void keep(final Module module) {
		for (final ModuleItem<?> item : MacroValues.inOrder(module.getInfo()))
			if (isKept(module, item)) Prefs.set(key(module, item), MacroValues.text(item, module.getInput(item.getName())));
	}
}
