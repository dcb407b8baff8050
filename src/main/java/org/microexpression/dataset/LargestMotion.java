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
package org.microexpression.dataset;

import java.nio.file.Path;
import java.util.function.Function;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.FrameChoice;

/**
 * Takes for the apex the frame between onset and offset that differs most from the onset by
 * {@link FrameChoice#normalizedDifference}.
 */
public final class LargestMotion implements ApexFinder {

	private final Function<ArrayImg<FloatType, FloatArray>, Interval> region;

	/** Looks at whole frames. */
	public LargestMotion() {
		this(frame -> frame);
	}

	/** @param region gives the part of the onset frame to look at, for instance the face, in pixels (x, y) */
	public LargestMotion(final Function<ArrayImg<FloatType, FloatArray>, Interval> region) {
		this.region = region;
	}

	/** @throws InputException if the clip cannot be read or has no such frames */
	@Override
	public int find(final Path path, final int onset, final int offset) {
		try (Clip clip = Clips.open(path)) {
			final int first = clip.indexOf(onset);
			final int last = clip.indexOf(offset);
			final ArrayImg<FloatType, FloatArray> onsetFrame = clip.frame(first);
			final Interval part = region.apply(onsetFrame);
			final RandomAccessibleInterval<FloatType> still = Views.interval(onsetFrame, part);
			int best = last;
			double largest = -1;
			for (int i = first + 1; i <= last; i++) {
				final double difference = FrameChoice.normalizedDifference(still, Views.interval(clip.frame(i), part));
				if (difference > largest) {
					largest = difference;
					best = i;
				}
			}
			return clip.frameNumber(best);
		}
	}
}
