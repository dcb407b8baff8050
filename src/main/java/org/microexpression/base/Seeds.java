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

import java.util.SplittableRandom;

/**
 * The one place where seeds are made from seeds. Models, checkpoints and sample clips depend on each of these to the
 * bit, so none of them is ever changed.
 */
public final class Seeds {

	/** 2⁶⁴ over the golden ratio, odd: its multiples spread evenly (Steele, Lea and Flood 2014). */
	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	/** An odd multiplier of which the same is true (Vigna's tables of spectral scores). */
	private static final long OTHER = 0xD1B54A32D192ED03L;

	private static final long PASS = 0x632BE59BD9B4E019L;

	private Seeds() {
		// Static only.
	}

	/**
	 * A source of chance for each sample of a series, the same whatever was drawn before it.
	 *
	 * @param seed  seed of the whole series
	 * @param index number of the sample
	 * @return its own source of chance
	 */
	public static SplittableRandom sample(final long seed, final long index) {
		return new SplittableRandom(mix(mix(seed + GOLDEN) ^ (index * OTHER)));
	}

	/** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
	private static long mix(final long value) {
		long z = value;
		z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return z ^ (z >>> 31);
	}

	/**
	 * @param seed seed of a task
	 * @param name of one of its parts
	 * @return a seed for that part
	 */
	public static long named(final long seed, final String name) {
		return numbered(seed, name.hashCode());
	}

	/**
	 * @param seed   seed of a task
	 * @param number of one of its parts
	 * @return a seed for that part
	 */
	public static long numbered(final long seed, final long number) {
		return seed * GOLDEN + number;
	}

	/**
	 * @param seed   seed of a training
	 * @param number of a batch of clips
	 * @return a seed for that batch
	 */
	public static long batch(final long seed, final long number) {
		return seed * GOLDEN ^ number * OTHER;
	}

	/**
	 * @param seed   seed of a training
	 * @param number of a batch of examples that it is validated on
	 * @return a seed for that batch
	 */
	public static long validation(final long seed, final long number) {
		return seed * GOLDEN ^ number;
	}

	/**
	 * @param seed seed of a batch
	 * @param half 0 or 1
	 * @return a seed for that half of the batch; the first has the batch's own
	 */
	public static long half(final long seed, final int half) {
		return seed + half * GOLDEN;
	}

	/**
	 * @param seed seed of a series that is drawn without replacement
	 * @param pass number of a pass through it
	 * @return a seed for that pass
	 */
	public static long pass(final long seed, final long pass) {
		return seed + PASS * (pass + 1);
	}

	/**
	 * @param seed   seed of a series
	 * @param number of one of its members, 0 for the first
	 * @return a seed for that member: the first of chance, then one up each time
	 */
	public static long consecutive(final long seed, final int number) {
		return new SplittableRandom(seed).nextLong() + number;
	}
}
