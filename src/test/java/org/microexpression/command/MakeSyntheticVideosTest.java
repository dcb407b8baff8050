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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.spotting.SpottingEvaluation;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.Contextual;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

/** Long videos and expressions by hand, as the command makes them. */
class MakeSyntheticVideosTest {

	private static final File PORTRAIT = Path.of("src/main/resources/org/microexpression/samples/astronaut.png")
		.toAbsolutePath().toFile();

	@TempDir
	private Path folder;

	private String run(final Object... inputs) throws Exception {
		final Map<String, Object> given = new HashMap<>(Map.of("clips", 1, "output", folder.toFile()));
		for (int i = 0; i < inputs.length; i += 2)
			given.put((String) inputs[i], inputs[i + 1]);
		final Cancelable done = CommandRun.of(MakeSyntheticClips.class, given);
		return done.isCanceled() ? done.getCancelReason() : "";
	}

	/** A copy of the truth finds it whole. */
	@Test
	void aLongVideoHasATruthThatIsEvaluated() throws Exception {
		assertEquals("", run("seconds", 8.0, "events", "blinks, head", "seed", 4));
		assertTrue(Files.isRegularFile(folder.resolve("s01_v01.avi")));
		final Path truth = folder.resolve("truth.csv");
		assertFalse(Files.readString(truth).contains(",talking,"));
		final Path spotted = Files.copy(truth, folder.resolve("spotted.csv"));
		final var scores = SpottingEvaluation.of(truth, List.of(spotted), 0.5).scores(Progress.none());
		assertEquals(0L, scores.cell(scores.rows().size() - 1, "fp"));
		assertEquals(1.0, scores.cell(scores.rows().size() - 1, "f1"));
		assertTrue(Files.readString(folder.resolve("LICENCE.txt")).contains("public-domain picture of NASA"));
		assertTrue(run("seconds", 8.0).matches("The output folder '.*' holds '.*', which this run would replace; .*"));
	}

	/** Nothing is made, and nothing of somebody else is written over. */
	@Test
	void filesOfTheNamesThatAreWrittenAreLeftAlone() throws Exception {
		for (final String name : List.of("LICENCE.txt", "truth.csv", "manifest.csv", "s01_v01.avi", "truth/mine.tif",
			"s01_v01/img1.png"))
		{
			final Path output = folder.resolve("of " + name.replace('/', ' '));
			final Path file = output.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "precious");
			final String refusal = run("units", "12L:0.6", "output", output.toFile());
			assertTrue(refusal.contains("holds '" + name.replaceFirst("/.*", "") + "'"), refusal);
			try (Stream<Path> files = Files.walk(output).filter(Files::isRegularFile)) {
				assertEquals(List.of(file), files.toList());
			}
			assertEquals("precious", Files.readString(file));
		}
		final Path frame = folder.resolve("clips/s01/c01_negative/img1.png");
		Files.createDirectories(frame.getParent());
		Files.writeString(frame, "precious");
		assertTrue(run("frames", 12, "output", folder.resolve("clips").toFile()).contains("holds 's01'"));
		assertEquals("precious", Files.readString(frame));
	}

	@Test
	void aLongVideoCanBeOfH264() throws Exception {
		assertEquals("", run("seconds", 3.0, "mp4", true, "events", "none"));
		assertTrue(Files.readString(folder.resolve("truth.csv")).contains(",s01_v01.mp4,"));
		assertEquals("", run("seconds", 3.0, "events", "none", "output", folder.resolve("avi").toFile()));
		try (Clip clip = Clips.open(folder.resolve("s01_v01.mp4"));
				Clip other = Clips.open(folder.resolve("avi/s01_v01.avi")))
		{
			assertEquals("90 frames of 240 x 208 at 30.0", clip.frameCount() + " frames of " + clip.width() + " x " + clip
				.height() + " at " + clip.framesPerSecond());
			final float[] a = clip.frame(50).update(null).getCurrentStorageArray();
			final float[] b = other.frame(50).update(null).getCurrentStorageArray();
			double off = 0;
			for (int i = 0; i < a.length; i++)
				off += Math.abs(a[i] - b[i]) / a.length;
			assertTrue(off < 4, "the same pictures but for " + off + " grey levels");
		}
	}

	@Test
	void aPhotographShowsTheExpressionByHand() throws Exception {
		assertEquals("", run("units", "12L:0.6", "course", "100, 200, 300", "fps", 50.0, "photograph", PORTRAIT, "licence",
			"NASA, public domain", "classes", "positive"));
		final Sample sample = Manifest.read(folder.resolve("manifest.csv")).samples().get(0);
		assertEquals("6-11-16 positive L12 micro", sample.onset() + "-" + sample.apex() + "-" + sample.offset() + " " +
			sample.label() + " " + sample.aus() + " " + sample.kind());
		assertEquals(20, Files.list(sample.source()).count());
		assertTrue(Files.isRegularFile(folder.resolve("truth/s01_v01.tif")));
		assertTrue(Files.readString(folder.resolve("LICENCE.txt")).contains("'astronaut.png'. Licence, as given: NASA"));
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		refused("write for instance L12:0.6+4", "units", "smile");
		refused("give onset, apex and offset in milliseconds", "units", "12", "course", "1,2");
		refused("'course' holds 'x', which is no number", "units", "12", "course", "1,x,3");
		refused("give three times in ascending order", "units", "12", "course", "300,200,400");
		refused("which is not over after 0.5 s", "units", "12", "seconds", 0.5);
		refused("'events' holds 'dancing'", "seconds", 5.0, "events", "dancing");
		refused("'licence' is empty", "units", "12", "photograph", PORTRAIT);
		refused("give the length of a video", "photograph", PORTRAIT);
		refused("cannot be read; give a picture file", "units", "12", "licence", "mine", "photograph", folder.resolve(
			"none.png").toFile());
	}

	private void refused(final String sentence, final Object... inputs) throws Exception {
		final String reason = run(inputs);
		assertTrue(reason.contains(sentence), reason);
		assertFalse(reason.contains("\n"), reason);
	}

	/** Esc in the middle: what was written is taken back, what was there stays, and the same can be started again. */
	@ParameterizedTest
	@ValueSource(strings = { "clips", "avi", "by hand" })
	void aRunThatIsStoppedIsTakenBack(final String kind) throws Exception {
		final Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
		final Map<String, Object> inputs = new HashMap<>(Map.of("output", folder.toFile(), "subjects", 20, "clips", 1));
		if (kind.equals("avi")) inputs.putAll(Map.of("seconds", 1.0, "events", "none"));
		if (kind.equals("by hand")) inputs.putAll(Map.of("units", "12:1"));
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final Module module = new CommandInfo(MakeSyntheticClips.class).createModule();
			((Contextual) module).setContext(context);
			for (final ModuleItem<?> item : module.getInfo().inputs())
				item.initialize(module);
			inputs.forEach(module::setInput);
			final Thread run = new Thread(module, "made-up clips");
			run.start();
			while (run.isAlive() && names().size() < 3)
				Thread.sleep(5);
			assertTrue(run.isAlive(), "It ended before it was stopped.");
			((Cancelable) module.getDelegateObject()).cancel("Enough.");
			run.join();
			assertEquals("Enough.", ((Cancelable) module.getDelegateObject()).getCancelReason());
		}
		assertEquals(List.of("mine.txt"), names());
		assertEquals("mine", Files.readString(mine));
		inputs.put("subjects", 1);
		assertFalse(CommandRun.of(MakeSyntheticClips.class, inputs).isCanceled());
		assertTrue(names().size() > 1);
	}

	private List<String> names() throws Exception {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
