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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.dgm.LucasKanadeFront.Frame;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphImages;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The front's graph, which folds, shares and squares sums for speed, against the equations written down plainly. */
class LucasKanadeFrontTest {

	private static final int SIZE = 32;
	private static final int CELLS = SIZE / 4;
	private static final int BATCH = 2;
	private static final double LAMBDA = 0.0025;

	private record Front(int finest) implements NetworkDefinition {

		@Override
		public Map<String, Shape> inputs() {
			final Map<String, Shape> inputs = new LinkedHashMap<>();
			inputs.put("onset", Shape.of(-1, SIZE, SIZE, 1));
			inputs.put("apex", Shape.of(-1, SIZE, SIZE, 1));
			return inputs;
		}

		@Override
		public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
			final GraphImages images = new GraphImages(layers.tf());
			final LucasKanadeFront front = new LucasKanadeFront(layers, images, SIZE, finest);
			// As in the DGM: the onset's derivatives are those of all scales, whatever a stage uses of them.
			final LucasKanadeFront.Features features = front.features("front", new LucasKanadeFront(layers, images, SIZE, 0)
				.derivatives(inputs.get("onset"), Frame.ONSET), front.derivatives(inputs.get("apex"), Frame.APEX));
			return Map.of("u", features.u(), "v", features.v());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void theNarrowCandidatesSolveTheEquationsOfLucasAndKanadeAtEachScale(final int finest) {
		final float[] onset = frames(1), apex = frames(2);
		final Front network = new Front(finest);
		try (GraphSession session = GraphSession.open(network, ParameterLayout.of(network).initialize(1), Device.CPU)) {
			final Map<String, FloatTensor> found = session.run(Map.of("onset", FloatTensor.of(onset, BATCH, SIZE, SIZE, 1),
				"apex", FloatTensor.of(apex, BATCH, SIZE, SIZE, 1)));
			int moving = 0;
			for (int frame = 0; frame < BATCH; frame++) {
				double[][] first = plane(onset, frame), second = plane(apex, frame);
				for (int level = 0; level < 3; level++) {
					if (level > 0) {
						first = halved(first);
						second = halved(second);
					}
					if (level < finest) continue;
					for (int cell = 0; cell < CELLS * CELLS; cell++) {
						final double[] expected = motion(first, second, cell, level);
						final int at = (level - finest) * BATCH * CELLS * CELLS + frame * CELLS * CELLS + cell;
						assertEquals(expected[0], found.get("u").data()[at], 2e-5);
						assertEquals(expected[1], found.get("v").data()[at], 2e-5);
						if (Math.abs(expected[0]) > 0.1) moving++;
					}
				}
			}
			assertTrue(moving > 50);
		}
	}

	/** Smooth noise of about the contrast of a normalized frame. */
	private static float[] frames(final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] frames = new float[BATCH * SIZE * SIZE];
		for (int i = 0; i < frames.length; i++) {
			final int x = i % SIZE, y = i / SIZE;
			frames[i] = (float) (Math.sin(0.5 * x + 0.3 * y + 0.3 * seed) + Math.cos(0.4 * y - 0.2 * x) + 0.05 * random
				.nextGaussian());
		}
		return frames;
	}

	private static double[][] plane(final float[] frames, final int number) {
		final double[][] plane = new double[SIZE][SIZE];
		for (int i = 0; i < SIZE * SIZE; i++)
			plane[i / SIZE][i % SIZE] = frames[number * SIZE * SIZE + i];
		return plane;
	}

	private static double[][] halved(final double[][] image) {
		final double[][] half = new double[image.length / 2][image.length / 2];
		for (int i = 0; i < half.length * half.length; i++) {
			final int y = i / half.length, x = i % half.length;
			half[y][x] = convolved(image, 2 * y - 1, 2 * x - 1, new double[] { 1 / 8., 3 / 8., 3 / 8., 1 / 8. },
				new double[] { 1 / 8., 3 / 8., 3 / 8., 1 / 8. });
		}
		return half;
	}

	/** The sum over a window that begins at a place; beyond the border the picture goes on mirrored. */
	private static double convolved(final double[][] image, final int top, final int left, final double[] down,
		final double[] across)
	{
		double sum = 0;
		for (int y = 0; y < down.length; y++) {
			for (int x = 0; x < across.length; x++)
				sum += down[y] * across[x] * image[mirrored(top + y, image.length)][mirrored(left + x, image.length)];
		}
		return sum;
	}

	private static int mirrored(final int position, final int size) {
		return position < 0 ? -1 - position : position >= size ? 2 * size - 1 - position : position;
	}

	private static double[] motion(final double[][] onset, final double[][] apex, final int cell, final int level) {
		final double[] smooth = { 1 / 16., 4 / 16., 6 / 16., 4 / 16., 1 / 16. };
		final double[] slope = { -1 / 8., -2 / 8., 0, 2 / 8., 1 / 8. };
		final int side = 4 >> level;
		double a = LAMBDA, b = 0, c = LAMBDA, e = 0, f = 0;
		for (int i = 0; i < side * side; i++) {
			final int top = cell / CELLS * side + i / side - 2, left = cell % CELLS * side + i % side - 2;
			final double x = (convolved(onset, top, left, smooth, slope) + convolved(apex, top, left, smooth, slope)) / 2;
			final double y = (convolved(onset, top, left, slope, smooth) + convolved(apex, top, left, slope, smooth)) / 2;
			final double t = convolved(apex, top, left, smooth, smooth) - convolved(onset, top, left, smooth, smooth);
			a += x * x / (side * side);
			b += x * y / (side * side);
			c += y * y / (side * side);
			e += x * t / (side * side);
			f += y * t / (side * side);
		}
		final double scale = (1 << level) / (a * c - b * b);
		return new double[] { Math.max(-6, Math.min(6, (b * f - c * e) * scale)), Math.max(-6, Math.min(6, (b * e - a * f) *
			scale)) };
	}
}
