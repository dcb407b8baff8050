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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Links of the documentation lead to files and chapters that are there; links into the web are not followed. */
class LinksTest {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	@Test
	void linksLeadSomewhere() throws IOException {
		final List<String> dead = new ArrayList<>();
		int links = 0;
		for (final Path page : Documentation.pages()) {
			final Matcher link = LINK.matcher(Documentation.prose(page));
			while (link.find()) {
				if (link.group(1).matches("[a-z]+:.*")) continue;
				links++;
				final String[] parts = link.group(1).split("#", 2);
				final Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
				if (!Files.exists(target)) dead.add(page + ": " + link.group(1));
				else if (parts.length > 1 && !anchors(target).contains(parts[1])) dead.add(page + ": " + link.group(1) +
					" names no chapter");
			}
		}
		assertEquals(List.of(), dead);
		assertTrue(links > 100, "only " + links + " links were found");
	}

	@Test
	void everyPageIsLookedAt() throws IOException {
		final Set<Path> known = Set.copyOf(Documentation.pages());
		// What git does not keep lies in target and in hidden folders.
		try (Stream<Path> files = Files.walk(Path.of("."))) {
			assertEquals(List.of(), files.map(Path::normalize).filter(file -> file.toString().endsWith(".md") && !file
				.toString().matches("(.*/)?(target|\\.[^/]+)/.*")).filter(file -> !known.contains(file)).toList());
		}
	}

	/** As GitHub names them: lower case, without markup and punctuation, blanks as hyphens. */
	private static Set<String> anchors(final Path page) throws IOException {
		return Documentation.headings(page).stream().map(title -> title.replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
			.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).collect(Collectors.toSet());
	}
}
