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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.Table;
import org.microexpression.base.Table.Column;
import org.microexpression.base.Table.Type;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.UnitActivity;

/**
 * The action units of recognized clips as tables: one with a row for each unit and side at work, to be read, and a wide
 * one with a row for each clip and columns for all units, to be computed with. Sides are those of the person.
 */
public final class ActionUnitTables {

	/** Title of the table of units at work and of its window. */
	public static final String TABLE = "Action Units";

	/** Title of the table with a row for each clip. */
	public static final String WIDE = "Action Units by Clip";

	private static final String CLIP = "clip", ONSET = "onset", APEX = "apex", MODEL = "model";

	private ActionUnitTables() {
		// Static methods only.
	}

	/**
	 * @return columns of the table of units at work: clip, onset, apex, unit (its FACS number), name, side ({@code left}
	 *         or {@code right}, of the person), probability, strength_px (pixels of the registered face; empty where it
	 *         is not known), region
	 */
	public static List<Column> columns() {
		return List.of(text(CLIP), whole(ONSET), whole(APEX), whole("unit"), text("name"), text("side"), real(
			"probability"), real("strength_px"), text("region"));
	}

	/**
	 * @param recognition what was recognized
	 * @return the table of its units at work, without rows where there are none or the model knows none
	 */
	public static Table table(final Recognition recognition) {
		final List<Table.Row> rows = new ArrayList<>();
		for (final UnitActivity unit : recognition.prediction().units().atWork()) {
			final Table.Cells cells = new Table.Cells(columns()).put(CLIP, recognition.clip()).put(ONSET, recognition.onset())
				.put(APEX, recognition.apex()).put("unit", unit.unit().number()).put("name", unit.unit().label()).put("side",
					unit.side().label());
			rows.add(cells.put("probability", unit.probability()).put("strength_px", Recognition.known(unit.strength())).put(
				"region", unit.site().region().label()).row());
		}
		return new Table(TABLE, columns(), rows);
	}

	/**
	 * @return columns of the table with a row for each clip: clip, onset, apex, model; for each unit and side, such as
	 *         {@code AU01_L}, whether it is at work (1 or 0); then, such as {@code AU01_L_p}, its probability and, such
	 *         as {@code AU01_L_px}, its strength in pixels of the registered face; action_units, those at work in FACS
	 *         notation
	 */
	public static List<Column> wideColumns() {
		final List<Column> columns = new ArrayList<>(List.of(text(CLIP), whole(ONSET), whole(APEX), text(MODEL)));
		for (final String unit : names())
			columns.add(whole(unit));
		for (final String unit : names())
			columns.add(real(unit + "_p"));
		for (final String unit : names())
			columns.add(real(unit + "_px"));
		columns.add(text(Recognition.UNITS));
		return columns;
	}

	/**
	 * @param recognition what was recognized
	 * @return its row of {@link #wideColumns}; cells of units are empty where the model knows none
	 */
	public static Table.Row wide(final Recognition recognition) {
		final Table.Cells cells = new Table.Cells(wideColumns()).put(CLIP, recognition.clip()).put(ONSET, recognition
			.onset()).put(APEX, recognition.apex()).put(MODEL, recognition.model());
		for (final UnitActivity unit : recognition.prediction().units().all()) {
			cells.put(unit.column(), unit.atWork() ? 1 : 0).put(unit.column() + "_p", unit.probability());
			cells.put(unit.column() + "_px", Recognition.known(unit.strength()));
		}
		return cells.put(Recognition.UNITS, recognition.prediction().units().facs()).row();
	}

	private static List<String> names() {
		final List<String> names = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values())
			for (final FacsSide side : FacsSide.values())
				names.add(UnitActivity.column(unit, side));
		return names;
	}

	private static Column text(final String name) {
		return new Column(name, Type.TEXT);
	}

	private static Column whole(final String name) {
		return new Column(name, Type.INTEGER);
	}

	private static Column real(final String name) {
		return new Column(name, Type.REAL);
	}
}
