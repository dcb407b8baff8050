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

package org.microexpression.imagej;

import ij.IJ;

import java.awt.GraphicsEnvironment;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/**
 * Shows a command's progress where ImageJ and Fiji do, in the status bar and the list of tasks, without a display on
 * the standard error stream, and takes notice of Esc and of the task's stop button.
 */
public final class CommandProgress implements Progress, AutoCloseable {

	/** Often enough for the eye, seldom enough to cost nothing. */
	private static final long INTERVAL_NANOS = 50_000_000;

	private final BooleanSupplier stopped;
	private final Task task;
	private final Reports console;

	/**
	 * Tells the list of tasks, which waits for the thread of events. After Esc in a macro that thread in turn waits for
	 * the command, and ImageJ stops by force what has not ended after two seconds; so the command itself must not wait.
	 */
	private final ThreadPoolExecutor teller = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
		new LinkedBlockingQueue<>(), job -> Workers.thread(job, "progress"), new ThreadPoolExecutor.DiscardPolicy());

	/** What is still to be told; only the newest is. */
	private final AtomicReference<Told> news = new AtomicReference<>();
	private volatile boolean canceled;
	private long lastShown;
	private String lastStage = "";

	private record Told(String stage, long done, long total) {
	}

	/**
	 * @param name    the command's name
	 * @param tasks   keeps the list of tasks
	 * @param stopped whether the command is to stop for another reason
	 */
	public CommandProgress(final String name, final TaskService tasks, final BooleanSupplier stopped) {
		this.stopped = stopped;
		console = GraphicsEnvironment.isHeadless() ? new ConsoleProgress(System.err, System::nanoTime) : (stage, done,
			total) -> {};
		IJ.resetEscape();
		task = tasks.createTask(name);
		task.setCancelCallBack(this::cancel);
		teller.execute(task::start);
		report(name, 0, 0);
	}

	/** Asks the command to stop. */
	void cancel() {
		canceled = true;
	}

	@Override
	public synchronized void report(final String stage, final long done, final long total) {
		console.report(stage, done, total);
		final long now = System.nanoTime();
		final boolean isNew = !stage.equals(lastStage) || total > 0 && done >= total;
		if (!isNew && now - lastShown < INTERVAL_NANOS) return;
		lastShown = now;
		lastStage = stage;
		if (news.getAndSet(new Told(stage, done, total)) == null) teller.execute(this::tell);
		IJ.showStatus(stage);
		if (total > 0) IJ.showProgress((double) done / total);
	}

	private void tell() {
		final Told told = news.getAndSet(null);
		task.setStatusMessage(told.stage());
		if (told.total() <= 0) return;
		task.setProgressMaximum(told.total());
		task.setProgressValue(told.done());
	}

	@Override
	public boolean isCanceled() {
		// Kept, because ImageJ forgets Esc when the next command starts.
		if (stopped.getAsBoolean() || task.isCanceled() || IJ.escapePressed()) canceled = true;
		return canceled;
	}

	@Override
	public void close() {
		teller.execute(task::finish);
		teller.shutdown();
		IJ.showProgress(1.0);
		IJ.showStatus("");
	}
}
