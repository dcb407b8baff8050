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

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.microexpression.expression.ExpressionClass;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;

/**
 * Synthetic pairs with true displacement; those whose motion is an expression have a class, where the network knows
 * these classes.
 */
public final class SyntheticSource implements TrainingSource {

	private final SyntheticPairs pairs;
	private final boolean labelled;

	/** @param pairs the series, for a network of the classes of {@link ExpressionClass} */
	public SyntheticSource(final SyntheticPairs pairs) {
		this(pairs, ExpressionClass.labels());
	}

	/**
	 * @param pairs   the series
	 * @param classes the network's classes; no pair has a class where they are others than those of {@link
	 *                ExpressionClass}
	 */
	public SyntheticSource(final SyntheticPairs pairs, final List<String> classes) {
		this.pairs = pairs;
		labelled = classes.equals(ExpressionClass.labels());
	}

	@Override
	public TrainingPair draw(final SplittableRandom random) {
		final SyntheticPair pair = pairs.sample(random.nextLong(Long.MAX_VALUE));
		return new TrainingPair(pair.onset(), pair.apex(), Optional.of(pair.truth()), pair.expression().filter(
			expression -> labelled).map(ExpressionClass::ordinal).orElse(TrainingPair.UNKNOWN), Optional.of(pair
				.landmarks()));
	}

	@Override
	public String definition() {
		return pairs.definition() + (labelled ? ", with classes" : ", without classes");
	}

	@Override
	public String description() {
		return "synthetic pairs: action-unit motions and smooth motions on painted faces and other textures";
	}
}
