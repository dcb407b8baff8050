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

import java.util.Locale;

/**
 * A side of a face as FACS codes it: the person's own. In an image that is not mirrored the person looks at us, so the
 * person's left lies on the image's right.
 */
public enum FacsSide {

		/** The person's left, on the image's right: landmarks 22-26, 42-47, 54. */
		LEFT("L"),

		/** The person's right, on the image's left: landmarks 17-21, 36-41, 48. */
		RIGHT("R");

	private final String code;

	FacsSide(final String code) {
		this.code = code;
	}

	/** @return the letter before a unit's number in FACS notation: {@code L} or {@code R} */
	public String code() {
		return code;
	}

	/** @return {@code left} or {@code right}, of the person */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @return whether this side lies on the image's left, where column numbers are small */
	public boolean isImageLeft() {
		return this == RIGHT;
	}

	/** @return the other side */
	public FacsSide other() {
		return this == LEFT ? RIGHT : LEFT;
	}

	/**
	 * @param imageLeft whether the image's left is meant
	 * @return the person's side that lies there
	 */
	public static FacsSide inImage(final boolean imageLeft) {
		return imageLeft ? RIGHT : LEFT;
	}
}
