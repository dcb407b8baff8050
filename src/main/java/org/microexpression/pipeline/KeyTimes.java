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

package org.microexpression.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.microexpression.base.Table;
import org.microexpression.clip.Clip;

/**
 * When the onset and the apex of a clip were filmed.
 *
 * @param onset  seconds, see {@link Clip#seconds}; empty where unknown
 * @param apex   seconds, likewise
 * @param source where the times come from: {@value #STATED}, {@value #COUNTED} or {@value #NONE}
 */
public record KeyTimes(OptionalDouble onset, OptionalDouble apex, String source) {

	/** The file states the time of each frame. */
	public static final String STATED = "stated";

	/** Counted from the frame numbers and the number of frames a second. */
	public static final String COUNTED = "counted";

	/** Neither is known. */
	public static final String NONE = "unknown";

	/** Of a clip without times. */
	public static final KeyTimes UNKNOWN = new KeyTimes(OptionalDouble.empty(), OptionalDouble.empty(), NONE);

	private static final double MILLISECONDS = 1000;

	private static final String ONSET = "onset_s";
	private static final String APEX = "apex_s";
	private static final String BETWEEN = "onset_to_apex_ms";
	private static final String SOURCE = "times";

	/** Three lie behind the column of milliseconds; the last one is text, as tables that are appended to need. */
	public static final List<Table.Column> COLUMNS = List.of(new Table.Column(ONSET, Table.Type.REAL), new Table.Column(
		APEX, Table.Type.REAL), new Table.Column(BETWEEN, Table.Type.REAL), new Table.Column(SOURCE, Table.Type.TEXT));

	/**
	 * @param clip  a clip
	 * @param onset the onset frame's number
	 * @param apex  the apex frame's number
	 * @return their times as far as the clip knows them
	 */
	static KeyTimes of(final Clip clip, final int onset, final int apex) {
		final OptionalDouble first = clip.seconds(clip.indexOf(onset)), second = clip.seconds(clip.indexOf(apex));
		if (first.isEmpty() || second.isEmpty()) return UNKNOWN;
		return new KeyTimes(first, second, clip.statesTimes() ? STATED : COUNTED);
	}

	/**
	 * Fills the columns of {@link #COLUMNS}.
	 *
	 * @param cells of a row that has these columns, and maybe others
	 */
	public void put(final Table.Cells cells) {
		cells.put(ONSET, cell(onset)).put(APEX, cell(apex)).put(BETWEEN, known() ? milliseconds() : null).put(SOURCE,
			source);
	}

	/** @return what {@link #put} gave, maybe read from a file in between */
	static KeyTimes of(final Table.Row row) {
		if (row.real(ONSET).isEmpty() || row.real(APEX).isEmpty()) return UNKNOWN;
		return new KeyTimes(row.real(ONSET), row.real(APEX), row.text(SOURCE).orElse(NONE));
	}

	/** @return whether there are both times */
	public boolean known() {
		return onset.isPresent() && apex.isPresent();
	}

	/** @return both in words, such as {@code 0.215-0.495 s}; empty where unknown */
	public String text() {
		return known() ? text(onset).replace(" s", "-") + text(apex) : "";
	}

	/**
	 * @param time seconds
	 * @return in words, such as {@code 0.215 s}; empty where unknown
	 */
	public static String text(final OptionalDouble time) {
		return time.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f s", time.getAsDouble());
	}

	/** Microseconds are kept; what lies beyond them is rounding. */
	private double milliseconds() {
		return Math.rint((apex.getAsDouble() - onset.getAsDouble()) * MILLISECONDS * MILLISECONDS) / MILLISECONDS;
	}

	private static Double cell(final OptionalDouble time) {
		return time.isEmpty() ? null : (Double) time.getAsDouble();
	}
}
