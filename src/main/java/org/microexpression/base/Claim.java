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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells the workers of a folder, on whatever machines, that somebody is at work on a piece: a file that is made only
 * where there is none, which NFS does as one step too, and whose content its holder changes now and then. Whoever sees
 * the same content for long knows that the holder is dead, by his own clock alone. System locks would be given free by
 * the death of a process, but not on every NFS, and not by the death of a machine.
 * <p>
 * A claim saves work and is no guarantee: a holder that was only asleep goes on when it wakes. So a piece's result must
 * be the same whoever computes it, and its file be written at one stroke.
 * </p>
 */
final class Claim implements AutoCloseable {

	private final Path file;
	private final String holder;
	private final Thread heart;
	private long beats;

	private Claim(final Path file, final String holder, final Duration beat) {
		this.file = file;
		this.holder = holder;
		heart = Workers.thread(() -> {
			try {
				while (true) {
					Thread.sleep(beat.toMillis());
					if (!beat()) return;
				}
			}
			catch (final InterruptedException e) {
				// Given back.
			}
		}, "claim");
	}

	/**
	 * @param file the piece's claim
	 * @param beat how often the content changes
	 * @return the claim, held until it is closed; empty where somebody has it
	 * @throws IOException if the file cannot be made for another reason
	 */
	static Optional<Claim> attempt(final Path file, final Duration beat) throws IOException {
		final String holder = UUID.randomUUID().toString();
		try {
			Files.write(file, content(holder, 0), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		}
		catch (final FileAlreadyExistsException e) {
			return Optional.empty();
		}
		final Claim claim = new Claim(file, holder, beat);
		claim.heart.start();
		return Optional.of(claim);
	}

	private static byte[] content(final String holder, final long beats) {
		return (holder + " " + beats + "\n").getBytes(StandardCharsets.UTF_8);
	}

	/** @return whether it is still ours */
	private boolean beat() {
		try {
			if (!read(file).orElse("").startsWith(holder)) return false;
			Files.write(file, content(holder, ++beats), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
			return true;
		}
		catch (final NoSuchFileException e) {
			return false;
		}
		catch (final IOException e) {
			// A server that does not answer now may answer at the next beat.
			return true;
		}
	}

	/**
	 * @param file a claim
	 * @return what is in it now; empty where nobody has the claim
	 * @throws IOException if it cannot be read
	 */
	static Optional<String> read(final Path file) throws IOException {
		try {
			return Optional.of(Files.readString(file));
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
	}

	/**
	 * Takes a dead holder's claim out of the way, for {@link #attempt}. Of several who try, one does it.
	 *
	 * @param file a claim
	 * @param seen what has been in it for long
	 * @throws IOException if it cannot be moved
	 */
	static void remove(final Path file, final String seen) throws IOException {
		if (!read(file).orElse("").equals(seen)) return;
		final Path dead = AtomicFile.beside(file, "." + UUID.randomUUID() + ".dead");
		try {
			// A move only one can do; a deletion could hit the claim that somebody else has made in between.
			Files.move(file, dead, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final NoSuchFileException e) {
			return;
		}
		Files.delete(dead);
	}

	/** Gives the claim back. */
	@Override
	public void close() {
		heart.interrupt();
		boolean interrupted = false;
		try {
			while (heart.isAlive()) {
				try {
					heart.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
			}
			if (read(file).orElse("").startsWith(holder)) Files.deleteIfExists(file);
		}
		catch (final IOException e) {
			// It stays, and is taken for a dead one's after a while.
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}
}
