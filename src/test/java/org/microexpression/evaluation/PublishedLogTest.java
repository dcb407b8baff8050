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

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The predictions that the authors of STSTNet published: 442 clips, 68 subjects, known measures. */
class PublishedLogTest {

	/** The reference values are given with four decimals. */
	private static final double FOUR_DECIMALS = 0.5e-4;

	private static List<String[]> rows(final String dataset) throws IOException {
		return Files.readAllLines(SharedData.file("ststnet-predictions.csv")).stream().skip(1).map(line -> line.split(","))
			.filter(row -> dataset.isEmpty() || row[0].equals(dataset)).toList();
	}

	private static int[] column(final List<String[]> rows, final int column) {
		return rows.stream().mapToInt(row -> Integer.parseInt(row[column])).toArray();
	}

	private static ClassificationMetrics metrics(final String dataset) throws IOException {
		final List<String[]> rows = rows(dataset);
		return ClassificationMetrics.of(3, column(rows, 3), column(rows, 4));
	}

	@Test
	void givesTheKnownMeasures() throws IOException {
		final ClassificationMetrics full = metrics("");
		assertEquals(442, full.matrix().total());
		assertEquals(0.7353, full.uf1(), FOUR_DECIMALS);
		assertEquals(0.7186, full.uar(), FOUR_DECIMALS);
		assertEquals(0.7692, full.accuracy(), FOUR_DECIMALS);
		assertEquals(0.7605, full.meanPrecision(), FOUR_DECIMALS, "what the paper prints as UAR");
		assertEquals(0.6801, metrics("smic").uf1(), FOUR_DECIMALS);
		assertEquals(0.6703, metrics("smic").uar(), FOUR_DECIMALS);
		assertEquals(0.8382, metrics("casme2").uf1(), FOUR_DECIMALS);
		assertEquals(0.8190, metrics("casme2").uar(), FOUR_DECIMALS);
		assertEquals(0.6588, metrics("samm").uf1(), FOUR_DECIMALS);
		assertEquals(0.6415, metrics("samm").uar(), FOUR_DECIMALS);
	}

	@Test
	void givesTheKnownInterval() throws IOException {
		final List<String[]> rows = rows("");
		final List<String> subjects = rows.stream().map(row -> row[0] + "/" + row[1]).toList();
		final SubjectBootstrap.Scores scores = new SubjectBootstrap(3, SubjectBootstrap.DEFAULT_REPEATS, 1).scores(subjects,
			column(rows, 3), column(rows, 4));
		// NumPy, 200,000 multinomial draws of the 68 subjects: .6711 to .7920; ends of 10,000 draws wander by about .001.
		assertEquals(0.6711, scores.uf1().low(), 0.002);
		assertEquals(0.7920, scores.uf1().high(), 0.002);
		assertEquals(0.7353, scores.uf1().estimate(), FOUR_DECIMALS);
	}
}
