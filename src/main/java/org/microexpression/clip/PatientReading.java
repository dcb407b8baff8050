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

package org.microexpression.clip;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/**
 * Reads on threads of their own, so that a file that makes its decoder run for ever costs a sentence and not the
 * program: the wait ends when the user cancels, the waiting thread is interrupted, or the time is up. Nothing can break
 * off the decoder; it is left alone, and the file is not touched again.
 */
final class PatientReading {

	/** Far more than any frame takes from a disk, few enough for a person to wait; our choice. */
	private static final long PATIENCE_SECONDS = 20;

	/** Who opens a large file on a slow network drive waits longer: this many bytes a second are enough. */
	private static final long SLOW_BYTES_PER_SECOND = 5L << 20;

	private final Path path;

	private final long seconds;

	/** Asked whether to stop. */
	private volatile Progress progress;

	private volatile boolean leftAlone;

	/**
	 * @param path     the file or folder, for the sentence
	 * @param bytes    the size of the file, 0 for a folder
	 * @param progress progress and cancellation
	 * @return a patience according to the size
	 */
	static PatientReading of(final Path path, final long bytes, final Progress progress) {
		return new PatientReading(path, PATIENCE_SECONDS + bytes / SLOW_BYTES_PER_SECOND, progress);
	}

	/** As {@link #of} with a number of seconds. */
	PatientReading(final Path path, final long seconds, final Progress progress) {
		this.path = path;
		this.seconds = seconds;
		this.progress = progress;
	}

	/** From now on nobody cancels: the command that opened the clip has ended, and the clip lives on in a window. */
	void outliveCommand() {
		progress = Progress.none();
	}

	/** @return whether a reading was left alone, so that the file is not to be touched again */
	boolean isLeftAlone() {
		return leftAlone;
	}

	/**
	 * @param work reads something
	 * @param <R>  what it reads
	 * @return what was read
	 * @throws InputException                             if it takes too long
	 * @throws java.util.concurrent.CancellationException if the user cancels, or the thread is interrupted
	 */
	<R> R read(final Supplier<R> work) {
		if (leftAlone) throw tooLong();
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		final Waiting waiting = new Waiting(end);
		boolean answered = false;
		try {
			final R result = CancellableWork.compute(waiting, () -> {
				try {
					return work.get();
				}
				finally {
					waiting.ended = true;
				}
			});
			answered = true;
			return result;
		}
		finally {
			// A reading that failed has ended; one that was given up may still be at work.
			if (!answered && !waiting.ended) leftAlone = true;
		}
	}

	private InputException tooLong() {
		return new InputException("The file '" + path + "' was not read within " + seconds +
			" seconds, it is damaged or its drive does not answer; copy it to this computer or export it again.");
	}

	/** Stops waiting when the user cancels or the time is up. */
	private final class Waiting implements Progress {

		private final long end;

		private volatile boolean ended;

		private Waiting(final long end) {
			this.end = end;
		}

		@Override
		public void report(final String stage, final long done, final long total) {
			// One reading has no stages.
		}

		@Override
		public boolean isCanceled() {
			return progress.isCanceled();
		}

		@Override
		public void checkCanceled() {
			Progress.super.checkCanceled();
			if (System.nanoTime() > end) throw tooLong();
		}
	}
}
