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

/**
 * What a prediction answers in the end: a class, or that there is no expression, or that it cannot be told. The class
 * of the highest probability is known beside it, for protocols that force a choice.
 *
 * @param kind what kind of answer
 * @param text what stands in tables: the class's name, {@code none} or {@code uncertain}
 * @param why  the reason of an answer that is no class, a few words with the figures; empty for a class
 */
public record Answer(Kind kind, String text, String why) {

	/** Kinds of answers. */
	public enum Kind {

			/** One of the model's classes. */
			CLASS,

			/** The motion does not stand out from the noise: there is no expression. */
			NONE,

			/** There is an expression, and the classes are too close to each other to name one. */
			UNCERTAIN
	}

	/** The text of {@link Kind#NONE}. */
	public static final String NONE = "none";

	/** The text of {@link Kind#UNCERTAIN}. */
	public static final String UNCERTAIN = "uncertain";

	/**
	 * @param name a class
	 * @return that class as the answer
	 */
	public static Answer ofClass(final String name) {
		return new Answer(Kind.CLASS, name, "");
	}
}
