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

package org.microexpression.clip;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Frames whose rate a person gave, in place of what their file says. */
final class RatedSource extends DelegatingSource {

	private final double framesPerSecond;

	RatedSource(final FrameSource source, final double framesPerSecond) {
		super(source);
		this.framesPerSecond = framesPerSecond;
	}

	@Override
	public List<String> remarks() {
		final List<String> remarks = new ArrayList<>(source.remarks());
		final double own = source.framesPerSecond();
		if (own > 0 && Math.abs(own - framesPerSecond) > 1e-3 * own) remarks.add("Times of '" + name() +
			"' are counted at the " + number(framesPerSecond) + " frames a second that were given; the file says " + number(
				own) + ".");
		return remarks;
	}

	/** @return with three decimals at most */
	private static String number(final double value) {
		return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
	}

	@Override
	public double framesPerSecond() {
		return framesPerSecond;
	}

	@Override
	public OptionalDouble seconds(final int index) {
		final int[] numbers = source.frameNumbers();
		return Clip.seconds(framesPerSecond, numbers[0], numbers[index]);
	}

	/** @return no: they are counted at the rate that was given */
	@Override
	public boolean statesTimes() {
		return false;
	}
}
