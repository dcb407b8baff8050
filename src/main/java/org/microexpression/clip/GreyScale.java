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

import java.util.List;

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

	/** Where signed values of 16 bits begin as ImageJ stores them. */
	private static final float SIGNED = 32768;

	/** Of single precision, in grey levels. */
	private static final double ROUNDING = 0.01;

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
		final List<Pixels> frames = List.of(samples);
		if (!frames.stream().allMatch(GreyScale::isScaled)) return IDENTITY;
		final boolean real = frames.stream().anyMatch(Pixels.Real.class::isInstance);
		final Range range = Range.of(frames);
		if (range.min < 0) return new GreyScale(range.min, range.max > range.min ? WHITE / (range.max - range.min) : 1);
		if (real && range.max <= 1) return range.max > 0 ? new GreyScale(0, WHITE) : IDENTITY;
		// ImageJ stores signed values so; others that high fill the upper half, as grey counted from white does.
		if (!real && range.min >= SIGNED && range.max < SIGNED + SIGNED / 4) return new GreyScale(SIGNED, WHITE / fullRange(
			range.max - SIGNED, 1));
		return new GreyScale(0, WHITE / fullRange(range.max, significantBits));
	}

	/**
	 * @param samples the frames that the scale comes from, of 16-bit or real values
	 * @return how many of their pixels it does not hold
	 */
	long beyond(final Pixels... samples) {
		long beyond = 0;
		for (final Pixels sample : samples)
			for (int i = 0; i < sample.width() * sample.height(); i++) {
				final double grey = (value(sample, i) - offset) * (double) gain;
				if (grey < -ROUNDING || grey > WHITE + ROUNDING) beyond++;
			}
		return beyond;
	}

	private static boolean isScaled(final Pixels pixels) {
		return pixels instanceof Pixels.Grey16 || pixels instanceof Pixels.Real;
	}

	private static float value(final Pixels pixels, final int i) {
		return pixels instanceof final Pixels.Grey16 grey ? grey.values()[i] & 0xffff : ((Pixels.Real) pixels).values()[i];
	}

	/**
	 * What the values of frames lie between. A hot or dead pixel of the camera, alone far from all others, is none of
	 * them: it would make the face black.
	 */
	private record Range(float min, float max) {

		/** Few pixels are alone where all others lie in this share of the range. */
		private static final float SHARE = 0.25f;
		private static final double FEW = 1e-4;

		static Range of(final List<Pixels> frames) {
			Range range = within(frames, new Range(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
			final double few = FEW * frames.stream().mapToLong(frame -> frame.width() * frame.height()).sum();
			while (range.max > range.min) {
				// The lowest value counts where black is not 0.
				final float black = Math.min(0, range.min), width = range.max - black;
				final Range below = new Range(Float.NEGATIVE_INFINITY, black + SHARE * width);
				final Range above = new Range(range.max - SHARE * width, Float.POSITIVE_INFINITY);
				final Range inner = outside(frames, range, below) <= few ? below : black < 0 && outside(frames, range,
					above) <= few ? above : null;
				if (inner == null) return range;
				range = within(frames, new Range(Math.max(range.min, inner.min), Math.min(range.max, inner.max)));
			}
			return range;
		}

		private static Range within(final List<Pixels> frames, final Range limits) {
			float min = Float.POSITIVE_INFINITY, max = Float.NEGATIVE_INFINITY;
			for (final Pixels frame : frames)
				for (int i = 0; i < frame.width() * frame.height(); i++) {
					final float value = value(frame, i);
					if (!limits.holds(value)) continue;
					min = Math.min(min, value);
					max = Math.max(max, value);
				}
			return new Range(min, max);
		}

		private static long outside(final List<Pixels> frames, final Range range, final Range inner) {
			long outside = 0;
			for (final Pixels frame : frames)
				for (int i = 0; i < frame.width() * frame.height(); i++)
					if (range.holds(value(frame, i)) && !inner.holds(value(frame, i))) outside++;
			return outside;
		}

		private boolean holds(final float value) {
			return value >= min && value <= max;
		}
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
