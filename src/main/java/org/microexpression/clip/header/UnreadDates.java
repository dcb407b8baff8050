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

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;

/**
 * Dates in names that are not read, since nobody can say what they mean or in which language, and refused where the
 * order of their numbers may be another than that of the days: {@code 311224}, {@code 31122024235959}, {@code 31dec}.
 */
final class UnreadDates {

	/** A time of day behind a date. */
	private static final String TIME = "(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:\\d{3})?)?";

	/** Two numbers of which one is the day and the other the month, the year, and what follows. */
	private static final List<Pattern> GLUED = List.of(Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(|" + TIME + ")"), Pattern
		.compile("(\\d\\d)(\\d\\d)((?:19|20)\\d\\d)(" + TIME + ")"));

	private static final int MONTHS = 12;

	private static final int DAYS = 31;

	/** Years of two digits from here on are those of the last century. */
	private static final int LAST_CENTURY = 70;

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}]+");

	/**
	 * The months in the languages of most of the programs that name files by them, as short as they are written, wherever
	 * they stand. Those of other languages count beside a number, see {@link MonthWords}.
	 */
	private static final Pattern MONTH = Pattern.compile(
		"jan(uar|uary|v|vier|eiro)?|feb(ruar|ruary|braio|rero)?|fev(ereiro)?|f\u00e9v(r|rier)?|" +
			"mar(ch|s|zo|\u00e7o)?|m\u00e4rz?|mrz|apr(il|ile)?|avr(il)?|abr(il)?|may|maio?|mayo|mag(gio)?|" +
			"jun(e|i|io|ho)?|juin|giu(gno)?|jul(y|i|io|ho)?|juil(let)?|lug(lio)?|aug(ust)?|ao\u00fbt|ago(sto)?|" +
			"sep(t|tember|tembre|tiembre)?|set(tembre|embro)?|o[ck]t(ober|obre|ubre)?|out(ubro)?|ott(obre)?|" +
			"nov(ember|embre|iembre|embro)?|de[czs](ember|embre|iembre|embro)?|d\u00e9c(embre)?|dic(embre|iembre)?|" +
			"ene(ro)?|gen(naio)?");

	private UnreadDates() {
		// Functions only.
	}

	/**
	 * @param names of the same number of runs
	 * @param runs  those that are not the same in all names and are no times
	 * @throws InputException if they may be dates, and stand in another order then
	 */
	static void refuse(final List<NumberedName> names, final Set<Integer> runs) {
		for (final int run : runs)
			if (GLUED.stream().anyMatch(date -> mayBe(date, names, run))) throw new InputException(
				"holds numbers in names that may be dates (" + examples(names) +
					"), of another order then; number the frames in their order.");
		for (int run = 0; run <= names.get(0).count() && !runs.isEmpty(); run++)
			if (hasMonths(names, run) || MonthWords.tellApart(names, run)) throw new InputException(
				"holds dates with the month as a word in names (" + examples(names) +
					"), which are not read; number the frames in their order.");
	}

	private static String examples(final List<NumberedName> names) {
		return "'" + names.get(0).name() + "', '" + names.get(names.size() - 1).name() + "'";
	}

	/** Days of one recording are of one year or of two that follow one another; numbers that count run through more. */
	private static boolean mayBe(final Pattern date, final List<NumberedName> names, final int run) {
		// What follows a number of six digits, such as 311224_110000, is a time of day.
		if (run > 0 && names.stream().allMatch(name -> name.digits().get(run - 1).length() == 6)) return false;
		final List<Matcher> dates = names.stream().map(name -> date.matcher(name.digits().get(run))).toList();
		if (!dates.stream().allMatch(Matcher::matches)) return false;
		final int[] years = dates.stream().mapToInt(UnreadDates::year).toArray();
		if (Arrays.stream(years).max().orElseThrow() - Arrays.stream(years).min().orElseThrow() > 1) return false;
		final List<Integer> asNumbers = NameDates.order(names, name -> List.of(name.value(run)));
		return isOther(dates, 1, 2, asNumbers) || isOther(dates, 2, 1, asNumbers);
	}

	private static boolean isOther(final List<Matcher> dates, final int day, final int month,
		final List<Integer> asNumbers)
	{
		if (!dates.stream().allMatch(date -> isWithin(date.group(day), DAYS) && isWithin(date.group(month), MONTHS)))
			return false;
		return !asNumbers.equals(NameDates.order(dates, date -> List.of(BigInteger.valueOf(year(date)), new BigInteger(date
			.group(month)), new BigInteger(date.group(day)), new BigInteger("0" + date.group(4)))));
	}

	private static boolean isWithin(final String digits, final int most) {
		final int number = Integer.parseInt(digits);
		return number >= 1 && number <= most;
	}

	private static int year(final Matcher date) {
		final int year = Integer.parseInt(date.group(3));
		return year > 99 ? year : year < LAST_CENTURY ? 2000 + year : 1900 + year;
	}

	/** Whether the names differ before a run, or behind the last one, in the month. */
	private static boolean hasMonths(final List<NumberedName> names, final int run) {
		final List<List<String>> months = names.stream().map(name -> NO_WORD.splitAsStream(name.before(run)).filter(
			word -> MONTH.matcher(word).matches()).toList()).toList();
		return months.stream().noneMatch(List::isEmpty) && months.stream().distinct().count() > 1;
	}
}
