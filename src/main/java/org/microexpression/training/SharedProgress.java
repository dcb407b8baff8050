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

import java.util.function.Supplier;
import java.util.stream.LongStream;

import org.microexpression.base.Progress;

/** The progress of groups that train at once, as that of one training; where one fails, the others are stopped. */
public final class SharedProgress {

	private final Progress whole;
	private final long[] done;
	private volatile boolean failed;

	/**
	 * @param whole the progress of all
	 * @param parts how many groups there are
	 */
	public SharedProgress(final Progress whole, final int parts) {
		this.whole = whole;
		done = new long[parts];
	}

	/**
	 * @param <T> what a group gives
	 * @param job a group's training, which fails by an exception
	 * @return what it gives
	 */
	public <T> T orStopAll(final Supplier<T> job) {
		try {
			return job.get();
		}
		catch (final RuntimeException e) {
			failed = true;
			throw e;
		}
	}

	/**
	 * @param number of a group
	 * @return its progress
	 */
	public Progress part(final int number) {
		return whole.stoppingWhen(() -> failed).reportingTo((stage, steps, total) -> {
			synchronized (done) {
				done[number] = steps;
				whole.report(stage, LongStream.of(done).sum() / done.length, total);
			}
		});
	}
}
