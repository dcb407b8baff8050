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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.ExpressionSynthesizer.Setting;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;

class ExpressionSynthesizerTest {

	private final ExpressionSynthesizer training = new ExpressionSynthesizer(11, Setting.training());

	@Test
	void everyThreeSamplesHoldEachClassOnce() {
		final int[] counts = new int[3];
		for (int i = 0; i < 300; i++)
			counts[training.sample(i).expression().ordinal()]++;
		assertArrayEquals(new int[] { 100, 100, 100 }, counts);
	}

	@Test
	void aSampleDependsOnSeedAndIndexAlone() {
		final DisplacementField late = training.sample(5).estimatedGrid();
		final ExpressionSynthesizer again = new ExpressionSynthesizer(11, Setting.training());
		for (int i = 9; i >= 0; i--)
			again.sample(i);
		assertArrayEquals(late.u(), again.sample(5).estimatedGrid().u());
		assertArrayEquals(late.v(), again.sample(5).estimatedGrid().v());
		assertNotEquals(late.u()[400], training.sample(8).estimatedGrid().u()[400]);
		assertNotEquals(late.u()[400], new ExpressionSynthesizer(12, Setting.training()).sample(5).estimatedGrid()
			.u()[400]);
	}

	@Test
	void strengthsStayInRangeAndWeakOnesAreCommoner() {
		int weak = 0;
		for (int i = 0; i < 600; i++) {
			final double lead = training.sample(i).activations().get(0).strength();
			assertTrue(lead >= 0.2 && lead <= 3, "lead strength " + lead);
			if (lead < 0.775) weak++; // The geometric mean of the range halves a log-uniform draw.
		}
		assertTrue(weak > 330, "weak expressions: " + weak);
	}

	@ParameterizedTest
	@EnumSource(ActionUnit.class)
	void oneSideOfAUnitMovesByItsStrength(final ActionUnit unit) {
		final ExpressionSynthesizer plain = new ExpressionSynthesizer(1, Setting.plain());
		for (final FaceSide side : FaceSide.values()) {
			final DisplacementField field = new MotionModel(Head.STILL, plain.place(List.of(new Activation(unit, side, 2)),
				FaceLayout.mean(), new SplittableRandom(1))).field(CanonicalFace.SIZE);
			assertEquals(2, ActionUnitPlacement.largest(field), 1e-4);
			double moved = 0;
			double wrongSide = 0;
			for (int i = 0; i < field.u().length; i++) {
				final double length = Math.hypot(field.u()[i], field.v()[i]);
				moved += length;
				if ((i % 128 < 64) != (side == FaceSide.LEFT)) wrongSide += length;
			}
			assertTrue(wrongSide < 0.3 * moved, unit + " moves the other side by " + wrongSide / moved);
		}
	}

	@ParameterizedTest
	@EnumSource(ActionUnit.class)
	void bothSidesMakeASymmetricalField(final ActionUnit unit) {
		final ExpressionSynthesizer plain = new ExpressionSynthesizer(1, Setting.plain());
		final DisplacementField field = new MotionModel(Head.STILL, plain.place(List.of(new Activation(unit, FaceSide.LEFT,
			1), new Activation(unit, FaceSide.RIGHT, 1)), FaceLayout.mean(), new SplittableRandom(1))).field(
				CanonicalFace.GRID);
		assertArrayEquals(field.u(), field.mirrored().u(), 1e-5f);
		assertArrayEquals(field.v(), field.mirrored().v(), 1e-5f);
		// Midline units are tabled so that both sides together are about as strong as one alone.
		assertEquals(1, ActionUnitPlacement.largest(field), 0.2);
	}

	@ParameterizedTest
	@EnumSource(value = ActionUnit.class, names = "AU25", mode = EnumSource.Mode.EXCLUDE)
	void scannedPeopleMoveMoreSkinByTheSameStrength(final ActionUnit unit) {
		final DisplacementField[] fields = new DisplacementField[2];
		for (int scanned = 0; scanned < 2; scanned++) {
			fields[scanned] = new MotionModel(Head.STILL, new ExpressionSynthesizer(1, Setting.plain().withScanned(scanned))
				.place(List.of(new Activation(unit, FaceSide.RIGHT, 2)), FaceLayout.mean(), new SplittableRandom(1))).field(
					CanonicalFace.SIZE);
			assertEquals(2, ActionUnitPlacement.largest(fields[scanned]), 1e-4);
		}
		double same = 0;
		final double[] energy = new double[2];
		final double[] moved = new double[2];
		for (int i = 0; i < fields[0].u().length; i++) {
			same += fields[0].u()[i] * fields[1].u()[i] + fields[0].v()[i] * fields[1].v()[i];
			for (int k = 0; k < 2; k++) {
				final double length = Math.hypot(fields[k].u()[i], fields[k].v()[i]);
				energy[k] += length * length;
				moved[k] += length;
			}
		}
		// The same unit, seen in two ways: alike, and not the same.
		final double cosine = same / Math.sqrt(energy[0] * energy[1]);
		assertTrue(cosine > 0.3 && cosine < 0.95, unit + ": cosine " + cosine);
		assertTrue(moved[1] > moved[0], unit + " moves less skin");
	}

	@Test
	void aShareOfPeopleMovesAsScannedOnesDo() {
		final ExpressionSynthesizer none = new ExpressionSynthesizer(11, Setting.training().withScanned(0));
		assertArrayEquals(training.sample(4).grid().u(), none.sample(4).grid().u());
		final ExpressionSynthesizer half = new ExpressionSynthesizer(11, Setting.variedPeople());
		int rows = 0;
		final int tabled = training.place(List.of(new Activation(ActionUnit.AU9, FaceSide.LEFT, 1)), FaceLayout.mean(),
			new SplittableRandom(1)).size();
		for (int i = 0; i < 400; i++) {
			if (half.place(List.of(new Activation(ActionUnit.AU9, FaceSide.LEFT, 1)), FaceLayout.mean(), new SplittableRandom(
				i)).size() != tabled) rows++;
		}
		// Four standard deviations of a share of one half of 400 are .1.
		assertEquals(0.5, rows / 400.0, 0.1);
	}

	@Test
	void mirroredActivationsOnAMirroredFaceMakeTheMirroredField() {
		final FacialLandmarks face = FaceLayout.random(new SplittableRandom(3), FaceLayout.Variation.typical());
		final ExpressionSynthesizer plain = new ExpressionSynthesizer(1, Setting.plain());
		final List<Activation> some = List.of(new Activation(ActionUnit.AU12, FaceSide.LEFT, 1.5), new Activation(
			ActionUnit.AU4, FaceSide.RIGHT, 0.7));
		final DisplacementField field = new MotionModel(Head.STILL, plain.place(some, face, new SplittableRandom(1))).field(
			CanonicalFace.SIZE);
		final DisplacementField mirrored = new MotionModel(Head.STILL, plain.place(some.stream().map(Activation::mirrored)
			.toList(), FaceLayout.mirrored(face, CanonicalFace.SIZE), new SplittableRandom(1))).field(CanonicalFace.SIZE);
		assertArrayEquals(field.mirrored().u(), mirrored.u(), 1e-5f);
		assertArrayEquals(field.mirrored().v(), mirrored.v(), 1e-5f);
	}

	@Test
	void aMirroredModelMakesTheMirroredField() {
		final MotionModel motion = training.sample(2).motion();
		final DisplacementField expected = motion.field(CanonicalFace.SIZE).mirrored();
		final DisplacementField mirrored = motion.mirrored().field(CanonicalFace.SIZE);
		assertArrayEquals(expected.u(), mirrored.u(), 1e-5f);
		assertArrayEquals(expected.v(), mirrored.v(), 1e-5f);
	}

	@Test
	void theGridIsTheAreaAverageOfThePixels() {
		// A cell is 4.57 px: compared with the mean over the pixels whose centres lie in it, a patch of reach 12 px agrees
		// to
		// the curvature within a pixel.
		final MotionModel motion = new MotionModel(Head.STILL, List.of(Patch.round(70, 60, 2, -1, 12)));
		final DisplacementField fine = motion.field(28 * 32);
		final DisplacementField grid = motion.field(28);
		for (int row = 0; row < 28; row++) {
			for (int column = 0; column < 28; column++) {
				double sum = 0;
				for (int y = 0; y < 32; y++)
					for (int x = 0; x < 32; x++)
						sum += fine.u()[(row * 32 + y) * 896 + column * 32 + x];
				assertEquals(sum / 1024, grid.u()[row * 28 + column], 0.02);
			}
		}
	}

	@Test
	void theMeanFaceIsCanonical() {
		final FacialLandmarks face = FaceLayout.mean();
		assertEquals(CanonicalFace.LEFT_EYE_X, ActionUnitPlacement.mean(face.x(), 36, 41), 1);
		assertEquals(CanonicalFace.RIGHT_EYE_X, ActionUnitPlacement.mean(face.x(), 42, 47), 1);
		assertEquals(CanonicalFace.EYE_Y, ActionUnitPlacement.mean(face.y(), 36, 41), 1);
		assertEquals(3.5, CanonicalFace.pixelToGrid(ActionUnitPlacement.mean(face.y(), 17, 26)), 0.2);
		assertEquals(20, CanonicalFace.pixelToGrid(ActionUnitPlacement.mean(face.y(), 48, 59)), 0.5);
		final FacialLandmarks mirrored = FaceLayout.mirrored(face, CanonicalFace.SIZE);
		assertArrayEquals(face.x(), mirrored.x(), 1e-9);
		assertArrayEquals(face.y(), mirrored.y(), 1e-9);
	}

	@Test
	void withoutNoiseTheEstimateIsTheTruth() {
		final SyntheticExpression sample = new ExpressionSynthesizer(4, Setting.plain()).sample(0);
		assertArrayEquals(sample.grid().u(), sample.estimatedGrid().u());
		assertArrayEquals(sample.grid().v(), sample.estimatedGrid().v());
	}

	@Test
	void theClassesComeInTurn() {
		assertEquals(ExpressionClass.POSITIVE, training.sample(1).expression());
	}
}
