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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import org.microexpression.Progress;

/**
 * Makes batches on a thread of its own while the network takes a step. Batch number b depends on the seed and b alone. At
 * most {@value #AHEAD} batches wait, so memory is bounded by the batch whatever the dataset.
 */
final class Batches implements AutoCloseable {

	private static final int AHEAD = 3;

	private final BlockingQueue<List<TrainingPair>> ready = new ArrayBlockingQueue<>(AHEAD);
	private final Thread maker;
	private volatile RuntimeException failure;

	/**
	 * @param synthetic      synthetic examples, or {@code null}
	 * @param clips          examples of clips, or {@code null}
	 * @param syntheticShare share of synthetic examples where there are both, 0..1
	 * @param size           examples a batch
	 * @param seed           seed of the series
	 * @param from           number of the first batch
	 * @param to             number after the last batch
	 */
	Batches(final TrainingSource synthetic, final TrainingSource clips, final double syntheticShare, final int size,
		final long seed, final long from, final long to)
	{
		maker = new Thread(() -> {
			try {
				for (long b = from; b < to; b++) ready.put(batch(synthetic, clips, syntheticShare, size, seed, b));
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			catch (final RuntimeException e) {
				failure = e;
			}
		}, "Micro-Expression batches");
		maker.setDaemon(true);
		maker.start();
	}

	private static List<TrainingPair> batch(final TrainingSource synthetic, final TrainingSource clips,
		final double syntheticShare, final int size, final long seed, final long number)
	{
		final SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ number * 0xD1B54A32D192ED03L);
		final int made = clips == null ? size : synthetic == null ? 0 : (int) Math.round(syntheticShare * size);
		final List<TrainingPair> pairs = new ArrayList<>(size);
		for (int i = 0; i < size; i++) pairs.add((i < made ? synthetic : clips).draw(random.split()));
		return pairs;
	}

	/**
	 * @param progress asked whether to stop
	 * @return the next batch; waits for it
	 * @throws CancellationException if the user cancels, or the thread is interrupted
	 */
	List<TrainingPair> next(final Progress progress) {
		try {
			while (true) {
				progress.checkCanceled();
				final List<TrainingPair> batch = ready.poll(100, TimeUnit.MILLISECONDS);
				if (batch != null) return batch;
				if (failure != null) throw failure;
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
