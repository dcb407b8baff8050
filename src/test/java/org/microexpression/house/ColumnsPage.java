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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page docs/columns.md: which columns a table of a title has. */
public final class ColumnsPage {

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	/** Names of columns by the titles of the tables that have them. */
	private final Map<List<String>, Set<String>> sections = new LinkedHashMap<>();

	/** @throws IOException if the page cannot be read */
	public ColumnsPage() throws IOException {
		Set<String> names = new LinkedHashSet<>();
		for (final String line : Files.readAllLines(Path.of("docs/columns.md"))) {
			if (line.startsWith("## ")) {
				names = new LinkedHashSet<>();
				sections.put(List.of(line.substring(3).split(", ")), names);
			}
			else if (line.startsWith("| ")) {
				final Matcher name = NAME.matcher(line.substring(0, line.indexOf(" |", 2)));
				while (name.find())
					names.add(name.group(1));
			}
		}
	}

	/** Capitals on the page stand for names of many columns. */
	private static boolean is(final String column, final String onPage) {
		return column.matches(onPage.replace("CLASS", "[a-z]+").replace("REGION", "[a-z_]+").replace("PLACE",
			"(left|right) [a-z ]+").replace("UNIT", "AU\\d\\d_[LR]").replaceFirst("^seedN", "seed\\\\d+"));
	}

	private List<String> titles(final String title) {
		return sections.keySet().stream().filter(titles -> titles.contains(title)).findFirst().orElseThrow(
			() -> new AssertionError("The page has no table '" + title + "'"));
	}

	/**
	 * @param title   title of a table
	 * @param columns its columns
	 * @return a sentence for each that the page does not tell
	 */
	public List<String> untold(final String title, final Collection<String> columns) {
		final List<String> untold = new ArrayList<>();
		for (final String column : columns)
			if (sections.get(titles(title)).stream().noneMatch(name -> is(column, name))) untold.add(title + ": '" + column +
				"' is not on the page");
		return untold;
	}

	/**
	 * @param tables columns of tables by their titles
	 * @return a sentence for each name on the page that none of these tables has, where all tables of a section are here
	 */
	public List<String> unused(final Map<String, List<String>> tables) {
		final List<String> unused = new ArrayList<>();
		sections.forEach((titles, names) -> {
			if (tables.keySet().containsAll(titles)) for (final String name : names)
				if (titles.stream().flatMap(title -> tables.get(title).stream()).noneMatch(column -> is(column, name))) unused
					.add("No table of " + titles + " has '" + name + "'");
		});
		return unused;
	}

	/**
	 * @param title title of a table
	 * @return the names on the page, in its order
	 */
	public List<String> names(final String title) {
		return List.copyOf(sections.get(titles(title)));
	}

	/**
	 * @param title   title of a table
	 * @param columns columns of a window
	 * @return the names by which the page tells them, in the window's order
	 */
	public List<String> asTold(final String title, final Collection<String> columns) {
		final Set<String> order = new LinkedHashSet<>();
		for (final String column : columns)
			order.add(names(title).contains(column) ? column : names(title).stream().filter(name -> is(column, name))
				.findFirst().orElseThrow());
		return List.copyOf(order);
	}
}
