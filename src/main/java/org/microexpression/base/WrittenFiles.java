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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was written into a folder, and whether it is still that: people correct a manifest, rewrite a text and draw in a
 * picture, and the same command again must not take that from them. The file {@value #NAME} in the folder has a check
 * sum of each result, in the form of {@code sha256sum}. What it does not list, as results of earlier builds, cannot be
 * told from what somebody has changed: in an output folder of a command it is replaced, a file that was named by itself
 * is not.
 */
public final class WrittenFiles {

	/** Name of the file of check sums. */
	public static final String NAME = ".microexpression.sha256";

	private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

	private WrittenFiles() {
		// Functions only.
	}

	/**
	 * To be asked before anything is computed.
	 *
	 * @param folder output folder, which need not exist
	 * @param names  names of what is to be written there, whole or without endings
	 * @throws InputException if one of them was changed since it was written
	 */
	public static void requireUnchanged(final Path folder, final Set<String> names) {
		final List<String> changed = new ArrayList<>();
		read(folder).forEach((name, sum) -> {
			final Path file = folder.resolve(name);
			if (OutputNames.isAmong(names, name) && Files.isRegularFile(file) && !Sha256.of(file).equals(sum)) changed.add(
				name);
		});
		if (changed.isEmpty()) return;
		final boolean one = changed.size() == 1;
		throw new InputException("In the output folder '" + folder + "', " + Titles.some(changed) + (one
			? " was changed since it was written, and this run would replace it; rename it"
			: " were changed since they were written, and this run would replace them; rename them") +
			" or choose another output folder, so that nothing is lost.");
	}

	/**
	 * Writes results, and notes their check sums.
	 *
	 * @param folder  output folder, made where it does not exist
	 * @param names   names of what is written there, whole or without endings
	 * @param writing writes it
	 * @throws InputException if one of them was changed since it was written before, or the check sums cannot be written
	 */
	public static void write(final Path folder, final Set<String> names, final Runnable writing) {
		// Looked at again: what is written may have taken long.
		requireUnchanged(folder, names);
		final Map<String, String> before = among(names, read(folder));
		// What is being written when a process is killed is no work of anybody.
		if (!before.isEmpty()) note(folder, name -> OutputNames.isAmong(names, name), Map.of());
		try {
			writing.run();
		}
		catch (final RuntimeException e) {
			restore(folder, names, before);
			throw e;
		}
		final Map<String, String> sums = new TreeMap<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
			for (final Path file : files) {
				final String name = file.getFileName().toString();
				if (OutputNames.isAmong(names, name)) sums.put(name, Sha256.of(file));
			}
		}
		catch (final IOException e) {
			throw OutputNames.cannotUse(folder, e);
		}
		note(folder, name -> OutputNames.isAmong(names, name), sums);
	}

	/** Results that a failed run has not replaced are as they were. */
	private static void restore(final Path folder, final Set<String> names, final Map<String, String> before) {
		try {
			before.entrySet().removeIf(entry -> !Files.isRegularFile(folder.resolve(entry.getKey())) || !Sha256.of(folder
				.resolve(entry.getKey())).equals(entry.getValue()));
			if (!before.isEmpty()) note(folder, name -> OutputNames.isAmong(names, name), before);
		}
		catch (final InputException e) {
			// Why the run failed is told; what could not be noted counts as written by somebody else's build.
		}
	}

	/**
	 * As {@link #write(Path, Set, Runnable)}.
	 *
	 * @param folder  output folder; none where results are shown and not written
	 * @param names   names of what is written there, whole or without endings
	 * @param writing shows and writes it
	 */
	public static void write(final Optional<Path> folder, final Set<String> names, final Runnable writing) {
		folder.ifPresentOrElse(output -> write(output, names, writing), writing);
	}

	/**
	 * To be asked before a result is computed that goes into a file of its own.
	 *
	 * @param file where it is to go
	 * @throws InputException if something is there that is not as it was written
	 */
	public static void requireOurs(final Path file) {
		if (!Replaceable.holdsSomething(file)) return;
		final String sum = read(folder(file)).get(file.getFileName().toString());
		if (sum == null) throw new InputException("The file '" + file +
			"' exists, and nothing tells whether it was changed " + "since it was written (" + NAME +
			" beside it has no check sum of it); give a new file or remove it, so that " + "nothing is lost.");
		if (!Sha256.of(file).equals(sum)) throw new InputException("The file '" + file +
			"' was changed since it was written, and this run would replace it; rename it or give a new file, so that " +
			"nothing is lost.");
	}

	/**
	 * Writes a result into a file of its own, and notes its check sum.
	 *
	 * @param file    the file
	 * @param writing writes it, whole or not at all
	 * @throws InputException as {@link #requireOurs}, or if the check sum cannot be written
	 */
	public static void write(final Path file, final Runnable writing) {
		// Looked at again: what is written may have taken long.
		requireOurs(file);
		writing.run();
		note(file);
	}

	/**
	 * Writes a result into a file of its own, and notes its check sum. What holds just that already is left as it is.
	 *
	 * @param file    the file
	 * @param content the result
	 * @throws InputException as {@link #requireOurs}, or if the file cannot be written
	 */
	public static void write(final Path file, final byte[] content) {
		if (Replaceable.isSame(file, content)) note(file);
		else write(file, () -> AtomicFile.write(file, content));
	}

	private static void note(final Path file) {
		final String name = file.getFileName().toString();
		note(folder(file), name::equals, Map.of(name, Sha256.of(file)));
	}

	private static Path folder(final Path file) {
		return file.toAbsolutePath().getParent();
	}

	private static Map<String, String> among(final Set<String> names, final Map<String, String> sums) {
		final Map<String, String> ours = new TreeMap<>(sums);
		ours.keySet().removeIf(name -> !OutputNames.isAmong(names, name));
		return ours;
	}

	private static Map<String, String> read(final Path folder) {
		final Map<String, String> sums = new TreeMap<>();
		final Path file = folder.resolve(NAME);
		if (!Files.exists(file)) return sums;
		try {
			for (final String line : Files.readAllLines(file)) {
				final Matcher entry = LINE.matcher(line);
				if (entry.matches()) sums.put(entry.group(2), entry.group(1));
			}
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' with the check sums of results cannot be read (" + Reasons.of(
				e) + "); choose another output folder.", e);
		}
		return sums;
	}

	/** Other programs note what they write into the same folder: theirs stays. */
	private static void note(final Path folder, final Predicate<String> anew, final Map<String, String> sums) {
		final Path file = folder.resolve(NAME);
		try {
			final Path target = AtomicFile.target(file);
			try (WriteLock lock = WriteLock.of(target)) {
				final Map<String, String> all = read(folder);
				all.keySet().removeIf(anew);
				all.putAll(sums);
				final StringBuilder text = new StringBuilder();
				all.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
				AtomicFile.replace(target, text.toString().getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (final IOException | UncheckedIOException e) {
			throw AtomicFile.cannotWrite(file, e);
		}
	}
}
