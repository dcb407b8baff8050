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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;
import org.microexpression.command.launch.RecorderSession;

/** What a person did in dialogs, recorded, does the same again in a fresh ImageJ, and asks nothing. */
class RecorderTest {

	private static final Path DIALOGS = Path.of("target", "dialogs");

	@Test
	void recordedLinesReplay(@TempDir final Path folder) throws IOException, InterruptedException {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		final RealImageJ imageJ = new RealImageJ();
		final Path clip = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final Path csv = folder.resolve("my predictions.csv");
		Files.createDirectories(DIALOGS);
		final Ended person = imageJ.start(Mode.WINDOW, RecorderSession.class, DIALOGS.toString(), clip.toString(), csv
			.toString());
		assertEquals(0, person.status(), person.output());

		final String recorded = Files.readString(DIALOGS.resolve(RecorderSession.RECORDED));
		assertEquals(List.of( //
			"run(\"Micro-Expression Clip (Negative)\");", //
			"run(\"Import Expression Clip...\", \"path=" + clip + "\");", //
			"run(\"Recognize Micro-Expression...\", \"onset=1 apex=0 model=frl-dgt-synthetic device=cpu csv=[" + csv +
				"] overlay=true\");", //
			"run(\"Register Onset and Apex...\", \"onset=0 apex=5\");", //
			"run(\"Compute Displacement Field...\", \"model=frl-dgt-synthetic device=cpu view=none\");", //
			"run(\"Show Displacement As...\", \"view=strain\");"), recorded.lines().filter(line -> !line.startsWith(
				"selectImage")).toList());

		final String byHand = Files.readString(csv);
		Files.delete(csv);
		for (final Mode mode : Mode.values()) {
			final Path replay = Files.createDirectory(folder.resolve(mode.name()));
			Files.writeString(replay.resolve("replay.ijm"), recorded + "if (nImages != 5) exit('images: ' + nImages);");
			final Ended again = imageJ.start(mode, MacroSession.class, mode == Mode.HEADLESS ? "--headless" : "--window", replay
				.toString());
			assertEquals("", Files.readString(replay.resolve("replay.ijm" + MacroSession.OUTCOME)), again.output());
			assertEquals(byHand, Files.readString(csv));
			Files.delete(csv);
		}
		assertTrue(Files.exists(DIALOGS.resolve("Recognize-Micro-Expression-.png")));
	}
}
