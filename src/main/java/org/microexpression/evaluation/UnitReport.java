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

package org.microexpression.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.microexpression.base.Counts;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.expression.ActionUnit;

/**
 * The table of how well action units are told: a row a unit that any clip shows, then their mean over the units of
 * enough clips, as the field reports the detection of action units.
 */
public final class UnitReport {

	/** Title of the table. */
	public static final String TITLE = "Action Unit Results";

	/** Name of the last row. */
	public static final String MEAN = "mean";

	/** The draws of subjects are part of byte-identical tables, so they are fixed. */
	private static final long BOOTSTRAP_SEED = 1;

	private final Map<ActionUnit, UnitMetrics> units = new LinkedHashMap<>();
	private final Map<ActionUnit, double[]> draws = new LinkedHashMap<>();
	private final int leastClips;

	/** @param leastClips clips that must show a unit for it to count in the mean */
	public UnitReport(final int leastClips) {
		this.leastClips = leastClips;
	}

	/**
	 * Adds a unit; one that no clip shows is passed over.
	 *
	 * @param unit     the unit
	 * @param subjects id of each clip's subject
	 * @param scores   probability of each clip
	 * @param present  whether each clip shows the unit
	 * @param told     whether each clip is said to show it
	 */
	public void add(final ActionUnit unit, final List<String> subjects, final double[] scores, final boolean[] present,
		final boolean[] told)
	{
		final double[] f1 = UnitMetrics.f1Draws(subjects, present, told, BOOTSTRAP_SEED);
		final UnitMetrics metrics = UnitMetrics.of(scores, present, told, f1);
		if (metrics.n() == 0) return;
		units.put(unit, metrics);
		draws.put(unit, f1);
	}

	/** @return the figures of each unit that any clip shows */
	public Map<ActionUnit, UnitMetrics> units() {
		return Map.copyOf(units);
	}

	/**
	 * @return the table: {@code unit} (such as AU4), {@code name}, {@code n} (clips that show it), {@code f1, f1_low,
	 *         f1_high} (95% interval over draws of subjects), {@code auc, ap, kappa}; the last row is the mean over units, its
	 *         interval over the same draws
	 */
	public Table table() {
		final Table.Builder table = new Table.Builder(TITLE).columns(Type.TEXT, "unit", "name").columns(Type.INTEGER, "n")
			.columns(Type.REAL, "f1", "f1_low", "f1_high", "auc", "ap", "kappa");
		for (final ActionUnit unit : ActionUnit.values()) {
			final UnitMetrics m = units.get(unit);
			if (m != null) table.row(cells(unit.name(), unit.label(), m));
		}
		final UnitMetrics mean = mean();
		table.row(cells(MEAN, Counts.of(mean.n(), "unit", "units") + " of " + Counts.of(leastClips, "clip", "clips") +
			" or more", mean));
		return table.build();
	}

	/** @return the mean of each figure over the units of enough clips, whose number is {@code n}; NaN where there are none */
	public UnitMetrics mean() {
		final List<ActionUnit> counted = units.keySet().stream().filter(unit -> units.get(unit).n() >= leastClips).toList();
		final double[] drawn = new double[counted.stream().mapToInt(unit -> draws.get(unit).length).min().orElse(0)];
		for (int i = 0; i < drawn.length; i++) {
			final int draw = i;
			drawn[i] = counted.stream().mapToDouble(unit -> draws.get(unit)[draw]).average().orElseThrow();
		}
		Arrays.sort(drawn);
		return new UnitMetrics(counted.size(), mean(counted, UnitMetrics::f1), mean(counted, UnitMetrics::auc), mean(
			counted, UnitMetrics::ap), mean(counted, UnitMetrics::kappa), UnitMetrics.at(drawn, 0.025), UnitMetrics.at(drawn,
				0.975));
	}

	private double mean(final List<ActionUnit> counted, final ToDoubleFunction<UnitMetrics> figure) {
		return counted.stream().map(units::get).mapToDouble(figure).average().orElse(Double.NaN);
	}

	/** Figures that are not known are empty cells. */
	private static List<Object> cells(final String unit, final String name, final UnitMetrics m) {
		final List<Object> cells = new ArrayList<>(List.of(unit, name, (long) m.n()));
		for (final double figure : new double[] { m.f1(), m.f1Low(), m.f1High(), m.auc(), m.ap(), m.kappa() })
			cells.add(Double.isNaN(figure) ? null : figure);
		return cells;
	}
}
