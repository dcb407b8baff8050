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
import java.util.Arrays;
import java.util.List;

import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.motion.RunningMedian;

/**
 * The measured samples of one segment of a trace, lightly smoothed: what the parts of {@link RiseAndFall} look at.
 * Lengths are in eye distances.
 */
final class Signals {

	/** Weight of the head's turning out of the plane against its motion in it, which the skin feels less. */
	private static final double OUT_OF_PLANE = 2;

	private final MotionTrace trace;
	private final int[] rows;
	private final double step;
	private final double[][][] regions = new double[RegionSide.ALL.size()][2][];
	private final double[][] head;
	private final double[] open;

	private Signals(final MotionTrace trace, final int[] rows) {
		this.trace = trace;
		this.rows = rows;
		step = (trace.seconds(rows[rows.length - 1]) - trace.seconds(rows[0])) / (rows.length - 1);
		for (final RegionSide place : RegionSide.ALL) {
			final double[] u = new double[rows.length], v = new double[rows.length];
			for (int i = 0; i < rows.length; i++) {
				u[i] = trace.u(rows[i], place);
				v[i] = trace.v(rows[i], place);
			}
			regions[place.index()] = new double[][] { smooth(u), smooth(v) };
		}
		head = new double[][] { values(Quantity.HEAD_X, 1), values(Quantity.HEAD_Y, 1), values(Quantity.HEAD_YAW,
			OUT_OF_PLANE), values(Quantity.HEAD_PITCH, OUT_OF_PLANE), values(Quantity.HEAD_GROWTH, 1), values(
				Quantity.HEAD_TURN, Math.PI / 180) };
		open = openness();
	}

	/**
	 * @param trace a trace
	 * @param least seconds that a segment must last to be looked at
	 * @return its segments
	 */
	static List<Signals> of(final MotionTrace trace, final double least) {
		final List<Signals> all = new ArrayList<>();
		List<Integer> rows = new ArrayList<>();
		int segment = MotionTrace.NO_FACE;
		for (int row = 0; row <= trace.rows(); row++) {
			final int here = row < trace.rows() ? trace.segment(row) : MotionTrace.NO_FACE;
			if (here != segment) {
				if (rows.size() > 4 && trace.seconds(rows.get(rows.size() - 1)) - trace.seconds(rows.get(0)) >= least) all.add(
					new Signals(trace, rows.stream().mapToInt(i -> i).toArray()));
				rows = new ArrayList<>();
				segment = here;
			}
			if (here != MotionTrace.NO_FACE && trace.measured(row)) rows.add(row);
		}
		return all;
	}

	private double[] values(final Quantity quantity, final double weight) {
		final double[] values = new double[rows.length];
		for (int i = 0; i < values.length; i++)
			values[i] = weight * trace.value(rows[i], quantity);
		return smooth(values);
	}

	/** The mean of both eyes, relative to how they usually are in the seconds around. */
	private double[] openness() {
		final double[] mean = new double[rows.length];
		for (int i = 0; i < mean.length; i++)
			mean[i] = (trace.value(rows[i], Quantity.EYE_LEFT) + trace.value(rows[i], Quantity.EYE_RIGHT)) / 2;
		final double[] usual = RunningMedian.of(mean, samples(2));
		for (int i = 0; i < mean.length; i++)
			mean[i] /= Math.max(0.3, usual[i]);
		return mean;
	}

	/** One, two, one over four. */
	private static double[] smooth(final double[] values) {
		final double[] smooth = values.clone();
		for (int i = 1; i < values.length - 1; i++)
			smooth[i] = (values[i - 1] + 2 * values[i] + values[i + 1]) / 4;
		return smooth;
	}

	/** @return how many samples there are */
	int count() {
		return rows.length;
	}

	/**
	 * @param seconds a length of time
	 * @return how many samples it is, at least 1
	 */
	int samples(final double seconds) {
		return (int) Math.max(1, Math.round(seconds / step));
	}

	/** @return seconds from sample to sample */
	double step() {
		return step;
	}

	/**
	 * @param position a sample, perhaps between two
	 * @return the nearest frame and its time
	 */
	Moment moment(final double position) {
		final double at = Math.max(0, Math.min(rows.length - 1, position));
		final int low = Math.min(rows.length - 2, (int) at);
		final int row = (int) Math.round(rows[low] + (at - low) * (rows[low + 1] - rows[low]));
		return Moment.of(trace, row);
	}

	/**
	 * @param place a region and side
	 * @return its u and v, [2][samples]; changing them changes the signals
	 */
	double[][] region(final RegionSide place) {
		return regions[place.index()];
	}

	/** @return how open the eyes are, 1 as usual */
	double[] open() {
		return open;
	}

	/**
	 * @param from first sample
	 * @param to   last sample
	 * @return how far the head moved between them: the widest range of its six motions, eye distances
	 */
	double headRange(final int from, final int to) {
		double widest = 0;
		for (final double[] motion : head) {
			final double[] part = Arrays.copyOfRange(motion, Math.max(0, from), Math.min(count(), to + 1));
			widest = Math.max(widest, Arrays.stream(part).max().orElse(0) - Arrays.stream(part).min().orElse(0));
		}
		return widest;
	}
}
