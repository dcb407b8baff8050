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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(20)
class WorkersTest {

	@Test
	void resultsComeInOrder() {
		try (Workers workers = new Workers(3)) {
			assertEquals(List.of("0", "1", "2", "3"), workers.run(List.of(() -> "0", () -> "1", () -> "2", () -> "3")));
		}
	}

	/**
	 * What a job uses is freed when {@code run} has ended, however it ends: TensorFlow takes the process down otherwise.
	 * Later versions of Java stop no thread.
	 */
	@Test
	@EnabledForJreRange(max = JRE.JAVA_19)
	@SuppressWarnings({ "deprecation", "removal" })
	void aStoppedCallerWaitsForItsJobs() throws InterruptedException {
		final CountDownLatch atWork = new CountDownLatch(1), goOn = new CountDownLatch(1);
		final AtomicBoolean ended = new AtomicBoolean(), endedBefore = new AtomicBoolean();
		final AtomicReference<Throwable> thrown = new AtomicReference<>();
		final Supplier<String> job = () -> {
			atWork.countDown();
			awaitUninterruptibly(goOn);
			ended.set(true);
			return "";
		};
		final Thread caller = new Thread(() -> {
			try (Workers workers = new Workers(2)) {
				workers.run(List.of(() -> once(atWork), job));
			}
			catch (final Throwable e) {
				endedBefore.set(ended.get());
				thrown.set(e);
			}
		});
		caller.start();
		atWork.await();
		while (caller.getState() != Thread.State.WAITING)
			Thread.sleep(1);
		caller.stop();
		caller.join(200);
		assertTrue(caller.isAlive(), "it did not wait");
		goOn.countDown();
		caller.join();
		assertTrue(endedBefore.get(), "the job was still at work");
		assertInstanceOf(ThreadDeath.class, thrown.get());
	}

	@Test
	void anInterruptedCallerWaitsForItsJobs() throws InterruptedException {
		final CountDownLatch atWork = new CountDownLatch(1), goOn = new CountDownLatch(1);
		final AtomicBoolean interrupted = new AtomicBoolean();
		final Supplier<String> job = () -> {
			atWork.countDown();
			awaitUninterruptibly(goOn);
			return "";
		};
		final Thread caller = new Thread(() -> {
			try (Workers workers = new Workers(2)) {
				workers.run(List.of(() -> once(atWork), job));
			}
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		caller.start();
		atWork.await();
		caller.interrupt();
		caller.join(100);
		assertFalse(interrupted.get());
		goOn.countDown();
		caller.join();
		assertTrue(interrupted.get());
	}

	/** Keeps the caller's thread until another one has begun the job. */
	private static String once(final CountDownLatch atWork) {
		awaitUninterruptibly(atWork);
		return "";
	}

	private static void awaitUninterruptibly(final CountDownLatch latch) {
		boolean interrupted = false;
		while (true) {
			try {
				latch.await();
				if (interrupted) Thread.currentThread().interrupt();
				return;
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		}
	}
}
