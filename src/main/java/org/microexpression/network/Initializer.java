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

package org.microexpression.network;

import java.util.SplittableRandom;

/**
 * How the values of a parameter are drawn before training.
 *
 * @param kind  the distribution
 * @param scale the constant, the standard deviation, or half the width of the uniform distribution
 */
public record Initializer(Kind kind, double scale) {

	/** The distributions. */
	public enum Kind {
			/** Every value is the scale. */
			CONSTANT,
			/** Normal with mean 0 and the scale as standard deviation. */
			NORMAL,
			/** Uniform between minus and plus the scale. */
			UNIFORM
	}

	/** @return all zeros */
	public static Initializer zeros() {
		return new Initializer(Kind.CONSTANT, 0);
	}

	/**
	 * @param value what every value is
	 * @return the constant
	 */
	public static Initializer constant(final double value) {
		return new Initializer(Kind.CONSTANT, value);
	}

	/**
	 * @param sd standard deviation
	 * @return a normal distribution around 0
	 */
	public static Initializer normal(final double sd) {
		return new Initializer(Kind.NORMAL, sd);
	}

	/**
	 * The initialization of He et al. (2015) for a layer that a (leaky) rectifier follows.
	 *
	 * @param fanIn how many inputs one output sums
	 * @return a normal distribution of variance 2 / fanIn
	 */
	public static Initializer he(final long fanIn) {
		return normal(Math.sqrt(2.0 / fanIn));
	}

	/**
	 * The initialization of Glorot and Bengio (2010) for a linear layer.
	 *
	 * @param fanIn  how many inputs one output sums
	 * @param fanOut how many outputs one input reaches
	 * @return a uniform distribution of variance 2 / (fanIn + fanOut)
	 */
	public static Initializer glorot(final long fanIn, final long fanOut) {
		return new Initializer(Kind.UNIFORM, Math.sqrt(6.0 / (fanIn + fanOut)));
	}

	/**
	 * Draws values.
	 *
	 * @param target where they go
	 * @param offset the first index written
	 * @param length how many are written
	 * @param random where the randomness comes from
	 */
	void fill(final float[] target, final int offset, final int length, final SplittableRandom random) {
		for (int i = offset; i < offset + length; i++) {
			target[i] = (float) switch (kind) {
				case CONSTANT -> scale;
				case NORMAL -> scale * random.nextGaussian();
				case UNIFORM -> scale * (2 * random.nextDouble() - 1);
			};
		}
	}
}
