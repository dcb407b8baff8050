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

package org.microexpression.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldWarp;
import org.microexpression.field.GreyPair;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.TvL1;
import org.microexpression.network.Device;

/**
 * The chain from two frames to D, on the portrait with a moved head: what {@code bench/registration} measures on many
 * people and motions.
 */
class HeadFreeEstimatorTest {

	private static final Path MODEL = Path.of("models/frl-dgt-synthetic");
	private static final ArrayImg<FloatType, FloatArray> FACE = AstronautFace.grey();
	private static final FacialLandmarks LANDMARKS = AstronautFace.landmarks();
	private static final SimilarityTransform PLACE = FaceRegistration.canonicalToFrame(LANDMARKS);
	private static final int SIZE = CanonicalFace.SIZE;

	/** The portrait after a motion of the head in the picture and a change of the light. */
	private static ArrayImg<FloatType, FloatArray> moved(final double degrees, final double growth, final double pixels,
		final double gain)
	{
		final SimilarityTransform back = SimilarityTransform.about(224, 122, growth, Math.toRadians(degrees), pixels, 0.4 *
			pixels).invert();
		return lit(AstronautFace.warp(FACE, back::applyX, back::applyY), gain);
	}

	private static ArrayImg<FloatType, FloatArray> lit(final ArrayImg<FloatType, FloatArray> frame, final double gain) {
		final float[] grey = frame.update(null).getCurrentStorageArray();
		final Random random = new Random(9);
		for (int i = 0; i < grey.length; i++)
			grey[i] = (float) (gain * grey[i] + random.nextGaussian());
		return frame;
	}

	/** The portrait on a head that turned: points move sideways the more, the nearer to the camera they are. */
	private static ArrayImg<FloatType, FloatArray> turned(final double degrees) {
		final SimilarityTransform toFace = PLACE.invert();
		final double angle = Math.tan(Math.toRadians(degrees)) * PLACE.scale();
		final DoubleBinaryOperator depth = (x, y) -> {
			final double across = toFace.applyX(x, y) - 63.5, along = toFace.applyY(x, y) - 55;
			// Another relief than the program's: a rounder face, the nose a plain hill.
			return 20 * Math.exp(-across * across / 180 - along * along / 500) - across * across / 170 - along * along / 330;
		};
		return lit(AstronautFace.warp(FACE, (x, y) -> x - angle * depth.applyAsDouble(x, y), (x, y) -> y), 1);
	}

	/** The portrait on a head that nodded before a camera a metre away: what comes nearer grows. */
	private static ArrayImg<FloatType, FloatArray> nodded(final double degrees) {
		final SimilarityTransform toFace = PLACE.invert();
		final double angle = Math.tan(Math.toRadians(degrees));
		final DoubleBinaryOperator down = (x, y) -> {
			final double across = toFace.applyX(x, y) - 63.5, along = toFace.applyY(x, y) - 55;
			// As above another relief than the program's, and another distance of the camera.
			final double depth = 20 * Math.exp(-across * across / 180 - along * along / 500) - across * across / 170 - along *
				along / 330;
			return angle * PLACE.scale() * (depth - along * along / 1100);
		};
		return lit(AstronautFace.warp(FACE, (x, y) -> x - angle * PLACE.scale() * (toFace.applyX(x, y) - 63.5) * (toFace
			.applyY(x, y) - 55) / -1100, (x, y) -> y - down.applyAsDouble(x, y)), 1);
	}

	private static DisplacementField field(final DisplacementEstimator method,
		final ArrayImg<FloatType, FloatArray> apex)
	{
		return new HeadFreeEstimator(method).compute(FaceRegistration.register(FACE, apex, LANDMARKS));
	}

	private static double mean(final DisplacementField field) {
		double sum = 0;
		for (int i = 0; i < SIZE * SIZE; i++)
			sum += Math.hypot(field.u()[i], field.v()[i]);
		return sum / (SIZE * SIZE);
	}

	/** The acceptance of registration: at most 0.06 registered pixels of a still face's D, on the mean over the face. */
	@Test
	void aMovedHeadLeavesNothingInD() {
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			for (final double[] motion : new double[][] { { 0, 1, 0, 1 }, { 0, 1.003, 1, 1 }, { 0.5, 0.99, 1, 1 }, { -1,
				1.015, 3, 1.1 }, { 2, 0.98, 10, 0.9 }, { 0, 1.03, 0, 1 }, { 0, 0.95, 2, 1 }, { 0, 1.05, 2, 1 }, { 12, 1, 5,
					0.85 }, { -20, 1.01, 5, 0.85 }, { 30, 1, 0, 1.15 }, { -30, 1, 10, 0.85 } })
			{
				final double left = mean(field(model, moved(motion[0], motion[1], motion[2], motion[3])));
				assertTrue(left <= 0.06, "turn " + motion[0] + ", growth " + motion[1] + ", shift " + motion[2] + ", light " +
					motion[3] + ": " + left);
			}
		}
	}

	@Test
	void aHeadThatTurnsALittleLeavesLittle() {
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			for (final double degrees : new double[] { -2, -1, 0.5, 1, 2 }) {
				final double left = mean(field(model, turned(degrees)));
				assertTrue(left <= 0.1, degrees + " degrees leave " + left);
			}
		}
	}

	@Test
	void aHeadThatNodsLeavesLittle() {
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			for (final double degrees : new double[] { -2, -1.5, 1.5, 2 }) {
				final double left = mean(field(model, nodded(degrees)));
				assertTrue(left <= 0.06, degrees + " degrees leave " + left);
			}
		}
	}

	/** Light that saturates the nose bridge leads the fine search astray; the coarse one has found the face. */
	@Test
	void glareOnTheNoseDoesNotLoseAHeadThatKeepsStill() {
		final SimilarityTransform toFace = PLACE.invert();
		final ArrayImg<FloatType, FloatArray> apex = AstronautFace.warp(FACE, (x, y) -> x, (x, y) -> y);
		final float[] grey = apex.update(null).getCurrentStorageArray();
		final Random random = new Random(4);
		for (int i = 0; i < grey.length; i++) {
			final double x = i % AstronautFace.SIZE, y = i / AstronautFace.SIZE;
			final double across = toFace.applyX(x, y) - 63.5, along = toFace.applyY(x, y) - 50;
			grey[i] = (float) Math.max(0, Math.min(255, 1.4 * grey[i] + 50 * Math.exp(-(across * across + along * along) /
				400) + random.nextGaussian()));
		}
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			final double left = mean(field(model, apex));
			assertTrue(left <= 0.3, "glare leaves " + left);
		}
	}

	/** What could as well be the head as an expression is refused, or right to 0.3 pixels. */
	@Test
	void motionThatCouldBeTheHeadsIsRefusedOrRight() {
		final SimilarityTransform toFace = PLACE.invert();
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			for (final double strength : new double[] { 0.3, 0.6, 1, 1.5 }) {
				final ArrayImg<FloatType, FloatArray> apex = lit(AstronautFace.warp(FACE, (x, y) -> x, (x, y) -> y - PLACE
					.scale() * HeadDoubtTest.undecided(strength, toFace.applyY(x, y))), 1);
				final DisplacementField truth = HeadDoubtTest.undecided(strength);
				try {
					final DisplacementField found = field(model, apex);
					final float[] v = found.v();
					for (int i = 0; i < v.length; i++)
						v[i] -= truth.v()[i];
					assertTrue(mean(found) <= 0.3, strength + " is " + mean(found) + " off");
				}
				catch (final InputException e) {
					assertTrue(e.getMessage().startsWith("Onset and apex are not registered to each other: "), e.getMessage());
				}
			}
		}
	}

	@Test
	void everyMethodIsRidOfTheHead() {
		for (final DisplacementEstimator method : List.<DisplacementEstimator> of(new TvL1()::compute,
			new Farneback()::compute))
		{
			final RegisteredPair pair = FaceRegistration.register(FACE, moved(0.5, 1.008, 1, 1), LANDMARKS);
			final double before = mean(method.compute(pair)), after = mean(new HeadFreeEstimator(method).compute(pair));
			assertTrue(before > 0.2 && after < 0.12, before + " became " + after);
		}
	}

	/** Whatever is not registered is refused in a sentence with a number and a way out. */
	@Test
	void whatIsNotRegisteredIsRefused() {
		try (DisplacementModel model = DisplacementModel.open(MODEL, Device.CPU)) {
			final String turn = assertThrows(InputException.class, () -> field(model, turned(8))).getMessage();
			assertTrue(turn.startsWith("Between onset and apex the head turns or nods by about ") && turn.contains(
				"choose two frames"), turn);
			for (final double degrees : new double[] { 70, 120, 180 }) {
				final String message = assertThrows(InputException.class, () -> field(model, moved(degrees, 1, 0, 1)))
					.getMessage();
				assertTrue(message.matches("(?s).*\\d\\.\\d.*; choose two frames.*"), message);
			}
		}
	}

	/** A finely patterned pair that moves as a field says. */
	private static RegisteredPair textured(final DisplacementField field) {
		final float[] texture = new float[SIZE * SIZE];
		for (int i = 0; i < texture.length; i++)
			texture[i] = (float) (120 + 60 * Math.sin(i % SIZE / 1.7) * Math.sin(i / SIZE / 1.9));
		final ArrayImg<FloatType, FloatArray> onset = ArrayImgs.floats(texture, SIZE, SIZE);
		return new RegisteredPair(onset, FieldWarp.warp(onset, FieldWarp.invert(field)));
	}

	/** Waves all over the face are no motion of a head. */
	@Test
	void motionThatNoHeadExplainsIsRefused() {
		final DisplacementField waves = DisplacementField.zero(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			waves.v()[i] = (float) (0.8 * Math.sin(i % SIZE / 6.0) * Math.cos(i / SIZE / 7.0));
		final RegisteredPair moved = textured(waves);
		final ArrayImg<FloatType, FloatArray> onset = moved.onset();
		final String message = assertThrows(InputException.class, () -> new HeadFreeEstimator(pair -> waves).compute(moved))
			.getMessage();
		assertTrue(message.startsWith("Onset and apex are not registered to each other") && message.contains(
			"at most 0.20 may be; choose two frames"), message);
		// A change of light neither hides nor makes up a motion.
		final float[] dimmed = moved.apexPixels().clone();
		for (int i = 0; i < dimmed.length; i++)
			dimmed[i] = 0.8f * dimmed[i] + i % SIZE / 16f;
		final RegisteredPair dark = new RegisteredPair(onset, ArrayImgs.floats(dimmed, SIZE, SIZE));
		assertThrows(InputException.class, () -> new HeadFreeEstimator(pair -> waves).compute(dark));
		// Frames that the field does not carry into each other say nothing of their registration.
		assertEquals(SIZE, new HeadFreeEstimator(pair -> waves).compute(still()).width());
	}

	private static RegisteredPair still() {
		return new RegisteredPair(ArrayImgs.floats(SIZE, SIZE), ArrayImgs.floats(SIZE, SIZE));
	}

	@Test
	void theMethodBehindItIsNamedAndClosed() {
		final DisplacementField raw = DisplacementField.zero(SIZE, SIZE);
		Arrays.fill(raw.u(), 0.3f);
		final boolean[] closed = new boolean[1];
		final DisplacementEstimator method = new DisplacementEstimator() {

			@Override
			public DisplacementField compute(final GreyPair pair) {
				return raw;
			}

			@Override
			public String device() {
				return "abacus";
			}

			@Override
			public void close() {
				closed[0] = true;
			}
		};
		try (DisplacementEstimator free = new HeadFreeEstimator(method)) {
			final float[] expected = HeadRemainder.without(raw).u();
			assertArrayEquals(expected, free.compute(still()).u());
			assertArrayEquals(expected, free.compute(List.of(still()), Progress.none()).get(0).u());
			assertEquals("abacus", free.device());
		}
		assertTrue(closed[0]);
	}
}
