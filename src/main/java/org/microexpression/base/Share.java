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

package org.microexpression.base;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of several equal workers one is.
 *
 * @param number 1-based
 * @param of     how many workers there are
 */
public record Share(int number, int of) {

	private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

	/** @throws InputException if the number is not one of theirs */
	public Share {
		if (number < 1 || number > of) throw wrong(number + "/" + of);
	}

	/**
	 * @param text such as {@code 2/8}, the second of eight
	 * @return the share
	 * @throws InputException if it is none
	 */
	public static Share parse(final String text) {
		final Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) throw wrong(text);
		return new Share(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	private static InputException wrong(final String text) {
		return new InputException("The part '" + text + "' is none; give its number and how many there are, such as 1/8 " +
			"to 8/8.");
	}

	/**
	 * @param pieces number of pieces of work
	 * @return all of them, 0-based, in the order in which this worker takes them: its own, then the others', from the
	 *         next worker's on, so that helpers do not all begin at the same one
	 */
	public List<Integer> order(final int pieces) {
		final List<Integer> order = new ArrayList<>();
		for (int worker = 0; worker < of; worker++)
			for (int piece = (number - 1 + worker) % of; piece < pieces; piece += of)
				order.add(piece);
		return order;
	}
}
