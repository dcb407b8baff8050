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

package org.microexpression.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** A name stands for one thing, and a record can be read at a glance. */
class NamesTest {

	private static final int MOST_COMPONENTS = 8;

	private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)(?:<[^(]*>)?\\s*\\(");

	/** The sentence with which a record says why it is as long as it is. */
	private static final Pattern REASON = Pattern.compile("components\\s+(\\*\\s+)?because");

	@Test
	void noClassNameStandsTwice() {
		final Map<String, List<Path>> byName = new TreeMap<>(Sources.all().stream().filter(file -> !file.endsWith(
			"package-info.java")).collect(Collectors.groupingBy(file -> file.getFileName().toString())));
		assertTrue(byName.size() > 200, "only " + byName.size() + " were found");
		byName.values().removeIf(files -> files.size() < 2);
		assertEquals(Map.of(), byName);
	}

	@Test
	void longRecordsSayWhy() {
		final List<String> wrong = new ArrayList<>();
		int seen = 0;
		for (final Path file : Sources.all()) {
			final String source = Sources.read(file);
			final Matcher record = RECORD.matcher(source);
			while (record.find()) {
				seen++;
				final int count = components(source, record.end());
				if (count <= MOST_COMPONENTS) continue;
				final int doc = source.lastIndexOf("/**", record.start());
				final boolean why = doc >= 0 && REASON.matcher(source.substring(doc, record.start())).find();
				if (!why) wrong.add(file + ": " + record.group(1) + " has " + count + " components and gives no reason");
			}
		}
		assertTrue(seen > 60, "only " + seen + " records were found");
		assertEquals(List.of(), wrong);
	}

	@Test
	void componentsAreCounted() {
		assertEquals(0, components("record A()", 9));
		assertEquals(1, components("record A(int b)", 9));
		assertEquals(3, components("record A(Map<String, List<Long>> b, int[] c, @Named(\"x, y\") int d) {}", 9));
	}

	/** Counts the commas that stand outside every bracket from an opening parenthesis on. */
	private static int components(final String source, final int from) {
		int depth = 1;
		int commas = 0;
		int i = from;
		for (; depth > 0; i++) {
			final char c = source.charAt(i);
			if ("(<[".indexOf(c) >= 0) depth++;
			else if (")>]".indexOf(c) >= 0) depth--;
			else if (c == ',' && depth == 1) commas++;
		}
		return source.substring(from, i - 1).isBlank() ? 0 : commas + 1;
	}
}
