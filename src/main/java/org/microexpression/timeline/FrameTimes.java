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

package org.microexpression.timeline;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.motion.MotionTrace;
import org.microexpression.spotting.Moment;

/**
 * When the frames of a clip are shown.
 *
 * @param moments a moment a frame, ascending, at least one
 */
public record FrameTimes(List<Moment> moments) {

	/** Keeps its own copy. */
	public FrameTimes {
		moments = List.copyOf(moments);
	}

	/**
	 * @param trace the motion in a clip
	 * @return the times of its frames
	 */
	public static FrameTimes of(final MotionTrace trace) {
		final List<Moment> moments = new ArrayList<>();
		for (int row = 0; row < trace.rows(); row++)
			moments.add(Moment.of(trace, row));
		return new FrameTimes(moments);
	}

	/**
	 * @param clip a clip
	 * @param rate frames per second where the clip does not tell, NaN if nobody does
	 * @return the times of its frames
	 * @throws InputException if nobody tells the frame rate
	 */
	public static FrameTimes of(final Clip clip, final double rate) {
		final double own = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : rate;
		if (!(own > 0)) throw new InputException("The clip '" + clip.name() +
			"' does not say how many frames it has a second; give its frame rate.");
		final List<Moment> moments = new ArrayList<>();
		for (int i = 0; i < clip.frameCount(); i++)
			moments.add(new Moment(clip.frameNumber(i), clip.seconds(i).orElse(i / own)));
		return new FrameTimes(moments);
	}

	/** @return the time of the last frame in seconds */
	public double seconds() {
		return moments.get(moments.size() - 1).seconds();
	}

	/**
	 * @param seconds a time
	 * @return index of the frame whose time is nearest to it, the earlier of two
	 */
	public int nearest(final double seconds) {
		int low = 0;
		int high = moments.size() - 1;
		while (low < high) {
			final int middle = (low + high) / 2;
			if (moments.get(middle).seconds() < seconds) low = middle + 1;
			else high = middle;
		}
		return low > 0 && seconds - moments.get(low - 1).seconds() <= moments.get(low).seconds() - seconds ? low - 1 : low;
	}

	/**
	 * @param frame a frame's number
	 * @return its index, or that of the nearest frame before it, at least 0
	 */
	public int index(final int frame) {
		int low = 0;
		int high = moments.size() - 1;
		while (low < high) {
			final int middle = (low + high + 1) / 2;
			if (moments.get(middle).frame() <= frame) low = middle;
			else high = middle - 1;
		}
		return low;
	}
}
