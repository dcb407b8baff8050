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

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.scijava.Context;
import org.scijava.MenuEntry;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import org.microexpression.launch.MacroValues;

/** The menu of ImageJ and Fiji: one entry for each SciJava command, which calls it through its adapter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginsConfigTest {

	private static final Pattern LINE = Pattern.compile(
		"([^,]+), \"([^\"]+)\", org\\.microexpression\\.bridge\\.ImageJBridge\\(\"([^\"]+)\"\\)");

	private Context context;
	private List<CommandInfo> commands;

	@BeforeAll
	void findCommands() {
		context = new Context(CommandService.class);
		commands = context.service(CommandService.class).getCommands().stream().filter(info -> info.getDelegateClassName()
			.startsWith("org.microexpression.") && !info.getDelegateClassName().contains("Test$")).collect(Collectors
				.toList());
	}

	@AfterAll
	void dispose() {
		context.dispose();
	}

	@Test
	void bothMenusAreTheSame() throws IOException {
		final TreeMap<String, String> declared = new TreeMap<>();
		for (final CommandInfo command : commands)
			declared.put(command.getMenuPath().stream().map(MenuEntry::getName).collect(Collectors.joining(">")), command
				.getDelegateClassName());
		final TreeMap<String, String> configured = new TreeMap<>();
		for (final String line : Files.readAllLines(Path.of("src/main/resources/plugins.config"))) {
			if (line.isBlank() || line.startsWith("#")) continue;
			final Matcher parts = LINE.matcher(line);
			assertTrue(parts.matches(), line);
			configured.put(parts.group(1) + ">" + parts.group(2), parts.group(3));
		}
		assertFalse(declared.isEmpty());
		assertEquals(declared, configured);
	}

	@Test
	void theHelpNamesEveryCommand() throws IOException {
		final String help = Files.readString(Path.of("src/main/resources/org/microexpression/command/help.html"))
			.replaceAll("\\s+", " ");
		assertAll(commands.stream().map(info -> info.getMenuPath().getLeaf().getName()).filter(name -> name.endsWith(
			"...") && !name.equals("Micro-Expression...")).map(name -> () -> assertTrue(help.contains("<b>" + name + "</b>"),
				name)));
	}

	/**
	 * Fiji makes a menu entry of every SciJava command that does not hide, and runs it on a thread of its own, where a
	 * macro's batch mode has no image; its search bar would name both entries.
	 */
	@Test
	void commandsAreReachedByPluginsConfigAlone() {
		assertAll(commands.stream().map(command -> () -> assertFalse(command.isVisible(), command.getDelegateClassName())));
	}

	/**
	 * What makes macros replay the same everywhere: no value of an earlier session, keys of lower-case letters only (so
	 * that none can be found inside another, see {@code ij.Macro.getValue}), and a text for every tooltip.
	 */
	@Test
	void parametersCanBeReplayed() {
		final List<Executable> checks = new ArrayList<>();
		for (final CommandInfo command : commands) {
			for (final ModuleItem<?> item : command.inputs()) {
				if (!MacroValues.isValue(item)) continue;
				final String name = command.getTitle() + " " + item.getName();
				checks.add(() -> assertFalse(item.isPersisted(), name));
				checks.add(() -> assertTrue(item.getName().matches("[a-z][a-z0-9]*"), name));
				checks.add(() -> assertFalse(item.getLabel().isBlank() || item.getDescription().isBlank(), name));
			}
		}
		assertAll(checks);
	}
}
