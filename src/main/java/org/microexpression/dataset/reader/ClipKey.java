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

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.dataset.PersonKey;

/**
 * Subject and clip without the differences of spelling between sheets and folders: {@code sub01}, {@code 01}, {@code 1}
 * and {@code s1} are one subject, {@code s03_ne_03} and {@code s3_ne_03} one clip; {@code A1} and {@code B1} are two
 * subjects.
 *
 * @param subject the subject's number, or its name in lower case where it has none
 * @param clip    the clip's name in lower case, its numbers without leading zeros
 */
public record ClipKey(String subject, String clip) {

	/** Other letters tell people apart: {@code A1} and {@code B1} are two. */
	private static final Pattern NUMBERED = Pattern.compile("(?:p|vp|person|participant)?(\\d+)(?:\\.0+)?");

	private static final Pattern SAMM_CLIP = Pattern.compile("(\\d+)_\\d+");

	private static final Pattern LEADING_ZEROS = Pattern.compile("(?<!\\d)0+(?=\\d)");

	/**
	 * @param subject the subject's id
	 * @param clip    the clip's name
	 * @return both without differences of spelling
	 */
	public static ClipKey of(final String subject, final String clip) {
		return new ClipKey(subjectKey(subject), LEADING_ZEROS.matcher(clip.strip().toLowerCase(Locale.ROOT)).replaceAll(
			""));
	}

	/**
	 * A subject of SAMM, which writes three digits, in the column or at the beginning of the clip's name.
	 *
	 * @param cell the subject's cell, may be empty
	 * @param clip the clip's name
	 * @return for instance {@code 006}, empty where neither tells
	 */
	static String sammSubject(final String cell, final String clip) {
		final Matcher name = SAMM_CLIP.matcher(clip);
		final int number = subjectNumber(cell.isEmpty() && name.lookingAt() ? name.group(1) : cell);
		return number < 0 ? "" : String.format(Locale.ROOT, "%03d", number);
	}

	static String subjectKey(final String subject) {
		final String person = PersonKey.ofSubject(subject);
		final Matcher numbered = NUMBERED.matcher(person);
		return numbered.matches() ? numbered.group(1) : person;
	}

	/**
	 * @param subject the subject's id
	 * @return its number, as in {@code 7}, {@code 07}, {@code 7.0}, {@code s07}, {@code sub07} and {@code p07}, or -1
	 *         where it is none or other letters stand with it
	 */
	public static int subjectNumber(final String subject) {
		final String key = subjectKey(subject);
		return key.matches("\\d{1,8}") ? Integer.parseInt(key) : -1;
	}
}
