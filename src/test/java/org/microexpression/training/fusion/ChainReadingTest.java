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

package org.microexpression.training.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.fusion.Answer;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.ExpressionSynthesizer;

/** Made-up clips through the whole chain with the shipped model and its calibration. */
class ChainReadingTest {

	private static final Path MODEL = Path.of("models", "frl-dgt-synthetic");
	private static final int CLIPS = 32;

	@Test
	void nothingIsNoneAndExpressionsHaveUnitsSidesAndStrength() {
		final ModelCard card = ModelCard.read(MODEL);
		try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(MODEL, "cpu",
			0))); Recognizer recognizer = Recognizer.open(MODEL, card, Hardware.cpu(0)))
		{
			final ChainReading.Chain chain = new ChainReading.Chain(dgm, recognizer, 0);
			final List<ChainReading.Row> nothing = ChainReading.read(new ChainClips(7001, 0.5, 2.5), ChainClips.Kind.NOTHING,
				CLIPS, chain, true, Progress.none());
			assertTrue(none(nothing, recognizer) >= 0.85 * nothing.size(), none(nothing, recognizer) + " of " + nothing
				.size());
			final List<ChainReading.Row> strong = ChainReading.read(new ChainClips(7002, 1, 2.5), ChainClips.Kind.COMPANY,
				CLIPS, chain, true, Progress.none());
			// One in twenty is promised; of 32, four are as many as chance brings with 98 %.
			assertTrue(none(strong, recognizer) <= 4, none(strong, recognizer) + " of " + strong.size());
			assertUnits(strong);
		}
	}

	private static long none(final List<ChainReading.Row> rows, final Recognizer recognizer) {
		return rows.stream().filter(row -> row.prediction().with(row.evidence(), recognizer.calibration().rule()).answer()
			.kind() == Answer.Kind.NONE).count();
	}

	private static void assertUnits(final List<ChainReading.Row> rows) {
		int oneSided = 0;
		int right = 0;
		int told = 0;
		int there = 0;
		for (final ChainReading.Row row : rows) {
			for (int k = 0; k < ActionUnit.values().length; k++) {
				final boolean left = row.atWork(k, 0);
				if (!left && !row.atWork(k, 1)) continue;
				there++;
				if (row.activity(k, 0).atWork() || row.activity(k, 1).atWork()) told++;
				if (left == row.atWork(k, 1)) continue;
				oneSided++;
				if (row.activity(k, left ? 0 : 1).probability() > row.activity(k, left ? 1 : 0).probability()) right++;
			}
		}
		assertTrue(oneSided > 5 && right >= 0.85 * oneSided, right + " of " + oneSided + " one-sided units");
		assertTrue(told >= 0.4 * there, told + " of " + there + " units");
		assertEquals(2 * ActionUnit.values().length, rows.get(0).prediction().units().all().size());
	}

	@Test
	void fieldsFromElsewhereAreReadBetterWithACalibrationOfTheirOwn() {
		final ModelCard card = ModelCard.read(MODEL);
		final FusionFields fields = FusionFields.synthetic(new ExpressionSynthesizer(7003, ExpressionSynthesizer.Setting
			.training()), 900, 0, Progress.none());
		// Measured on 2,400 others: .507 and .533, the difference .017 to .037.
		assertTrue(f1(fields, Calibration.ofGivenFields(card)) > f1(fields, Calibration.of(card)) + 0.005);
		final List<ChainReading.Row> rows;
		try (Recognizer recognizer = Recognizer.open(MODEL, card.classes(), Calibration.none(), Hardware.cpu(0))) {
			rows = ChainReading.read(fields, recognizer);
		}
		final Calibration chosen = ChainReading.calibrateGiven(rows, List.of(), Calibration.of(card));
		assertEquals(Calibration.of(card).temperature(), chosen.temperature());
		assertEquals(new Calibration.Sides(Calibration.of(card).sides().weight(), 0), chosen.sides());
		assertEquals(chosen.sides(), Calibration.ofGivenFields(card).sides());
		assertTrue(f1(fields, chosen) > f1(fields, Calibration.of(card)));
	}

	/** Mean over the units. */
	private static double f1(final FusionFields fields, final Calibration calibration) {
		final List<ChainReading.Row> rows;
		try (Recognizer recognizer = Recognizer.open(MODEL, ExpressionClass.labels(), calibration, Hardware.cpu(0))) {
			rows = ChainReading.read(fields, recognizer);
		}
		double sum = 0;
		for (int k = 0; k < ActionUnit.values().length; k++) {
			int hits = 0, both = 0;
			for (final ChainReading.Row row : rows) {
				final boolean told = row.activity(k, 0).atWork() || row.activity(k, 1).atWork();
				final boolean there = row.atWork(k, 0) || row.atWork(k, 1);
				hits += told && there ? 1 : 0;
				both += (told ? 1 : 0) + (there ? 1 : 0);
			}
			sum += both == 0 ? 0 : 2.0 * hits / both;
		}
		return sum / ActionUnit.values().length;
	}
}
