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

package org.microexpression.imagej.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineSpan;

/**
 * What drawing and table of a timeline show and change: the intervals and which one is selected. Whatever is changed by
 * hand snaps to frames and is marked so; a class that was recognized between other frames is taken away. For the thread
 * of events.
 */
final class TimelineModel {

	/** Which end of an interval is moved. */
	enum Edge {
			ONSET, APEX, OFFSET
	}

	/** Is told of changes. */
	interface Listener {

		/** The intervals have changed, perhaps also which one is selected. */
		void spansChanged();

		/** Another interval is selected, or none. */
		void selectionChanged();
	}

	private final FrameTimes times;
	private final Optional<MotionTrace> trace;
	private final List<Listener> listeners = new ArrayList<>();
	private Timeline timeline;
	private int selected = -1;
	private boolean saved = true;

	/**
	 * @param timeline the intervals
	 * @param times    when the frames of the clip are shown
	 * @param trace    the motion, empty where it is not known
	 */
	TimelineModel(final Timeline timeline, final FrameTimes times, final Optional<MotionTrace> trace) {
		this.timeline = timeline;
		this.times = times;
		this.trace = trace;
	}

	void listen(final Listener listener) {
		listeners.add(listener);
	}

	Timeline timeline() {
		return timeline;
	}

	FrameTimes times() {
		return times;
	}

	/** @return the motion, empty where it is not known */
	Optional<MotionTrace> trace() {
		return trace;
	}

	/** @return whether everything is in a file */
	boolean isSaved() {
		return saved;
	}

	void markSaved() {
		saved = true;
	}

	/** @return index of the selected interval, -1 for none */
	int selected() {
		return selected;
	}

	/** @return the selected interval, empty for none */
	Optional<TimelineSpan> selectedSpan() {
		return selected < 0 ? Optional.empty() : Optional.of(timeline.spans().get(selected));
	}

	void select(final int index) {
		if (index == selected) return;
		selected = index;
		listeners.forEach(Listener::selectionChanged);
	}

	/** Moves an edge of the selected interval to the frame nearest to a time; the others make way where they must. */
	void move(final Edge edge, final double seconds) {
		if (times.moments().size() > 1) selectedSpan().ifPresent(span -> move(span, edge, times.nearest(seconds)));
	}

	private void move(final TimelineSpan span, final Edge edge, final int to) {
		final int last = times.moments().size() - 1;
		int onset = times.index(span.interval().onset().frame());
		int apex = times.index(span.interval().apex().frame());
		int offset = times.index(span.interval().offset().frame());
		switch (edge) {
			case ONSET -> {
				onset = Math.min(to, offset - 1);
				apex = Math.max(apex, onset);
			}
			case APEX -> apex = Math.max(onset, Math.min(offset, to));
			case OFFSET -> {
				offset = Math.max(to, onset + 1);
				apex = Math.min(apex, offset);
			}
		}
		replace(span, changed(span, Math.max(0, onset), apex, Math.min(last, offset)));
	}

	private TimelineSpan changed(final TimelineSpan span, final int onset, final int apex, final int offset) {
		final SpottedInterval i = span.interval();
		final SpottedInterval moved = new SpottedInterval(moment(onset), moment(apex), moment(offset), i.strength(), i
			.signalToNoise(), i.kind(), i.regions(), true);
		final boolean same = moved.onset().equals(i.onset()) && moved.apex().equals(i.apex());
		return same ? new TimelineSpan(moved, span.answer(), span.probability(), span.units(), span.model(), span.note())
			: TimelineSpan.of(moved);
	}

	private Moment moment(final int index) {
		return times.moments().get(index);
	}

	/** Makes the selected interval one of another kind. */
	void setKind(final SpottedKind kind) {
		selectedSpan().filter(span -> span.interval().kind() != kind).ifPresent(span -> replace(span, as(kind, span)));
	}

	private static TimelineSpan as(final SpottedKind kind, final TimelineSpan span) {
		final SpottedInterval i = span.interval();
		return new TimelineSpan(new SpottedInterval(i.onset(), i.apex(), i.offset(), i.strength(), i.signalToNoise(), kind,
			i.regions(), true), span.answer(), span.probability(), span.units(), span.model(), span.note());
	}

	/**
	 * Adds an interval and selects it. Its apex is the frame of the largest motion between onset and offset, or the middle
	 * where the motion is not known; for it the interval has three frames at least where the clip has them. Up to 500 ms it
	 * is a micro-expression.
	 *
	 * @param from one end in seconds
	 * @param to   the other end
	 */
	void add(final double from, final double to) {
		final int last = times.moments().size() - 1;
		if (last < 1) return;
		final int least = Math.min(2, last);
		int onset = times.nearest(Math.min(from, to));
		int offset = times.nearest(Math.max(from, to));
		if (offset - onset < least) onset = Math.max(0, Math.min(onset - (least - offset + onset) / 2, last - least));
		offset = Math.max(offset, onset + least);
		final double milliseconds = 1000 * (moment(offset).seconds() - moment(onset).seconds());
		final SpottedKind kind = milliseconds <= SpotterSettings.defaults().longestMicro() ? SpottedKind.MICRO
			: SpottedKind.MACRO;
		final TimelineSpan added = TimelineSpan.of(new SpottedInterval(moment(onset), moment(strongest(onset, offset)),
			moment(offset), Double.NaN, Double.NaN, kind, List.of(), true));
		final List<TimelineSpan> spans = new ArrayList<>(timeline.spans());
		spans.add(added);
		set(spans, Optional.of(added));
	}

	/** After the onset, so that there is something to recognize, and before the offset where there is a frame. */
	private int strongest(final int onset, final int offset) {
		final int from = onset + 1, to = Math.max(from, offset - 1);
		final int middle = (from + to) / 2;
		return trace.map(motion -> strongest(motion, from, to, middle)).orElse(middle);
	}

	private static int strongest(final MotionTrace trace, final int from, final int to, final int middle) {
		int best = middle;
		double most = Double.NEGATIVE_INFINITY;
		for (int row = from; row <= to; row++) {
			if (trace.value(row, Quantity.MOTION) > most) {
				most = trace.value(row, Quantity.MOTION);
				best = row;
			}
		}
		return best;
	}

	/** Takes the selected interval out. */
	void delete() {
		if (selected < 0) return;
		final List<TimelineSpan> spans = new ArrayList<>(timeline.spans());
		spans.remove(selected);
		set(spans, Optional.empty());
	}

	/** Puts what was recognized in place of an interval, unless that has been changed in the meantime. */
	void recognized(final TimelineSpan before, final TimelineSpan after) {
		if (timeline.spans().contains(before)) replace(before, after);
	}

	private void replace(final TimelineSpan before, final TimelineSpan after) {
		if (after.equals(before)) return;
		final List<TimelineSpan> spans = new ArrayList<>(timeline.spans());
		final Optional<TimelineSpan> keep = selectedSpan().map(span -> span == before ? after : span);
		spans.set(spans.indexOf(before), after);
		set(spans, keep);
	}

	private void set(final List<TimelineSpan> spans, final Optional<TimelineSpan> select) {
		timeline = timeline.with(spans);
		selected = select.map(timeline.spans()::indexOf).orElse(-1);
		saved = false;
		listeners.forEach(Listener::spansChanged);
	}
}
