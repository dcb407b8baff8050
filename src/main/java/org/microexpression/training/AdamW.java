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

/**
 * How AdamW (Loshchilov and Hutter 2019) moves parameters.
 *
 * @param beta1       decay of the gradient's running mean
 * @param beta2       decay of the gradient's running mean square
 * @param epsilon     added to the root of the mean square
 * @param weightDecay share of a decayed parameter taken away a step, times the learning rate
 * @param clipNorm    longest gradient; longer ones are scaled down; 0 for no limit
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {

	/** @return β (0.9, 0.99), no decay, gradients of length up to 1 */
	public static AdamW defaults() {
		return new AdamW(0.9, 0.99, 1e-8, 0, 1);
	}

	/**
	 * @param decay weight decay, 0 or more
	 * @return the same with another weight decay
	 */
	public AdamW withWeightDecay(final double decay) {
		return new AdamW(beta1, beta2, epsilon, decay, clipNorm);
	}
}
