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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.PersonSession;

/**
 * What a person does in the real ImageJ beside pressing OK: closing clips, working on two, clicking rows, dragging
 * landmarks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonTest {

	private static final Path SAMPLES = Path.of("src/main/resources/org/microexpression/samples").toAbsolutePath();

	private Path folder;
	private Ended ended;

	@BeforeAll
	void sitDown(@TempDir final Path scratch) throws Exception {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		folder = scratch;
		ended = new RealImageJ().start(Mode.WINDOW, PersonSession.class, folder.toString(), SAMPLES.toString());
		assertEquals(0, ended.status(), ended.output());
	}

	private List<String> lines(final String file) throws IOException {
		return Files.readAllLines(folder.resolve(file));
	}

	@Test
	void aClipClosedInMidRunEndsTheCommandWithOneSentence() throws IOException {
		final String sentence = "The image '%s' was closed while %s worked on it; open it again and start once more.";
		assertEquals(List.of(sentence.formatted("surprise.avi", "Recognize Micro-Expression"), //
			sentence.formatted("surprise.avi", "Register Onset and Apex"), //
			sentence.formatted("surprise.avi", "Compute Displacement Field"), //
			sentence.formatted("in memory", "Recognize Micro-Expression"), "images 0"), lines(PersonSession.CLOSED));
		assertFalse(Files.exists(folder.resolve("closed.csv")), "a row was written for a clip that is gone");
		assertFalse(ended.output().contains("Exception") || ended.output().contains("\tat "), ended.output());
	}

	@Test
	void twoCommandsAtOnceDoNotMeet() throws IOException {
		final List<String> overlays = lines(PersonSession.OVERLAYS);
		assertTrue(overlays.get(0).matches("negative \\d+ %.* \\| surprise \\d+ %.*"), overlays.get(0));
		for (int round = 1; round <= 3; round++) {
			assertEquals(overlays.get(0), overlays.get(round));
			for (final String clip : List.of("negative", "surprise"))
				assertEquals(lines("one-" + clip + ".csv"), lines("two-" + clip + "-" + round + ".csv"));
		}
		// Also into one table and one file.
		assertEquals("rows 10", overlays.get(4));
		final List<String> both = lines("both.csv");
		assertEquals(3, both.size());
		assertTrue(both.contains(lines("one-negative.csv").get(1)) && both.contains(lines("one-surprise.csv").get(1)), both
			.toString());
	}

	@Test
	void aClickOnARowShowsItsClipAtTheApex() throws IOException {
		assertEquals(List.of("negative.avi apex", "surprise.avi apex", "surprise.avi frames 1-14 registered apex",
			"positive.avi apex"), lines(PersonSession.CLICKS));
	}

	@Test
	void draggedLandmarksAreWhatIsRegisteredNext() throws IOException {
		final List<String> noses = lines(PersonSession.LANDMARKS);
		final double[] before = numbers(noses.get(0)), dragged = numbers(noses.get(1));
		assertEquals(before[0] + 6, dragged[0], 0.6);
		assertEquals(before[1] + 4, dragged[1], 0.6);
		assertEquals(noses.get(1), noses.get(2));
	}

	private static double[] numbers(final String line) {
		final String[] part = line.split(" ");
		return new double[] { Double.parseDouble(part[0]), Double.parseDouble(part[1]) };
	}
}
