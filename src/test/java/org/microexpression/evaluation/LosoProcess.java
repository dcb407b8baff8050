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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.base.SharedWork;

/** An evaluation in a process of its own, for tests that kill it or let it compete. */
final class LosoProcess {

	private static final String WHOLE = "whole";

	private LosoProcess() {}

	/**
	 * @param args output folder, how many parts are trained before it waits, the file that it waits for, and which share
	 *             it does; {@code whole} for the whole run
	 */
	public static void main(final String[] args) {
		final MadeUpClips clips = MadeUpClips.make();
		final LinearDiscriminant trainer = clips.trainer();
		final int parts = Integer.parseInt(args[1]);
		try {
			final LosoRunner runner = new LosoRunner(clips.plan(), MadeUpClips.description(), Path.of(args[0]));
			final FoldTrainer waiting = (folds, seed, progress) -> {
				final List<FoldResult> results = trainer.run(folds, seed, progress);
				if (trainer.calls() > parts) awaitFile(Path.of(args[2]));
				return results;
			};
			if (args[3].equals(WHOLE)) runner.run(waiting, Progress.none(), result -> {});
			else runner.share(PieceWorker.of(Share.parse(args[3])), waiting, Progress.none());
		}
		catch (final InputException e) {
			System.err.println(e.getMessage());
			System.exit(3);
		}
	}

	/** @return how many parts of the run in a folder are finished */
	static long parts(final Path folder) throws IOException {
		if (!Files.isDirectory(folder.resolve("parts"))) return 0;
		try (Stream<Path> files = Files.list(folder.resolve("parts"))) {
			return files.filter(file -> file.toString().endsWith(".json")).count();
		}
	}

	/** The tables of a run are those of another one, byte for byte. */
	static void assertSameTables(final Path expected, final Path folder) throws IOException {
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(expected.resolve(table)), Files.readAllBytes(folder.resolve(table)), table);
	}

	private static void awaitFile(final Path file) {
		try {
			while (!Files.exists(file))
				Thread.sleep(10);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	/**
	 * Starts one that trains so many parts, and the next one but for its being written, and goes on when a file is there.
	 */
	static Process start(final Path folder, final int parts, final Path goOn, final File errors) throws IOException {
		return start(folder, parts, goOn, errors, WHOLE);
	}

	/** As the other, doing a share; who shows no life for a second is dead. */
	static Process start(final Path folder, final int parts, final Path goOn, final File errors, final String share)
		throws IOException
	{
		// Surefire's java.class.path may be a jar that only points to the real one.
		final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-Xmx256m", "-D" + SharedWork.DEAD_AFTER + "=2", "-Djava.awt.headless=true", "-cp",
			classPath, LosoProcess.class.getName(), folder.toString(), Integer.toString(parts), goOn.toString(), share))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errors).start();
	}
}
