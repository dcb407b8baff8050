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

package org.microexpression.clip;

import java.util.List;

import org.microexpression.base.Titles;

/** A column of frame numbers, by the names that tables of any program and the datasets' own sheets give it. */
public enum KeyFrameColumn {

		/** The first frame of an expression. */
		ONSET("onset", "onsetframe", "onsetf", "start", "startframe"),
		/** The strongest one. */
		APEX("apex", "apexframe", "apexf", "apexframe1"),
		/** The last one. */
		OFFSET("offset", "offsetframe", "offsetf", "end", "endframe");

	private final List<String> names;

	KeyFrameColumn(final String... names) {
		this.names = List.of(names);
	}

	/** @return its names, letters and digits in lower case, the best first */
	public List<String> names() {
		return names;
	}

	/**
	 * @param name a column's name
	 * @return whether it may hold this frame, in numbers or in some other way: {@code onset_ms}, {@code first onset}
	 */
	public boolean isLike(final String name) {
		return Titles.bare(name).contains(names.get(0));
	}
}
