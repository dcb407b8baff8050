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

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Counts;

/** What sentences for people have in common. */
class SentencesTest {

	private static final String THINGS = "(?:videos|clips|subjects|spans|rows|files|folders|columns|frames|pictures|" +
		"points|fields|networks|steps|pieces|cells|candidates|intervals)";

	/** A size and, at once, a word in the plural: 1 has another one. */
	private static final Pattern COUNTED = Pattern.compile("(?:size\\(\\)|count\\(\\)|length)\\s*\\+\\s*\" " + THINGS +
		"\\b[^\"]*\"");

	/** What stands before the number leaves no 1, or fits a 1 too. */
	private static final Pattern MANY = Pattern.compile(
		"(?:size\\(\\) > \\w+ \\?|size\\(\\) == 1|== 1 \\?|\\bof the \"|lacks \"|IllegalArgumentException|IllegalState)");

	@Test
	void oneIsNoPlural() {
		assertEquals("1 video is", Counts.of(1, "video is", "videos are"));
		assertEquals("0 videos are", Counts.of(0, "video is", "videos are"));
		final List<String> wrong = Sources.all().stream().flatMap(file -> {
			final String text = Sources.read(file);
			return COUNTED.matcher(text).results().filter(found -> !MANY.matcher(before(text, found)).find()).map(
				found -> file.getFileName() + ": " + found.group());
		}).toList();
		assertEquals(List.of(), wrong, "base.Counts has the right word");
	}

	private static String before(final String text, final MatchResult found) {
		return text.substring(Math.max(0, found.start() - 160), found.start());
	}
}
