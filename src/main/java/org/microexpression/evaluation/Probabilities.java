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

/** The probability of each class for some rows of data, as a classifier gives them: a table of values. Immutable. */
public final class Probabilities {

	/** Single-precision softmax sums to 1 within about 1e-6. */
	private static final double EXACT = 1e-3;

	/** [row][class] */
	private final double[][] values;

	private Probabilities(final double[][] values) {
		this.values = values;
	}

	/**
	 * @param values {@code [row][class]}; copied
	 * @return the same as probabilities
	 * @throws IllegalArgumentException if a row has another number of classes than the first one, or its values are not
	 *                                  finite, not negative and of sum 1
	 */
	public static Probabilities of(final double[][] values) {
		final double[][] copy = new double[values.length][];
		for (int row = 0; row < copy.length; row++) {
			double sum = 0;
			for (final double value : values[row])
				// A NaN must not pass: it would make a comparison with it false.
				sum += value >= 0 ? value : Double.NaN;
			if (values[row].length != values[0].length || !(Math.abs(sum - 1) < EXACT)) throw new IllegalArgumentException(
				Arrays.toString(values[row]) + ", which are not probabilities of " + values[0].length + " classes");
			copy[row] = values[row].clone();
		}
		return new Probabilities(copy);
	}

	/** Collects what the members of a committee say of the same rows; their mean is the committee's. */
	public static final class Mean {

		private final double[][] sums;
		private final int members;

		/**
		 * @param rows    how many rows
		 * @param classes how many classes
		 * @param members how many members there are
		 */
		public Mean(final int rows, final int classes, final int members) {
			sums = new double[rows][classes];
			this.members = members;
		}

		/** @return how many rows there are */
		public int rows() {
			return sums.length;
		}

		/**
		 * Adds what one member says of one row.
		 *
		 * @param row    0-based row
		 * @param values the network's softmax, in single precision: made to sum to 1
		 * @param at     where the row's first class stands among them
		 */
		public void add(final int row, final float[] values, final int at) {
			final double[] own = sums[row];
			double sum = 0;
			for (int c = 0; c < own.length; c++)
				sum += values[at + c];
			for (int c = 0; c < own.length; c++)
				own[c] += values[at + c] / sum / members;
		}

		/**
		 * @return the mean
		 * @throws IllegalArgumentException if a member said nothing of a row, or what are no probabilities
		 */
		public Probabilities probabilities() {
			return of(sums);
		}
	}

	/** @return how many rows there are */
	public int rows() {
		return values.length;
	}

	/** @return how many classes there are; 0 where there is no row */
	public int classes() {
		return values.length == 0 ? 0 : values[0].length;
	}

	/**
	 * @param row 0-based row
	 * @return the probability of each class, a copy
	 */
	public double[] row(final int row) {
		return values[row].clone();
	}

	/**
	 * @param row 0-based row
	 * @return the most probable class; the lowest of equally probable ones
	 */
	public int predicted(final int row) {
		return predicted(values[row]);
	}

	/**
	 * @param probabilities probability of each class
	 * @return the most probable class; the lowest of equally probable ones
	 */
	public static int predicted(final double[] probabilities) {
		int best = 0;
		for (int c = 1; c < probabilities.length; c++)
			if (probabilities[c] > probabilities[best]) best = c;
		return best;
	}

	/** @return all values, {@code [row][class]}, a copy */
	public double[][] toArray() {
		return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Probabilities probabilities && Arrays.deepEquals(values, probabilities.values);
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(values);
	}

	@Override
	public String toString() {
		return Arrays.deepToString(values);
	}
}
