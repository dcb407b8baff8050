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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What operating systems, file managers, network disks and archivers leave in folders of their own accord. It is no
 * part of what people have put there: neither read nor counted, and in nobody's way.
 */
public final class SystemFiles {

	/** In lower case; macOS, Windows, and file managers of Linux. */
	private static final Set<String> FILES = Set.of(".ds_store", ".localized", "icon\r", "thumbs.db", "ehthumbs.db",
		"desktop.ini", ".directory");

	/** In lower case: archives' forks, bins, indices and thumbnails. */
	private static final Set<String> FOLDERS = Set.of("__macosx", ".trash", ".trashes", ".spotlight-v100", ".fseventsd",
		".temporaryitems", "$recycle.bin", "recycler", "system volume information", "@eadir", "#recycle", "@recycle",
		".@__thumb", "lost+found");

	/** What macOS keeps of a file on disks that cannot. */
	private static final String FORK = "._";

	/** Of each user on a disk that is plugged in. */
	private static final String BIN = ".trash-";

	private SystemFiles() {
		// Functions only.
	}

	/**
	 * @param path a file or folder
	 * @return whether its name is that of something a system leaves
	 */
	public static boolean is(final Path path) {
		final String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
		return FILES.contains(name) || FOLDERS.contains(name) || name.startsWith(FORK) || name.startsWith(BIN);
	}

	/**
	 * @param folder a folder
	 * @param path   something in it, however deep
	 * @return whether it is left by a system, or lies in a folder that is
	 */
	public static boolean isIn(final Path folder, final Path path) {
		for (final Path part : folder.relativize(path))
			if (is(part)) return true;
		return false;
	}

	/**
	 * @param folder a folder
	 * @return the files in it that people have put there and see, in the order of their names
	 * @throws IOException          if it cannot be listed
	 * @throws UncheckedIOException if it cannot be listed to its end
	 */
	public static List<Path> others(final Path folder) throws IOException {
		try (Stream<Path> listed = Files.list(folder)) {
			return listed.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".") && !is(
				file)).sorted().toList();
		}
	}
}
