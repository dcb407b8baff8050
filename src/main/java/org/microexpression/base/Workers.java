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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Threads that share jobs with the caller's thread. TensorFlow is set up to run every operation on one thread, since
 * handing over small operations takes longer than computing them; what can use several processors is cut into jobs as
 * large as possible instead. Results do not depend on the number of threads.
 */
public final class Workers implements AutoCloseable {

	/** System property with the number of threads where nobody asks for another; absent or 0: one a processor. */
	public static final String THREADS = "microexpression.threads";

	private static final int IDLE_SECONDS = 10;

	private final ThreadPoolExecutor others;

	/** @param threads how many work at once, the caller's included; 0 for {@link #threads} */
	public Workers(final int threads) {
		final int helpers = threads(threads) - 1;
		if (helpers == 0) {
			others = null;
			return;
		}
		others = new ThreadPoolExecutor(helpers, helpers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
			job -> thread(job, "worker"));
		others.allowCoreThreadTimeOut(true);
	}

	/**
	 * The one place that answers how many threads work at once.
	 *
	 * @param asked how many are asked for, or 0
	 * @return as many; for 0 as many as the system property {@value #THREADS} says, else one a processor
	 */
	public static int threads(final int asked) {
		if (asked > 0) return asked;
		final int set = started();
		return set > 0 ? set : Runtime.getRuntime().availableProcessors();
	}

	/**
	 * @param usual how many somebody wants where Java was not started with a number, or 0
	 * @return how many to ask for: 0 where the system property {@value #THREADS} decides
	 */
	public static int unlessStarted(final int usual) {
		return started() > 0 ? 0 : usual;
	}

	private static int started() {
		return Integer.getInteger(THREADS, 0);
	}

	/**
	 * The one place that makes threads.
	 *
	 * @param job  what it does
	 * @param name what it is for, as lists of threads show it
	 * @return a thread that does not keep the process alive, not yet started
	 */
	public static Thread thread(final Runnable job, final String name) {
		final Thread thread = new Thread(job, "Micro-Expression " + name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Runs jobs, the first of them on the caller's thread, and waits for all, also where one fails or the caller is
	 * interrupted or stopped, so that nothing that they use is freed too early.
	 *
	 * @param <T>  what a job gives
	 * @param jobs the jobs
	 * @return their results in order
	 * @throws RuntimeException what the first failed job threw; that of a cancelled one only where no other failed
	 */
	public <T> List<T> run(final List<? extends Supplier<T>> jobs) {
		final List<FutureTask<T>> tasks = new ArrayList<>();
		for (final Supplier<T> job : jobs)
			tasks.add(new FutureTask<>(job::get));
		if (others != null) for (int i = 1; i < tasks.size(); i++)
			others.execute(tasks.get(i));
		// A task that another thread has begun returns at once.
		for (final FutureTask<T> task : tasks)
			task.run();
		final List<T> results = new ArrayList<>();
		Throwable failure = null;
		for (final FutureTask<T> task : tasks) {
			try {
				results.add(finished(task));
			}
			catch (final ExecutionException e) {
				if (failure == null || failure instanceof CancellationException) failure = e.getCause();
			}
		}
		if (failure instanceof Error error) throw error;
		if (failure != null) throw (RuntimeException) failure;
		return results;
	}

	/**
	 * Does something with each of some numbers, several at once.
	 *
	 * @param count how many
	 * @param job   given 0..count − 1
	 * @throws RuntimeException what the first failed one threw
	 */
	public void forEach(final int count, final IntConsumer job) {
		run(IntStream.range(0, count).<Supplier<Void>> mapToObj(i -> () -> {
			job.accept(i);
			return null;
		}).toList());
	}

	private static <T> T finished(final FutureTask<T> task) throws ExecutionException {
		boolean interrupted = false;
		Error stop = null;
		try {
			while (true) {
				try {
					final T result = task.get();
					if (stop == null) return result;
					throw new ExecutionException(stop);
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
				// ImageJ stops the thread of a macro that does not end soon after Esc. TensorFlow, at work on other threads,
				// would take the whole process down if its networks were freed then.
				catch (final Error e) {
					stop = e;
				}
			}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	/** Ends the threads; they do not keep the process alive in any case. */
	@Override
	public void close() {
		if (others != null) others.shutdown();
	}
}
