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

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one program at a time, and one thread of it, do something with a file. Other programs are kept out by a lock
 * file, which is there only as long as somebody holds it; one that a killed program leaves behind locks nobody out.
 */
public final class WriteLock implements AutoCloseable {

	/** How long somebody waits for others before giving up, in milliseconds; an append takes some of them. */
	static final long PATIENCE = 30_000;

	private static final long POLL_NANOS = 5_000_000;

	/** Behind every byte that the file may have: on Windows a locked byte cannot be read by others. */
	private static final long LOCKED_BYTE = 1L << 40;

	private static final int MOST_TOKENS = 1 << 16;

	/**
	 * Lock files held by this program. The one thing here that all threads share, for the system's locks belong to the
	 * whole program too: opening and closing a lock file a second time would give up the first one's lock.
	 */
	private static final Set<Path> HELD = new HashSet<>();

	private final Path lock;

	/** Not a channel opened by itself: an interrupt of the thread, as a cancel may send, would close that. */
	private final RandomAccessFile file;

	private WriteLock(final Path lock, final RandomAccessFile file) {
		this.lock = lock;
		this.file = file;
	}

	/**
	 * Waits until nobody else writes the file.
	 *
	 * @param file the file that is to be written; its lock file lies beside it
	 * @return the lock, held until it is closed
	 * @throws IOException    if the lock file cannot be made
	 * @throws InputException if others do not come to an end
	 */
	public static WriteLock of(final Path file) throws IOException {
		return of(file, PATIENCE);
	}

	static WriteLock of(final Path file, final long patienceMillis) throws IOException {
		final long deadline = System.nanoTime() + patienceMillis * 1_000_000;
		boolean interrupted = false;
		try {
			while (true) {
				final Optional<WriteLock> held = attempt(AtomicFile.beside(file, AtomicFile.LOCK));
				if (held.isPresent()) return held.get();
				if (System.nanoTime() - deadline > 0) throw new InputException("The file '" + file +
					"' is being written by another program and was not free for " + patienceMillis / 1000 +
					" seconds; wait for that program to end, or give another file.");
				LockSupport.parkNanos(POLL_NANOS);
				interrupted |= Thread.interrupted();
			}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	/**
	 * @param lock the lock file
	 * @return the lock, held until it is closed; empty where another program or thread holds it
	 * @throws IOException if the lock file cannot be made
	 */
	public static Optional<WriteLock> attempt(final Path lock) throws IOException {
		final Path place = lock.toAbsolutePath().getParent().toRealPath().resolve(lock.getFileName());
		synchronized (HELD) {
			if (!HELD.add(place)) return Optional.empty();
		}
		boolean held = false;
		try {
			final Optional<RandomAccessFile> file = lockedFile(place);
			held = file.isPresent();
			return file.map(locked -> new WriteLock(place, locked));
		}
		finally {
			if (!held) forget(place);
		}
	}

	private static void forget(final Path place) {
		synchronized (HELD) {
			HELD.remove(place);
		}
	}

	/** @return the locked file, empty where it is locked by others */
	private static Optional<RandomAccessFile> lockedFile(final Path lock) throws IOException {
		if (Files.isSymbolicLink(lock)) throw new IOException("'" + lock + "' is a link; remove it");
		final RandomAccessFile file;
		try {
			file = new RandomAccessFile(lock.toFile(), "rw");
		}
		catch (final IOException e) {
			// Windows gives no new file in the place of one that is about to go.
			if (isWindows() && Files.exists(lock)) return Optional.empty();
			throw e;
		}
		boolean ours = false;
		try {
			ours = isLocked(file) && isStillThere(lock, file);
			return ours ? Optional.of(file) : Optional.empty();
		}
		finally {
			if (!ours) file.close();
		}
	}

	private static boolean isLocked(final RandomAccessFile file) {
		try {
			return file.getChannel().tryLock(LOCKED_BYTE, 1, false) != null;
		}
		catch (final OverlappingFileLockException e) {
			// This plugin loaded a second time in the same program.
			return false;
		}
		catch (final IOException e) {
			// A file system without locks: better to write there as everybody does than not at all.
			return true;
		}
	}

	/** Who held the lock before has deleted the file: then others may lock a new one of that name. */
	private static boolean isStillThere(final Path lock, final RandomAccessFile file) throws IOException {
		// The length is the one thing that is written without room on the disk and read without opening the file.
		final long token = 1 + ThreadLocalRandom.current().nextInt(MOST_TOKENS);
		file.setLength(token);
		try {
			return Files.size(lock) == token;
		}
		catch (final NoSuchFileException e) {
			return false;
		}
	}

	/** Gives the file free for others. */
	@Override
	public void close() {
		try (file) {
			// While it is still locked, lest the next one's file be deleted. Windows deletes no open file: see below.
			if (!isWindows()) Files.deleteIfExists(lock);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		finally {
			if (isWindows()) lock.toFile().delete();
			forget(lock);
		}
	}

	private static boolean isWindows() {
		return File.separatorChar == '\\';
	}
}
