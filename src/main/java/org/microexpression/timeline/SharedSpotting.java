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

import java.nio.charset.StandardCharsets;
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
import org.microexpression.base.Sha256;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.batch.ClipList;
import org.microexpression.batch.PieceFiles;

/**
 * Spotting in videos that several processes do together, each piece with a file. A video is a piece; a long one is
 * several: the motion of the face in each span of time, for which a worker follows the face from the beginning but
 * computes the displacement fields of that span alone, and then, since what counts as a movement is told by the noise
 * of the whole video, shares of the rows, made from all spans. Gathering them gives the file that one process would
 * have written. With action units ({@link SpottedRows#units}) no video is cut.
 */
public final class SharedSpotting {

	private final List<ClipList.Entry> videos;
	private final SpottedRows kind;
	private final Path csv;
	private final int samples;

	/**
	 * @param clips    the videos, the same for all workers; one that stands in several rows is done once
	 * @param kind     makes the rows
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 * @throws InputException if the file cannot be written
	 */
	public SharedSpotting(final ClipList clips, final SpottedRows kind, final Path csv) {
		this(clips, kind, csv, SpottingPieces.SAMPLES);
	}

	/** @param samples in a span, at least */
	SharedSpotting(final ClipList clips, final SpottedRows kind, final Path csv, final int samples) {
		PieceFiles.check(csv);
		videos = FolderSpotting.videos(clips);
		this.kind = kind;
		this.csv = csv;
		this.samples = samples;
	}

	/** The pieces and their files; known once the videos were opened. */
	private record Plan(SpottingPieces pieces, PieceFiles files, String identity) {
	}

	private Plan plan(final Progress progress) {
		final SpottingPieces pieces = SpottingPieces.of(videos, kind.units() ? Integer.MAX_VALUE : samples, progress);
		final StringBuilder text = new StringBuilder();
		videos.forEach(video -> text.append(video).append('\n'));
		final String identity = text.append(pieces.identity()).append("\nspotting ").append(kind.identity()).toString();
		return new Plan(pieces, new PieceFiles(csv, identity, pieces.count(), pieces::ending), Sha256.of(identity.getBytes(
			StandardCharsets.UTF_8)));
	}

	/**
	 * Does pieces of the videos.
	 *
	 * @param worker   does them
	 * @param spotting spots and recognizes
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if a network cannot be loaded, the folder of the file not written to, or the motion
	 *                               of a span is damaged
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final PieceWorker worker, final ClipSpotting spotting, final Progress progress) {
		final Plan plan = plan(progress);
		try (SpottingWork work = new SpottingWork(videos, kind, plan.pieces, plan.files, plan.identity, spotting, worker
			.share()))
		{
			return plan.files.share(worker, work, progress);
		}
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
		final Plan plan = plan(progress);
		plan.files.requireAll();
		final Map<ClipList.Entry, List<Table.Row>> rows = new HashMap<>();
		for (int video = 0; video < videos.size(); video++)
			rows.put(videos.get(video), read(video, plan));
		final FolderSpotting.Summary summary = new FolderSpotting(kind, Optional.of(csv), viewer, (video, ignored) -> rows
			.get(video)).run(videos, progress);
		plan.files.remove();
		return summary;
	}

	private List<Table.Row> read(final int video, final Plan plan) {
		final List<Table.Row> rows = new ArrayList<>();
		final List<Path> files = plan.pieces.rows(video).stream().map(plan.files::file).toList();
		for (final Path file : files) {
			final List<Table.Row> part = new ArrayList<>();
			TableFile.open(file, FolderSpotting.TABLE, kind.columns(), part::add);
			if (!part.stream().allMatch(row -> row.text("path").orElse("").equals(SpottedRows.path(videos.get(video))) && row
				.text("settings").orElse("").equals(kind.settings()))) throw PieceFiles.changed(file);
			rows.addAll(part);
		}
		// Each part of a video that cannot be used says so.
		final Optional<Table.Row> skipped = rows.stream().filter(row -> !SpottedRows.isOk(row)).findFirst();
		final List<Table.Row> all = skipped.map(List::of).orElse(rows);
		if (!FolderSpotting.areAll(all)) throw PieceFiles.changed(files.get(0));
		return all;
	}
}
