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

package org.microexpression.training.dgm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.MotionPair;
import org.microexpression.field.TestPairs;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.training.Trainer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The loss that has the apex frame rebuilt from the onset frame and D. */
class ApexRebuildingTest {

	private static final int SIZE = 64;
	private static final Dgm TINY = new Dgm(32, List.of(new Dgm.Widths(4, 5, 6), new Dgm.Widths(4, 5, 6)), false);
	private static final DgmLossWeights ALONE = new DgmLossWeights(0, 0, 0, 0.5).withRebuilding(1);

	/** A decoder by itself, on onset frames and fields that are given. */
	private static final NetworkDefinition DECODER = new NetworkDefinition() {

		@Override
		public Map<String, Shape> inputs() {
			final Map<String, Shape> inputs = new LinkedHashMap<>();
			inputs.put("onset", Shape.of(-1, SIZE, SIZE, 1));
			inputs.put("field", Shape.of(-1, SIZE, SIZE, 2));
			return inputs;
		}

		@Override
		public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
			return Map.of("apex", new ApexRebuilding(layers, SIZE).apex(inputs.get("onset"), inputs.get("field")));
		}
	};

	@Test
	void switchedOffItAddsNoParameterAndNoOtherIdentity() {
		final ParameterLayout plain = ParameterLayout.of(new DgmNetwork(Dgm.standard()));
		final ParameterLayout off = ParameterLayout.of(new DgmTrainingNetwork(Dgm.standard(), DgmLossWeights
			.selfSupervised()));
		assertEquals(names(plain), names(off));
		assertEquals(plain.size(), off.size());
		assertEquals("DgmLossWeights[photometric=0.0, smoothness=0.0, supervised=1.0, early=0.5, emphasis=5.0]",
			DgmLossWeights.supervisedOnly().withEmphasis(5).toString(), "the checkpoints and the card that there are");
		assertTrue(ALONE.toString().endsWith(", rebuilding=1.0]"), "another training");
	}

	private static List<String> names(final ParameterLayout layout) {
		return layout.parameters().stream().map(Parameter::name).toList();
	}

	@Test
	void itsGradientReachesEveryPartOfTheDisplacementModule() {
		try (Trainer trainer = Trainer.open(new DgmTrainingNetwork(TINY, ALONE), Trainer.Settings.defaults().on(Hardware
			.cpu(1))))
		{
			trainer.start(trainer.layout().initialize(1));
			trainer.step(pairs(), 0);
			final Parameters gradient = new Parameters(trainer.layout(), trainer.state().mean());
			for (final String name : names(ParameterLayout.of(new DgmNetwork(TINY)))) {
				double length = 0;
				for (final float g : gradient.get(name))
					length += g * g;
				assertTrue(length > 0, name);
			}
		}
	}

	/** What is exported is the displacement module, as if there had been no decoder. */
	@Test
	void itFallsOnAMadeUpPairAndTheDecoderIsNotExported(@TempDir final Path folder) {
		try (Trainer trainer = Trainer.open(new DgmTrainingNetwork(TINY, ALONE), Trainer.Settings.defaults().on(Hardware
			.cpu(1))))
		{
			trainer.start(trainer.layout().initialize(1));
			final double before = trainer.step(pairs(), 2e-3).get("rebuilding").data()[0];
			for (int i = 0; i < 60; i++)
				trainer.step(pairs(), 2e-3);
			final double after = trainer.evaluate(pairs()).get("rebuilding").data()[0];
			assertTrue(after < 0.7 * before, before + " before, " + after + " after");
			SavedModels.export(new DgmNetwork(TINY), trainer.parameters(0), folder.resolve("dgm"));
			final Parameters exported = SavedModels.parameters(new DgmNetwork(TINY), folder.resolve("dgm")).get(0);
			final ParameterLayout plain = ParameterLayout.of(new DgmNetwork(TINY));
			assertEquals(plain.size(), exported.values().length);
			assertTrue(trainer.layout().size() > plain.size());
			for (final String name : names(plain))
				assertArrayEquals(trainer.parameters(0).get(name), exported.get(name), name);
		}
	}

	@Test
	void beforeTrainingTheOnsetFrameMovedAlongDIsTheApexFrame() {
		final DisplacementField truth = TestPairs.motion(SIZE, 3);
		final MotionPair pair = TestPairs.pair(SIZE, truth, 0, 3);
		final float[] still = decoded(pair.onset(), DisplacementField.zero(SIZE, SIZE));
		final float[] moved = decoded(pair.onset(), truth);
		final double unmoved = difference(still, pair.apex());
		assertTrue(difference(moved, pair.apex()) < 0.3 * unmoved, difference(moved, pair.apex()) + " of " + unmoved);
	}

	/** The apex frame's texture has no way through D: a change of D within the cells changes nothing. */
	@Test
	void whatIsFinerThanACellOfDDoesNotCount() {
		final DisplacementField field = TestPairs.motion(SIZE, 5);
		final float[] onset = TestPairs.pair(SIZE, field, 0, 5).onset();
		final float[] plain = decoded(onset, field);
		for (int i = 0; i < SIZE * SIZE; i++)
			field.u()[i] += i % 2 == 0 ? 0.5f : -0.5f;
		assertArrayEquals(plain, decoded(onset, field), 1e-3f);
	}

	private static float[] decoded(final float[] onset, final DisplacementField field) {
		final float[] normal = normal(onset);
		final float[] d = new float[2 * normal.length];
		for (int i = 0; i < normal.length; i++) {
			d[2 * i] = field.u()[i];
			d[2 * i + 1] = field.v()[i];
		}
		try (GraphSession session = GraphSession.open(DECODER, ParameterLayout.of(DECODER).initialize(1), Device.CPU)) {
			return session.run(Map.of("onset", FloatTensor.of(normal, 1, SIZE, SIZE, 1), "field", FloatTensor.of(d, 1, SIZE,
				SIZE, 2))).get("apex").data();
		}
	}

	/** Grey levels to about −1..1. */
	private static float[] normal(final float[] frame) {
		final float[] normal = new float[frame.length];
		for (int i = 0; i < frame.length; i++)
			normal[i] = (frame[i] - 128) / 64;
		return normal;
	}

	private static double difference(final float[] rebuilt, final float[] apex) {
		final float[] wanted = normal(apex);
		double sum = 0;
		for (int y = DgmLosses.BORDER; y < SIZE - DgmLosses.BORDER; y++)
			for (int x = DgmLosses.BORDER; x < SIZE - DgmLosses.BORDER; x++)
				sum += Math.abs(rebuilt[y * SIZE + x] - wanted[y * SIZE + x]);
		return sum;
	}

	private static Map<String, FloatTensor> pairs() {
		final int pixels = TINY.size() * TINY.size();
		final float[][] frames = new float[2][2 * pixels];
		for (int b = 0; b < 2; b++) {
			final MotionPair pair = TestPairs.pair(TINY.size(), TestPairs.motion(TINY.size(), b), 1, b);
			System.arraycopy(pair.onset(), 0, frames[0], b * pixels, pixels);
			System.arraycopy(pair.apex(), 0, frames[1], b * pixels, pixels);
		}
		return Map.of(DgmNetwork.ONSET, FloatTensor.of(frames[0], 2, TINY.size(), TINY.size()), DgmNetwork.APEX, FloatTensor
			.of(frames[1], 2, TINY.size(), TINY.size()));
	}
}
