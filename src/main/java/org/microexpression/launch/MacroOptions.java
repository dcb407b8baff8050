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

import java.util.LinkedHashMap;
import java.util.Map;

import org.microexpression.base.InputException;

/**
 * What stands behind a command's name in a macro, cut into keys and values as ImageJ does: a value ends at a blank, or
 * stands in brackets or single quotes. ImageJ's own {@code Macro.getValue} finds a key also within another value, and
 * says nothing of what is left over.
 */
final class MacroOptions {

	private final String command;
	private final String options;
	private int at;

	private MacroOptions(final String command, final String options) {
		this.command = command;
		this.options = options;
	}

	/**
	 * @param command the command's name, for messages
	 * @param options such as {@code path=[my clip.avi] fps=25}
	 * @return the values by their keys, in order; a word without a value, as ImageJ writes for a checked box, has
	 *         {@code true}
	 * @throws InputException if a bracket or a quote is not closed, or a key stands there twice
	 */
	static Map<String, String> parse(final String command, final String options) {
		final MacroOptions parser = new MacroOptions(command, options);
		final Map<String, String> values = new LinkedHashMap<>();
		while (parser.skipBlanks()) {
			final String key = parser.key();
			if (values.put(key, parser.value()) != null) throw new InputException("The values of '" + command + "' give '" +
				key + "' twice; leave one out.");
		}
		return values;
	}

	private boolean skipBlanks() {
		while (at < options.length() && isBlank())
			at++;
		return at < options.length();
	}

	private boolean isBlank() {
		return Character.isWhitespace(options.charAt(at));
	}

	private String key() {
		final int start = at;
		while (at < options.length() && !isBlank() && options.charAt(at) != '=')
			at++;
		return options.substring(start, at);
	}

	private String value() {
		if (at == options.length() || isBlank()) return "true";
		at++;
		final char first = at < options.length() ? options.charAt(at) : ' ';
		if (first == '[') return closed(']');
		if (first == '\'') return closed('\'');
		final int start = at;
		while (at < options.length() && !isBlank())
			at++;
		return options.substring(start, at);
	}

	/** Brackets may stand within brackets. */
	private String closed(final char end) {
		final int start = at++;
		for (int open = 1; at < options.length(); at++) {
			final char letter = options.charAt(at);
			if (letter == end) open--;
			else if (letter == options.charAt(start)) open++;
			if (open == 0) return options.substring(start + 1, at++);
		}
		throw new InputException("The values of '" + command + "' have no '" + end + "' at the end of '" + options
			.substring(start).trim() + "'; close it.");
	}
}
