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

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Pieces of work that several processes, on one machine or on many with a common folder, do together. Each worker does
 * its own share first and then what is left of the others'; a piece that somebody is at work on is left to him unless
 * he is dead. Pieces that are finished are not done again, so a worker that was killed is simply started once more.
 */
public final class SharedWork {

	/** System property with the seconds after which a worker that shows no life is taken for dead. */
	public static final String DEAD_AFTER = "microexpression.dead.after";

	/** Our choice: signs of life seldom enough for a file server with hundreds of workers. */
	private static final int DEAD_SECONDS = 90;

	/** How often a worker that waits for the others' last pieces looks whether they are there: our choice. */
	private static final Duration SOON = Duration.ofMillis(500);

	/** Signs of life in that time. */
	private static final int BEATS = 9;

	/** What is to be done. */
	public interface Pieces {

		/** @return how many there are */
		int count();

		/**
		 * @param piece 0-based
		 * @return whether its result is there
		 */
		boolean isDone(int piece);

		/**
		 * @param piece 0-based
		 * @return whether all is there that it is made from; once it is, it stays
		 */
		default boolean isReady(final int piece) {
			return true;
		}

		/**
		 * @param piece 0-based
		 * @return whether this worker had better leave it to those who are at work beside it, as long as there are any
		 */
		default boolean isLeft(final int piece) {
			return false;
		}

		/**
		 * @param share which worker it is
		 * @return all pieces in the order in which this worker takes them
		 */
		default List<Integer> order(final Share share) {
			return share.order(count());
		}

		/**
		 * @param workers how many workers there are for pieces that are dealt out
		 * @return all pieces, those together that one worker had better do one after the other
		 */
		default List<List<Integer>> runs(final int workers) {
			return IntStream.range(0, count()).mapToObj(List::of).toList();
		}

		/**
		 * Computes a piece and writes its result at one stroke; the same result whoever does it.
		 *
		 * @param piece    0-based
		 * @param progress progress and cancellation
		 */
		void work(int piece, Progress progress);

		/**
		 * @param count how many there are
		 * @param file  the file of a piece, which is done where that is there
		 * @param work  writes it
		 * @return the pieces
		 */
		static Pieces ofFiles(final int count, final IntFunction<Path> file, final BiConsumer<Integer, Progress> work) {
			return new Pieces() {

				@Override
				public int count() {
					return count;
				}

				@Override
				public boolean isDone(final int piece) {
					return Files.exists(file.apply(piece));
				}

				@Override
				public void work(final int piece, final Progress progress) {
					work.accept(piece, progress);
				}
			};
		}
	}

	private final Path claims;
	private final Share share;
	private final Duration beat;
	private final Duration dead;

	/** What was read in claims of others, and when for the first time, in nanoseconds. */
	private final Map<Integer, Seen> seen = new HashMap<>();

	private record Seen(String content, long since) {
	}

	/**
	 * @param claims folder for the marks of who is at work, in the folder that all workers see; made where absent
	 * @param share  which worker this is
	 */
	public SharedWork(final Path claims, final Share share) {
		this(claims, share, deadAfter());
	}

	/** @return after how long without a sign of life a worker is taken for dead */
	public static Duration deadAfter() {
		return Duration.ofSeconds(Math.max(1, Integer.getInteger(DEAD_AFTER, DEAD_SECONDS)));
	}

	SharedWork(final Path claims, final Share share, final Duration dead) {
		this.claims = claims;
		this.share = share;
		this.beat = dead.dividedBy(BEATS);
		this.dead = dead;
	}

	/**
	 * Works until every piece is done or somebody else is at work on it; waits for what others do where pieces are made
	 * from it.
	 *
	 * @param pieces   the pieces
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if the folder of claims cannot be used, or a piece cannot be done
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int run(final Pieces pieces, final Progress progress) {
		try {
			Files.createDirectories(claims);
			final List<Integer> order = pieces.order(share);
			while (pass(pieces, order, progress) || takesOver(pieces, order, progress)) {
				progress.checkCanceled();
			}
			int left = 0;
			for (final int piece : order)
				if (!pieces.isDone(piece)) left++;
			if (left == 0) removeFolder();
			return left;
		}
		catch (final IOException e) {
			throw cannotUse(e);
		}
	}

	/**
	 * Works until every piece is done, by whomever; what a worker had begun who shows no life any more is done here.
	 *
	 * @param pieces   the pieces
	 * @param progress progress and cancellation
	 * @throws InputException        if the folder of claims cannot be used, or a piece cannot be done
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public void finish(final Pieces pieces, final Progress progress) {
		try {
			Files.createDirectories(claims);
			final List<Integer> order = pieces.order(share);
			while (true) {
				if (pass(pieces, order, progress)) continue;
				final List<Integer> left = order.stream().filter(piece -> !pieces.isDone(piece)).toList();
				if (left.isEmpty()) break;
				progress.report("Waiting for " + Counts.of(left.size(), "piece", "pieces") + " of other workers", 0, 0);
				for (final int piece : left) {
					final Optional<Seen> found = look(piece);
					if (found.isPresent() && isDead(found.get())) Claim.remove(file(piece), found.get().content);
				}
				sleep(SOON);
			}
			removeFolder();
		}
		catch (final IOException e) {
			throw cannotUse(e);
		}
	}

	private InputException cannotUse(final IOException e) {
		return new InputException("The folder '" + claims + "' cannot be used (" + Reasons.of(e) +
			"); give an output folder that all workers can write to.", e);
	}

	private boolean isDead(final Seen claim) {
		return System.nanoTime() - claim.since > dead.toNanos();
	}

	/** @return whether anything was done */
	private boolean pass(final Pieces pieces, final List<Integer> order, final Progress progress) throws IOException {
		boolean worked = false;
		for (final int piece : order) {
			progress.checkCanceled();
			if (pieces.isDone(piece) || waits(pieces, piece)) continue;
			final Optional<Claim> claim = claim(piece);
			if (claim.isEmpty()) {
				look(piece);
				continue;
			}
			try (Claim held = claim.get()) {
				// Somebody may have finished it and given it back in between.
				if (pieces.isDone(piece)) continue;
				pieces.work(piece, progress);
				worked = true;
			}
		}
		return worked;
	}

	/** Whoever did the last piece may have removed the folder, which on a file server others see before that piece. */
	private Optional<Claim> claim(final int piece) throws IOException {
		try {
			return Claim.attempt(file(piece), beat);
		}
		catch (final NoSuchFileException e) {
			Files.createDirectories(claims);
			return Claim.attempt(file(piece), beat);
		}
	}

	private static boolean waits(final Pieces pieces, final int piece) {
		return !pieces.isReady(piece) || pieces.isLeft(piece);
	}

	/**
	 * Watches the claims of others until each has changed, and so is a living one's, is gone, or is a dead one's; where a
	 * piece waits for theirs, until there is something to do.
	 *
	 * @return whether there may be something to do now
	 */
	private boolean takesOver(final Pieces pieces, final List<Integer> order, final Progress progress)
		throws IOException
	{
		final Map<Integer, String> watched = new HashMap<>();
		boolean waits = false;
		for (final int piece : order) {
			if (pieces.isDone(piece)) continue;
			if (waits(pieces, piece)) {
				waits = true;
				continue;
			}
			final Optional<Seen> found = look(piece);
			if (found.isEmpty()) return true;
			watched.put(piece, found.get().content);
		}
		while (waits || !watched.isEmpty()) {
			progress.checkCanceled();
			progress.report(waits ? "Waiting for pieces of other workers" : "Waiting to see whether " + Counts.of(watched
				.size(), "piece is", "pieces are") + " being worked on", 0, 0);
			for (final int piece : List.copyOf(watched.keySet())) {
				final Optional<Seen> found = look(piece);
				if (found.isEmpty() && (waits || !pieces.isDone(piece))) return true;
				if (waits && found.isPresent()) watched.put(piece, found.get().content);
				else if (found.isEmpty() || !found.get().content.equals(watched.get(piece))) watched.remove(piece);
				if (found.isPresent() && isDead(found.get())) {
					Claim.remove(file(piece), found.get().content);
					return true;
				}
			}
			if (waits) {
				final List<Integer> left = order.stream().filter(piece -> !watched.containsKey(piece) && !pieces.isDone(piece))
					.toList();
				if (left.stream().anyMatch(piece -> !waits(pieces, piece))) return true;
				waits = !left.isEmpty();
			}
			if (waits) sleep(SOON);
			else if (!watched.isEmpty()) sleep(beat.dividedBy(4));
		}
		return false;
	}

	/** @return what is in a claim, and since when it has been; empty where nobody has it */
	private Optional<Seen> look(final int piece) throws IOException {
		final Optional<String> content = Claim.read(file(piece));
		if (content.isEmpty()) seen.remove(piece);
		else if (!seen.containsKey(piece) || !seen.get(piece).content.equals(content.get())) seen.put(piece, new Seen(
			content.get(), System.nanoTime()));
		return Optional.ofNullable(seen.get(piece));
	}

	private static void sleep(final Duration time) {
		try {
			Thread.sleep(Math.max(1, time.toMillis()));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for other workers.");
		}
	}

	private Path file(final int piece) {
		return claims.resolve("piece-" + (piece + 1) + ".claim");
	}

	/**
	 * Removes the claims of work that is done, their folder too unless somebody else has put something there.
	 *
	 * @param claims the folder; need not be there
	 * @throws IOException if something cannot be removed
	 */
	public static void removeClaims(final Path claims) throws IOException {
		if (!Files.isDirectory(claims)) return;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(claims, "*.{claim,dead}")) {
			for (final Path file : files)
				Files.deleteIfExists(file);
		}
		try {
			Files.deleteIfExists(claims);
		}
		catch (final DirectoryNotEmptyException e) {
			// Not ours.
		}
	}

	/** Others may remove it too, or hold a claim for the moment that it takes them to see that all is done. */
	private void removeFolder() throws IOException {
		try {
			Files.delete(claims);
		}
		catch (final DirectoryNotEmptyException | NoSuchFileException e) {
			// Whoever comes last does it; and who gathers the results does.
		}
	}
}
