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

package org.microexpression.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class GraphImagesTest {

	private static final int SIZE = 16;
	private static final int BATCH = 2;

	/** Warps by a field of a quarter of the size, in blocks and as the enlarged field says. */
	private static final NetworkDefinition WARPS = new NetworkDefinition() {

		@Override
		public Map<String, Shape> inputs() {
			final Map<String, Shape> inputs = new LinkedHashMap<>();
			inputs.put("image", Shape.of(-1, SIZE, SIZE, 1));
			inputs.put("field", Shape.of(-1, SIZE / 4, SIZE / 4, 2));
			return inputs;
		}

		@Override
		public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
			final GraphImages images = new GraphImages(layers.tf());
			// A graph without a parameter is none.
			final Operand<TFloat32> image = layers.tf().math.mul(inputs.get("image"), layers.weight("one", Initializer
				.constant(1), false, 1));
			final Operand<TFloat32> field = inputs.get("field");
			final Operand<TFloat32> large = images.enlargedFourfold(field);
			final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
			outputs.put("in blocks", images.warpedFourfold(image, field, SIZE));
			outputs.put("plain", images.warped(image, large, SIZE));
			outputs.put("enlarged", large);
			outputs.put("largest", images.maxPool(image, 2, 2));
			outputs.put("there and back", images.fromPlanes(images.planes(large, 2), SIZE, 2));
			return outputs;
		}
	};

	@Test
	void theQuickWaysGiveWhatThePlainOnesGive() {
		final SplittableRandom random = new SplittableRandom(4);
		final float[] image = new float[BATCH * SIZE * SIZE], field = new float[BATCH * SIZE * SIZE / 8];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) random.nextDouble(-2, 2);
		// Far enough for places outside.
		for (int i = 0; i < field.length; i++)
			field[i] = (float) random.nextDouble(-5, 5);
		try (GraphSession session = GraphSession.open(WARPS, ParameterLayout.of(WARPS).initialize(1), Device.CPU)) {
			final Map<String, FloatTensor> found = session.run(Map.of("image", FloatTensor.of(image, BATCH, SIZE, SIZE, 1),
				"field", FloatTensor.of(field, BATCH, SIZE / 4, SIZE / 4, 2)));
			final float[] large = found.get("enlarged").data(), plain = found.get("plain").data();
			assertArrayEquals(plain, found.get("in blocks").data(), 1e-6f);
			assertArrayEquals(large, found.get("there and back").data());
			final float[] largest = found.get("largest").data();
			for (int i = 0; i < largest.length; i++) {
				final int at = i / 64 * 256 + i / 8 % 8 * 32 + i % 8 * 2;
				assertEquals(Math.max(Math.max(image[at], image[at + 1]), Math.max(image[at + SIZE], image[at + SIZE + 1])),
					largest[i]);
			}
			for (int i = 0; i < plain.length; i++) {
				final int frame = i / (SIZE * SIZE) * SIZE * SIZE;
				assertEquals(bilinear(image, frame, i % SIZE + large[2 * i], i / SIZE % SIZE + large[2 * i + 1]), plain[i],
					1e-5);
			}
		}
	}

	private static double bilinear(final float[] image, final int frame, final double x, final double y) {
		final double atX = Math.max(0, Math.min(SIZE - 1, x)), atY = Math.max(0, Math.min(SIZE - 1, y));
		final int left = (int) Math.min(SIZE - 2, atX), top = (int) Math.min(SIZE - 2, atY);
		double sum = 0;
		for (int i = 0; i < 4; i++)
			sum += image[frame + (top + i / 2) * SIZE + left + i % 2] * (1 - Math.abs(atX - left - i % 2)) * (1 - Math.abs(
				atY - top - i / 2));
		return sum;
	}
}
