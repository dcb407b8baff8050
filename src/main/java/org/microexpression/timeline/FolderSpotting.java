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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.clip.Clip;
import org.microexpression.motion.MotionSettings;
import org.microexpression.batch.ClipList;
import org.microexpression.batch.ClipStates;

/**
 * Spots and recognizes in many videos: one table, a row an interval, and a row for a video in which nothing was spotted
 * or which cannot be used. Rows are appended to a CSV file as soon as a video is done; a batch that was stopped goes on
 * with the videos that the file does not have whole from the same settings.
 */
public final class FolderSpotting {

	/** Title of the table and of its window. */
	public static final String TABLE = "Spotted Expressions of a Folder";

	private final SpottedRows kind;
	private final Consumer<Table> viewer;
	private final TableFile file;
	/** Gives the rows of a video that the file has not. */
	private final BiFunction<ClipList.Entry, Progress, List<Table.Row>> source;
	private final List<Table.Column> columns;
	private final Map<String, List<Table.Row>> filed = new HashMap<>();
	private final ClipStates states;
	private final List<Table.Row> rows = new ArrayList<>();
	private final List<String> remarks = new ArrayList<>();

	/**
	 * What became of a batch.
	 *
	 * @param spotted number of videos done now
	 * @param resumed number of videos that the file had already
	 * @param skipped number of videos that could not be used
	 * @param remarks what was repaired in the file, and what the user should know of the videos done now, a sentence each
	 */
	public record Summary(int spotted, int resumed, int skipped, List<String> remarks) {
	}

	/** @param source gives the rows of a video that the file has not */
	FolderSpotting(final SpottedRows kind, final Optional<Path> csv, final Consumer<Table> viewer,
		final BiFunction<ClipList.Entry, Progress, List<Table.Row>> source)
	{
		this.source = source;
		this.kind = kind;
		this.viewer = viewer;
		columns = kind.columns();
		csv.ifPresent(kind::requireSameColumns);
		file = csv.map(table -> TableFile.open(table, TABLE, columns, row -> filed.computeIfAbsent(key(row),
			k -> new ArrayList<>()).add(row))).orElse(null);
		states = new ClipStates(csv);
	}

	/**
	 * @param clips    the videos; one that stands in several rows is done once
	 * @param spotting spots and recognizes
	 * @param kind     makes the rows
	 * @param csv      the file of the rows, continued where it exists; empty for none
	 * @param viewer   is given the table of these videos after each of them
	 * @param progress progress and cancellation
	 * @return what became of them
	 * @throws InputException        if a network cannot be loaded, or the file is not such a table or cannot be written
	 * @throws CancellationException if the user cancels; the file has all videos until then
	 */
	public static Summary run(final ClipList clips, final ClipSpotting spotting, final SpottedRows kind,
		final Optional<Path> csv, final Consumer<Table> viewer, final Progress progress)
	{
		return of(spotting, kind, csv, viewer).run(videos(clips), progress);
	}

	/**
	 * Opens the file of the rows, so that it is known what is left to do.
	 *
	 * @see #run(ClipList, ClipSpotting, SpottedRows, Optional, Consumer, Progress)
	 * @param spotting measures, spots and recognizes
	 * @param kind     of the rows, and what rows of the same computation have in common
	 * @param csv      file of the rows, which is gone on with; empty for none
	 * @param viewer   given the table whenever a video is done
	 * @return the batch, nothing done yet
	 */
	public static FolderSpotting of(final ClipSpotting spotting, final SpottedRows kind, final Optional<Path> csv,
		final Consumer<Table> viewer)
	{
		return new FolderSpotting(kind, csv, viewer, (video, ofVideo) -> kind.of(video, spotting, ofVideo));
	}

	/**
	 * @param clips videos
	 * @return those that are there and not in the file
	 */
	public List<ClipList.Entry> left(final ClipList clips) {
		return videos(clips).stream().filter(ClipList.Entry::isThere).filter(video -> !isDone(video)).toList();
	}

	/** @return whether the file has all rows of a video that was spotted as it is now */
	private boolean isDone(final ClipList.Entry video) {
		return isWhole(before(video)) && !states.isChanged(video, filedKey(video));
	}

	private List<Table.Row> before(final ClipList.Entry video) {
		return filed.getOrDefault(filedKey(video), List.of());
	}

	/**
	 * @param clips    the videos
	 * @param progress progress and cancellation
	 * @return what became of them
	 * @throws CancellationException if the user cancels; the file has all videos until then
	 */
	public Summary spot(final ClipList clips, final Progress progress) {
		return run(videos(clips), progress);
	}

	/** @return the videos of a list, each once */
	static List<ClipList.Entry> videos(final ClipList clips) {
		final Map<String, ClipList.Entry> videos = new LinkedHashMap<>();
		clips.entries().forEach(entry -> videos.putIfAbsent(key(entry), entry));
		return List.copyOf(videos.values());
	}

	/** @see #run(ClipList, ClipSpotting, SpottedRows, Optional, Consumer, Progress) */
	Summary run(final List<ClipList.Entry> videos, final Progress progress) {
		int spotted = 0;
		int resumed = 0;
		int skipped = 0;
		for (int i = 0; i < videos.size(); i++) {
			progress.checkCanceled();
			final ClipList.Entry video = videos.get(i);
			final String stage = "Video " + (i + 1) + " of " + videos.size() + ", " + video.name();
			progress.report(stage, i, videos.size());
			final List<Table.Row> before = before(video);
			if (isDone(video)) {
				rows.addAll(before);
				resumed++;
				continue;
			}
			final Optional<String> state = states.of(video);
			final List<Table.Row> now = source.apply(video, progress.item(stage, i, videos.size()));
			if (SpottedRows.isOk(now.get(0))) {
				spotted++;
				now.get(0).text("reason").filter(reason -> !reason.isEmpty()).ifPresent(remarks::add);
			}
			else skipped++;
			rows.addAll(now);
			if (file != null && !now.equals(before)) {
				if (!before.isEmpty()) file.rewrite(all -> all.stream().filter(row -> !key(row).equals(filedKey(video)))
					.toList());
				now.forEach(file::append);
			}
			if (SpottedRows.isOk(now.get(0))) states.note(video, filedKey(video), state);
			viewer.accept(new Table(TABLE, columns, rows));
		}
		if (resumed > 0) viewer.accept(new Table(TABLE, columns, rows));
		return new Summary(spotted, resumed, skipped, remarks());
	}

	/** @return as those of the summary, so far: to be told also where the videos come to no end */
	public List<String> remarks() {
		final List<String> all = new ArrayList<>(file == null ? List.of() : file.remarks());
		all.addAll(states.remarks());
		all.addAll(remarks);
		return all;
	}

	private static String key(final Table.Row row) {
		return key(row.text("path").orElse(""), row.text("clip").orElse(""), row.text("reason").orElse("")) + "\n" + row
			.text("settings").orElse("");
	}

	private String filedKey(final ClipList.Entry video) {
		return key(video) + "\n" + kind.settings();
	}

	private static String key(final ClipList.Entry video) {
		return key(SpottedRows.path(video), video.name(), video.problem());
	}

	/** What has no path is told apart by what is wrong with it: each bad row of a list keeps its own. */
	private static String key(final String path, final String name, final String problem) {
		return path.equals(name) ? path + "\n" + problem : path;
	}

	/** A batch that was killed may have written some rows of its last video. */
	private static boolean isWhole(final List<Table.Row> before) {
		return areAll(before) && SpottedRows.isOk(before.get(0));
	}

	/** @return whether these are all rows of a video that was spotted or skipped */
	static boolean areAll(final List<Table.Row> rows) {
		return !rows.isEmpty() && rows.size() == Math.max(1, rows.get(0).integer("of").orElse(-1));
	}
}
