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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Sha256;
import org.microexpression.base.Share;
import org.microexpression.base.SharedWork;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.pipeline.ExpressionPipeline;

/**
 * A folder recognition that several processes do together: pieces of a few clips, each with a file of its rows below
 * {@code FILE.csv.parts}, in a folder named after the clips, the model and the settings, so that rows of another batch
 * are never taken. Gathering them gives the file that one process would have written.
 */
public final class SharedFolder {

	/** Clips a piece: our choice, a second or more of work, so that marking a piece costs little. */
	static final int CLIPS = 16;

	private final ClipList clips;
	private final ExpressionPipeline pipeline;
	private final Path csv;
	private final Path parts;

	/**
	 * @param clips    the clips, the same for all workers
	 * @param pipeline recognizes them; workers load its networks, gathering does not
	 * @param settings what else decides about the result, as text
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 */
	public SharedFolder(final ClipList clips, final ExpressionPipeline pipeline, final String settings, final Path csv) {
		this.clips = clips;
		this.pipeline = pipeline;
		this.csv = csv;
		final Sha256 identity = new Sha256();
		for (final ClipList.Entry entry : clips.entries())
			identity.add((entry + "\n").getBytes(StandardCharsets.UTF_8));
		identity.add((pipeline.hash() + "\n" + pipeline.classes() + "\n" + settings).getBytes(StandardCharsets.UTF_8));
		parts = csv.resolveSibling(csv.getFileName() + ".parts").resolve(identity.hex().substring(0, 16));
	}

	/**
	 * Does a share of the clips.
	 *
	 * @param share    which worker this is
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if a network cannot be loaded or the folder of the file not written to
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final Share share, final Progress progress) {
		RecognitionFile.check(csv, "csv");
		pipeline.load(progress);
		return new SharedWork(parts.resolve("claims"), share).run(new SharedWork.Pieces() {

			@Override
			public int count() {
				return pieces();
			}

			@Override
			public boolean isDone(final int piece) {
				return Files.exists(file(piece));
			}

			@Override
			public void work(final int piece, final Progress of) {
				final List<Table.Row> rows = new ArrayList<>();
				final int from = piece * CLIPS, to = Math.min(from + CLIPS, clips.entries().size());
				for (int i = from; i < to; i++) {
					of.checkCanceled();
					rows.add(FolderRecognition.recognize(clips.entries().get(i), pipeline, of.item("Clip " + (i + 1) + " of " +
						clips.entries().size(), i - from, to - from)).row(pipeline.classes()));
				}
				new Table(FolderRecognition.TABLE, FolderRecognition.columns(pipeline.classes()), rows).writeCsv(file(piece));
			}
		}, progress);
	}

	private int pieces() {
		return (clips.entries().size() + CLIPS - 1) / CLIPS;
	}

	private Path file(final int piece) {
		return parts.resolve(String.format(Locale.ROOT, "%06d.csv", piece + 1));
	}

	/**
	 * Writes the file that one process would have written, and removes the pieces. Clips that the file has already are
	 * left as they are.
	 *
	 * @param viewer   is given the table
	 * @param progress progress and cancellation
	 * @return what became of the clips
	 * @throws InputException        if pieces are missing or damaged, or the file cannot be written
	 * @throws CancellationException if the user cancels
	 */
	public FolderRecognition.Summary collect(final Consumer<Table> viewer, final Progress progress) {
		int missing = 0;
		for (int piece = 0; piece < pieces(); piece++)
			if (!Files.exists(file(piece))) missing++;
		if (missing > 0) throw new InputException("Of the clips for '" + csv + "', " + missing + " of " + pieces() +
			" pieces are not finished; start the workers that ended early again, with the same settings, and collect then.");
		final Map<ClipList.Entry, FolderRecognition.Filed> rows = new HashMap<>();
		for (int piece = 0; piece < pieces(); piece++)
			rows.putAll(read(piece));
		final FolderRecognition.Summary summary = new FolderRecognition(pipeline, csv, viewer, found -> {}, progress, (
			entry, ignored) -> rows.get(entry)).run(clips);
		removeParts();
		return summary;
	}

	private Map<ClipList.Entry, FolderRecognition.Filed> read(final int piece) {
		final List<FolderRecognition.Filed> found = new ArrayList<>();
		TableFile.open(file(piece), FolderRecognition.TABLE, FolderRecognition.columns(pipeline.classes()), row -> found
			.add(new FolderRecognition.Filed(FolderRow.of(row, pipeline.classes()), row)));
		final int from = piece * CLIPS;
		final List<ClipList.Entry> entries = clips.entries().subList(from, Math.min(from + CLIPS, clips.entries().size()));
		final Map<ClipList.Entry, FolderRecognition.Filed> rows = new HashMap<>();
		boolean whole = found.size() == entries.size();
		for (int i = 0; whole && i < entries.size(); i++) {
			whole = found.get(i).row().key().equals(FolderRow.key(entries.get(i), pipeline.hash()));
			rows.put(entries.get(i), found.get(i));
		}
		if (!whole) throw new InputException("The file '" + file(piece) +
			"' was changed: it has not the rows of its clips; delete it, start a worker again, and collect then.");
		return rows;
	}

	private void removeParts() {
		try (Stream<Path> below = Files.walk(parts)) {
			for (final Path file : below.sorted(Comparator.reverseOrder()).toList())
				Files.deleteIfExists(file);
			try (Stream<Path> others = Files.list(parts.getParent())) {
				if (others.findAny().isPresent()) return;
			}
			Files.deleteIfExists(parts.getParent());
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The table is in '" + csv + "', but its pieces in '" + parts + "' cannot be removed (" +
				e.getMessage() + "); delete that folder.", e);
		}
	}
}
