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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.base.Progress;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.fixture.CompositeFixture;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.field.DisplacementField;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.FieldImages;
import org.microexpression.model.ModelCard;
import org.microexpression.timeline.Timeline;

/**
 * Our commands in the real ImageJ 1.54p, without a window and with one: the shipped macros, the same results in both,
 * and what users get wrong. One ImageJ a mode runs all macros.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealImageJTest {

	private BadInput bad;
	private Path composite;
	private final Map<Mode, Path> folders = new EnumMap<>(Mode.class);
	private final Map<Mode, Ended> ended = new EnumMap<>(Mode.class);

	@BeforeAll
	void runAllMacros(@TempDir final Path scratch) throws Exception {
		final RealImageJ imageJ = new RealImageJ();
		bad = new BadInput(Files.createDirectory(scratch.resolve("bad")));
		composite = scratch.resolve("composite");
		CompositeFixture.main(composite.toString(), "5", "2", "12");
		for (final Mode mode : Mode.values()) {
			if (!mode.available()) continue;
			final Path folder = Files.createDirectory(scratch.resolve(mode.name()));
			folders.put(mode, folder);
			writeMacros(folder);
			ended.put(mode, imageJ.start(mode, MacroSession.class, mode == Mode.HEADLESS ? "--headless" : "--window", folder
				.toString()));
		}
	}

	/** The shipped macros as they are, run from small ones that give them their arguments. */
	private void writeMacros(final Path folder) throws IOException {
		final Path sample = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final String registered = folder.resolve("registered.tif").toString();
		final String field = folder.resolve("displacement.tif").toString();
		Files.createDirectory(folder.resolve("demo"));
		calls(folder, "10-import", "import-clip.ijm", sample.toString());
		calls(folder, "11-register", "register.ijm", sample + ",0,0," + registered);
		calls(folder, "12-displacement", "displacement.ijm", registered + "," + field);
		calls(folder, "13-colour", "show-displacement.ijm", field + ",colour," + folder.resolve("colour.png"));
		calls(folder, "13-arrows", "show-displacement.ijm", field + ",arrows," + folder.resolve("arrows.png"));
		calls(folder, "14-recognize", "recognize.ijm", sample + ",0,0," + folder.resolve("first.csv"));
		calls(folder, "15-again", "recognize.ijm", sample + ",0,0," + folder.resolve("second.csv"));
		calls(folder, "16-spot", "spot.ijm", sample + "," + folder.resolve("spotted.csv") + "," + folder.resolve(
			"spotted.svg"));
		final Path truth = Files.writeString(folder.resolve("true-spans.csv"),
			"video,kind,onset,offset\na,micro,10,20\na,macro,60,120\n");
		final Path spans = Files.writeString(folder.resolve("spotted-spans.csv"),
			"video,kind,onset,offset\na,micro,11,21\na,micro,200,210\n");
		calls(folder, "16-evaluate-spotting", "evaluate-spotting.ijm", truth + "," + spans + "," + folder.resolve(
			"spotting"));
		calls(folder, "16-batch", "recognize-folder.ijm", sample.getParent() + "," + folder.resolve("batch.csv"));
		calls(folder, "16-train", "train.ijm", folder.resolve("trained") + ",2");
		final Path dataset = Files.createDirectory(folder.resolve("dataset"));
		new FixtureMaker((clip, position) -> ArrayImgs.floats(new float[16], 4, 4)).write(FixtureLayout.CASME2, dataset,
			FixturePlan.small(5, 4, 12), Progress.none());
		calls(folder, "16-read", "read-dataset.ijm", "CASME II," + dataset + ",MEGC2019 composite (3 classes)," + folder
			.resolve("read"));
		calls(folder, "16-make", "make-clips.ijm", folder.resolve("made") + ",2,3");
		calls(folder, "16-videos", "make-videos.ijm", folder.resolve("made-videos") + ",3");
		calls(folder, "16-demo-loso", "demo-loso.ijm", composite + "," + folder.resolve("demo-loso"));
		calls(folder, "16-demo", "demo.ijm", folder.resolve("demo").toString());
		Files.writeString(folder.resolve("17-active.ijm"), "open('" + registered + "');" +
			"run('Compute Displacement Field...', 'view=none');" +
			"if (indexOf(getTitle(), 'displacement') < 0 || nImages != 2) exit('active: ' + getTitle() + ', ' + nImages);");
		Files.writeString(folder.resolve("18-help.ijm"), "run('Micro-Expression Help');");
		Files.writeString(folder.resolve("19-two-faces.ijm"), "open('" + Path.of(
			"src/main/resources/org/microexpression/samples/astronaut.png").toAbsolutePath() + "');run('8-bit');" +
			"run('Canvas Size...', 'width=1024 height=512 position=Center-Left');makeRectangle(110, 20, 230, " +
			"280);run('Copy');" +
			"makeRectangle(620, 20, 230, 280);run('Paste');run('Select None');run('Duplicate...', 'title=second');" +
			"run('Duplicate...', 'title=third');run('Images to Stack', 'name=faces use');run('Register Onset and " +
			"Apex...', 'onset=1 apex=2');");
		for (final Map.Entry<String, String> macro : bad.macros().entrySet())
			Files.writeString(folder.resolve("50-" + macro.getKey() + ".ijm"), macro.getValue());
	}

	private static void calls(final Path folder, final String name, final String macro, final String argument)
		throws IOException
	{
		// runMacro hides a failure of the called macro; the text itself does not.
		final String text = Files.readString(Path.of("macros", macro));
		Files.writeString(folder.resolve(name + ".ijm"), text.replace("getArgument()", "\"" + argument + "\""));
	}

	private Path results(final Mode mode) {
		assumeTrue(mode.available(), "There is no display.");
		assertEquals(0, ended.get(mode).status(), () -> ended.get(mode).output());
		return folders.get(mode);
	}

	@ParameterizedTest
	@EnumSource
	void everyMacroRuns(final Mode mode) throws IOException {
		final Path folder = results(mode);
		final Stream<Executable> checks;
		try (Stream<Path> files = Files.list(folder)) {
			checks = files.filter(file -> file.getFileName().toString().matches("1\\d-.*\\.outcome")).sorted().toList()
				.stream().map(file -> () -> assertEquals("", Files.readString(file), () -> file.getFileName() + "\n" + ended
					.get(mode).output()));
		}
		assertAll(checks);
		assertFalse(ended.get(mode).output().contains("Exception"), () -> ended.get(mode).output());
	}

	@ParameterizedTest
	@EnumSource
	void trainingWritesAModelAndReadingAManifest(final Mode mode) {
		final Path folder = results(mode);
		assertEquals("trained", ModelCard.read(folder.resolve("trained")).id());
		assertTrue(Files.isRegularFile(folder.resolve("read/manifest.csv")));
		assertTrue(Files.isRegularFile(folder.resolve("demo-loso/loso/loso-summary.csv")));
	}

	/** The sample holds one expression; the same table comes of it with and without a window. */
	@ParameterizedTest
	@EnumSource
	void spottingWritesItsTableAndIsEvaluated(final Mode mode) throws IOException {
		final Path folder = results(mode);
		final Timeline spotted = Timeline.read(folder.resolve("spotted.csv"));
		assertEquals("surprise.avi", spotted.clip());
		assertTrue(Files.readString(folder.resolve("spotted.svg")).contains("</svg>"));
		assertTrue(Files.readString(folder.resolve("spotting/spotting-scores.md")).contains("micro"));
		if (folders.containsKey(Mode.HEADLESS)) assertEquals(Files.readString(folders.get(Mode.HEADLESS).resolve(
			"spotted.csv")), Files.readString(folder.resolve("spotted.csv")));
	}

	@ParameterizedTest
	@EnumSource
	void madeUpClipsAreADatasetWithItsTruth(final Mode mode) throws IOException {
		final Path folder = results(mode).resolve("made");
		final List<Sample> samples = Manifest.read(folder.resolve("manifest.csv")).samples();
		assertEquals(6, samples.size());
		assertEquals(2, samples.stream().map(Sample::person).distinct().count());
		assertEquals(3, samples.stream().map(Sample::label).distinct().count());
		for (final Sample sample : samples) {
			assertTrue(Files.isRegularFile(sample.source().resolve("img" + sample.apex() + ".png")), sample.key());
			final DisplacementField truth = FieldImages.fromImagePlus(IJ.openImage(folder.resolve("truth/" + sample
				.subject() + "_" + sample.clip() + ".tif").toString()));
			float largest = 0;
			for (final float u : truth.u())
				largest = Math.max(largest, Math.abs(u));
			for (final float v : truth.v())
				largest = Math.max(largest, Math.abs(v));
			assertTrue(largest > 0.3 && largest < 6, sample.key() + " moves " + largest);
		}
	}

	@ParameterizedTest
	@EnumSource
	void ofSeveralFacesTheLargestIsTaken(final Mode mode) {
		results(mode);
		assertTrue(ended.get(mode).output().contains("shows 2 faces; the largest was taken."), () -> ended.get(mode)
			.output());
	}

	@ParameterizedTest
	@EnumSource
	void badInputIsToldInOneSentence(final Mode mode) {
		final Path folder = results(mode);
		assertAll(bad.words().entrySet().stream().map(expected -> () -> {
			final String name = expected.getKey();
			final String sentence = Files.readString(folder.resolve("50-" + name + ".ijm" + MacroSession.OUTCOME));
			assertFalse(sentence.isEmpty(), name + ": the macro did not notice");
			for (final String word : expected.getValue())
				assertTrue(sentence.contains(word), () -> name + ": '" + word + "' is missing in: " + sentence);
			assertTrue(sentence.endsWith(".") && !sentence.contains("\n") && !sentence.contains("Exception"), () -> name +
				": no plain sentence: " + sentence);
		}));
	}

	@ParameterizedTest
	@EnumSource
	void sameMacroGivesTheSameBytesTwice(final Mode mode) throws IOException {
		final Path folder = results(mode);
		assertArrayEquals(Files.readAllBytes(folder.resolve("first.csv")), Files.readAllBytes(folder.resolve(
			"second.csv")));
	}

	@Test
	void sameBytesWithAndWithoutWindow() throws IOException {
		assertEquals(Files.readString(results(Mode.HEADLESS).resolve("demo/predictions.csv")), Files.readString(results(
			Mode.WINDOW).resolve("demo/predictions.csv")));
	}

	@ParameterizedTest
	@EnumSource
	void demoRecognizesTheSamples(final Mode mode) throws IOException {
		final List<String> rows = Files.readAllLines(results(mode).resolve("demo/predictions.csv"));
		assertEquals(4, rows.size());
		for (final String expression : List.of("negative", "positive", "surprise"))
			assertTrue(rows.stream().anyMatch(row -> row.startsWith("\"" + expression + ".avi\",") && row.contains(",\"" +
				expression + "\",")), () -> expression + " is missed: " + rows);
	}

	@ParameterizedTest
	@EnumSource
	void aFolderGivesARowForEachClip(final Mode mode) throws IOException {
		final List<String> rows = Files.readAllLines(results(mode).resolve("batch.csv"));
		assertEquals(4, rows.size());
		for (final String row : rows.subList(1, 4))
			assertTrue(row.contains("\"ok\""), row);
	}

	@ParameterizedTest
	@EnumSource
	void imagesSurviveTiff(final Mode mode) {
		final Path folder = results(mode);
		final ImagePlus pair = IJ.openImage(folder.resolve("registered.tif").toString());
		assertAll(() -> assertEquals(2, pair.getStackSize()), () -> assertEquals(128, pair.getWidth()), () -> assertEquals(
			"surprise.avi", pair.getProp("clip")), () -> assertEquals(68, FaceMarks.shown(pair).orElseThrow().x().length));
		final DisplacementField field = FieldImages.fromImagePlus(IJ.openImage(folder.resolve("displacement.tif")
			.toString()));
		assertEquals(128, field.width());
		assertTrue(IJ.openImage(folder.resolve("colour.png").toString()).getWidth() > 500);
	}
}
