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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

/**
 * Names numbered with the letters a to f as digits, {@code f09}, {@code f0a}, {@code f10}: read as decimals, a part of
 * the number would be lost, and f0a be frame 0.
 */
final class HexadecimalNames {

	private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

	private HexadecimalNames() {
		// Functions only.
	}

	/**
	 * @param names at least one
	 * @throws InputException if they are of one length, differ in nothing but such digits that stand together, and where
	 *                        one has a letter another has a digit
	 */
	static void refuse(final List<NumberedName> names) {
		final List<String> plain = names.stream().map(NumberedName::plain).toList();
		final int length = plain.get(0).length();
		if (plain.stream().anyMatch(name -> name.length() != length)) return;
		final int[] differing = IntStream.range(0, length).filter(at -> plain.stream().map(name -> name.charAt(at))
			.distinct().count() > 1).toArray();
		if (differing.length == 0) return;
		final int first = differing[0], last = differing[differing.length - 1];
		if (!plain.stream().allMatch(name -> HEXADECIMAL.matcher(name.substring(first, last + 1)).matches())) return;
		for (final int at : differing) {
			final int letter = IntStream.range(0, plain.size()).filter(i -> Character.isLetter(plain.get(i).charAt(at)))
				.findFirst().orElse(-1);
			if (letter >= 0 && plain.stream().anyMatch(name -> Character.isDigit(name.charAt(at)))) throw new InputException(
				"holds names whose numbers may be hexadecimal, such as '" + names.get(letter).name() +
					"'; number the frames in their order, with digits alone.");
		}
	}
}
