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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.WrittenFiles;

/** A run is broken off in every way, and always ends with the same bytes. */
@Timeout(120)
class LosoResumeTest {

	private final MadeUpClips clips = MadeUpClips.make();

	@TempDir
	private Path temporary;

	private LosoRunner runner(final Path folder) {
		return new LosoRunner(clips.plan(), MadeUpClips.description(), folder);
	}

	private Path unbroken() {
		final Path folder = temporary.resolve("unbroken");
		final LosoResult result = runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		assertTrue(result.isComplete());
		return folder;
	}

	@Test
	void killedInMidRunThenResumed() throws Exception {
		final Path folder = temporary.resolve("killed");
		final File errors = temporary.resolve("errors").toFile();
		long before = 0;
		for (int kill = 0; kill < 3; kill++) {
			final Process process = LosoProcess.start(folder, 2, temporary.resolve("never"), errors);
			while (LosoProcess.parts(folder) < before + 2 && process.isAlive())
				Thread.sleep(5);
			// SIGKILL on Unix: no shutdown hook, no finally.
			process.destroyForcibly().waitFor();
			before = LosoProcess.parts(folder);
			assertEquals(2 * (kill + 1), before);
		}
		final Path leftover = AtomicFile.aside(folder.resolve("parts/seed3-part0004.json"));
		Files.writeString(leftover, "{ half a pa");
		Files.writeString(AtomicFile.aside(folder.resolve("loso-summary.csv")), "half a ta");
		final LinearDiscriminant trainer = clips.trainer();
		runner(folder).run(trainer, Progress.none(), r -> {});
		assertEquals(12 - before, trainer.calls(), "only unfinished parts are trained");
		assertTrue(Files.notExists(leftover) && Files.notExists(AtomicFile.aside(folder.resolve("loso-summary.csv"))));
		LosoProcess.assertSameTables(unbroken(), folder);
	}

	/** As by Ctrl+C. Windows has no signal to send, and kills. */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aRunThatIsToldToEndLeavesNoLock() throws Exception {
		final Path folder = temporary.resolve("ended");
		final Process process = LosoProcess.start(folder, 1, temporary.resolve("never"), temporary.resolve("errors")
			.toFile());
		while (LosoProcess.parts(folder) < 1 && process.isAlive())
			Thread.sleep(5);
		final Path lock = folder.resolve(".loso.microexpression.lock");
		assertTrue(Files.exists(lock));
		process.destroy();
		process.waitFor();
		assertTrue(Files.notExists(lock));
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		LosoProcess.assertSameTables(unbroken(), folder);
	}

	@Test
	void twoProcessesOnOneFolder() throws Exception {
		final Path folder = temporary.resolve("shared folder");
		final File errors = temporary.resolve("errors").toFile();
		final Path goOn = temporary.resolve("go on");
		final Process first = LosoProcess.start(folder, 1, goOn, temporary.resolve("errors of the first").toFile());
		while (LosoProcess.parts(folder) < 1) {
			assertTrue(first.isAlive(), "the first evaluation ended before it wrote a part");
			Thread.sleep(5);
		}
		final Process second = LosoProcess.start(folder, 1, goOn, errors);
		assertTrue(second.waitFor(30, TimeUnit.SECONDS));
		assertEquals(3, second.exitValue());
		assertEquals("The output folder '" + folder +
			"' is in use by another evaluation; wait for that to end, or choose another folder.\n", Files.readString(errors
				.toPath()));
		assertTrue(first.isAlive());
		final InputException here = assertThrows(InputException.class, () -> runner(folder).run(clips.trainer(), Progress
			.none(), r -> {}));
		assertTrue(here.getMessage().contains("in use by another evaluation"));
		Files.createFile(goOn);
		assertEquals(0, first.waitFor());
		LosoProcess.assertSameTables(unbroken(), folder);
	}

	@Test
	void twoRunsOfOneProcessOnOneFolder() {
		final Path folder = temporary.resolve("twice");
		final InputException second = assertThrows(InputException.class, () -> runner(folder).run(clips.trainer(), Progress
			.none(), r -> runner(folder).run(clips.trainer(), Progress.none(), inner -> {})));
		assertTrue(second.getMessage().contains("in use by another evaluation"));
	}

	@Test
	void canceledKeepsWhatIsFinished() throws IOException {
		final Path folder = temporary.resolve("canceled");
		final AtomicInteger finished = new AtomicInteger();
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				assertTrue(done <= total);
			}

			@Override
			public boolean isCanceled() {
				return finished.get() >= 5;
			}
		};
		assertThrows(CancellationException.class, () -> runner(folder).run(clips.trainer(), progress, r -> finished
			.incrementAndGet()));
		assertEquals(5, LosoProcess.parts(folder));
		final LinearDiscriminant trainer = clips.trainer();
		runner(folder).run(trainer, Progress.none(), r -> {});
		assertEquals(7, trainer.calls());
		LosoProcess.assertSameTables(unbroken(), folder);
	}

	@Test
	void finishedRunIsOnlyRead() throws IOException {
		final Path folder = unbroken();
		final byte[] predictions = Files.readAllBytes(folder.resolve("loso-predictions.csv"));
		final LinearDiscriminant trainer = clips.trainer();
		runner(folder).run(trainer, Progress.none(), r -> {});
		assertEquals(0, trainer.calls());
		assertArrayEquals(predictions, Files.readAllBytes(folder.resolve("loso-predictions.csv")));
	}

	@Test
	void anotherRunInTheFolderIsRefused() {
		final Path folder = unbroken();
		final RunDescription other = new RunDescription("0000", Map.of("shrinkage", "0.3"), Map.of("plugin", "test"), Map
			.of());
		assertTrue(refusal(new LosoRunner(clips.plan(), other, folder)).contains(
			"What differs:\n  setting 'shrinkage': 0.2 there, 0.3 now"));
		final RunDescription manifest = new RunDescription("0001", Map.of("shrinkage", "0.2"), Map.of("plugin", "test"), Map
			.of());
		assertTrue(refusal(new LosoRunner(clips.plan(), manifest, folder)).contains("manifest: 0000 there, 0001 now"));
		final LosoPlan seeds = new LosoPlan(clips.data(), List.of(1L, 2L), 4);
		assertTrue(refusal(new LosoRunner(seeds, MadeUpClips.description(), folder)).contains(
			"seeds: [1, 2, 3] there, [1, 2] now"));
		final LosoPlan labels = clips.shuffled("samm", 1).plan();
		assertTrue(refusal(new LosoRunner(labels, MadeUpClips.description(), folder)).contains(
			"What differs:\n  another set of clips and classes"));
	}

	/** What can be seen without the clips is told before they are read; of a long setting only the part that differs. */
	@Test
	void anotherRunIsSeenBeforeClipsAreRead() {
		final Path folder = unbroken();
		final List<Long> seeds = clips.plan().seeds();
		LosoRunner.requireSameRun(folder, MadeUpClips.description(), seeds, 0);
		LosoRunner.requireSameRun(folder.resolve("nowhere"), MadeUpClips.description(), seeds, 4);
		assertEquals("  subjects trained together: 4 there, 5 now", lastLine(folder, MadeUpClips.description(), 5));
		assertEquals(List.of("  learningRate of Batch of setting 'finetuning': 0.1 there, 0.2 now",
			"  steps of setting 'finetuning': 250 there, 100 now"), RunDifferences.lines(Map.of("setting 'finetuning'",
				"Stage[Batch=Batch[given=24, learningRate=0.1], steps=250]"), Map.of("setting 'finetuning'",
					"Stage[Batch=Batch[given=24, learningRate=0.2], steps=100]")));
	}

	/** A group of settings that one of the two lacks is not printed with its inside. */
	@Test
	void aGroupOfSettingsThatIsNotThereSaysNoMore() {
		assertEquals(List.of("  setting 'fusion': not set there, set now"), RunDifferences.lines(Map.of(), Map.of(
			"setting 'fusion'", "FusionSettings[channels=16, heads=2]")));
		assertEquals(List.of("  setting 'a': " + "x".repeat(80) + "… there, 1 now"), RunDifferences.lines(Map.of(
			"setting 'a'", "x".repeat(900)), Map.of("setting 'a'", "1")));
	}

	private static String lastLine(final Path folder, final RunDescription description, final int together) {
		final String message = assertThrows(InputException.class, () -> LosoRunner.requireSameRun(folder, description, List
			.of(1L, 2L, 3L), together)).getMessage();
		return message.substring(message.lastIndexOf('\n') + 1);
	}

	private String refusal(final LosoRunner other) {
		return assertThrows(InputException.class, () -> other.run(clips.trainer(), Progress.none(), r -> {})).getMessage();
	}

	@Test
	void damagedPartIsNamed() throws IOException {
		final Path folder = unbroken();
		final Path part = folder.resolve("parts/seed2-part0003.json");
		final String whole = Files.readString(part);
		Files.writeString(part, whole.substring(0, whole.length() / 2));
		assertTrue(refusal(runner(folder)).contains("'" + part + "' cannot be read"));
		for (final String text : List.of("", "{}"))
			assertEquals("The file '" + Files.writeString(part, text) +
				"' is damaged; delete it to have its subjects trained again.", refusal(runner(folder)));
		Files.writeString(part, whole.replaceFirst("\"probabilities\"", "\"probability\""));
		assertTrue(refusal(runner(folder)).contains("'" + part + "' is damaged"));
		Files.copy(folder.resolve("parts/seed2-part0002.json"), part, StandardCopyOption.REPLACE_EXISTING);
		assertTrue(refusal(runner(folder)).contains("'" + part + "' belongs to another run"));
		Files.delete(part);
		final Path table = folder.resolve("loso-predictions.csv");
		final byte[] before = Files.readAllBytes(table);
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		assertArrayEquals(before, Files.readAllBytes(table));
	}

	/** Whatever was changed in it, a part is either the one that was written or no part. */
	@Test
	void changedPartsAreDamaged() throws IOException {
		final Path folder = unbroken();
		final Path part = folder.resolve("parts/seed2-part0002.json");
		final String whole = Files.readString(part);
		final JsonObject[] changed = new JsonObject[9];
		for (int i = 0; i < changed.length; i++)
			changed[i] = JsonParser.parseString(whole).getAsJsonObject();
		final JsonArray folds = changed[0].getAsJsonArray("folds");
		final JsonArray reversed = new JsonArray();
		for (int i = folds.size() - 1; i >= 0; i--)
			reversed.add(folds.get(i));
		changed[0].add("folds", reversed);
		fold(changed[1]).addProperty("subject", "somebody else");
		fold(changed[2]).getAsJsonArray("rows").set(0, new JsonPrimitive(11));
		final JsonArray row = fold(changed[3]).getAsJsonArray("probabilities").get(0).getAsJsonArray();
		final JsonElement first = row.get(0);
		row.set(0, row.get(1));
		row.set(1, first);
		changed[4].add("device", JsonNull.INSTANCE);
		changed[5].getAsJsonArray("folds").set(0, JsonNull.INSTANCE);
		changed[6].remove("sha256");
		fold(changed[7]).getAsJsonArray("probabilities").get(0).getAsJsonArray().set(0, new JsonPrimitive(Double.NaN));
		changed[8].addProperty("seconds", Double.POSITIVE_INFINITY);
		for (final JsonObject damaged : changed) {
			Files.writeString(part, damaged.toString());
			assertEquals("The file '" + part + "' is damaged; delete it to have its subjects trained again.", refusal(runner(
				folder)));
		}
		Files.writeString(part, whole.replaceFirst("\"probabilities\": \\[\\s*\\[\\s*[0-9.E-]+",
			"\"probabilities\": [[\"much\""));
		assertTrue(refusal(runner(folder)).contains("'" + part + "' cannot be read"));
		Files.writeString(part, whole);
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		final Path run = folder.resolve("run.json");
		Files.writeString(run, Files.readString(run).replaceFirst("\"seeds\": \"[^\"]*\"", "\"seeds\": null"));
		assertTrue(refusal(runner(folder)).contains("'" + run + "' was not written by this version"));
	}

	private static JsonObject fold(final JsonObject part) {
		return part.getAsJsonArray("folds").get(0).getAsJsonObject();
	}

	/** Killed between the renaming of a file and the removal of its lock, or before the renaming. */
	@Test
	void whatKilledRunsLeftGoes() throws IOException {
		final Path folder = temporary.resolve("left over");
		Files.createDirectories(folder.resolve("parts"));
		final List<String> names = List.of(".run.json.microexpression.lock", ".run.json.microexpression.aside",
			".loso-folds.csv.microexpression.aside", "parts/.seed1-part0001.json.microexpression.lock",
			"parts/.seed1-part0002.json.microexpression.aside");
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		for (final String name : names)
			Files.writeString(folder.resolve(name), "half");
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		for (final String name : names)
			assertFalse(Files.exists(folder.resolve(name)), name);
	}

	/** Told before anything is read, not after the training. */
	@Test
	void whatNoRunMadeIsNotReplaced() throws IOException {
		final Path folder = Files.createDirectory(temporary.resolve("somebody's"));
		LosoRunner.requireFree(folder, Set.of("settings"));
		for (final String name : List.of("settings.yaml", "loso-summary.csv", "loso.json", "loso-confusion.png")) {
			final Path file = Files.writeString(folder.resolve(name), "precious");
			assertEquals("The output folder '" + folder + "' holds '" + name +
				"', which this run would replace; choose an empty folder or take it out.", assertThrows(InputException.class,
					() -> LosoRunner.requireFree(folder, Set.of("settings"))).getMessage());
			Files.delete(file);
		}
		Files.writeString(folder.resolve("notes.txt"), "precious");
		LosoRunner.requireFree(folder, Set.of("settings"));
		final Path own = unbroken();
		LosoRunner.requireFree(own, Set.of("settings"));
		// Whatever a run writes, but for what tells that it is one.
		try (Stream<Path> written = Files.list(own)) {
			for (final Path file : written.filter(Files::isRegularFile).toList()) {
				final String name = file.getFileName().toString();
				if (List.of("run.json", WrittenFiles.NAME).contains(name)) continue;
				final Path place = Files.createDirectory(temporary.resolve("of " + name));
				Files.writeString(place.resolve(name), "precious");
				assertThrows(InputException.class, () -> LosoRunner.requireFree(place, Set.of()), name);
			}
		}
	}

	@Test
	void whatAPersonHasChangedIsNotReplaced() throws IOException {
		final Path folder = temporary.resolve("changed");
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		Files.writeString(folder.resolve("loso-summary.md"), "With a remark");
		final String said = assertThrows(InputException.class, () -> LosoRunner.requireFree(folder, Set.of())).getMessage();
		assertEquals("In the output folder '" + folder +
			"', 'loso-summary.md' was changed since it was written, and this " +
			"run would replace it; rename it or choose another output folder, so that nothing is lost.", said);
		assertEquals(said, refusal(runner(folder)));
		assertEquals("With a remark", Files.readString(folder.resolve("loso-summary.md")));
		Files.move(folder.resolve("loso-summary.md"), folder.resolve("my-summary.md"));
		runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		LosoProcess.assertSameTables(unbroken(), folder);
	}

	@Test
	void filesOfTheUserStay() throws IOException {
		final Path folder = temporary.resolve("of the user");
		Files.createDirectories(folder.resolve("parts"));
		final List<String> names = List.of("my notes.aside", "loso.lock", "parts/old.json.aside", "loso-summary.csv.aside");
		for (final String name : names)
			Files.writeString(folder.resolve(name), "precious");
		for (int i = 0; i < 2; i++)
			runner(folder).run(clips.trainer(), Progress.none(), r -> {});
		for (final String name : names)
			assertEquals("precious", Files.readString(folder.resolve(name)));
	}

	@Test
	void folderThatCannotBeMadeIsNamed() throws IOException {
		final Path file = Files.writeString(temporary.resolve("a file"), "");
		assertTrue(refusal(runner(file)).contains("The output folder '" + file + "' cannot be used"));
	}

	@Test
	void ofASettingOnlyTheValuesThatDifferAreTold() {
		final String there = "Stage[steps=2, prior=0.0, change=Change[scale=0.1, unit=0.2], seeds=[1, 2], old=1]";
		final String here = "Stage[steps=2, prior=uniform, change=Change[scale=0.1, unit=0.3], seeds=[1, 2]]";
		assertEquals(List.of("  prior of setting 'tuning': 0.0 there, uniform now",
			"  unit of change of setting 'tuning': 0.2 there, 0.3 now", "  old of setting 'tuning': 1 there, not set now"),
			differences("setting 'tuning'", there, here));
		assertEquals(List.of("  seeds: [1] there, [1, 2] now"), differences("seeds", "[1]", "[1, 2]"));
		assertEquals(List.of("  another manifest"), differences("manifest", "0".repeat(64), "1".repeat(64)));
		// Whatever stands in a file that somebody has changed.
		for (final String odd : List.of("Stage[steps=", "Stage[a=[[b=c]", "Stage[a=]]", "", "S[a=b,,]"))
			assertEquals(1, differences("x", odd, "y").size(), odd);
	}

	private static List<String> differences(final String name, final String there, final String here) {
		return RunDifferences.lines(Map.of(name, there), Map.of(name, here));
	}
}
