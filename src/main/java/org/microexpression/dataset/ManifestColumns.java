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

package org.microexpression.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.Sample.Frames;
import org.microexpression.dataset.Sample.Id;
import org.microexpression.dataset.Sample.StoredField;

/** The header of one manifest and how its cells are read. */
final class ManifestColumns {

	private static final List<String> KNOWN = Stream.of(Manifest.BASE, List.of("field", "index", "kind", "flags"),
		LayoutCells.COLUMNS).flatMap(List::stream).toList();

	private final Path file;
	private final Map<String, Integer> positions = new HashMap<>();

	ManifestColumns(final Path file, final TableRow header) {
		this.file = file;
		for (int i = 0; i < header.cells().size(); i++) {
			final String name = Titles.word(header.cell(i));
			if (!name.isEmpty() && positions.putIfAbsent(name, i) != null && KNOWN.contains(name)) throw new InputException(
				"The header of " + file + " names the column '" + name + "' twice; leave one of them out.");
		}
		final List<String> missing = new ArrayList<>();
		for (final String name : List.of("dataset", "subject", "clip", "class"))
			require(name, missing);
		if (!positions.containsKey("field") || !positions.containsKey("index")) {
			for (final String name : List.of("path", "onset", "apex"))
				require(name, missing);
		}
		if (!missing.isEmpty()) throw new InputException("The manifest " + file + " has no column " + String.join(", ",
			missing) + " in its header (row " + header.number() + "); the columns are " + String.join(", ", Manifest.BASE) +
			", or field and index instead of path and frames.");
	}

	private void require(final String name, final List<String> missing) {
		if (!positions.containsKey(name)) missing.add("'" + name + "'");
	}

	String text(final TableRow row, final String name) {
		return row.cell(positions.getOrDefault(name, -1));
	}

	Sample sample(final TableRow row) {
		final Optional<Path> field = path(row, "field");
		final Optional<Path> path = path(row, "path");
		if (field.isEmpty() && path.isEmpty()) throw bad(row, "neither a path nor a field",
			"give the folder of its frames or the file of its displacement field");
		final int index = number(row, "index");
		if (field.isPresent() && index < 1) throw bad(row, "the field " + field.get() + " without the frame in it",
			"give the 1-based frame in the column index");
		final Id id = new Id(required(row, "dataset"), required(row, "subject"), required(row, "clip"));
		final Frames frames = new Frames(number(row, "onset"), number(row, "apex"), number(row, "offset"));
		final FieldLayout layout = layout(row);
		final String label = required(row, "class");
		if (Titles.isNothing(label)) throw bad(row, "the class '" + label + "', which is none", "fill the column class");
		return new Sample(id, label, path, frames, text(row, "aus"), field.map(file -> new StoredField(file, index,
			layout)), text(row, "flags"), text(row, "kind"));
	}

	private FieldLayout layout(final TableRow row) {
		try {
			return LayoutCells.parse(LayoutCells.COLUMNS.stream().map(name -> text(row, name)).toList());
		}
		catch (final InputException e) {
			throw new InputException("Row " + row.number() + " of " + file + ": " + e.getMessage(), e);
		}
	}

	private String required(final TableRow row, final String name) {
		final String value = text(row, name);
		if (value.isEmpty()) throw bad(row, "no " + name, "fill the column " + name);
		if (!name.equals("class") && Titles.isNobody(value)) throw bad(row, "the " + name + " '" + value +
			"', which programs write where there is none", "fill the column " + name);
		return value;
	}

	private int number(final TableRow row, final String name) {
		final String value = text(row, name);
		if (FrameCell.isUnreadable(value)) throw bad(row, "'" + value + "' in the column " + name + ", which " + FrameCell
			.fault(value), "write a whole number that is not negative, or leave it empty");
		return FrameCell.parse(value);
	}

	private Optional<Path> path(final TableRow row, final String name) {
		final String value = text(row, name);
		if (value.isEmpty()) return Optional.empty();
		try {
			return Optional.of(file.resolveSibling(value).toAbsolutePath().normalize());
		}
		catch (final InvalidPathException e) {
			throw bad(row, "'" + value + "' in the column " + name, "write a path that this computer can hold");
		}
	}

	private InputException bad(final TableRow row, final String what, final String advice) {
		return new InputException("Row " + row.number() + " of " + file + " has " + what + "; " + advice + ".");
	}
}
