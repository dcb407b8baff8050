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

package org.microexpression.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.Table;

/**
 * What became of a clip of a batch: a row of its table.
 *
 * @param key         which clip it is, and what was asked for
 * @param clip        the clip's name
 * @param path        where it is; {@code null} where that is not known
 * @param recognition what was recognized; empty for a clip that could not be used
 * @param reason      why it could not be used, or what was chosen for the user; {@code null} where the file does not
 *                    say
 */
record FolderRow(Key key, String clip, String path, Optional<Recognition> recognition, String reason) {

	/**
	 * What tells the rows of a table apart. A clip that is asked for again with all of this the same is not computed
	 * again.
	 *
	 * @param clip  the clip's path; its name where it has none
	 * @param onset the onset frame's number as it was asked for, or {@link ClipRegistration#AUTOMATIC}
	 * @param apex  the apex frame's number as it was asked for, or {@link ClipRegistration#AUTOMATIC}
	 * @param model hash of the model
	 */
	record Key(String clip, Long onset, Long apex, String model) {
	}

	/** Columns between those of a recognition and its times: path, onset_given, apex_given, model_hash, reason. */
	private static final int OWN = 5;

	/** @see FolderRecognition#columns */
	static List<Table.Column> columns(final List<String> classes) {
		final List<Table.Column> all = Recognition.columns(classes);
		final int times = all.size() - KeyTimes.COLUMNS.size();
		final List<Table.Column> columns = new ArrayList<>(all.subList(0, times));
		columns.add(1, new Table.Column("status", Table.Type.TEXT));
		columns.add(new Table.Column("path", Table.Type.TEXT));
		columns.add(new Table.Column("onset_given", Table.Type.INTEGER));
		columns.add(new Table.Column("apex_given", Table.Type.INTEGER));
		columns.add(new Table.Column("model_hash", Table.Type.TEXT));
		columns.add(new Table.Column("reason", Table.Type.TEXT));
		// Behind all that earlier versions had.
		columns.addAll(all.subList(times, all.size()));
		return columns;
	}

	static FolderRow recognized(final ClipList.Entry entry, final String model, final Recognition recognition,
		final List<String> remarks)
	{
		return new FolderRow(key(entry, model), entry.name(), path(entry), Optional.of(recognition), String.join(" ",
			remarks));
	}

	static FolderRow skipped(final ClipList.Entry entry, final String model, final String reason) {
		return new FolderRow(key(entry, model), entry.name(), path(entry), Optional.empty(), reason);
	}

	static Key key(final ClipList.Entry entry, final String model) {
		return new Key(entry.path() == null ? entry.name() : path(entry), (long) entry.onset(), (long) entry.apex(), model);
	}

	private static String path(final ClipList.Entry entry) {
		final Path path = entry.path();
		return path == null ? null : path.toString();
	}

	/**
	 * @param cells   cells of a row that {@link #cells} gave, maybe read from a file in between
	 * @param classes names of the model's classes, in label order
	 * @return the row; one that somebody has changed so that it is no recognition is a skipped one
	 */
	static FolderRow of(final List<Object> cells, final List<String> classes) {
		final int times = cells.size() - KeyTimes.COLUMNS.size();
		final int own = times - OWN;
		final List<Object> recognized = new ArrayList<>(cells.subList(0, own));
		recognized.addAll(cells.subList(times, cells.size()));
		final boolean ok = FolderRecognition.OK.equals(recognized.remove(1));
		final String path = (String) cells.get(own);
		final Key key = new Key(path == null ? (String) cells.get(0) : path, (Long) cells.get(own + 1), (Long) cells.get(
			own + 2), (String) cells.get(own + 3));
		return new FolderRow(key, (String) cells.get(0), path, ok ? Recognition.of(recognized, classes) : Optional.empty(),
			(String) cells.get(own + 4));
	}

	/**
	 * @param classes how many classes the model has
	 * @return the cells in the order of {@link #columns}
	 */
	List<Object> cells(final List<String> classes) {
		final int found = Recognition.columns(classes).size();
		final int times = KeyTimes.COLUMNS.size();
		final List<Object> cells = new ArrayList<>(recognition.map(Recognition::cells).orElseGet(() -> Collections.nCopies(
			found, null)));
		final List<Object> last = new ArrayList<>(cells.subList(found - times, found));
		// The last cell of a row that is whole is never empty.
		if (recognition.isEmpty()) last.set(times - 1, KeyTimes.NONE);
		cells.subList(found - times, found).clear();
		cells.set(0, clip);
		cells.add(1, recognition.isPresent() ? FolderRecognition.OK : FolderRecognition.SKIPPED);
		cells.add(path);
		cells.add(key.onset());
		cells.add(key.apex());
		cells.add(key.model());
		cells.add(reason);
		cells.addAll(last);
		return cells;
	}
}
