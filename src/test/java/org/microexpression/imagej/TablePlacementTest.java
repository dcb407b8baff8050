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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Table;
import org.microexpression.figure.Figure;

class TablePlacementTest {

	private static final Rectangle SCREEN = new Rectangle(0, 0, 1280, 800);

	@Test
	void tablesStandBesideOneAnother() {
		final Rectangle first = new Rectangle(100, 100, 500, 300);
		assertEquals(Optional.empty(), TablePlacement.free(new Rectangle(700, 100, 500, 300), List.of(first), SCREEN));
		final Rectangle second = TablePlacement.free(new Rectangle(120, 120, 500, 300), List.of(first), SCREEN)
			.orElseThrow();
		assertEquals(new Rectangle(600, 100, 500, 300), second);
		assertEquals(new Rectangle(100, 400, 500, 300), TablePlacement.free(new Rectangle(120, 120, 500, 300), List.of(
			first, second), SCREEN).orElseThrow());
		assertEquals(Optional.empty(), TablePlacement.free(new Rectangle(120, 120, 900, 600), List.of(first), SCREEN),
			"no room: it stays where ImageJ opened it");
	}

	/** What stands behind it, such as paths and notes, is as long as it likes. */
	@Test
	void aTableIsAsWideAsWhatWasFoundNeeds() {
		final List<Table.Column> columns = List.of(new Table.Column("clip", Table.Type.TEXT), new Table.Column("onset_s",
			Table.Type.REAL), new Table.Column("answer", Table.Type.TEXT), new Table.Column("action_units", Table.Type.TEXT),
			new Table.Column("note", Table.Type.TEXT));
		final String clip = "a long name of a clip.avi";
		final Table table = new Table("Found", columns, List.of(new Table.Cells(columns).put("clip", clip).put("onset_s",
			1.0 / 3).put("answer", "surprise").put("action_units", "1+2").put("note", "n".repeat(300)).row()));
		final double needed = Figure.width(clip, 16) + Figure.width("onset_s", 16) + Figure.width("surprise", 16) + Figure
			.width("action_units", 16) + 4 * 15;
		final int width = TablePlacement.width(table, 16);
		assertTrue(width >= needed && width < needed + 60, width + " for " + needed);
		final Table other = new Table("Other", columns.subList(4, 5), List.of());
		assertEquals(0, TablePlacement.width(other, 16), "as ImageJ opens it");
	}

	@Test
	void aWiderTableStaysOnTheScreen() {
		final Rectangle window = new Rectangle(290, 125, 700, 300);
		assertEquals(window, TablePlacement.widened(window, 0, SCREEN));
		assertEquals(new Rectangle(290, 125, 900, 300), TablePlacement.widened(window, 900, SCREEN));
		assertEquals(new Rectangle(0, 125, 1280, 300), TablePlacement.widened(window, 5000, SCREEN));
		assertEquals(new Rectangle(380, 125, 900, 300), TablePlacement.widened(new Rectangle(550, 125, 700, 300), 900,
			SCREEN));
	}
}
