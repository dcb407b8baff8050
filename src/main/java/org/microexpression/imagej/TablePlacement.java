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

import ij.WindowManager;
import ij.text.TextWindow;

import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a new table's window stands: beside or below those that are open, as long as the screen has room. */
final class TablePlacement {

	private TablePlacement() {
		// Functions only.
	}

	/**
	 * Moves a window off the other tables, where it covers one and there is room elsewhere.
	 *
	 * @param title title of a table's window that has just been opened
	 */
	static void besideOthers(final String title) {
		final Frame window = WindowManager.getFrame(title);
		if (window == null) return;
		final List<Rectangle> others = new ArrayList<>();
		for (final Window other : WindowManager.getAllNonImageWindows())
			if (other != window && other instanceof TextWindow && other.isShowing()) others.add(other.getBounds());
		free(window.getBounds(), others, GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds())
			.ifPresent(place -> window.setLocation(place.x, place.y));
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
