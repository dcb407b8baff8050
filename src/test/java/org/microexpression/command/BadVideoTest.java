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

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.AVI_Writer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.Table;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.clip.video.VideoMaker;
import org.microexpression.clip.video.VideoWriter;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.pipeline.Recognition;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.timeline.Timeline;
import org.scijava.Cancelable;
import org.scijava.command.Command;

/** What people give to the commands for a video: each ends with a result and a remark, or with one sentence. */
class BadVideoTest {

	private static final int WIDTH = 240;
	private static final int HEIGHT = 208;

	@TempDir
	private Path folder;

	/** A run of a command: why it ended, {@code null} where it did not, and what the Log got. */
	private record Ran(String reason, String log) {
	}

	private static Ran run(final Class<? extends Command> command, final Map<String, Object> inputs) throws Exception {
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		final PrintStream before = System.out;
		final Cancelable ended;
		try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
			// Without ImageJ's window its Log is the console.
			System.setOut(out);
			ended = CommandRun.of(command, inputs);
		}
		finally {
			System.setOut(before);
		}
		return new Ran(ended.isCanceled() ? ended.getCancelReason() : null, said.toString(StandardCharsets.UTF_8));
	}

	private Ran spot(final Path file, final String csv) throws Exception {
		try (Clip clip = Clips.open(file)) {
			return run(SpotExpressions.class, Map.of("image", image(clip), "csv", folder.resolve(csv).toFile(), "device",
				"cpu", "timeline", false));
		}
	}

	private Ran measure(final Path file, final String csv) throws Exception {
		try (Clip clip = Clips.open(file)) {
			return run(MeasureMotion.class, Map.of("image", image(clip), "csv", folder.resolve(csv).toFile(), "device", "cpu",
				"plot", false));
		}
	}

	private static ImagePlus image(final Clip clip) {
		return ClipImages.toImagePlus(clip);
	}

	/** Frames at their times in seconds, H.264 in an MP4 file. */
	private Path film(final String name, final List<float[]> frames, final double[] seconds) throws IOException {
		final Path file = folder.resolve(name);
		final int width = frames.get(0).length / HEIGHT;
		try (VideoWriter writer = new VideoWriter(file, width, HEIGHT, 30)) {
			for (int i = 0; i < frames.size(); i++) {
				final int[] rgb = new int[width * HEIGHT];
				for (int p = 0; p < rgb.length; p++)
					rgb[p] = Math.max(0, Math.min(255, Math.round(frames.get(i)[p]))) * 0x010101;
				writer.write(rgb, seconds[i]);
			}
			writer.end();
		}
		return file;
	}

	private static double[] even(final int frames, final double rate) {
		final double[] seconds = new double[frames];
		for (int i = 0; i < frames; i++)
			seconds[i] = i / rate;
		return seconds;
	}

	private static LongVideo person(final Person kind, final long who, final double seconds, final double rate) {
		return new LongVideo("person", kind, who, 9 + who, Setting.usual(seconds, rate));
	}

	private static List<float[]> frames(final LongVideo video) {
		return IntStream.range(0, video.frameCount()).mapToObj(i -> video.frame(i).update(null).getCurrentStorageArray())
			.toList();
	}

	private static float[] wall() {
		final float[] wall = new float[WIDTH * HEIGHT];
		for (int i = 0; i < wall.length; i++)
			wall[i] = 90 + i % WIDTH * 0.3f + i % 7;
		return wall;
	}

	private static float[] beside(final float[] left, final float[] right) {
		final float[] both = new float[2 * WIDTH * HEIGHT];
		for (int y = 0; y < HEIGHT; y++) {
			System.arraycopy(left, y * WIDTH, both, 2 * y * WIDTH, WIDTH);
			System.arraycopy(right, y * WIDTH, both, (2 * y + 1) * WIDTH, WIDTH);
		}
		return both;
	}

	@SafeVarargs
	private static List<float[]> joined(final List<float[]>... parts) {
		return Arrays.stream(parts).flatMap(List::stream).toList();
	}

	/** Whether a sentence names the file, ends, and has nothing of Java in it. */
	private static void assertSentence(final String sentence, final String name) {
		assertTrue(sentence != null && sentence.contains(name) && sentence.endsWith("."), () -> "sentence: " + sentence);
		assertFalse(sentence.matches("(?s).*(java\\.|Exception|Error\\b|null|\\n).*"), sentence);
		assertTrue(sentence.matches("(?s).*(export|choose|copy|give|use|save|install).*"),
			() -> "does not say what to do: " + sentence);
	}

	private Path unreadable(final String kind) throws IOException {
		final Path file = folder.resolve(kind.replace(' ', '-').replace("in-", "."));
		switch (kind.substring(0, kind.indexOf(' '))) {
			case "sound" -> VideoMaker.writeSound(file);
			case "music" -> {
				final ByteArrayOutputStream cover = new ByteArrayOutputStream();
				ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "jpg", cover);
				VideoMaker.writeSound(file, cover.toByteArray());
			}
			case "nothing" -> VideoMaker.of(file, "mpeg4", "yuv420p").at().write();
			case "garbage" -> {
				final byte[] garbage = new byte[20_000];
				new Random(3).nextBytes(garbage);
				Files.write(file, garbage);
			}
			case "encrypted" -> VideoMaker.of(file, "libopenh264", "yuv420p").counted(20, 25).containerOption(
				"encryption_scheme", "cenc-aes-ctr").containerOption("encryption_key", "76a6c65c5ea762046bd749a2e632ccbb")
				.containerOption("encryption_kid", "a7e61c373e219033c21091fa607bf3b8").write();
			default -> {
				// An MP4 file has its index at the end.
				VideoMaker.of(file, "libopenh264", "yuv420p").counted(40, 25).write();
				Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) (0.6 * Files.size(file))));
			}
		}
		return file;
	}

	/** A file is repaired when it is opened; that is told whatever becomes of the clip. */
	@Test
	void theRepairOfAFileIsToldWhereTheClipIsRefused() throws Exception {
		final Path csv = folder.resolve("rows.csv");
		final String header = new Table(Recognition.TABLE, Recognition.columns(List.of("negative", "positive", "surprise")),
			List.of()).toCsv();
		Files.writeString(csv, header + "\"half a");
		final ImagePlus wall = IJ.createImage("wall", "8-bit ramp", WIDTH, HEIGHT, 2);
		final Ran ran = run(RecognizeExpression.class, Map.of("image", wall, "onset", 1, "apex", 2, "csv", csv.toFile(),
			"device", "cpu"));
		assertTrue(ran.reason().contains("No face was found"), ran.reason());
		assertTrue(ran.log().contains("rows.csv' ended in the middle of line 2"), ran.log());
	}

	/** One sentence in a dialog, and in a batch a row with the same sentence. */
	@ParameterizedTest
	@CsvSource({ "sound in mov, only sound", "sound in mkv, only sound", "music in mkv, only sound",
		"nothing in mp4, no ", "nothing in mkv, no ", "garbage in mp4, ''", "garbage in mkv, ''", "garbage in avi, ''",
		"garbage in webm, ''", "garbage in mts, ''", "encrypted in mp4, encrypted", "cut in mp4, cut off" })
	void whatCannotBeReadEndsWithASentence(final String kind, final String words) throws Exception {
		final Path file = unreadable(kind);
		final String name = file.getFileName().toString();
		final Ran imported = run(ImportClip.class, Map.of("path", file.toFile()));
		assertSentence(imported.reason(), name);
		assertTrue(imported.reason().contains(words), imported.reason());
		for (final boolean spot : new boolean[] { true, false }) {
			final Path csv = folder.resolve("batch " + spot + ".csv");
			final Ran batch = run(RecognizeFolder.class, Map.of("folder", folder.toFile(), "csv", csv.toFile(), "device",
				"cpu", "spot", spot));
			assertEquals(null, batch.reason());
			assertTrue(Files.readString(csv).contains(imported.reason().replace("\"", "\"\"")), () -> csv + batch.log());
		}
	}

	@Test
	void ofACutFileWhatIsThereIsSpotted() throws Exception {
		final Path whole = folder.resolve("whole.mkv");
		VideoMaker.of(whole, "mpeg4", "yuv420p").counted(40, 25).write();
		final Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(Files.readAllBytes(whole), (int) (0.7 * Files
			.size(whole))));
		final Ran imported = run(ImportClip.class, Map.of("path", cut.toFile()));
		assertEquals(null, imported.reason());
		assertTrue(imported.log().contains("cut.mkv' is cut off"), imported.log());
		final Ran spotted = spot(cut, "cut.csv");
		assertSentence(spotted.reason(), "cut.mkv");
		assertTrue(spotted.reason().contains("No face"), spotted.reason());
	}

	@Test
	void aBatchTellsWhatToKnowOfEachVideo() throws Exception {
		final Path videos = Files.createDirectory(folder.resolve("videos"));
		final List<float[]> first = frames(person(Person.PAINTED, 3, 2, 30));
		final List<float[]> second = frames(person(Person.PORTRAIT, 4, 1, 30));
		film("videos/scenes.mp4", joined(first, second), even(90, 30));
		final Ran batch = run(RecognizeFolder.class, Map.of("folder", videos.toFile(), "csv", folder.resolve("batch.csv")
			.toFile(), "device", "cpu", "spot", true));
		assertEquals(null, batch.reason());
		assertTrue(batch.log().contains("scene of 'scenes.mp4' is cut"), batch.log());
	}

	@Test
	void nobodyIsSeen() throws Exception {
		final Path file = film("wall.mp4", Collections.nCopies(20, wall()), even(20, 30));
		for (final Ran ran : List.of(spot(file, "a.csv"), measure(file, "b.csv"))) {
			assertSentence(ran.reason(), "wall.mp4");
			assertTrue(ran.reason().contains("No face"), ran.reason());
		}
		assertFalse(Files.exists(folder.resolve("a.csv")));
		assertFalse(Files.exists(folder.resolve("b.csv")));
	}

	/** The face goes, and comes again 20 frames later; then the scene is cut; nothing of both is a motion. */
	@Test
	void aFaceThatLeavesAndACutAreTold() throws Exception {
		final LongVideo one = person(Person.PAINTED, 3, 4, 30);
		final List<float[]> frames = frames(one);
		final List<float[]> other = frames(person(Person.PORTRAIT, 4, 2, 30));
		final Path file = film("leaves.mp4", joined(frames.subList(0, 60), Collections.nCopies(20, wall()), frames.subList(
			60, 120), other), even(200, 30));
		final Ran ran = measure(file, "motion.csv");
		assertEquals(null, ran.reason());
		assertTrue(ran.log().contains("No face is followed in frames 61 to"), ran.log());
		assertTrue(ran.log().contains("Between the frames before 141"), ran.log());
		final MotionTrace trace = MotionTrace.read(folder.resolve("motion.csv"));
		assertEquals(200, trace.rows());
		assertFalse(trace.found(70));
		assertTrue(trace.found(120) && trace.segment(120) == 2, "segment " + trace.segment(120));
		assertEquals(3, trace.segment(199));
		assertNothingAcross(trace, 60, 80, 140);
		assertEquals(null, spot(file, "spotted.csv").reason());
		Timeline.read(folder.resolve("spotted.csv")).spans().forEach(span -> {
			for (final int border : new int[] { 61, 141 })
				assertFalse(span.interval().onset().frame() < border && span.interval().offset().frame() >= border, span
					.toString());
		});
	}

	/** Neither rows of no segment nor a jump of the face's motion next to a border. */
	private static void assertNothingAcross(final MotionTrace trace, final int... borders) {
		for (final int border : borders)
			for (int row = border - 2; row < border + 2; row++)
				if (trace.found(row)) assertTrue(trace.value(row, Quantity.MOTION) < 0.05, "row " + row + ": " + trace.value(
					row, Quantity.MOTION));
	}

	@Test
	void twoPeopleThatSwapPlacesAreNoMotion() throws Exception {
		final List<float[]> left = frames(person(Person.PAINTED, 3, 3, 30));
		final List<float[]> right = frames(person(Person.PAINTED, 6, 3, 30));
		final List<float[]> frames = new ArrayList<>();
		for (int i = 0; i < 90; i++)
			frames.add(i < 45 ? beside(left.get(i), right.get(i)) : beside(right.get(i), left.get(i)));
		final Path file = film("swap.mp4", frames, even(90, 30));
		final Ran ran = measure(file, "motion.csv");
		assertEquals(null, ran.reason());
		assertTrue(ran.log().contains("Between the frames before 46"), ran.log());
		final MotionTrace trace = MotionTrace.read(folder.resolve("motion.csv"));
		assertEquals(1, trace.segment(44));
		assertTrue(trace.segment(89) != 1, ran.log());
		assertNothingAcross(trace, 45);
	}

	/** In a room that stays the same, there is no cut; another face is not the one before for all that. */
	@Test
	void anotherFaceInItsPlaceIsToldOf() throws Exception {
		final List<float[]> one = frames(person(Person.PAINTED, 3, 1, 30));
		final List<float[]> other = frames(person(Person.PAINTED, 6, 1, 30));
		final List<float[]> frames = new ArrayList<>();
		for (int i = 0; i < 30; i++)
			frames.add(inRoom(i < 15 ? one.get(i) : other.get(i)));
		final Path file = film("room.mp4", frames, even(30, 30));
		final Ran ran = measure(file, "motion.csv");
		assertEquals(null, ran.reason());
		assertFalse(ran.log().contains("is cut"), ran.log());
		assertTrue(ran.log().contains("In frame 16 of 'room.mp4' the face leaps, or another takes its place"), ran.log());
		final MotionTrace trace = MotionTrace.read(folder.resolve("motion.csv"));
		assertEquals(List.of(1, 2), List.of(trace.segment(14), trace.segment(15)));
		assertNothingAcross(trace, 15);
	}

	private static float[] inRoom(final float[] face) {
		final int width = 4 * WIDTH;
		final float[] room = new float[width * HEIGHT];
		for (int i = 0; i < room.length; i++)
			room[i] = 20 + 0.22f * (i % width);
		for (int y = 0; y < HEIGHT; y++)
			System.arraycopy(face, y * WIDTH, room, y * width + WIDTH, WIDTH);
		return room;
	}

	/** A frame a second shows no expression: that is told, and times are the file's. */
	@Test
	void aFrameASecondIsTold() throws Exception {
		final LongVideo video = person(Person.PAINTED, 3, 8, 1);
		final Path file = film("slow.mp4", frames(video), even(8, 1));
		final Ran ran = spot(file, "slow.csv");
		assertEquals(null, ran.reason());
		assertTrue(ran.log().contains("slow.mp4' has 1 frame a second"), ran.log());
		final MotionTrace trace = MotionTrace.read(folder.resolve("slow-motion.csv"));
		assertEquals(8, trace.rows());
		assertEquals(7, trace.seconds(7), 1e-4);
	}

	@Test
	void timesOfAVariableRateAreThoseOfTheFile() throws Exception {
		final LongVideo video = person(Person.PAINTED, 3, 3, 30);
		final double[] seconds = even(90, 30);
		for (int i = 45; i < 90; i++)
			seconds[i] = seconds[44] + (i - 44) / 15.0;
		final Path file = film("variable.mp4", frames(video), seconds);
		assertEquals(null, spot(file, "variable.csv").reason());
		final MotionTrace trace = MotionTrace.read(folder.resolve("variable-motion.csv"));
		assertEquals(90, trace.rows());
		for (int i = 0; i < 90; i++)
			assertEquals(seconds[i], trace.seconds(i), 1e-4, "frame " + (i + 1));
	}

	@Test
	void picturesOf8KAndOfOddSizesAreRead() throws Exception {
		final Path large = folder.resolve("large.mkv");
		VideoMaker.of(large, "mjpeg", "yuvj420p").size(7680, 4320).counted(3, 25).write();
		assertEquals(null, run(ImportClip.class, Map.of("path", large.toFile())).reason());
		final Ran ran = measure(large, "large.csv");
		assertSentence(ran.reason(), "large.mkv");
		final Path odd = folder.resolve("odd.mkv");
		final Map<String, Object> path = new HashMap<>(Map.of("path", odd.toFile()));
		VideoMaker.of(odd, "ffv1", "yuv420p").size(127, 95).counted(12, 25).write();
		assertEquals(null, run(ImportClip.class, path).reason());
		assertTrue(measure(odd, "odd.csv").reason().contains("No face"));
		final LongVideo person = new LongVideo("person", Person.PORTRAIT, 3, 4, new Setting(new LongVideo.Format(241, 209,
			0.4, 50), Setting.usual(1, 50).acting(), Setting.usual(1, 50).camera()));
		final Path face = folder.resolve("face.avi");
		new AVI_Writer().writeImage(ClipImages.toImagePlus(person), face.toString(), 0, 0);
		final Ran tooShort = spot(face, "face.csv");
		assertEquals(null, tooShort.reason());
		assertTrue(tooShort.log().contains("'face.avi' lasts 0.38 s, too short to tell"), tooShort.log());
		assertEquals(20, MotionTrace.read(folder.resolve("face-motion.csv")).rows());
	}

	/** What begins black is guessed and spotted from the first face on. */
	@Test
	void aBlackBeginningIsPassedOver() throws Exception {
		final List<float[]> faces = frames(person(Person.PORTRAIT, 4, 1, 30));
		final Path file = film("black.mp4", joined(Collections.nCopies(20, new float[WIDTH * HEIGHT]), faces), even(50,
			30));
		try (Clip clip = Clips.open(file)) {
			final Ran ran = run(RecognizeExpression.class, Map.of("image", image(clip), "device", "cpu", "overlay", false));
			assertEquals(null, ran.reason());
			assertTrue(ran.log().contains("No face is in the frames of 'black.mp4' before 31"), ran.log());
		}
	}
}
