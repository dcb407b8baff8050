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

package org.microexpression.field;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/** An opened {@link DisplacementMethod}: computes the displacement fields of registered pairs until it is closed. */
public interface DisplacementEstimator extends AutoCloseable {

	/**
	 * @param pair a registered pair; the commands give 128 × 128 pixels
	 * @return its displacement field D from onset to apex, {@code onset(x) ≈ apex(x + D(x))}, of the frames' size, in
	 *         pixels
	 * @throws InputException if a frame has a size that the method does not take, or a grey level that is no number
	 */
	DisplacementField compute(GreyPair pair);

	/**
	 * Computes many fields; a method that is faster on several pairs at once overrides this.
	 *
	 * @param pairs    registered pairs
	 * @param progress progress and cancellation
	 * @return the displacement field of each, in order
	 * @throws InputException        as {@link #compute(GreyPair)}
	 * @throws CancellationException if the user asked to stop
	 */
	default List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
		final List<DisplacementField> fields = new ArrayList<>();
		for (final GreyPair pair : pairs) {
			progress.checkCanceled();
			progress.report("Computing displacement fields", fields.size(), pairs.size());
			fields.add(compute(pair));
		}
		return fields;
	}

	/**
	 * As {@link #compute(List, Progress)}, for pairs in which noise alone is measured: a method that averages several
	 * computations of a pair may make one of them.
	 *
	 * @param pairs    registered pairs
	 * @param progress progress and cancellation
	 * @return a displacement field of each, in order
	 * @throws InputException        as {@link #compute(GreyPair)}
	 * @throws CancellationException if the user asked to stop
	 */
	default List<DisplacementField> computeQuickly(final List<? extends GreyPair> pairs, final Progress progress) {
		return compute(pairs, progress);
	}

	/**
	 * @return whether it is as exact as the displacement module, so that limits hold for its fields that were measured with
	 *         that one's; others may contradict themselves more, and are judged by wider ones
	 */
	default boolean isExact() {
		return false;
	}

	/** @return what really computes, as tables name it */
	default String device() {
		return "CPU";
	}

	/** Frees what the method holds; nothing by default. */
	@Override
	default void close() {
		// Most methods hold nothing.
	}
}
