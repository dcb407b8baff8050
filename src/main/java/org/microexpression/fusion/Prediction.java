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

import java.util.List;

/**
 * What the fusion network says about one displacement field. Arrays are not copied.
 *
 * @param classes       names of the classes, in label order
 * @param predicted     label of the class of the highest probability, the forced choice
 * @param probabilities probability of each class, in label order; their sum is 1
 * @param regionShares  share of each {@link AuRegion} in this prediction, 0..1; their sum is 1. How they are measured:
 *                      {@link Recognizer}
 * @param shares        what the shares tell
 * @param units         the action units; {@link ActionUnits#UNKNOWN} of a model that was trained without them
 * @param evidence      strength of the motion and how it stands to the noise
 * @param answer        the answer: a class, none or uncertain, and why
 */
public record Prediction(List<String> classes, int predicted, double[] probabilities, double[] regionShares,
		Shares shares, ActionUnits units, MotionEvidence evidence, Answer answer) {

	/** What shares of regions tell. */
	public enum Shares {

			/** How much the log odds of the predicted class fall without the region's motion. */
			OCCLUSION,

			/** The share of the motion's energy, because without no region's motion the odds fall. */
			ENERGY
	}

	/**
	 * A prediction of classes and shares alone: no action units, no evidence, the forced choice as the answer.
	 *
	 * @param classes       names of the classes, in label order
	 * @param predicted     label of the class of the highest probability
	 * @param probabilities probability of each class, in label order
	 * @param regionShares  share of each {@link AuRegion}
	 */
	public Prediction(final List<String> classes, final int predicted, final double[] probabilities,
		final double[] regionShares)
	{
		this(classes, predicted, probabilities, regionShares, Shares.OCCLUSION, ActionUnits.UNKNOWN, MotionEvidence
			.unknown(), Answer.ofClass(classes.get(predicted)));
	}

	/** @return name of the predicted class, the forced choice */
	public String label() {
		return classes.get(predicted);
	}

	/** @return by how much the most probable class is ahead of the second, 0..1 */
	public double margin() {
		double second = 0;
		for (int c = 0; c < probabilities.length; c++)
			if (c != predicted) second = Math.max(second, probabilities[c]);
		return probabilities[predicted] - second;
	}

	/**
	 * @param other what is known of strength and noise
	 * @param rule  when the answer is no class
	 * @return the same prediction with that evidence, and the answer that follows from it; where that is
	 *         {@value Answer#NONE}, no unit is at work
	 */
	public Prediction with(final MotionEvidence other, final AnswerRule rule) {
		final Answer told = rule.answer(this, other);
		return new Prediction(classes, predicted, probabilities, regionShares, shares, told.kind() == Answer.Kind.NONE
			? units.inNoise() : units, other, told);
	}
}
