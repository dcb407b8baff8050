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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;

class TimelineDrawingTest {

	private static final TimelineScale SCALE = new TimelineScale(0, 20, 720, 260);

	@TempDir
	private Path folder;

	private static TimelineSpan span(final double from, final double to, final String answer) {
		final int onset = (int) (30 * from), offset = (int) (30 * to), apex = (onset + offset) / 2;
		return new TimelineSpan(new SpottedInterval(new Moment(onset, from), new Moment(apex, (from + to) / 2), new Moment(
			offset, to), 0.02, 8, SpottedKind.MICRO, List.of(), false), answer, Double.NaN, "", "", "");
	}

	private static List<String> texts(final List<TimelineLabels.Label> labels) {
		return labels.stream().map(TimelineLabels.Label::text).toList();
	}

	@Test
	void wordsOverIntervalsAreNotWrittenOverEachOther() {
		final List<TimelineSpan> spans = List.of(span(12, 13, "positive"), span(12.2, 12.6, "surprise"), span(12.3, 12.7,
			"negative"), span(12.9, 13.2, "none"), span(16, 17, ""));
		final List<TimelineLabels.Label> labels = TimelineLabels.of(spans, SCALE, -1);
		assertEquals(List.of("positive", "surprise", "micro"), texts(labels));
		assertTrue(labels.get(1).baseline() < labels.get(0).baseline() - 10, "in a row of its own");
		assertEquals(List.of("negative", "positive", "micro"), texts(TimelineLabels.of(spans, SCALE, 2)),
			"what is selected is always named");
	}

	@Test
	void wordsStayInsideTheDrawing() {
		final List<TimelineSpan> many = new ArrayList<>();
		for (double at = 0; at <= 20; at += 0.3)
			many.add(span(at, at + 0.4, "surprise"));
		final List<TimelineLabels.Label> labels = TimelineLabels.of(many, SCALE, many.size() - 1);
		assertTrue(labels.size() > 15, labels::toString);
		for (final TimelineLabels.Label label : labels) {
			assertTrue(label.left() >= 0 && label.left() + label.width() <= 720, label::toString);
			for (final TimelineLabels.Label other : labels)
				assertFalse(other != label && other.baseline() == label.baseline() && other.left() < label.left() + label
					.width() && label.left() < other.left() + other.width(), label + " covers " + other);
		}
		assertEquals(List.of(), TimelineLabels.of(List.of(span(2, 3, "none")), new TimelineScale(4, 6, 720, 260), 0),
			"what is not seen has no word");
	}

	private static MotionTrace trace() {
		final MotionTrace.Builder builder = new MotionTrace.Builder("clip.avi");
		for (int i = 0; i < 60; i++) {
			final double[] quantities = new double[Quantity.values().length];
			quantities[Quantity.MOTION.ordinal()] = 0.01 * Math.exp(-(i - 30) * (i - 30) / 40.0);
			builder.add(new MotionRow(i + 1, i / 30.0, 1, true, quantities, new double[RegionSide.ALL.size()],
				new double[RegionSide.ALL.size()]));
		}
		return builder.build();
	}

	private String svg(final MotionTrace trace, final List<Curve> curves) throws Exception {
		final Path file = folder.resolve("curves.svg");
		new TimelineDrawing(Optional.ofNullable(trace), curves, TimelineColors.PAPER).write(new Timeline("clip.avi", "",
			List.of()), 2, file);
		return Files.readString(file);
	}

	/** Of what the percents are; without curves there are none. */
	@Test
	void theAxisOfMotionIsNamed() throws Exception {
		assertTrue(svg(trace(), List.of(Curve.FACE)).contains(">motion, % of the eye distance</text>"));
		assertFalse(svg(null, List.of()).contains("%"));
	}

	/** The name of the axis of time stands at their right. */
	@Test
	void ofManyCurvesAsManyAreNamedAsThereIsRoomFor() throws Exception {
		final List<Curve> all = Curve.of(trace());
		assertTrue(svg(trace(), all.subList(0, 3)).contains(">" + all.get(2).label() + "</text>"));
		final String svg = svg(trace(), all);
		final Matcher more = Pattern.compile("<text x=\"([0-9.]+)\"[^>]*>and (\\d+) more</text>").matcher(svg);
		assertTrue(more.find(), svg);
		assertTrue(Double.parseDouble(more.group(1)) + 70 < 720 - TimelineScale.RIGHT - 40, more.group());
		final int named = all.size() - Integer.parseInt(more.group(2));
		assertTrue(named > 2 && svg.contains(">" + all.get(named - 1).label() + "</text>") && !svg.contains(">" + all.get(
			named).label() + "</text>"), more.group());
	}
}
