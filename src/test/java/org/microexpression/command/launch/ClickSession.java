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

package org.microexpression.command.launch;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;

import java.awt.Component;
import java.awt.Container;
import java.awt.TextField;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.swing.JTable;

/**
 * Counts what a person clicks, and how long she waits after the last click, until a result is there. A choice in the
 * menu is one click, a button is one; a path is typed.
 */
public final class ClickSession {

	/** A line a way: its name, clicks, seconds. */
	public static final String COUNTED = "clicks.txt";

	private final List<String> counted = new ArrayList<>();
	private int clicks;

	/**
	 * The plugin's own classes are not on this class path.
	 *
	 * @param args a folder for the figures, a clip, a video
	 * @throws Exception if something does not come, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			final ClickSession session = new ClickSession();
			session.sampleToRow("sample to row, first");
			session.sampleToRow("sample to row, second");
			session.clipToUnits(args[1]);
			session.videoToTimeline(args[2]);
			Files.write(Path.of(args[0], COUNTED), session.counted);
			System.exit(0);
		}
		catch (final Exception | Error e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private void sampleToRow(final String way) throws Exception {
		clicks = 0;
		choose("Micro-Expression Clip (Surprise)").join();
		final int before = rows();
		final Thread command = choose("Recognize Micro-Expression...");
		final long start = press(Windows.dialog());
		Windows.await(() -> rows() > before ? this : null, "No row comes");
		done(way, start);
		command.join();
		close();
	}

	private void clipToUnits(final String clip) throws Exception {
		clicks = 0;
		open(clip);
		final int before = rows();
		final Thread command = choose("Recognize Micro-Expression...");
		final long start = press(Windows.dialog());
		Windows.await(() -> rows() > before ? this : null, "No row comes");
		done("own clip to action units", start);
		command.join(); // a table counts a row before its cells are written
		final ResultsTable table = ResultsTable.getResultsTable("Micro-Expression Predictions");
		counted.set(counted.size() - 1, counted.get(counted.size() - 1) + ", " + table.getStringValue("action_units", table
			.size() - 1));
		close();
	}

	private void videoToTimeline(final String video) throws Exception {
		clicks = 0;
		open(video);
		choose("Spot Expressions...");
		final long start = press(Windows.dialog());
		final Window window = Windows.await(() -> {
			for (final Window one : Window.getWindows())
				if (one.getClass().getSimpleName().equals("TimelineWindow") && one.isShowing()) return one;
			return null;
		}, "No timeline opens");
		done("own video to timeline", start);
		final JTable table = Windows.await(() -> table(window), "The timeline has no table");
		counted.set(counted.size() - 1, counted.get(counted.size() - 1) + ", " + table.getRowCount() + " marks");
	}

	private static JTable table(final Container in) {
		for (final Component part : in.getComponents()) {
			final JTable found = part instanceof JTable table ? table : part instanceof Container inner ? table(inner) : null;
			if (found != null) return found;
		}
		return null;
	}

	private void open(final String clip) throws Exception {
		final Thread command = choose("Import Expression Clip...");
		final GenericDialog dialog = Windows.dialog();
		((TextField) dialog.getStringFields().get(0)).setText(clip);
		press(dialog);
		command.join();
	}

	private void done(final String way, final long start) {
		counted.add(String.format(Locale.ROOT, "%s: %d clicks, %.1f s", way, clicks, (System.nanoTime() - start) / 1e9));
	}

	private static int rows() {
		final ResultsTable table = ResultsTable.getResultsTable("Micro-Expression Predictions");
		return table == null ? 0 : table.size();
	}

	private static void close() {
		WindowManager.getCurrentImage().changes = false;
		WindowManager.getCurrentImage().close();
	}

	private Thread choose(final String command) {
		clicks++;
		IJ.redirectErrorMessages(true);
		final Thread running = new Thread(() -> new ij.Executer(command).run(), "menu");
		running.start();
		return running;
	}

	/** @return when OK was pressed */
	private long press(final GenericDialog dialog) throws InterruptedException {
		clicks++;
		Windows.press(dialog, 0);
		final long start = System.nanoTime();
		Windows.await(() -> dialog.isShowing() ? null : this, "The dialog stays");
		return start;
	}

}
