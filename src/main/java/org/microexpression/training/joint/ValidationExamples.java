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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.training.BatchQueue;
import org.microexpression.training.DataHash;

/**
 * Examples that nothing is trained on: clips of subjects that were held out, as they are labelled, or synthetic ones of
 * another series than those that are trained on.
 */
public sealed interface ValidationExamples {

	/** @return what a model card says of it, one line */
	String description();

	/**
	 * Tells them apart from others: a checkpoint keeps the weights that were best on these.
	 *
	 * @param hash gets the examples
	 */
	void addTo(DataHash hash);

	/** @return no examples: nothing is validated, and the last weights are the result */
	static ValidationExamples none() {
		return new None();
	}

	/**
	 * @param source another series than is trained on
	 * @return generated examples of it; the weights of their smallest loss are the result
	 */
	static ValidationExamples synthetic(final TrainingSource source) {
		return new Synthetic(source);
	}

	/**
	 * @param clips clips of subjects that are not trained on
	 * @return these; the weights of their smallest loss are the result
	 */
	static ValidationExamples heldOut(final ClipSource clips) {
		return new HeldOut(clips);
	}

	/** Nothing is validated. */
	record None() implements ValidationExamples {

		@Override
		public String description() {
			return "none";
		}

		@Override
		public void addTo(final DataHash hash) {
			hash.add("none");
		}
	}

	/**
	 * Four batches of synthetic examples, drawn once.
	 *
	 * @param source another series than is trained on
	 */
	record Synthetic(TrainingSource source) implements ValidationExamples {

		private static final int BATCHES = 4;

		@Override
		public String description() {
			return "other " + source.description();
		}

		@Override
		public void addTo(final DataHash hash) {
			source.addTo(hash.add("synthetic"));
		}

		/** The batches, which take their time to be drawn. */
		List<List<TrainingPair>> batches(final int examples, final long seed, final Progress progress) {
			try (BatchQueue<List<TrainingPair>> queue = new BatchQueue<>(0, BATCHES, number -> {
				final SplittableRandom random = new SplittableRandom(Seeds.validation(seed, number));
				return IntStream.range(0, examples).mapToObj(i -> source.draw(random.split())).toList();
			})) {
				final List<List<TrainingPair>> batches = new ArrayList<>();
				for (int i = 0; i < BATCHES; i++)
					batches.add(queue.next(progress));
				return batches;
			}
		}
	}

	/**
	 * Every clip once, read anew at each look, so that memory does not grow with the dataset.
	 *
	 * @param clips clips of subjects that are not trained on
	 */
	record HeldOut(ClipSource clips) implements ValidationExamples {

		@Override
		public String description() {
			return clips.description() + ", who are not trained on";
		}

		@Override
		public void addTo(final DataHash hash) {
			clips.addTo(hash.add("clips"));
		}

		/** The clips of a batch; the last one may have fewer. */
		List<TrainingPair> batch(final int number, final int examples) {
			return IntStream.range(number * examples, Math.min(clips.size(), (number + 1) * examples)).mapToObj(
				clips::labelled).toList();
		}

		int batches(final int examples) {
			return (clips.size() + examples - 1) / examples;
		}
	}
}
