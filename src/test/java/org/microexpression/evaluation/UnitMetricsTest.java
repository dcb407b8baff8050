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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Table;
import org.microexpression.expression.ActionUnit;

/** Figures of action units and of confidences, against values worked out by hand. */
class UnitMetricsTest {

	private static final double[] SCORES = { 0.9, 0.8, 0.7, 0.6, 0.55, 0.1 };
	private static final boolean[] PRESENT = { true, false, true, true, false, false };
	private static final boolean[] TOLD = { true, true, true, false, false, false };
	private static final List<String> PEOPLE = List.of("a", "a", "b", "b", "c", "c");

	@Test
	void figuresAreThoseOfTheDefinitions() {
		final UnitMetrics m = UnitMetrics.of(PEOPLE, SCORES, PRESENT, TOLD, 1);
		assertEquals(3, m.n());
		assertEquals(2.0 / 3, m.f1(), 1e-12, "2 hits, 1 false alarm, 1 miss");
		assertEquals(7.0 / 9, m.auc(), 1e-12, "7 of 9 pairs in order");
		assertEquals((1 + 2.0 / 3 + 3.0 / 4) / 3, m.ap(), 1e-12);
		assertEquals((4.0 / 6 - 0.5) / 0.5, m.kappa(), 1e-12);
		assertTrue(m.f1Low() <= m.f1() && m.f1() <= m.f1High());
		assertEquals(0.5, UnitMetrics.auc(new double[] { 1, 1 }, new boolean[] { true, false }), 1e-12, "a tie is half");
		assertTrue(Double.isNaN(UnitMetrics.auc(SCORES, new boolean[6])));
	}

	@Test
	void theMeanIsOverUnitsOfEnoughClips() {
		final UnitReport report = new UnitReport(3);
		report.add(ActionUnit.AU4, PEOPLE, SCORES, PRESENT, TOLD);
		report.add(ActionUnit.AU12, PEOPLE, SCORES, new boolean[] { true, false, false, false, false, false }, TOLD);
		report.add(ActionUnit.AU1, PEOPLE, SCORES, new boolean[6], TOLD);
		final Table table = report.table();
		assertEquals(3, table.rows().size(), "AU1 is shown by no clip");
		assertEquals(UnitReport.MEAN, table.cell(2, "unit"));
		assertEquals(2.0 / 3, (Double) table.cell(2, "f1"), 1e-12, "AU12 is shown by one clip, too few to count");
	}

	/** Each draw is of the same people for all units: who shows one unit well may show the other badly. */
	@Test
	void theMeanHasAnIntervalOverTheSameDrawsOfSubjects() {
		final List<String> people = List.of("a", "b");
		final boolean[] both = { true, true };
		final UnitReport opposed = new UnitReport(1);
		opposed.add(ActionUnit.AU4, people, new double[] { 1, 0 }, both, new boolean[] { true, false });
		opposed.add(ActionUnit.AU12, people, new double[] { 0, 1 }, both, new boolean[] { false, true });
		final Table table = opposed.table();
		for (int unit = 0; unit < 2; unit++) {
			assertEquals(0, (Double) table.cell(unit, "f1_low"), 1e-12);
			assertEquals(1, (Double) table.cell(unit, "f1_high"), 1e-12);
		}
		assertEquals(0.5, (Double) table.cell(2, "f1_low"), 1e-12,
			"one person twice: one unit whole, the other not at all");
		assertEquals(2.0 / 3, (Double) table.cell(2, "f1_high"), 1e-12, "both people: of each unit one of two");
		final UnitReport alone = new UnitReport(1);
		alone.add(ActionUnit.AU4, List.of("a", "a"), new double[] { 1, 0 }, both, both);
		assertNull(alone.table().cell(1, "f1_low"), "one person has no interval");
	}

	@Test
	void calibrationErrorIsTheMeanDistanceOfConfidenceAndAccuracy() {
		final Reliability reliability = Reliability.of(new double[] { 0.95, 0.95, 0.55, 0.55 }, new boolean[] { true, true,
			true, false });
		assertEquals(2, reliability.bins().size());
		assertEquals((2 * 0.05 + 2 * 0.05) / 4, reliability.ece(), 1e-12);
		assertEquals(0.5, reliability.bins().get(0).accuracy(), 1e-12);
	}
}
