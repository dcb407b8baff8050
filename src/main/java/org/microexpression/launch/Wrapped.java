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

package org.microexpression.launch;

import java.util.ArrayList;
import java.util.List;

/** Sentences in lines that no screen is too narrow for; ImageJ makes a window as wide as its longest line. */
final class Wrapped {

	/** Letters of a line: about 800 pixels. */
	static final int LONGEST = 110;

	private Wrapped() {
		// Static methods only.
	}

	/**
	 * @param sentence a sentence, maybe of several lines
	 * @return the same with line ends in place of blanks where lines would be too long; a word that is too long by
	 *         itself, such as a path, is cut
	 */
	static String lines(final String sentence) {
		final List<String> lines = new ArrayList<>();
		for (final String given : sentence.split("\n")) {
			String rest = given;
			while (rest.length() > LONGEST) {
				final int blank = rest.lastIndexOf(' ', LONGEST);
				lines.add(rest.substring(0, blank > 0 ? blank : LONGEST));
				rest = rest.substring(blank > 0 ? blank + 1 : LONGEST);
			}
			lines.add(rest);
		}
		return String.join("\n", lines);
	}
}
