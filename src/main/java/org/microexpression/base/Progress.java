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

import java.io.PrintStream;
import java.util.concurrent.CancellationException;

/** How a long computation tells how far it is and learns that it is to stop. Implementations are thread-safe. */
public interface Progress {

	/**
	 * Reports progress.
	 *
	 * @param stage what is being done now, a short phrase
	 * @param done  steps done so far
	 * @param total all steps, or 0 where that is not known
	 */
	void report(String stage, long done, long total);

	/** @return whether the user asked to stop */
	boolean isCanceled();

	/** @throws CancellationException if the user asked to stop */
	default void checkCanceled() {
		if (isCanceled()) throw new CancellationException("Canceled by the user.");
	}

	/**
	 * @param out where to
	 * @return a progress that prints each twentieth of a stage, for programs and scripts; nobody cancels it
	 */
	static Progress printed(final PrintStream out) {
		return new PrintedProgress(out);
	}

	/** @return a progress that nobody watches and nobody cancels */
	static Progress none() {
		return new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				// Nobody watches.
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}
}
