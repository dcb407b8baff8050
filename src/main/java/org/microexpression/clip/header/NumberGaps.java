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

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;

/**
 * Where many numbers are missing between those of frames, one of them may have a slip, be of another clip, or the
 * camera's counter began anew. Far is more than ten times as far as two that follow one another mostly are apart, and
 * further than there are frames.
 */
final class NumberGaps {

	/** Of fewer frames nobody can say which stand together. */
	private static final int LEAST = 5;

	private static final int FAR = 10;

	private static final int VERY_FAR = 100;

	/** More than a part of so many are no few. */
	private static final int MANY = 4;

	/** Counters of cameras end with 9999, whatever zeros stand before it. */
	private static final int CAMERA_DIGITS = 4;

	private final List<NumberedName> names;
	private final int run;
	private final int[] numbers;
	private final int[] gaps;

	/**
	 * @param names in the order of their numbers
	 * @param run   the run of digits that holds the number, none too large for an int
	 */
	NumberGaps(final List<NumberedName> names, final int run) {
		this.names = names;
		this.run = run;
		numbers = names.stream().mapToInt(name -> name.value(run).intValueExact()).toArray();
		gaps = IntStream.range(1, numbers.length).map(i -> numbers[i] - numbers[i - 1]).toArray();
	}

	/**
	 * Behind 9999 the counter of a camera goes on with 0000 or 0001.
	 *
	 * @throws InputException if the numbers reach both ends of their digits and leave a wide gap between
	 */
	void requireNoNewBeginning() {
		if (gaps.length == 0 || !isCounter(names.get(0).digits().get(run), names.get(gaps.length).digits().get(run)))
			return;
		final int widest = widest();
		// Of three frames or fewer the widest gap is the middle one, too.
		if (gaps.length > 2 && gaps[widest] <= far() || gaps[widest] <= Math.max(FAR, numbers.length)) return;
		throw new InputException("holds numbers that a counter may have begun anew with: '" + names.get(gaps.length)
			.name() + "' is the last that its digits can count, and '" + names.get(0).name() +
			"' may follow it; number the frames in their order.");
	}

	private static boolean isCounter(final String first, final String last) {
		final String nines = last.replaceFirst("^0+", "");
		return first.length() == last.length() && first.matches("0+[01]") && nines.matches("99+") && (nines.length() == last
			.length() || nines.length() == CAMERA_DIGITS);
	}

	/** @return what the user should know, empty if nothing */
	Optional<String> remark() {
		if (numbers.length < LEAST) return Optional.empty();
		return few().or(this::gap);
	}

	/** Frames around the onset and others around the apex may have been kept; a counter leaves more out. */
	private Optional<String> gap() {
		final int widest = widest();
		if (gaps[widest] <= Math.max(VERY_FAR * usual(), numbers.length)) return Optional.empty();
		return Optional.of(gaps[widest] - 1 + " numbers are missing between '" + names.get(widest).name() + "' and '" +
			names.get(widest + 1).name() + "'. If a counter began anew between them, or they are of two clips, number the " +
			"frames in their order or part them.");
	}

	/** Few stand far from most: f540 among f46 to f60 is f54 with a slip, or another clip's. */
	private Optional<String> few() {
		final long far = far();
		int begin = 0, end = numbers.length;
		for (int from = 0, to = 1; to <= numbers.length; to++) {
			if (to < numbers.length && gaps[to - 1] <= far) continue;
			if (2 * (to - from) > numbers.length) {
				begin = from;
				end = to;
			}
			from = to;
		}
		final int first = begin, last = end - 1;
		final List<String> away = IntStream.range(0, numbers.length).filter(i -> i < first || i > last).mapToObj(i -> names
			.get(i).name()).toList();
		if (away.isEmpty() || away.size() * MANY > numbers.length) return Optional.empty();
		final int nearest = first > 0 ? numbers[first] - numbers[first - 1] : numbers[last + 1] - numbers[last];
		return Optional.of("the number" + (away.size() > 1 ? "s" : "") + " of " + Titles.some(away) + " " + (away.size() > 1
			? "lie" : "lies") + " far from the others, " + numbers[first] + " to " + numbers[last] + ": " + (nearest - 1) +
			" numbers are missing between. If it is a slip or another clip's, correct the name.");
	}

	private long far() {
		return Math.max(FAR * usual(), numbers.length);
	}

	private long usual() {
		return IntStream.of(gaps).sorted().toArray()[gaps.length / 2];
	}

	private int widest() {
		return IntStream.range(0, gaps.length).reduce((a, b) -> gaps[b] > gaps[a] ? b : a).orElseThrow();
	}
}
