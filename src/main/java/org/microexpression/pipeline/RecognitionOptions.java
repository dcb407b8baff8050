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

import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.fusion.AnswerRule;

/**
 * How clips are recognized, beside the model.
 *
 * @param rule  when the answer is no class; empty for the rule in the model's card
 * @param pairs fields of how many pairs of frames round onset and apex are averaged; 1 for onset and apex alone, the
 *              default: each more costs a registration and a field
 * @param temporal whether the model's temporal path reads the frames between onset, apex and offset too
 *                 ({@link TemporalPath}); off by default: it costs four registrations and fields more
 */
public record RecognitionOptions(Optional<AnswerRule> rule, int pairs, boolean temporal) {

	/** The most pairs that are averaged. */
	public static final int MOST_PAIRS = 9;

	/** @throws InputException if the number of pairs is out of range */
	public RecognitionOptions {
		if (pairs < 1 || pairs > MOST_PAIRS) throw new InputException("The number of pairs averaged is " + pairs +
			"; give 1 (onset and apex alone) to " + MOST_PAIRS + ".");
	}

	/** @return the model's own rule, onset and apex alone, no temporal path */
	public static RecognitionOptions defaults() {
		return new RecognitionOptions(Optional.empty(), 1, false);
	}

	/** @return always a class, as protocols of three classes force it */
	public RecognitionOptions forced() {
		return new RecognitionOptions(Optional.of(AnswerRule.forced()), pairs, temporal);
	}

	/**
	 * @param number fields of how many pairs are averaged
	 * @return the same with that number
	 */
	public RecognitionOptions withPairs(final int number) {
		return new RecognitionOptions(rule, number, temporal);
	}

	/**
	 * @param wanted whether the model's temporal path takes part
	 * @return the same with it or without
	 */
	public RecognitionOptions withTemporal(final boolean wanted) {
		return new RecognitionOptions(rule, pairs, wanted);
	}
}
