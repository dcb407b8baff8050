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

/** Reports of a task whose stages each count from the beginning: a count that falls back begins the next stage. */
final class StageReports implements Progress.Reports {

	private static final long STEPS = 10_000;

	private final Progress whole;
	private final double[] weights;
	private final double sum;
	private double before;
	private int stage;
	private long last;

	/**
	 * @param whole   progress of the whole task
	 * @param weights how long the stages take in proportion, one for each
	 */
	StageReports(final Progress whole, final double... weights) {
		this.whole = whole;
		this.weights = weights.clone();
		double all = 0;
		for (final double weight : weights)
			all += weight;
		sum = all;
	}

	@Override
	public synchronized void report(final String name, final long done, final long total) {
		if (done < last && stage < weights.length - 1) before += weights[stage++];
		last = done;
		final double share = total <= 0 ? 0 : Math.min(1, (double) done / total);
		whole.report(name, Math.round(STEPS * (before + share * weights[stage]) / sum), STEPS);
	}
}
