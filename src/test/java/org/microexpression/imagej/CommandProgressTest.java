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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scijava.Context;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

/** After Esc in a macro the thread of events waits for the command: the command must not wait for that thread. */
@Timeout(20)
class CommandProgressTest {

	/** As Fiji's search bar, which shows the tasks. */
	public static final class Watcher {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@EventHandler
		void on(final TaskEvent event) {
			seen.add(event.getTask().getStatusMessage() + " " + event.getTask().getProgressValue() + (event.getTask().isDone()
				? " done" : ""));
		}
	}

	@Test
	void aCommandGoesOnWhileTheThreadOfEventsWaits() throws Exception {
		final CountDownLatch goOn = new CountDownLatch(1), waiting = new CountDownLatch(1);
		try (Context context = new Context(TaskService.class)) {
			final Watcher watcher = new Watcher();
			context.service(EventService.class).subscribe(watcher);
			EventQueue.invokeLater(() -> {
				waiting.countDown();
				try {
					goOn.await();
				}
				catch (final InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			});
			waiting.await();
			final Thread command = new Thread(() -> {
				try (CommandProgress progress = new CommandProgress("Command", context.service(TaskService.class),
					() -> false))
				{
					for (int i = 0; i <= 100; i++)
						progress.report("Stage " + i, i, 100);
				}
			});
			command.start();
			command.join(5000);
			final boolean ended = !command.isAlive();
			goOn.countDown();
			assertTrue(ended, "the command waits");
			while (watcher.seen.isEmpty() || !watcher.seen.get(watcher.seen.size() - 1).endsWith(" done"))
				Thread.sleep(5);
			assertEquals("Stage 100 100 done", watcher.seen.get(watcher.seen.size() - 1));
			assertTrue(watcher.seen.size() < 20, "old news was told: " + watcher.seen);
		}
	}
}
