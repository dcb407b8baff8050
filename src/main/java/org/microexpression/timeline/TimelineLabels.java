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

package org.microexpression.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.microexpression.figure.Figure;

/** Where the words over the candidates of a drawing stand, so that none is written over another. */
final class TimelineLabels {

	/** Rows of words above the curves. */
	private static final int ROWS = 2;

	private static final double ABOVE = 5;
	private static final double LINE = 12;
	private static final double GAP = 6;

	private TimelineLabels() {
		// Functions only.
	}

	/**
	 * @param text     a word
	 * @param left     where it begins
	 * @param width    how wide it is
	 * @param baseline its base line
	 */
	record Label(String text, double left, double width, double baseline) {

		private boolean isClearOf(final Label other) {
			return baseline != other.baseline || left >= other.left + other.width + GAP || other.left >= left + width + GAP;
		}
	}

	/**
	 * @param spans    the intervals
	 * @param scale    which part is drawn, and how large
	 * @param selected index of the selected interval, -1 for none
	 * @return the words that have room: that of the selected interval, and of the others, from the left, those that cover
	 *         none before them in the lower or the upper row
	 */
	static List<Label> of(final List<TimelineSpan> spans, final TimelineScale scale, final int selected) {
		final List<Label> labels = new ArrayList<>();
		IntStream.range(0, spans.size()).boxed().sorted(Comparator.comparing(i -> i != selected)).map(spans::get).filter(
			TimelineSpan::isCandidate).forEach(span -> add(labels, span, scale));
		return labels;
	}

	private static void add(final List<Label> labels, final TimelineSpan span, final TimelineScale scale) {
		final double from = scale.from(span.interval()), to = scale.to(span.interval());
		if (to < from) return;
		final double width = Figure.width(span.shown(), TimelineDrawing.TEXT);
		final double left = Math.max(0, Math.min((from + to - width) / 2, scale.width() - width));
		IntStream.range(0, ROWS).mapToObj(row -> new Label(span.shown(), left, width, scale.top() - ABOVE - row * LINE))
			.filter(label -> labels.stream().allMatch(label::isClearOf)).findFirst().ifPresent(labels::add);
	}
}
