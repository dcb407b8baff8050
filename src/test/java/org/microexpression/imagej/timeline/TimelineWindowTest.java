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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.gui.Plot;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JMenu;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.motion.UnitSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineScale;
import org.microexpression.timeline.TimelineSpan;

/** The window, worked with mouse and keys as a person would; on a display only. */
class TimelineWindowTest {

	private static final int FRAMES = 300;
	private static final double RATE = 30;
	private static final UnitSide SMILE = new UnitSide(ActionUnit.AU12, FacsSide.LEFT);

	@TempDir
	private Path folder;

	private final List<Object> shown = new ArrayList<>();
	private TimelineWindow window;
	private TimelinePanel panel;
	private JTable table;

	/** Notes what it is to show, and says that every expression is a surprise. */
	private final class Notes implements SpanViewer {

		@Override
		public void show(final TimelineSpan span, final Consumer<TimelineSpan> recognized) {
			shown.add(span.interval().apex().frame());
		}

		@Override
		public void show(final int frame) {
			shown.add("frame " + frame);
		}

		@Override
		public void close() {
			shown.add("closed");
		}
	}

	private static MotionTrace trace() {
		final double[] units = new double[UnitSide.ALL.size()];
		final MotionTrace.Builder builder = new MotionTrace.Builder("clip.avi");
		for (int i = 0; i < FRAMES; i++) {
			final double[] quantities = new double[Quantity.values().length];
			quantities[Quantity.MOTION.ordinal()] = 0.002 + 0.03 * Math.exp(-(i - 100) * (i - 100) / 40.0) + 0.02 * Math.exp(
				-(i - 200) * (i - 200) / 400.0);
			final double[] places = new double[RegionSide.ALL.size()];
			Arrays.fill(places, quantities[Quantity.MOTION.ordinal()] / 2);
			final double[] now = units.clone();
			now[SMILE.index()] = 5 * Math.exp(-(i - 100) * (i - 100) / 40.0);
			builder.add(new MotionRow(i + 1, i / RATE, 1, true, quantities, places, places, units, now));
		}
		return builder.build();
	}

	private static TimelineSpan span(final int onset, final int apex, final int offset, final SpottedKind kind,
		final String prediction)
	{
		return new TimelineSpan(new SpottedInterval(moment(onset), moment(apex), moment(offset), 0.02, 8, kind, List.of(),
			false), prediction, prediction.isEmpty() ? Double.NaN : 0.7, "12", "a model", "");
	}

	private static Moment moment(final int frame) {
		return new Moment(frame, (frame - 1) / RATE);
	}

	@BeforeEach
	void open() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display.");
		final MotionTrace trace = trace();
		final Timeline timeline = new Timeline("clip.avi", "", List.of(span(94, 101, 108, SpottedKind.MICRO, "positive"),
			span(170, 201, 235, SpottedKind.MACRO, "none"), span(40, 43, 46, SpottedKind.BLINK, "")));
		window = onEvents(() -> {
			final TimelineWindow made = new TimelineWindow(timeline, FrameTimes.of(trace), Optional.of(trace), new Notes());
			made.setVisible(true);
			return made;
		});
		panel = (TimelinePanel) named(window, "timeline");
		table = (JTable) named(window, "spans");
	}

	@AfterEach
	void close() throws Exception {
		if (window != null) onEvents(() -> {
			window.dispose();
			return null;
		});
	}

	private static <T> T onEvents(final Callable<T> work) throws Exception {
		final FutureTask<T> task = new FutureTask<>(work);
		SwingUtilities.invokeLater(task);
		return task.get();
	}

	private static Component named(final Container container, final String name) {
		for (final Component component : container.getComponents()) {
			if (name.equals(component.getName())) return component;
			final Component inner = component instanceof Container c ? named(c, name) : null;
			if (inner != null) return inner;
		}
		return null;
	}

	private void mouse(final int id, final double seconds, final int modifiers) throws Exception {
		onEvents(() -> {
			final TimelineScale scale = panel.scale();
			panel.dispatchEvent(new MouseEvent(panel, id, System.currentTimeMillis(), modifiers, (int) Math.round(scale.x(
				seconds)), panel.getHeight() / 2, 1, false, id == MouseEvent.MOUSE_DRAGGED ? MouseEvent.NOBUTTON
					: MouseEvent.BUTTON1));
			return null;
		});
	}

	private void click(final double seconds) throws Exception {
		mouse(MouseEvent.MOUSE_PRESSED, seconds, InputEvent.BUTTON1_DOWN_MASK);
		mouse(MouseEvent.MOUSE_RELEASED, seconds, 0);
	}

	private void drag(final double from, final double to, final int modifiers) throws Exception {
		mouse(MouseEvent.MOUSE_PRESSED, from, InputEvent.BUTTON1_DOWN_MASK | modifiers);
		mouse(MouseEvent.MOUSE_DRAGGED, (from + to) / 2, InputEvent.BUTTON1_DOWN_MASK | modifiers);
		mouse(MouseEvent.MOUSE_DRAGGED, to, InputEvent.BUTTON1_DOWN_MASK | modifiers);
		mouse(MouseEvent.MOUSE_RELEASED, to, modifiers);
	}

	private void press(final String button) throws Exception {
		onEvents(() -> {
			((AbstractButton) named(window, button)).doClick();
			return null;
		});
	}

	@Test
	void aClickShowsTheApexAndSelectsTheRow() throws Exception {
		click(3.3);
		assertEquals(List.of(101), shown);
		assertEquals(1, table.getSelectedRow());
		assertEquals(moment(101).seconds(), panel.time());
		onEvents(() -> {
			table.setRowSelectionInterval(2, 2);
			return null;
		});
		assertEquals(List.of(101, 201), shown, "a click on a row likewise");
		click(0.5);
		assertEquals("frame 16", shown.get(2), "beside the intervals, the frame itself");
		assertEquals(-1, table.getSelectedRow());
	}

	@Test
	void edgesAreDraggedAndTheTableFollows() throws Exception {
		click(3.3);
		drag(moment(94).seconds(), 2.8, 0);
		final SpottedInterval moved = window.timeline().spans().get(1).interval();
		assertEquals(85, moved.onset().frame());
		assertTrue(moved.byHand());
		assertEquals(moment(85).seconds(), table.getValueAt(1, 1));
		assertEquals("", table.getValueAt(1, 5), "what was recognized between other frames is gone");
		drag(moment(108).seconds(), 1.0, 0);
		final SpottedInterval least = window.timeline().spans().get(1).interval();
		assertEquals(List.of(85, 86, 86), List.of(least.onset().frame(), least.apex().frame(), least.offset().frame()),
			"an interval keeps a frame");
		click(6.2);
		drag(moment(235).seconds(), 8.5, 0);
		assertEquals("none", window.timeline().spans().get(2).answer(), "onset and apex stayed");
		assertEquals(256, window.timeline().spans().get(2).interval().offset().frame());
	}

	@Test
	void intervalsAreAddedDeletedSavedAndOpenedAgain() throws Exception {
		drag(8.9, 9.2, InputEvent.SHIFT_DOWN_MASK);
		assertEquals(4, table.getRowCount());
		assertEquals(SpottedKind.MICRO, window.timeline().spans().get(3).interval().kind());
		assertEquals(3, table.getSelectedRow());
		onEvents(() -> {
			table.setValueAt("talking", 3, 0);
			return null;
		});
		assertEquals(SpottedKind.TALKING, window.timeline().spans().get(3).interval().kind());
		click(1.4);
		onEvents(() -> {
			panel.dispatchEvent(new KeyEvent(panel, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_DELETE,
				KeyEvent.CHAR_UNDEFINED));
			return null;
		});
		// A window manager that gives no focus gives no keys either.
		if (table.getRowCount() == 4) press("Delete");
		assertEquals(List.of("micro", "macro", "talking"), window.timeline().spans().stream().map(s -> s.interval().kind()
			.label()).toList());
		click(7.95);
		press("Add");
		assertEquals(4, window.timeline().spans().size());
		final Path csv = folder.resolve("saved.csv");
		onEvents(() -> {
			window.save(csv);
			return null;
		});
		assertEquals(window.timeline(), Timeline.read(csv));
		assertEquals(trace().table(), MotionTrace.read(TimelineWindow.motionFile(csv)).table());
	}

	/** What was said of an interval on the clip goes with it, and an added one is around the frame that is looked at. */
	@Test
	void theClipFollowsWhatIsDeletedAndAdded() throws Exception {
		click(6.2);
		press("Delete");
		assertEquals(List.of(201, "frame 201"), shown);
		press("Add");
		final SpottedInterval added = window.timeline().spans().get(2).interval();
		assertEquals(List.of(195, 201, 207), List.of(added.onset().frame(), added.apex().frame(), added.offset().frame()));
		assertEquals(201, shown.get(2));
	}

	/** A unit is switched on in the menu of its side, and is drawn in the colour of the second curve. */
	@Test
	void actionUnitsAreSwitchedOn() throws Exception {
		press("Curves");
		final AbstractButton item = onEvents(() -> {
			final JPopupMenu menu = (JPopupMenu) MenuSelectionManager.defaultManager().getSelectedPath()[0];
			final JMenu side = (JMenu) menu.getComponent(menu.getComponentCount() - FacsSide.values().length);
			assertEquals("Action units, person's left", side.getText());
			return (AbstractButton) named(side.getPopupMenu(), SMILE.label());
		});
		final int color = TimelineColors.PAPER.ofCurve(1).getRGB();
		assertEquals(0, count(color));
		onEvents(() -> {
			item.doClick();
			return null;
		});
		assertEquals(2, panel.curves().size());
		assertTrue(count(color) > 20, "drawn");
		onEvents(() -> {
			item.doClick();
			return null;
		});
		assertEquals(0, count(color));
	}

	private int count(final int color) throws Exception {
		return onEvents(() -> {
			final BufferedImage painted = new BufferedImage(panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_RGB);
			panel.paint(painted.createGraphics());
			int count = 0;
			for (int i = 0; i < painted.getWidth() * painted.getHeight(); i++)
				if (painted.getRGB(i % painted.getWidth(), i / painted.getWidth()) == color) count++;
			return count;
		});
	}

	/** The plot shows the face; regions and units are there to be switched on. */
	@Test
	void thePlotHasAllCurvesAndShowsTheFirst() {
		final MotionTrace trace = trace();
		final Plot plot = MotionPlot.of(trace);
		final List<Curve> curves = Curve.of(trace);
		assertEquals(1 + RegionSide.ALL.size() + UnitSide.ALL.size(), curves.size());
		for (int i = 0; i < curves.size(); i++) {
			assertEquals(curves.get(i).label(), plot.getPlotObjectLabel(i));
			assertEquals(i > 0, plot.getPlotObjectStyle(i).endsWith("hidden"), plot.getPlotObjectStyle(i));
		}
		assertEquals(3.2, plot.getLimits()[3], 0.4, "the limits are those of what is seen, in percent");
	}

	/** Light and dark: the ground is that of tables, and the curve can be told from it. */
	@Test
	void theDrawingFollowsTheLookAndFeel() throws Exception {
		for (final boolean dark : new boolean[] { false, true }) {
			final Color ground = dark ? new Color(0x2b, 0x2b, 0x2b) : Color.WHITE;
			UIManager.put("Table.background", ground);
			UIManager.put("Table.foreground", dark ? new Color(0xdd, 0xdd, 0xdd) : Color.BLACK);
			try {
				final BufferedImage picture = onEvents(() -> {
					final BufferedImage painted = new BufferedImage(window.getWidth(), window.getHeight(),
						BufferedImage.TYPE_INT_RGB);
					window.getRootPane().paint(painted.createGraphics());
					return painted;
				});
				if (System.getProperty("microexpression.pictures") != null) ImageIO.write(picture, "png", Path.of(System
					.getProperty("microexpression.pictures"), "timeline-" + (dark ? "dark" : "light") + ".png").toFile());
				final BufferedImage drawing = onEvents(() -> {
					final BufferedImage painted = new BufferedImage(panel.getWidth(), panel.getHeight(),
						BufferedImage.TYPE_INT_RGB);
					panel.paint(painted.createGraphics());
					return painted;
				});
				assertEquals(ground.getRGB(), drawing.getRGB(2, 2));
				int colors = 0;
				for (int x = 0; x < drawing.getWidth(); x++)
					if (drawing.getRGB(x, drawing.getHeight() / 2) != ground.getRGB()) colors++;
				assertTrue(colors > 50, "spans are drawn");
			}
			finally {
				UIManager.put("Table.background", null);
				UIManager.put("Table.foreground", null);
			}
		}
		assertFalse(shown.contains("closed"));
	}
}
