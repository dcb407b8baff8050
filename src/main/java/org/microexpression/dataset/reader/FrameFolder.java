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

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;

/**
 * The frame numbers that exist in a folder of frames. The number is the last run of digits of a file's name, whatever
 * its width: {@code img46.jpg}, {@code reg_img46.jpg}, {@code 006_05562.jpg} and {@code image090823.jpg} are 46, 46,
 * 5562 and 90823.
 * What cannot be told by its number alone, a picture without one or two of one number, is refused, as it is when the
 * clip's frames are read.
 *
 * @param folder  the folder
 * @param numbers the numbers in ascending order, each once
 */
record FrameFolder(Path folder, int[] numbers) {

	private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff");

	private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

	/**
	 * @param folder a folder of frames
	 * @return what it holds; hidden files, shortcuts and other files are passed over
	 * @throws InputException if the folder cannot be read, or a picture has no number or another one's
	 */
	static FrameFolder read(final Path folder) {
		final TreeMap<Integer, String> names = new TreeMap<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files) {
				if (!isImage(file)) continue;
				final String name = file.getFileName().toString();
				final int number = number(name);
				if (number < 0) throw new InputException("The folder " + folder + " holds the picture " + name +
					" without a frame number; move it elsewhere.");
				final String other = names.put(number, name);
				if (other != null) throw new InputException("The folder " + folder + " holds two frames of the number " +
					number + ", " + other + " and " + name + "; keep one of them.");
			}
		}
		catch (IOException | DirectoryIteratorException e) {
			throw new InputException("The folder " + folder + " cannot be read (" + e.getMessage() +
				"); check its access rights and that its drive is connected.", e);
		}
		return new FrameFolder(folder, names.keySet().stream().mapToInt(Integer::intValue).toArray());
	}

	/**
	 * @param file a file
	 * @return whether its name is that of a frame; {@code ._} files that macOS leaves behind are not
	 */
	static boolean isImage(final Path file) {
		final String name = file.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return !name.startsWith(".") && dot > 0 && IMAGES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
	}

	private static int number(final String name) {
		final Matcher matcher = LAST_NUMBER.matcher(name.substring(0, name.lastIndexOf('.')));
		if (!matcher.find()) return -1;
		final String digits = matcher.group(1).replaceFirst("^0+(?=\\d)", "");
		return digits.length() > 9 ? -1 : Integer.parseInt(digits);
	}

	int first() {
		return numbers[0];
	}

	int last() {
		return numbers[numbers.length - 1];
	}

	boolean has(final int number) {
		return Arrays.binarySearch(numbers, number) >= 0;
	}

	/** @return the existing frame in low..high that is nearest to the wanted one, the lower of two, or -1 for none */
	int nearest(final int wanted, final int low, final int high) {
		int best = -1;
		for (final int n : numbers) {
			if (n >= low && n <= high && (best < 0 || Math.abs(n - wanted) < Math.abs(best - wanted))) best = n;
		}
		return best;
	}

	/** @return the greatest existing frame up to the wanted one, or -1 for none */
	int atMost(final int wanted) {
		final int at = Arrays.binarySearch(numbers, wanted);
		if (at >= 0) return wanted;
		return at == -1 ? -1 : numbers[-at - 2];
	}

	/** @return for instance {@code frames 46 to 113} */
	String range() {
		return numbers.length == 0 ? "no frames" : "frames " + first() + " to " + last();
	}
}
