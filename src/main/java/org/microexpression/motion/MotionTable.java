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
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;

/** A {@link MotionTrace} as a table, and back. */
final class MotionTable {

	private static final String CLIP = "clip";
	private static final String FRAME = "frame";
	private static final String SECONDS = "seconds";
	private static final String SEGMENT = "segment";
	private static final String MEASURED = "measured";

	private MotionTable() {
		// Static methods only.
	}

	/** @return the columns of a trace without action units */
	static List<Table.Column> columns() {
		final List<Table.Column> columns = new ArrayList<>();
		columns.add(new Table.Column(CLIP, Type.TEXT));
		columns.add(new Table.Column(FRAME, Type.INTEGER));
		columns.add(new Table.Column(SECONDS, Type.REAL));
		columns.add(new Table.Column(SEGMENT, Type.INTEGER));
		columns.add(new Table.Column(MEASURED, Type.INTEGER));
		for (final Quantity quantity : Quantity.values())
			columns.add(new Table.Column(quantity.column(), Type.REAL));
		for (final RegionSide place : RegionSide.ALL)
			for (final String component : List.of(" u", " v", " u px", " v px"))
				columns.add(new Table.Column(place.label() + component, Type.REAL));
		return columns;
	}

	/** @return the columns of action units: of each unit and side the probability, then of each the strength */
	static List<Table.Column> unitColumns() {
		return Stream.of("_p", "_px").flatMap(what -> UnitSide.ALL.stream().map(unit -> new Table.Column(unit.column() +
			what, Type.REAL))).toList();
	}

	/**
	 * @param trace a trace
	 * @return it as a table
	 */
	static Table of(final MotionTrace trace) {
		final List<Table.Column> columns = columns();
		if (trace.hasUnits()) columns.addAll(unitColumns());
		final List<Table.Row> table = new ArrayList<>();
		for (int row = 0; row < trace.rows(); row++) {
			final List<Object> cells = new ArrayList<>(List.of(trace.clip(), trace.frame(row), trace.seconds(row), trace
				.segment(row), trace.measured(row) ? 1 : 0));
			for (final Quantity quantity : Quantity.values())
				cells.add(trace.value(row, quantity));
			for (final RegionSide place : RegionSide.ALL) {
				final double u = trace.u(row, place), v = trace.v(row, place);
				cells.addAll(List.of(u, v, trace.pixels(row, u), trace.pixels(row, v)));
			}
			if (trace.hasUnits()) {
				for (final UnitSide unit : UnitSide.ALL)
					cells.add(trace.unitProbability(row, unit));
				for (final UnitSide unit : UnitSide.ALL)
					cells.add(trace.unitPixels(row, unit));
			}
			table.add(Table.Row.of(columns, cells));
		}
		return new Table(MotionTrace.TITLE, columns, table);
	}

	/**
	 * @param table  a table with the columns of a trace
	 * @param source what messages call it
	 * @return the trace, without remarks
	 * @throws InputException if it has no row, an empty cell, or rows that are not in order
	 */
	static MotionTrace trace(final Table table, final String source) {
		if (table.rows().isEmpty()) throw new InputException("The file '" + source +
			"' holds no frame; measure the motion again.");
		MotionTrace.Builder builder = null;
		int number = 1;
		for (final Table.Row row : table.rows()) {
			final List<Object> cells = row.cells();
			number++;
			if (cells.contains(null)) throw new InputException("The file '" + source + "' has an empty cell in row " +
				number + "; measure the motion again.");
			if (builder == null) builder = new MotionTrace.Builder((String) cells.get(0));
			try {
				builder.add(row(cells));
			}
			catch (final IllegalArgumentException e) {
				throw new InputException("The frames of '" + source + "' are not in order (" + e.getMessage() +
					"); sort its rows by frame.", e);
			}
		}
		return builder.build();
	}

	private static MotionRow row(final List<Object> cells) {
		final int first = 5;
		final int places = first + Quantity.values().length;
		final int units = places + 4 * RegionSide.ALL.size();
		final MotionRow row = new MotionRow(Math.toIntExact((long) cells.get(1)), (double) cells.get(2), Math.toIntExact(
			(long) cells.get(3)), (long) cells.get(4) == 1, values(cells, first, Quantity.values().length, 1), values(cells,
				places, RegionSide.ALL.size(), 4), values(cells, places + 1, RegionSide.ALL.size(), 4));
		final int count = UnitSide.ALL.size();
		return cells.size() == units ? row : row.withUnits(values(cells, units, count, 1), values(cells, units + count,
			count, 1));
	}

	private static double[] values(final List<Object> cells, final int from, final int count, final int step) {
		final double[] values = new double[count];
		for (int i = 0; i < count; i++)
			values[i] = (double) cells.get(from + i * step);
		return values;
	}
}
