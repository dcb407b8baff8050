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

package org.microexpression.dataset.reader;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.reader.Cell;

/**
 * A number that a workbook shows as a date or a time. Spreadsheet programs make one of what looks like it, of 1-2 or 4/7,
 * and nobody can say what was typed.
 */
final class DateCell {

	/** What a format shows besides days and times: literal text, colours and languages, signs. */
	private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");

	/** Year, month, day, hour, second; "General" has none of these letters. */
	private static final Pattern PART_OF_DATE = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

	private static final Pattern TEXT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d\\d:\\d\\d(:\\d\\d)?");

	/** Years have four digits. */
	private static final double END = 2_958_466;

	private DateCell() {
		// Functions only.
	}

	/**
	 * @param cell a cell that holds a number
	 * @return its date, or its time where it has no day; empty where its format shows neither
	 */
	static Optional<String> text(final Cell cell) {
		final String format = cell.getDataFormatString();
		if (format == null || !PART_OF_DATE.matcher(LITERAL.matcher(format).replaceAll("")).find()) return Optional.empty();
		final double days = Double.parseDouble(cell.getRawValue());
		if (!(days >= 0 && days < END)) return Optional.empty();
		final LocalDateTime date = cell.asDate();
		if (days >= 1) return Optional.of(date.toLocalDate().toString());
		final LocalTime time = date.toLocalTime().truncatedTo(ChronoUnit.SECONDS);
		return Optional.of(time.toString());
	}

	/**
	 * @param text a cell's text
	 * @return whether it is a date or a time as {@link #text} gives it
	 */
	static boolean is(final String text) {
		return TEXT.matcher(text).matches();
	}
}
