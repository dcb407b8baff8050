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

package org.microexpression.base;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Names as people type them: compared without regard to case, spaces and punctuation. */
public final class Titles {

	private static final int NAMED = 5;
	private static final int LONGEST = 60;

	private static final Set<String> NOTHING = Set.of("nan", "null", "nil", "na", "n/a", "#n/a", "<na>", "-1", "-1.0");

	/** Marks of width 0, and those of the direction of writing. */
	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

	private Titles() {
		// Functions only.
	}

	/**
	 * Names in a sentence that must stay one.
	 *
	 * @param names any number of names
	 * @return the first {@value #NAMED} of them, in quotes, each cut where it is long, and how many more there are
	 */
	public static String some(final List<String> names) {
		final String shown = String.join(", ", names.stream().limit(NAMED).map(name -> "'" + cut(name, LONGEST) + "'")
			.toList());
		return names.size() > NAMED ? shown + " and " + (names.size() - NAMED) + " more" : shown;
	}

	/**
	 * @param name a name, in which on some computers lines may end
	 * @return it in one line, such letters as question marks
	 */
	public static String shown(final String name) {
		return name.replaceAll("\\p{Cntrl}", "?");
	}

	/**
	 * @param name any text
	 * @param most letters to keep
	 * @return the text in one line, or its beginning and an ellipsis where it is longer
	 */
	public static String cut(final String name, final int most) {
		final String text = shown(name);
		return text.length() > most ? text.substring(0, most) + "…" : text;
	}

	/**
	 * @param text any text
	 * @return it without what nobody sees at its ends: blanks of every kind, also those that keep two words together, and
	 *         marks of width 0
	 */
	public static String trimmed(final String text) {
		int from = 0;
		int to = text.length();
		while (from < to && isUnseen(text.charAt(from)))
			from++;
		while (to > from && isUnseen(text.charAt(to - 1)))
			to--;
		return text.substring(from, to);
	}

	/**
	 * @param text any text
	 * @return it with letters and their marks in one: {@code u} and a diaeresis, as file names of a Mac have it, are ü
	 */
	public static String composed(final String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/**
	 * @param word a class or another word of a table
	 * @return the same text for all that look alike: in lower case, blanks of every kind as one space
	 */
	public static String word(final String word) {
		return trimmed(UNSEEN.matcher(composed(word)).replaceAll("")).toLowerCase(Locale.ROOT).replaceAll("[\\p{Z}\\s]+",
			" ");
	}

	/**
	 * @param word a cell's text
	 * @return whether it is what programs write for a value that is not there
	 */
	public static boolean isNothing(final String word) {
		return NOTHING.contains(word(word));
	}

	/**
	 * @param name a cell's text
	 * @return whether it names nobody and nothing: as {@link #isNothing}, or "none", which of classes may be one
	 */
	public static boolean isNobody(final String name) {
		return isNothing(name) || word(name).equals("none");
	}

	private static boolean isUnseen(final char letter) {
		return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || Character.getType(
			letter) == Character.FORMAT;
	}

	/**
	 * @param text any text
	 * @return its letters and digits in lower case
	 */
	public static String bare(final String text) {
		return composed(text).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

	/**
	 * Chooses by title.
	 *
	 * @param <T>     what is chosen
	 * @param choices what there is
	 * @param title   the title of each
	 * @param wanted  a title as somebody typed it
	 * @param kind    what a choice is called in a sentence, for instance {@code dataset}
	 * @return the first choice of that title
	 * @throws InputException listing the titles, if there is none
	 */
	public static <T> T choose(final List<T> choices, final Function<T, String> title, final String wanted,
		final String kind)
	{
		final List<String> titles = choices.stream().map(title).toList();
		final String separator = titles.stream().anyMatch(t -> t.contains(",")) ? "; " : ", ";
		return choices.stream().filter(choice -> bare(title.apply(choice)).equals(bare(wanted))).findFirst().orElseThrow(
			() -> new InputException("There is no " + kind + " '" + wanted + "'; choose one of " + String.join(separator,
				titles) + "."));
	}
}
