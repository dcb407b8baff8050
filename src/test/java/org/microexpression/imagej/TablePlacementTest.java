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

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

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
}
