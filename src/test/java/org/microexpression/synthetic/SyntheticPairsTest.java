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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.base.Sha256;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.CatmullRom;
import org.microexpression.synthetic.SyntheticPairs.Setting;

class SyntheticPairsTest {

	@ParameterizedTest
	@EnumSource(Texture.class)
	void warpingTheApexByTheTruthGivesTheOnset(final Texture texture) {
		final SyntheticPairs pairs = new SyntheticPairs(3, Setting.training().withCamera(CameraSetting.none()), List.of(
			texture));
		double before = 0;
		double after = 0;
		for (int i = 0; i < 12; i++) {
			final SyntheticPair pair = pairs.sample(i);
			before += difference(pair.onset(), pair.apex());
			after += difference(pair.onset(), warped(pair.apex(), pair.truth()));
		}
		// The frames hold detail up to their Nyquist frequency (a lens of 0.45 px leaves 37% of it), which cubic
		// interpolation
		// of the sampled apex cannot restore; faces are smoother and stay below 0.15.
		assertTrue(after < (texture == Texture.PAINTED_FACE || texture == Texture.ASTRONAUT ? 0.15 : 0.3) * before,
			texture + ": " + after / 12 + " grey levels left of " + before / 12);
	}

	@Test
	void aCameraOfTwiceTheResolutionSeesTwiceTheMotionInPixels() {
		final SyntheticPairs pairs = new SyntheticPairs(3, Setting.laboratory().withCamera(CameraSetting.none()), List.of(
			Texture.PAINTED_FACE));
		double before = 0;
		double after = 0;
		for (int i = 0; i < 6; i++) {
			final DisplacementField truth = pairs.sample(i).truth();
			final float[][] frames = pairs.cameraFrames(i, 256);
			assertEquals(256 * 256, frames[0].length);
			final CatmullRom apex = new CatmullRom(frames[1], 256, 256, CatmullRom.Precision.SINGLE);
			final CatmullRom u = new CatmullRom(truth.u(), 128, 128, CatmullRom.Precision.SINGLE);
			final CatmullRom v = new CatmullRom(truth.v(), 128, 128, CatmullRom.Precision.SINGLE);
			for (int y = 16; y < 240; y++) {
				for (int x = 16; x < 240; x++) {
					final double atX = (x + 0.5) / 2 - 0.5;
					final double atY = (y + 0.5) / 2 - 0.5;
					final float onset = frames[0][y * 256 + x];
					before += Math.abs(onset - frames[1][y * 256 + x]);
					after += Math.abs(onset - apex.at(x + 2 * u.at(atX, atY), y + 2 * v.at(atX, atY)));
				}
			}
		}
		// Half the motion, or none, leaves half of the difference or more.
		assertTrue(after < 0.15 * before, after + " of " + before);
	}

	@Test
	void zeroMotionLeavesTheFramesAlikeButForTheCamera() {
		final Setting training = Setting.training();
		final CameraSetting noisy = new CameraSetting(new CameraSetting.Noise(2, 2, 0), CameraSetting.Compression.NONE,
			CameraSetting.Light.STEADY, 0, CameraSetting.Resolution.REGISTERED);
		final Setting still = new Setting(0, 1, training.expression(), new SyntheticPairs.Motion(0, 0, 1, 4, 24, 0, 0),
			noisy);
		final SyntheticPair pair = new SyntheticPairs(1, still, List.of(Texture.PAINTED_FACE)).sample(0);
		assertEquals(0, ActionUnitPlacement.largest(pair.truth()));
		double squares = 0;
		for (int i = 0; i < pair.onset().length; i++)
			squares += Math.pow(pair.onset()[i] - pair.apex()[i], 2);
		// Two independent noises of sd 2 and rounding: sd 2 √2 = 2.83, of 16,384 pixels to 2%.
		assertEquals(2.86, Math.sqrt(squares / pair.onset().length), 0.1);
		final SyntheticPair clean = new SyntheticPairs(1, still.withCamera(CameraSetting.none()), List.of(
			Texture.PAINTED_FACE)).sample(0);
		assertArrayEquals(clean.onset(), clean.apex());
	}

	@Test
	void aPairDependsOnSeedAndIndexAlone() {
		final SyntheticPair late = SyntheticPairs.training(8).sample(7);
		final SyntheticPairs again = SyntheticPairs.training(8);
		again.sample(6);
		final SyntheticPair same = again.sample(7);
		assertArrayEquals(late.onset(), same.onset());
		assertArrayEquals(late.apex(), same.apex());
		assertArrayEquals(late.truth().u(), same.truth().u());
		assertFalse(Arrays.equals(late.onset(), SyntheticPairs.training(9).sample(7).onset()));
	}

	@Test
	void trainingAndBenchmarkShareNoTexture() {
		assertTrue(Texture.heldOutOnes().size() >= 3);
		assertTrue(Texture.heldOutOnes().contains(Texture.ASTRONAUT));
		for (int i = 0; i < 20; i++) {
			assertFalse(SyntheticPairs.training(1).sample(i).texture().heldOut());
			assertTrue(SyntheticPairs.benchmark(1).sample(i).texture().heldOut());
		}
	}

	@Test
	void theBenchmarkMovesByUpToThreePixelsAndDrift() {
		final SyntheticPairs pairs = SyntheticPairs.benchmark(2);
		double mean = 0;
		for (int i = 0; i < 60; i++) {
			final SyntheticPair pair = pairs.sample(i);
			assertTrue(pair.expression().isEmpty());
			final DisplacementField truth = pair.truth();
			for (int k = 0; k < truth.u().length; k++)
				mean += Math.hypot(truth.u()[k], truth.v()[k]) / truth.u().length / 60;
			// Bumps may overlap: the longest vector of all stays within twice the longest bump and the drift.
			assertTrue(ActionUnitPlacement.largest(truth) < 7);
			for (final float grey : pair.apex())
				assertTrue(grey >= 0 && grey <= 255 && grey == Math.round(grey));
		}
		// The design study's set had a mean length of 0.41 px.
		assertTrue(mean > 0.3 && mean < 0.6, "mean length " + mean);
	}

	@Test
	void expressionsOnFacesCarryTheirUnits() {
		final SyntheticPair pair = new SyntheticPairs(5, Setting.expressionBenchmark(), List.of(Texture.ASTRONAUT)).sample(
			1);
		assertEquals(Optional.of(ExpressionClass.POSITIVE), pair.expression());
		assertFalse(pair.activations().isEmpty());
		assertEquals(128, pair.pair().onset().dimension(0));
	}

	@Test
	void fractalNoiseHasItsStatistics() {
		final float[] noise = PyramidNoise.square(5, 6, 1, new SplittableRandom(1));
		assertEquals(320 * 320, noise.length);
		double sum = 0;
		double squares = 0;
		for (final float value : noise) {
			sum += value;
			squares += value * value;
		}
		assertEquals(0, sum / noise.length, 1e-3);
		assertEquals(1, squares / noise.length, 1e-3);
		assertNotEquals(noise[0], PyramidNoise.square(5, 6, 1, new SplittableRandom(2))[0]);
	}

	@Test
	void compressionKeepsThePictureAndCostsDetail() {
		final float[] grey = SyntheticPairs.benchmark(2).sample(0).onset();
		final float[] fine = grey.clone();
		final float[] coarse = grey.clone();
		CameraEffects.compress(fine, 128, 98);
		CameraEffects.compress(coarse, 128, 40);
		assertTrue(difference(grey, fine) < 1);
		assertTrue(difference(grey, coarse) > difference(grey, fine));
		assertTrue(difference(grey, coarse) < 10);
	}

	private static float[] warped(final float[] apex, final DisplacementField d) {
		final CatmullRom sampler = new CatmullRom(apex, 128, 128, CatmullRom.Precision.SINGLE);
		final float[] warped = new float[apex.length];
		for (int i = 0; i < warped.length; i++)
			warped[i] = sampler.at(i % 128 + d.u()[i], i / 128 + d.v()[i]);
		return warped;
	}

	/** Mean absolute difference, 8 px at the border left out. */
	private static double difference(final float[] a, final float[] b) {
		double sum = 0;
		for (int y = 8; y < 120; y++)
			for (int x = 8; x < 120; x++)
				sum += Math.abs(a[y * 128 + x] - b[y * 128 + x]);
		return sum / (112 * 112);
	}

	/** What defines a series is its seed, its settings and its pictures, whatever its first pairs are. */
	@Test
	void theDefinitionTellsSeriesApart() throws IOException {
		final SyntheticPairs usual = SyntheticPairs.training(1);
		assertEquals(usual.definition(), SyntheticPairs.training(1).definition());
		assertNotEquals(usual.definition(), SyntheticPairs.training(2).definition());
		assertNotEquals(usual.definition(), new SyntheticPairs(1, Setting.training(), SyntheticPairs.trainingTextures())
			.definition());
		assertNotEquals(usual.definition(), new SyntheticPairs(1, Setting.forDisplacement(), Texture.training())
			.definition());
		final String gravel = Sha256.of(Path.of("src/main/resources/org/microexpression/textures/gravel.png"));
		assertTrue(usual.definition().contains("textures/gravel.png=" + gravel), usual.definition());
		assertFalse(usual.definition().matches(".*@[0-9a-f]{5,}.*"), "an address in memory: " + usual.definition());
		final String both = new DisplacementPairs(1).definition();
		assertTrue(both.contains(usual.definition()) && both.contains(new TexturePairs(1).definition()), both);
	}
}
