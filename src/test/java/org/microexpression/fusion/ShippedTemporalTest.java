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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.network.Device;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;

/** The temporal path of the model that is shipped. */
class ShippedTemporalTest {

	@Test
	void theShippedModelHasACommitteeThatDisagreesWithTheApex() {
		final TemporalFusion network = new TemporalFusion(TemporalFusion.Settings.defaults(), 3);
		final Path shipped = Path.of("models/frl-dgt-synthetic");
		final List<Parameters> members = SavedModels.parameters(network.forInference(), shipped.resolve(
			TemporalRecognizer.FOLDER));
		assertEquals(5, members.size());
		// Before and behind a weak apex the same strong smile: one pair says negative, the path does not.
		final TemporalRecognizer.Frames frames = new TemporalRecognizer.Frames(new float[15], new float[160],
			new float[10]);
		for (int k = 0; k < 5; k++) {
			for (int c = 0; c < 3; c++)
				frames.classes()[3 * k + c] = (float) Math.log(c == (k == TemporalFusion.APEX ? 0 : 1) ? 0.9 : 0.05);
			Arrays.fill(frames.units(), 32 * k, 32 * k + 32, -3);
			frames.course()[2 * k] = (k + 1) / 3f;
			frames.course()[2 * k + 1] = (float) Math.log(k == TemporalFusion.APEX ? 0.05 : 1);
		}
		final float[] stack = new float[5 * members.get(0).values().length];
		for (int m = 0; m < 5; m++)
			System.arraycopy(members.get(m).values(), 0, stack, m * stack.length / 5, stack.length / 5);
		try (GraphSession session = GraphSession.open(network.forInference(), members.get(0).layout(), stack, Device.CPU)) {
			final float[] said = session.run(TemporalRecognizer.inputs(List.of(frames))).get(Fusion.PROBABILITIES).data();
			assertTrue(said[1] > said[0], Arrays.toString(said));
		}
	}
}
