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

package org.microexpression.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.Sha256;
import org.microexpression.base.SystemFiles;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.base.Titles;

/**
 * What the files of clips were like when their rows were written: names, sizes and times of modification. It stands in
 * a file of its own beside the rows, {@code .NAME.microexpression.clips} for {@code NAME}, so that the rows have the
 * columns that they always had. A clip that it does not list, as of earlier versions, counts as unchanged.
 */
public final class ClipStates {

	private static final String ROW = "row", CLIP = "clip", STATE = "state";

	private static final List<Table.Column> COLUMNS = List.of(new Table.Column(CLIP, Table.Type.TEXT), new Table.Column(
		ROW, Table.Type.TEXT), new Table.Column(STATE, Table.Type.TEXT));

	private final Map<String, String> known = new HashMap<>();
	private final Set<String> changed = new LinkedHashSet<>();

	/** None where no rows are written. */
	private final Optional<TableFile> file;

	/** @param csv the file of the rows; empty for none */
	public ClipStates(final Optional<Path> csv) {
		file = csv.map(rows -> TableFile.open(rows.resolveSibling("." + rows.getFileName() + ".microexpression.clips"),
			"States of Clips", COLUMNS, this::take));
	}

	private void take(final Table.Row row) {
		known.put(row.text(ROW).orElse(""), row.text(STATE).orElse(""));
	}

	/**
	 * @param entry a clip
	 * @param row   what tells its row from others
	 * @return whether its files have changed since {@link #note}
	 */
	public boolean isChanged(final ClipList.Entry entry, final Object row) {
		final String before = known.get(name(row));
		if (before == null || before.equals(of(entry).orElse(before))) return false;
		changed.add(entry.name());
		return true;
	}

	/**
	 * @param entry a clip
	 * @return what its files are like; empty where it is not there
	 */
	public Optional<String> of(final ClipList.Entry entry) {
		if (!entry.isThere()) return Optional.empty();
		final Path clip = entry.path().orElseThrow();
		final StringBuilder text = new StringBuilder();
		try {
			for (final Path path : files(clip)) {
				final BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class);
				text.append(path.getFileName()).append('\t').append(there.size()).append('\t').append(there.lastModifiedTime()
					.toMillis()).append('\n');
			}
			return Optional.of(hash(text.toString()));
		}
		catch (final IOException | UncheckedIOException e) {
			// Whoever reads the clip tells what is the matter.
			return Optional.empty();
		}
	}

	private static List<Path> files(final Path clip) throws IOException {
		return Files.isDirectory(clip) ? SystemFiles.others(clip) : List.of(clip);
	}

	/**
	 * To be called when a clip's row has been written.
	 *
	 * @param entry the clip
	 * @param row   what tells its row from others
	 * @param state what its files were like before they were read; empty where that could not be told
	 */
	public void note(final ClipList.Entry entry, final Object row, final Optional<String> state) {
		if (file.isEmpty() || state.isEmpty() || state.get().equals(known.get(name(row)))) return;
		final Table.Row line = new Table.Cells(COLUMNS).put(CLIP, entry.name()).put(ROW, name(row)).put(STATE, state.get())
			.row();
		file.get().append(line);
		take(line);
	}

	/** @return what the user should know: which clips were done anew */
	public List<String> remarks() {
		return changed.isEmpty() ? List.of() : List.of("Done anew, since their files have changed since their rows were " +
			"written: " + Titles.some(List.copyOf(changed)) + ".");
	}

	private static String name(final Object row) {
		return hash(row.toString());
	}

	private static String hash(final String text) {
		return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
	}
}
