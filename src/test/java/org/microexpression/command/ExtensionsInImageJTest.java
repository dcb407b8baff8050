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

import ij.IJ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.ChoiceSession;
import org.microexpression.command.launch.MacroSession;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.field.DisplacementField;
import org.microexpression.imagej.FieldImages;

/** A jar of somebody else in the plugins folder of the real ImageJ: offered in dialogs, and at work in macros. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionsInImageJTest {

	@TempDir
	Path scratch;

	private RealImageJ imageJ;

	@BeforeAll
	void install() throws IOException {
		imageJ = new RealImageJ("extensions-ImageJ.app");
		ExtensionProject.build(imageJ.plugins().resolve("MicroExpression_.jar"), imageJ.plugins().resolve(
			"expression-extensions-1.0.0.jar"));
	}

	@ParameterizedTest
	@EnumSource
	void macrosNameThem(final Mode mode) throws IOException, InterruptedException {
		assumeTrue(mode.available(), "There is no display.");
		final Path folder = Files.createDirectory(scratch.resolve(mode.name()));
		final Path lab = LabFaces.write(Files.createDirectory(folder.resolve("lab")));
		final Path clip = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		Files.writeString(folder.resolve("1.ijm"), "run('Import Expression Clip...', 'path=[" + clip + "]');" +
			"run('Register Onset and Apex...', 'apexfinder=[Sudden change]');saveAs('Tiff', '" + folder.resolve("pair.tif") +
			"');run('Compute Displacement Field...', 'method=[Block matching]');saveAs('Tiff', '" + folder.resolve(
				"field.tif") + "');");
		Files.writeString(folder.resolve("2.ijm"), "open('" + folder.resolve("pair.tif") + "');" +
			"run('Recognize Micro-Expression...', 'method=[Block matching] overlay=false csv=[" + folder.resolve("row.csv") +
			"]');");
		Files.writeString(folder.resolve("3.ijm"), "run('Read Micro-Expression Dataset...', 'dataset=[Lab Faces] root=[" +
			lab + "] protocol=[Joy or not] apex=[Sudden change] output=[" + folder.resolve("read") + "]');");
		final Ended ended = imageJ.start(mode, MacroSession.class, mode == Mode.HEADLESS ? "--headless" : "--window", folder
			.toString());
		assertEquals(0, ended.status(), ended.output());
		try (Stream<Path> files = Files.list(folder)) {
			assertAll(files.filter(file -> file.toString().endsWith(MacroSession.OUTCOME)).sorted().toList().stream().map(
				file -> () -> assertEquals("", Files.readString(file), () -> file + "\n" + ended.output())));
		}
		assertTrue(ended.output().contains("a guess, chosen by 'Sudden change'; check it"), ended.output());
		final var image = IJ.openImage(folder.resolve("field.tif").toString());
		assertEquals("Block matching", image.getProp(FieldImages.MODEL));
		final DisplacementField field = FieldImages.fromImagePlus(image);
		for (final float u : field.u())
			assertEquals(Math.rint(u), u, 0.01, "whole pixels, but for what is left of the head's motion");
		assertTrue(Files.readString(folder.resolve("row.csv")).contains("\"frl-dgt-synthetic + Block matching\""));
		assertEquals(List.of("joy", "other", "joy", "other"), Manifest.read(folder.resolve("read/manifest.csv")).samples()
			.stream().map(Sample::label).toList());
	}

	@Test
	void dialogsOfferThem() throws IOException, InterruptedException {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		final Path offered = scratch.resolve("offered.txt");
		final Ended ended = imageJ.start(Mode.WINDOW, ChoiceSession.class, offered.toString(),
			"Recognize Folder of Clips...", "Evaluate Leave-One-Subject-Out...", "Read Micro-Expression Dataset...");
		assertEquals(0, ended.status(), ended.output());
		final List<String> lines = Files.readAllLines(offered);
		final String methods = "[DGM, TV-L1, Farneback, Block matching]";
		final String finders = "[midpoint, largest motion, strongest expression, Sudden change]";
		assertTrue(lines.get(0).contains(finders) && lines.get(0).contains(methods), lines.get(0));
		final String spotters = "[rise and fall, Fixed threshold]";
		assertTrue(lines.get(0).contains(spotters), lines.get(0));
		assertTrue(lines.get(1).contains(methods), lines.get(1));
		assertTrue(lines.get(2).contains("Lab Faces]") && lines.get(2).contains("Joy or not]") && lines.get(2).contains(
			finders), lines.get(2));
	}
}
