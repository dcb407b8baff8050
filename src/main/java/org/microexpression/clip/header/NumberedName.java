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
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file's name or a slice's label cut into runs of digits, of any script, and the text around them. Full-width letters
 * and digits are read as the common ones, marks that are not seen (direction of writing, zero width) are left out.
 *
 * @param name   as it stands
 * @param texts  the text before the first run of digits, between runs, and behind the last one, in lower case: one more
 *               than there are runs
 * @param digits the runs in the digits 0 to 9, with their leading zeros
 */
record NumberedName(String name, List<String> texts, List<String> digits) {

	private static final Pattern SUFFIX = Pattern.compile(
		"\\.(jpe?g|jpe|jfif|png|bmp|gif|tiff?|webp|hei[cf]|jp2|dcm|avi|mov|mp4)$", Pattern.CASE_INSENSITIVE);

	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

	/** Between a digit and one that is raised, lowered or in a circle, which is of another number: 10\u00b21. */
	private static final Pattern RAISED = Pattern.compile("(?<=\\p{Nd})(?=\\p{No})|(?<=\\p{No})(?=\\p{Nd})");

	/** Behind an apostrophe minutes have two digits; three are a number's, as the Swiss write it, or in Arabic. */
	private static final Pattern THOUSANDS = Pattern.compile(
		"(?<!\\p{Nd}|\\p{Nd}['\u2019\u066c])\\p{Nd}{1,3}(['\u2019\u066c]\\p{Nd}{3})+(?!['\u2019\u066c]?\\p{Nd})");

	private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}");

	private static final Pattern SIZE = Pattern.compile("\\s*[x\u00d7*]\\s*");

	/** Smaller numbers on both sides of an x are no picture size. */
	private static final BigInteger LEAST_SIZE = BigInteger.valueOf(16);

	NumberedName {
		texts = List.copyOf(texts);
		digits = List.copyOf(digits);
	}

	/** @param name a file's name, whose suffix does not count, or a label */
	static NumberedName of(final String name) {
		final String parted = RAISED.matcher(name).replaceAll("^");
		final String plain = THOUSANDS.matcher(SUFFIX.matcher(UNSEEN.matcher(Normalizer.normalize(parted,
			Normalizer.Form.NFKC)).replaceAll("")).replaceFirst("").toLowerCase(Locale.ROOT)).replaceAll(number -> NO_DIGIT
				.matcher(number.group()).replaceAll(""));
		final List<String> texts = new ArrayList<>();
		final List<String> digits = new ArrayList<>();
		final StringBuilder run = new StringBuilder();
		final StringBuilder text = new StringBuilder();
		plain.codePoints().forEach(letter -> {
			if (Character.isDigit(letter)) {
				if (run.length() == 0) texts.add(text.toString());
				text.setLength(0);
				run.append(Character.digit(letter, 10));
				return;
			}
			if (run.length() > 0) digits.add(run.toString());
			run.setLength(0);
			text.appendCodePoint(letter);
		});
		if (run.length() > 0) digits.add(run.toString());
		texts.add(text.toString());
		return new NumberedName(name, texts, digits);
	}

	/** @return how many runs of digits there are */
	int count() {
		return digits.size();
	}

	BigInteger value(final int run) {
		return new BigInteger(digits.get(run));
	}

	/** @return the name with its digits from 0 to 9, in lower case */
	String plain() {
		final StringBuilder plain = new StringBuilder(texts.get(0));
		for (int run = 0; run < count(); run++)
			plain.append(digits.get(run)).append(after(run));
		return plain.toString();
	}

	/** @return the text before a run */
	String before(final int run) {
		return texts.get(run);
	}

	/** @return the text behind a run */
	String after(final int run) {
		return texts.get(run + 1);
	}

	/** @return whether a run is the width or the height in a size such as 640x480 */
	boolean isSize(final int run) {
		return run > 0 && isSizeWith(run - 1) || run + 1 < count() && isSizeWith(run);
	}

	private boolean isSizeWith(final int width) {
		return SIZE.matcher(after(width)).matches() && value(width).compareTo(LEAST_SIZE) >= 0 && value(width + 1)
			.compareTo(LEAST_SIZE) >= 0;
	}
}
