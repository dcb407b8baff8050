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

import java.util.Locale;

/**
 * Time from a frame to the next as ImageJ states it: a number and the name of a unit.
 *
 * @param value number of units
 * @param unit  its name, such as {@code sec} or {@code ms}
 */
public record FrameInterval(double value, String unit) {

	/** @return frames per second, NaN where there is no interval or its unit is not one of time */
	public double framesPerSecond() {
		final double seconds = value * switch (unit.strip().toLowerCase(Locale.ROOT)) {
			case "s", "sec", "secs", "second", "seconds" -> 1;
			case "ms", "msec", "msecs", "millisecond", "milliseconds" -> 1e-3;
			case "us", "\u00b5s", "\u03bcs", "usec", "microsecond", "microseconds" -> 1e-6;
			case "m", "min", "mins", "minute", "minutes" -> 60;
			case "h", "hr", "hrs", "hour", "hours" -> 3600;
			default -> Double.NaN;
		};
		return seconds > 0 ? 1 / seconds : Double.NaN;
	}
}
