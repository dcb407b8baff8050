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

package org.microexpression.training.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Parameters;

class TemporalTrainingTest {

	private static final TemporalFusion NETWORK = new TemporalFusion(TemporalFusion.Settings.defaults(), 3);

	private static final TemporalTraining.Settings SHORT = new TemporalTraining.Settings(2, 60, 32, 5e-3, 0, 1, 0.1, 3);

	/** The apex says nothing, the frame before it says the class: nothing that one pair could know. */
	private static List<TemporalTraining.Example> examples(final int count) {
		final Random random = new Random(5);
		final List<TemporalTraining.Example> examples = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final float[] classes = new float[15];
			Arrays.fill(classes, (float) Math.log(1.0 / 3));
			for (int c = 0; c < 3; c++)
				classes[3 + c] = (float) Math.log(c == i % 3 ? 0.8 : 0.1);
			final float[] course = new float[10];
			for (int k = 0; k < 10; k++)
				course[k] = (float) random.nextGaussian();
			final float[] units = new float[160];
			for (int k = 0; k < units.length; k++)
				units[k] = (float) random.nextGaussian();
			examples.add(new TemporalTraining.Example(new TemporalRecognizer.Frames(classes, units, course), i % 3,
				new float[32]));
		}
		return examples;
	}

	private static float[] said(final List<Parameters> members, final List<TemporalTraining.Example> examples) {
		final int size = members.get(0).values().length;
		final float[] stack = new float[members.size() * size];
		for (int m = 0; m < members.size(); m++)
			System.arraycopy(members.get(m).values(), 0, stack, m * size, size);
		try (GraphSession session = GraphSession.open(NETWORK.forInference(), members.get(0).layout(), stack, Device.CPU)) {
			final FloatTensor probabilities = session.run(TemporalRecognizer.inputs(examples.stream().map(
				TemporalTraining.Example::frames).toList())).get(Fusion.PROBABILITIES);
			return probabilities.data();
		}
	}

	@Test
	void whatOtherFramesTellIsLearnedAndTheSameEachTime() {
		final List<TemporalTraining.Example> examples = examples(96);
		final List<Parameters> members = TemporalTraining.train(NETWORK, examples, SHORT, Progress.none());
		final float[] said = said(members, examples);
		int right = 0;
		for (int i = 0; i < examples.size(); i++)
			if (said[3 * i + i % 3] > 0.5) right++;
		assertTrue(right > 90, right + " of 96");
		final List<Parameters> again = TemporalTraining.train(NETWORK, examples, SHORT, Progress.none());
		for (int m = 0; m < 2; m++)
			assertArrayEquals(members.get(m).values(), again.get(m).values());
	}

	@Test
	void withoutExamplesItSaysSo() {
		assertEquals("There is no made-up clip to train the temporal path on; give 1 or more.", assertThrows(
			InputException.class, () -> TemporalTraining.train(NETWORK, List.of(), SHORT, Progress.none())).getMessage());
	}

	/** Says that nothing moves. */
	private static final class Still implements DisplacementEstimator {

		@Override
		public DisplacementField compute(final GreyPair pair) {
			return DisplacementField.zero(128, 128);
		}

		@Override
		public String device() {
			return "none";
		}
	}

	@Test
	void aSeriesShowsExpressionsUnitsAndNothing() {
		final SequenceClips clips = new SequenceClips(77, 0.5);
		final SequenceClips.Sequence expression = clips.read(1, new Still()).orElseThrow();
		assertEquals(1, expression.label());
		assertEquals(TemporalFusion.FRAMES, expression.fields().length);
		assertEquals(FusionInput.LENGTH, expression.fields()[0].length);
		assertEquals(1, expression.times()[TemporalFusion.APEX]);
		assertTrue(expression.times()[0] > 0 && expression.times()[0] < 1, Arrays.toString(expression.times()));
		final SequenceClips.Sequence company = clips.read(10, new Still()).orElseThrow();
		assertEquals(FusionFields.NO_CLASS, company.label());
		assertTrue(sum(company.units()) > 0);
		final SequenceClips.Sequence nothing = clips.read(17, new Still()).orElseThrow();
		assertEquals(FusionFields.NO_CLASS, nothing.label());
		assertEquals(0, sum(nothing.units()));
		assertArrayEquals(expression.times(), clips.read(1, new Still()).orElseThrow().times());
	}

	private static double sum(final float[] values) {
		double sum = 0;
		for (final float value : values)
			sum += value;
		return sum;
	}
}
