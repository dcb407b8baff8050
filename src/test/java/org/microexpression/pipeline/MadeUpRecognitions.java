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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.Answer;
import org.microexpression.fusion.AnswerRule;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.UnitActivity;

/** Recognitions whose action units are known. */
public final class MadeUpRecognitions {

	private static final double[] PROBABILITIES = { 0.25, 0.125, 0.625 };
	private static final double[] SHARES = { 0.3, 0.4, 0.1, 0.05, 0.05, 0.04, 0.03, 0.03 };

	private MadeUpRecognitions() {
		// Static methods only.
	}

	/**
	 * @param clip   the clip's name
	 * @param atWork columns of the units at work, such as {@code AU01_L}
	 * @return surprise, of frames 3 to 13
	 */
	public static Recognition of(final String clip, final String... atWork) {
		final List<UnitActivity> units = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values())
			for (final FacsSide side : FacsSide.values())
				units.add(List.of(atWork).contains(UnitActivity.column(unit, side)) ? new UnitActivity(unit, side, 0.875, 0.5,
					0.8125, 0.8125 / 68.6) : new UnitActivity(unit, side, 0.0625, 0.5, Double.NaN, Double.NaN));
		return of(clip, new ActionUnits(units));
	}

	/** The same with these units. */
	static Recognition of(final String clip, final ActionUnits units) {
		final Prediction prediction = new Prediction(ExpressionClass.labels(), ExpressionClass.SURPRISE.ordinal(),
			PROBABILITIES, SHARES, Prediction.Shares.OCCLUSION, units, MotionEvidence.unknown(), Answer.ofClass("surprise"));
		final MotionEvidence weak = new MotionEvidence(0.21875, 0.125, 1.75, 0.25, "frames before the onset");
		return new Recognition(clip, 3, 13, prediction.with(weak, new AnswerRule(0, 0, 0.5)), "model", "CPU", "apex");
	}
}
