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

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

/**
 * Dates in names that end with the year, {@code 30-01-2024}, {@code 1/30/2024} or {@code 30012024}: of these the first
 * number does not tell the order. Whether day or month stands first, the numbers above 12 tell.
 */
final class NameDates {

	private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

	private static final Pattern GLUED = Pattern.compile("\\d{4}(19|20)\\d\\d");

	private static final Pattern BETWEEN = Pattern.compile("[-_./ ]");

	private static final int MONTHS = 12;

	private static final int DAYS = 31;

	/** What a name says from its first number on. */
	private record Date(int first, int second, int year) {

		static Date of(final NumberedName name, final int run) {
			final String digits = name.digits().get(run);
			if (GLUED.matcher(digits).matches()) return new Date(Integer.parseInt(digits.substring(0, 2)), Integer.parseInt(
				digits.substring(2, 4)), Integer.parseInt(digits.substring(4)));
			return new Date(name.value(run).intValue(), name.value(run + 1).intValue(), name.value(run + 2).intValue());
		}

		boolean isOne() {
			return Math.min(first, second) >= 1 && Math.max(first, second) <= DAYS && Math.min(first, second) <= MONTHS;
		}

		List<Integer> dayFirst() {
			return List.of(year, second, first);
		}

		List<Integer> monthFirst() {
			return List.of(year, first, second);
		}
	}

	private final List<NumberedName> names;

	private final Set<Integer> runs = new TreeSet<>();

	private Function<Date, List<Integer>> reading = Date::dayFirst;

	/**
	 * @param names   of the same number of runs
	 * @param varying the runs that are not the same in all names
	 * @throws InputException if there are dates whose order is not known
	 */
	NameDates(final List<NumberedName> names, final Set<Integer> varying) {
		this.names = names;
		for (int run = 0; run < names.get(0).count() && runs.isEmpty(); run++) {
			final int parts = isGlued(run) ? 1 : isParted(run) ? 3 : 0;
			final int from = run;
			// Where one part alone differs, the order is that of its numbers.
			final boolean differ = parts == 1 || varying.stream().filter(at -> at >= from && at < from + parts).count() > 1;
			if (parts > 0 && differ) read(run, parts);
		}
	}

	/** @return the runs of the dates, none where there are none or their order is that of their numbers */
	Set<Integer> runs() {
		return runs;
	}

	/** @return year, month and day of a name; nothing where there are no dates */
	List<BigDecimal> key(final NumberedName name) {
		if (runs.isEmpty()) return List.of();
		return reading.apply(Date.of(name, runs.iterator().next())).stream().map(BigDecimal::valueOf).toList();
	}

	/**
	 * @param names of the same number of runs
	 * @param run   a run
	 * @return whether it and the next one may be day and month, and stand in another order then than as two numbers
	 */
	static boolean mayBeDays(final List<NumberedName> names, final int run) {
		if (run + 1 >= names.get(0).count()) return false;
		final boolean days = names.stream().allMatch(name -> BETWEEN.matcher(name.after(run)).matches() && isPart(name, run,
			DAYS) && isPart(name, run + 1, MONTHS));
		return days && !order(names, name -> List.of(name.value(run).intValue(), name.value(run + 1).intValue())).equals(
			order(names, name -> List.of(name.value(run + 1).intValue(), name.value(run).intValue())));
	}

	private static boolean isPart(final NumberedName name, final int run, final int most) {
		return name.digits().get(run).length() <= 2 && name.value(run).intValue() >= 1 && name.value(run)
			.intValue() <= most;
	}

	private boolean isParted(final int run) {
		return run + 2 < names.get(0).count() && names.stream().allMatch(name -> BETWEEN.matcher(name.after(run))
			.matches() && name.after(run).equals(name.after(run + 1)) && isPart(name, run, DAYS) && isPart(name, run + 1,
				DAYS) && YEAR.matcher(name.digits().get(run + 2)).matches() && Date.of(name, run).isOne());
	}

	/** Dates without anything between are told from large numbers by their order. */
	private boolean isGlued(final int run) {
		if (!names.stream().allMatch(name -> GLUED.matcher(name.digits().get(run)).matches() && Date.of(name, run).isOne()))
			return false;
		final List<Integer> asNumbers = order(names, name -> List.of(name.value(run).intValueExact()));
		return !order(names, name -> Date.of(name, run).dayFirst()).equals(asNumbers) || !order(names, name -> Date.of(name,
			run).monthFirst()).equals(asNumbers);
	}

	private void read(final int run, final int parts) {
		final boolean day = names.stream().allMatch(name -> Date.of(name, run).second() <= MONTHS);
		final boolean month = names.stream().allMatch(name -> Date.of(name, run).first() <= MONTHS);
		final List<Integer> byDay = order(names, name -> Date.of(name, run).dayFirst());
		if (day == month && !(day && byDay.equals(order(names, name -> Date.of(name, run).monthFirst()))))
			throw new InputException("holds dates in names of which nobody can say whether day or month stands first ('" +
				names.get(byDay.get(0)).name() + "', '" + names.get(byDay.get(byDay.size() - 1)).name() +
				"'); number the frames in their order.");
		if (!day) reading = Date::monthFirst;
		IntStream.range(run, run + parts).forEach(runs::add);
	}

	/**
	 * @param all what is put in order
	 * @param key numbers by which it is, the weightiest first; as many of each
	 * @return the places of all in that order
	 */
	static <T, K extends Comparable<K>> List<Integer> order(final List<T> all, final Function<T, List<K>> key) {
		final List<List<K>> keys = all.stream().map(key).toList();
		final Comparator<Integer> weightiestFirst = (a, b) -> {
			for (int i = 0; i < keys.get(a).size(); i++)
				if (!keys.get(a).get(i).equals(keys.get(b).get(i))) return keys.get(a).get(i).compareTo(keys.get(b).get(i));
			return 0;
		};
		return IntStream.range(0, all.size()).boxed().sorted(weightiestFirst).toList();
	}
}
