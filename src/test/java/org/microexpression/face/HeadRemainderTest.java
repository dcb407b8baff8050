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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.FaceSide;
import org.microexpression.synthetic.MotionModel;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class HeadRemainderTest {

	private static final int SIZE = CanonicalFace.SIZE;
	private static final ExpressionSynthesizer EXPRESSIONS = new ExpressionSynthesizer(77, ExpressionSynthesizer.Setting
		.plain());

	private static DisplacementField head(final double right, final double down, final double growth,
		final double rotation, final double yaw, final double pitch, final int size)
	{
		return new MotionModel(new MotionModel.Head(63.5, 50, right, down, growth, rotation, yaw, pitch), List.of()).field(
			MotionModel.Grid.ofFrame(size));
	}

	private static DisplacementField unit(final ActionUnit unit, final double strength) {
		final List<Activation> activations = List.of(new Activation(unit, FaceSide.LEFT, strength), new Activation(unit,
			FaceSide.RIGHT, strength));
		return EXPRESSIONS.sample(0, ExpressionClass.NEGATIVE, activations, CanonicalFace.landmarks()).skin().field(SIZE);
	}

	private static DisplacementField sum(final DisplacementField a, final DisplacementField b) {
		final DisplacementField sum = DisplacementField.zero(a.width(), a.height());
		for (int i = 0; i < a.u().length; i++) {
			sum.u()[i] = a.u()[i] + b.u()[i];
			sum.v()[i] = a.v()[i] + b.v()[i];
		}
		return sum;
	}

	private static double length(final DisplacementField field) {
		double sum = 0;
		for (int i = 0; i < field.u().length; i++)
			sum += Math.hypot(field.u()[i], field.v()[i]);
		return sum / field.u().length;
	}

	private static double distance(final DisplacementField a, final DisplacementField b) {
		double sum = 0;
		for (int i = 0; i < a.u().length; i++)
			sum += Math.hypot(a.u()[i] - b.u()[i], a.v()[i] - b.v()[i]);
		return sum / a.u().length;
	}

	/** How much of an expression is left, 1 where its amplitude is kept. */
	private static double gain(final DisplacementField left, final DisplacementField expression) {
		double dot = 0, square = 0;
		for (int i = 0; i < left.u().length; i++) {
			dot += left.u()[i] * expression.u()[i] + left.v()[i] * expression.v()[i];
			square += expression.u()[i] * expression.u()[i] + expression.v()[i] * expression.v()[i];
		}
		return dot / square;
	}

	@Test
	void normalEquationsAreThoseOfTheMotionsOfEachPoint() {
		final FaceRelief relief = HeadRemainder.COARSE;
		final Random random = new Random(3);
		final double[] weights = new double[relief.count()], u = new double[weights.length], v = new double[weights.length];
		final double[] head = random.doubles(HeadRemainder.PARAMETERS).toArray();
		final double[][] normal = new double[HeadRemainder.PARAMETERS][HeadRemainder.PARAMETERS];
		final double[] right = new double[HeadRemainder.PARAMETERS], given = new double[HeadRemainder.PARAMETERS];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = i % 5 == 0 ? 0 : random.nextDouble();
			u[i] = random.nextGaussian();
			v[i] = random.nextGaussian();
			final double[] across = relief.across(i), along = relief.along(i);
			double x = 0, y = 0;
			for (int r = 0; r < HeadRemainder.PARAMETERS; r++) {
				right[r] += weights[i] * (across[r] * u[i] + along[r] * v[i]);
				for (int c = 0; c < HeadRemainder.PARAMETERS; c++)
					normal[r][c] += weights[i] * (across[r] * across[c] + along[r] * along[c]);
				x += head[r] * across[r];
				y += head[r] * along[r];
			}
			assertEquals(x, relief.across(head)[i], 1e-12);
			assertEquals(y, relief.along(head)[i], 1e-12);
		}
		final double[][] found = relief.normal(weights, u, v, given);
		for (int r = 0; r < HeadRemainder.PARAMETERS; r++)
			assertArrayEquals(normal[r], found[r], 1e-9);
		assertArrayEquals(right, given, 1e-9);
	}

	@Test
	void aSimilarityIsFoundAndTakenOutWhole() {
		for (final int size : new int[] { 28, 60, SIZE, 200 }) {
			final DisplacementField field = head(0.4, -0.3, 0.9, -0.5, 0, 0, size);
			// The generator's grids count in registered pixels whatever their size, a field in its own.
			for (int i = 0; i < field.u().length; i++) {
				field.u()[i] *= (float) size / SIZE;
				field.v()[i] *= (float) size / SIZE;
			}
			final HeadRemainder found = HeadRemainder.of(field);
			assertEquals(0.9, found.growth(), 0.02, "size " + size);
			assertEquals(-0.5, found.rotation(), 0.02, "size " + size);
			assertEquals(0.4, found.right(), 0.02, "size " + size);
			assertEquals(0, length(found.removedFrom(field)), 0.01, "size " + size);
		}
	}

	@Test
	void aTurnOutOfThePictureIsTakenOutToFirstOrder() {
		// The depth of the heads here (the generator's) has no nose; the one assumed has.
		for (final double[] turn : new double[][] { { 0.8, 0 }, { 0, 0.8 }, { -0.5, 0.5 } }) {
			final DisplacementField field = head(0, 0, 0, 0, turn[0], turn[1], SIZE);
			final double left = length(HeadRemainder.without(field));
			assertTrue(left < 0.35 * length(field), left + " of " + length(field));
		}
	}

	/** An expression keeps its amplitude whatever the head does, wide ones (jaw, smile, brows) above all. */
	@Test
	void anExpressionIsNotEaten() {
		final DisplacementField moved = head(0.1, 0.1, 0.5, 0.1, 0.1, -0.1, SIZE);
		for (final ActionUnit unit : ActionUnit.values()) {
			final DisplacementField still = unit(unit, 1.5);
			final double gain = gain(HeadRemainder.without(still), still);
			final double away = distance(HeadRemainder.without(sum(still, moved)), still);
			assertTrue(away < 0.03, unit + " is off by " + away);
			assertTrue(gain > 0.97, unit + " keeps " + gain);
		}
	}

	@Test
	void aFieldTooSmallToTellStaysFinite() {
		for (final int[] size : new int[][] { { 1, 1 }, { 4, 4 }, { 5, 3 }, { 128, 1 }, { 1, 128 }, { 2, 200 } }) {
			final DisplacementField field = DisplacementField.zero(size[0], size[1]);
			for (int i = 0; i < field.u().length; i++)
				field.u()[i] = i % 3;
			final DisplacementField left = HeadRemainder.without(field);
			for (final float value : left.u())
				assertTrue(Float.isFinite(value) && Math.abs(value) < 10, size[0] + " x " + size[1] + ": " + value);
		}
	}

	@Test
	void aFieldWithHolesStaysAsItIs() {
		final DisplacementField field = head(0.4, 0, 0, 0, 0, 0, SIZE);
		field.v()[77] = Float.NaN;
		assertArrayEquals(field.u(), HeadRemainder.without(field).u());
	}

	@Test
	void theGraphTakesOutTheSame() {
		final NetworkDefinition network = new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return Map.of("d", Shape.of(-1, SIZE, SIZE, 2));
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				// A network needs a parameter; this one has no effect.
				final Operand<TFloat32> unused = layers.weight("unused", Initializer.zeros(), false, 1);
				return Map.of("out", layers.tf().math.add(HeadRemainderGraph.without(layers, inputs.get("d")), unused));
			}
		};
		final Random random = new Random(5);
		final List<DisplacementField> fields = new ArrayList<>(List.of(DisplacementField.zero(SIZE, SIZE)));
		for (int i = 0; i < 5; i++) {
			final DisplacementField field = sum(unit(ActionUnit.values()[3 * i], 2 * random.nextDouble()), head(random
				.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), 0,
				SIZE));
			for (int k = 0; k < field.u().length; k++)
				field.u()[k] += (float) (0.3 * random.nextGaussian());
			fields.add(field);
		}
		final float[] values = new float[fields.size() * SIZE * SIZE * 2];
		for (int i = 0; i < values.length / 2; i++) {
			values[2 * i] = fields.get(i / (SIZE * SIZE)).u()[i % (SIZE * SIZE)];
			values[2 * i + 1] = fields.get(i / (SIZE * SIZE)).v()[i % (SIZE * SIZE)];
		}
		final ParameterLayout layout = ParameterLayout.of(network);
		try (GraphSession session = GraphSession.open(network, new Parameters(layout, new float[layout.size()]),
			Device.CPU))
		{
			final float[] out = session.run(Map.of("d", FloatTensor.of(values, fields.size(), SIZE, SIZE, 2))).get("out")
				.data();
			for (int f = 0; f < fields.size(); f++) {
				final DisplacementField expected = HeadRemainder.without(fields.get(f));
				for (int i = 0; i < SIZE * SIZE; i++) {
					assertEquals(expected.u()[i], out[2 * (f * SIZE * SIZE + i)], 1e-4, "u of field " + f);
					assertEquals(expected.v()[i], out[2 * (f * SIZE * SIZE + i) + 1], 1e-4, "v of field " + f);
				}
			}
		}
	}
}
