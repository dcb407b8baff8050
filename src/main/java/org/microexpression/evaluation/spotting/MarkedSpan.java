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

package org.microexpression.evaluation.spotting;

import org.microexpression.base.Titles;
import org.microexpression.expression.ExpressionLength;

/**
 * A span of a video in which somebody or something saw an expression: a row of a file.
 *
 * @param video  what the file calls the video
 * @param kind   {@code micro}, {@code macro}, another word, or empty where the file does not tell
 * @param onset  number of its first frame
 * @param apex   number of its strongest frame, or {@link #ABSENT}
 * @param offset number of its last frame, at least the onset
 * @param label  the class of the expression, empty where the file does not tell
 * @param row    1-based row in the file
 */
record MarkedSpan(VideoName video, String kind, int onset, int apex, int offset, String label, int row) {

	/** The value of an apex that is not given. */
	static final int ABSENT = -1;

	static final String MICRO = ExpressionLength.MICRO.word();

	static final String MACRO = ExpressionLength.MACRO.word();

	/**
	 * @param cell what a file writes for the kind
	 * @return {@link #MICRO}, {@link #MACRO}, or the word itself; empty where it says nothing
	 */
	static String kind(final String cell) {
		return ExpressionLength.written(cell).map(ExpressionLength::word).orElseGet(() -> Titles.isNothing(cell) ? ""
			: Titles.word(cell));
	}

	/**
	 * @param kind a kind
	 * @return whether it is micro or macro
	 */
	static boolean isExpression(final String kind) {
		return kind.equals(MICRO) || kind.equals(MACRO);
	}

	/** @return the same span, of a video that is called otherwise */
	MarkedSpan of(final VideoName other) {
		return new MarkedSpan(other, kind, onset, apex, offset, label, row);
	}

	/** @return how many frames it has, both ends counted */
	int frames() {
		return offset - onset + 1;
	}

	/**
	 * @param other a span of the same video
	 * @return intersection over union in whole frames, both ends counted: 0..1
	 */
	double overlap(final MarkedSpan other) {
		final int shared = Math.min(offset, other.offset) - Math.max(onset, other.onset) + 1;
		return shared <= 0 ? 0 : (double) shared / (frames() + other.frames() - shared);
	}

	/** @return whether there is an apex and it lies within the span */
	boolean hasApex() {
		return apex != ABSENT && apex >= onset && apex <= offset;
	}

	/** @return whether it is a micro- or a macro-expression, or one of which the file does not tell */
	boolean mayBeExpression() {
		return isExpression() || kind.isEmpty();
	}

	/** @return whether it is a micro- or a macro-expression */
	boolean isExpression() {
		return isExpression(kind);
	}
}
