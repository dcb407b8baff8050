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

package org.microexpression.timeline;

import org.microexpression.fusion.ActionUnits;
import org.microexpression.pipeline.Recognition;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;

/**
 * An interval of a timeline and what was recognized in it.
 *
 * @param interval    when, and what kind it is
 * @param answer      the class, {@code none} or {@code uncertain}; empty where nothing was recognized
 * @param probability probability of the most probable class, 0..1; NaN where nothing was recognized
 * @param units       action units at work in FACS notation, empty where there are none or the model knows none
 * @param model       the model's id, empty where nothing was recognized
 * @param note        what the user should know, such as why nothing was recognized; may be empty
 */
public record TimelineSpan(SpottedInterval interval, String answer, double probability, String units, String model,
		String note) {

	/**
	 * @param interval an interval
	 * @return it with nothing recognized
	 */
	public static TimelineSpan of(final SpottedInterval interval) {
		return new TimelineSpan(interval, "", Double.NaN, "", "", "");
	}

	/**
	 * @param recognition what was recognized in the pair of onset and apex
	 * @return this with that
	 */
	public TimelineSpan with(final Recognition recognition) {
		final ActionUnits units = recognition.prediction().units();
		return new TimelineSpan(interval, recognition.prediction().answer().text(), recognition.prediction()
			.probabilities()[recognition.prediction().predicted()], units.facs(), recognition.model(), "");
	}

	/**
	 * @param why one sentence
	 * @return this with that note
	 */
	public TimelineSpan noted(final String why) {
		return new TimelineSpan(interval, answer, probability, units, model, why);
	}

	/** @return whether it may be an expression, which is recognized; not a blink, a movement of the head or talking */
	public boolean isCandidate() {
		return interval.kind().isExpression() || interval.kind() == SpottedKind.UNCERTAIN;
	}

	/** @return a few words for the drawing: the class, or else the kind */
	public String shown() {
		return answer.isEmpty() ? interval.kind().label() : answer;
	}
}
