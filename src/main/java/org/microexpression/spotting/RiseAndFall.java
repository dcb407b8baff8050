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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.microexpression.motion.MotionTrace;
import org.scijava.plugin.Plugin;

/**
 * Spots expressions by their shape in time: a motion of some regions that comes and goes. Blinks, movements of the head
 * and talking are found first, by what they are; what they do to the regions counts as noise or not at all. What is
 * left is ranked by its signal to noise; of overlapping ones the strongest stays. The rules are our choice; their
 * numbers were set on made-up videos ({@code bench/spotting}).
 */
@Plugin(type = Spotter.class, priority = 1000)
public final class RiseAndFall implements Spotter {

	/** Shortest segment looked at, seconds. */
	private static final double LEAST_SECONDS = 0.5;

	/** Score that an expression needs at a sensitivity of 0.5, and the factor from there to 0 and its inverse to 1. */
	private static final double SCORE = 6;
	private static final double SENSITIVITY = 3;

	/** Smallest motion of an expression at that sensitivity, eye distances. */
	private static final double LEAST_MOTION = 0.0025;

	/**
	 * What rises from the first frame on and is over its apex so soon, seconds, was not seen to rise: a video's first
	 * frames are coded more coarsely than those that follow (3 of 20 made-up videos in MP4 began with such a motion, none
	 * of ten of the same in AVI).
	 */
	private static final double UNSEEN_RISE = 0.12;

	@Override
	public String title() {
		return DEFAULT;
	}

	@Override
	public List<SpottedInterval> spot(final MotionTrace trace, final SpotterSettings settings) {
		final List<SpottedInterval> spotted = new ArrayList<>();
		for (final Signals signals : Signals.of(trace, LEAST_SECONDS)) {
			final List<Span> blinks = Blinks.of(signals);
			final List<Span> heads = HeadMovements.of(signals);
			Blinks.bridge(signals, blinks);
			final List<Span> talking = Talking.of(signals, new BumpScores(signals, blinks));
			final BumpScores scores = new BumpScores(signals, blinks, Talking.deaf(signals, talking));
			final List<Bump> bumps = bumps(signals, scores, settings);
			for (final Bump bump : bumps)
				spotted.add(interval(signals, bump, Talking.isSyllable(bump, bumps, signals, talking), settings));
			add(spotted, signals, blinks, SpottedKind.BLINK);
			add(spotted, signals, heads, SpottedKind.HEAD);
			add(spotted, signals, talking, SpottedKind.TALKING);
		}
		spotted.sort(Comparator.comparingInt((final SpottedInterval interval) -> interval.onset().frame()).thenComparing(
			SpottedInterval::kind));
		return spotted;
	}

	private static void add(final List<SpottedInterval> spotted, final Signals signals, final List<Span> spans,
		final SpottedKind kind)
	{
		for (final Span span : spans)
			spotted.add(new SpottedInterval(signals.moment(span.from()), signals.moment(span.peak()), signals.moment(span
				.to()), Double.NaN, Double.NaN, kind, List.of(), false));
	}

	private static SpottedInterval interval(final Signals signals, final Bump bump, final boolean syllable,
		final SpotterSettings settings)
	{
		final Moment onset = signals.moment(bump.onset());
		final Moment offset = signals.moment(bump.offset());
		final double milliseconds = 1000 * (offset.seconds() - onset.seconds());
		final SpottedKind length = milliseconds <= settings.longestMicro() + 500 * signals.step() ? SpottedKind.MICRO
			: SpottedKind.MACRO;
		final SpottedKind kind = syllable ? SpottedKind.UNCERTAIN : length;
		return new SpottedInterval(onset, signals.moment(bump.apex()), offset, bump.strength(), bump.score(), kind, bump
			.regions(), false);
	}

	/** The strongest bump first, then the strongest that does not overlap it, and so on. */
	private static List<Bump> bumps(final Signals signals, final BumpScores scores, final SpotterSettings settings) {
		final double factor = Math.pow(SENSITIVITY, 1 - 2 * settings.sensitivity());
		final int longest = signals.samples(settings.longest() / 1000);
		final List<Peak> peaks = peaks(signals, scores, factor * SCORE);
		final List<Bump> bumps = new ArrayList<>();
		for (final Peak peak : peaks) {
			if (bumps.stream().anyMatch(bump -> peak.sample >= bump.onset() && peak.sample <= bump.offset())) continue;
			final Bump bump = BumpShape.of(signals, scores, peak.sample, peak.scale, longest);
			if (bump.strength() < factor * LEAST_MOTION || bump.offset() - bump.onset() > longest) continue;
			if (Math.round(bump.onset()) == 0 && bump.apex() * signals.step() <= UNSEEN_RISE) continue;
			if (bumps.stream().noneMatch(other -> bump.onset() < other.offset() && other.onset() < bump.offset())) bumps.add(
				bump);
		}
		return bumps;
	}

	/** Where the score is highest among its neighbours, for the half length that gives the best there. */
	private record Peak(int sample, int scale, double score) {
	}

	private static List<Peak> peaks(final Signals signals, final BumpScores scores, final double least) {
		final int n = signals.count();
		final List<Peak> peaks = new ArrayList<>();
		for (int scale = 0; scale < BumpScores.HALVES.length; scale++) {
			final double[] values = new double[n];
			for (int i = 0; i < n; i++)
				values[i] = scores.score(i, scale);
			for (int i = 1; i < n - 1; i++)
				if (values[i] >= least && values[i] >= values[i - 1] && values[i] > values[i + 1]) peaks.add(new Peak(i, scale,
					values[i]));
		}
		peaks.sort(Comparator.comparingDouble((final Peak peak) -> -peak.score));
		return peaks;
	}
}
