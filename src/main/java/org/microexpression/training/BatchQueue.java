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

package org.microexpression.training;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

import org.microexpression.base.Progress;
import org.microexpression.base.Workers;

/**
 * Makes the batches of a training on a thread of its own while the network takes a step. At most {@value #AHEAD} wait,
 * so memory is bounded by the batch whatever the dataset.
 *
 * @param <T> a batch
 */
public final class BatchQueue<T> implements AutoCloseable {

	private static final int AHEAD = 3;

	private final BlockingQueue<T> ready = new ArrayBlockingQueue<>(AHEAD);
	private final Thread maker;
	private volatile Throwable failure;

	/**
	 * @param from number of the first batch
	 * @param to   number after the last batch
	 * @param make makes the batch of a number; asked in order, on the other thread
	 */
	public BatchQueue(final long from, final long to, final LongFunction<T> make) {
		maker = Workers.thread(() -> {
			try {
				for (long b = from; b < to; b++)
					ready.put(make.apply(b));
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			catch (final RuntimeException | Error e) {
				failure = e;
			}
		}, "batches");
		maker.start();
	}

	/**
	 * @param progress progress and cancellation
	 * @return the next batch
	 * @throws RuntimeException      what making the batch threw
	 * @throws IllegalStateException if there are no more
	 * @throws CancellationException if the user cancels, or the thread is interrupted while it waits
	 */
	public T next(final Progress progress) {
		try {
			while (true) {
				progress.checkCanceled();
				final T batch = ready.poll(100, TimeUnit.MILLISECONDS);
				if (batch != null) return batch;
				if (failure instanceof Error error) throw error;
				if (failure != null) throw (RuntimeException) failure;
				if (!maker.isAlive() && ready.isEmpty()) throw new IllegalStateException("There are no more batches.");
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for a batch.");
		}
	}

	@Override
	public void close() {
		maker.interrupt();
	}
}
