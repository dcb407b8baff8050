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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.microexpression.base.InputException;

/** Finds a dataset's annotation workbook when the user named none. */
public final class WorkbookFinder {

	/** Workbooks lie beside the clips' folders, not among the frames. */
	private static final int DEPTH = 3;

	private WorkbookFinder() {
		// Static search only.
	}

	/**
	 * @param root    the dataset's folder; the folder above it is searched too, but no deeper
	 * @param names   regular expressions of file names without extension, the preferred first
	 * @param dataset the dataset's name, for the message
	 * @return the workbook
	 * @throws InputException if there is none
	 */
	public static Path find(final Path root, final List<String> names, final String dataset) {
		return search(root, names).orElseThrow(() -> new InputException("No annotation workbook of " + dataset +
			" was found in or beside " + root.toAbsolutePath().normalize() + "; choose it in the field 'workbook'."));
	}

	/**
	 * @param root  the dataset's folder; the folder above it is searched too, but no deeper
	 * @param names regular expressions of file names without extension, the preferred first
	 * @return the workbook, empty where there is none
	 * @throws InputException if a folder cannot be searched
	 */
	public static Optional<Path> search(final Path root, final List<String> names) {
		final Path folder = root.toAbsolutePath().normalize();
		for (final String name : names) {
			final Pattern pattern = Pattern.compile("(?:" + name + ")\\.(xlsx|csv|xls)", Pattern.CASE_INSENSITIVE);
			final List<Path> inside = matching(folder, DEPTH, pattern);
			if (!inside.isEmpty()) return Optional.of(inside.get(0));
			final List<Path> beside = folder.getParent() == null ? List.of() : matching(folder.getParent(), 1, pattern);
			if (!beside.isEmpty()) return Optional.of(beside.get(0));
		}
		return Optional.empty();
	}

	/**
	 * @param found what {@link #find} found
	 * @param root  the folder that it was found for
	 * @param names as there
	 * @return the names of other workbooks that the same regular expression fits, an export of the found one left out
	 */
	static List<String> beside(final Path found, final Path root, final List<String> names) {
		final Path folder = root.toAbsolutePath().normalize();
		final String bare = withoutEnding(found);
		for (final String name : names) {
			final Pattern pattern = Pattern.compile("(?:" + name + ")\\.(xlsx|csv|xls)", Pattern.CASE_INSENSITIVE);
			if (!pattern.matcher(found.getFileName().toString()).matches()) continue;
			final List<Path> alike = found.startsWith(folder) ? matching(folder, DEPTH, pattern) : matching(found.getParent(),
				1, pattern);
			return alike.stream().filter(file -> !file.equals(found) && !(withoutEnding(file).equals(bare) && file.getParent()
				.equals(found.getParent()))).map(file -> folder.relativize(file).toString()).toList();
		}
		return List.of();
	}

	private static String withoutEnding(final Path file) {
		return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
	}

	private static List<Path> matching(final Path folder, final int depth, final Pattern pattern) {
		try (Stream<Path> files = Files.find(folder, depth, (file, about) -> about.isRegularFile() && pattern.matcher(file
			.getFileName().toString()).matches() && !file.getFileName().toString().startsWith("~$")))
		{
			return files.sorted(Comparator.comparingInt(WorkbookFinder::kind).thenComparing(Comparator.naturalOrder()))
				.toList();
		}
		catch (IOException | UncheckedIOException e) {
			throw new InputException("The folder " + folder + " cannot be searched for the annotation workbook (" + e
				.getMessage() + "); choose it in the field 'workbook'.", e);
		}
	}

	private static int kind(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".xlsx") ? 0 : name.endsWith(".csv") ? 1 : 2;
	}
}
