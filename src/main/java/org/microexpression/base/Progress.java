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
import java.util.function.BooleanSupplier;

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
		return none().reportingTo(new PrintedReports(out));
	}

	/** @return a progress that nobody watches and nobody cancels */
	static Progress none() {
		return new DerivedProgress((stage, done, total) -> {}, () -> false);
	}

	/**
	 * @param reports where reports go instead
	 * @return a progress that is cancelled with this one
	 */
	default Progress reportingTo(final Reports reports) {
		return new DerivedProgress(reports, this::isCanceled);
	}

	/**
	 * @param condition asked beside the user
	 * @return this progress, cancelled also once the condition holds
	 */
	default Progress stoppingWhen(final BooleanSupplier condition) {
		return new DerivedProgress(this::report, () -> condition.getAsBoolean() || isCanceled());
	}

	/** @return a progress that is cancelled with this one and reports nothing, for steps that pass too fast to be told */
	default Progress silent() {
		return reportingTo((stage, done, total) -> {});
	}

	/**
	 * @param before how many parts are done
	 * @param parts  how many parts there are, which all take equally long
	 * @return the progress of the next part
	 */
	default Progress part(final int before, final int parts) {
		return reportingTo((stage, done, total) -> report(stage, before * total + done, parts * total));
	}

	/**
	 * @param name  of an item of a list
	 * @param done  items done so far
	 * @param total all items
	 * @return the progress of that item: its stages are told with its name, and only whole items are counted
	 */
	default Progress item(final String name, final long done, final long total) {
		return reportingTo((stage, step, steps) -> report(name + ": " + stage, done, total));
	}

	/**
	 * @param weights how long the stages of a task take in proportion, one for each
	 * @return the progress of a task whose stages each count from the beginning: a count that falls back begins the next
	 */
	default Progress stages(final double... weights) {
		return reportingTo(new StageReports(this, weights));
	}

	/** Takes reports of progress, see {@link Progress#report}. */
	@FunctionalInterface
	interface Reports {

		/**
		 * @param stage what is being done now, a short phrase
		 * @param done  steps done so far
		 * @param total all steps, or 0 where that is not known
		 */
		void report(String stage, long done, long total);
	}
}
