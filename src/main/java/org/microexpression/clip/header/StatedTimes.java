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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Times that the names of frames state beyond doubt: each has one number with a unit of time behind it, such as
 * {@code frame_0001_12.345s.png} or {@code img 40 ms.png}, the unit is the same in all, and the times ascend with the
 * frames. Times of day and numbers without a unit are none: what they count from, and in what, is not said.
 */
final class StatedTimes {

	/** Behind what parts thousands a number does not begin. */
	private static final Pattern TIME = Pattern.compile(
		"(?<![\\d.,'\u2019\u066c])(\\d+(?:[.,]\\d+)?) ?(ms|us|\u00b5s|\u03bcs|s|sec)(?![\\p{L}\\d])");

	/** Units that may be something else, a plural or a place, where letters stand before the number. */
	private static final Set<String> DOUBTFUL = Set.of("s", "us");

	/** Before a number with such a unit no letter stands, but the sign of time may. */
	private static final Pattern FREE = Pattern.compile("(?<![\\p{L}\\d.,])(t=?)?$");

	private static final Map<String, BigDecimal> SECONDS = Map.of("s", BigDecimal.ONE, "sec", BigDecimal.ONE, "ms",
		new BigDecimal("0.001"), "us", new BigDecimal("0.000001"), "\u00b5s", new BigDecimal("0.000001"), "\u03bcs",
		new BigDecimal("0.000001"));

	private StatedTimes() {
		// Static only.
	}

	/**
	 * @param names the names of the frames, in their order
	 * @return the time of each in seconds, ascending; empty where the names do not state them
	 */
	static List<Double> of(final List<String> names) {
		final List<Double> times = new ArrayList<>();
		String unit = null;
		for (final String name : names) {
			final List<MatchResult> found = TIME.matcher(name).results().filter(time -> isOne(name, time)).toList();
			if (found.size() != 1) return List.of();
			final String own = found.get(0).group(2);
			final double time = new BigDecimal(found.get(0).group(1).replace(',', '.')).multiply(SECONDS.get(own))
				.doubleValue();
			if (unit != null && !unit.equals(own) || !times.isEmpty() && times.get(times.size() - 1) >= time) return List
				.of();
			unit = own;
			times.add(time);
		}
		return times.size() < 2 ? List.of() : times;
	}

	private static boolean isOne(final String name, final MatchResult time) {
		return !DOUBTFUL.contains(time.group(2)) || FREE.matcher(name.substring(0, time.start())).find();
	}
}
