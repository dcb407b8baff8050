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

package org.microexpression.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of work that several workers do: all are done, none twice, and dead workers' are taken over. */
@Timeout(60)
class SharedWorkTest {

	private static final Duration BEAT = Duration.ofMillis(50), DEAD = Duration.ofMillis(450);

	@TempDir
	private Path folder;

	/** Writes a file a piece, and counts how often it was asked to. */
	private class PieceFiles implements SharedWork.Pieces {

		private final List<Integer> worked = new ArrayList<>();
		private final int count;

		PieceFiles(final int count) {
			this.count = count;
		}

		@Override
		public int count() {
			return count;
		}

		@Override
		public boolean isDone(final int piece) {
			return Files.exists(folder.resolve("piece" + piece));
		}

		@Override
		public void work(final int piece, final Progress progress) {
			worked.add(piece);
			AtomicFile.write(folder.resolve("piece" + piece), "done");
		}
	}

	private SharedWork worker(final String share) {
		return new SharedWork(folder.resolve("claims"), Share.parse(share), DEAD);
	}

	@Test
	void aWorkerTakesItsOwnShareFirstAndThenTheOthers() {
		assertEquals(List.of(1, 4, 7, 2, 5, 0, 3, 6), Share.parse(" 2/3 ").order(8));
		assertEquals(List.of(0), Share.parse("7/9").order(1));
		for (final String wrong : List.of("", "1", "0/3", "4/3", "-1/3", "1/3/5", "1/99999999"))
			assertTrue(assertThrows(InputException.class, () -> Share.parse(wrong)).getMessage().startsWith("The part '"),
				wrong);
		final PieceFiles pieces = new PieceFiles(5);
		assertEquals(0, worker("2/2").run(pieces, Progress.none()));
		assertEquals(List.of(1, 3, 0, 2, 4), pieces.worked);
		assertTrue(Files.notExists(folder.resolve("claims")));
		assertEquals(0, worker("1/2").run(pieces, Progress.none()));
		assertEquals(5, pieces.worked.size(), "finished pieces are not done again");
	}

	@Test
	void whatALivingWorkerIsAtIsLeftToHim() throws IOException {
		Files.createDirectory(folder.resolve("claims"));
		try (Claim held = Claim.attempt(folder.resolve("claims/piece-2.claim"), BEAT).orElseThrow()) {
			assertEquals(Optional.empty(), Claim.attempt(folder.resolve("claims/piece-2.claim"), BEAT));
			final PieceFiles pieces = new PieceFiles(3);
			assertEquals(1, worker("1/1").run(pieces, Progress.none()));
			assertEquals(List.of(0, 2), pieces.worked);
		}
		final PieceFiles pieces = new PieceFiles(3);
		assertEquals(0, worker("1/1").run(pieces, Progress.none()));
		assertEquals(List.of(1), pieces.worked);
	}

	@Test
	void aDeadWorkersPieceIsTakenOver() throws IOException {
		Files.createDirectory(folder.resolve("claims"));
		Files.writeString(folder.resolve("claims/piece-1.claim"), "somebody who was killed 7\n");
		// Killed when the file was made and nothing yet in it.
		Files.createFile(folder.resolve("claims/piece-3.claim"));
		final PieceFiles pieces = new PieceFiles(3);
		assertEquals(0, worker("1/1").run(pieces, Progress.none()));
		assertEquals(List.of(1, 0, 2), pieces.worked);
		assertTrue(Files.notExists(folder.resolve("claims")));
	}

	@Test
	void whoeverNeedsAllPiecesWaitsForTheLivingAndDoesTheDeadsWork() throws Exception {
		Files.createDirectory(folder.resolve("claims"));
		Files.writeString(folder.resolve("claims/piece-1.claim"), "somebody who was killed 7\n");
		final PieceFiles pieces = new PieceFiles(4);
		final Claim living = Claim.attempt(folder.resolve("claims/piece-3.claim"), BEAT).orElseThrow();
		final Thread thread = new Thread(() -> worker("1/1").finish(pieces, Progress.none()));
		thread.start();
		// Longer than a dead worker would have: his piece is not done for him.
		Thread.sleep(4 * DEAD.toMillis());
		assertTrue(thread.isAlive(), "it waits for the piece that somebody is at");
		AtomicFile.write(folder.resolve("piece2"), "done by him");
		living.close();
		thread.join();
		assertEquals(List.of(1, 3, 0), pieces.worked);
	}

	/** The last piece is made from the others, one of which somebody else is at work on. */
	@Test
	void whatIsMadeFromOthersPiecesWaitsForThem() throws Exception {
		Files.createDirectory(folder.resolve("claims"));
		final PieceFiles pieces = new PieceFiles(3) {

			@Override
			public boolean isReady(final int piece) {
				return piece < 2 || isDone(0) && isDone(1);
			}
		};
		final Claim living = Claim.attempt(folder.resolve("claims/piece-2.claim"), BEAT).orElseThrow();
		final AtomicInteger left = new AtomicInteger(-1);
		final Thread thread = new Thread(() -> left.set(worker("1/1").run(pieces, Progress.none())));
		thread.start();
		Thread.sleep(2 * DEAD.toMillis());
		assertTrue(thread.isAlive(), "it waits for what the last piece is made from");
		AtomicFile.write(folder.resolve("piece1"), "done by him");
		living.close();
		thread.join();
		assertEquals(List.of(0, 2), pieces.worked);
		assertEquals(0, left.get());
	}

	/** Of a dead worker's, too. */
	@Test
	void whatIsLeftToOthersIsDoneWhenTheyAreGone() throws IOException {
		Files.createDirectory(folder.resolve("claims"));
		Files.writeString(folder.resolve("claims/piece-1.claim"), "somebody who was killed 7\n");
		final long from = System.nanoTime();
		final PieceFiles pieces = new PieceFiles(3) {

			@Override
			public boolean isLeft(final int piece) {
				return piece < 2 && System.nanoTime() - from < 2 * DEAD.toNanos();
			}
		};
		assertEquals(0, worker("1/1").run(pieces, Progress.none()));
		assertEquals(2, pieces.worked.get(0));
		assertEquals(List.of(0, 1, 2), pieces.worked.stream().sorted().toList());
		assertTrue(Files.notExists(folder.resolve("claims")));
	}

	/** On a file server a piece may show itself only after the folder of claims is seen to be gone. */
	@Test
	void theFolderOfClaimsMayGoMeanwhile() throws IOException {
		final PieceFiles pieces = new PieceFiles(2) {

			@Override
			public boolean isDone(final int piece) {
				try {
					Files.deleteIfExists(folder.resolve("claims"));
				}
				catch (final DirectoryNotEmptyException e) {
					// Held at this moment.
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
				return super.isDone(piece);
			}
		};
		worker("1/1").finish(pieces, Progress.none());
		assertTrue(pieces.isDone(0) && pieces.isDone(1));
	}

	@Test
	void ofSeveralWorkersAtOnceNoneDoesAPieceTwice() throws InterruptedException {
		final List<PieceFiles> each = IntStream.range(0, 4).mapToObj(i -> new PieceFiles(40)).toList();
		final AtomicInteger failed = new AtomicInteger();
		final List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < each.size(); i++) {
			final int number = i + 1;
			final Thread thread = new Thread(() -> worker(number + "/4").run(each.get(number - 1), Progress.none()));
			thread.setUncaughtExceptionHandler((where, why) -> failed.incrementAndGet());
			threads.add(thread);
		}
		threads.forEach(Thread::start);
		for (final Thread thread : threads)
			thread.join();
		assertEquals(0, failed.get());
		final List<Integer> all = each.stream().flatMap(pieces -> pieces.worked.stream()).sorted().toList();
		assertEquals(IntStream.range(0, 40).boxed().toList(), all);
	}

	@Test
	void aPieceThatFailsIsGivenBack() throws IOException {
		final SharedWork.Pieces failing = new SharedWork.Pieces() {

			@Override
			public int count() {
				return 1;
			}

			@Override
			public boolean isDone(final int piece) {
				return false;
			}

			@Override
			public void work(final int piece, final Progress progress) {
				throw new InputException("There is no such clip.");
			}
		};
		assertEquals("There is no such clip.", assertThrows(InputException.class, () -> worker("1/1").run(failing, Progress
			.none())).getMessage());
		assertTrue(Claim.attempt(folder.resolve("claims/piece-1.claim"), BEAT).isPresent());
	}
}
