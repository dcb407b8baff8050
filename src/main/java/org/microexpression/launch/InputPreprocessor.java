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
import ij.Macro;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;

/**
 * Gives our commands, where SciJava runs them, the same dialogs as their menu entries have, and keeps macros and
 * scripts free of dialogs: what they leave out keeps its default, where SciJava alone would ask. Runs before SciJava's
 * own dialog, which then has nothing to ask, and after the macro's values and the active image were filled in.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.NORMAL)
public class InputPreprocessor extends AbstractPreprocessorPlugin {

	@Parameter(required = false)
	private UIService ui;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof ExpressionCommand)) return;
		if (nothingGiven(module) && somebodyAnswers()) {
			try {
				ImageInput.check(module);
				if (!CommandDialog.ask(module)) cancel("");
			}
			catch (final InputException e) {
				cancel(e.getMessage());
			}
			if (isCanceled()) return;
		}
		// The header too: alone it would open SciJava's dialog.
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (MacroValues.isOpen(module, item) || item.getVisibility() == ItemVisibility.MESSAGE) module.resolveInput(item
				.getName());
	}

	/** Who gives one value is a program, not somebody who chose the command. */
	private static boolean nothingGiven(final Module module) {
		boolean open = false;
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (!MacroValues.isValue(item)) continue;
			if (!MacroValues.isOpen(module, item)) return false;
			open = true;
		}
		return open;
	}

	private boolean somebodyAnswers() {
		if (GraphicsEnvironment.isHeadless() || ui == null || !ui.isVisible()) return false;
		final boolean macro = Macro.getOptions() != null && IJ.isMacro();
		return !macro && !Interpreter.isBatchMode();
	}
}
