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
package org.microexpression.training.joint;

import java.util.Map;

/** Watches a training: for a loss curve, or a log. */
public interface TrainingMonitor {

	/**
	 * Called after each step.
	 *
	 * @param step   the step, counted from 1
	 * @param losses the loss and each of its terms by name
	 */
	void step(long step, Map<String, Double> losses);

	/**
	 * Called after each look at the validation examples.
	 *
	 * @param step  steps done
	 * @param loss  the loss on the validation examples
	 * @param right share of them whose class was recognised, 0..1; NaN where none has a class
	 * @param best  whether the loss is the smallest so far
	 */
	void validated(long step, double loss, double right, boolean best);

	/** @return one that does nothing */
	static TrainingMonitor none() {
		return new TrainingMonitor() {

			@Override
			public void step(final long step, final Map<String, Double> losses) {
				// Nobody watches.
			}

			@Override
			public void validated(final long step, final double loss, final double right, final boolean best) {
				// Nobody watches.
			}
		};
	}
}
