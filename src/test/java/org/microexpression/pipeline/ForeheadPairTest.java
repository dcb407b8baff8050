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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceRegistration;
import org.microexpression.field.DisplacementField;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;

/** The square stays as it is; above it the same motion goes on. */
class ForeheadPairTest {

	private static final int SIZE = 128;
	private static final int ABOVE = FaceRegistration.FOREHEAD;

	@Test
	void theForeheadGoesOnWhereTheSquareEnds() {
		try (Clip clip = Clips.open(Path.of("src/main/resources/org/microexpression/samples/surprise.avi"));
				ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(Path.of("models"))),
					ModelStore.SHIPPED, Device.CPU))
		{
			final RegisteredClip registered = pipeline.register(clip, 1, 14, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			final DisplacementField square = pipeline.displacement(registered);
			final ForeheadPair pair = ForeheadPair.of(clip, registered);
			assertArrayEquals(registered.pair().onsetPixels(), below(pair.onset().update(null).getCurrentStorageArray()));
			final DisplacementField tall = pair.field(square, pipeline);
			assertEquals(SIZE + ABOVE, tall.height());
			assertArrayEquals(square.u(), below(tall.u()));
			assertArrayEquals(square.v(), below(tall.v()));
			// Across the edge the field changes by little more than from row to row beside it.
			final double edge = step(tall, ABOVE - 1), beside = (step(tall, ABOVE - 3) + step(tall, ABOVE + 1)) / 2;
			assertTrue(edge < 0.05 + 2 * beside, "step at the edge " + edge + " px, beside " + beside + " px");
			// Raised brows draw the skin above them upwards.
			double up = 0;
			for (int i = 24 * SIZE + 20; i < 24 * SIZE + 108; i++)
				up -= tall.v()[i] / 88;
			assertTrue(up > 0.2, "the forehead rises by " + up + " px");
		}
	}

	private static float[] below(final float[] tall) {
		return Arrays.copyOfRange(tall, ABOVE * SIZE, tall.length);
	}

	/** Mean length of the change from a row to the next, px. */
	private static double step(final DisplacementField field, final int row) {
		double sum = 0;
		for (int x = 0; x < SIZE; x++) {
			final int i = row * SIZE + x;
			sum += Math.hypot(field.u()[i + SIZE] - field.u()[i], field.v()[i + SIZE] - field.v()[i]) / SIZE;
		}
		return sum;
	}
}
