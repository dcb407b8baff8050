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

package org.microexpression.motion;

import org.microexpression.base.InputException;
import org.microexpression.face.FaceArea;

/**
 * How the motion of a clip is measured.
 *
 * @param framesPerSecond  frame rate of a clip that has none of its own, or NaN to take the clip's
 * @param samplesPerSecond at least so many frames a second are measured, all of them in clips of fewer; those between
 *                         are interpolated
 * @param area             where to search the face
 * @param units            whether action units are read, see {@link #withUnits}
 */
public record MotionSettings(double framesPerSecond, double samplesPerSecond, FaceArea area, boolean units) {

	/** Measured frames a second where nobody asks for more. A micro-expression of 0.2 s is seen in six of them. */
	public static final double SAMPLES = 30;

	/** @throws InputException if a rate is not above 0 */
	public MotionSettings {
		if (framesPerSecond <= 0 || Double.isInfinite(framesPerSecond)) throw new InputException("The frame rate is " +
			framesPerSecond + "; give frames per second above 0.");
		if (!(samplesPerSecond > 0)) throw new InputException("The number of samples a second is " + samplesPerSecond +
			"; give a number above 0, " + (int) SAMPLES + " as a rule.");
	}

	/**
	 * @param rate    frames a second
	 * @param samples frames a second to measure at most
	 * @return every how many frames one is measured
	 */
	public static int step(final double rate, final double samples) {
		return (int) Math.max(1, Math.floor(rate / samples + 1e-6));
	}

	/** @return the clip's own frame rate, {@value #SAMPLES} samples a second, the face anywhere, no action units */
	public static MotionSettings defaults() {
		return new MotionSettings(Double.NaN, SAMPLES, FaceArea.EVERYWHERE, false);
	}

	/**
	 * @param rate frames per second of a clip without a frame rate
	 * @return these settings with that frame rate
	 */
	public MotionSettings withFramesPerSecond(final double rate) {
		return new MotionSettings(rate, samplesPerSecond, area, units);
	}

	/**
	 * @param where where to search the face
	 * @return these settings with that area
	 */
	public MotionSettings in(final FaceArea where) {
		return new MotionSettings(framesPerSecond, samplesPerSecond, where, units);
	}

	/**
	 * Whether the action units of each measured frame are read, too, which costs time: probability and strength of each
	 * unit on each side, as the fusion network of the model sees them in the frame's displacement field.
	 * <p>
	 * The probabilities were calibrated on pairs of onset and apex of made-up clips. Here every frame is read against the
	 * running reference, a frame of at most about 1.6 s ago; that this may be done is our choice, and nobody has calibrated
	 * it. The fusion sees the shape of a motion and not its amount, so where hardly anything moves single frames can have
	 * high probabilities by chance: read them beside the strength. What lasts longer than the reference falls to nothing
	 * when that is renewed, and its end is then read as the opposite motion; blinks and talking are read as the units that
	 * they look like. The first frame of a segment is measured against nothing and has no units (NaN).
	 * </p>
	 *
	 * @param wanted whether
	 * @return these settings with that
	 */
	public MotionSettings withUnits(final boolean wanted) {
		return new MotionSettings(framesPerSecond, samplesPerSecond, area, wanted);
	}
}
