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

import org.microexpression.base.InputException;

/** Reads onset and apex frames by their numbers, as label tables and dialogs give them. */
public final class FramePairs {

	private FramePairs() {
		// Functions only.
	}

	/**
	 * @param clip  a clip
	 * @param onset the onset's frame number
	 * @param apex  the apex's frame number
	 * @return both frames
	 * @throws InputException if the clip has but one frame, or not these, or the apex is not later than the onset, or a
	 *                        frame cannot be read
	 */
	public static FramePair read(final Clip clip, final int onset, final int apex) {
		check(clip, onset, apex);
		return new FramePair(onset, apex, clip.frame(clip.indexOf(onset)), clip.frame(clip.indexOf(apex)));
	}

	/**
	 * Does what {@link #read} does, short of reading the frames.
	 *
	 * @param clip  a clip
	 * @param onset the onset's frame number
	 * @param apex  the apex's frame number
	 * @throws InputException as {@link #read} does
	 */
	public static void check(final Clip clip, final int onset, final int apex) {
		if (clip.frameCount() < 2) throw new InputException("The clip '" + clip.name() + "' has only one frame" + (clip
			.besides().isEmpty() ? "; an onset and an apex frame are needed." : clip.besides()));
		checkInside(clip, "onset", onset);
		checkInside(clip, "apex", apex);
		if (onset == apex) throw new InputException("'onset' and 'apex' are both frame " + onset + " of the clip '" + clip
			.name() + "'; give an apex after the onset, within " + clip.frameRange() + ".");
		if (apex < onset) throw new InputException("'apex' (frame " + apex + ") comes before 'onset' (frame " + onset +
			") in the clip '" + clip.name() + "'; give an apex after the onset, within " + clip.frameRange() + ".");
	}

	/**
	 * A table whose frames count from 0 must not be taken for one that leaves the onset open: onset 0 and apex 13 would
	 * become frames 1 and 13.
	 *
	 * @param clip  a clip
	 * @param onset the onset's frame number as the table has it
	 * @param apex  the apex's
	 * @throws InputException if the onset is 0 and the apex is named, and the clip has no frame 0
	 */
	public static void requireNoOpenOnset(final Clip clip, final int onset, final int apex) {
		if (onset == 0 && apex > 0 && clip.find(0).isEmpty()) throw new InputException(
			"The table gives the onset 0 and the " + "apex " + apex + ", and the clip '" + clip.name() +
				"' has no frame 0 but frames " + clip.frameRange() +
				"; if the table counts from 0, add 1 to all its frames, and if the first frame is meant, leave the onset empty.");
	}

	private static void checkInside(final Clip clip, final String parameter, final int number) {
		if (clip.find(number).isEmpty()) throw new InputException("'" + parameter + "' is " + number + " but the clip '" +
			clip.name() + "' has no such frame; give one of its frames, " + clip.frameRange() + ".");
	}
}
