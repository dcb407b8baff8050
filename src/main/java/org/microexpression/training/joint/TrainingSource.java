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

import java.util.Arrays;
import java.util.SplittableRandom;

import org.microexpression.training.DataHash;

/** Where training examples come from. Thread-safe: batches are made on a thread of their own. */
public interface TrainingSource {

	/** How many examples tell a source without an end from others. */
	int HASHED_EXAMPLES = 4;

	/**
	 * Draws an example.
	 *
	 * @param random all chance comes from here, so that a resumed training draws the same examples
	 * @return the example
	 */
	TrainingPair draw(SplittableRandom random);

	/** @return what a model card says of it, one line */
	String description();

	/**
	 * @param classes how many classes there are
	 * @return the weight of an example of each; 1 unless the source says otherwise
	 */
	default double[] classWeights(final int classes) {
		final double[] weights = new double[classes];
		Arrays.fill(weights, 1);
		return weights;
	}

	/**
	 * @return what makes the examples these and no others: seeds, settings, pictures by their SHA-256; empty where drawn
	 *         examples alone tell
	 */
	default String definition() {
		return "";
	}

	/**
	 * Tells the examples apart from those of another source, so that a training does not go on from a checkpoint of other
	 * data. By default what defines the series is told, and some drawn examples, which another version of its generator
	 * would draw otherwise.
	 *
	 * @param hash gets the data
	 */
	default void addTo(final DataHash hash) {
		hash.add(definition());
		final SplittableRandom random = new SplittableRandom(0);
		for (int i = 0; i < HASHED_EXAMPLES; i++) {
			final TrainingPair pair = draw(random.split());
			hash.add(pair.onset()).add(pair.apex()).add(pair.label());
			pair.truth().ifPresent(truth -> hash.add(truth.u()).add(truth.v()));
			pair.landmarks().ifPresent(face -> hash.add(Arrays.toString(face.x())).add(Arrays.toString(face.y())));
		}
	}
}
