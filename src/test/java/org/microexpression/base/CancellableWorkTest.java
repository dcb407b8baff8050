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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancellableWorkTest {

	private final AtomicBoolean canceled = new AtomicBoolean();
	private final CountDownLatch goOn = new CountDownLatch(1);
	private final CountDownLatch closed = new CountDownLatch(1);
	private final Progress progress = new Progress() {

		@Override
		public void report(final String stage, final long done, final long total) {
			// Nobody watches.
		}

		@Override
		public boolean isCanceled() {
			return canceled.get();
		}
	};

	private int waitToGoOn(final Object resource) {
		canceled.set(true);
		try {
			goOn.await();
		}
		catch (final InterruptedException e) {
			throw new AssertionError(e);
		}
		return 7;
	}

	@Test
	void aCancelIsAnsweredWhileTheWorkGoesOnAndClosingFollowsIt() throws InterruptedException {
		final CancellableWork<AutoCloseable> aside = CancellableWork.open(progress, () -> closed::countDown);
		assertThrows(CancellationException.class, () -> aside.call(progress, this::waitToGoOn));
		assertFalse(aside.idle(10));
		aside.close();
		assertEquals(1, closed.getCount(), "closed while it is still at work");
		goOn.countDown();
		assertTrue(closed.await(10, TimeUnit.SECONDS));
	}

	@Test
	void afterTheWorkHasEndedItIsIdle() {
		final CancellableWork<AutoCloseable> aside = CancellableWork.open(progress, () -> closed::countDown);
		assertThrows(CancellationException.class, () -> aside.call(progress, this::waitToGoOn));
		goOn.countDown();
		assertTrue(aside.idle(10_000));
		aside.close();
		assertEquals(0, closed.getCount());
	}

	@Test
	void whatIsOpenedAfterACancelIsClosed() throws InterruptedException {
		assertThrows(CancellationException.class, () -> CancellableWork.open(progress, () -> {
			waitToGoOn(null);
			return closed::countDown;
		}));
		goOn.countDown();
		assertTrue(closed.await(10, TimeUnit.SECONDS));
	}

	@Test
	void resultsAndFailuresComeThrough() {
		assertEquals(3, CancellableWork.compute(Progress.none(), () -> 3));
		assertEquals("bad", assertThrows(InputException.class, () -> CancellableWork.compute(Progress.none(), () -> {
			throw new InputException("bad");
		})).getMessage());
	}
}
