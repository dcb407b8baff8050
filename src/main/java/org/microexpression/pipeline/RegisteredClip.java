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

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;

/**
 * Onset and apex of a clip, registered, and what happened on the way there. It has nine components because what a table
 * says of a clip is told by them.
 *
 * @param clip      the clip's name
 * @param onset     the onset frame's number
 * @param apex      the apex frame's number
 * @param pair      both frames, registered
 * @param landmarks the landmarks of the onset face in pixels of the clip; empty for a pair that was taken as it is
 * @param guessed   which of the two frames nobody named: {@code no}, {@code onset}, {@code apex} or {@code onset and
 *                  apex}
 * @param times     when onset and apex were filmed
 * @param remarks   what the user should know, one sentence each: frames that were guessed, a choice among several faces
 * @param around    pairs of other frames round onset and apex; {@link NeighbouringPairs#NONE} where there are none
 */
public record RegisteredClip(String clip, int onset, int apex, RegisteredPair pair, Optional<FacialLandmarks> landmarks,
		String guessed, KeyTimes times, List<String> remarks, NeighbouringPairs around) {

	/** Value of {@link #guessed} where both frames were named. */
	public static final String NO_GUESS = "no";

	/** Value of {@link #guessed} where nothing tells whether the frames were named. */
	public static final String UNKNOWN = "unknown";

	/** Pixels of the clip between the eyes below which a face is called small: our choice. */
	private static final double SMALL_EYE_DISTANCE = 20;

	/** Keeps its own copy of the remarks. */
	public RegisteredClip {
		remarks = List.copyOf(remarks);
	}

	/**
	 * A registered clip of two frames whose times are not known; the parameters are those of the record.
	 *
	 * @param clip      the clip's name
	 * @param onset     the onset frame's number
	 * @param apex      the apex frame's number
	 * @param pair      both frames
	 * @param landmarks the onset face; empty for a pair that was taken as it is
	 * @param guessed   which frames nobody named
	 * @param remarks   what the user should know
	 */
	public RegisteredClip(final String clip, final int onset, final int apex, final RegisteredPair pair,
		final Optional<FacialLandmarks> landmarks, final String guessed, final List<String> remarks)
	{
		this(clip, onset, apex, pair, landmarks, guessed, KeyTimes.UNKNOWN, remarks, NeighbouringPairs.NONE);
	}

	/**
	 * @param refused why the pair's displacement field is refused
	 * @return the same; where the face is small, that is said too, since no choice of frames helps then
	 */
	public InputException refusal(final InputException refused) {
		final double eyes = landmarks.map(FacialLandmarks::eyeDistance).orElse(Double.POSITIVE_INFINITY);
		return eyes >= SMALL_EYE_DISTANCE ? refused : new InputException(String.format(Locale.ROOT,
			"%s The face is small, too: its eyes are %.1f pixels apart, so that a pixel of the clip is %.1f of the registered " +
				"face; a larger picture of it helps.", refused.getMessage(), eyes, CanonicalFace.landmarks().eyeDistance() /
					eyes), refused);
	}

	/** @return clip and frames, with which titles of images begin, such as {@code clip.avi frames 43-100} */
	public String title() {
		return title(clip, onset, apex);
	}

	static String title(final String clip, final int onset, final int apex) {
		return clip + " frames " + onset + "-" + apex;
	}
}
