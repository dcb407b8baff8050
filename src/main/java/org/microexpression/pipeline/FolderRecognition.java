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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;

/**
 * Recognises many clips, one row each. A clip that cannot be used gets a row that says why, and the next one follows. Rows
 * go to a CSV file as soon as they are known, so that a batch that was stopped, by whatever, goes on where it was: clips
 * that the file has with the same frames asked for and the same model are taken from it; skipped ones are tried again, and
 * rows of other clips and of other models are kept.
 */
public final class FolderRecognition {

	/** Title of the table and of its window. */
	public static final String TABLE = "Micro-Expression Folder Predictions";

	/** Status of a clip that was recognised. */
	public static final String OK = "ok";

	/** Status of a clip that could not be used. */
	public static final String SKIPPED = "skipped";

	/** Seldom enough that a long table costs nothing to show. */
	private static final long SHOW_NANOS = 1_000_000_000;

	private static final int STATUS = 1;

	/** Columns behind those of a recognition: path, onset_given, apex_given, model_hash; then the reason. */
	private static final int KEY_LENGTH = 4;

	private final ExpressionPipeline pipeline;
	private final List<Table.Column> columns;
	private final int path;
	private final Path csv;
	private final Consumer<Table> viewer;
	private final Progress progress;
	private final List<List<Object>> filed = new ArrayList<>();
	private final Map<List<Object>, Integer> places = new HashMap<>();
	private final List<List<Object>> rows = new ArrayList<>();
	private int recognised, resumed;
	private long shown;

	/**
	 * What became of a batch.
	 *
	 * @param recognised number of clips recognised now
	 * @param resumed    number of clips that the file had already
	 * @param skipped    number of clips that could not be used
	 */
	public record Summary(int recognised, int resumed, int skipped) {}

	private FolderRecognition(final ExpressionPipeline pipeline, final Path csv, final Consumer<Table> viewer,
		final Progress progress)
	{
		this.pipeline = pipeline;
		columns = columns(pipeline.classes());
		path = columns.size() - KEY_LENGTH - 1;
		this.csv = csv;
		this.viewer = viewer;
		this.progress = progress;
	}

	/**
	 * @param clips    the clips
	 * @param pipeline recognises them
	 * @param csv      the file of the rows, continued where it exists; {@code null} for none
	 * @param viewer   is given the table of these clips now and then, and when the batch ends or is stopped
	 * @param progress told of every clip
	 * @return what became of them
	 * @throws InputException                             if a network cannot be loaded, or the file is not such a table or
	 *                                                    cannot be written
	 * @throws java.util.concurrent.CancellationException if the user cancels; the file has all clips until then
	 */
	public static Summary run(final ClipList clips, final ExpressionPipeline pipeline, final Path csv,
		final Consumer<Table> viewer, final Progress progress)
	{
		final FolderRecognition batch = new FolderRecognition(pipeline, csv, viewer, progress);
		batch.read();
		pipeline.load(progress);
		try {
			for (int i = 0; i < clips.entries().size(); i++)
				batch.take(clips.entries().get(i), i, clips.entries().size());
		}
		finally {
			viewer.accept(new Table(TABLE, batch.columns, batch.rows));
		}
		return new Summary(batch.recognised, batch.resumed, batch.rows.size() - batch.recognised - batch.resumed);
	}

	/**
	 * @param classes names of the model's classes, in label order
	 * @return the table's columns: those of {@link Recognition#columns} with {@code status} ({@value #OK} or
	 *         {@value #SKIPPED}) behind the clip's name; then path, onset_given and apex_given (what was asked for, 0 for
	 *         automatic), model_hash, and reason: why it was skipped, or what was chosen for the user
	 */
	public static List<Table.Column> columns(final List<String> classes) {
		final List<Table.Column> columns = new ArrayList<>(Recognition.columns(classes));
		columns.add(STATUS, new Table.Column("status", Table.Type.TEXT));
		columns.add(new Table.Column("path", Table.Type.TEXT));
		columns.add(new Table.Column("onset_given", Table.Type.INTEGER));
		columns.add(new Table.Column("apex_given", Table.Type.INTEGER));
		columns.add(new Table.Column("model_hash", Table.Type.TEXT));
		columns.add(new Table.Column("reason", Table.Type.TEXT));
		return columns;
	}

	private void read() {
		if (csv == null) return;
		PredictionFile.check(csv);
		if (!Files.exists(csv)) return;
		for (final List<Object> row : Table.readCsv(csv, TABLE, columns).rows()) {
			places.put(key(row), filed.size());
			filed.add(row);
		}
	}

	/** Path, frames asked for and model; a row without a path is known by the clip's name. */
	private List<Object> key(final List<Object> row) {
		final List<Object> key = new ArrayList<>(row.subList(path, path + KEY_LENGTH));
		if (key.get(0) == null) key.set(0, row.get(0));
		return key;
	}

	private void take(final ClipList.Entry entry, final int index, final int count) {
		final String stage = "Clip " + (index + 1) + " of " + count + ", " + entry.name();
		progress.report(stage, index, count);
		progress.checkCanceled();
		final List<Object> start = start(entry);
		final Integer place = places.get(key(start));
		if (place != null && filed.get(place).get(STATUS).equals(OK)) {
			rows.add(filed.get(place));
			resumed++;
			return;
		}
		final List<Object> row = recognise(entry, start, new ClipProgress(progress, stage, index, count));
		if (row.get(STATUS).equals(OK)) recognised++;
		rows.add(row);
		file(place, row);
		if (System.nanoTime() - shown > SHOW_NANOS) {
			viewer.accept(new Table(TABLE, columns, rows));
			shown = System.nanoTime();
		}
	}

	/** A row with what is known of a clip before anything is computed. */
	private List<Object> start(final ClipList.Entry entry) {
		final List<Object> row = new ArrayList<>(Arrays.asList(new Object[columns.size()]));
		row.set(0, entry.name());
		row.set(STATUS, SKIPPED);
		row.set(path, entry.path() == null ? null : entry.path().toString());
		row.set(path + 1, (long) entry.onset());
		row.set(path + 2, (long) entry.apex());
		row.set(path + 3, pipeline.hash());
		return row;
	}

	private List<Object> recognise(final ClipList.Entry entry, final List<Object> row, final Progress clipProgress) {
		if (!entry.problem().isEmpty()) return skipped(row, entry.problem());
		try (Clip clip = Clips.open(entry.path())) {
			ClipRegistration.requireFrames(clip);
			final RegisteredClip registered = pipeline.register(clip, entry.onset(), entry.apex(), null, FaceArea.EVERYWHERE,
				clipProgress);
			final List<Object> cells = new ArrayList<>(pipeline.recognize(registered, clipProgress).cells());
			cells.set(0, entry.name());
			cells.add(STATUS, OK);
			cells.addAll(row.subList(path, path + KEY_LENGTH));
			cells.add(String.join(" ", registered.remarks()));
			return cells;
		}
		catch (final InputException e) {
			return skipped(row, e.getMessage());
		}
	}

	private List<Object> skipped(final List<Object> row, final String reason) {
		row.set(path + KEY_LENGTH, reason);
		return row;
	}

	private void file(final Integer place, final List<Object> row) {
		if (csv == null) return;
		if (place != null) filed.set(place, row);
		else {
			places.put(key(row), filed.size());
			filed.add(row);
		}
		new Table(TABLE, columns, filed).writeCsv(csv);
	}

	/** Tells which clip is in work, and how many are done, whatever its stages count. */
	private record ClipProgress(Progress whole, String clip, int done, int total) implements Progress {

		@Override
		public void report(final String stage, final long step, final long steps) {
			whole.report(clip + ": " + stage, done, total);
		}

		@Override
		public boolean isCanceled() {
			return whole.isCanceled();
		}
	}
}
