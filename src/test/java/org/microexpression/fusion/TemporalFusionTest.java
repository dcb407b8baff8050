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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;

/** The network over time: its gradient, its export, and what its answers depend on. */
class TemporalFusionTest {

	private static final TemporalFusion NETWORK = new TemporalFusion(TemporalFusion.Settings.defaults(), 3);

	private static Parameters random(final TemporalFusion network, final long seed) {
		final Parameters parameters = ParameterLayout.of(network.forTraining()).initialize(seed);
		final Random random = new Random(seed);
		for (int i = 0; i < parameters.values().length; i++)
			parameters.values()[i] += (float) (0.1 * random.nextGaussian());
		return parameters;
	}

	private static TemporalRecognizer.Frames frames(final long seed) {
		final Random random = new Random(seed);
		final TemporalRecognizer.Frames frames = new TemporalRecognizer.Frames(new float[15], new float[5 * 32],
			new float[10]);
		for (final float[] values : List.of(frames.classes(), frames.units(), frames.course()))
			for (int i = 0; i < values.length; i++)
				values[i] = (float) random.nextGaussian();
		return frames;
	}

	private static double[] probabilities(final TemporalRecognizer.Frames frames) {
		final double[] found = new double[3];
		double sum = 0;
		for (int c = 0; c < 3; c++)
			sum += found[c] = Math.exp(frames.classes()[TemporalFusion.APEX * 3 + c]);
		for (int c = 0; c < 3; c++)
			found[c] /= sum;
		return found;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void gradientsAgreeWithFiniteDifferences(final boolean attention) {
		final TemporalFusion small = new TemporalFusion(new TemporalFusion.Settings(attention, 8, 2, 1, 0.2), 3);
		final List<TemporalRecognizer.Frames> all = new ArrayList<>();
		for (int i = 0; i < 6; i++)
			all.add(frames(i));
		final Map<String, FloatTensor> inputs = new HashMap<>();
		TemporalRecognizer.inputs(all).forEach((name, value) -> {
			final long[] shape = new long[value.shape().length + 1];
			System.arraycopy(value.shape(), 1, shape, 2, value.shape().length - 1);
			shape[0] = 2;
			shape[1] = 3;
			inputs.put(name, FloatTensor.of(value.data(), shape));
		});
		final float[] target = new float[18], units = new float[6 * 32], weights = new float[6];
		for (int i = 0; i < 6; i++) {
			target[3 * i + i % 3] = 1;
			units[32 * i + 5 * i] = 1;
			weights[i] = 0.7f;
		}
		inputs.put("target", FloatTensor.of(target, 2, 3, 3));
		inputs.put("units", FloatTensor.of(units, 2, 3, 2, 16));
		inputs.put("unit_weight", FloatTensor.of(weights, 2, 3));
		GradientCheck.of(small.forTraining(), List.of(random(small, 1), random(small, 2)), inputs);
	}

	@Test
	void beforeTrainingTheAnswerIsTheApexs() {
		final TemporalRecognizer.Frames frames = frames(3);
		try (GraphSession session = GraphSession.open(NETWORK.forInference(), ParameterLayout.of(NETWORK.forInference())
			.initialize(7), Device.CPU))
		{
			final Map<String, FloatTensor> said = session.run(TemporalRecognizer.inputs(List.of(frames)));
			final double[] expected = probabilities(frames);
			for (int c = 0; c < 3; c++)
				assertEquals(expected[c], said.get(Fusion.PROBABILITIES).data()[c], 1e-6);
			assertArrayEquals(Arrays.copyOfRange(frames.units(), 64, 96), said.get(Fusion.UNIT_SCORES).data(), 1e-6f);
		}
	}

	@Test
	void theExportedNetworkComputesWhatTheGraphDoes(@TempDir final Path folder) {
		final List<Parameters> members = List.of(random(NETWORK, 1), random(NETWORK, 2));
		SavedModels.export(NETWORK.forInference(), members, folder.resolve("temporal"));
		final List<TemporalRecognizer.Frames> batch = List.of(frames(1), frames(2), frames(3));
		final float[] stack = new float[2 * members.get(0).values().length];
		for (int m = 0; m < 2; m++)
			System.arraycopy(members.get(m).values(), 0, stack, m * stack.length / 2, stack.length / 2);
		try (ExportedModel exported = ExportedModel.open(folder.resolve("temporal"), NETWORK.ports(), Hardware.cpu(1));
				GraphSession graph = GraphSession.open(NETWORK.forInference(), members.get(0).layout(), stack, Device.CPU))
		{
			final Map<String, FloatTensor> inputs = TemporalRecognizer.inputs(batch);
			final Map<String, FloatTensor> said = exported.run(inputs);
			graph.run(inputs).forEach((name, value) -> assertArrayEquals(value.data(), said.get(name).data(), 1e-5f, name));
			assertArrayEquals(new long[] { 3, 2, 16 }, said.get(Fusion.UNIT_SCORES).shape());
		}
	}

	@Test
	void theOrderOfFramesMattersAndTheSideOfTheFaceDoesNot() {
		final TemporalRecognizer.Frames frames = frames(5);
		try (GraphSession session = GraphSession.open(NETWORK.forInference(), random(NETWORK, 3), Device.CPU)) {
			final Map<String, FloatTensor> straight = session.run(TemporalRecognizer.inputs(List.of(frames)));
			final Map<String, FloatTensor> turned = session.run(TemporalRecognizer.inputs(List.of(exchanged(frames, 0, 1))));
			double largest = 0;
			for (int c = 0; c < 3; c++)
				largest = Math.max(largest, Math.abs(straight.get(Fusion.PROBABILITIES).data()[c] - turned.get(
					Fusion.PROBABILITIES).data()[c]));
			assertTrue(largest > 1e-3, "two frames in exchanged order change the classes by " + largest);

			final Map<String, FloatTensor> mirrored = session.run(TemporalRecognizer.inputs(List.of(mirrored(frames))));
			assertArrayEquals(straight.get(Fusion.PROBABILITIES).data(), mirrored.get(Fusion.PROBABILITIES).data(), 1e-6f);
			final float[] here = straight.get(Fusion.UNIT_SCORES).data(), there = mirrored.get(Fusion.UNIT_SCORES).data();
			for (int k = 0; k < 32; k++)
				assertEquals(here[k], there[(k + 16) % 32], 1e-5);
		}
	}

	/** Two frames change places, what was told of their times included. */
	private static TemporalRecognizer.Frames exchanged(final TemporalRecognizer.Frames frames, final int a, final int b) {
		final List<float[]> all = new ArrayList<>();
		for (final float[] values : List.of(frames.classes(), frames.units(), frames.course())) {
			final int length = values.length / 5;
			final float[] other = values.clone();
			System.arraycopy(values, a * length, other, b * length, length);
			System.arraycopy(values, b * length, other, a * length, length);
			all.add(other);
		}
		return new TemporalRecognizer.Frames(all.get(0), all.get(1), all.get(2));
	}

	private static TemporalRecognizer.Frames mirrored(final TemporalRecognizer.Frames frames) {
		final float[] units = new float[frames.units().length];
		for (int i = 0; i < units.length; i++)
			units[i] = frames.units()[i / 32 * 32 + (i + 16) % 32];
		return new TemporalRecognizer.Frames(frames.classes(), units, frames.course());
	}

	/** Calibrated and back again: before training the prediction is that of the apex's field to the last digits. */
	@Test
	void anUntrainedPathPredictsWhatTheRecognizerDoes(@TempDir final Path folder) {
		final DisplacementField apex = FusionInputTest.waves(128, 3);
		final List<DisplacementField> fields = List.of(FusionInputTest.waves(128, 1), FusionInputTest.waves(128, 2), apex,
			FusionInputTest.waves(128, 4), FusionInputTest.waves(128, 5));
		SavedModels.export(NETWORK.forInference(), ParameterLayout.of(NETWORK.forInference()).initialize(1), folder.resolve(
			TemporalRecognizer.FOLDER));
		final Path shipped = Path.of("models/frl-dgt-synthetic");
		final ModelCard card = ModelCard.read(shipped);
		try (Recognizer recognizer = Recognizer.open(shipped, card, Hardware.cpu(1));
				TemporalRecognizer temporal = TemporalRecognizer.open(folder, card, Hardware.cpu(1)))
		{
			final Prediction alone = recognizer.recognize(apex);
			final Prediction path = temporal.recognize(recognizer, fields, new double[] { 0.3, 0.7, 1, 1.3, 1.7 }, Optional
				.empty());
			assertArrayEquals(alone.probabilities(), path.probabilities(), 1e-4);
			assertArrayEquals(alone.regionShares(), path.regionShares(), 1e-4);
			assertEquals(alone.units().facs(), path.units().facs());
			assertEquals(alone.evidence(), path.evidence());
			for (int k = 0; k < 32; k++)
				assertEquals(alone.units().all().get(k).probability(), path.units().all().get(k).probability(), 1e-4);
		}
	}

	@Test
	void whatCannotBeDoneIsSaidInASentence(@TempDir final Path folder) {
		final ModelCard card = new ModelCard(Map.of("id", "plain", "classes", ExpressionClass.labels()));
		assertEquals(
			"The model 'plain' has no temporal path (no folder 'temporal'); choose a model that has one, or leave " +
				"'temporal' off.", assertThrows(InputException.class, () -> TemporalRecognizer.open(folder, card, Hardware.cpu(
					1))).getMessage());
		SavedModels.export(new TemporalFusion(TemporalFusion.Settings.defaults(), 5).forInference(), ParameterLayout.of(
			new TemporalFusion(TemporalFusion.Settings.defaults(), 5).forInference()).initialize(1), folder.resolve(
				TemporalRecognizer.FOLDER));
		assertTrue(assertThrows(InputException.class, () -> TemporalRecognizer.open(folder, card, Hardware.cpu(1)))
			.getMessage().contains("computes frame_classes [-1, 5, 5]"));
		assertThrows(InputException.class, () -> new TemporalFusion.Settings(true, 10, 4, 1, 0.1));
		assertThrows(InputException.class, () -> new TemporalFusion.Settings(true, 8, 4, 0, 0.1));
	}
}
