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

package org.microexpression.dataset;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People told apart whatever way their ids are spelled: {@code s01}, {@code S1}, {@code sub_01}, {@code 01}, {@code
 * 1.0} and {@code 1} with a blank that is not seen are one person of a dataset, {@code A1} and {@code B1} are two.
 */
public final class PersonKey {

	private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Z}\\s]+");

	private static final Pattern NUMBERED = Pattern.compile("(?:s|sp|sub|subj|subject|spno)?[._-]*0*(\\d+)(?:\\.0+)?");

	private static final Pattern ZEROS = Pattern.compile("(?<!\\d)0+(?=\\d)");

	private static final Pattern SIGNS = Pattern.compile("(?<=\\p{L})[._-]+(?=\\d)");

	/** Names of datasets beside those that their readers give. */
	private static final Map<String, String> ALIASES = Map.of("casmeii", "casme2", "smichs", "smic", "smichse", "smic",
		"cas(me)^2", "casme2sq", "cas(me)2", "casme2sq", "cas(me)^3", "casme3", "cas(me)3", "casme3", "casmeiii", "casme3",
		"sammlong", "sammlv", "sammlongvideos", "sammlv");

	/** Datasets of long videos, of which those of clips were cut. */
	private static final Map<String, String> CUT = Map.of("sammlv", "samm", "casme3long", "casme3", "4dmelong", "4dme");

	private PersonKey() {
		// Functions only.
	}

	/**
	 * @param subject a subject's id
	 * @return the same text for all its spellings
	 */
	public static String ofSubject(final String subject) {
		final String plain = plain(subject);
		final Matcher numbered = NUMBERED.matcher(plain);
		if (numbered.matches()) return numbered.group(1);
		return ZEROS.matcher(SIGNS.matcher(plain).replaceAll("")).replaceAll("");
	}

	/**
	 * @param dataset a dataset's id
	 * @return the same text for all its spellings
	 */
	public static String ofDataset(final String dataset) {
		final String plain = plain(dataset).replaceAll("[._-]+", "");
		return ALIASES.getOrDefault(plain, plain);
	}

	/**
	 * @param dataset a dataset's id
	 * @return the same text for all datasets that show the same people: clips, and the long videos that they were cut of
	 */
	public static String ofPeople(final String dataset) {
		final String name = ofDataset(dataset);
		return CUT.getOrDefault(name, name);
	}

	/**
	 * @param dataset a dataset's id
	 * @param subject a subject's id
	 * @return the same text for all spellings of a person
	 */
	public static String of(final String dataset, final String subject) {
		return ofPeople(dataset) + "/" + ofSubject(subject);
	}

	/** In lower case, without blanks, in common letters and the digits 0 to 9. */
	private static String plain(final String text) {
		final StringBuilder plain = new StringBuilder();
		UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("").toLowerCase(Locale.ROOT)
			.codePoints().forEach(letter -> plain.appendCodePoint(Character.isDigit(letter) ? '0' + Character.digit(letter,
				10) : letter));
		return plain.toString();
	}
}
