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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.microexpression.batch.ClipList;
import org.microexpression.batch.PieceFiles;

/**
 * Spotting in many videos that several processes do together: a video a piece, each with a file of its rows. Gathering
 * them gives the file that one process would have written. A video is not cut in time: a face is followed from frame to
 * frame, and what counts as a movement is told by the noise of the whole video, so pieces of one would give other rows.
 */
public final class SharedSpotting {

	private final List<ClipList.Entry> videos;
	private final SpottedRows kind;
	private final Path csv;
	private final PieceFiles files;

	/**
	 * @param clips    the videos, the same for all workers; one that stands in several rows is done once
	 * @param kind     makes the rows
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 * @throws InputException if the file cannot be written
	 */
	public SharedSpotting(final ClipList clips, final SpottedRows kind, final Path csv) {
		videos = FolderSpotting.videos(clips);
		this.kind = kind;
		this.csv = csv;
		final StringBuilder identity = new StringBuilder();
		videos.forEach(video -> identity.append(video).append('\n'));
		files = new PieceFiles(csv, identity.append("spotting ").append(kind.identity()).toString(), videos.size());
	}

	/**
	 * Does pieces of the videos.
	 *
	 * @param worker   does them
	 * @param spotting spots and recognizes
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if a network cannot be loaded or the folder of the file not written to
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final PieceWorker worker, final ClipSpotting spotting, final Progress progress) {
		return files.share(worker, (piece, of) -> new Table(FolderSpotting.TABLE, kind.columns(), kind.of(videos.get(piece),
			spotting, of)).writeCsv(files.file(piece)), progress);
	}

	/**
	 * Writes the file that one process would have written, and removes the pieces.
	 *
	 * @param viewer   is given the table
	 * @param progress progress and cancellation
	 * @return what became of the videos
	 * @throws InputException        if pieces are missing or damaged, or the file cannot be written
	 * @throws CancellationException if the user cancels
	 */
	public FolderSpotting.Summary collect(final Consumer<Table> viewer, final Progress progress) {
		files.requireAll();
		final Map<ClipList.Entry, List<Table.Row>> rows = new HashMap<>();
		for (int piece = 0; piece < files.count(); piece++)
			rows.put(videos.get(piece), read(piece));
		final FolderSpotting.Summary summary = new FolderSpotting(kind, Optional.of(csv), viewer, (video, ignored) -> rows
			.get(video)).run(videos, progress);
		files.remove();
		return summary;
	}

	private List<Table.Row> read(final int piece) {
		final List<Table.Row> rows = new ArrayList<>();
		TableFile.open(files.file(piece), FolderSpotting.TABLE, kind.columns(), rows::add);
		final boolean own = rows.stream().allMatch(row -> row.text("path").orElse("").equals(SpottedRows.path(videos.get(
			piece))) && row.text("settings").orElse("").equals(kind.settings()));
		if (!own || !FolderSpotting.areAll(rows)) throw PieceFiles.changed(files.file(piece));
		return rows;
	}
}
