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
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineSpan;

class TimelineTableTest {

	/** A note is a sentence or two, its cell a few words wide. */
	@Test
	void aNoteIsToldWhole() {
		final List<Moment> moments = List.of(new Moment(1, 0), new Moment(2, 0.1), new Moment(3, 0.2));
		final TimelineSpan span = TimelineSpan.of(new SpottedInterval(moments.get(0), moments.get(1), moments.get(2), 0.01,
			8, SpottedKind.MICRO, List.of(), false)).noted("half < all & more");
		final TimelineTable table = new TimelineTable(new TimelineModel(new Timeline("clip", "", List.of(span)),
			new FrameTimes(moments), Optional.empty()));
		table.setSize(table.getPreferredSize());
		table.doLayout();
		final int note = table.getColumnCount() - 1;
		assertEquals("<html><body style='width: 360px'>half &lt; all &amp; more", tip(table, note));
		assertNull(tip(table, note - 1));
	}

	private static String tip(final TimelineTable table, final int column) {
		final Rectangle cell = table.getCellRect(0, column, true);
		return table.getToolTipText(new MouseEvent(table, MouseEvent.MOUSE_MOVED, 0, 0, (int) cell.getCenterX(), (int) cell
			.getCenterY(), 0, false));
	}
}
