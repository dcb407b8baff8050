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

package org.microexpression.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

/**
 * How bright a frame is and how much contrast it has.
 *
 * @param mean      mean of its grey levels
 * @param deviation their standard deviation
 */
public record Exposure(double mean, double deviation) {

	/**
	 * @param frame a frame
	 * @return its exposure
	 */
	public static Exposure of(final RandomAccessibleInterval<FloatType> frame) {
		final double[] sums = new double[2];
		LoopBuilder.setImages(frame).forEachPixel(value -> {
			sums[0] += value.get();
			sums[1] += (double) value.get() * value.get();
		});
		final double count = Intervals.numElements(frame);
		final double mean = sums[0] / count;
		return new Exposure(mean, Math.sqrt(Math.max(0, sums[1] / count - mean * mean)));
	}

	/**
	 * @param other of another frame of the same scene
	 * @return what that frame's differences from its mean are multiplied by to have the contrast of this one; 1 where it
	 *         is of one grey level, which has no contrast to adapt
	 */
	public double gainFrom(final Exposure other) {
		return other.deviation > 0 ? deviation / other.deviation : 1;
	}
}
