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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;

/**
 * Commands that run on another thread than the macro that calls them, as SciJava runs them: ImageJ's current image of
 * batch
 * mode belongs to a thread, and still the macro goes on with the image that the command made, each command takes the
 * one
 * that the macro means, and what the user has open stays open.
 */
class PoolThreadTest {

	private static final String SAMPLES = Path.of("src/main/resources/org/microexpression/samples").toAbsolutePath()
		.toString();

	/** Functions that all macros have; what is not as it should be ends a macro with a sentence. */
	private static final String FUNCTIONS = """
			function pool(command, options) { call("org.microexpression.command.launch.PoolThread.run", command, options); }
			function open(clip) { pool("ImportClip", "path=%s/" + clip + ".avi"); }
			function want(title, images) {
				if (getTitle() != title) exit("the image is " + getTitle() + ", not " + title);
				if (nImages != images) exit("there are " + nImages + " images, not " + images);
			}
			""".formatted(SAMPLES);

	private static Map<String, String> macros(final Path folder) {
		final Map<String, String> macros = new LinkedHashMap<>();
		macros.put("close closes what was imported", """
				newImage("user", "8-bit black", 64, 64, 1);
				setBatchMode(true);
				open("negative");
				want("negative.avi", 2);
				if (nSlices != 28) exit("slices " + nSlices);
				close();
				want("user", 1);
				if (!isOpen("user")) exit("the user's image was closed");
				""");
		macros.put("the row is of the clip just opened", """
				open("positive");
				setBatchMode(true);
				open("negative");
				pool("RecognizeExpression", "onset=1 apex=14 device=cpu csv=[%1$s]");
				want("negative.avi", 2);
				if (indexOf(File.openAsString("%1$s"), "negative.avi") < 0) exit(File.openAsString("%1$s"));
				""".formatted(folder.resolve("row.csv")));
		macros.put("a selected image is the one", """
				open("positive"); rename("user.avi"); user = getImageID();
				newImage("front", "8-bit black", 64, 64, 1); front = getImageID();
				setBatchMode(true);
				selectImage(user);
				pool("RegisterFrames", "onset=1 apex=14");
				want("user.avi frames 1-14 registered", 3);
				close();
				open("negative"); negative = getImageID();
				open("surprise");
				selectImage(negative);
				pool("RegisterFrames", "onset=1 apex=14");
				want("negative.avi frames 1-14 registered", 5);
				selectImage(user);
				pool("RegisterFrames", "onset=1 apex=14");
				want("user.avi frames 1-14 registered", 6);
				close();
				selectImage(front);
				close();
				selectImage(user);
				pool("RegisterFrames", "onset=1 apex=14");
				want("user.avi frames 1-14 registered", 5);
				if (!isOpen("user.avi")) exit("the user's image was closed");
				""");
		macros.put("no closed image comes back", """
				for (i = 0; i < 2; i++) {
					setBatchMode(true);
					open("negative");
					close();
					setBatchMode(false);
					open("surprise");
					pool("RegisterFrames", "onset=1 apex=14");
					want("surprise.avi frames 1-14 registered", 2);
					close("*");
				}
				""");
		return macros;
	}

	@ParameterizedTest
	@EnumSource
	void theMacroAndItsCommandsMeanTheSameImage(final Mode mode, @TempDir final Path folder) throws Exception {
		assumeTrue(mode.available(), "There is no display.");
		final Map<String, String> macros = macros(folder);
		for (final Map.Entry<String, String> macro : macros.entrySet())
			Files.writeString(folder.resolve(macro.getKey() + ".ijm"), FUNCTIONS + macro.getValue());
		final String fails = "a failure stops the macro";
		Files.writeString(folder.resolve(fails + ".ijm"), "call('org.microexpression.command.launch.PoolThread.run', " +
			"'ImportClip', 'path=/nowhere.avi'); File.saveString('reached', '" + folder.resolve("reached.txt") + "');");
		final Ended ended = new RealImageJ().startOnOneClassPath(mode, MacroSession.class, mode == Mode.HEADLESS
			? "--headless" : "--window", folder.toString());
		assertEquals(0, ended.status(), ended.output());
		assertAll(macros.keySet().stream().map(name -> () -> assertEquals("", outcome(folder, name), () -> name + "\n" +
			ended.output())));
		final String failure = outcome(folder, fails);
		assertTrue(failure.contains("nowhere.avi'; check the path."), failure);
		assertTrue(Files.notExists(folder.resolve("reached.txt")), "the macro went on");
	}

	private static String outcome(final Path folder, final String name) throws IOException {
		return Files.readString(folder.resolve(name + ".ijm" + MacroSession.OUTCOME));
	}
}
