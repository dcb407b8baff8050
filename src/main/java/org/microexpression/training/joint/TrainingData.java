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

import java.util.Optional;

import org.microexpression.training.DataHash;

/**
 * What a model is trained on: synthetic examples, labelled clips, or both.
 *
 * @param synthetic synthetic examples with known displacement
 * @param clips     examples of labelled clips
 */
public record TrainingData(Optional<TrainingSource> synthetic, Optional<TrainingSource> clips) {

	/** @throws IllegalArgumentException if there is neither */
	public TrainingData {
		if (synthetic.isEmpty() && clips.isEmpty()) throw new IllegalArgumentException("There is nothing to train on.");
	}

	/**
	 * @param source draws them
	 * @return synthetic examples alone
	 */
	public static TrainingData synthetic(final TrainingSource source) {
		return new TrainingData(Optional.of(source), Optional.empty());
	}

	/**
	 * @param source draws them
	 * @return clips alone
	 */
	public static TrainingData clips(final TrainingSource source) {
		return new TrainingData(Optional.empty(), Optional.of(source));
	}

	/**
	 * @param made     draws synthetic examples
	 * @param labelled draws clips
	 * @return both in every batch
	 */
	public static TrainingData both(final TrainingSource made, final TrainingSource labelled) {
		return new TrainingData(Optional.of(made), Optional.of(labelled));
	}

	/**
	 * @param batch size of a batch and share of synthetic examples where there are both
	 * @return how many examples of a batch, the first ones, are synthetic
	 */
	int synthetic(final TrainingSettings.Batch batch) {
		if (clips.isEmpty()) return batch.examples();
		return synthetic.isEmpty() ? 0 : batch.synthetic();
	}

	/** @return the weight of a clip of each class */
	double[] classWeights(final int classes) {
		return clips.or(() -> synthetic).orElseThrow().classWeights(classes);
	}

	/** @return what a model card says of it, one line */
	public String description() {
		if (clips.isEmpty()) return synthetic.orElseThrow().description();
		return clips.get().description() + synthetic.map(s -> " and " + s.description()).orElse("");
	}

	/** Tells it apart from other data. */
	void addTo(final DataHash hash) {
		synthetic.ifPresent(source -> source.addTo(hash.add("synthetic")));
		clips.ifPresent(source -> source.addTo(hash.add("clips")));
	}
}
