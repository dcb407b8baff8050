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

package org.microexpression.launch;

import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;

import javax.swing.JToolTip;
import javax.swing.Popup;
import javax.swing.PopupFactory;
import javax.swing.Timer;

/** A tooltip for components of AWT, of which ImageJ's dialogs are made and which have none of their own. */
final class Tooltip extends MouseAdapter {

	private static final int WAIT_MILLIS = 700;
	private static final int WIDTH_PIXELS = 360;

	private final Component component;
	private final String text;
	private final Timer timer = new Timer(WAIT_MILLIS, event -> show());
	private Popup popup;

	private Tooltip(final Component component, final String text) {
		this.component = component;
		this.text = text;
		timer.setRepeats(false);
	}

	/**
	 * Gives what was added to a dialog last a tooltip: its field, and the label before it.
	 *
	 * @param dialog a dialog
	 * @param text   what to show; empty for nothing
	 */
	static void add(final Container dialog, final String text) {
		if (text.isBlank()) return;
		final int count = dialog.getComponentCount();
		for (int i = Math.max(0, count - 2); i < count; i++)
			if (i == count - 1 || dialog.getComponent(i) instanceof java.awt.Label) listen(dialog.getComponent(i), text);
	}

	private static void listen(final Component component, final String text) {
		component.addMouseListener(new Tooltip(component, text));
		// A text field with its button lies in a panel.
		if (component instanceof java.awt.Panel panel) for (final Component inner : panel.getComponents())
			listen(inner, text);
	}

	@Override
	public void mouseEntered(final MouseEvent event) {
		timer.restart();
	}

	@Override
	public void mouseExited(final MouseEvent event) {
		hide();
	}

	@Override
	public void mousePressed(final MouseEvent event) {
		hide();
	}

	private void show() {
		if (!component.isShowing()) return;
		final JToolTip tip = new JToolTip();
		tip.setTipText("<html><div style='width:" + WIDTH_PIXELS * 3 / 4 + "px'>" + text.replace("&", "&amp;").replace("<",
			"&lt;") + "</div></html>");
		final Point place = component.getLocationOnScreen();
		final Rectangle screen = component.getGraphicsConfiguration().getBounds();
		final int x = Math.max(screen.x, Math.min(place.x, screen.x + screen.width - tip.getPreferredSize().width));
		final int below = place.y + component.getHeight() + 2;
		final boolean fits = below + tip.getPreferredSize().height <= screen.y + screen.height;
		popup = PopupFactory.getSharedInstance().getPopup(component, tip, x, fits ? below : place.y - tip
			.getPreferredSize().height - 2);
		popup.show();
	}

	private void hide() {
		timer.stop();
		if (popup != null) popup.hide();
		popup = null;
	}
}
