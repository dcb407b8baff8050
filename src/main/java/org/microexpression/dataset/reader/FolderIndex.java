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

package org.microexpression.dataset.reader;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.microexpression.base.Progress;
import org.microexpression.base.SystemFiles;
import org.microexpression.clip.header.FrameFiles;

/**
 * The folders of frames below a dataset's root, however deep they lie: unpacking often doubles a folder, and people
 * point at the dataset's folder or at one above it.
 */
final class FolderIndex {

	/** A folder counts as one of frames once it has shown this many images and no folder, without listing the rest. */
	private static final int ENOUGH_IMAGES = 32;

	private final Map<ClipKey, List<Path>> folders;

	private FolderIndex(final Map<ClipKey, List<Path>> folders) {
		this.folders = folders;
	}

	/**
	 * @param root     folder to search
	 * @param key      subject and clip of a folder of frames, empty where it belongs to no clip of the dataset
	 * @param rank     which of several folders of one clip to take, the smallest first
	 * @param progress progress and cancellation
	 * @return the clips that were found
	 */
	static FolderIndex of(final Path root, final Function<Path, Optional<ClipKey>> key, final ToIntFunction<Path> rank,
		final Progress progress)
	{
		final Map<ClipKey, List<Path>> folders = new TreeMap<>(Comparator.comparing(ClipKey::subject).thenComparing(
			ClipKey::clip));
		for (final Path leaf : frameFolders(root, progress))
			key.apply(leaf).ifPresent(k -> folders.computeIfAbsent(k, any -> new ArrayList<>()).add(leaf));
		folders.values().forEach(list -> list.sort(Comparator.comparingInt(rank).thenComparing(Comparator.naturalOrder())));
		return new FolderIndex(folders);
	}

	/** @return all folders of a clip, the preferred one first */
	List<Path> find(final ClipKey key) {
		return folders.getOrDefault(key, List.of());
	}

	/** @return the preferred folder of every clip */
	Map<ClipKey, Path> all() {
		final Map<ClipKey, Path> all = new TreeMap<>(Comparator.comparing(ClipKey::subject).thenComparing(ClipKey::clip));
		folders.forEach((key, list) -> all.put(key, list.get(0)));
		return all;
	}

	private static List<Path> frameFolders(final Path root, final Progress progress) {
		final List<Path> leaves = new ArrayList<>();
		final Deque<Path> open = new ArrayDeque<>(List.of(root.toAbsolutePath().normalize()));
		final Set<Object> seen = new HashSet<>();
		while (!open.isEmpty()) {
			progress.checkCanceled();
			final Path folder = open.pop();
			if (!seen.add(identity(folder))) continue;
			progress.report("Searching folders", seen.size(), 0);
			if (look(folder, open)) leaves.add(folder);
		}
		leaves.sort(Comparator.naturalOrder());
		return leaves;
	}

	/** Links may close a circle; the real path tells. */
	private static Object identity(final Path folder) {
		try {
			return folder.toRealPath();
		}
		catch (final IOException e) {
			return folder;
		}
	}

	private static boolean look(final Path folder, final Deque<Path> open) {
		int images = 0;
		boolean inner = false;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				if (FrameFiles.isFrame(entry)) images++;
				else if (Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".") && !SystemFiles.is(
					entry))
				{
					inner = true;
					open.push(entry);
				}
				if (images >= ENOUGH_IMAGES && !inner) return true;
			}
		}
		catch (IOException | DirectoryIteratorException e) {
			// A folder that may not be read holds no clip for us; the clips in it are reported as missing.
			return false;
		}
		return images > 0;
	}
}
