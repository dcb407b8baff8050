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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that results have in an output folder: they are written over earlier results, never over what somebody else
 * has laid there under such a name.
 */
public final class OutputNames {

	/** Of the files of one result. */
	private static final String ENDING = "\\.(csv|md|tex|svg|pdf|png|json|yaml)$";

	private OutputNames() {
		// Functions only.
	}

	/**
	 * To be asked before anything is computed.
	 *
	 * @param folder  output folder, which need not exist
	 * @param first   name of the table that is written there before all else: where it is, the other files are ours
	 * @param columns names of that table's first columns, so many that no other program's table begins alike
	 * @param names   names of what is written, whole or without endings
	 * @throws InputException if something else has the name of the first table, or one of the others is there without it,
	 *                        or one of them was changed since it was written
	 */
	public static void requireFree(final Path folder, final String first, final List<String> columns,
		final Set<String> names)
	{
		final Path table = folder.resolve(first);
		CsvTable.requireReplaceable(table, columns);
		if (!Files.exists(table)) requireFree(folder, names);
		final Set<String> all = new HashSet<>(names);
		all.add(first);
		WrittenFiles.requireUnchanged(folder, all);
	}

	/**
	 * @param folder output folder, which need not exist, in which nothing of ours is
	 * @param names  names of what is to be written there, whole or without endings
	 * @throws InputException if it holds one of them
	 */
	public static void requireFree(final Path folder, final Set<String> names) {
		if (!Files.isDirectory(folder)) return;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files) {
				final String name = file.getFileName().toString();
				if (isAmong(names, name)) throw new InputException("The output folder '" + folder + "' holds '" + name +
					"', which this run would replace; choose an empty folder or take it out.");
			}
		}
		catch (final IOException e) {
			throw cannotUse(folder, e);
		}
	}

	/** @return whether a file of that name is one of these, which are whole names or names without endings */
	static boolean isAmong(final Set<String> names, final String name) {
		return names.contains(name) || names.contains(name.replaceFirst(ENDING, ""));
	}

	static InputException cannotUse(final Path folder, final IOException e) {
		return new InputException("The output folder '" + folder + "' cannot be used (" + Reasons.of(e) +
			"); choose a folder that can be written to, on a local disk.", e);
	}

	/**
	 * To be told where a result has a table more than another: who reads the folder would take an earlier run's for this
	 * one's.
	 *
	 * @param folder output folder of a finished run
	 * @param name   of a table that this run does not have, without ending
	 * @return a sentence; none where there is no such table
	 */
	public static Optional<String> earlier(final Path folder, final String name) {
		return Files.exists(folder.resolve(name + ".csv")) ? Optional.of("The table '" + name + "' in '" + folder +
			"' is of an earlier run, this one has none; take it out.") : Optional.empty();
	}

	/**
	 * Takes back what a run that does not come to its end has written, so that it can be begun anew and nobody takes a
	 * part for the whole.
	 *
	 * @param folder output folder, in which {@link #requireFree(Path, Set)} found none of the names before the run began
	 * @param names  whole names of the files and folders that the run writes
	 */
	public static void takeBack(final Path folder, final Set<String> names) {
		for (final String name : names)
			AtomicFolder.deleteQuietly(folder.resolve(name));
	}
}
