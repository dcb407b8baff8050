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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;

/** Against scikit-learn and SciPy; the fixture is made by src/test/python/metrics_fixture.py. */
class ClassificationMetricsTest {

	private static final double EXACT = 1e-12;

	private record Scored(int classes, int[] truth, int[] prediction, double accuracy, double uf1, double uar,
			double meanPrecision, double[] f1, double[] recall, double[] precision) {
	}

	private record Paired(int onlyFirst, int onlySecond, double exact) {
	}

	private record Fixture(Scored[] tables, Paired[] mcnemar) {
	}

	private static Fixture fixture() throws IOException {
		try (Reader reader = new InputStreamReader(ClassificationMetricsTest.class.getResourceAsStream("metrics.json"),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(reader, Fixture.class);
		}
	}

	@Test
	void agreesWithScikitLearnAlsoWhereClassesAreAbsent() throws IOException {
		final Scored[] tables = fixture().tables();
		assertEquals(22, tables.length);
		for (final Scored table : tables) {
			final ClassificationMetrics metrics = ClassificationMetrics.of(table.classes(), table.truth(), table
				.prediction());
			assertEquals(table.accuracy(), metrics.accuracy(), EXACT);
			assertEquals(table.uf1(), metrics.uf1(), EXACT);
			assertEquals(table.uar(), metrics.uar(), EXACT);
			assertEquals(table.meanPrecision(), metrics.meanPrecision(), EXACT);
			assertArrayEquals(table.f1(), byClass(table.classes(), metrics::f1), EXACT);
			assertArrayEquals(table.recall(), byClass(table.classes(), metrics::recall), EXACT);
			assertArrayEquals(table.precision(), byClass(table.classes(), metrics::precision), EXACT);
		}
	}

	@Test
	void mcNemarAgreesWithTheExactBinomialTestOfSciPy() throws IOException {
		for (final Paired pair : fixture().mcnemar())
			assertEquals(pair.exact(), new McNemarTest(pair.onlyFirst(), pair.onlySecond()).exact(), EXACT);
	}

	@Test
	void midPIsTheExactValueLessOnePointOfTheDistribution() {
		// By hand: n = 5, min = 0: exact 2/32, the point 1/32.
		assertEquals(1.0 / 32, new McNemarTest(0, 5).midP(), EXACT);
		// n = 2, b = c = 1: the point is 1/2.
		assertEquals(0.75, new McNemarTest(1, 1).midP(), EXACT);
		assertEquals(1, new McNemarTest(0, 0).midP(), EXACT);
	}

	@Test
	void mcNemarCountsTheClipsThatExactlyOneHasRight() {
		final McNemarTest test = McNemarTest.of(new int[] { 0, 1, 2, 0, 1 }, new int[] { 0, 1, 0, 1, 0 }, new int[] { 0, 0,
			2, 0, 2 });
		assertEquals(new McNemarTest(1, 2), test);
	}

	@Test
	void foldsArePooledBeforeAnyMeasureIsTaken() {
		final ConfusionMatrix one = ConfusionMatrix.of(3, new int[] { 0, 0, 1 }, new int[] { 0, 1, 1 });
		final ConfusionMatrix two = ConfusionMatrix.of(3, new int[] { 2, 2 }, new int[] { 2, 0 });
		final ConfusionMatrix pooled = ConfusionMatrix.of(3, new int[] { 0, 0, 1, 2, 2 }, new int[] { 0, 1, 1, 2, 0 });
		assertEquals(pooled, one.plus(two));
		assertEquals(5, pooled.total());
		assertEquals(3, pooled.correct());
		// F1: 2/(2+2), 2/(1+2), 2/(2+1) with TP = 1 each
		assertEquals((0.5 + 2.0 / 3 + 2.0 / 3) / 3, new ClassificationMetrics(one.plus(two)).uf1(), EXACT);
	}

	@Test
	void refusesClassesOutOfRange() {
		assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(3, new int[] { 3 }, new int[] { 0 }));
		assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(3, new int[] { 0 }, new int[] { -1 }));
		assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(3, new int[] { 0, 1 }, new int[] { 0 }));
	}

	private static double[] byClass(final int classes, final IntToDoubleFunction value) {
		return IntStream.range(0, classes).mapToDouble(value).toArray();
	}
}
