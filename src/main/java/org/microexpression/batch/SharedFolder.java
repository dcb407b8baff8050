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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.pipeline.ActionUnitTables;
import org.microexpression.pipeline.ExpressionPipeline;

/**
 * A folder recognition that several processes do together: pieces of a few clips, each with a file of its rows
 * ({@link PieceFiles}). Gathering them gives the files that one process would have written.
 */
public final class SharedFolder {

	/** Clips a piece: our choice, few enough that two workers end a folder of 40 at the same time. */
	static final int CLIPS = 4;

	private final ClipList clips;
	private final ExpressionPipeline pipeline;
	private final Path csv;
	private final Optional<ActionUnitFile> units;
	private final PieceFiles files;

	/**
	 * @param clips    the clips, the same for all workers
	 * @param pipeline recognizes them; workers load its networks, gathering does not
	 * @param settings what else decides about the result, as text
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 * @param units    the file of action units that is written too, where one is
	 * @throws InputException if the file cannot be written
	 */
	public SharedFolder(final ClipList clips, final ExpressionPipeline pipeline, final String settings, final Path csv,
		final Optional<ActionUnitFile> units)
	{
		this.clips = clips;
		this.pipeline = pipeline;
		this.csv = csv;
		this.units = units;
		final StringBuilder identity = new StringBuilder();
		for (final ClipList.Entry entry : clips.entries())
			identity.append(entry).append('\n');
		identity.append(pipeline.hash()).append('\n').append(pipeline.classes()).append('\n').append(settings);
		if (units.isPresent()) identity.append("\naction units");
		files = new PieceFiles(csv, identity.toString(), (clips.entries().size() + CLIPS - 1) / CLIPS);
	}

	/**
	 * Does pieces of the clips.
	 *
	 * @param worker   does them
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if a network cannot be loaded or the folder of the file not written to
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final PieceWorker worker, final Progress progress) {
		pipeline.load(progress);
		return files.share(worker, this::recognize, progress);
	}

	private void recognize(final int piece, final Progress progress) {
		final List<Table.Row> rows = new ArrayList<>();
		final List<Table.Row> unitRows = new ArrayList<>();
		final int from = piece * CLIPS, to = Math.min(from + CLIPS, clips.entries().size());
		for (int i = from; i < to; i++) {
			progress.checkCanceled();
			final FolderRow row = FolderRecognition.recognize(clips.entries().get(i), pipeline, progress.item("Clip " + (i +
				1) + " of " + clips.entries().size(), i - from, to - from));
			rows.add(row.row(pipeline.classes()));
			row.recognition().ifPresent(found -> unitRows.add(ActionUnitTables.wide(found)));
		}
		if (units.isPresent()) new Table(ActionUnitTables.WIDE, ActionUnitTables.wideColumns(), unitRows).writeCsv(files
			.second(piece));
		new Table(FolderRecognition.TABLE, FolderRecognition.columns(pipeline.classes()), rows).writeCsv(files.file(piece));
	}

	/**
	 * Writes the files that one process would have written, and removes the pieces. Clips that the file has already are
	 * left as they are.
	 *
	 * @param viewer   is given the table
	 * @param progress progress and cancellation
	 * @return what became of the clips
	 * @throws InputException        if pieces are missing or damaged, or a file cannot be written
	 * @throws CancellationException if the user cancels
	 */
	public FolderRecognition.Summary collect(final Consumer<Table> viewer, final Progress progress) {
		files.requireAll();
		final Map<ClipList.Entry, Gathered> rows = new HashMap<>();
		for (int piece = 0; piece < files.count(); piece++)
			rows.putAll(read(piece));
		final FolderRecognition.Summary summary = new FolderRecognition(pipeline, Optional.of(csv), viewer, found -> {},
			progress, (entry, ignored) -> gather(rows.get(entry))).run(clips);
		files.remove();
		return summary;
	}

	/** A clip's row, and that of its action units where these are written and it was recognized. */
	private record Gathered(FolderRecognition.Filed row, Optional<Table.Row> units) {
	}

	/** Asked for clips that the file has not, as one process would recognize them. */
	private FolderRecognition.Filed gather(final Gathered gathered) {
		gathered.units.ifPresent(row -> units.orElseThrow().append(row));
		return gathered.row;
	}

	private Map<ClipList.Entry, Gathered> read(final int piece) {
		final Path file = files.file(piece);
		final List<FolderRecognition.Filed> found = new ArrayList<>();
		TableFile.open(file, FolderRecognition.TABLE, FolderRecognition.columns(pipeline.classes()), row -> found.add(
			new FolderRecognition.Filed(FolderRow.of(row, pipeline.classes()), row)));
		final Iterator<Table.Row> unitRows = unitRows(piece, found).iterator();
		final int from = piece * CLIPS;
		final List<ClipList.Entry> entries = clips.entries().subList(from, Math.min(from + CLIPS, clips.entries().size()));
		if (found.size() != entries.size()) throw PieceFiles.changed(file);
		final Map<ClipList.Entry, Gathered> rows = new HashMap<>();
		for (int i = 0; i < entries.size(); i++) {
			final FolderRow row = found.get(i).row();
			if (!row.key().equals(FolderRow.key(entries.get(i), pipeline.hash()))) throw PieceFiles.changed(file);
			rows.put(entries.get(i), new Gathered(found.get(i), units.isPresent() && row.recognition().isPresent() ? Optional
				.of(unitRows.next()) : Optional.empty()));
		}
		return rows;
	}

	/** A row for each clip of the piece that was recognized, in their order; none where they are not written. */
	private List<Table.Row> unitRows(final int piece, final List<FolderRecognition.Filed> clipRows) {
		if (units.isEmpty()) return List.of();
		final List<Table.Row> rows = new ArrayList<>();
		TableFile.open(files.second(piece), ActionUnitTables.WIDE, ActionUnitTables.wideColumns(), rows::add);
		if (rows.size() != clipRows.stream().filter(clip -> clip.row().recognition().isPresent()).count()) throw PieceFiles
			.changed(files.second(piece));
		return rows;
	}
}
