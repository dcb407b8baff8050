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

package org.microexpression.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.GaussianBlur;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class FusionInputTest {

	/** A field of waves, different in u and v. */
	static DisplacementField waves(final int size, final long seed) {
		final Random random = new Random(seed);
		final double[] k = random.doubles(8, 0.5, 3).toArray();
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		for (int i = 0; i < u.length; i++) {
			final double x = (double) (i % size) / size;
			final double y = (double) (i / size) / size;
			u[i] = (float) (Math.sin(6 * k[0] * x + k[1]) * Math.cos(6 * k[2] * y) + 0.3 * k[3]);
			v[i] = (float) (Math.sin(6 * k[4] * y + k[5]) * Math.cos(6 * k[6] * x + k[7]));
		}
		return new DisplacementField(size, size, u, v);
	}

	@Test
	void eachComponentHasItsMedianAsZeroAndItsRootMeanSquareAsUnit() {
		final float[] prepared = FusionInput.of(waves(128, 1));
		for (int c = 0; c < 2; c++) {
			int below = 0;
			double square = 0;
			for (int i = c; i < prepared.length; i += 2) {
				if (prepared[i] < 0) below++;
				square += prepared[i] * prepared[i] / 784.0;
			}
			assertEquals(392, below, 1);
			assertEquals(1, square, 1e-4);
		}
	}

	@Test
	void stretchAndShiftOfTheValuesMakeNoDifference() {
		final DisplacementField field = waves(28, 2);
		final float[] u = new float[784];
		final float[] v = new float[784];
		for (int i = 0; i < 784; i++) {
			u[i] = 40 * field.u()[i] + 120;
			v[i] = 70 * field.v()[i] + 90;
		}
		// Single precision of values around 120 leaves 1e-5 of a unit of 20 to 30.
		assertArrayEquals(FusionInput.of(field), FusionInput.of(new DisplacementField(28, 28, u, v)), 1e-4f);
	}

	@Test
	void areaAveragesKeepTheMean() {
		for (final int n : new int[] { 28, 64, 128 }) {
			final float[][] matrix = FusionInput.areaAverage(n);
			for (final float[] row : matrix) {
				double sum = 0;
				for (final float weight : row)
					sum += weight;
				assertEquals(1, sum, 1e-5);
			}
		}
	}

	@Test
	void canonicalLandmarksChangeNothingAndLowMouthsAreRaised() {
		final DisplacementField field = waves(128, 3);
		assertArrayEquals(FusionInput.of(field), FusionInput.of(field, Optional.of(CanonicalFace.landmarks())), 1e-4f);

		final FacialLandmarks low = CanonicalFace.landmarks();
		for (int i = 48; i < 68; i++)
			low.y()[i] += 2 * 128 / 28.0;
		final float[] v = new float[128 * 128];
		final double mouth = CanonicalFace.gridToPixel(22);
		for (int i = 0; i < v.length; i++)
			v[i] = (float) Math.exp(-Math.pow((i / 128 - mouth) / 8, 2));
		final float[] prepared = FusionInput.of(new DisplacementField(128, 128, new float[v.length], v), Optional.of(low));
		int strongest = 0;
		for (int row = 0; row < 28; row++)
			if (prepared[2 * (row * 28 + 14) + 1] > prepared[2 * (strongest * 28 + 14) + 1]) strongest = row;
		assertEquals(20, strongest, 0.5, "the motion of a mouth in row 22 is seen where mouths are expected");
	}

	/** Fields of any size, also of a height that is no multiple of four, are areas' means, then blurred. */
	@Test
	void aReducedFieldIsTheBlurredMeanOfItsAreas() {
		final int width = 61, height = 47, n = CanonicalFace.GRID;
		final DisplacementField field = DisplacementField.zero(width, height);
		final SplittableRandom random = new SplittableRandom(11);
		for (int i = 0; i < field.u().length; i++) {
			field.u()[i] = (float) random.nextGaussian();
			field.v()[i] = (float) random.nextGaussian();
		}
		final float[][] across = FusionInput.areaAverage(width), down = FusionInput.areaAverage(height);
		final double[] taps = GaussianBlur.taps(FusionInput.BLUR, 4);
		final double sum = Arrays.stream(taps).sum();
		final double[] means = new double[n * n];
		for (int i = 0; i < means.length; i++)
			for (int k = 0; k < field.v().length; k++)
				means[i] += (double) down[i / n][k / width] * across[i % n][k % width] * field.v()[k];
		final float[] reduced = FusionInput.reduced(field, Optional.empty())[1];
		for (int i = 0; i < means.length; i++) {
			double expected = 0;
			for (int k = 0; k < 81; k++)
				expected += taps[k / 9] * taps[k % 9] / (sum * sum) * means[inGrid(i / n + k / 9 - 4) * n + inGrid(i % n + k %
					9 - 4)];
			assertEquals(expected, reduced[i], 1e-6);
		}
	}

	private static int inGrid(final int i) {
		return Math.max(0, Math.min(CanonicalFace.GRID - 1, i));
	}

	@Test
	void theGraphPreparesAsJavaDoes() {
		final NetworkDefinition network = new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return new java.util.TreeMap<>(Map.of("d", Shape.of(-1, 128, 128, 2), "rows", Shape.of(-1, 28, 128)));
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				// A network needs a parameter; this one has no effect.
				final Operand<TFloat32> unused = layers.weight("unused", org.microexpression.network.Initializer.zeros(), false,
					1);
				return Map.of("out", layers.tf().math.add(FusionInput.inGraph(layers, inputs.get("d"), inputs.get("rows")),
					unused));
			}
		};
		final float[] values = new float[2 * 128 * 128 * 2];
		final float[][] expected = new float[2][];
		final float[] rows = new float[2 * 28 * 128];
		final FacialLandmarks low = CanonicalFace.landmarks();
		for (int i = 17; i < 68; i++)
			low.y()[i] += i < 27 ? -4 : i < 48 ? 3 : 9;
		for (int b = 0; b < 2; b++) {
			final DisplacementField field = waves(128, 4 + b);
			// One face as it is drawn, and one with high brows and a low mouth, which recognition is told of.
			final Optional<FacialLandmarks> face = b == 0 ? Optional.empty() : Optional.of(low);
			expected[b] = FusionInput.of(field, face);
			System.arraycopy(FusionInput.rowMatrix(face), 0, rows, b * 28 * 128, 28 * 128);
			for (int i = 0; i < 128 * 128; i++) {
				values[(b * 128 * 128 + i) * 2] = field.u()[i];
				values[(b * 128 * 128 + i) * 2 + 1] = field.v()[i];
			}
		}
		final ParameterLayout layout = ParameterLayout.of(network);
		try (GraphSession session = GraphSession.open(network, new Parameters(layout, new float[layout.size()]),
			Device.CPU))
		{
			final float[] out = session.run(Map.of("d", FloatTensor.of(values, 2, 128, 128, 2), "rows", FloatTensor.of(rows,
				2, 28, 128))).get("out").data();
			for (int b = 0; b < 2; b++) {
				final float[] one = java.util.Arrays.copyOfRange(out, b * FusionInput.LENGTH, (b + 1) * FusionInput.LENGTH);
				assertArrayEquals(expected[b], one, 1e-5f);
			}
		}
	}

	@Test
	void badFieldsAreNamed() {
		assertTrue(assertThrows(InputException.class, () -> FusionInput.of(DisplacementField.zero(20, 20))).getMessage()
			.contains("20 x 20"));
		final DisplacementField broken = DisplacementField.zero(28, 28);
		broken.u()[5] = Float.NaN;
		assertTrue(assertThrows(InputException.class, () -> FusionInput.of(broken)).getMessage().contains("not a number"));
	}

	@Test
	void aFieldWithoutMotionIsZero() {
		for (final float value : FusionInput.of(DisplacementField.zero(128, 128)))
			assertEquals(0, value);
	}
}
