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

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JOptionPane;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;

import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.WrittenFiles;
import org.microexpression.expression.FacsSide;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.ClipName;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.ElanFile;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.PraatFile;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineDrawing;
import org.microexpression.timeline.TimelineSpan;

/**
 * The window of a video's timeline: above the curves of motion with the intervals, below the intervals as a table. A
 * click on either shows the clip at the apex. Everything is for the thread of events.
 */
public final class TimelineWindow extends JFrame implements TimelineModel.Listener {

	private static final long serialVersionUID = 1L;

	/** Length of an interval that is added by its button, seconds. */
	private static final double ADDED = 0.4;

	private final transient TimelineModel model;
	private final transient SpanViewer viewer;
	private final TimelinePanel panel;
	private final JLabel status = new JLabel(" ");
	private transient Optional<TimelineSpan> shown = Optional.empty();
	private transient Optional<Path> file = Optional.empty();

	/**
	 * @param timeline the intervals
	 * @param times    when the frames are shown
	 * @param trace    the motion, empty where it is not known
	 * @param viewer   shows the clip; closed with the window
	 */
	public TimelineWindow(final Timeline timeline, final FrameTimes times, final Optional<MotionTrace> trace,
		final SpanViewer viewer)
	{
		super("Timeline of " + timeline.clip());
		this.viewer = viewer;
		model = new TimelineModel(timeline, times, trace);
		panel = new TimelinePanel(model, this::seek);
		final TimelineTable table = new TimelineTable(model);
		final JScrollPane rows = new JScrollPane(table);
		rows.setPreferredSize(new Dimension(860, 170));
		final JSplitPane halves = new JSplitPane(JSplitPane.VERTICAL_SPLIT, panel, rows);
		halves.setResizeWeight(0.7);
		status.setName("status");
		status.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
		add(bar(), BorderLayout.NORTH);
		add(halves, BorderLayout.CENTER);
		add(status, BorderLayout.SOUTH);
		key(panel, KeyEvent.VK_DELETE, "delete", model::delete);
		key(table, KeyEvent.VK_DELETE, "delete", model::delete);
		model.listen(this);
		tell();
		setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
		addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosing(final WindowEvent event) {
				if (mayClose()) dispose();
			}

			@Override
			public void windowClosed(final WindowEvent event) {
				viewer.close();
			}
		});
		pack();
		final Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
		setSize(Math.min(getWidth(), screen.width), Math.min(getHeight(), screen.height));
		setLocationByPlatform(true);
	}

	private JToolBar bar() {
		final JToolBar bar = new JToolBar();
		bar.setFloatable(false);
		final JButton curves = button("Curves", "Which curves are drawn");
		final JPopupMenu choice = choice();
		curves.addActionListener(event -> choice.show(curves, 0, curves.getHeight()));
		curves.setEnabled(model.trace().isPresent());
		bar.add(curves);
		bar.add(button("Show all", "Shows the whole clip; the mouse wheel zooms", panel::showAll));
		bar.addSeparator();
		bar.add(button("Add", "Adds an interval around the line of time; or drag with Shift over the curves",
			this::addSpan));
		bar.add(button("Delete", "Deletes the selected interval (Delete)", model::delete));
		bar.addSeparator();
		bar.add(button("Save...", "Saves the table as CSV, and the motion beside it; Open Timeline opens them again",
			() -> ask("csv", this::save)));
		bar.add(button("Figure...", "Writes the drawing as SVG or PDF, as the ending says", () -> ask("svg",
			this::writeFigure)));
		bar.add(button("Export...", "Writes a file for ELAN (.eaf) or Praat (.TextGrid), as the ending says", () -> ask(
			"eaf", this::export)));
		return bar;
	}

	private static JButton button(final String text, final String tip, final Runnable action) {
		final JButton button = button(text, tip);
		button.addActionListener(event -> action.run());
		return button;
	}

	private static JButton button(final String text, final String tip) {
		final JButton button = new JButton(text);
		button.setName(text);
		button.setToolTipText(tip);
		return button;
	}

	private JPopupMenu choice() {
		final JPopupMenu menu = new JPopupMenu();
		final List<JMenu> units = new ArrayList<>();
		for (final FacsSide side : FacsSide.values())
			units.add(new JMenu("Action units, person's " + side.label()));
		final List<Curve> curves = model.trace().map(Curve::of).orElse(List.of());
		for (final Curve curve : curves) {
			final JCheckBoxMenuItem item = new JCheckBoxMenuItem(curve.label(), panel.curves().contains(curve));
			item.setName(curve.label());
			item.addActionListener(event -> {
				final List<Curve> chosen = new ArrayList<>(panel.curves());
				if (item.isSelected()) chosen.add(curve);
				else chosen.remove(curve);
				panel.setCurves(chosen);
			});
			curve.unit().ifPresentOrElse(unit -> units.get(unit.side().ordinal()).add(item), () -> menu.add(item));
		}
		units.stream().filter(side -> side.getItemCount() > 0).forEach(menu::add);
		return menu;
	}

	private static void key(final JComponent component, final int code, final String name, final Runnable action) {
		component.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(code, 0), name);
		component.getActionMap().put(name, new AbstractAction() {

			private static final long serialVersionUID = 1L;

			@Override
			public void actionPerformed(final ActionEvent event) {
				action.run();
			}
		});
	}

	/** @return the intervals as they are now */
	public Timeline timeline() {
		return model.timeline();
	}

	@Override
	public void spansChanged() {
		tell();
		if (model.selectedSpan().equals(shown)) return;
		showSelected();
		// Of an interval that is gone nothing is to stay on the clip.
		if (shown.isEmpty()) seek(panel.time());
	}

	@Override
	public void selectionChanged() {
		tell();
		showSelected();
	}

	private void showSelected() {
		shown = model.selectedSpan();
		shown.ifPresent(this::show);
	}

	private void show(final TimelineSpan span) {
		panel.setTime(span.interval().apex().seconds());
		viewer.show(span, after -> {
			if (shown.filter(span::equals).isPresent()) shown = Optional.of(after);
			model.recognized(span, after);
		});
	}

	private void seek(final double seconds) {
		final int index = model.times().nearest(seconds);
		panel.setTime(model.times().moments().get(index).seconds());
		viewer.show(model.times().moments().get(index).frame());
	}

	private void addSpan() {
		final double at = Double.isNaN(panel.time()) ? 0 : panel.time();
		model.add(at - ADDED / 2, at + ADDED / 2);
	}

	private void tell() {
		final int candidates = model.timeline().candidates().size();
		status.setText(Counts.of(candidates, "candidate", "candidates") + ", " + Counts.of(model.timeline().spans().size() -
			candidates, "other interval", "other intervals") + (model.isSaved() ? "" : ", not saved") +
			". A candidate is for a person to confirm.");
	}

	private interface Writing {

		void to(Path file);
	}

	private void ask(final String ending, final Writing writing) {
		final JFileChooser chooser = new JFileChooser();
		final String name = model.timeline().clip().replaceAll("[\\\\/:]", "-").replaceFirst("\\.[A-Za-z0-9]{2,4}$", "");
		chooser.setSelectedFile(file.filter(csv -> ending.equals("csv")).map(Path::toFile).orElseGet(() -> new File(name +
			"-timeline." + ending)));
		if (chooser.showSaveDialog(this) != JFileChooser.APPROVE_OPTION) return;
		if (chooser.getSelectedFile().exists() && JOptionPane.showConfirmDialog(this, "Replace the file '" + chooser
			.getSelectedFile().getName() + "'?", getTitle(), JOptionPane.OK_CANCEL_OPTION) != JOptionPane.OK_OPTION) return;
		try {
			writing.to(chooser.getSelectedFile().toPath());
		}
		catch (final InputException e) {
			JOptionPane.showMessageDialog(this, "<html><body style='width: 360px'>" + e.getMessage().replace("<", "&lt;"),
				getTitle(), JOptionPane.ERROR_MESSAGE);
		}
	}

	/**
	 * Writes the table, and the motion to {@link #motionFile} beside it.
	 *
	 * @param csv the file of the table
	 * @throws InputException if a file cannot be written
	 */
	public void save(final Path csv) {
		// The person chose the table's name, not the one beside it.
		if (model.trace().isPresent()) {
			CsvTable.requireReplaceable(motionFile(csv), Table.firstColumns(MotionTrace.columns()));
			new ClipName(model.timeline().clip(), model.timeline().path()).requireSame(motionFile(csv));
		}
		model.timeline().write(csv);
		model.trace().ifPresent(trace -> WrittenFiles.write(motionFile(csv), trace.table().toCsv().getBytes(
			StandardCharsets.UTF_8)));
		file = Optional.of(csv);
		model.markSaved();
		tell();
	}

	/**
	 * @param csv file of a timeline's table
	 * @return file of the motion that belongs to it: {@code NAME-motion.csv} for {@code NAME.csv}
	 */
	public static Path motionFile(final Path csv) {
		return csv.resolveSibling(csv.getFileName().toString().replaceFirst("(?i)\\.csv$", "") + "-motion.csv");
	}

	private void writeFigure(final Path figure) {
		new TimelineDrawing(model.trace(), panel.curves(), TimelineColors.PAPER).write(model.timeline(), model.times()
			.seconds(), figure);
	}

	private void export(final Path target) {
		final String name = target.toString();
		if (name.endsWith(".eaf")) ElanFile.write(model.timeline(), target);
		else if (name.endsWith(".TextGrid")) PraatFile.write(model.timeline(), model.times().seconds(), target);
		else throw new InputException("The file '" + target +
			"' has neither the ending .eaf (ELAN) nor .TextGrid (Praat); give one of them.");
	}

	private boolean mayClose() {
		return model.isSaved() || JOptionPane.showConfirmDialog(this,
			"The timeline was changed and not saved. Close it all the same?", getTitle(),
			JOptionPane.OK_CANCEL_OPTION) == JOptionPane.OK_OPTION;
	}
}
