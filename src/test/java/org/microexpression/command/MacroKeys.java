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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.scijava.Context;
import org.scijava.Contextual;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

import org.microexpression.launch.MacroValues;

/** Writes down the keys of all commands, in the order of the menu, as {@code docs/macro-keys.md} has them. */
final class MacroKeys {

	static final Path FILE = Path.of("docs", "macro-keys.md");

	private static final String HEAD =
		"""
				# Macro keys

				This page is made from the code and tested against it (`MacroKeysTest`). The same keys hold in Fiji and in plain
				ImageJ, with a window and without one. What a macro leaves out has the default below on every machine, whatever was
				chosen in dialogs before or set in Edit > Options > Micro-Expression. Values with spaces stand in brackets:
				`csv=[my predictions.csv]`. A key that a command does not have is refused. Commands without keys are left out.
				""";

	private MacroKeys() {
		// Static methods only.
	}

	/** @return the text of the page */
	static String page() throws IOException, ModuleException, ClassNotFoundException {
		final StringBuilder page = new StringBuilder(HEAD);
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final CommandService commands = context.service(CommandService.class);
			for (final String line : Files.readAllLines(Path.of("src/main/resources/plugins.config"))) {
				if (!line.contains("ImageJBridge(\"")) continue;
				final String name = line.replaceAll("^.*ImageJBridge\\(\"([^\"]+)\"\\).*$", "$1");
				final CommandInfo info = commands.getCommand(Class.forName(name).asSubclass(org.scijava.command.Command.class));
				page.append(section(context, info));
			}
		}
		return page.toString();
	}

	private static String section(final Context context, final CommandInfo info) throws ModuleException {
		final Module module = info.createModule();
		((Contextual) module).setContext(context);
		for (final ModuleItem<?> item : info.inputs())
			item.initialize(module);
		final StringBuilder rows = new StringBuilder();
		for (final ModuleItem<?> item : MacroValues.inOrder(info))
			if (MacroValues.isValue(item)) rows.append("| `").append(item.getName().toLowerCase(Locale.ROOT)).append("` | ")
				.append(values(module, item)).append(" | ").append(initial(module.getInput(item.getName()))).append(" | ")
				.append(item.getDescription().replace("|", "\\|")).append(" |\n");
		return rows.isEmpty() ? "" : "\n## " + info.getTitle() + "\n\n" + info.getMenuPath().getMenuString() + "\n\n" +
			"| key | values | default | meaning |\n|---|---|---|---|\n" + rows;
	}

	private static String initial(final Object value) {
		return value == null || value.toString().isEmpty() ? "empty" : "`" + value + "`";
	}

	private static String values(final Module module, final ModuleItem<?> item) {
		final Class<?> type = item.getType();
		final List<String> offered = ((ExpressionCommand) module.getDelegateObject()).offered(item);
		// Which models there are is the installation's affair.
		if (item.getName().equals("model")) return "model name or path";
		if (!offered.isEmpty()) return String.join("; ", offered);
		if (type == Boolean.class || type == boolean.class) return "true; false";
		if (type == String.class) return "text";
		if (!Number.class.isAssignableFrom(type) && !type.isPrimitive()) return "path";
		final String kind = type == Integer.class || type == int.class ? "whole number" : "number";
		final Object least = item.getMinimumValue(), greatest = item.getMaximumValue();
		if (item.is(ExpressionCommand.FRAME)) return kind + " from " + least + "; current; guess";
		return kind + (least == null ? "" : " from " + least) + (greatest == null ? "" : " to " + greatest);
	}
}
