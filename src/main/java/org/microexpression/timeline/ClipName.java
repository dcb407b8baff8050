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

package org.microexpression.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.TableRow;

/**
 * Which clip a result is of. An image of a clip that is open already has -1, -2 and so on behind its name: it is the
 * same clip all the same.
 *
 * @param name the clip's name
 * @param path where it is, empty where that is not known
 */
public record ClipName(String name, String path) {

	private static final String COPY = "-\\d+$";

	/**
	 * @param other name of a clip as a table tells it
	 * @return whether that may be this clip
	 */
	public boolean isCalled(final String other) {
		return name.equals(other) || other.replaceFirst(COPY, "").equals(plain());
	}

	/** What the clip is called when no other image of it is open. */
	private String plain() {
		try {
			if (!path.isEmpty()) return String.valueOf(Path.of(path).getFileName());
		}
		catch (final InvalidPathException e) {
			// An image may come from an address.
		}
		return name.replaceFirst(COPY, "");
	}

	/**
	 * To be asked before a table of a clip takes the place of another.
	 *
	 * @param table where it is to go, where there may be one with the columns {@code clip} and, maybe, {@code path}
	 * @throws InputException if that one is of another clip
	 */
	public void requireSame(final Path table) {
		final List<TableRow> rows = Files.exists(table) ? CsvTable.read(table) : List.of();
		if (rows.size() < 2) return;
		final List<String> header = rows.get(0).cells();
		final String there = rows.get(1).cell(header.indexOf("clip"));
		final String place = rows.get(1).cell(header.indexOf("path"));
		if (isCalled(there) && !isElsewhere(place)) return;
		throw new InputException("The file '" + table + "' is of the clip '" + (isCalled(there) ? place : there) +
			"', not of '" + (isCalled(there) ? path : name) + "'; give a new file, so that nothing is lost.");
	}

	/** Clips of one name lie in many folders; one that was moved is no longer where it was. */
	private boolean isElsewhere(final String place) {
		if (path.isEmpty() || place.isEmpty()) return false;
		try {
			final Path there = Path.of(place), here = Path.of(path);
			return Files.exists(there) && Files.exists(here) && !Files.isSameFile(there, here);
		}
		catch (final IOException | InvalidPathException e) {
			return false;
		}
	}
}
