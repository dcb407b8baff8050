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

package org.microexpression.training.dgm;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingRange;
import org.microexpression.dgm.Dgm;

/**
 * How much each term counts in the loss that the DGM is trained with; a term of weight 0 is not even computed. The
 * gradient of the classification loss, one more term, is the training's that joins DGM and fusion: it flows through
 * {@link Dgm.Built#displacement()}.
 * <p>
 * The paper names the photometric and the classification term without their weights; the weights are our choice.
 * </p>
 *
 * @param photometric how well the apex frame warped by D rebuilds the onset frame; needs no truth
 * @param smoothness  how much D bends where the onset frame has no edge; needs no truth
 * @param supervised  how far D is from the true displacement, where that is known
 * @param early       how much the first three terms count for the stages before the last
 * @param emphasis    how much more a pixel that moves by 1 px counts in the supervised term than one that stands still
 * @param rebuilding  how well the apex frame is rebuilt from the onset frame and D by a decoder that is trained with the
 *                    DGM and is no part of it (the idea of MoExt, Li et al., arXiv 2407.07345); needs no truth
 */
public record DgmLossWeights(double photometric, double smoothness, double supervised, double early, double emphasis,
		double rebuilding) {

	/** @throws InputException if a weight is negative or not a number */
	public DgmLossWeights {
		check("photometric", photometric);
		check("smoothness", smoothness);
		check("supervised", supervised);
		check("early", early);
		check("emphasis", emphasis);
		check("rebuilding", rebuilding);
	}

	/**
	 * Weights without emphasis on large motions and without rebuilding.
	 *
	 * @param photometric of the difference of the frames once they are warped
	 * @param smoothness  of the field's bends
	 * @param supervised  of the end-point error
	 * @param early       of the coarser stages, beside 1 for the last
	 */
	public DgmLossWeights(final double photometric, final double smoothness, final double supervised,
		final double early)
	{
		this(photometric, smoothness, supervised, early, 0, 0);
	}

	/**
	 * @param e how much more a pixel counts for each pixel that it moves
	 * @return the same with an emphasis on large motions
	 */
	public DgmLossWeights withEmphasis(final double e) {
		return new DgmLossWeights(photometric, smoothness, supervised, early, e, rebuilding);
	}

	/**
	 * @param weight how much it counts how well the apex frame is rebuilt
	 * @return the same with another weight of the rebuilding
	 */
	public DgmLossWeights withRebuilding(final double weight) {
		return new DgmLossWeights(photometric, smoothness, supervised, early, emphasis, weight);
	}

	/** @return for generated pairs, whose displacement is known */
	public static DgmLossWeights supervisedOnly() {
		return new DgmLossWeights(0, 0, 1, 0.5);
	}

	/** @return for recordings, whose displacement nobody knows */
	public static DgmLossWeights selfSupervised() {
		return new DgmLossWeights(1, 0.1, 0, 0.5);
	}

	/** Without the rebuilding where it is off: a training's identity is told by this, also one from before there was any. */
	@Override
	public String toString() {
		return "DgmLossWeights[photometric=" + photometric + ", smoothness=" + smoothness + ", supervised=" + supervised +
			", early=" + early + ", emphasis=" + emphasis + (rebuilding > 0 ? ", rebuilding=" + rebuilding : "") + "]";
	}

	private static void check(final String name, final double weight) {
		SettingRange.require(name, weight, 0, SettingRange.LARGEST_WEIGHT);
	}
}
