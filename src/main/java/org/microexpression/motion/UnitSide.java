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

package org.microexpression.motion;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.UnitActivity;

/**
 * An action unit on one side of the person.
 *
 * @param unit the action unit
 * @param side the person's side, not the image's as in {@link RegionSide}
 */
public record UnitSide(ActionUnit unit, FacsSide side) {

	/** All of them, in the order of {@link #index()}: the person's left and right of each unit in turn. */
	public static final List<UnitSide> ALL = all();

	private static List<UnitSide> all() {
		final List<UnitSide> all = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values())
			for (final FacsSide side : FacsSide.values())
				all.add(new UnitSide(unit, side));
		return List.copyOf(all);
	}

	/** @return its place in {@link #ALL}, 0..31 */
	public int index() {
		return FacsSide.values().length * unit.ordinal() + side.ordinal();
	}

	/** @return name of its column in a wide table, such as {@code AU01_L} */
	public String column() {
		return UnitActivity.column(unit, side);
	}

	/** @return its name in menus and legends, such as {@code AU1 person's left} */
	public String label() {
		return unit + " person's " + side.label();
	}
}
