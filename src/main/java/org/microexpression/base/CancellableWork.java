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

package org.microexpression.base;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that works on a thread of its own, so that whoever waits for it can stop waiting. Nothing can break off
 * TensorFlow while it builds a graph or takes a step; after a cancel it comes to its end aside and is closed then.
 *
 * @param <T> what works there
 */
public final class CancellableWork<T extends AutoCloseable> implements AutoCloseable {

	private static final long POLL_MILLIS = 20;

	private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> Workers.thread(work, "work aside"));

	/** What nobody waits for any more, or {@code null}. */
	private Future<?> left;
	private volatile T resource;

	private CancellableWork() {
		// Made by opening something.
	}

	/**
	 * @param progress progress and cancellation
	 * @param opening  makes what works aside
	 * @param <T>      what works there
	 * @return it, at work on its thread
	 * @throws CancellationException if the user cancels, or the thread is interrupted; what is opened is closed again
	 */
	public static <T extends AutoCloseable> CancellableWork<T> open(final Progress progress, final Supplier<T> opening) {
		final CancellableWork<T> aside = new CancellableWork<>();
		try {
			aside.await(progress, () -> aside.resource = opening.get());
			return aside;
		}
		catch (final RuntimeException | Error e) {
			aside.close();
			throw e;
		}
	}

	/**
	 * @param progress progress and cancellation
	 * @param work     done on a thread of its own; what comes of it owns nothing that is to be closed
	 * @param <R>      what comes of it
	 * @return what comes of it
	 * @throws CancellationException if the user cancels, or the thread is interrupted; the work goes on to its end
	 */
	public static <R> R compute(final Progress progress, final Supplier<R> work) {
		try (CancellableWork<AutoCloseable> aside = new CancellableWork<>()) {
			return aside.await(progress, work);
		}
	}

	/** @return what works aside; not to be used after a cancel unless {@link #idle} */
	public T get() {
		return resource;
	}

	/**
	 * @param progress progress and cancellation
	 * @param work     done on the thread of its own
	 * @param <R>      what comes of it
	 * @return what comes of it
	 * @throws CancellationException if the user cancels, or the thread is interrupted; the work goes on to its end
	 */
	public <R> R call(final Progress progress, final Function<T, R> work) {
		return await(progress, () -> work.apply(resource));
	}

	private <R> R await(final Progress progress, final Supplier<R> work) {
		final Future<R> result = thread.submit(work::get);
		try {
			while (true) {
				try {
					return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
				}
				catch (final TimeoutException e) {
					left = result;
					progress.checkCanceled();
					left = null;
				}
			}
		}
		catch (final InterruptedException e) {
			left = result;
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while something was at work.");
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof RuntimeException failure) throw failure;
			if (e.getCause() instanceof Error failure) throw failure;
			throw new IllegalStateException(e.getCause());
		}
		// ImageJ stops the thread of a macro that does not end soon after Esc; whoever closes this is not to wait.
		catch (final Error e) {
			left = result;
			throw e;
		}
	}

	/**
	 * @param millis how long to wait
	 * @return whether nothing is at work then
	 */
	public boolean idle(final long millis) {
		if (left == null) return true;
		try {
			left.get(millis, TimeUnit.MILLISECONDS);
		}
		catch (final TimeoutException e) {
			return false;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (final ExecutionException e) {
			// Nobody waits for its result; it has ended, and that is what was asked.
		}
		left = null;
		return true;
	}

	/** Closes what works aside: now, or as soon as that is possible where it is still at work. */
	@Override
	public void close() {
		final Future<?> closing = thread.submit(() -> {
			if (resource != null) resource.close();
			return null;
		});
		thread.shutdown();
		if (left != null) return;
		try {
			closing.get();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final ExecutionException e) {
			throw new IllegalStateException("What was at work cannot be closed: " + e.getCause(), e.getCause());
		}
	}
}
