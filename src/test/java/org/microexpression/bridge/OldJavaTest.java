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

package org.microexpression.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;

/** What a user of an old Java meets. {@code update-site/verify} does the same on a real Java 11. */
class OldJavaTest {

	private static final int JAVA_8 = 52;
	private static final Path BRIDGE = Path.of("target/classes/org/microexpression/bridge");

	@Test
	void oldJavaCanReadTheBridge() throws IOException {
		try (Stream<Path> classes = Files.list(BRIDGE)) {
			for (final Path file : classes.toList())
				assertEquals(JAVA_8, majorVersion(file), file.toString());
		}
		// The others it cannot, which is why there is a bridge.
		assertTrue(majorVersion(BRIDGE.resolveSibling("launch/ImageJAdapter.class")) > JAVA_8);
	}

	private static int majorVersion(final Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file); DataInputStream data = new DataInputStream(in)) {
			data.readInt();
			data.readUnsignedShort();
			return data.readUnsignedShort();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1.8,8", "9,9", "11,11", "16,16" })
	void oldVersionsAreNamed(final String version, final String shown) {
		assertTrue(JavaVersion.isTooOld(version));
		assertEquals("Micro-Expression needs Java 17 or newer, and this is Java " + shown +
			"; use Fiji-Latest, which brings " + "a newer Java along, or start ImageJ with Java 17 or newer.", JavaVersion
				.complaint(version));
	}

	@ParameterizedTest
	@CsvSource({ "17", "21", "25" })
	void newVersionsAreFine(final String version) {
		assertFalse(JavaVersion.isTooOld(version));
	}

	@Test
	void everyCommandOfFijiHasItsStandIn() throws Exception {
		try (Context context = new Context(CommandService.class, OldJavaService.class)) {
			final CommandService commands = context.service(CommandService.class);
			final Map<String, String> before = ours(commands);
			context.service(OldJavaService.class).replaceCommands();
			assertEquals(before, ours(commands));
			assertTrue(before.containsKey("org.microexpression.command.RecognizeExpression"), before::toString);
			for (final String name : before.keySet()) {
				final CommandModule ended = commands.run(name, true).get();
				assertInstanceOf(OldJavaCommand.class, ended.getCommand());
				assertEquals(JavaVersion.complaint(JavaVersion.here()), ended.getCancelReason());
			}
			assertTrue(context.service(PluginService.class).getPluginsOfType(PreprocessorPlugin.class).stream().noneMatch(
				plugin -> plugin.getClassName().startsWith("org.microexpression.")));
		}
	}

	private static Map<String, String> ours(final CommandService commands) {
		final Map<String, String> menu = new TreeMap<>();
		for (final CommandInfo command : commands.getCommands())
			if (command.getClassName().startsWith("org.microexpression.")) menu.put(command.getClassName(), command
				.getIdentifier() + " " + command.getMenuPath());
		return menu;
	}
}
