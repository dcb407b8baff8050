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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;


/** Writes folders that are there whole or not at all: a full disk or a killed process leaves an older one as it was. */
public final class AtomicFolder {

	/** Puts content into a folder. */
	@FunctionalInterface
	public interface Filler {

		/**
		 * @param folder an empty folder that exists, or that the filler makes
		 * @throws IOException if something cannot be written
		 */
		void fill(Path folder) throws IOException;
	}

	private AtomicFolder() {
		// Static methods only.
	}

	/**
	 * Fills a folder aside and moves it into place.
	 *
	 * @param folder the folder; replaced if it exists
	 * @param filler puts the content into the folder aside
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Path folder, final Filler filler) {
		final Path target = folder.toAbsolutePath();
		final Path aside = target.resolveSibling(target.getFileName() + ".writing");
		try {
			Files.createDirectories(target.getParent());
			deleteTree(aside);
			filler.fill(aside);
			replace(aside, target);
		}
		catch (final IOException | UncheckedIOException e) {
			deleteQuietly(aside, e);
			throw new InputException("The model folder '" + folder + "' cannot be written (" + e.getMessage() +
				"); choose a folder on a disk with room where you may write.", e);
		}
		catch (final RuntimeException e) {
			deleteQuietly(aside, e);
			throw e;
		}
	}

	/** Moves a finished folder into the place of an older one, which is kept until the new one stands. */
	private static void replace(final Path finished, final Path target) throws IOException {
		final Path old = target.resolveSibling(target.getFileName() + ".old");
		deleteTree(old);
		if (Files.exists(target)) Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
		Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
		deleteTree(old);
	}

	private static void deleteTree(final Path root) throws IOException {
		if (!Files.exists(root)) return;
		try (Stream<Path> walk = Files.walk(root)) {
			final List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
			for (final Path p : deepestFirst) Files.delete(p);
		}
	}

	private static void deleteQuietly(final Path root, final Exception reason) {
		try {
			deleteTree(root);
		}
		catch (final IOException e) {
			reason.addSuppressed(e);
		}
	}
}
