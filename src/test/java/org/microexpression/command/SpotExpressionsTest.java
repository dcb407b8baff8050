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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.plugin.filter.AVI_Writer;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.WrittenFiles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineSpan;
import org.scijava.Cancelable;

/** From a made-up video to its table, opened again and exported, without a window. */
class SpotExpressionsTest {

	@TempDir
	private Path folder;

	@Test
	void aVideoIsSpottedRecognizedAndExported() throws Exception {
		final LongVideo video = new LongVideo("a video.avi", LongVideo.Person.PAINTED, 10, 100, LongVideo.Setting.usual(20,
			30));
		final ImagePlus image = ClipImages.toImagePlus(video);
		final Path movie = folder.resolve("a video.avi");
		new AVI_Writer().writeImage(image, movie.toString(), 0, 0);
		final ImagePlus opened = ClipImages.toImagePlus(Clips.open(movie));
		opened.setProp("path", movie.toString());
		final Path csv = folder.resolve("spotted.csv");
		final Cancelable spot = CommandRun.of(SpotExpressions.class, Map.of("image", opened, "csv", csv.toFile(), "device",
			"cpu", "timeline", false, "units", true));
		assertFalse(spot.isCanceled(), spot.getCancelReason());
		final Timeline timeline = Timeline.read(csv);
		final MotionTrace motion = MotionTrace.read(folder.resolve("spotted-motion.csv"));
		assertEquals(video.frameCount(), motion.rows());
		assertTrue(motion.hasUnits());
		// Saved again, as by the timeline's window, and replayed, as by a macro, both files have the same bytes.
		assertEquals(Files.readString(csv), timeline.table().toCsv());
		assertEquals(Files.readString(folder.resolve("spotted-motion.csv")), motion.table().toCsv());
		assertFalse(CommandRun.of(SpotExpressions.class, Map.of("image", opened, "csv", folder.resolve("again.csv")
			.toFile(), "device", "cpu", "timeline", false, "units", true)).isCanceled());
		assertEquals(Files.readString(csv), Files.readString(folder.resolve("again.csv")));
		assertEquals(Files.readString(folder.resolve("spotted-motion.csv")), Files.readString(folder.resolve(
			"again-motion.csv")));
		int found = 0;
		for (final SpottedInterval truth : video.truth())
			if (truth.kind().isExpression() && timeline.spans().stream().anyMatch(span -> span.interval().overlap(
				truth) >= 0.5)) found++;
		assertTrue(found > 0, timeline.table()::toCsv);
		assertTrue(timeline.candidates().stream().anyMatch(span -> !span.answer().isEmpty() && !span.model().isEmpty()),
			timeline.table()::toCsv);
		assertTrue(timeline.candidates().stream().allMatch(span -> !span.answer().isEmpty() || !span.note().isEmpty()));
		for (final String name : new String[] { "t.eaf", "t.TextGrid", "t.boris", "t.svg", "t.pdf", "t.tex", "t.md",
			"t.avi", "t.mp4" })
		{
			final Cancelable export = CommandRun.of(ExportTimeline.class, Map.of("csv", csv.toFile(), "output", folder
				.resolve(name).toFile()));
			assertFalse(export.isCanceled(), export.getCancelReason());
			assertTrue(Files.size(folder.resolve(name)) > 100, name);
			// A macro that is run again writes over its own results; an AVI does not tell whose it is.
			assertEquals(name.equals("t.avi"), CommandRun.of(ExportTimeline.class, Map.of("csv", csv.toFile(), "output",
				folder.resolve(name).toFile())).isCanceled(), name);
		}
		marked(timeline);
		final Cancelable open = CommandRun.of(OpenTimeline.class, Map.of("csv", csv.toFile()));
		assertFalse(open.isCanceled(), open.getCancelReason());
	}

	/** The annotated movie has all frames, and a border where a candidate lasts that is not there in the clip. */
	private void marked(final Timeline timeline) {
		final TimelineSpan span = timeline.candidates().get(0);
		try (Clip plain = Clips.open(folder.resolve("a video.avi"));
				Clip marked = Clips.open(folder.resolve("t.avi"));
				Clip mp4 = Clips.open(folder.resolve("t.mp4")))
		{
			assertEquals(plain.frameCount(), marked.frameCount());
			final int apex = plain.indexOf(span.interval().apex().frame());
			final double border = plain.frame(apex).getAt(plain.width() - 1, plain.height() / 2).get() - marked.frame(apex)
				.getAt(plain.width() - 1, plain.height() / 2).get();
			assertTrue(Math.abs(border) > 10, "border " + border);
			assertEquals(plain.frameCount(), mp4.frameCount());
			assertEquals(plain.seconds(apex).orElseThrow(), mp4.seconds(apex).orElseThrow(), 1e-3);
			final float[] a = marked.frame(apex).update(null).getCurrentStorageArray();
			final float[] b = mp4.frame(apex).update(null).getCurrentStorageArray();
			double difference = 0;
			for (int i = 0; i < a.length; i++)
				difference += Math.abs(a[i] - b[i]) / a.length;
			assertTrue(difference < 3, "difference " + difference);
		}
	}

	@Test
	void onlyAResultOfTheSameKindIsReplaced() throws Exception {
		final Path csv = folder.resolve("t.csv");
		new Timeline("clip", folder.resolve("moved away.mp4").toString(), List.of()).write(csv);
		final Path elan = folder.resolve("coded.eaf");
		assertFalse(CommandRun.of(ExportTimeline.class, Map.of("csv", csv.toFile(), "output", elan.toFile())).isCanceled());
		Files.writeString(elan, Files.readString(elan).replace("AUTHOR=\"\"", "AUTHOR=\"a coder\""));
		final Map<Path, String> precious = new LinkedHashMap<>();
		precious.put(elan, Files.readString(elan));
		for (final String name : List.of("coded.TextGrid", "thesis.tex", "notes.md", "drawing.svg", "paper.pdf", "film.mp4",
			"film.avi"))
			precious.put(Files.writeString(folder.resolve(name), "precious"), "precious");
		for (final Map.Entry<Path, String> file : precious.entrySet()) {
			final String said = CommandRun.of(ExportTimeline.class, Map.of("csv", csv.toFile(), "output", file.getKey()
				.toFile())).getCancelReason();
			assertTrue(said != null && said.startsWith("The file '" + file.getKey() + "' exists") && said.endsWith(
				"so that nothing is lost."), said);
			assertEquals(file.getValue(), Files.readString(file.getKey()));
		}
		final String figure = CommandRun.of(MeasureMotion.class, Map.of("image", new ImagePlus("a clip", new ByteProcessor(
			64, 64)), "figure", folder.resolve("drawing.svg").toFile())).getCancelReason();
		assertTrue(figure.startsWith("The file '" + folder.resolve("drawing.svg") + "' exists"), figure);
		assertEquals("precious", Files.readString(folder.resolve("drawing.svg")));
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		assertEquals("No image is open; open a clip first.", CommandRun.of(SpotExpressions.class, Map.of())
			.getCancelReason());
		assertEquals("The parameter 'csv' is empty; give the CSV file of a timeline, as Spot Expressions writes it.",
			CommandRun.of(OpenTimeline.class, Map.of()).getCancelReason());
		final Path csv = folder.resolve("t.csv");
		new Timeline("clip", "", List.of()).write(csv);
		assertTrue(CommandRun.of(ExportTimeline.class, Map.of("csv", csv.toFile(), "output", folder.resolve("t.doc")
			.toFile())).getCancelReason().endsWith(
				"give a file that ends in .eaf, .TextGrid, .boris, .svg, .pdf, .tex, .md, .mp4 or .avi."));
	}

	/** What was corrected in a spreadsheet does not say so; the image here is refused only behind the files. */
	@Test
	void resultsThatWereCorrectedOrAreOfAnotherClipAreNotReplaced() throws Exception {
		final Path csv = folder.resolve("t.csv"), curves = folder.resolve("t-motion.csv");
		final String motion = motion("a clip");
		final Timeline timeline = new Timeline("a clip", "", List.of());
		WrittenFiles.write(csv, () -> timeline.write(csv));
		WrittenFiles.write(curves, motion.getBytes(StandardCharsets.UTF_8));
		for (final String title : List.of("a clip", "a clip-1")) {
			assertFalse(spot(title, csv).contains(folder.toString()), spot(title, csv));
			assertFalse(measure(title, curves).contains(folder.toString()), measure(title, curves));
		}
		assertEquals("The file '" + curves +
			"' is of the clip 'a clip', not of 'another'; give a new file, so that nothing " + "is lost.", measure("another",
				curves));
		assertEquals(measure("another", curves), spot("another", csv));
		Files.delete(curves);
		assertEquals("The file '" + csv + "' is of the clip 'a clip', not of 'another'; give a new file, so that nothing " +
			"is lost.", spot("another", csv));
		Files.writeString(csv, Files.readString(csv).replace("a clip", "a cut"));
		assertTrue(spot("a clip", csv).startsWith("The file '" + csv + "' was changed since it was written"));
		Files.writeString(curves, motion.replace("a clip", "a cut"));
		assertTrue(measure("a clip", curves).startsWith("The file '" + curves + "' was changed since it was written"));
		final Path copy = Files.copy(curves, folder.resolve("copy.csv"));
		assertTrue(measure("a clip", copy).startsWith("The file '" + copy + "' exists, and nothing tells"));
	}

	private static String motion(final String clip) {
		return new MotionTrace.Builder(clip).add(MotionRow.noFace(1, 0)).build().table().toCsv();
	}

	private static String spot(final String title, final Path csv) throws Exception {
		return CommandRun.of(SpotExpressions.class, Map.of("image", new ImagePlus(title, new ByteProcessor(64, 64)), "csv",
			csv.toFile())).getCancelReason();
	}

	private static String measure(final String title, final Path csv) throws Exception {
		return CommandRun.of(MeasureMotion.class, Map.of("image", new ImagePlus(title, new ByteProcessor(64, 64)), "csv",
			csv.toFile())).getCancelReason();
	}

	@Test
	void anExportThatWasWorkedOnIsNotReplaced() throws Exception {
		final Path csv = folder.resolve("t.csv");
		new Timeline("clip", "", List.of()).write(csv);
		for (final String name : List.of("t.md", "t.tex", "t.svg", "t.pdf")) {
			final Path file = folder.resolve(name);
			final Map<String, Object> given = Map.of("csv", csv.toFile(), "output", file.toFile());
			assertFalse(CommandRun.of(ExportTimeline.class, given).isCanceled());
			Files.writeString(file, "mine\n", StandardOpenOption.APPEND);
			final byte[] worked = Files.readAllBytes(file);
			final String said = CommandRun.of(ExportTimeline.class, given).getCancelReason();
			assertTrue(said != null && said.startsWith("The file '" + file + "' was changed since it was written"), said);
			assertArrayEquals(worked, Files.readAllBytes(file));
		}
	}

	/** The curves beside a timeline are drawn where they are of its clip. */
	@Test
	void curvesOfAnotherClipAreLeftOutWithARemark() throws Exception {
		final Path csv = folder.resolve("t.csv"), curves = folder.resolve("t-motion.csv");
		final Timeline timeline = new Timeline("a clip", "", List.of());
		timeline.write(csv);
		Files.writeString(curves, motion("a clip"));
		assertTrue(OpenTimeline.motion(timeline, csv).isPresent());
		Files.writeString(curves, motion("another"));
		assertTrue(OpenTimeline.motion(timeline, csv).isEmpty());
	}

	/** Before the clip is measured: the image here is none that could be. */
	@Test
	void whereResultsCannotGoIsSaidFirst() throws Exception {
		final ImagePlus clip = new ImagePlus("a clip", new ByteProcessor(64, 64));
		final File nowhere = folder.resolve("none").resolve("result.csv").toFile();
		final String told = "The file '" + nowhere + "' cannot be written (its folder does not exist); check that its " +
			"folder is there, writable and not full.";
		assertEquals(told, CommandRun.of(MeasureMotion.class, Map.of("image", clip, "csv", nowhere)).getCancelReason());
		assertEquals(told, CommandRun.of(SpotExpressions.class, Map.of("image", clip, "csv", nowhere)).getCancelReason());
		for (final String name : List.of("result.xlsx", "result.XLS", "result.ods"))
			assertEquals("The parameter 'csv' is '" + folder.resolve(name) +
				"', the name of a workbook, and CSV is written; " +
				"give a name that ends in .csv, which such programs open too.", measure("a clip", folder.resolve(name)));
		final File drawing = folder.resolve("none").resolve("result.pdf").toFile();
		assertEquals(told.replace(nowhere.getPath(), drawing.getPath()), CommandRun.of(MeasureMotion.class, Map.of("image",
			clip, "figure", drawing)).getCancelReason());
		final File both = folder.resolve("both.svg").toFile(), again = folder.resolve(".").resolve("both.svg").toFile();
		assertEquals("The parameters 'csv' and 'figure' are both '" + again + "'; give two files.", CommandRun.of(
			MeasureMotion.class, Map.of("image", clip, "csv", both, "figure", again)).getCancelReason());
		assertFalse(both.exists());
	}
}
