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

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextPanel;
import ij.text.TextWindow;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Path;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;

/**
 * Shows the clip of a row of predictions at its apex frame when the row is clicked. A table with a column {@code path}
 * opens clips that are not open; other tables know their clips by the title of an open image, or by the registered pair
 * that was made of it.
 */
public final class RowImages extends MouseAdapter {

	private static final String PATH = "path";

	private final TextPanel panel;

	private RowImages(final TextPanel panel) {
		this.panel = panel;
	}

	/**
	 * @param title title of a table's window that has just been opened; without a display nothing happens
	 */
	public static void listen(final String title) {
		if (WindowManager.getWindow(title) instanceof TextWindow window) {
			final TextPanel panel = window.getTextPanel();
			panel.addMouseListener(new RowImages(panel));
		}
	}

	@Override
	public void mouseClicked(final MouseEvent event) {
		final int row = panel.getSelectionStart();
		final ResultsTable table = panel.getResultsTable();
		// With Shift, Ctrl or another button rows are selected and menus opened.
		if (event.getButton() != MouseEvent.BUTTON1 || event.isShiftDown() || event.isControlDown() || event.isMetaDown())
			return;
		if (event.getClickCount() != 1 || table == null || row < 0 || row >= table.size()) return;
		// Opening a clip takes longer than the thread of all windows may wait.
		Workers.thread(() -> show(table, row), "clip of a row").start();
	}

	private static void show(final ResultsTable table, final int row) {
		try {
			final String clip = table.getStringValue("clip", row);
			final ImagePlus image = table.columnExists(PATH) ? atPath(table.getStringValue(PATH, row)) : open(clip);
			if (image == null) {
				IJ.showStatus("The clip '" + clip + "' is not open.");
				return;
			}
			final double apex = table.getValue("apex", row);
			if (apex >= 0) image.setSlice(slice(image, (int) apex));
			if (image.getWindow() == null) return;
			WindowManager.setCurrentWindow(image.getWindow());
			image.getWindow().toFront();
		}
		catch (final InputException e) {
			IJ.error("Micro-Expression", e.told());
		}
	}

	private static ImagePlus open(final String clip) {
		final ImagePlus titled = WindowManager.getImage(clip);
		return titled != null ? titled : withProperty(PairImages.CLIP, clip);
	}

	private static ImagePlus withProperty(final String key, final String value) {
		final int[] ids = WindowManager.getIDList();
		for (int i = 0; ids != null && i < ids.length; i++) {
			final ImagePlus image = WindowManager.getImage(ids[i]);
			if (image != null && value.equals(image.getProp(key)) && image.getProp(FieldImages.DIRECTION) == null)
				return image;
		}
		return null;
	}

	private static ImagePlus atPath(final String path) {
		if (path.isEmpty()) return null;
		final Path file = Path.of(path).toAbsolutePath();
		final ImagePlus shown = withProperty(ClipImages.PATH, file.toString());
		if (shown != null) return shown;
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(file, Double.NaN, UserSettings.threads(), Progress
			.none()), file);
		image.show();
		return image;
	}

	private static int slice(final ImagePlus image, final int frame) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			return clip.indexOf(frame) + 1;
		}
	}
}
