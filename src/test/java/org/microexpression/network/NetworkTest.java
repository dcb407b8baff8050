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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingDivergedException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What the graph builder, the trainer and the export promise, on real TensorFlow and DJL. */
class NetworkTest {

	/** Two tokens of three channels, attention, dropout, a linear head; learns to tell the sign of the inputs' sum. */
	private record TinyTokens(int folds, boolean withLoss) implements NetworkDefinition {

		@Override
		public Map<String, Shape> inputs() {
			final Map<String, Shape> inputs = new LinkedHashMap<>();
			inputs.put("tokens", Shape.of(folds, -1, 2, 3));
			if (withLoss) inputs.put("target", Shape.of(folds, -1, 1));
			return inputs;
		}

		@Override
		public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
			final Operand<TFloat32> x = layers.dense("embed", inputs.get("tokens"), 3, 4);
			final Attention attended = Attention.of(layers, "attention", layers.layerNorm("norm", x, 4), x, 4, 2, Optional
				.empty());
			final Operand<TFloat32> joined = layers.tf().reshape(layers.gelu(layers.dropout(attended.tokens(), 0.1)), layers
				.tf().constant(new long[] { folds, -1, 8 }));
			final Operand<TFloat32> y = layers.dense("head", joined, 8, 1);
			final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
			outputs.put("y", y);
			if (withLoss) outputs.put("loss", layers.tf().math.mean(layers.tf().math.squaredDifference(y, inputs.get(
				"target")), layers.tf().constant(new int[] { 1, 2 })));
			return outputs;
		}
	}

	private static final ModelPorts TOKENS = new ModelPorts(Map.of("tokens", Shape.of(1, -1, 2, 3)), Map.of("y", Shape.of(
		1, -1, 1)));

	private static final ModelPorts IMAGES = new ModelPorts(Map.of("onset", Shape.of(-1, 8, 8), "apex", Shape.of(-1, 8,
		8)), Map.of("field", Shape.of(-1, 4, 4, 2)));

	/** An image pair in, an image out: two inputs with two convolutions. */
	private static final class TinyImages implements NetworkDefinition {

		@Override
		public Map<String, Shape> inputs() {
			final Map<String, Shape> inputs = new LinkedHashMap<>();
			inputs.put("onset", Shape.of(-1, 8, 8));
			inputs.put("apex", Shape.of(-1, 8, 8));
			return inputs;
		}

		@Override
		public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
			final Operand<TFloat32> pair = layers.tf().stack(List.of(inputs.get("onset"), inputs.get("apex")),
				org.tensorflow.op.core.Stack.axis(3L));
			final Operand<TFloat32> hidden = layers.leakyRelu(layers.conv("a", pair, 2, 4, 3, 2), 0.1);
			return Map.of("field", layers.conv("b", hidden, 4, 2, 3, 1));
		}
	}

	private static Map<String, FloatTensor> batch(final int folds, final int size, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] tokens = new float[folds * size * 6];
		final float[] target = new float[folds * size];
		for (int b = 0; b < size; b++) {
			float sum = 0;
			for (int i = 0; i < 6; i++) {
				final float value = (float) random.nextGaussian();
				sum += value;
				for (int f = 0; f < folds; f++)
					tokens[(f * size + b) * 6 + i] = value;
			}
			for (int f = 0; f < folds; f++)
				target[f * size + b] = Math.signum(sum);
		}
		return Map.of("tokens", FloatTensor.of(tokens, folds, size, 2, 3), "target", FloatTensor.of(target, folds, size,
			1));
	}

	private static Trainer.Settings settings() {
		return new Trainer.Settings(1, AdamW.defaults().withWeightDecay(0.01), new Averaging(0.9, 5), Hardware.automatic(),
			1);
	}

	@Test
	void trainingLowersTheLoss() {
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			final double first = trainer.evaluate(batch(1, 64, 99)).get("loss").data()[0];
			for (int i = 0; i < 200; i++)
				trainer.step(batch(1, 64, i), 0.02);
			final double last = trainer.evaluate(batch(1, 64, 99)).get("loss").data()[0];
			assertTrue(last < 0.5 * first, first + " -> " + last);
		}
	}

	@Test
	void aResumedTrainingGivesTheSameBits() {
		final float[] unbroken;
		final Trainer.State half;
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			for (int i = 0; i < 10; i++)
				trainer.step(batch(1, 16, i), 0.02);
			half = trainer.state();
			for (int i = 10; i < 20; i++)
				trainer.step(batch(1, 16, i), 0.02);
			unbroken = trainer.averaged(0).values();
		}
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			trainer.restore(half);
			for (int i = 10; i < 20; i++)
				trainer.step(batch(1, 16, i), 0.02);
			assertArrayEquals(unbroken, trainer.averaged(0).values());
		}
	}

	@Test
	void aFoldLearnsTheSameAloneAndAmongOthers() {
		final float[] alone;
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			for (int i = 0; i < 10; i++)
				trainer.step(batch(1, 16, i), 0.02);
			alone = trainer.parameters(0).values();
		}
		try (Trainer trainer = Trainer.open(new TinyTokens(3, true), settings().withFolds(3))) {
			for (int i = 0; i < 10; i++)
				trainer.step(batch(3, 16, i), 0.02);
			// Sums run in another order in a stack: float rounding over ten steps, no more.
			for (int f = 0; f < 3; f++)
				assertArrayEquals(alone, trainer.parameters(f).values(), 1e-4f);
		}
	}

	@Test
	void aFrozenParameterStays() {
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings(), p -> !p.name().startsWith("embed"))) {
			final float[] before = trainer.parameters(0).get("embed/weight");
			final float[] head = trainer.parameters(0).get("head/weight");
			for (int i = 0; i < 5; i++)
				trainer.step(batch(1, 16, i), 0.02);
			assertArrayEquals(before, trainer.parameters(0).get("embed/weight"));
			assertTrue(Math.abs(head[0] - trainer.parameters(0).get("head/weight")[0]) > 1e-4);
		}
	}

	@Test
	void aBatchThatIsNotANumberStopsAndKeepsTheWeights() {
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			trainer.step(batch(1, 16, 1), 0.02);
			final float[] before = trainer.parameters(0).values();
			final Map<String, FloatTensor> bad = batch(1, 16, 2);
			bad.get("tokens").data()[5] = Float.NaN;
			final TrainingDivergedException e = assertThrows(TrainingDivergedException.class, () -> trainer.step(bad, 0.02));
			assertEquals(1, e.step());
			assertArrayEquals(before, trainer.parameters(0).values());
		}
	}

	@Test
	void theExportedModelGivesWhatTheTrainingGave(@TempDir final Path folder) {
		final Parameters trained;
		try (Trainer trainer = Trainer.open(new TinyTokens(1, true), settings())) {
			for (int i = 0; i < 20; i++)
				trainer.step(batch(1, 16, i), 0.02);
			trained = trainer.parameters(0);
		}
		final NetworkDefinition inference = new TinyTokens(1, false);
		SavedModels.export(inference, trained, folder.resolve("m"));
		final Map<String, FloatTensor> inputs = Map.of("tokens", batch(1, 32, 7).get("tokens"));
		final Parameters own = ParameterLayout.of(inference).initialize(1);
		own.copyFrom(trained);
		try (ExportedModel exported = ExportedModel.open(folder.resolve("m"), TOKENS, Hardware.of(Device.CPU));
				GraphSession session = GraphSession.open(inference, own, Device.CPU))
		{
			assertArrayEquals(session.run(inputs).get("y").data(), exported.run(inputs).get("y").data(), 1e-5f);
			assertEquals(Device.CPU, exported.device());
			assertArrayEquals(own.values(), SavedModels.parameters(inference, folder.resolve("m")).get(0).values());
		}
	}

	@Test
	void inputsGoInByNameInAnyOrder(@TempDir final Path folder) {
		final NetworkDefinition network = new TinyImages();
		final Parameters parameters = ParameterLayout.of(network).initialize(3);
		SavedModels.export(network, parameters, folder.resolve("m"));
		final float[] a = new float[64];
		final float[] b = new float[64];
		final SplittableRandom random = new SplittableRandom(4);
		for (int i = 0; i < 64; i++) {
			a[i] = (float) random.nextDouble();
			b[i] = (float) random.nextDouble();
		}
		final Map<String, FloatTensor> reversed = new LinkedHashMap<>();
		reversed.put("apex", FloatTensor.of(b, 1, 8, 8));
		reversed.put("onset", FloatTensor.of(a, 1, 8, 8));
		try (ExportedModel exported = ExportedModel.open(folder.resolve("m"), IMAGES, Hardware.of(Device.AUTO));
				GraphSession session = GraphSession.open(network, parameters, Device.CPU))
		{
			final FloatTensor expected = session.run(reversed).get("field");
			final FloatTensor actual = exported.run(reversed).get("field");
			assertArrayEquals(new long[] { 1, 4, 4, 2 }, actual.shape());
			assertArrayEquals(expected.data(), actual.data(), 1e-5f);
		}
	}

	@Test
	void aDamagedModelIsNamed(@TempDir final Path folder) throws Exception {
		assertTrue(assertThrows(InputException.class, () -> ExportedModel.open(folder, IMAGES, Hardware.of(Device.CPU)))
			.getMessage().contains(folder.toString()));
		SavedModels.export(new TinyImages(), ParameterLayout.of(new TinyImages()).initialize(3), folder.resolve("m"));
		final Path graph = folder.resolve("m/saved_model.pb");
		Files.write(graph, java.util.Arrays.copyOf(Files.readAllBytes(graph), 200));
		assertTrue(assertThrows(InputException.class, () -> ExportedModel.open(folder.resolve("m"), IMAGES, Hardware.of(
			Device.CPU))).getMessage().contains("damaged"));
	}

	@Test
	void aGpuThatIsAbsentIsSaidSo() {
		org.junit.jupiter.api.Assumptions.assumeFalse(TensorFlowRuntime.hasGpu());
		assertTrue(assertThrows(InputException.class, () -> TensorFlowRuntime.resolve(Device.GPU)).getMessage().contains(
			"'gpu'"));
		assertEquals(Device.CPU, TensorFlowRuntime.resolve(Device.AUTO));
	}
}
