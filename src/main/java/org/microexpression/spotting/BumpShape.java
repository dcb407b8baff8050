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

import org.microexpression.motion.RegionSide;

/** Where a motion that came and went began, was strongest and ended. */
final class BumpShape {

	/** Regions whose score is a smaller share of the best one's do not belong to it. */
	private static final double BELONGS = 0.35;

	/** Rise from the lowest point so far, as a share of the motion, at which another motion begins. */
	private static final double OTHER = 0.25;

	/** Levels of a leg between which its slope is taken, and the share of that time by which it is prolonged. */
	private static final double LOW = 0.2;
	private static final double HIGH = 0.8;
	private static final double PROLONGED = 0.55;

	private final Signals signals;
	private final double[] curve;
	private final int reach;

	private BumpShape(final Signals signals, final double[] curve, final int reach) {
		this.signals = signals;
		this.curve = curve;
		this.reach = reach;
	}

	/**
	 * @param signals a segment
	 * @param scores  its scores
	 * @param sample  where the score is best
	 * @param scale   at which half length
	 * @param longest most samples that a leg may take
	 * @return its shape
	 */
	static Bump of(final Signals signals, final BumpScores scores, final int sample, final int scale, final int longest) {
		final List<RegionSide> regions = new ArrayList<>();
		double best = 0;
		for (final RegionSide place : RegionSide.ALL)
			best = Math.max(best, scores.score(place, sample, scale));
		for (final RegionSide place : RegionSide.ALL)
			if (scores.score(place, sample, scale) >= BELONGS * best) regions.add(place);
		regions.sort(Comparator.comparingDouble((final RegionSide place) -> -scores.score(place, sample, scale)));
		final int half = scores.half(scale);
		final double[] curve = new double[signals.count()];
		double square = 0;
		double strength = 0;
		for (final RegionSide place : regions) {
			final double[] bend = scores.bend(place, sample, half);
			strength = Math.max(strength, Math.hypot(bend[0], bend[1]));
			square += bend[0] * bend[0] + bend[1] * bend[1];
			final double[][] x = signals.region(place);
			for (int i = 0; i < curve.length; i++)
				curve[i] += bend[0] * x[0][i] + bend[1] * x[1][i];
		}
		for (int i = 0; i < curve.length; i++)
			curve[i] /= square;
		final BumpShape shape = new BumpShape(signals, curve, Math.min(longest, 3 * half));
		final int apex = shape.apex(sample, half);
		return new Bump(shape.end(apex, -1), apex, shape.end(apex, 1), strength, scores.score(sample, scale), regions);
	}

	/**
	 * @param signals a segment
	 * @param apex    a sample
	 * @return the sample where the motion that is at its height there began: each region counts along the way that it
	 *         went since the first sample
	 */
	static double onset(final Signals signals, final int apex) {
		final double[] curve = new double[signals.count()];
		double square = 0;
		for (final RegionSide place : RegionSide.ALL) {
			if (place.isEye()) continue;
			for (final double[] values : signals.region(place)) {
				final double way = values[apex] - values[0];
				square += way * way;
				for (int i = 0; i < curve.length; i++)
					curve[i] += way * values[i];
			}
		}
		if (square == 0) return 0;
		for (int i = 0; i < curve.length; i++)
			curve[i] /= square;
		return new BumpShape(signals, curve, curve.length).end(apex, -1);
	}

	private int apex(final int sample, final int half) {
		int apex = sample;
		for (int i = Math.max(0, sample - half); i <= Math.min(curve.length - 1, sample + half); i++)
			if (curve[i] > curve[apex]) apex = i;
		return apex;
	}

	/** Walks away from the apex to the lowest point, then places the end by the slope of the leg in between. */
	private double end(final int apex, final int direction) {
		int lowest = apex;
		for (int i = apex; i >= 0 && i < curve.length && Math.abs(i - apex) <= reach; i += direction) {
			if (curve[i] < curve[lowest]) lowest = i;
			else if (curve[i] - curve[lowest] > OTHER) break;
		}
		if (lowest == apex) return apex + direction;
		final double high = crossing(apex, lowest, direction, HIGH);
		final double low = crossing(apex, lowest, direction, LOW);
		final double end = low + direction * Math.max(0.5, PROLONGED * Math.abs(low - high));
		return Math.max(0, Math.min(signals.count() - 1.0, end));
	}

	/** Where the leg first falls to a level between its lowest point and the apex. */
	private double crossing(final int apex, final int lowest, final int direction, final double level) {
		final double value = curve[lowest] + level * (curve[apex] - curve[lowest]);
		for (int i = apex + direction;; i += direction) {
			if (curve[i] <= value) {
				final double before = curve[i - direction];
				return i - direction * (before > curve[i] ? (value - curve[i]) / (before - curve[i]) : 0);
			}
		}
	}
}
