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

package org.microexpression.flow;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

import org.microexpression.image.GaussianBlur;

/**
 * A kernel along one axis.
 *
 * @param weights of the pixels −reach..reach
 */
record Kernel(float[] weights) {

	/**
	 * @param reach  pixels on each side
	 * @param weight of the pixel at an offset
	 */
	static Kernel of(final int reach, final IntToDoubleFunction weight) {
		final float[] weights = new float[2 * reach + 1];
		for (int i = -reach; i <= reach; i++)
			weights[reach + i] = (float) weight.applyAsDouble(i);
		return new Kernel(weights);
	}

	/** A Gaussian whose weights sum to 1. */
	static Kernel gauss(final double sigma, final int reach) {
		final double[] taps = GaussianBlur.taps(sigma, reach);
		final double sum = Arrays.stream(taps).sum();
		return of(reach, i -> taps[reach + i] / sum);
	}

	int reach() {
		return weights.length / 2;
	}

	/**
	 * Correlates one line of an image; beyond its ends it goes on with its end values.
	 *
	 * @param in     values
	 * @param start  index of the line's first value
	 * @param stride from one value to the next
	 * @param length number of values
	 * @param padded room for length + 2 · reach values
	 * @param out    takes the result at the same places
	 */
	void apply(final float[] in, final int start, final int stride, final int length, final float[] padded,
		final float[] out)
	{
		final int reach = reach();
		for (int i = 0; i < length + 2 * reach; i++)
			padded[i] = in[start + Math.max(0, Math.min(length - 1, i - reach)) * stride];
		for (int i = 0; i < length; i++) {
			float sum = 0;
			for (int k = 0; k < weights.length; k++)
				sum += weights[k] * padded[i + k];
			out[start + i * stride] = sum;
		}
	}
}
