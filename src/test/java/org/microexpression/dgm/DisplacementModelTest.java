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

package org.microexpression.dgm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.TestPairs;
import org.microexpression.network.Device;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;

/** The DGM that ships. */
class DisplacementModelTest {

	private static final int SIZE = 128;
	private static final Path SHIPPED = Path.of("models", "frl-dgt-synthetic");
	private static DisplacementModel model;

	@BeforeAll
	static void open() {
		model = DisplacementModel.open(SHIPPED, Device.CPU);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	@Test
	void errorOnTexturesKeptFromTrainingIsFarBelowTheMotion() {
		final SyntheticPairs pairs = SyntheticPairs.benchmark(99);
		double error = 0;
		double motion = 0;
		for (int i = 0; i < 12; i++) {
			final SyntheticPair pair = pairs.sample(i);
			error += TestPairs.endPointError(model.compute(pair.pair()), pair.truth());
			motion += TestPairs.endPointError(DisplacementField.zero(SIZE, SIZE), pair.truth());
		}
		// bench/displacement measures this on many more pairs and against optical flow.
		assertTrue(error < 0.3 * motion, error / 12 + " px of " + motion / 12 + " px");
	}

	@Test
	void equalFramesHaveNoMotion() {
		final float[] frame = SyntheticPairs.benchmark(99).sample(0).onset();
		final DisplacementField still = model.compute(pair(frame, frame));
		assertTrue(TestPairs.endPointError(still, DisplacementField.zero(SIZE, SIZE)) < 0.05);
		final float[] flat = new float[SIZE * SIZE];
		Arrays.fill(flat, 100);
		// Nothing is to be seen in flat frames; a fraction of the training pairs are so, and the guess is 0.03 px.
		assertTrue(TestPairs.endPointError(model.compute(pair(flat, flat)), DisplacementField.zero(SIZE, SIZE)) < 0.1);
	}

	@Test
	void mirroredPairGivesTheMirroredField() {
		final SyntheticPair pair = SyntheticPairs.benchmark(99).sample(1);
		final DisplacementField straight = model.compute(pair.pair()).mirrored();
		final DisplacementField mirrored = model.compute(pair(mirror(pair.onset()), mirror(pair.apex())));
		// The network averages over both mirror images: what is left is rounding.
		assertArrayEquals(straight.u(), mirrored.u(), 1e-4f);
		assertArrayEquals(straight.v(), mirrored.v(), 1e-4f);
	}

	@Test
	void theQuickWayIsHalfOfTheExactOne() {
		final SyntheticPair pair = SyntheticPairs.benchmark(99).sample(2);
		final DisplacementField exact = model.compute(pair.pair());
		try (DisplacementEstimator quick = new DgmMethod().open(DisplacementSetup.of(SHIPPED, "cpu").quickly())) {
			final DisplacementField straight = quick.compute(pair.pair());
			final DisplacementField mirrored = quick.compute(pair(mirror(pair.onset()), mirror(pair.apex()))).mirrored();
			float farthest = 0;
			for (int i = 0; i < exact.u().length; i++) {
				assertEquals(exact.u()[i], (straight.u()[i] + mirrored.u()[i]) / 2, 1e-4f);
				assertEquals(exact.v()[i], (straight.v()[i] + mirrored.v()[i]) / 2, 1e-4f);
				farthest = Math.max(farthest, Math.abs(exact.u()[i] - straight.u()[i]));
			}
			assertTrue(farthest > 1e-3f, "another field");
			assertTrue(TestPairs.endPointError(straight, exact) < 0.1, "but nearly the same");
		}
	}

	@Test
	void brightnessAndContrastOfTheClipHardlyMatter() {
		final SyntheticPair pair = SyntheticPairs.benchmark(99).sample(3);
		final DisplacementField first = model.compute(pair.pair());
		final DisplacementField darker = model.compute(pair(scaled(pair.onset()), scaled(pair.apex())));
		// Only the 4 grey levels added to each frame's standard deviation tell them apart.
		assertTrue(TestPairs.endPointError(first, darker) < 0.03);
	}

	@Test
	void batchGivesTheSameAsPairByPair() {
		final SyntheticPairs pairs = SyntheticPairs.benchmark(99);
		final List<RegisteredPair> ten = java.util.stream.IntStream.range(0, 10).mapToObj(i -> pairs.sample(i).pair())
			.toList();
		final List<DisplacementField> together = model.compute(ten);
		assertEquals(10, together.size());
		// Convolutions may sum in another order for another batch size.
		assertArrayEquals(model.compute(ten.get(9)).u(), together.get(9).u(), 1e-4f);
		assertTrue(model.device().startsWith("CPU"));
	}

	@Test
	void unusableFramesAreRefusedInOneSentence() {
		final float[] frame = new float[SIZE * SIZE];
		final float[] broken = frame.clone();
		broken[SIZE + 2] = Float.NaN;
		final InputException nan = assertThrows(InputException.class, () -> model.compute(pair(frame, broken)));
		assertTrue(nan.getMessage().contains("apex") && nan.getMessage().contains("column 2, row 1"), nan.getMessage());
		assertThrows(InputException.class, () -> model.compute(new RegisteredPair(ArrayImgs.floats(new float[64], 8, 8),
			ArrayImgs.floats(new float[64], 8, 8))));
		assertThrows(InputException.class, () -> DisplacementModel.open(Path.of("models", "absent"), Device.CPU));
	}

	private static RegisteredPair pair(final float[] onset, final float[] apex) {
		return new RegisteredPair(ArrayImgs.floats(onset, SIZE, SIZE), ArrayImgs.floats(apex, SIZE, SIZE));
	}

	private static float[] scaled(final float[] frame) {
		final float[] out = new float[frame.length];
		for (int i = 0; i < out.length; i++)
			out[i] = 0.8f * frame[i] + 10;
		return out;
	}

	private static float[] mirror(final float[] frame) {
		final float[] out = new float[frame.length];
		for (int i = 0; i < out.length; i++)
			out[i] = frame[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
		return out;
	}
}
