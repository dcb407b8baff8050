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
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What README, the pages beside it and those in {@code docs} print. */
public final class Documentation {

	private static final Pattern PIECE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```");
	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
	private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");

	/**
	 * A piece of code that stands by itself.
	 *
	 * @param page     where it stands
	 * @param language what it is, as the page says
	 * @param code     its lines
	 */
	public record Piece(Path page, String language, String code) {
	}

	private Documentation() {
		// Functions only.
	}

	/** @return README, what stands beside it, and the pages in {@code docs}, in the order of their names */
	public static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("docs"))) {
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/looks.md",
				"models/face/README.md").map(Path::of), docs.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
		}
	}

	/** @return the pieces in these languages, page by page */
	public static List<Piece> pieces(final String... languages) throws IOException {
		final List<Piece> pieces = new ArrayList<>();
		for (final Path page : pages())
			PIECE.matcher(Files.readString(page)).results().map(found -> new Piece(page, found.group(1), found.group(2)))
				.filter(piece -> List.of(languages).contains(piece.language())).forEach(pieces::add);
		return pieces;
	}

	/** @return the text of a page without its pieces of code and what stands between back quotes */
	public static String prose(final Path page) throws IOException {
		return SPAN.matcher(PIECE.matcher(Files.readString(page)).replaceAll("")).replaceAll("");
	}

	/** @return the titles of a page's chapters, with their markup */
	public static List<String> headings(final Path page) throws IOException {
		return HEADING.matcher(PIECE.matcher(Files.readString(page)).replaceAll("")).results().map(found -> found.group(1))
			.toList();
	}

	/** @return what stands in the text of a page between two back quotes */
	public static List<String> spans(final Path page) throws IOException {
		return SPAN.matcher(PIECE.matcher(Files.readString(page)).replaceAll("")).results().map(found -> found.group(1))
			.toList();
	}
}
