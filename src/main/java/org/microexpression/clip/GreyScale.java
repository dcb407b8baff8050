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

/**
 * How stored values that are not 8-bit become grey levels 0..255: (value − offset) · gain, clamped to 0..255. One scale
 * holds for a whole clip. {@link Clips#open} says how it is chosen and why.
 *
 * @param offset the value that becomes 0
 * @param gain   grey levels per unit
 */
record GreyScale(float offset, float gain) {

	/** Values are grey levels already. */
	static final GreyScale IDENTITY = new GreyScale(0, 1);

	private static final float WHITE = 255;

	private static final int DEEPEST = 16;

	/** @return the grey level 0..255 of a stored value */
	float apply(final float value) {
		return Math.min(WHITE, Math.max(0, (value - offset) * gain));
	}

	/**
	 * @param significantBits the bits a grey level may fill as far as the file says so, else 16
	 * @param samples         some frames of the clip, all of one type
	 * @return the scale of the whole clip
	 */
	static GreyScale of(final int significantBits, final Pixels... samples) {
		float min = Float.POSITIVE_INFINITY;
		float max = Float.NEGATIVE_INFINITY;
		boolean real = false;
		for (final Pixels sample : samples) {
			if (sample instanceof Pixels.Grey16 grey) {
				for (final short value : grey.values()) {
					min = Math.min(min, value & 0xffff);
					max = Math.max(max, value & 0xffff);
				}
			}
			else if (sample instanceof Pixels.Real numbers) {
				real = true;
				for (final float value : numbers.values()) {
					min = Math.min(min, value);
					max = Math.max(max, value);
				}
			}
			else return IDENTITY;
		}
		if (min < 0) return new GreyScale(min, max > min ? WHITE / (max - min) : 1);
		if (real && max <= 1) return max > 0 ? new GreyScale(0, WHITE) : IDENTITY;
		return new GreyScale(0, WHITE / fullRange(max, significantBits));
	}

	/** @return 2^n − 1, the largest value of a camera with the stated bits, or the smallest such number that holds max */
	private static float fullRange(final float max, final int significantBits) {
		double full = WHITE;
		if (significantBits > 8 && significantBits < DEEPEST) full = Math.scalb(1.0, significantBits) - 1;
		while (full < max)
			full = 2 * full + 1;
		return (float) full;
	}
}
