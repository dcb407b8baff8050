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

package org.microexpression.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.Titles;

/** How long an expression lasts, by the words that datasets and tables have for it. */
public enum ExpressionLength {

		/** Half a second at most. */
		MICRO("me"),
		/** Longer. */
		MACRO("mae");

	private final String initials;

	ExpressionLength(final String initials) {
		this.initials = initials;
	}

	/** @return {@code micro} or {@code macro} */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Datasets write "micro-expression", "Micro - 1/2", "ME", "Macro" and "MaE".
	 *
	 * @param cell what a table writes for the kind
	 * @return the length; empty where it says nothing or something else
	 */
	public static Optional<ExpressionLength> written(final String cell) {
		final String bare = Titles.bare(cell);
		return Arrays.stream(values()).filter(length -> bare.startsWith(length.word()) || bare.equals(length.initials))
			.findFirst();
	}
}
