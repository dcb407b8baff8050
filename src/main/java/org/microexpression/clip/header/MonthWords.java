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

package org.microexpression.clip.header;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the months in the languages that Java knows, long and short, in the form that stands alone and in that
 * beside a day, with or without their accents: {@code 28 lutego}, {@code 1. brezna}, {@code 5 de gener}. Most of them
 * are ordinary words elsewhere, so all names have to carry months of one language.
 */
final class MonthWords {

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}]+");

	/** Those of the Latin, Greek and Cyrillic alphabets; in others marks are vowels. */
	private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

	private static final int LEAST_LETTERS = 3;

	/** Asked for when a name is doubtful, since it takes half a second. */
	private static final class Languages {

		/** The months of each language by their words. */
		static final List<Map<String, Integer>> ALL = Arrays.stream(Locale.getAvailableLocales()).map(
			locale -> new GregorianCalendar().getDisplayNames(Calendar.MONTH, Calendar.ALL_STYLES, locale)).filter(
				Objects::nonNull).distinct().map(Languages::words).distinct().toList();

		/** Of names of several words, those that stand in the name of one month alone. */
		private static Map<String, Integer> words(final Map<String, Integer> names) {
			final Map<String, Set<Integer>> months = new HashMap<>();
			names.forEach((name, month) -> MonthWords.words(name.toLowerCase(Locale.ROOT)).forEach(word -> months
				.computeIfAbsent(word, key -> new HashSet<>()).add(month)));
			return months.entrySet().stream().filter(entry -> entry.getValue().size() == 1).collect(Collectors.toMap(
				Map.Entry::getKey, entry -> entry.getValue().iterator().next()));
		}
	}

	private MonthWords() {
		// Functions only.
	}

	/**
	 * @param names of the same number of runs
	 * @param run   a run of digits, or their count for what stands behind the last one
	 * @return whether there stands, before it and beside a number, a month in all names, and not the same one
	 */
	static boolean tellApart(final List<NumberedName> names, final int run) {
		final List<List<String>> beside = names.stream().map(name -> beside(name, run)).toList();
		if (beside.stream().anyMatch(List::isEmpty) || beside.stream().distinct().count() == 1) return false;
		return Languages.ALL.stream().anyMatch(language -> {
			final List<List<Integer>> months = beside.stream().map(words -> words.stream().flatMap(word -> month(word,
				language).stream()).toList()).toList();
			return months.stream().noneMatch(List::isEmpty) && months.stream().distinct().count() > 1;
		});
	}

	/** Programs cut the names of months to three letters or more, whatever the language writes for short. */
	private static Optional<Integer> month(final String word, final Map<String, Integer> language) {
		if (language.containsKey(word)) return Optional.of(language.get(word));
		final Set<Integer> begun = language.entrySet().stream().filter(entry -> entry.getKey().startsWith(word)).map(
			Map.Entry::getValue).collect(Collectors.toSet());
		return begun.size() == 1 ? Optional.of(begun.iterator().next()) : Optional.empty();
	}

	/** The word in front of a run and that behind the run before; short ones such as "de" between are none. */
	private static List<String> beside(final NumberedName name, final int run) {
		final List<String> words = words(name.before(run));
		final List<String> beside = new ArrayList<>();
		if (words.isEmpty()) return beside;
		if (run > 0) beside.add(words.get(0));
		if (run < name.count()) beside.add(words.get(words.size() - 1));
		return beside;
	}

	private static List<String> words(final String text) {
		final String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		return NO_WORD.splitAsStream(Normalizer.normalize(plain, Normalizer.Form.NFC)).filter(word -> word.codePointCount(0,
			word.length()) >= LEAST_LETTERS).toList();
	}
}
