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

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Replaceable;
import org.microexpression.figure.Canvas.Anchor;
import org.microexpression.figure.Canvas;
import org.microexpression.figure.Figure;
import org.microexpression.figure.PdfCanvas;
import org.microexpression.figure.SvgCanvas;
import org.microexpression.motion.MotionTrace;

/**
 * Draws a timeline: curves of motion, candidates as coloured spans with a line at the apex, faint spans for blinks,
 * movements of the head and talking, and the axis of time.
 */
public final class TimelineDrawing {

	private static final String SVG = ".svg", PDF = ".pdf";

	static final double TEXT = 11;
	private static final String MINUTES_AXIS = "time, min:s";
	private static final double[] STEPS = { 1, 2, 5 };
	private static final double[] MINUTES = { 60, 120, 300, 600, 1200, 1800, 3600, 7200 };
	private static final double LEAST_TICK = 60;
	private static final double PAGE_WIDTH = 720;
	private static final double PAGE_HEIGHT = 260;

	private final Optional<MotionTrace> trace;
	private final List<Curve> curves;
	private final TimelineColors colors;

	/**
	 * @param trace  the motion; empty where it is not known, and no curve is drawn
	 * @param curves the curves to draw
	 * @param colors in which colours
	 */
	public TimelineDrawing(final Optional<MotionTrace> trace, final List<Curve> curves, final TimelineColors colors) {
		this.trace = trace;
		this.curves = trace.isPresent() ? List.copyOf(curves) : List.of();
		this.colors = colors;
	}

	/**
	 * Draws a whole clip on a page.
	 *
	 * @param timeline the intervals
	 * @param seconds  how long the clip is
	 * @param file     the file, replaced where it exists; its ending, {@code .svg} or {@code .pdf}, says as what
	 * @throws InputException if it has another ending or cannot be written
	 */
	public void write(final Timeline timeline, final double seconds, final Path file) {
		AtomicFile.write(file, bytes(timeline, seconds, file));
	}

	/**
	 * Draws a whole clip on a page.
	 *
	 * @param timeline the intervals
	 * @param seconds  how long the clip is
	 * @param file     where it is to go; its ending, {@code .svg} or {@code .pdf}, says as what
	 * @return the file's content
	 * @throws InputException if it has another ending
	 */
	public byte[] bytes(final Timeline timeline, final double seconds, final Path file) {
		requireEnding(file);
		final TimelineScale scale = new TimelineScale(0, Math.max(seconds, 1e-3), PAGE_WIDTH, PAGE_HEIGHT);
		if (ends(file, SVG)) {
			final SvgCanvas svg = new SvgCanvas(PAGE_WIDTH, PAGE_HEIGHT);
			draw(svg, scale, timeline, -1, Double.NaN);
			return svg.svg().getBytes(StandardCharsets.UTF_8);
		}
		final PdfCanvas pdf = new PdfCanvas(PAGE_WIDTH, PAGE_HEIGHT);
		draw(pdf, scale, timeline, -1, Double.NaN);
		return pdf.pdf();
	}

	/**
	 * To be asked before a figure is computed.
	 *
	 * @param file where a figure is to go
	 * @throws InputException if its ending is neither {@code .svg} nor {@code .pdf}, its folder does not exist, or something is
	 *                        there that is no such figure
	 */
	public static void requireReplaceable(final Path file) {
		requireEnding(file);
		Replaceable.requireFolder(file);
		Replaceable.requireBeginning(file, ends(file, SVG) ? upTo("</svg>", new SvgCanvas(PAGE_WIDTH, PAGE_HEIGHT).svg())
			: upTo("/Resources", new String(new PdfCanvas(PAGE_WIDTH, PAGE_HEIGHT).pdf(), StandardCharsets.ISO_8859_1)));
	}

	/** What an empty page has, all begin with. */
	private static String upTo(final String end, final String page) {
		return page.substring(0, page.indexOf(end));
	}

	private static void requireEnding(final Path file) {
		if (!ends(file, SVG) && !ends(file, PDF)) throw new InputException("The figure '" + file +
			"' has neither the ending .svg nor .pdf; give one of them.");
	}

	private static boolean ends(final Path file, final String ending) {
		return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
	}

	/**
	 * @param canvas   what is drawn on
	 * @param scale    which part is drawn, and how large
	 * @param timeline the intervals
	 * @param selected index of the selected interval, -1 for none
	 * @param cursor   time of the frame that is looked at, NaN for none
	 */
	public void draw(final Canvas canvas, final TimelineScale scale, final Timeline timeline, final int selected,
		final double cursor)
	{
		canvas.fill(new Rectangle2D.Double(0, 0, scale.width(), scale.height()), colors.ground());
		final double most = most(scale);
		grid(canvas, scale, most);
		for (int i = 0; i < timeline.spans().size(); i++)
			span(canvas, scale, timeline.spans().get(i), i == selected);
		for (final TimelineLabels.Label label : TimelineLabels.of(timeline.spans(), scale, selected))
			canvas.text(label.text(), label.left(), label.baseline(), TEXT, Anchor.START, colors.ink());
		for (int c = 0; c < curves.size(); c++)
			canvas.stroke(curve(trace.orElseThrow(), curves.get(c), scale, most), colors.ofCurve(c), c == 0 ? 1.4 : 1.1);
		legend(canvas, scale);
		if (cursor >= scale.first() && cursor <= scale.last()) canvas.stroke(new Line2D.Double(scale.x(cursor), scale.top(),
			scale.x(cursor), scale.bottom()), colors.ink(), 0.6);
	}

	/** The largest value that is seen, so that a curve fills the height. */
	private double most(final TimelineScale scale) {
		final double most = trace.map(motion -> most(motion, scale)).orElse(0.0);
		return most > 0 ? 1.05 * most : 0.01;
	}

	private double most(final MotionTrace motion, final TimelineScale scale) {
		double most = 0;
		for (int row = 0; row < motion.rows(); row++) {
			if (motion.seconds(row) < scale.first() || motion.seconds(row) > scale.last()) continue;
			for (final Curve curve : curves)
				if (curve.value(motion, row) > most) most = curve.value(motion, row);
		}
		return most;
	}

	private void grid(final Canvas canvas, final TimelineScale scale, final double most) {
		final double step = step(scale);
		final boolean minutes = scale.last() > 90;
		for (double tick = Math.ceil(scale.first() / step) * step; tick <= scale.last() + 1e-9; tick += step) {
			canvas.stroke(new Line2D.Double(scale.x(tick), scale.top(), scale.x(tick), scale.bottom()), colors.grid(), 0.5);
			canvas.text(label(tick, step, minutes), scale.x(tick), scale.bottom() + 14, TEXT, Anchor.MIDDLE, colors.ink());
		}
		canvas.text(minutes ? MINUTES_AXIS : "time, s", scale.width() - TimelineScale.RIGHT, scale.bottom() + 29, TEXT,
			Anchor.END, colors.ink());
		canvas.stroke(new Line2D.Double(TimelineScale.LEFT, scale.bottom(), scale.width() - TimelineScale.RIGHT, scale
			.bottom()), colors.ink(), 0.8);
		if (curves.isEmpty()) return;
		canvas.text("motion, % of the eye distance", 4, TEXT, TEXT, Anchor.START, colors.ink());
		final double percent = nice(100 * most / 3);
		for (double value = percent; value < 100 * most; value += percent) {
			final double y = y(scale, value / 100, most);
			canvas.stroke(new Line2D.Double(TimelineScale.LEFT, y, scale.width() - TimelineScale.RIGHT, y), colors.grid(),
				0.5);
			canvas.text(label(value, percent, false) + " %", TimelineScale.LEFT - 4, y + 4, TEXT, Anchor.END, colors.ink());
		}
	}

	private static double y(final TimelineScale scale, final double value, final double most) {
		return scale.bottom() - Math.min(1, value / most) * (scale.bottom() - scale.top());
	}

	private static double step(final TimelineScale scale) {
		final double seconds = (scale.last() - scale.first()) * LEAST_TICK / (scale.width() - TimelineScale.LEFT -
			TimelineScale.RIGHT);
		if (seconds <= 30) return nice(seconds);
		for (final double minutes : MINUTES)
			if (minutes >= seconds) return minutes;
		return 3600 * Math.ceil(seconds / 3600);
	}

	/** @return the first of 1, 2, 5, 10, 20 … and their tenths that is not less */
	private static double nice(final double least) {
		final double power = Math.pow(10, Math.floor(Math.log10(least)));
		for (final double step : STEPS)
			if (step * power >= least * (1 - 1e-9)) return step * power;
		return 10 * power;
	}

	private static String label(final double value, final double step, final boolean minutes) {
		final int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
		if (!minutes) return String.format(Locale.ROOT, "%." + decimals + "f", value);
		final double rounded = Math.round(value / step) * step;
		final String seconds = String.format(Locale.ROOT, "%." + decimals + "f", rounded % 60);
		return (int) (rounded / 60 + 1e-9) + ":" + (seconds.indexOf('.') == 1 || seconds.length() == 1 ? "0" : "") +
			seconds;
	}

	private void span(final Canvas canvas, final TimelineScale scale, final TimelineSpan span, final boolean selected) {
		final double from = scale.from(span.interval()), to = scale.to(span.interval());
		if (to < from) return;
		final Rectangle2D area = new Rectangle2D.Double(from, scale.top(), Math.max(1.5, to - from), scale.bottom() - scale
			.top());
		canvas.fill(area, TimelineColors.of(span));
		final Color strong = TimelineColors.of(span.interval().kind());
		if (span.isCandidate()) {
			final double apex = scale.x(span.interval().apex().seconds());
			if (apex >= from && apex <= to) canvas.stroke(new Line2D.Double(apex, scale.top(), apex, scale.bottom()), strong,
				1.2);
		}
		if (selected) canvas.stroke(area, strong, 2.2);
	}

	/** Of the many rows that fall on one point of the width, the first, lowest, highest and last are drawn. */
	private static Path2D curve(final MotionTrace trace, final Curve curve, final TimelineScale scale,
		final double most)
	{
		final Path2D path = new Path2D.Double();
		int before = MotionTrace.NO_FACE;
		for (int row = 0; row < trace.rows();) {
			final double seconds = trace.seconds(row);
			if (seconds < scale.first() || seconds > scale.last() || Double.isNaN(curve.value(trace, row))) {
				before = MotionTrace.NO_FACE;
				row++;
				continue;
			}
			final long column = Math.round(scale.x(seconds));
			double low = curve.value(trace, row);
			double high = low;
			final boolean joined = trace.segment(row) == before;
			point(path, scale.x(seconds), y(scale, low, most), joined);
			before = trace.segment(row++);
			int count = 1;
			double last = low;
			while (row < trace.rows() && trace.segment(row) == before && Math.round(scale.x(trace.seconds(row))) == column) {
				last = curve.value(trace, row++);
				low = Math.min(low, last);
				high = Math.max(high, last);
				count++;
			}
			if (count == 1) continue;
			point(path, column, y(scale, low, most), true);
			point(path, column, y(scale, high, most), true);
			point(path, column, y(scale, last, most), true);
		}
		return path;
	}

	private static void point(final Path2D path, final double x, final double y, final boolean joined) {
		if (joined) path.lineTo(x, y);
		else path.moveTo(x, y);
	}

	/** The names of the curves, as many as there is room for beside that of the axis of time. */
	private void legend(final Canvas canvas, final TimelineScale scale) {
		final double end = scale.width() - TimelineScale.RIGHT - Figure.width(MINUTES_AXIS, TEXT) - 12;
		final double y = scale.bottom() + 29;
		double x = TimelineScale.LEFT;
		for (int c = 0; c < curves.size(); c++) {
			final String more = "and " + (curves.size() - c) + " more";
			final double width = 18 + Figure.width(curves.get(c).label(), TEXT) + 12;
			final boolean isLast = c == curves.size() - 1;
			if (x + width + (isLast ? 0 : Figure.width(more, TEXT)) > end) {
				canvas.text(more, x, y, TEXT, Anchor.START, colors.ink());
				return;
			}
			canvas.stroke(new Line2D.Double(x, y - 4, x + 14, y - 4), colors.ofCurve(c), 2);
			canvas.text(curves.get(c).label(), x + 18, y, TEXT, Anchor.START, colors.ink());
			x += width;
		}
	}
}
