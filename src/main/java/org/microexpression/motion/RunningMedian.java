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

package org.microexpression.motion;

import java.util.Arrays;

/** The median of what is around each of a row of values. */
public final class RunningMedian {

	/** Values of a window that are looked at; the others lie evenly between these. */
	private static final int MOST = 61;

	private RunningMedian() {
		// Static only.
	}

	/**
	 * @param values a row of values
	 * @param reach  how many on either side count, fewer at the ends; of wide windows about {@value #MOST} evenly spaced
	 *               values count, so that the time does not grow with the window
	 * @return the running median, as many values
	 */
	public static double[] of(final double[] values, final int reach) {
		final double[] medians = new double[values.length];
		final int step = Math.max(1, 2 * reach / MOST);
		final double[] window = new double[2 * reach / step + 2];
		for (int i = 0; i < values.length; i++) {
			int n = 0;
			for (int j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j += step)
				window[n++] = values[j];
			Arrays.sort(window, 0, n);
			medians[i] = (window[(n - 1) / 2] + window[n / 2]) / 2;
		}
		return medians;
	}
}
