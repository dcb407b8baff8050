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

package org.microexpression.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.microexpression.base.Estimate;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.batch.ClipList;
import org.microexpression.clip.Clip;
import org.microexpression.motion.MotionSettings;

/**
 * What it will cost to recognize clips or to follow faces through them; the seconds of a clip and of a frame are those
 * of docs/measurements.md.
 */
final class ClipCost {

	/** For a clip of some 30 frames whose apex is guessed: a long search of the face, or a large picture, takes more. */
	private static final double CLIP_SECONDS = 1.2;

	/** For reading a frame of 320 x 240, following the face and the field. */
	private static final double FRAME_SECONDS = 0.03;

	/** The networks, what their graphs take, and Java's share while they work. */
	private static final long NETWORK_BYTES = 1000L << 20;

	/** Of so many videos the lengths are looked at; to open all of a large folder would itself take long. */
	private static final int LOOKED_AT = 3;

	private ClipCost() {
		// Functions only.
	}

	/**
	 * @param clips how many clips are to be recognized
	 * @return what that costs
	 */
	static Estimate ofRecognizing(final int clips) {
		return new Estimate(clips * CLIP_SECONDS, NETWORK_BYTES);
	}

	/**
	 * @param clip     a clip
	 * @param settings how its motion is measured
	 * @return how many of its frames are looked at
	 */
	static long frames(final Clip clip, final MotionSettings settings) {
		final double rate = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : settings.framesPerSecond();
		final double step = Double.isNaN(rate) ? 1 : MotionSettings.step(rate, settings.samplesPerSecond());
		return Math.round(clip.frameCount() / step);
	}

	/**
	 * @param frames how many frames are looked at
	 * @return what it costs to follow a face through them
	 */
	static Estimate ofFollowing(final long frames) {
		return new Estimate(frames * FRAME_SECONDS, NETWORK_BYTES);
	}

	/**
	 * @param videos   videos
	 * @param progress progress and cancellation
	 * @return about how many of their frames will be looked at, by the mean of the first ones that can be opened
	 */
	static long frames(final List<ClipList.Entry> videos, final Progress progress) {
		final OptionalDouble mean = videos.stream().limit(LOOKED_AT).map(video -> frames(video, progress)).flatMap(
			Optional::stream).mapToLong(Long::longValue).average();
		return Math.round(mean.orElse(0) * videos.size());
	}

	private static Optional<Long> frames(final ClipList.Entry video, final Progress progress) {
		if (!video.problem().isEmpty()) return Optional.empty();
		try (Clip clip = video.open(1, progress)) {
			return Optional.of(frames(clip, MotionSettings.defaults()));
		}
		catch (final InputException e) {
			// Its row will say why.
			return Optional.empty();
		}
	}
}
