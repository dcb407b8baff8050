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

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;

import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

import org.microexpression.figure.ScreenCanvas;
import org.microexpression.imagej.timeline.TimelineModel.Edge;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineDrawing;
import org.microexpression.timeline.TimelineScale;

/**
 * The drawing of a timeline that answers to the mouse: a click selects an interval or, beside them, shows the frame of
 * that time; edges and the apex of the selected interval are dragged; dragging with Shift adds an interval; the wheel
 * zooms, a double click beside the intervals shows all.
 */
final class TimelinePanel extends JComponent implements TimelineModel.Listener {

	private static final long serialVersionUID = 1L;

	/** How near to an edge the mouse takes it, in pixels. */
	private static final int NEAR = 5;

	private static final double ZOOM = 1.25;

	private final transient TimelineModel model;
	private final transient DoubleConsumer seek;
	private transient List<Curve> curves = List.of(Curve.FACE);
	private double first;
	private double last;
	private double cursor = Double.NaN;

	/**
	 * @param model what is shown
	 * @param seek  is told the time where somebody clicked beside the intervals
	 */
	TimelinePanel(final TimelineModel model, final DoubleConsumer seek) {
		this.model = model;
		this.seek = seek;
		last = end();
		model.listen(this);
		setName("timeline");
		setPreferredSize(new Dimension(860, 260));
		setMinimumSize(new Dimension(300, 140));
		setFocusable(true);
		setToolTipText("");
		final Mouse mouse = new Mouse();
		addMouseListener(mouse);
		addMouseMotionListener(mouse);
		addMouseWheelListener(mouse);
	}

	private double end() {
		return Math.max(model.times().seconds(), 1e-3);
	}

	void setCurves(final List<Curve> shown) {
		curves = List.copyOf(shown);
		repaint();
	}

	List<Curve> curves() {
		return curves;
	}

	/** @param seconds time of the frame that is looked at */
	void setTime(final double seconds) {
		cursor = seconds;
		repaint();
	}

	double time() {
		return cursor;
	}

	TimelineScale scale() {
		return new TimelineScale(first, last, getWidth(), getHeight());
	}

	@Override
	public void spansChanged() {
		repaint();
	}

	@Override
	public void selectionChanged() {
		repaint();
	}

	@Override
	protected void paintComponent(final Graphics g) {
		final Graphics2D graphics = (Graphics2D) g.create();
		new TimelineDrawing(model.trace(), curves, colors()).draw(new ScreenCanvas(graphics), scale(), model.timeline(),
			model.selected(), cursor);
		graphics.dispose();
	}

	/** Those of tables, so that a dark look and feel has a dark timeline. */
	private static TimelineColors colors() {
		final Color ground = UIManager.getColor("Table.background");
		final Color ink = UIManager.getColor("Table.foreground");
		return ground == null || ink == null ? TimelineColors.PAPER : TimelineColors.of(ground, ink);
	}

	/** The interval at a position: the shortest of several, since a long one would cover it. */
	private int spanAt(final int x) {
		final double seconds = scale().seconds(x);
		int best = -1;
		double shortest = Double.POSITIVE_INFINITY;
		for (int i = 0; i < model.timeline().spans().size(); i++) {
			final SpottedInterval interval = model.timeline().spans().get(i).interval();
			// A blink may be narrower than the mouse can point.
			final double slack = 2 / (scale().x(1) - scale().x(0));
			if (seconds < interval.onset().seconds() - slack || seconds > interval.offset().seconds() + slack || interval
				.milliseconds() >= shortest) continue;
			best = i;
			shortest = interval.milliseconds();
		}
		return best;
	}

	/** @return the edge of the selected interval at a position, empty for none */
	private Optional<Edge> edgeAt(final int x) {
		return model.selectedSpan().flatMap(span -> edgeAt(span.interval(), x));
	}

	private Optional<Edge> edgeAt(final SpottedInterval interval, final int x) {
		final TimelineScale scale = scale();
		if (Math.abs(scale.x(interval.offset().seconds()) - x) <= NEAR) return Optional.of(Edge.OFFSET);
		if (Math.abs(scale.x(interval.onset().seconds()) - x) <= NEAR) return Optional.of(Edge.ONSET);
		return Math.abs(scale.x(interval.apex().seconds()) - x) <= NEAR ? Optional.of(Edge.APEX) : Optional.empty();
	}

	@Override
	public String getToolTipText(final MouseEvent event) {
		final int at = spanAt(event.getX());
		if (at < 0) return null;
		final SpottedInterval i = model.timeline().spans().get(at).interval();
		return String.format(Locale.ROOT, "%s, %.2f to %.2f s, %.0f ms, apex in frame %d", i.kind().label(), i.onset()
			.seconds(), i.offset().seconds(), i.milliseconds(), i.apex().frame());
	}

	/** Shows all of the clip. */
	void showAll() {
		first = 0;
		last = end();
		repaint();
	}

	private void zoom(final double seconds, final double factor) {
		final double least = Math.min(end(), 0.2);
		final double range = Math.max(least, Math.min(end(), (last - first) * factor));
		final double share = (seconds - first) / (last - first);
		first = Math.max(0, Math.min(end() - range, seconds - share * range));
		last = first + range;
		repaint();
	}

	private final class Mouse extends MouseAdapter {

		private Optional<Edge> dragged = Optional.empty();
		private double addedFrom = Double.NaN;

		@Override
		public void mousePressed(final MouseEvent event) {
			requestFocusInWindow();
			if (!SwingUtilities.isLeftMouseButton(event)) return;
			dragged = event.isShiftDown() ? Optional.empty() : edgeAt(event.getX());
			addedFrom = event.isShiftDown() ? scale().seconds(event.getX()) : Double.NaN;
			if (dragged.isPresent() || event.isShiftDown()) return;
			final int at = spanAt(event.getX());
			model.select(at);
			if (at >= 0) return;
			if (event.getClickCount() == 2) showAll();
			seek.accept(scale().seconds(event.getX()));
		}

		@Override
		public void mouseDragged(final MouseEvent event) {
			dragged.ifPresent(edge -> model.move(edge, scale().seconds(event.getX())));
			if (!Double.isNaN(addedFrom)) setTime(scale().seconds(event.getX()));
		}

		@Override
		public void mouseReleased(final MouseEvent event) {
			if (!Double.isNaN(addedFrom) && Math.abs(scale().x(addedFrom) - event.getX()) >= 2) model.add(addedFrom, scale()
				.seconds(event.getX()));
			dragged = Optional.empty();
			addedFrom = Double.NaN;
		}

		@Override
		public void mouseMoved(final MouseEvent event) {
			TimelinePanel.this.setCursor(Cursor.getPredefinedCursor(edgeAt(event.getX()).isEmpty() ? Cursor.DEFAULT_CURSOR
				: Cursor.E_RESIZE_CURSOR));
		}

		@Override
		public void mouseWheelMoved(final MouseWheelEvent event) {
			zoom(scale().seconds(event.getX()), Math.pow(ZOOM, event.getPreciseWheelRotation()));
		}
	}
}
