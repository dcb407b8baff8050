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

package org.microexpression.evaluation;

import java.util.Arrays;

/**
 * How many clips of each true class were given each class. Counts of several folds, subjects or seeds are pooled with
 * {@link #plus}; immutable.
 */
public final class ConfusionMatrix {

	private final int classes;

	/** Row-major: row is the true class, column the predicted one. */
	private final long[] counts;

	private ConfusionMatrix(final int classes, final long[] counts) {
		this.classes = classes;
		this.counts = counts;
	}

	/**
	 * @param classes number of classes, at least 1
	 * @return the matrix of no clip
	 */
	public static ConfusionMatrix empty(final int classes) {
		if (classes < 1) throw new IllegalArgumentException("A confusion matrix needs a class, not " + classes);
		return new ConfusionMatrix(classes, new long[classes * classes]);
	}

	/**
	 * Counts clips.
	 *
	 * @param classes    number of classes K
	 * @param truth      true class of each clip, 0..K-1
	 * @param prediction predicted class of each clip, 0..K-1, as many as {@code truth}
	 * @return the counts
	 * @throws IllegalArgumentException if the lengths differ or a class is outside 0..K-1
	 */
	public static ConfusionMatrix of(final int classes, final int[] truth, final int[] prediction) {
		if (truth.length != prediction.length) throw new IllegalArgumentException(truth.length + " true classes, but " +
			prediction.length + " predictions");
		final ConfusionMatrix matrix = empty(classes);
		for (int i = 0; i < truth.length; i++) {
			if (truth[i] < 0 || truth[i] >= classes || prediction[i] < 0 || prediction[i] >= classes)
				throw new IllegalArgumentException("Clip " + i + " has the true class " + truth[i] + " and the prediction " +
					prediction[i] + ", outside 0.." + (classes - 1));
			matrix.counts[truth[i] * classes + prediction[i]]++;
		}
		return matrix;
	}

	/**
	 * @param other a matrix of as many classes
	 * @return the sum of both
	 */
	public ConfusionMatrix plus(final ConfusionMatrix other) {
		if (other.classes != classes) throw new IllegalArgumentException("Matrices of " + classes + " and " +
			other.classes + " classes cannot be added");
		final long[] sum = counts.clone();
		for (int i = 0; i < sum.length; i++)
			sum[i] += other.counts[i];
		return new ConfusionMatrix(classes, sum);
	}

	/** @return the number of classes K */
	public int classes() {
		return classes;
	}

	/**
	 * @param truth      true class
	 * @param prediction predicted class
	 * @return how many clips of the true class were given the predicted one
	 */
	public long count(final int truth, final int prediction) {
		return counts[truth * classes + prediction];
	}

	/** @return the number of clips */
	public long total() {
		return Arrays.stream(counts).sum();
	}

	/** @return the number of clips given their true class */
	public long correct() {
		long sum = 0;
		for (int c = 0; c < classes; c++)
			sum += count(c, c);
		return sum;
	}

	/**
	 * @param c a class
	 * @return how many clips truly are of it (TP + FN)
	 */
	public long truly(final int c) {
		long sum = 0;
		for (int p = 0; p < classes; p++)
			sum += count(c, p);
		return sum;
	}

	/**
	 * @param c a class
	 * @return how many clips were given it (TP + FP)
	 */
	public long predicted(final int c) {
		long sum = 0;
		for (int t = 0; t < classes; t++)
			sum += count(t, c);
		return sum;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof ConfusionMatrix matrix && Arrays.equals(counts, matrix.counts);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(counts);
	}

	@Override
	public String toString() {
		return "ConfusionMatrix" + Arrays.toString(counts);
	}
}
