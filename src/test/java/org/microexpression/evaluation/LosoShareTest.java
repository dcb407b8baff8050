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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;

/** A run that several processes share ends with the bytes of one process, also where one is killed. */
@Timeout(120)
class LosoShareTest {

	private final MadeUpClips clips = MadeUpClips.make();

	@TempDir
	private Path temporary;

	private LosoRunner runner(final Path folder) {
		return new LosoRunner(clips.plan(), MadeUpClips.description(), folder);
	}

	private void assertAsOneProcess(final Path folder) throws IOException {
		final Path whole = temporary.resolve("whole");
		runner(whole).run(clips.trainer(), Progress.none(), r -> {});
		LosoProcess.assertSameTables(whole, folder);
		try (Stream<Path> here = Files.list(folder); Stream<Path> there = Files.list(whole)) {
			assertEquals(there.map(file -> file.getFileName().toString()).sorted().toList(), here.map(file -> file
				.getFileName().toString()).sorted().toList());
		}
	}

	@Test
	void sharesOneAfterTheOther() throws IOException {
		final Path folder = temporary.resolve("shared");
		final LinearDiscriminant trainer = clips.trainer();
		assertTrue(runner(folder).share(PieceWorker.of(Share.parse("2/3")), trainer, Progress.none()).isComplete());
		assertEquals(12, trainer.calls());
		assertTrue(Files.notExists(folder.resolve("loso-summary.csv")));
		runner(folder).share(PieceWorker.of(Share.parse("1/3")), trainer, Progress.none());
		assertEquals(12, trainer.calls());
		assertTrue(runner(folder).collect().isComplete());
		assertAsOneProcess(folder);
	}

	@Test
	void theWorkOfAKilledProcessIsTakenOver() throws Exception {
		final Path folder = temporary.resolve("killed");
		final Path never = temporary.resolve("never");
		final Process first = LosoProcess.start(folder, 2, never, temporary.resolve("errors 1").toFile(), "1/3");
		while (LosoProcess.parts(folder) < 2 && first.isAlive())
			Thread.sleep(5);
		final InputException early = assertThrows(InputException.class, () -> runner(folder).collect());
		assertTrue(early.getMessage().contains("10 of 12 parts are not finished"), early.getMessage());
		final List<Process> others = new ArrayList<>();
		for (int i = 2; i <= 3; i++)
			others.add(LosoProcess.start(folder, 100, never, temporary.resolve("errors " + i).toFile(), i + "/3"));
		// The first is at work on its third part all the time, and nobody does it in its stead.
		while (LosoProcess.parts(folder) < 11)
			Thread.sleep(5);
		assertTrue(first.isAlive());
		first.destroyForcibly().waitFor();
		for (final Process other : others)
			assertTrue(other.waitFor(60, TimeUnit.SECONDS));
		// Whether they saw the death depends on when they had nothing left to do.
		final LinearDiscriminant again = clips.trainer();
		if (LosoProcess.parts(folder) < 12) runner(folder).share(PieceWorker.of(Share.parse("1/3")), again, Progress
			.none());
		assertEquals(12, LosoProcess.parts(folder));
		runner(folder).collect();
		assertAsOneProcess(folder);
	}

	@Test
	void aWholeRunAndAnotherRunAreNotMixedWithShares() throws Exception {
		final Path folder = temporary.resolve("mixed");
		final Path goOn = temporary.resolve("go on");
		final Process whole = LosoProcess.start(folder, 1, goOn, temporary.resolve("errors").toFile());
		while (LosoProcess.parts(folder) < 1 && whole.isAlive())
			Thread.sleep(5);
		assertTrue(assertThrows(InputException.class, () -> runner(folder).share(PieceWorker.of(Share.parse("1/2")), clips
			.trainer(), Progress.none())).getMessage().contains("in use by another evaluation"));
		Files.createFile(goOn);
		assertEquals(0, whole.waitFor());
		final RunDescription other = new RunDescription("0000", Map.of("shrinkage", "0.3"), Map.of("plugin", "test"), Map
			.of());
		assertTrue(assertThrows(InputException.class, () -> new LosoRunner(clips.plan(), other, folder).share(PieceWorker
			.of(Share.parse("1/2")), clips.trainer(), Progress.none())).getMessage().contains("holds another run"));
		assertFalse(Files.exists(folder.resolve("claims")));
	}

	@Test
	void ofWhatIsPreparedOnlyTheRunsOwnGoes(@TempDir final Path elsewhere) throws IOException {
		final Path folder = temporary.resolve("shared"), prepared = folder.resolve(LosoRunner.PREPARED);
		runner(folder).share(PieceWorker.of(new Share(1, 1)), clips.trainer(), Progress.none());
		final Path own = Files.createDirectories(prepared.resolve("0a".repeat(32))), mine = Files.createDirectories(prepared
			.resolve("mine"));
		for (final Path place : List.of(own, mine, elsewhere))
			Files.writeString(place.resolve("000001.item"), "an item");
		Files.createSymbolicLink(prepared.resolve("linked"), elsewhere);
		runner(folder).collect();
		assertFalse(Files.exists(own));
		for (final Path place : List.of(mine, elsewhere, prepared.resolve("linked")))
			assertTrue(Files.exists(place.resolve("000001.item")), place.toString());
	}
}
