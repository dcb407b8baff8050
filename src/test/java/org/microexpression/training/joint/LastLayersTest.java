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

package org.microexpression.training.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.Trainer;
import org.microexpression.training.dgm.DgmLossWeights;

/** The displacement module's last two convolutions and the fusion behind them, trained on what the rest gives. */
class LastLayersTest {

	private static final int EXAMPLES = 4, KNOWN = 2, FOLDS = 3;

	/** Without dropout, so that two graphs compute the same. */
	private static final FusionSettings STILL = new FusionSettings(true, true, true, true, 16, 2, 0, 0, 0);

	private static final Dgm DGM = Dgm.standard();
	private static final Fusion FUSION = new Fusion(STILL);
	private static final DgmLossWeights END_POINT = new DgmLossWeights(0, 0, 0.7, 0);
	private static final TrainingSettings.Losses LOSSES = new TrainingSettings.Losses(0.9, 0.1, END_POINT);

	private static final FrlDgtNetwork WHOLE = new FrlDgtNetwork(DGM, FUSION, 0.9, END_POINT, EXAMPLES, KNOWN);
	private static final LastLayersNetwork LAST = new LastLayersNetwork(DGM, FUSION, LOSSES, KNOWN);

	/** A network as if it had been trained: the choice of the candidates says something. */
	private static Parameters network(final long seed) {
		final Parameters parameters = ParameterLayout.of(WHOLE).initialize(seed);
		final SplittableRandom random = new SplittableRandom(seed);
		for (final Parameter p : parameters.layout().parameters()) {
			if (!p.name().endsWith("/choice/kernel")) continue;
			final float[] values = new float[p.size()];
			for (int i = 0; i < values.length; i++)
				values[i] = (float) (0.1 * random.nextGaussian());
			parameters.set(p.name(), values);
		}
		return parameters;
	}

	private static Parameters part(final ParameterLayout layout, final Parameters whole) {
		final Parameters part = new Parameters(layout, new float[layout.size()]);
		assertEquals(layout.parameters().size(), part.copyFrom(whole));
		return part;
	}

	private static List<TrainingPair> pairs(final int fold) {
		final SyntheticSource source = new SyntheticSource(SyntheticPairs.training(5));
		final List<TrainingPair> pairs = new ArrayList<>();
		for (int i = 0; i < EXAMPLES; i++)
			pairs.add(source.draw(new SplittableRandom(100 * fold + i)));
		return pairs;
	}

	/** The inputs of the whole network for a batch, and those of its last layers: what the frozen part makes of it. */
	private static Map<String, FloatTensor> lastInputs(final Map<String, FloatTensor> whole, final Parameters network) {
		final var front = LastLayersNetwork.front(DGM);
		try (GraphSession session = GraphSession.open(front, part(ParameterLayout.of(front), network), Device.CPU)) {
			return Map.of(LastLayersNetwork.FEATURES, session.run(whole).get(LastLayersNetwork.FEATURES), FrlDgtNetwork.ROWS,
				whole.get(FrlDgtNetwork.ROWS), FrlDgtNetwork.TARGET, whole.get(FrlDgtNetwork.TARGET), FrlDgtNetwork.TRUTH, whole
					.get(FrlDgtNetwork.TRUTH));
		}
	}

	private static Map<String, FloatTensor> joined(final List<Map<String, FloatTensor>> folds) {
		return FloatTensor.each(folds.get(0), first -> first).entrySet().stream().collect(Collectors.toMap(
			Map.Entry::getKey, entry -> {
				final long[] shape = entry.getValue().shape().clone();
				shape[0] *= folds.size();
				final float[] data = new float[entry.getValue().data().length * folds.size()];
				for (int f = 0; f < folds.size(); f++)
					System.arraycopy(folds.get(f).get(entry.getKey()).data(), 0, data, f * data.length / folds.size(),
						data.length / folds.size());
				return new FloatTensor(shape, data);
			}));
	}

	/** Every fold has other weights and other examples; in one graph each loses and learns what it does alone. */
	@Test
	void foldsSideBySideLoseAndLearnWhatTheWholeNetworkDoesFoldByFold() {
		final ParameterLayout layout = ParameterLayout.of(LAST);
		final Parameters frozen = network(1);
		final List<Map<String, FloatTensor>> inputs = new ArrayList<>();
		final float[] start = new float[FOLDS * layout.size()];
		final float[] losses = new float[FOLDS];
		final List<Parameters> moved = new ArrayList<>();
		for (int f = 0; f < FOLDS; f++) {
			final Parameters own = network(1);
			own.copyFrom(part(layout, network(10 + f)));
			final Map<String, FloatTensor> batch = BatchTensors.inputs(WHOLE, pairs(f), new double[] { 1, 2, 0.5 }, 0.1);
			try (Trainer trainer = Trainer.open(WHOLE, Trainer.Settings.defaults().on(Hardware.cpu(1)), p -> layout.contains(p
				.name())))
			{
				trainer.start(own);
				losses[f] = trainer.step(batch, 1e-3).get("loss").data()[0];
				moved.add(part(layout, trainer.parameters(0)));
				final Parameters after = trainer.parameters(0);
				for (final Parameter p : after.layout().parameters())
					if (p.name().startsWith("dgm/")) assertEquals(DGM.isLast(p.name()), !Arrays.equals(after.get(p.name()), own
						.get(p.name())), p.name());
			}
			System.arraycopy(part(layout, own).values(), 0, start, f * layout.size(), layout.size());
			inputs.add(lastInputs(batch, frozen));
		}
		try (Trainer trainer = Trainer.open(LAST, Trainer.Settings.defaults().on(Hardware.cpu(1)).withFolds(FOLDS))) {
			trainer.restore(new Trainer.State(0, start, new float[start.length], new float[start.length], start));
			assertArrayEquals(losses, trainer.step(joined(inputs), 1e-3).get("loss").data(), 1e-5f);
			for (int f = 0; f < FOLDS; f++)
				assertArrayEquals(gradientSigns(moved.get(f), start, f), gradientSigns(trainer.parameters(f), start, f), 2e-4f);
		}
	}

	/** The first step of Adam, by 1e-3 along the sign of each value's gradient as far as that is no rounding error. */
	private static float[] gradientSigns(final Parameters after, final float[] start, final int fold) {
		final float[] moved = after.values().clone();
		for (int i = 0; i < moved.length; i++)
			moved[i] -= start[fold * moved.length + i];
		return moved;
	}

	/** Without any loss of the displacement module's own, and in the graph of a single fold. */
	@Test
	void theClassificationLossAloneReachesTheLastLayers() {
		final LastLayersNetwork alone = new LastLayersNetwork(DGM, FUSION, new TrainingSettings.Losses(1, 0.1,
			new DgmLossWeights(0, 0, 0, 0)), KNOWN);
		final Map<String, FloatTensor> inputs = lastInputs(BatchTensors.inputs(WHOLE, pairs(0), new double[] { 1, 1, 1 },
			0.1), network(1));
		try (Trainer trainer = Trainer.open(alone, Trainer.Settings.defaults().on(Hardware.cpu(1)))) {
			final Parameters start = part(trainer.layout(), network(1));
			trainer.start(start);
			trainer.step(inputs, 1e-3);
			for (final String name : List.of("dgm/stage4/choice/kernel", "dgm/detail/kernel", "head/class/weight"))
				assertTrue(largestChange(start.get(name), trainer.parameters(0).get(name)) > 5e-4, name);
		}
	}

	private static double largestChange(final float[] before, final float[] after) {
		double largest = 0;
		for (int i = 0; i < before.length; i++)
			largest = Math.max(largest, Math.abs(after[i] - before[i]));
		return largest;
	}

	@Test
	void aFolderThatCannotBeWrittenIsNamed(@TempDir final Path folder) throws Exception {
		final Path file = Files.createFile(folder.resolve("file"));
		final String sentence = assertThrows(InputException.class, () -> FrontFeatures.ofSynthetic(ExpressionClass.labels(),
			network(1), file, Hardware.cpu(1), Progress.none())).getMessage();
		assertTrue(sentence.startsWith("What the displacement module sees of the clips cannot be kept in '" + file + "'") &&
			sentence.contains("256 pairs of frames take about 147 MB"), sentence);
	}
}
