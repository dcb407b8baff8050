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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.microexpression.base.Table;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.KeyTimes;
import org.microexpression.pipeline.Recognition;

/**
 * What became of a clip of a batch: a row of its table.
 *
 * @param key         which clip it is, and what was asked for
 * @param clip        the clip's name
 * @param path        where it is; empty where that is not known
 * @param recognition what was recognized; empty for a clip that could not be used
 * @param reason      why it could not be used, or what was chosen for the user; empty where the file does not say
 */
record FolderRow(Key key, String clip, Optional<String> path, Optional<Recognition> recognition,
		Optional<String> reason) {

	/**
	 * What tells the rows of a table apart. A clip that is asked for again with all of this the same is not computed
	 * again.
	 *
	 * @param clip  the clip's name: a list may have one film under several
	 * @param place its path; where it has none, why, so that each bad row of a list keeps its own
	 * @param onset the onset frame's number as it was asked for, or {@link ClipRegistration#AUTOMATIC}; empty in a row
	 *              of a file that does not say
	 * @param apex  the apex frame's number, likewise
	 * @param model hash of the model, likewise
	 */
	record Key(String clip, String place, OptionalLong onset, OptionalLong apex, Optional<String> model) {
	}

	private static final String CLIP = "clip";
	private static final String STATUS = "status";
	private static final String PATH = "path";
	private static final String ONSET = "onset_given";
	private static final String APEX = "apex_given";
	private static final String MODEL = "model_hash";
	private static final String REASON = "reason";

	/** @see FolderRecognition#columns */
	static List<Table.Column> columns(final List<String> classes) {
		final List<Table.Column> columns = new ArrayList<>(Recognition.classification(classes));
		columns.add(1, new Table.Column(STATUS, Table.Type.TEXT));
		columns.add(new Table.Column(PATH, Table.Type.TEXT));
		columns.add(new Table.Column(ONSET, Table.Type.INTEGER));
		columns.add(new Table.Column(APEX, Table.Type.INTEGER));
		columns.add(new Table.Column(MODEL, Table.Type.TEXT));
		columns.add(new Table.Column(REASON, Table.Type.TEXT));
		// Behind all that earlier versions had.
		columns.addAll(KeyTimes.COLUMNS);
		columns.addAll(Recognition.findings());
		return columns;
	}

	static FolderRow recognized(final ClipList.Entry entry, final String model, final Recognition recognition,
		final List<String> remarks)
	{
		// All tables of a folder call a clip alike: its file's name may be that of clips in other folders.
		return new FolderRow(key(entry, model), entry.name(), path(entry), Optional.of(recognition.named(entry.name())),
			Optional.of(String.join(" ", remarks)));
	}

	static FolderRow skipped(final ClipList.Entry entry, final String model, final String reason) {
		return new FolderRow(key(entry, model), entry.name(), path(entry), Optional.empty(), Optional.of(reason));
	}

	static Key key(final ClipList.Entry entry, final String model) {
		return new Key(entry.name(), path(entry).orElse(entry.problem()), OptionalLong.of(entry.onset()), OptionalLong.of(
			entry.apex()), Optional.of(model));
	}

	private static Optional<String> path(final ClipList.Entry entry) {
		return entry.path().map(Path::toString);
	}

	/**
	 * @param row     what {@link #row} gave, maybe read from a file in between
	 * @param classes names of the model's classes, in label order
	 * @return the row; one that somebody has changed so that it is no recognition is a skipped one
	 */
	static FolderRow of(final Table.Row row, final List<String> classes) {
		final boolean ok = row.text(STATUS).filter(FolderRecognition.OK::equals).isPresent();
		final String clip = row.text(CLIP).orElse("");
		final Optional<String> path = row.text(PATH);
		final Key key = new Key(clip, path.orElseGet(() -> row.text(REASON).orElse("")), row.integer(ONSET), row.integer(
			APEX), row.text(MODEL));
		return new FolderRow(key, clip, path, ok ? Recognition.of(row, classes) : Optional.empty(), row.text(REASON));
	}

	/**
	 * @param classes names of the model's classes, in label order
	 * @return the row of {@link #columns}
	 */
	Table.Row row(final List<String> classes) {
		final Table.Cells cells = new Table.Cells(columns(classes));
		// The last cell of a row in a file is never without a value.
		cells.put(Recognition.WHY, "");
		recognition.ifPresent(found -> found.put(cells));
		cells.put(CLIP, clip).put(STATUS, recognition.isPresent() ? FolderRecognition.OK : FolderRecognition.SKIPPED);
		cells.put(PATH, path.orElse(null));
		if (key.onset().isPresent()) cells.put(ONSET, key.onset().getAsLong());
		if (key.apex().isPresent()) cells.put(APEX, key.apex().getAsLong());
		// The last cell of a row that is whole is never empty.
		if (recognition.isEmpty()) KeyTimes.UNKNOWN.put(cells);
		return cells.put(MODEL, key.model().orElse(null)).put(REASON, reason.orElse(null)).row();
	}
}
