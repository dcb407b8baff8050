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

/** Refuses numbers among settings that lie beyond their range, or are no numbers: a file may hold any. */
public final class SettingRange {

	/** Largest weight of a loss that commands take, too. */
	public static final double LARGEST_WEIGHT = 1000;

	private SettingRange() {
		// Functions only.
	}

	/**
	 * @param name  the setting, as a file of settings names it
	 * @param value its value
	 * @param least the least that can be used
	 * @param most  the most
	 * @throws InputException if it is beyond them, or no number
	 */
	public static void require(final String name, final double value, final double least, final double most) {
		if (!(value >= least && value <= most)) throw new InputException(told(name, value) + "from " + plain(least) +
			" to " + plain(most) + ".");
	}

	/**
	 * @param name  the setting, as a file of settings names it
	 * @param value its value
	 * @param limit what it must be above
	 * @param most  the most that can be used
	 * @throws InputException if it is beyond them, or no number
	 */
	public static void requireAbove(final String name, final double value, final double limit, final double most) {
		if (!(value > limit && value <= most)) throw new InputException(told(name, value) + "above " + plain(limit) +
			" and at most " + plain(most) + ".");
	}

	/**
	 * @param name  the setting, as a file of settings names it
	 * @param value its value
	 * @param least the least that can be used
	 * @param limit what it must be below
	 * @throws InputException if it is beyond them, or no number
	 */
	public static void requireBelow(final String name, final double value, final double least, final double limit) {
		if (!(value >= least && value < limit)) throw new InputException(told(name, value) + "of at least " + plain(least) +
			" and below " + plain(limit) + ".");
	}

	private static String told(final String name, final double value) {
		return "The training setting '" + name + "' is " + value + "; give a number ";
	}

	private static String plain(final double number) {
		return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
	}
}
