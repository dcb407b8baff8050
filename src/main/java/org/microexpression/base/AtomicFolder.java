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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes folders that are there whole or not at all: a full disk or a killed process leaves an older one as it was. A
 * folder written here holds a file {@value #MARK} that lists the other files in it, and only such a folder is ever
 * replaced: what somebody else has made, or has laid into it, is never moved and never deleted.
 */
public final class AtomicFolder {

	/** Name of the file that lists what was written here, a path a line; no part of the folder's meaning. */
	public static final String MARK = ".microexpression";

	/** Puts content into a folder. */
	@FunctionalInterface
	public interface Filler {

		/**
		 * @param folder an empty folder that exists
		 * @throws IOException if something cannot be written
		 */
		void fill(Path folder) throws IOException;
	}

	private AtomicFolder() {
		// Static methods only.
	}

	/**
	 * To be asked before anything is computed that is to be written there.
	 *
	 * @param folder the folder
	 * @throws InputException if it exists and something in it was not written by {@link #write}, or it cannot be read
	 */
	public static void check(final Path folder) {
		try {
			check(folder, AtomicFile.target(folder));
		}
		catch (final IOException | UncheckedIOException e) {
			throw cannotWrite(folder, e);
		}
	}

	private static void check(final Path given, final Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		if (!Files.isDirectory(folder)) throw new InputException("The folder '" + given +
			"' cannot be made, for a file of that name exists; give a new folder.");
		final Set<Path> ours = marked(folder);
		try (Stream<Path> walk = Files.walk(folder)) {
			walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).filter(file -> !SystemFiles.isIn(folder,
				file)).map(folder::relativize).filter(file -> !ours.contains(file)).sorted().findFirst().ifPresent(file -> {
					throw new InputException("The folder '" + given + "' exists and holds '" + file +
						"', which this plugin did not write there; give a new folder, so that nothing is lost.");
				});
		}
	}

	/** @return the files that were written into the folder, the mark among them; none for a folder without a mark */
	private static Set<Path> marked(final Path folder) throws IOException {
		final Path mark = folder.resolve(MARK);
		final Set<Path> files = new HashSet<>();
		if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) return files;
		files.add(Path.of(MARK));
		for (final String line : Files.readAllLines(mark))
			files.add(Path.of(line));
		return files;
	}

	private static void mark(final Path folder) throws IOException {
		final List<String> files = new ArrayList<>();
		try (Stream<Path> walk = Files.walk(folder)) {
			walk.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/')).filter(
				file -> !file.equals(MARK)).sorted().forEach(files::add);
		}
		Files.write(folder.resolve(MARK), files);
	}

	/**
	 * Fills a folder aside and moves it into place.
	 *
	 * @param folder the folder; replaced if it exists and was written here, or is empty
	 * @param filler puts the content into the folder aside
	 * @throws InputException if it cannot be written, or holds what was not written here
	 */
	public static void write(final Path folder, final Filler filler) {
		try {
			final Path target = AtomicFile.target(folder);
			Files.createDirectories(target.getParent());
			try (WriteLock lock = WriteLock.of(target)) {
				write(folder, target, filler);
			}
		}
		catch (final IOException | UncheckedIOException e) {
			throw cannotWrite(folder, e);
		}
	}

	private static void write(final Path given, final Path target, final Filler filler) throws IOException {
		final Path aside = AtomicFile.aside(target);
		final Path older = AtomicFile.beside(target, ".older");
		recover(older, target);
		check(given, target);
		deleteOurs(aside);
		boolean done = false;
		try {
			Files.createDirectory(aside);
			Files.createFile(aside.resolve(MARK));
			filler.fill(aside);
			mark(aside);
			replace(aside, older, target);
			done = true;
		}
		finally {
			if (!done) deleteQuietly(aside);
		}
	}

	/** A process that was killed between two moves has left the older folder aside, and nothing in its place. */
	private static void recover(final Path older, final Path target) throws IOException {
		if (!Files.exists(target) && Files.isDirectory(older)) Files.move(older, target, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Moves a finished folder into the place of an older one, which is kept until the new one stands. */
	private static void replace(final Path finished, final Path older, final Path target) throws IOException {
		deleteOurs(older);
		if (!Files.exists(target)) {
			Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
			return;
		}
		// Looked at again: filling may have taken long.
		check(target, target);
		Files.move(target, older, StandardCopyOption.ATOMIC_MOVE);
		Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
		deleteOurs(older);
	}

	/** Deletes a left-over beside the folder. Half-written ones have an empty mark, and all in them is ours. */
	private static void deleteOurs(final Path leftover) throws IOException {
		if (!Files.exists(leftover, LinkOption.NOFOLLOW_LINKS)) return;
		final boolean empty;
		try (Stream<Path> files = Files.walk(leftover)) {
			empty = files.allMatch(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || SystemFiles.isIn(leftover,
				file));
		}
		if (!empty && !Files.isRegularFile(leftover.resolve(MARK), LinkOption.NOFOLLOW_LINKS)) throw new IOException("'" +
			leftover + "' is in the way; remove it");
		deleteTree(leftover);
	}

	private static void deleteTree(final Path root) throws IOException {
		if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
		try (Stream<Path> walk = Files.walk(root)) {
			// The mark goes last but for the folders: a half-deleted folder is still known as ours.
			final List<Path> deepestFirst = walk.sorted(Comparator.comparing((final Path file) -> file.equals(root.resolve(
				MARK)) || file.equals(root)).thenComparing(Comparator.reverseOrder())).toList();
			for (final Path p : deepestFirst)
				Files.delete(p);
		}
	}

	/**
	 * Deletes after a failure, or what nobody will miss: what is left is in the way of no more than the next writing, and
	 * why this one failed is what the user must know.
	 *
	 * @param root a file, or a folder with all that is in it; may be absent
	 */
	public static void deleteQuietly(final Path root) {
		try {
			deleteTree(root);
		}
		catch (final IOException | UncheckedIOException e) {
			// Said above.
		}
	}

	private static InputException cannotWrite(final Path folder, final Exception reason) {
		return new InputException("The model folder '" + folder + "' cannot be written (" + Reasons.of(reason) +
			"); choose a folder on a disk with room where you may write.", reason);
	}
}
