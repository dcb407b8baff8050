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
import org.microexpression.clip.FramePairs;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RegisteredClip;

/**
 * Recognizes many clips, one row each. A clip that cannot be used, for whatever reason, gets a row that says why, and
 * the next one follows. Rows are appended to a CSV file as soon as they are known, so that a batch that was stopped, by
 * whatever, goes on where it was: clips that the file has with the same frames asked for and the same model are taken
 * from it; skipped ones are tried again, and rows of other clips and of other models are kept.
 */
public final class FolderRecognition {

	/** Title of the table and of its window. */
	public static final String TABLE = "Micro-Expression Folder Predictions";

	/** Status of a clip that was recognized. */
	public static final String OK = "ok";

	/** Status of a clip that could not be used. */
	public static final String SKIPPED = "skipped";

	/** Seldom enough that a long table costs nothing to show. */
	private static final long SHOW_NANOS = 1_000_000_000;

	private final ExpressionPipeline pipeline;
	private final List<String> classes;
	private final Consumer<Table> viewer;
	private final Consumer<Recognition> listener;
	private final Progress progress;

	/** Gives the row of a clip that the file has not. */
	private final BiFunction<ClipList.Entry, Progress, Filed> source;

	/** The last row of each clip that the file has, of this model and others. */
	private final Map<FolderRow.Key, Filed> filed = new HashMap<>();

	/** The file, or {@code null} for none. */
	private final TableFile file;

	private final ClipStates states;
	private final List<Table.Row> rows = new ArrayList<>();
	private int recognized, resumed;
	private boolean replaced;
	private long shown;

	/**
	 * What became of a batch.
	 *
	 * @param recognized number of clips recognized now
	 * @param resumed    number of clips that the file had already
	 * @param skipped    number of clips that could not be used
	 * @param remarks    what was repaired in the file, a sentence each
	 */
	public record Summary(int recognized, int resumed, int skipped, List<String> remarks) {
	}

	/** A row of the file, and its cells as the file has them: a row that was read knows less than its cells say. */
	record Filed(FolderRow row, Table.Row cells) {

		static Filed of(final FolderRow row, final List<String> classes) {
			return new Filed(row, row.row(classes));
		}

		boolean isRecognized() {
			return row.recognition().isPresent();
		}
	}

	/** @param source gives the row of a clip that the file has not */
	FolderRecognition(final ExpressionPipeline pipeline, final Optional<Path> csv, final Consumer<Table> viewer,
		final Consumer<Recognition> listener, final Progress progress,
		final BiFunction<ClipList.Entry, Progress, Filed> source)
	{
		this.source = source;
		this.pipeline = pipeline;
		classes = pipeline.classes();
		this.viewer = viewer;
		this.listener = listener;
		this.progress = progress;
		csv.ifPresent(table -> RecognitionFile.check(table, "csv"));
		file = csv.map(table -> TableFile.open(table, TABLE, columns(classes), this::take)).orElse(null);
		states = new ClipStates(csv);
	}

	/**
	 * @param clips    the clips
	 * @param pipeline recognizes them
	 * @param csv      the file of the rows, continued where it exists; empty for none
	 * @param viewer   is given the table of these clips now and then, and when the batch ends or is stopped
	 * @param progress progress and cancellation
	 * @return what became of them
	 * @throws InputException        if a network cannot be loaded, or the file is not such a table or cannot be written
	 * @throws CancellationException if the user cancels; the file has all clips until then
	 */
	public static Summary run(final ClipList clips, final ExpressionPipeline pipeline, final Optional<Path> csv,
		final Consumer<Table> viewer, final Progress progress)
	{
		return run(clips, pipeline, csv, viewer, recognition -> {}, progress);
	}

	/**
	 * As {@link #run(ClipList, ExpressionPipeline, Optional, Consumer, Progress)}.
	 *
	 * @param clips    the clips
	 * @param pipeline recognizes
	 * @param csv      the file of the rows; empty for none
	 * @param viewer   is given the rows so far, again and again
	 * @param listener is given what is recognized now, clip by clip; not what the file has already
	 * @param progress progress and cancellation
	 * @return what was done
	 */
	public static Summary run(final ClipList clips, final ExpressionPipeline pipeline, final Optional<Path> csv,
		final Consumer<Table> viewer, final Consumer<Recognition> listener, final Progress progress)
	{
		return of(pipeline, csv, viewer, listener, progress).recognize(clips);
	}

	/**
	 * Opens the file of the rows, so that it is known what is left to do.
	 *
	 * @see #run(ClipList, ExpressionPipeline, Optional, Consumer, Consumer, Progress)
	 * @param pipeline recognizes a clip
	 * @param csv      file of the rows, which is gone on with; empty for none
	 * @param viewer   given the table whenever a clip is done
	 * @param listener given what was recognized in a clip
	 * @param progress progress and cancellation
	 * @return the batch, nothing done yet
	 */
	public static FolderRecognition of(final ExpressionPipeline pipeline, final Optional<Path> csv,
		final Consumer<Table> viewer, final Consumer<Recognition> listener, final Progress progress)
	{
		return new FolderRecognition(pipeline, csv, viewer, listener, progress, (entry, ofClip) -> Filed.of(recognize(entry,
			pipeline, ofClip), pipeline.classes()));
	}

	/**
	 * @param clips clips
	 * @return how many of them are there and not in the file
	 */
	public int left(final ClipList clips) {
		return (int) clips.entries().stream().filter(ClipList.Entry::isThere).filter(entry -> !isDone(entry)).count();
	}

	/** @return the row that the file has of a clip */
	private Optional<Filed> before(final ClipList.Entry entry) {
		return Optional.ofNullable(filed.get(key(entry)));
	}

	private FolderRow.Key key(final ClipList.Entry entry) {
		return FolderRow.key(entry, pipeline.hash());
	}

	/** @return whether the file has the row of a clip that was recognized as it is now */
	private boolean isDone(final ClipList.Entry entry) {
		return before(entry).filter(Filed::isRecognized).isPresent() && !states.isChanged(entry, key(entry));
	}

	/**
	 * @param clips the clips
	 * @return what became of them
	 * @throws CancellationException if the user cancels; the file has all clips until then
	 */
	public Summary recognize(final ClipList clips) {
		pipeline.load(progress);
		return run(clips);
	}

	/** @see #run(ClipList, ExpressionPipeline, Optional, Consumer, Progress) */
	Summary run(final ClipList clips) {
		try {
			for (int i = 0; i < clips.entries().size(); i++)
				take(clips.entries().get(i), i, clips.entries().size());
		}
		finally {
			show();
			keepLast();
		}
		return new Summary(recognized, resumed, rows.size() - recognized - resumed, remarks());
	}

	/**
	 * @return what was repaired in the file and done anew so far, a sentence each: to be told also where the clips come to
	 *         no end
	 */
	public List<String> remarks() {
		final List<String> remarks = new ArrayList<>(file == null ? List.of() : file.remarks());
		remarks.addAll(states.remarks());
		return remarks;
	}

	/**
	 * @param classes names of the model's classes, in label order
	 * @return the table's columns: those of {@link Recognition#columns} but its findings, with {@code status}
	 *         ({@value #OK} or {@value #SKIPPED}) behind the clip's name; then path, onset_given and apex_given (what was
	 *         asked for, 0 for automatic), model_hash, and reason: why it was skipped, or what was chosen for the user;
	 *         then the times and, last, the findings of {@link Recognition#columns}
	 */
	public static List<Table.Column> columns(final List<String> classes) {
		return FolderRow.columns(classes);
	}

	/** A row of the file, which may be another batch's. */
	private void take(final Table.Row filedRow) {
		final FolderRow row = FolderRow.of(filedRow, classes);
		replaced |= filed.put(row.key(), new Filed(row, filedRow)) != null;
	}

	private void take(final ClipList.Entry entry, final int index, final int count) {
		final String stage = "Clip " + (index + 1) + " of " + count + ", " + entry.name();
		progress.report(stage, index, count);
		progress.checkCanceled();
		final Optional<Filed> before = before(entry);
		if (isDone(entry)) {
			rows.add(before.get().cells());
			resumed++;
			return;
		}
		final Optional<String> state = states.of(entry);
		final Filed now = source.apply(entry, progress.item(stage, index, count));
		if (now.isRecognized()) recognized++;
		rows.add(now.cells());
		now.row().recognition().ifPresent(listener);
		if (before.filter(row -> now.row().equals(row.row())).isEmpty()) file(now);
		if (now.isRecognized()) states.note(entry, key(entry), state);
		if (System.nanoTime() - shown > SHOW_NANOS) show();
	}

	/** The row of one clip, whatever is the matter with it. */
	static FolderRow recognize(final ClipList.Entry entry, final ExpressionPipeline pipeline,
		final Progress clipProgress)
	{
		final String model = pipeline.hash();
		if (!entry.problem().isEmpty()) return FolderRow.skipped(entry, model, entry.problem());
		List<String> remarks = List.of();
		try (Clip opened = entry.open(pipeline.threads(), clipProgress)) {
			final SavedArea saved = SavedArea.of(entry.path().orElseThrow());
			final Clip clip = saved.with(opened);
			remarks = clip.remarks();
			ClipRegistration.requireFrames(clip);
			if (entry.isOnsetZero()) FramePairs.requireNoOpenOnset(clip, 0, entry.apex());
			final RegisteredClip registered = pipeline.register(clip, entry.onset(), entry.apex(), Optional.empty(), saved
				.area(), clipProgress);
			remarks = registered.remarks();
			return FolderRow.recognized(entry, model, pipeline.recognize(registered, clipProgress), remarks);
		}
		catch (final InputException e) {
			return FolderRow.skipped(entry, model, e.with(remarks).told());
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final OutOfMemoryError e) {
			return FolderRow.skipped(entry, model, "The clip '" + entry.path().orElseThrow() + "' needs more than ImageJ's " +
				(Runtime.getRuntime().maxMemory() >> 20) +
				" MB of memory; reduce it, or raise the limit in Edit > Options > Memory & Threads.");
		}
		catch (final RuntimeException | StackOverflowError | LinkageError e) {
			// Whatever a file does to a reader, the other clips of a batch of a night are not to be lost for it.
			return FolderRow.skipped(entry, model, "The clip '" + entry.path().orElseThrow() +
				"' cannot be used: it is damaged or of a kind that is not known; make it anew, or leave it out.");
		}
	}

	private void show() {
		viewer.accept(new Table(TABLE, columns(classes), rows));
		shown = System.nanoTime();
	}

	private void file(final Filed row) {
		if (file == null) return;
		file.append(row.cells());
		replaced |= filed.put(row.row().key(), row) != null;
	}

	/** Of a clip that was tried again, the last row takes the place of the first; for all of them at once. */
	private void keepLast() {
		if (!replaced) return;
		file.rewrite(all -> {
			final Map<FolderRow.Key, Table.Row> last = new LinkedHashMap<>();
			all.forEach(row -> last.put(FolderRow.of(row, classes).key(), row));
			return List.copyOf(last.values());
		});
	}
}
