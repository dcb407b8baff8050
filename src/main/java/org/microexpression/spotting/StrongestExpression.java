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

package org.microexpression.spotting;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.LargestMotion;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.RegionSide;
import org.microexpression.motion.RegisteredMotion;
import org.scijava.plugin.Plugin;

/**
 * Takes onset and apex of the strongest expression that {@link RiseAndFall} spots, without blinks, movements of the
 * head and talking. Where it spots none, as in a clip that ends at the apex, the frame in which the regions moved
 * farthest from the first one, without the eyes and blinks; in a clip of a few frames that of the
 * {@link LargestMotion}. A clip that does not tell its frame rate is taken to have {@value #USUAL_RATE} frames a
 * second, our choice.
 */
@Plugin(type = ApexFinder.class, priority = 800)
public final class StrongestExpression implements ApexFinder {

	private static final int USUAL_RATE = 100;

	/** Frames measured a second in short clips, and in all of a long one at most. */
	private static final double SAMPLES = 60;
	private static final int MOST = 900;

	private final int threads;

	/** Works on as many threads as Java was started with, else one a processor. */
	public StrongestExpression() {
		this(0);
	}

	private StrongestExpression(final int threads) {
		this.threads = threads;
	}

	@Override
	public ApexFinder withThreads(final int wanted) {
		return new StrongestExpression(wanted);
	}

	@Override
	public String title() {
		return "strongest expression";
	}

	@Override
	public String reason() {
		return "by spotting";
	}

	@Override
	public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
		final double rate = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : USUAL_RATE;
		final double samples = Math.min(SAMPLES, MOST * rate / (last - onset + 1));
		final MotionTrace trace = RegisteredMotion.measure(clip, onset, last, rate, samples, threads, progress);
		final Optional<SpottedInterval> strongest = new RiseAndFall().spot(trace, SpotterSettings.defaults()).stream()
			.filter(interval -> interval.kind().isExpression() && clip.indexOf(interval.apex().frame()) > onset).max(
				Comparator.comparingDouble(SpottedInterval::strength));
		final Optional<Found> found = strongest.isPresent() ? Optional.of(found(clip, strongest.get().onset(), strongest
			.get().apex(), onset)) : farthest(clip, trace, onset);
		if (found.isEmpty()) return new Found(OptionalInt.empty(), new LargestMotion().find(clip, onset, last, progress)
			.apex(), "Too few frames of '" + clip.name() +
				"' show the face for spotting; the one that differs most from the onset was taken.");
		final String none = strongest.isPresent() ? "" : "In '" + clip.name() +
			"' no expression was spotted; the frames are those between which the face moved farthest, whatever moved it.";
		final String unknown = clip.framesPerSecond() > 0 ? "" : "The clip '" + clip.name() +
			"' does not tell its frame rate; for the guess " + USUAL_RATE +
			" frames a second were taken, so how long an expression may last there is uncertain: give 'fps' or the frames.";
		return new Found(found.get().onset(), found.get().apex(), (none + " " + unknown).strip());
	}

	private static Found found(final Clip clip, final Moment begin, final Moment apex, final int first) {
		final int index = clip.indexOf(apex.frame());
		return new Found(OptionalInt.of(Math.max(first, Math.min(index - 1, clip.indexOf(begin.frame())))), index);
	}

	/** Empty where the face is in too few frames one after the other. */
	private static Optional<Found> farthest(final Clip clip, final MotionTrace trace, final int first) {
		Found best = null;
		double farthest = -1;
		for (final Signals signals : Signals.of(trace, 0)) {
			final List<Span> blinks = Blinks.of(signals);
			Blinks.bridge(signals, blinks);
			for (int i = 1; i < signals.count(); i++) {
				double square = 0;
				for (final RegionSide place : RegionSide.ALL)
					if (!place.isEye()) for (final double[] values : signals.region(place))
						square += (values[i] - values[0]) * (values[i] - values[0]);
				if (square <= farthest || clip.indexOf(signals.moment(i).frame()) <= first) continue;
				farthest = square;
				best = found(clip, signals.moment(BumpShape.onset(signals, i)), signals.moment(i), first);
			}
		}
		return Optional.ofNullable(best);
	}
}
