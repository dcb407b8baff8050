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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the frame numbers that file names and slice labels carry: the last number in the name, its suffix left off. */
public final class FrameNumbers {

	private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

	private static final Pattern TIME = Pattern.compile("\\d+[.,]\\d+\\s*\\p{Alpha}*");

	private static final Pattern SUFFIX = Pattern.compile("\\.(jpe?g|png|bmp|gif|tiff?|dcm|avi|mov|mp4)$",
		Pattern.CASE_INSENSITIVE);

	private static final Pattern DIGITS_BEGIN_OR_END = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

	private FrameNumbers() {
		// Functions only.
	}

	/**
	 * @param name such as {@code reg_img46.jpg}
	 * @return the last number in it, such as 46, if there is one
	 */
	public static Optional<BigInteger> lastNumber(final String name) {
		final Matcher matcher = LAST_NUMBER.matcher(SUFFIX.matcher(name).replaceFirst(""));
		return matcher.find() ? Optional.of(new BigInteger(matcher.group(1))) : Optional.empty();
	}

	/**
	 * Sorts names by their numbers, or, if these are not unique, in the order people sort them in (runs of digits as
	 * numbers).
	 *
	 * @param names to be sorted
	 * @return sorted
	 */
	public static List<String> sorted(final List<String> names) {
		final List<String> sorted = new ArrayList<>(names);
		if (unique(names)) sorted.sort(Comparator.comparing(name -> lastNumber(name).orElseThrow()));
		else sorted.sort(FrameNumbers::compareNaturally);
		return sorted;
	}

	/**
	 * @param names sorted names
	 * @return the numbers they carry, if each carries one of its own that an {@code int} holds; else 1, 2, 3 …
	 */
	public static int[] ofFiles(final List<String> names) {
		if (!unique(names)) return counted(names.size());
		final BigInteger most = BigInteger.valueOf(Integer.MAX_VALUE);
		final List<BigInteger> numbers = names.stream().map(name -> lastNumber(name).orElseThrow()).toList();
		if (numbers.stream().anyMatch(number -> number.compareTo(most) > 0)) return counted(names.size());
		return numbers.stream().mapToInt(BigInteger::intValue).toArray();
	}

	/**
	 * @param labels slice labels in slice order, {@code null} where there is none; only the first line counts
	 * @return the numbers they carry, if each carries one and they ascend; else 1, 2, 3 … Times, as ImageJ's
	 *         AVI reader writes them ("0.08 s"), are no frame numbers
	 */
	public static int[] ofLabels(final List<String> labels) {
		final List<String> lines = new ArrayList<>();
		for (final String label : labels) {
			final String line = label == null ? "" : label.strip().lines().findFirst().orElse("");
			if (TIME.matcher(line).matches()) return counted(labels.size());
			lines.add(line);
		}
		final int[] numbers = ofFiles(lines);
		for (int i = 1; i < numbers.length; i++)
			if (numbers[i] <= numbers[i - 1]) return counted(numbers.length);
		return numbers;
	}

	/** @return 1, 2, 3 … count */
	public static int[] counted(final int count) {
		return IntStream.rangeClosed(1, count).toArray();
	}

	private static boolean unique(final List<String> names) {
		final HashSet<BigInteger> seen = new HashSet<>();
		return names.stream().map(FrameNumbers::lastNumber).allMatch(number -> number.isPresent() && seen.add(number.get()));
	}

	private static int compareNaturally(final String a, final String b) {
		final String[] partsA = DIGITS_BEGIN_OR_END.split(a);
		final String[] partsB = DIGITS_BEGIN_OR_END.split(b);
		for (int i = 0; i < Math.min(partsA.length, partsB.length); i++) {
			final boolean numbers = Character.isDigit(partsA[i].charAt(0)) && Character.isDigit(partsB[i].charAt(0));
			final int order = numbers ? new BigInteger(partsA[i]).compareTo(new BigInteger(partsB[i])) : partsA[i].compareTo(
				partsB[i]);
			if (order != 0) return order;
		}
		return partsA.length != partsB.length ? partsA.length - partsB.length : a.compareTo(b);
	}
}
