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

package org.microexpression.imagej;

import ij.Prefs;
import ij.WindowManager;
import ij.text.TextWindow;

import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.Table;
import org.microexpression.figure.Figure;

/**
 * How wide a new table's window is and where it stands: so wide that what was found in the clips is seen, beside or below
 * those that are open, as long as the screen has room.
 */
final class TablePlacement {

	/** Columns that tell what was found; many others stand before and behind them. */
	private static final Set<String> FOUND = Set.of("answer", "probability", "action_units");

	/** ImageJ's sizes of letters in tables, and which one it takes unless the user has chosen another. */
	private static final int[] SIZES = { 9, 10, 11, 12, 13, 14, 16, 18, 20, 24, 36, 48, 60, 72 };
	private static final int USUAL = 6;

	/** What ImageJ leaves free in a column, and the rows by which it finds how wide a column is. */
	private static final int GAP = 15;
	private static final int ROWS = 20;

	/** For the scroll bar and the frame. */
	private static final int EDGES = 40;

	private TablePlacement() {
		// Functions only.
	}

	/**
	 * Widens a table's window where what was found would be out of sight, and moves it off the other tables, where it
	 * covers one and there is room elsewhere.
	 *
	 * @param table what the window that has just been opened shows
	 */
	static void place(final Table table) {
		final Frame window = WindowManager.getFrame(table.title());
		if (window == null) return;
		final List<Rectangle> others = new ArrayList<>();
		for (final Window other : WindowManager.getAllNonImageWindows())
			if (other != window && other instanceof TextWindow && other.isShowing()) others.add(other.getBounds());
		final Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
		final int size = SIZES[Math.max(0, Math.min(SIZES.length - 1, (int) Prefs.get("tw.font.size", USUAL)))];
		final Rectangle wide = widened(window.getBounds(), width(table, size), screen);
		final Rectangle place = free(wide, others, screen).orElse(wide);
		if (!place.equals(window.getBounds())) window.setBounds(place);
		window.validate();
	}

	/**
	 * @param table a table
	 * @param size  size of its letters
	 * @return how wide a window must be to show its columns up to the last one that tells what was found; 0 without such
	 */
	static int width(final Table table, final double size) {
		double width = 0, needed = 0;
		for (final Table.Column column : table.columns()) {
			double widest = Figure.width(column.name(), size);
			for (final Table.Row row : table.rows().subList(0, Math.min(ROWS, table.rows().size())))
				widest = Math.max(widest, Figure.width(shown(row.cell(column.name())), size));
			width += widest + GAP;
			if (FOUND.contains(column.name())) needed = width + EDGES;
		}
		return (int) Math.ceil(needed);
	}

	private static String shown(final Object cell) {
		if (cell == null) return "";
		return cell instanceof Double || cell instanceof Float ? String.format(Locale.ROOT, "%.3f", cell) : cell.toString();
	}

	/**
	 * @param window where a window stands
	 * @param width  how wide it is to be at least
	 * @param screen where windows may stand
	 * @return where it stands when it is so wide, or as wide as the screen; wider to the right as long as there is room
	 */
	static Rectangle widened(final Rectangle window, final int width, final Rectangle screen) {
		if (width <= window.width) return window;
		final int possible = Math.max(window.width, Math.min(width, screen.width));
		return new Rectangle(Math.max(screen.x, Math.min(window.x, screen.x + screen.width - possible)), window.y, possible,
			window.height);
	}

	/**
	 * @param window where a window stands
	 * @param others where others stand
	 * @param screen where windows may stand
	 * @return where it covers none of them, right of one or below one; none where it covers none, or nothing is free
	 */
	static Optional<Rectangle> free(final Rectangle window, final List<Rectangle> others, final Rectangle screen) {
		if (others.stream().noneMatch(window::intersects)) return Optional.empty();
		final List<Rectangle> places = new ArrayList<>();
		for (final Rectangle other : others)
			places.add(new Rectangle(other.x + other.width, other.y, window.width, window.height));
		for (final Rectangle other : others)
			places.add(new Rectangle(other.x, other.y + other.height, window.width, window.height));
		return places.stream().filter(place -> screen.contains(place) && others.stream().noneMatch(place::intersects))
			.findFirst();
	}
}
