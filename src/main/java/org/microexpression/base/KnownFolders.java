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
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was read from folders and checked, kept until anything in the folder changes: in a macro of many calls, reading
 * a model's files each time to hash them takes longer than recognizing. A change is seen by names, sizes, inodes and the
 * times of modification and of change; the last one no program can set back. Where the system does not tell it, as on
 * Windows, or where anything was changed less than {@value #YOUNG_SECONDS} seconds ago, which a clock might not tell
 * apart, everything is read each time. Thread-safe.
 *
 * @param <T> what is read from a folder; shared by all callers, so it must not change
 */
public final class KnownFolders<T> {

	private static final int YOUNG_SECONDS = 2;

	/** Folders that are remembered at most. */
	private static final int MOST = 12;

	/** What tells whether a file or folder has changed. */
	private static final String ATTRIBUTES = "unix:size,ino,dev,lastModifiedTime,ctime";

	private final Map<Path, Known<T>> known = new LinkedHashMap<>();

	/** What was read, and what the folder was like. */
	private record Known<T>(List<String> state, T value) {
	}

	/**
	 * @param folder  a folder
	 * @param reading reads it, and throws what shall be thrown where it cannot be read
	 * @return what was read from it, now or earlier if nothing has changed since
	 */
	public T get(final Path folder, final Function<Path, T> reading) {
		final Path path = folder.toAbsolutePath();
		final Optional<List<String>> state = state(path);
		if (state.isEmpty()) return reading.apply(folder);
		synchronized (known) {
			final Known<T> before = known.get(path);
			if (before != null && before.state.equals(state.get())) return before.value;
		}
		final T value = reading.apply(folder);
		// Changed while it was read: who knows which part.
		if (!state.equals(state(path))) return value;
		synchronized (known) {
			known.remove(path);
			known.put(path, new Known<>(state.get(), value));
			if (known.size() > MOST) known.remove(known.keySet().iterator().next());
		}
		return value;
	}

	/** Empty where it cannot be told, or changed too lately. */
	private static Optional<List<String>> state(final Path folder) {
		final Instant young = Instant.now().minus(Duration.ofSeconds(YOUNG_SECONDS));
		final List<String> state = new ArrayList<>();
		try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			for (final Path path : walk.sorted().toList()) {
				final Map<String, Object> file = Files.readAttributes(path, ATTRIBUTES);
				if (((FileTime) file.get("ctime")).toInstant().isAfter(young)) return Optional.empty();
				// A link itself can be turned to another file.
				state.add(path + " " + file + (Files.isSymbolicLink(path) ? " " + Files.readAttributes(path, ATTRIBUTES,
					LinkOption.NOFOLLOW_LINKS) : ""));
			}
			return Optional.of(state);
		}
		catch (final IOException | UncheckedIOException | UnsupportedOperationException | IllegalArgumentException e) {
			return Optional.empty();
		}
	}
}
