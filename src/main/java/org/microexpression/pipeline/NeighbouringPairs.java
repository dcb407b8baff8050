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

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;

/**
 * What is looked at of a clip beside its pair of onset and apex. Arrays are not copied.
 *
 * @param still  the onset frame with frames before it: pairs that show no expression yet
 * @param others pairs of frames next to onset and apex, whose fields are averaged with that of onset and apex
 * @param path   fields from the onset over the apex to the offset; {@link TemporalPath#NONE} where none was asked for
 */
public record NeighbouringPairs(List<RegisteredPair> still, List<RegisteredPair> others, TemporalPath path) {

	/** No other frames. */
	public static final NeighbouringPairs NONE = new NeighbouringPairs(List.of(), List.of(), TemporalPath.NONE);

	/** How many frames before the onset are looked at. */
	private static final int STILL = 2;

	/** Keeps its own copies of the lists. */
	public NeighbouringPairs {
		still = List.copyOf(still);
		others = List.copyOf(others);
	}

	/**
	 * @param clip      the clip
	 * @param onset     0-based index of the onset frame
	 * @param apex      0-based index of the apex frame
	 * @param landmarks the landmarks of the onset face in pixels of the clip
	 * @param pairs     how many fields are to be averaged, that of onset and apex included; 1 for that alone
	 * @param remarks   takes a sentence for every pair that could not be registered and is left out
	 * @return the pairs that the clip has frames for; no frame between onset and apex is taken twice
	 */
	static NeighbouringPairs of(final Clip clip, final int onset, final int apex, final FacialLandmarks landmarks,
		final int pairs, final List<String> remarks)
	{
		final List<RegisteredPair> still = new ArrayList<>();
		for (int k = 1; k <= STILL && onset - k >= 0; k++)
			add(still, clip, onset, onset - k, landmarks, remarks);
		final List<RegisteredPair> others = new ArrayList<>();
		for (int k = 1; others.size() < pairs - 1 && k < clip.frameCount(); k++) {
			// Onset frames go back, where the face is still; apex frames go to either side by turns.
			final int from = onset - k;
			final int to = apex + (k % 2 == 1 ? (k + 1) / 2 : -k / 2);
			if (from < 0 || to >= clip.frameCount() || to <= onset) break;
			add(others, clip, from, to, landmarks, remarks);
		}
		return new NeighbouringPairs(still, others, TemporalPath.NONE);
	}

	/** @return the same with a temporal path */
	NeighbouringPairs with(final TemporalPath found) {
		return new NeighbouringPairs(still, others, found);
	}

	private static void add(final List<RegisteredPair> pairs, final Clip clip, final int first, final int second,
		final FacialLandmarks landmarks, final List<String> remarks)
	{
		try {
			pairs.add(FaceRegistration.register(clip.frame(first), clip.frame(second), landmarks));
		}
		catch (final InputException e) {
			remarks.add("Frames " + clip.frameNumber(first) + " and " + clip.frameNumber(second) + " of '" + clip.name() +
				"' are left out beside onset and apex: " + e.getMessage());
		}
	}
}
