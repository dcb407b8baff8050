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

import java.util.Locale;

import org.microexpression.base.InputException;

/**
 * When a prediction is no class. Both settings stand in the model's card, where they were chosen on made-up clips, and
 * either can be switched off; {@link #forced()} always names a class, as protocols of three classes need it.
 *
 * @param leastSignalToNoise below this ratio of strength and noise the answer is {@value Answer#NONE}; 0 for never
 * @param leastStrength      below this strength the answer is {@value Answer#NONE}, px of the registered face; 0 for
 *                           never. It stands in for what noise within the frames cannot tell: what is left of the
 *                           head's motion
 * @param leastMargin        where the two most probable classes are closer than this, the answer is
 *                           {@value Answer#UNCERTAIN}; 0 for never
 */
public record AnswerRule(double leastSignalToNoise, double leastStrength, double leastMargin) {

	/** @throws InputException if a number is out of range */
	public AnswerRule {
		if (!(leastSignalToNoise >= 0)) throw new InputException("The least signal to noise is " + leastSignalToNoise +
			"; give 0 (never none) or a number above 0.");
		if (!(leastStrength >= 0)) throw new InputException("The least strength is " + leastStrength +
			" px; give 0 (never none) or a number above 0.");
		if (!(leastMargin >= 0 && leastMargin < 1)) throw new InputException("The least margin is " + leastMargin +
			"; give 0 (never uncertain) to 0.99.");
	}

	/** @return a class whatever the figures: the choice that a protocol forces */
	public static AnswerRule forced() {
		return new AnswerRule(0, 0, 0);
	}

	/**
	 * @param prediction class probabilities
	 * @param evidence   strength and noise; what is not known (NaN) never leads to {@value Answer#NONE}
	 * @return the answer
	 */
	public Answer answer(final Prediction prediction, final MotionEvidence evidence) {
		if (evidence.strength() < leastStrength) return new Answer(Answer.Kind.NONE, Answer.NONE, text(
			"strength %.2f px, less than %.2f", evidence.strength(), leastStrength));
		if (evidence.signalToNoise() < leastSignalToNoise) return new Answer(Answer.Kind.NONE, Answer.NONE, text(
			"signal to noise %.1f, less than %.1f", evidence.signalToNoise(), leastSignalToNoise));
		final double margin = prediction.margin();
		if (margin < leastMargin) return new Answer(Answer.Kind.UNCERTAIN, Answer.UNCERTAIN, text(
			"the two most probable classes differ by %.2f, less than %.2f", margin, leastMargin));
		return Answer.ofClass(prediction.label());
	}

	private static String text(final String format, final Object... figures) {
		return String.format(Locale.ROOT, format, figures);
	}
}
