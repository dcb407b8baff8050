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

import org.microexpression.base.Titles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What differs between the settings of two runs, a short line each: of a long setting only the part that differs. */
final class RunDifferences {

	/** More would not be read. */
	private static final int TOLD = 12;

	private static final int LONGEST = 80;

	private static final String UNSET = "not set";

	private RunDifferences() {
		// Functions only.
	}

	/**
	 * @param there settings of the run that a folder holds, by name
	 * @param here  settings of the run that is to begin; those that it does not know yet are left out
	 * @return such as {@code   learningRate of setting 'finetuning': 0.004 there, 0.002 now}; empty where nothing differs
	 */
	static List<String> lines(final Map<String, String> there, final Map<String, String> here) {
		final List<String> lines = new ArrayList<>();
		final TreeSet<String> names = new TreeSet<>(here.keySet());
		names.addAll(there.keySet());
		for (final String name : names)
			if (here.containsKey(name) || !there.containsKey(name) || !OutputFolder.CLIPS.equals(name)) compare(name, there
				.getOrDefault(name, UNSET), here.getOrDefault(name, UNSET), lines);
		if (lines.size() <= TOLD) return lines;
		final List<String> some = new ArrayList<>(lines.subList(0, TOLD));
		some.add("  and " + (lines.size() - TOLD) + " more");
		return some;
	}

	private static void compare(final String name, final String there, final String here, final List<String> lines) {
		if (there.equals(here)) return;
		final Map<String, String> parts = parts(there), others = parts(here);
		if (parts.isEmpty() || others.isEmpty()) {
			lines.add("  " + (isHash(there) || isHash(here) ? "another " + brief(name) : brief(name) + ": " + brief(there) +
				" there, " + brief(here) + " now"));
			return;
		}
		// A run of an earlier version may lack a part, or have one that is gone.
		final Set<String> both = new LinkedHashSet<>(parts.keySet());
		both.addAll(others.keySet());
		for (final String part : both)
			compare(part + " of " + name, parts.getOrDefault(part, UNSET), others.getOrDefault(part, UNSET), lines);
	}

	/** @return the named parts of what a record or a map prints itself as; none where it is no such text */
	private static Map<String, String> parts(final String text) {
		final Map<String, String> parts = new LinkedHashMap<>();
		if (!text.matches("\\w*\\[.*=.*\\]|\\{.*=.*\\}")) return parts;
		final int open = text.startsWith("{") ? 0 : text.indexOf('[');
		int depth = 0, begin = open + 1;
		for (int i = open + 1; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '[' || c == '{') depth++;
			if (depth == 0 && (c == ',' || i == text.length() - 1)) {
				final String[] sides = text.substring(begin, i).strip().split("=", 2);
				if (sides.length < 2) return Map.of();
				parts.put(sides[0], sides[1]);
				begin = i + 1;
			}
			if (c == ']' || c == '}') depth--;
		}
		return parts;
	}

	/** A whole group of settings, as opposed to none, says no more than that; what a damaged file holds may be long. */
	private static String brief(final String text) {
		return parts(text).isEmpty() ? Titles.cut(text, LONGEST) : "set";
	}

	/** Nobody is helped by reading 64 digits. */
	private static boolean isHash(final String text) {
		return text.matches("[0-9a-f]{64}");
	}
}
