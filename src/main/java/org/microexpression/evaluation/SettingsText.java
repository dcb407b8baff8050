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

package org.microexpression.evaluation;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two texts of one setting, each a plain value or values within values as records have them,
 * {@code Stage[steps=2, change=Change[scale=0.1]]}: tells the values that differ, and nothing else.
 */
final class SettingsText {

	private static final String NOTHING = "not set";

	/** Of records; other texts in brackets, such as lists, are values. */
	private static final Pattern VALUES = Pattern.compile("[A-Za-z]\\w*\\[(\\w+=.*)\\]");

	private SettingsText() {
		// Static methods only.
	}

	/**
	 * @param name  of the setting
	 * @param there one text
	 * @param here  another
	 * @return by the name of each value in which they differ, where it stands in the setting in parentheses, a half
	 *         sentence
	 */
	static Map<String, String> differences(final String name, final String there, final String here) {
		final Map<String, String> old = new TreeMap<>(), now = new TreeMap<>();
		collect("", there, old);
		collect("", here, now);
		final TreeSet<String> places = new TreeSet<>(old.keySet());
		places.addAll(now.keySet());
		final Map<String, String> differences = new TreeMap<>();
		for (final String place : places) {
			final String before = old.getOrDefault(place, NOTHING), after = now.getOrDefault(place, NOTHING);
			if (before.equals(after)) continue;
			final String value = place.isEmpty() ? name : name + " (" + place + ")";
			differences.put(value, isHash(before) || isHash(after) ? "another " + value : value + " is " + before +
				" there and " + after + " now");
		}
		return differences;
	}

	private static void collect(final String place, final String text, final Map<String, String> values) {
		final Matcher matcher = VALUES.matcher(text);
		if (!matcher.matches()) {
			values.put(place, text);
			return;
		}
		final String inner = matcher.group(1);
		int depth = 0, start = 0;
		for (int i = 0; i <= inner.length(); i++) {
			final char sign = i < inner.length() ? inner.charAt(i) : ',';
			if (sign == '[') depth++;
			if (sign == ']') depth--;
			if (sign != ',' || depth > 0) continue;
			final String[] entry = inner.substring(start, i).trim().split("=", 2);
			start = i + 1;
			collect(place.isEmpty() ? entry[0] : place + ", " + entry[0], entry.length < 2 ? "" : entry[1], values);
		}
	}

	/** Nobody is helped by reading 64 digits. */
	private static boolean isHash(final String text) {
		return text.matches("[0-9a-f]{64}");
	}
}
