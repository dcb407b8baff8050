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

package org.microexpression.synthetic;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;

/**
 * Which action units come together in which class, and how often. The combinations are those by which the
 * micro-expression corpora define their classes: happiness 6, 12, 6+12; surprise 1+2, 5, 25, 1+2+25; disgust 9, 10,
 * 4+7, 4+9; anger 4, 4+5+7, 17+24; sadness 1, 15, 1+4, 15+17; fear 1+2+4, 20; contempt 14; repression 14, 15, 17 (Yan
 * et al. 2014; Davison et al. 2018). The shares are a rough picture of how often each is met among elicited
 * micro-expressions, most of which hold one or two units; they were counted on no recording and fitted to none.
 */
public final class ExpressionRepertoire {

	/**
	 * A combination of action units.
	 *
	 * @param share relative frequency within its class
	 * @param units the units, the strongest first
	 */
	public record Combination(double share, List<ActionUnit> units) {
	}

	private static final Map<ExpressionClass, List<Combination>> COMBINATIONS = combinations();

	private ExpressionRepertoire() {
		// Static only.
	}

	/**
	 * @param expression a class
	 * @return its combinations
	 */
	public static List<Combination> of(final ExpressionClass expression) {
		return COMBINATIONS.get(expression);
	}

	/**
	 * @param expression a class
	 * @param random     source of chance
	 * @return one of its combinations, drawn by their shares
	 */
	static Combination draw(final ExpressionClass expression, final SplittableRandom random) {
		final List<Combination> all = of(expression);
		double total = 0;
		for (final Combination combination : all)
			total += combination.share();
		double rest = random.nextDouble() * total;
		for (final Combination combination : all) {
			rest -= combination.share();
			if (rest < 0) return combination;
		}
		return all.get(all.size() - 1);
	}

	private static Map<ExpressionClass, List<Combination>> combinations() {
		final Map<ExpressionClass, List<Combination>> map = new EnumMap<>(ExpressionClass.class);
		map.put(ExpressionClass.POSITIVE, table(new double[][] { //
			{ 42, 12 }, { 26, 12, 6 }, { 4, 12, 6, 7 }, { 3, 12, 7 }, { 6, 12, 25 }, { 5, 12, 6, 25 }, { 3, 12, 14 }, { 3, 6,
				12 }, { 1.5, 12, 17 }, { 1.5, 12, 24 }, { 1, 12, 25, 26 }, { 1, 12, 10 } }));
		map.put(ExpressionClass.SURPRISE, table(new double[][] { //
			{ 38, 1, 2 }, { 6, 2, 1 }, { 9, 2 }, { 11, 1, 2, 5 }, { 6, 5 }, { 4, 25 }, { 8, 1, 2, 25 }, { 3, 1, 2, 26 }, { 4,
				26, 25 }, { 3, 1, 2, 5, 25 }, { 3, 1, 2, 25, 26 }, { 2, 1, 2, 5, 25, 26 }, { 1, 5, 25 }, { 2, 2, 5 } }));
		map.put(ExpressionClass.NEGATIVE, table(new double[][] { //
			{ 15, 4 }, { 14, 4, 7 }, { 5, 7 }, { 4, 4, 9 }, { 3, 9 }, { 3, 4, 7, 9 }, { 2, 9, 10 }, { 5, 10 }, { 2, 4, 10 }, {
				3, 7, 10 }, { 2, 4, 7, 10 }, { 1, 4, 5 }, { 1, 4, 5, 7 }, { 2, 4, 6, 7 }, { 8, 14 }, { 5, 15 }, { 6, 17 }, { 4,
					15, 17 }, { 2, 14, 17 }, { 1.5, 14, 12 }, { 1.5, 15, 12 }, { 1, 17, 12 }, { 2, 17, 24 }, { 1.5, 24 }, { 2,
						20 }, { 2, 4, 1 }, { 1.5, 1 }, { 1.5, 4, 1, 2 }, { 0.5, 15, 6 }, { 2, 4, 17 }, { 1.5, 4, 14 } }));
		return map;
	}

	/** Rows of a share followed by the numbers of action units. */
	private static List<Combination> table(final double[][] rows) {
		final List<Combination> table = new ArrayList<>();
		for (final double[] row : rows) {
			final List<ActionUnit> units = new ArrayList<>();
			for (int i = 1; i < row.length; i++)
				units.add(ActionUnit.of((int) row[i]));
			table.add(new Combination(row[0], List.copyOf(units)));
		}
		return List.copyOf(table);
	}
}
