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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.fixture.SyntheticFrames;
import org.microexpression.house.Documentation.Piece;
import org.microexpression.house.Documentation;
import org.microexpression.synthetic.SyntheticClip;

/**
 * Every macro that README and the pages in {@code docs} print, run in the real ImageJ, without a window. What they call
 * {@code /path/to} or {@code /data} is a folder of made-up files; trainings are given fewer steps, since what counts is
 * that the lines work.
 */
class DocumentedMacrosTest {

	private static final Path SAMPLE = Path.of("src/main/resources/org/microexpression/samples/surprise.avi");

	@TempDir
	private Path scratch;

	@Test
	void everyMacroOfTheDocumentationRuns() throws IOException, InterruptedException {
		final Path data = Files.createDirectory(scratch.resolve("data"));
		Files.copy(SAMPLE, data.resolve("clip.avi"));
		new FixtureMaker(new SyntheticFrames(1, SyntheticClip.Setting.sample())).write(FixtureLayout.CASME2, Files
			.createDirectory(data.resolve("CASME2")), FixturePlan.small(5, 2, 12), Progress.none());
		final Path macros = Files.createDirectory(scratch.resolve("macros"));
		final List<String> pages = new ArrayList<>();
		for (final Piece macro : Documentation.pieces("js")) {
			// The walk-through makes the manifest that the others take.
			final String name = (macro.page().endsWith("walkthrough.md") ? "1-" : "2-") + macro.page().getFileName() + "-" +
				(pages.size() + 1);
			Files.writeString(macros.resolve(name + ".ijm"), shortened(macro.code()).replaceAll("/path/to|/data(?=/)", Matcher
				.quoteReplacement(data.toString())));
			pages.add(name);
		}
		assertTrue(pages.size() >= 4, () -> "only " + pages + " were found");
		final Ended ended = new RealImageJ().start(Mode.HEADLESS, MacroSession.class, "--headless", macros.toString());
		assertEquals(0, ended.status(), ended::output);
		for (final String name : pages)
			assertEquals("", Files.readString(macros.resolve(name + ".ijm" + MacroSession.OUTCOME)), () -> name + "\n" + ended
				.output());
		assertTrue(Files.isRegularFile(data.resolve("predictions.csv")), ended::output);
		assertTrue(Files.isRegularFile(data.resolve("casme2-loso/loso-summary.csv")), ended::output);
		assertTrue(Files.isRegularFile(data.resolve("casme2-model/card.yaml")), ended::output);
	}

	/** What is documented of the length of a training is left out, as no key may stand there twice. */
	private static String shortened(final String macro) {
		return macro.replaceAll("\\b(steps|members|seeds)=[\\w,]+ ?", "").replace(
			"run(\"Evaluate Leave-One-Subject-Out...\", \"",
			"run(\"Evaluate Leave-One-Subject-Out...\", \"steps=2 members=1 seeds=1 ").replace(
				"run(\"Train Micro-Expression Model...\", \"", "run(\"Train Micro-Expression Model...\", \"steps=2 ");
	}
}
