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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes of an evaluation, in label order.
 *
 * @param name   name for messages and tables
 * @param labels the classes as they stand in a manifest, class number 0 first
 */
public record ClassScheme(String name, List<String> labels) {

	/** The three classes of MEGC2019: 0 negative, 1 positive, 2 surprise. */
	public static final ClassScheme MEGC2019 = new ClassScheme("MEGC2019, 3 classes", Arrays.stream(ExpressionClass
		.values()).map(ExpressionClass::label).toList());

	/** The usual five classes of CASME II; fear and sadness (9 clips) are left out. */
	public static final ClassScheme CASME2_FIVE = new ClassScheme("CASME II, 5 classes", List.of("happiness", "disgust",
		"repression", "surprise", "others"));

	/** The usual five classes of SAMM; disgust, fear and sadness (23 clips) are left out. */
	public static final ClassScheme SAMM_FIVE = new ClassScheme("SAMM, 5 classes", List.of("anger", "happiness",
		"contempt", "surprise", "other"));

	/** Title of the scheme that takes the classes of a manifest as they are. */
	public static final String OF_MANIFEST = "as in the manifest";

	/** Copies the labels. */
	public ClassScheme {
		labels = List.copyOf(labels);
	}

	/** @return the names that {@link #named} takes */
	public static List<String> titles() {
		return List.of(MEGC2019.name, CASME2_FIVE.name, SAMM_FIVE.name, OF_MANIFEST);
	}

	/**
	 * @param title a title
	 * @return the scheme of that title, empty for {@value #OF_MANIFEST}
	 * @throws InputException listing the schemes, if there is none of that title
	 */
	public static Optional<ClassScheme> named(final String title) {
		final String chosen = titles().stream().filter(known -> Titles.bare(known).equals(Titles.bare(title))).findFirst()
			.orElseThrow(() -> new InputException("The parameter 'classes' (Classes) is '" + title + "'; choose one of " +
				String.join(", ", titles().stream().map(known -> "'" + known + "'").toList()) + "."));
		return Stream.of(MEGC2019, CASME2_FIVE, SAMM_FIVE).filter(scheme -> scheme.name.equals(chosen)).findFirst();
	}

	/**
	 * @param label a class as a manifest holds it: its name in any case, or its number
	 * @return its number, or -1 where the scheme does not know it
	 */
	public int indexOf(final String label) {
		final String wanted = Titles.word(label);
		final int byName = labels.indexOf(wanted);
		if (byName >= 0) return byName;
		if (wanted.length() == 1 && Character.isDigit(wanted.charAt(0))) {
			final int number = wanted.charAt(0) - '0';
			if (number < labels.size()) return number;
		}
		return -1;
	}

	/** @return how many classes there are */
	public int size() {
		return labels.size();
	}

	/**
	 * @param numbers class numbers
	 * @return the names of the classes among them
	 */
	public List<String> present(final int[] numbers) {
		final List<String> present = new ArrayList<>();
		for (int c = 0; c < size(); c++) {
			final int wanted = c;
			if (Arrays.stream(numbers).anyMatch(n -> n == wanted)) present.add(labels.get(c));
		}
		return present;
	}
}
