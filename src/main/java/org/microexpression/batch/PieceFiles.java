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
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Sha256;
import org.microexpression.base.SharedWork;

/**
 * The files of the pieces of a table that several processes make together: below {@code FILE.csv.parts}, in a folder
 * named after what the table is made from, so that rows of other clips, another model or other settings are never
 * taken.
 */
public final class PieceFiles {

	private static final int NAME = 16;

	private final Path csv;
	private final Path folder;
	private final int count;
	private final IntFunction<String> ending;

	/**
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 * @param identity all that decides about the rows, as text
	 * @param count    number of pieces
	 * @throws InputException if the file cannot be written
	 */
	public PieceFiles(final Path csv, final String identity, final int count) {
		this(csv, identity, count, piece -> ".csv");
	}

	/**
	 * @param csv      the file that the rows are for, in a folder that all workers see
	 * @param identity all that decides about the rows, as text
	 * @param count    number of pieces
	 * @param ending   of the name of each piece's file
	 * @throws InputException if the file cannot be written
	 */
	public PieceFiles(final Path csv, final String identity, final int count, final IntFunction<String> ending) {
		check(csv);
		this.csv = csv;
		this.count = count;
		this.ending = ending;
		folder = csv.resolveSibling(csv.getFileName() + ".parts").resolve(Sha256.of(identity.getBytes(
			StandardCharsets.UTF_8)).substring(0, NAME));
	}

	/**
	 * @param csv the file that rows are for
	 * @throws InputException if it cannot be written
	 */
	public static void check(final Path csv) {
		RecognitionFile.check(csv, "csv");
	}

	/** @return number of pieces */
	public int count() {
		return count;
	}

	/**
	 * @param piece 0-based
	 * @return its file, of its rows as a rule; a piece is done where it is there
	 */
	public Path file(final int piece) {
		return folder.resolve(String.format(Locale.ROOT, "%06d", piece + 1) + ending.apply(piece));
	}

	/**
	 * @param piece 0-based
	 * @return a second file of its rows, to be written before the first
	 */
	Path second(final int piece) {
		return folder.resolve(String.format(Locale.ROOT, "%06d-units.csv", piece + 1));
	}

	/**
	 * Does pieces that nobody has done.
	 *
	 * @param worker   chooses them
	 * @param work     makes the files of a piece
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if the folder of the pieces cannot be made
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final PieceWorker worker, final BiConsumer<Integer, Progress> work, final Progress progress) {
		return share(worker, SharedWork.Pieces.ofFiles(count, this::file, work), progress);
	}

	/**
	 * Does pieces that nobody has done.
	 *
	 * @param worker   chooses them
	 * @param pieces   make these files
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if the folder of the pieces cannot be made
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	public int share(final PieceWorker worker, final SharedWork.Pieces pieces, final Progress progress) {
		make();
		return worker.work(pieces, folder.resolve("claims"), progress);
	}

	private void make() {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new InputException("The folder '" + folder + "' cannot be made (" + Reasons.of(e) +
				"); give an output folder that all workers can write to.", e);
		}
	}

	/** @throws InputException if pieces are missing */
	public void requireAll() {
		int missing = 0;
		for (int piece = 0; piece < count; piece++)
			if (!Files.exists(file(piece))) missing++;
		if (missing > 0) throw new InputException("Of the clips for '" + csv + "', " + missing + " of " + count +
			" pieces are not finished; start the workers that ended early again, with the same settings, and collect then.");
	}

	/**
	 * @param file one of the pieces' files
	 * @return what to say where its rows are not those of its clips
	 */
	public static InputException changed(final Path file) {
		return new InputException("The file '" + file +
			"' was changed: it has not the rows of its clips; delete it, start a worker again, and collect then.");
	}

	/**
	 * Removes the pieces.
	 *
	 * @throws InputException if that is not possible
	 */
	public void remove() {
		try (Stream<Path> below = Files.walk(folder)) {
			for (final Path file : below.sorted(Comparator.reverseOrder()).toList())
				Files.deleteIfExists(file);
			try (Stream<Path> others = Files.list(folder.getParent())) {
				if (others.findAny().isPresent()) return;
			}
			Files.deleteIfExists(folder.getParent());
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The table is in '" + csv + "', but its pieces in '" + folder + "' cannot be removed (" +
				Reasons.of(e) + "); delete that folder.", e);
		}
	}
}
