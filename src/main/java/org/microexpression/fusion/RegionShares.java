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

package org.microexpression.fusion;

import java.util.Arrays;

/** How much each AU region contributed to a class, from what the network says without the motion of each. */
final class RegionShares {

	private static final int REGIONS = AuRegion.values().length;
	private static final double SMALLEST = 1e-12;

	/**
	 * Falls of the log odds below this are single-precision rounding, which differs with a field's place in the batch.
	 */
	private static final double ROUNDING = 1e-5;

	/** Share of each region, and what they tell. */
	record Found(double[] shares, Prediction.Shares by) {
	}

	private RegionShares() {
		// Static only.
	}

	/**
	 * @param field         the prepared field
	 * @param probabilities of the whole field, then without each region in turn: [variant][class]
	 * @param classes       number of classes
	 * @param label         the class that is explained
	 * @return the shares
	 */
	static Found of(final float[] field, final float[] probabilities, final int classes, final int label) {
		final double[] falls = new double[REGIONS];
		double all = 0;
		double total = 0;
		for (int c = 0; c < classes; c++)
			total += probabilities[c];
		for (int r = 0; r < REGIONS; r++) {
			final double fall = logOdds(probabilities[label] / total) - logOdds(probabilities[(r + 1) * classes + label]);
			falls[r] = fall < ROUNDING ? 0 : fall;
			all += falls[r];
		}
		final boolean energy = all <= SMALLEST;
		return new Found(normalized(energy ? RegionMasks.energies(field) : falls), energy ? Prediction.Shares.ENERGY
			: Prediction.Shares.OCCLUSION);
	}

	private static double logOdds(final double probability) {
		return Math.log(Math.max(SMALLEST, probability) / Math.max(SMALLEST, 1 - probability));
	}

	private static double[] normalized(final double[] shares) {
		final double sum = Arrays.stream(shares).sum();
		for (int r = 0; r < REGIONS; r++)
			shares[r] = sum > SMALLEST ? shares[r] / sum : 1.0 / REGIONS;
		return shares;
	}
}
