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

import java.util.Arrays;
import java.util.List;

import org.microexpression.motion.RegionSide;

/**
 * How much each region, around each sample, looks like a motion that came and went: with a the way from a moment before
 * to the sample and b that from a moment after to it, the shorter of both, along the direction of their sum. A motion
 * without a way back (a change of posture, a renewed reference) scores nothing, nor does a steady drift. It is counted
 * in units of its noise: what the same region shows in the rest of the segment, and a share of how far the head moved.
 */
final class BumpScores {

	/** Half lengths in seconds. */
	static final double[] HALVES = { 0.1, 0.14, 0.2, 0.28, 0.4, 0.56, 0.8, 1.13, 1.6 };

	/** Smallest noise of a region, eye distances: the error of a field's mean over a region. */
	private static final double LEAST_NOISE = 0.0004;

	/** Noise of the regions beside the eyes around a blink, eye distances: what brows and cheeks do with the lids. */
	private static final double BLINK_NOISE = 0.0015;

	/** Share of the head's motion that counts as noise. */
	private static final double HEAD_SHARE = 0.04;

	/** Of the regions' scores so many count, the strongest ones. */
	private static final int COUNTED = 2;

	private final Signals signals;
	private final double[][] noise = new double[HALVES.length][RegionSide.ALL.size()];
	private final double[][] head = new double[HALVES.length][];
	private final double[][] closing = new double[HALVES.length][];
	private final boolean[][] deaf;

	/**
	 * Every region tells something everywhere.
	 *
	 * @param signals a segment
	 * @param blinks  its blinks
	 */
	BumpScores(final Signals signals, final List<Span> blinks) {
		this(signals, blinks, new boolean[RegionSide.ALL.size()][signals.count()]);
	}

	/**
	 * @param signals a segment
	 * @param blinks  its blinks
	 * @param deaf    for each region and side the samples in which it tells nothing
	 */
	BumpScores(final Signals signals, final List<Span> blinks, final boolean[][] deaf) {
		this.signals = signals;
		this.deaf = deaf;
		final double[] closed = closed(signals, blinks);
		for (int scale = 0; scale < HALVES.length; scale++) {
			final int half = half(scale);
			head[scale] = new double[signals.count()];
			closing[scale] = new double[signals.count()];
			for (int i = 0; i < signals.count(); i++) {
				head[scale][i] = signals.headRange(i - half, i + half);
				for (int k = Math.max(0, i - half); k <= Math.min(signals.count() - 1, i + half); k++)
					closing[scale][i] = Math.max(closing[scale][i], closed[k]);
			}
			for (final RegionSide place : RegionSide.ALL)
				noise[scale][place.index()] = noise(place, half);
		}
	}

	/**
	 * How far the lids are on the way to where a blink is told, 0..1: people also blink by half, which {@link Blinks}
	 * leaves alone.
	 */
	private static double[] closed(final Signals signals, final List<Span> blinks) {
		final double[] closed = new double[signals.count()];
		for (int i = 0; i < closed.length; i++)
			closed[i] = Math.max(0, Math.min(1, (1 - signals.open()[i]) / (1 - Blinks.CLOSED)));
		for (final Span blink : blinks)
			Arrays.fill(closed, blink.from(), blink.to() + 1, 1);
		return closed;
	}

	/** @return samples of a half length */
	int half(final int scale) {
		return signals.samples(HALVES[scale]);
	}

	/** The median length of the mean of both ways, over 1.18, which is the median of a Rayleigh distribution. */
	private double noise(final RegionSide place, final int half) {
		final int n = signals.count() - 2 * half;
		if (n < 1) return Double.POSITIVE_INFINITY;
		final double[] lengths = new double[n];
		for (int i = 0; i < n; i++) {
			final double[] bend = bend(place, i + half, half);
			lengths[i] = Math.hypot(bend[0], bend[1]);
		}
		Arrays.sort(lengths);
		return Math.max(LEAST_NOISE, lengths[n / 2] / 1.18);
	}

	/** @return mean of both ways, u and v, and the shorter way along it */
	double[] bend(final RegionSide place, final int sample, final int half) {
		final double[][] x = signals.region(place);
		final int before = Math.max(0, sample - half), after = Math.min(signals.count() - 1, sample + half);
		final double au = x[0][sample] - x[0][before], av = x[1][sample] - x[1][before];
		final double bu = x[0][sample] - x[0][after], bv = x[1][sample] - x[1][after];
		final double u = (au + bu) / 2, v = (av + bv) / 2;
		final double length = Math.hypot(u, v);
		return new double[] { u, v, length == 0 ? 0 : Math.max(0, Math.min(au * u + av * v, bu * u + bv * v) / length) };
	}

	/** @return the score of one region */
	double score(final RegionSide place, final int sample, final int scale) {
		if (place.isEye() || deaf[place.index()][sample]) return 0;
		final int half = half(scale);
		final double other = Blinks.reach(place) ? BLINK_NOISE * closing[scale][sample] : 0;
		return bend(place, sample, half)[2] / Math.hypot(Math.hypot(noise[scale][place.index()], other), HEAD_SHARE *
			head[scale][sample]);
	}

	/** @return the score of the face: the mean of its strongest regions */
	double score(final int sample, final int scale) {
		final double[] scores = new double[RegionSide.ALL.size()];
		for (final RegionSide place : RegionSide.ALL)
			scores[place.index()] = score(place, sample, scale);
		Arrays.sort(scores);
		double sum = 0;
		for (int i = 0; i < COUNTED; i++)
			sum += scores[scores.length - 1 - i];
		return sum / COUNTED;
	}
}
