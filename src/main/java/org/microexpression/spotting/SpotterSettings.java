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

package org.microexpression.spotting;

import org.microexpression.base.InputException;

/**
 * What is spotted.
 *
 * @param sensitivity  0..1: how little suffices; 0.5 as a rule, higher finds weaker expressions and more that is none
 * @param longestMicro milliseconds up to which an expression is a micro-expression
 * @param longest      milliseconds up to which a motion that comes and goes is an expression; slower ones are taken for
 *                     a change of posture
 */
public record SpotterSettings(double sensitivity, double longestMicro, double longest) {

	/** @throws InputException if a value is out of range */
	public SpotterSettings {
		if (!(sensitivity >= 0 && sensitivity <= 1)) throw new InputException("The parameter 'sensitivity' is " +
			sensitivity + "; give a number from 0 to 1, 0.5 as a rule.");
		if (!(longestMicro >= 40)) throw new InputException("The parameter 'longestmicro' is " + longestMicro +
			" ms; give 40 or more, 500 as a rule.");
		if (!(longest >= longestMicro)) throw new InputException("The parameter 'longest' is " + longest +
			" ms and 'longestmicro' " + longestMicro + " ms; an expression may be no shorter than a micro-expression.");
	}

	/** @return sensitivity 0.5, micro-expressions up to 500 ms, expressions up to 4 s */
	public static SpotterSettings defaults() {
		return new SpotterSettings(0.5, 500, 4000);
	}
}
