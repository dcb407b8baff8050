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

package org.microexpression.clip;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

import org.microexpression.base.Titles;

/** A frame number as a cell of a table holds it. */
public final class FrameCell {

	/** In place of a number where the cell gives none. */
	public static final int ABSENT = -1;

	/** Spreadsheets compute with more digits than they show. */
	private static final MathContext SHOWN = new MathContext(15);

	/** What nobody sees in a cell, and blanks around what is there; blanks between digits may part two numbers. */
	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}|^[\\p{Z}\\s\\p{Cf}]+|[\\p{Z}\\s\\p{Cf}]+$");

	/** A German 8.000 is eight thousand, a program that writes three decimals means 8. */
	private static final Pattern THOUSANDS = Pattern.compile("(?!0)\\d{1,3}\\.0{3}");

	private static final Pattern SIGNS = Pattern.compile("[\\p{P}\\p{S}]*");

	/** Decimals of a whole number behind a comma; three of them may be thousands. */
	private static final Pattern COMMA = Pattern.compile("^(\\d+),(0{1,2}|0{4,})$");

	/** What a spreadsheet shows where a value was lost. */
	private static final String LOST = "#";

	private FrameCell() {
		// Functions only.
	}

	/**
	 * @param text a cell's text; {@code 46}, {@code 46.0}, {@code 46,0} and {@code 46.000000000000007}, which a
	 *             spreadsheet shows as 46, are the same, in digits of any script, whatever blanks stand around
	 * @return the number, or {@link #ABSENT} where the cell holds no whole number from 0 up, or one that may be a thousand
	 *         times as much, as {@code 8.000}
	 */
	public static int parse(final String text) {
		try {
			final BigDecimal written = new BigDecimal(COMMA.matcher(plain(text)).replaceFirst("$1"));
			final int number = written.round(SHOWN).intValueExact();
			return number < 0 || isThousands(written) ? ABSENT : number;
		}
		catch (NumberFormatException | ArithmeticException e) {
			return ABSENT;
		}
	}

	/**
	 * @param text a cell's text
	 * @return whether something is written there that is no frame number: not nothing, a sign such as / or -, "n/a" or -1
	 */
	public static boolean isUnreadable(final String text) {
		final String plain = plain(text);
		final boolean nothing = SIGNS.matcher(plain).matches() || Titles.isNobody(plain) && !plain.startsWith(LOST);
		return parse(text) == ABSENT && !nothing;
	}

	/**
	 * @param text a cell that {@link #isUnreadable}
	 * @return the end of a sentence that begins with its text: what it is
	 */
	public static String fault(final String text) {
		try {
			final BigDecimal written = new BigDecimal(plain(text));
			return isThousands(written) ? "may be the frame " + written.intValue() + " or " + written.unscaledValue()
				: "is no frame number";
		}
		catch (final NumberFormatException e) {
			return "is no frame number";
		}
	}

	/** In digits of any script. */
	private static boolean isThousands(final BigDecimal written) {
		return THOUSANDS.matcher(written.toPlainString()).matches();
	}

	private static String plain(final String text) {
		return UNSEEN.matcher(text).replaceAll("");
	}
}
