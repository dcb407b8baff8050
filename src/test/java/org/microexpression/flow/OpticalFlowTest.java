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

package org.microexpression.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.MotionPair;
import org.microexpression.field.TestPairs;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;

/** The optical flow methods that stand beside the DGM. */
class OpticalFlowTest {

	private static final int SIZE = 128;

	static Stream<DisplacementEstimator> methods() {
		return Stream.of(new TvL1(), new Farneback()).map(method -> method.open(DisplacementSetup.of(Path.of("none"),
			"auto")));
	}

	@Test
	void bothAreOfferedBehindTheDgm() {
		assertEquals(List.of("DGM", "TV-L1", "Farneback"), DisplacementMethod.all().stream().map(DisplacementMethod::title)
			.toList());
		assertEquals(Farneback.class, DisplacementMethod.named("farneback").getClass());
		assertEquals(TvL1.class, DisplacementMethod.named("TV L1").getClass());
		assertEquals("There is no displacement method 'SIFT'; choose one of DGM, TV-L1, Farneback.", assertThrows(
			InputException.class, () -> DisplacementMethod.named("SIFT")).getMessage());
		assertEquals("a model", DisplacementMethod.named("DGM").with("a model"));
		assertEquals("a model + TV-L1", DisplacementMethod.named("TV-L1").with("a model"));
	}

	/**
	 * Whole and fractional shifts, right, left, down and up, without noise: a tenth of a pixel is the methods' own error.
	 */
	@ParameterizedTest
	@MethodSource("methods")
	void shiftsAreRecovered(final DisplacementEstimator method) {
		for (final float[] shift : new float[][] { { 0.25f, 0 }, { -1, 0 }, { 0, 0.5f }, { 2.3f, -1.6f }, { -0.1f,
			0.1f } })
		{
			final float[] u = new float[SIZE * SIZE];
			final float[] v = new float[SIZE * SIZE];
			Arrays.fill(u, shift[0]);
			Arrays.fill(v, shift[1]);
			final DisplacementField truth = new DisplacementField(SIZE, SIZE, u, v);
			final double error = TestPairs.endPointError(method.compute(registered(TestPairs.pair(SIZE, truth, 0, 3))),
				truth);
			assertTrue(error < 0.1, Arrays.toString(shift) + ": " + error);
		}
	}

	/** Bumps of up to 1.5 px, whose mean length is .5 px; the noise of a camera costs some hundredths of a pixel more. */
	@ParameterizedTest
	@MethodSource("methods")
	void smoothMotionIsRecovered(final DisplacementEstimator method) {
		for (int seed = 0; seed < 4; seed++) {
			final DisplacementField truth = TestPairs.motion(SIZE, seed);
			final double clean = TestPairs.endPointError(method.compute(registered(TestPairs.pair(SIZE, truth, 0, seed))),
				truth);
			final double noisy = TestPairs.endPointError(method.compute(registered(TestPairs.pair(SIZE, truth, 2, seed))),
				truth);
			assertTrue(clean < 0.1 && noisy < 0.15, "seed " + seed + ": " + clean + ", " + noisy);
		}
	}

	/** A lamp that brightens by a fifth: without the normalization this alone would be a motion of more than a pixel. */
	@ParameterizedTest
	@MethodSource("methods")
	void driftOfLightIsNoMotion(final DisplacementEstimator method) {
		final MotionPair pair = TestPairs.pair(SIZE, TestPairs.motion(SIZE, 1), 0, 1);
		final float[] brighter = pair.apex().clone();
		for (int i = 0; i < brighter.length; i++)
			brighter[i] = 1.2f * brighter[i] + 10;
		final DisplacementField steady = method.compute(registered(pair));
		final DisplacementField drifted = method.compute(pair(pair.onset(), brighter));
		// What is left comes from the 4 grey levels that are added to each frame's deviation.
		final double change = TestPairs.endPointError(steady, drifted);
		assertTrue(change < 0.05, change + " px");
	}

	@ParameterizedTest
	@MethodSource("methods")
	void flatAndEqualFramesHaveNoMotion(final DisplacementEstimator method) {
		final float[] flat = new float[SIZE * SIZE];
		Arrays.fill(flat, 100);
		assertArrayEquals(new float[SIZE * SIZE], method.compute(pair(flat, flat)).u(), 1e-6f);
		final float[] frame = SyntheticPairs.benchmark(7301).sample(0).onset();
		final DisplacementField still = method.compute(pair(frame, frame));
		assertTrue(TestPairs.endPointError(still, DisplacementField.zero(SIZE, SIZE)) < 1e-3);
		// Noise of half a grey level on a flat frame: nothing is to be seen, and the motion found stays below the noise.
		final DisplacementField noise = method.compute(registered(TestPairs.flat(SIZE, 0.5, 4)));
		assertTrue(TestPairs.endPointError(noise, DisplacementField.zero(SIZE, SIZE)) < 0.5);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void mirroredPairGivesTheMirroredField(final DisplacementEstimator method) {
		final SyntheticPair pair = SyntheticPairs.benchmark(7301).sample(1);
		final DisplacementField straight = method.compute(pair.pair()).mirrored();
		final DisplacementField mirrored = method.compute(pair(mirror(pair.onset()), mirror(pair.apex())));
		// Sums run the other way round: what is left is rounding, a little of it blown up where there is no texture.
		assertArrayEquals(straight.u(), mirrored.u(), 2e-3f);
		assertArrayEquals(straight.v(), mirrored.v(), 2e-3f);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void anyShapeAndManyPairs(final DisplacementEstimator method) {
		final RegisteredPair wide = new RegisteredPair(ArrayImgs.floats(new float[60 * 31], 60, 31), ArrayImgs.floats(
			new float[60 * 31], 60, 31));
		final RegisteredPair square = SyntheticPairs.benchmark(7301).sample(2).pair();
		final List<DisplacementField> both = method.compute(List.of(wide, square), Progress.none());
		assertEquals(60, both.get(0).width());
		assertEquals(31, both.get(0).height());
		assertArrayEquals(method.compute(square).u(), both.get(1).u());
		assertEquals("CPU", method.device());
	}

	@ParameterizedTest
	@MethodSource("methods")
	void unusableFramesAreRefusedInOneSentence(final DisplacementEstimator method) {
		final float[] frame = new float[SIZE * SIZE];
		final float[] broken = frame.clone();
		broken[SIZE + 2] = Float.NaN;
		assertEquals("The apex frame holds NaN at column 2, row 1; replace it by a grey level first.", assertThrows(
			InputException.class, () -> method.compute(pair(frame, broken))).getMessage());
		assertEquals("The onset frame has 8 x 8 pixels and the apex frame 8 x 9; register them to one size first.",
			assertThrows(InputException.class, () -> method.compute(new RegisteredPair(ArrayImgs.floats(new float[64], 8, 8),
				ArrayImgs.floats(new float[72], 8, 9)))).getMessage());
		assertEquals("The frames have 3 x 8 pixels; optical flow needs 4 x 4 or more.", assertThrows(InputException.class,
			() -> method.compute(new RegisteredPair(ArrayImgs.floats(new float[24], 3, 8), ArrayImgs.floats(new float[24], 3,
				8)))).getMessage());
	}

	private static RegisteredPair registered(final MotionPair pair) {
		return pair(pair.onset(), pair.apex());
	}

	private static RegisteredPair pair(final float[] onset, final float[] apex) {
		return new RegisteredPair(ArrayImgs.floats(onset, SIZE, SIZE), ArrayImgs.floats(apex, SIZE, SIZE));
	}

	private static float[] mirror(final float[] frame) {
		final float[] mirrored = new float[frame.length];
		for (int i = 0; i < frame.length; i++)
			mirrored[i] = frame[i + SIZE - 1 - 2 * (i % SIZE)];
		return mirrored;
	}
}
