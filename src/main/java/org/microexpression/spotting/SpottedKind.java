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

import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;

/** What a spotted interval is. */
public enum SpottedKind {

		/** A micro-expression: an expression that lasts no longer than {@link SpotterSettings#longestMicro()}. */
		MICRO("micro"),

		/** A macro-expression: a longer one. */
		MACRO("macro"),

		/** A blink. */
		BLINK("blink"),

		/** A movement of the head. */
		HEAD("head movement"),

		/** Talking: the mouth opens and closes again and again. */
		TALKING("talking"),

		/** Something moved, and what it was cannot be told. */
		UNCERTAIN("uncertain");

	private final String label;

	SpottedKind(final String label) {
		this.label = label;
	}

	/** @return its name in tables */
	public String label() {
		return label;
	}

	/** @return whether it is an expression, which is recognized and counted in the evaluation of spotting */
	public boolean isExpression() {
		return this == MICRO || this == MACRO;
	}

	/**
	 * @param label a name as in tables, in any case and without regard to spaces
	 * @return the kind
	 * @throws InputException listing the kinds, if there is none of that name
	 */
	public static SpottedKind of(final String label) {
		return Titles.choose(List.of(values()), SpottedKind::label, label, "kind of interval");
	}
}
