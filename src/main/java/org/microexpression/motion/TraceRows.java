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

package org.microexpression.motion;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.clip.Clip;
import org.microexpression.fusion.ActionUnits;

/** Turns samples into the rows of a trace: fills in the frames between, and tells the motion of the whole face. */
final class TraceRows {

	/** Seconds around a frame whose median is where the face rests: long against most expressions. */
	private static final double REST_SECONDS = 5;

	private final Clip clip;
	private final double rate;
	private final int first;
	private final boolean units;
	private final List<MotionRow> rows = new ArrayList<>();

	/** That of the last face; {@code null} as long as there was none. */
	private SegmentRows segment;

	/**
	 * @param clip  the clip
	 * @param rate  its frames per second
	 * @param first 0-based index of the first frame
	 * @param units whether its rows have action units
	 */
	TraceRows(final Clip clip, final double rate, final int first, final boolean units) {
		this.clip = clip;
		this.rate = rate;
		this.first = first;
		this.units = units;
	}

	/**
	 * @param sample the next sample
	 * @param read   its action units; unknown where there are none to be read
	 */
	void add(final SampleMotion sample, final ActionUnits read) {
		final int frame = frame(sample.index());
		final double seconds = seconds(sample.index());
		final MotionRow plain = sample.face().map(face -> segment(face).row(face, frame, seconds)).orElseGet(() -> MotionRow
			.noFace(frame, seconds));
		final MotionRow row = units ? plain.withUnits(read) : plain;
		if (!rows.isEmpty()) for (int index = first + rows.size(); index < sample.index(); index++)
			rows.add(between(rows.get(rows.size() - 1), row, index, sample.index()));
		rows.add(row);
	}

	/** A face of another segment than the one before begins its own. */
	private SegmentRows segment(final SampleMotion.Face face) {
		if (segment == null || segment.number() != face.segment()) segment = new SegmentRows(face);
		return segment;
	}

	/** @return whether any sample so far had a face */
	boolean anyFace() {
		return segment != null;
	}

	private int frame(final int index) {
		return clip.frameNumber(index);
	}

	private double seconds(final int index) {
		return clip.seconds(index).orElse(index / rate);
	}

	/** The row before, one frame nearer to the next sample. */
	private MotionRow between(final MotionRow before, final MotionRow next, final int index, final int nextIndex) {
		if (before.segment() == MotionTrace.NO_FACE || before.segment() != next.segment()) {
			final MotionRow none = MotionRow.noFace(frame(index), seconds(index));
			final MotionRow between = new MotionRow(none.frame(), none.seconds(), none.segment(), false, none.quantities(),
				none.u(), none.v());
			return units ? between.withUnits(ActionUnits.UNKNOWN) : between;
		}
		final double share = 1.0 / (nextIndex - index + 1);
		return new MotionRow(frame(index), seconds(index), before.segment(), false, mixed(before.quantities(), next
			.quantities(), share), mixed(before.u(), next.u(), share), mixed(before.v(), next.v(), share), mixed(before
				.unitProbabilities(), next.unitProbabilities(), share), mixed(before.unitPixels(), next.unitPixels(), share));
	}

	private static double[] mixed(final double[] a, final double[] b, final double share) {
		final double[] mixed = new double[a.length];
		for (int i = 0; i < a.length; i++)
			mixed[i] = a[i] + share * (b[i] - a[i]);
		return mixed;
	}

	/**
	 * @param remarks what the user should know
	 * @return the trace
	 */
	MotionTrace trace(final List<String> remarks) {
		addMotion();
		final MotionTrace.Builder trace = new MotionTrace.Builder(clip.name());
		rows.forEach(trace::add);
		remarks.forEach(trace::remark);
		return trace.build();
	}

	/** Root mean square distance of the regions without the eyes from where each rests. */
	private void addMotion() {
		final double[] squares = new double[rows.size()];
		int places = 0;
		for (final RegionSide place : RegionSide.ALL) {
			if (place.isEye()) continue;
			places++;
			for (int from = 0, end; from < rows.size(); from = end) {
				end = from + 1;
				while (end < rows.size() && rows.get(end).segment() == rows.get(from).segment())
					end++;
				if (rows.get(from).segment() == MotionTrace.NO_FACE) continue;
				addSquares(squares, from, values(from, end, place.index(), true));
				addSquares(squares, from, values(from, end, place.index(), false));
			}
		}
		for (int i = 0; i < squares.length; i++)
			if (rows.get(i).segment() != MotionTrace.NO_FACE) rows.get(i).quantities()[Quantity.MOTION.ordinal()] = Math.sqrt(
				squares[i] / places);
	}

	private double[] values(final int from, final int end, final int place, final boolean horizontal) {
		final double[] values = new double[end - from];
		for (int i = 0; i < values.length; i++)
			values[i] = (horizontal ? rows.get(from + i).u() : rows.get(from + i).v())[place];
		return values;
	}

	private void addSquares(final double[] squares, final int from, final double[] values) {
		final double[] rest = RunningMedian.of(values, (int) Math.round(REST_SECONDS * rate / 2));
		for (int i = 0; i < values.length; i++)
			squares[from + i] += (values[i] - rest[i]) * (values[i] - rest[i]);
	}
}
