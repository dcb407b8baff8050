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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The list of libraries with reasons, held against the class path that Maven resolved; offline. */
class DependenciesTest {

	private static final Pattern ROW = Pattern.compile(
		"(?m)^\\| `([^`]+)` \\| (\\S+) \\| (?:users|tests) \\| [^|]{5,} \\|$");

	/** GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar, the group's parts as folders, below a repository. */
	private static final Pattern JAR = Pattern.compile("(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

	/** One jar whose place tells where the repository is, whatever its folder is called. */
	private static final Pattern IMAGEJ = Pattern.compile("(.*/)net/imagej/ij/([^/]+)/ij-\\2\\.jar");

	@Test
	void theListIsWhatTheClassPathHolds() throws IOException {
		final SortedMap<String, String> listed = new TreeMap<>();
		final Matcher rows = ROW.matcher(Files.readString(Path.of("docs/dependencies.md")));
		while (rows.find())
			listed.put(rows.group(1), rows.group(2));
		final SortedMap<String, String> found = new TreeMap<>();
		final List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(
			jar -> jar.replace(File.separatorChar, '/')).toList();
		final String repository = jars.stream().map(IMAGEJ::matcher).filter(Matcher::matches).findFirst().orElseThrow()
			.group(1);
		for (final String jar : jars) {
			if (!jar.startsWith(repository)) continue;
			final Matcher parts = JAR.matcher(jar.substring(repository.length()));
			// Maven adds its own launcher of tests.
			if (parts.matches() && !parts.group(1).matches("org/apache/maven/surefire|org/junit/platform") || parts
				.matches() && listed.containsKey(parts.group(1).replace('/', '.') + ":" + parts.group(2))) found.put(parts
					.group(1).replace('/', '.') + ":" + parts.group(2), parts.group(3));
		}
		assertEquals(listed, found);
	}
}
