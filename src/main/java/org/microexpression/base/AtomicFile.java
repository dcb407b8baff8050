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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes files that are there whole or not at all, whatever ends the process in the middle. A symbolic link is
 * followed: it stays, and what it leads to is written. Programs that write the same file do so one after the other.
 */
public final class AtomicFile {

	/** Ending of the names of our own short-lived files and folders. */
	private static final String OURS = ".microexpression";

	private static final String ASIDE = ".aside";

	static final String LOCK = ".lock";

	private static final int MOST_LINKS = 40;

	private AtomicFile() {}

	/**
	 * @param file a file or folder
	 * @return what is written in its stead until it is whole: a name beside it that nobody else uses. One that is left
	 *         over belongs to a process that was killed
	 */
	public static Path aside(final Path file) {
		return beside(file, ASIDE);
	}

	/**
	 * @param file a file or folder, maybe one of {@link #aside}
	 * @return whether it is a left-over of ours
	 */
	public static boolean isAside(final Path file) {
		return String.valueOf(file.getFileName()).endsWith(OURS + ASIDE);
	}

	/**
	 * Removes what killed processes left over in a folder: files that they had begun, and lock files that nobody holds.
	 *
	 * @param folder a folder; those in it are left alone
	 * @throws IOException if it cannot be listed, or something in it not be removed
	 */
	public static void removeLeftovers(final Path folder) throws IOException {
		final Set<Path> written = new TreeSet<>();
		try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, AtomicFile::isOurs)) {
			for (final Path leftover : leftovers) {
				if (!Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS)) continue;
				final String name = leftover.getFileName().toString();
				written.add(folder.resolve(name.substring(1, name.lastIndexOf(OURS))));
			}
		}
		for (final Path file : written) {
			final Optional<WriteLock> lock = WriteLock.attempt(beside(file, LOCK));
			// Else somebody is at work on it, and they are no left-overs.
			if (lock.isPresent()) try (WriteLock held = lock.get()) {
				Files.deleteIfExists(aside(file));
			}
		}
	}

	private static boolean isOurs(final Path file) {
		final String name = file.getFileName().toString();
		return name.startsWith(".") && (name.endsWith(OURS + ASIDE) || name.endsWith(OURS + LOCK));
	}

	static Path beside(final Path file, final String purpose) {
		return file.resolveSibling("." + file.getFileName() + OURS + purpose);
	}

	/**
	 * @param file a file, which need not be there, or a symbolic link
	 * @return where it really lies: what the link leads to, which need not be there either
	 * @throws IOException if links lead round in a circle
	 */
	public static Path target(final Path file) throws IOException {
		Path target = file.toAbsolutePath();
		for (int i = 0; Files.isSymbolicLink(target); i++) {
			if (i == MOST_LINKS) throw new IOException("it is a link that leads to itself");
			target = target.resolveSibling(Files.readSymbolicLink(target));
		}
		return target;
	}

	/**
	 * Writes aside, forces to disk, and renames.
	 *
	 * @param file file to write or replace
	 * @param text its content, written as UTF-8
	 * @throws InputException if it cannot be written; an older file of that name is then still whole
	 */
	public static void write(final Path file, final String text) {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes aside, forces to disk, and renames.
	 *
	 * @param file  file to write or replace
	 * @param bytes its content
	 * @throws InputException if it cannot be written; an older file of that name is then still whole
	 */
	public static void write(final Path file, final byte[] bytes) {
		try {
			final Path target = target(file);
			try (WriteLock lock = WriteLock.of(target)) {
				replace(target, bytes);
			}
		}
		catch (final IOException | UncheckedIOException e) {
			throw cannotWrite(file, e);
		}
	}

	static InputException cannotWrite(final Path file, final Exception reason) {
		return new InputException("The file '" + file + "' cannot be written (" + why(reason) +
			"); check that its folder is there, writable and not full.", reason);
	}

	/** What is missing when a file cannot be written is its folder. */
	private static String why(final Exception reason) {
		if (reason instanceof NoSuchFileException) return "its folder does not exist";
		return Reasons.of(reason);
	}

	/** Replaces a file, no link, that this thread has locked. */
	static void replace(final Path target, final byte[] bytes) throws IOException {
		final Path aside = aside(target);
		// A device or a folder is not to be replaced by a file.
		if (Files.exists(target) && !Files.isRegularFile(target)) throw new IOException("it is no file");
		// Left over by a process that was killed: whoever is at work has the lock.
		if (Files.isRegularFile(aside, LinkOption.NOFOLLOW_LINKS)) Files.delete(aside);
		if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) throw new IOException("'" + aside +
			"' is in the way; remove it");
		try {
			// Not a FileChannel: that would be closed by an interrupt of the thread, as a cancel may send.
			try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
				out.write(bytes);
				out.getFD().sync();
			}
			keepPermissions(target, aside);
			Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			delete(aside, e);
			throw e;
		}
		forceFolder(target.getParent());
	}

	/** Whom the older file was hidden from, the new one is hidden from too. */
	private static void keepPermissions(final Path older, final Path newer) throws IOException {
		final PosixFileAttributeView there = Files.getFileAttributeView(older, PosixFileAttributeView.class);
		if (there == null || !Files.exists(older)) return;
		Files.getFileAttributeView(newer, PosixFileAttributeView.class).setPermissions(there.readAttributes()
			.permissions());
	}

	private static void delete(final Path aside, final IOException reason) {
		try {
			Files.deleteIfExists(aside);
		}
		catch (final IOException e) {
			reason.addSuppressed(e);
		}
	}

	/** Forces the rename itself to disk. Windows cannot open a folder; there the rename is in the journal anyway. */
	private static void forceFolder(final Path folder) {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (final IOException e) {
			// The content is on disk; only a power cut could still undo the rename, which leaves the older file.
		}
	}
}
