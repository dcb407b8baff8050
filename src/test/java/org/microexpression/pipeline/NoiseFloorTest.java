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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.fusion.AnswerRule;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.fusion.Prediction;
import org.microexpression.synthetic.SyntheticClip;

/** The noise floor of a pair, with a method whose answer is worked out by hand. */
class NoiseFloorTest {

	private static final int SIZE = CanonicalFace.SIZE;

	/** A field everywhere as strong as the frames' mean absolute difference. */
	private static final class Difference implements DisplacementEstimator {

		@Override
		public DisplacementField compute(final GreyPair pair) {
			final DisplacementField field = DisplacementField.zero(SIZE, SIZE);
			double sum = 0;
			for (int i = 0; i < SIZE * SIZE; i++)
				sum += Math.abs(pair.apexPixels()[i] - pair.onsetPixels()[i]) / (SIZE * SIZE);
			Arrays.fill(field.u(), (float) sum);
			return field;
		}
	}

	private static RegisteredPair noisy(final double sd, final long seed) {
		final Random random = new Random(seed);
		final float[] onset = new float[SIZE * SIZE];
		final float[] apex = new float[SIZE * SIZE];
		for (int i = 0; i < onset.length; i++) {
			final double still = 128 + 40 * Math.sin(0.3 * (i % SIZE)) * Math.cos(0.2 * (i / SIZE));
			onset[i] = (float) (still + sd * random.nextGaussian());
			apex[i] = (float) (still + sd * random.nextGaussian());
		}
		return new RegisteredPair(ArrayImgs.floats(onset, SIZE, SIZE), ArrayImgs.floats(apex, SIZE, SIZE), CanonicalFace
			.landmarks());
	}

	private static MotionEvidence evidence(final RegisteredPair pair, final double strength,
		final List<RegisteredPair> still)
	{
		return NoiseFloor.evidence(pair, DisplacementField.zero(SIZE, SIZE), still, new Difference(), (field,
			of) -> of == pair ? strength : field.u()[0], Progress.none());
	}

	@Test
	void theMadePairsHoldTheNoiseOfTheseVeryFrames() {
		final RegisteredPair pair = noisy(2, 1);
		final double own = new Difference().compute(pair).u()[0];
		final MotionEvidence evidence = evidence(pair, 3 * own, List.of());
		assertEquals(own, evidence.noise(), 1e-3 * own, "the same noise, put back elsewhere");
		assertEquals(3, evidence.signalToNoise(), 0.01);
		// Two pairs without a spread of their own: t = ln 3 / (.25 √.8 √1.5) = 4.01 of 5 degrees of freedom.
		assertEquals(0.0051, evidence.pValue(), 2e-4);
		assertEquals(0.5, evidence(pair, own, List.of()).pValue(), 0.01, "as strong as nothing");
		assertEquals("these two frames", evidence.source());
		assertEquals(4, evidence(noisy(4, 2), 1, List.of()).noise() / evidence(noisy(1, 2), 1, List.of()).noise(), 0.01);
	}

	/** The displacement module does not see another exposure, and its noise had been two hundred times what it was. */
	@Test
	void anotherExposureIsNoNoise() {
		final RegisteredPair pair = noisy(2, 1);
		final float[] brighter = new float[SIZE * SIZE];
		for (int i = 0; i < brighter.length; i++)
			brighter[i] = 1.6f * pair.apexPixels()[i] + 10;
		final MotionEvidence evidence = evidence(new RegisteredPair(pair.onset(), ArrayImgs.floats(brighter, SIZE, SIZE),
			pair.landmarks()), 1, List.of());
		assertEquals(1, evidence.noise() / evidence(pair, 1, List.of()).noise(), 0.01);
	}

	@Test
	void aPairThatShowsNothingHasNoActionUnits() {
		final Prediction prediction = MadeUpRecognitions.of("made", "AU12_L").prediction();
		final MotionEvidence weak = new MotionEvidence(0.01, 1, 0.01, 0.9, "these two frames");
		assertEquals("L12", prediction.with(weak, AnswerRule.forced()).units().facs());
		final Prediction none = prediction.with(weak, new AnswerRule(0.5, 0, 0));
		assertEquals("", none.units().facs());
		assertEquals(prediction.units().probability(ActionUnit.AU12), none.units().probability(ActionUnit.AU12));
	}

	@Test
	void framesBeforeTheOnsetCountWhereTheyShowMore() {
		final RegisteredPair pair = noisy(1, 3);
		assertEquals("frames before the onset", evidence(pair, 1, List.of(noisy(3, 4))).source());
		assertEquals("these two frames", evidence(pair, 1, List.of(noisy(0.5, 4))).source());
	}

	@Test
	void neighbouringPairsAreTakenWhereTheClipHasFrames() {
		final List<String> remarks = new ArrayList<>();
		try (SyntheticClip clip = new SyntheticClip("made", 1, 2, ExpressionClass.POSITIVE, SyntheticClip.Setting
			.sample()))
		{
			final int onset = clip.course().onset();
			final int apex = clip.course().apex();
			final NeighbouringPairs around = around(clip, onset, apex, 3, remarks);
			assertEquals(Math.min(2, onset), around.still().size());
			assertEquals(Math.min(2, onset), around.others().size());
			final NeighbouringPairs first = around(clip, 0, apex, 3, remarks);
			assertTrue(first.still().isEmpty() && first.others().isEmpty(), "nothing is before the first frame");
			assertEquals(List.of(), remarks);
		}
	}

	private static NeighbouringPairs around(final Clip clip, final int onset, final int apex, final int pairs,
		final List<String> remarks)
	{
		return NeighbouringPairs.of(clip, onset, apex, ((SyntheticClip) clip).landmarks(onset), pairs, remarks);
	}
}
