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

package org.microexpression.expression;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;

/**
 * Action units as coders write them: {@code 4+L10}, {@code AU6+AU12}, {@code 1+2+R14A}. Parts are joined by {@code +},
 * {@code ,}, {@code ;} or spaces; {@code L} and {@code R} before or behind the number are the person's sides, {@code B}
 * before it and no letter both; a letter A-E behind the number (the intensity) is passed over, and so is the {@code .0}
 * of a column of real numbers. Digits may be of any script.
 *
 * @param sides  the sides of each unit that this program knows
 * @param others numbers that were coded and are none of {@link ActionUnit}, ascending: FACS has more
 */
public record FacsCode(Map<ActionUnit, Set<FacsSide>> sides, Set<Integer> others) {

	/** A side stands before the number or behind it, where B is an intensity. */
	private static final Pattern PART = Pattern.compile("(?:(?<before>[LRB])(?:AU)?|AU(?<inside>[LRB]))" +
		"(?<sided>\\p{Nd}{1,3})[A-E]?\\??|(?:AU)?(?<plain>\\p{Nd}{1,3})(?:\\.0+|[A-E]|_?(?<behind>[LR]))?\\??",
		Pattern.CASE_INSENSITIVE);

	/** The greatest number of FACS; what is greater, such as 124, was several units. */
	private static final int LAST = 98;

	private static final Pattern BETWEEN = Pattern.compile("[+,;\u3001\\s]+");

	/**
	 * @param text what a coder wrote
	 * @return its units; empty where the text is blank or what programs write for nothing: nobody coded
	 * @throws InputException naming the part that is no action unit
	 */
	public static Optional<FacsCode> parse(final String text) {
		if (text.isBlank() || Titles.isNothing(text)) return Optional.empty();
		final Map<ActionUnit, Set<FacsSide>> sides = new EnumMap<>(ActionUnit.class);
		final Set<Integer> others = new TreeSet<>();
		for (final String part : BETWEEN.split(Normalizer.normalize(text, Normalizer.Form.NFKC).strip())) {
			if (part.isEmpty()) throw new InputException("The action units '" + text +
				"' begin with a sign that joins units; write numbers of FACS joined by +, such as 4+L10.");
			final Matcher matcher = PART.matcher(part);
			if (!matcher.matches()) throw new InputException("The action units '" + text + "' hold '" + part +
				"', which is no action unit; write numbers of FACS joined by +, such as 4+L10, or nothing where none was coded.");
			final int number = Integer.parseInt(first(matcher, "sided", "plain"));
			if (number < 1 || number > LAST) throw new InputException("The action units '" + text + "' hold '" + part +
				"', and FACS has numbers from 1 to " + LAST + "; write them joined by +, such as 4+L10.");
			final String letter = first(matcher, "before", "inside", "behind");
			final Optional<ActionUnit> unit = known(number);
			if (unit.isEmpty()) others.add(number);
			else sides.computeIfAbsent(unit.get(), u -> EnumSet.noneOf(FacsSide.class)).addAll(sides(letter));
		}
		return Optional.of(new FacsCode(sides, others));
	}

	/** The first group that is there; empty where none is. */
	private static String first(final Matcher matcher, final String... groups) {
		return Stream.of(groups).map(matcher::group).filter(Objects::nonNull).findFirst().orElse("");
	}

	private static Set<FacsSide> sides(final String letter) {
		if (letter.equalsIgnoreCase(FacsSide.LEFT.code())) return EnumSet.of(FacsSide.LEFT);
		if (letter.equalsIgnoreCase(FacsSide.RIGHT.code())) return EnumSet.of(FacsSide.RIGHT);
		return EnumSet.allOf(FacsSide.class);
	}

	private static Optional<ActionUnit> known(final int number) {
		for (final ActionUnit unit : ActionUnit.values())
			if (unit.number() == number) return Optional.of(unit);
		return Optional.empty();
	}

	/**
	 * @param unit an action unit
	 * @return whether it was coded, on whichever side
	 */
	public boolean has(final ActionUnit unit) {
		return sides.containsKey(unit);
	}
}
