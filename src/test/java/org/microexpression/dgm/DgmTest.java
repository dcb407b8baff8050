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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.MotionPair;
import org.microexpression.field.TestPairs;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.PairSeries;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.StopAfter;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmTraining;
import org.microexpression.training.dgm.DgmTrainingNetwork;

class DgmTest {

	private static final int SIZE = 32;
	private static final Dgm TINY = new Dgm(SIZE, List.of(new Dgm.Widths(4, 5, 6), new Dgm.Widths(4, 5, 6)), true);

	/** The analytic gradient of each term, alone, against central differences of the loss along random directions. */
	@ParameterizedTest
	@CsvSource({ "1,0,0,0,0", "0,1,0,0,0", "0,0,1,0,0", "0,0,1,1.5,0", "0,0,0,0,1" })
	void gradientOfEachLossTermAgreesWithFiniteDifferences(final double photometric, final double smoothness,
		final double supervised, final double emphasis, final double rebuilding)
	{
		final DgmTrainingNetwork network = new DgmTrainingNetwork(TINY, new DgmLossWeights(photometric, smoothness,
			supervised, 0.5, emphasis, rebuilding));
		final Map<String, FloatTensor> inputs = batch(2, 3);
		if (supervised == 0) inputs.remove(DgmTrainingNetwork.TRUTH);
		// One plain step without clipping, with β1 = β2 = 0 left out of play: the state's running mean is (1 − β1) · g.
		final Trainer.Settings plain = new Trainer.Settings(1, new AdamW(0, 0, 1, 0, 0), Averaging.none(), Hardware.cpu(1),
			1);
		try (Trainer trainer = Trainer.open(network, plain)) {
			final Parameters start = trainer.layout().initialize(5);
			spreadOutputs(start);
			trainer.start(start);
			trainer.step(inputs, 0);
			final float[] gradient = trainer.state().mean();
			final SplittableRandom random = new SplittableRandom(17);
			for (int trial = 0; trial < 4; trial++) {
				final float[] direction = new float[gradient.length];
				double slope = 0;
				double length = 0;
				for (int i = 0; i < direction.length; i++) {
					// Half along the gradient, so that the slope stands well above the rounding of single precision.
					direction[i] = (float) (random.nextGaussian() / Math.sqrt(direction.length));
					length += gradient[i] * gradient[i];
				}
				for (int i = 0; i < direction.length; i++)
					direction[i] += (float) (gradient[i] / Math.sqrt(length));
				for (int i = 0; i < direction.length; i++)
					slope += gradient[i] * direction[i];
				final double step = 4e-4;
				final double numeric = (lossAt(trainer, start, direction, step, inputs) - lossAt(trainer, start, direction,
					-step, inputs)) / (2 * step);
				// Rectifiers, clamps and warping cells have kinks, and the loss carries 7 digits: 2 % covers both.
				assertEquals(numeric, slope, 0.02 * Math.abs(numeric) + 1e-5);
			}
		}
	}

	/** Makes D large enough that the photometric term depends on it. */
	private static void spreadOutputs(final Parameters parameters) {
		final SplittableRandom random = new SplittableRandom(3);
		for (final Parameter p : parameters.layout().parameters()) {
			if (!p.name().endsWith("/choice/kernel")) continue;
			final float[] values = new float[p.size()];
			for (int i = 0; i < values.length; i++)
				values[i] = (float) (0.15 * random.nextGaussian());
			parameters.set(p.name(), values);
		}
	}

	private static double lossAt(final Trainer trainer, final Parameters start, final float[] direction,
		final double step, final Map<String, FloatTensor> inputs)
	{
		final float[] moved = start.values().clone();
		for (int i = 0; i < moved.length; i++)
			moved[i] += (float) (step * direction[i]);
		trainer.start(new Parameters(start.layout(), moved));
		return trainer.evaluate(inputs).get("loss").data()[0];
	}

	@Test
	void exportedModelGivesTheSameAsTheTrainingSession(@TempDir final Path folder) {
		final DgmNetwork network = new DgmNetwork(TINY);
		final DgmTrainingNetwork training = new DgmTrainingNetwork(TINY, DgmLossWeights.supervisedOnly());
		final Map<String, FloatTensor> inputs = batch(3, 9);
		try (Trainer trainer = Trainer.open(training, Trainer.Settings.defaults().on(Hardware.cpu(1)))) {
			trainer.start(trainer.layout().initialize(1));
			for (int i = 0; i < 3; i++)
				trainer.step(inputs, 1e-3);
			final double lossInTraining = trainer.evaluate(inputs).get("loss").data()[0];
			SavedModels.export(network, trainer.parameters(0), folder.resolve("dgm"));
			inputs.remove(DgmTrainingNetwork.TRUTH);
			final ParameterLayout layout = ParameterLayout.of(network);
			final Parameters own = layout.initialize(2);
			assertEquals(layout.parameters().size(), own.copyFrom(trainer.parameters(0)));
			try (GraphSession session = GraphSession.open(network, own, Device.CPU);
					ExportedModel exported = ExportedModel.open(folder.resolve("dgm"), network.ports(), Hardware.of(Device.CPU)))
			{
				final float[] expected = session.run(inputs).get(DgmNetwork.DISPLACEMENT).data();
				assertArrayEquals(expected, exported.run(inputs).get(DgmNetwork.DISPLACEMENT).data(), 1e-5f);
			}
			assertTrue(lossInTraining > 0);
		}
	}

	@Test
	void interruptedTrainingGoesOnAsIfItHadNeverStopped(@TempDir final Path folder) {
		final DgmTraining.Settings settings = DgmTraining.Settings.standard().withSteps(258);
		final PairSeries pairs = i -> TestPairs.pair(SIZE, TestPairs.motion(SIZE, i), 1, i);
		final Parameters unbroken = new DgmTraining(TINY, settings, pairs).run(CheckpointFile.none(), Progress.none(),
			TrainingListener.none()).network();
		final Path checkpoint = folder.resolve("checkpoint");
		final Progress stopsLate = StopAfter.steps(253);
		final CheckpointFile file = CheckpointFile.at(checkpoint);
		final TrainingResult stopped = new DgmTraining(TINY, settings, pairs).run(file, stopsLate, TrainingListener.none());
		assertFalse(stopped.complete(), "the caller can tell");
		assertEquals(253, stopped.steps());
		assertArrayEquals(Checkpoint.read(checkpoint).state().average(), stopped.network().values());
		assertTrue(refusal(new DgmTraining(TINY, settings.withSeed(2), pairs), checkpoint).endsWith(
			"(other seed); delete it to begin anew, or choose another output name."));
		assertTrue(refusal(new DgmTraining(TINY, settings, i -> pairs.apply(i + 1)), checkpoint).contains("(other data)"));
		// A series that differs further on than its first pairs.
		final PairSeries later = new PairSeries() {

			@Override
			public MotionPair apply(final long index) {
				return pairs.apply(index);
			}

			@Override
			public String definition() {
				return "rare pairs are otherwise";
			}
		};
		assertTrue(refusal(new DgmTraining(TINY, settings, later), checkpoint).contains("(other data)"));
		assertTrue(refusal(new DgmTraining(TINY, settings.withSteps(300), pairs), checkpoint).contains("(other settings)"));
		final List<Long> steps = new ArrayList<>();
		final TrainingResult resumed = new DgmTraining(TINY, settings, pairs).run(file, Progress.none(),
			new TrainingListener()
			{

				@Override
				public void step(final long step, final Map<String, Double> losses) {
					steps.add(step);
				}
			});
		assertTrue(resumed.complete());
		assertEquals(254, steps.get(0));
		assertArrayEquals(unbroken.values(), resumed.network().values(), 0f);
		assertFalse(Files.exists(checkpoint));
	}

	private static String refusal(final DgmTraining training, final Path checkpoint) {
		final String sentence = assertThrows(InputException.class, () -> training.run(CheckpointFile.at(checkpoint),
			Progress.none(), TrainingListener.none())).getMessage();
		assertTrue(sentence.startsWith("The checkpoint '" + checkpoint + "' is of another training"), sentence);
		return sentence;
	}

	/** A training on plain steps first and emphasis afterwards, stopped in either part. */
	@Test
	void aTrainingStoppedInItsFirstPartGoesOnToo(@TempDir final Path folder) {
		final DgmTraining.Settings all = DgmTraining.Settings.standard().withSteps(12);
		final DgmTraining.Settings settings = new DgmTraining.Settings(all.steps(), all.batch(), all.rate(), all
			.regularization(), all.weights(), 6, all.seed(), Hardware.cpu(1));
		final PairSeries pairs = i -> TestPairs.pair(SIZE, TestPairs.motion(SIZE, i), 1, i);
		final Parameters unbroken = new DgmTraining(TINY, settings, pairs).run(CheckpointFile.none(), Progress.none(),
			TrainingListener.none()).network();
		for (final int stop : new int[] { 3, 6, 9 }) {
			final CheckpointFile file = CheckpointFile.at(folder.resolve("c" + stop));
			final TrainingResult stopped = new DgmTraining(TINY, settings, pairs).run(file, StopAfter.steps(stop),
				TrainingListener.none());
			assertEquals(stop, stopped.steps());
			assertFalse(stopped.complete());
			assertArrayEquals(unbroken.values(), new DgmTraining(TINY, settings, pairs).run(file, Progress.none(),
				TrainingListener.none()).network().values(), 0f);
		}
		assertThrows(CancellationException.class, () -> new DgmTraining(TINY, settings, pairs).run(CheckpointFile.none(),
			StopAfter.steps(0), TrainingListener.none()), "what it began with is no result");
	}

	/** No truth, no labels: the photometric and the smoothness term alone find the motion. */
	@Test
	void selfSupervisionAloneHalvesTheErrorOfTheZeroField() {
		final Dgm small = new Dgm(64, List.of(new Dgm.Widths(8, 12, 16), new Dgm.Widths(8, 12, 16)), false);
		final DgmTraining.Settings settings = DgmTraining.Settings.standard().withSteps(120).withWeights(DgmLossWeights
			.selfSupervised());
		final Parameters trained = new DgmTraining(small, settings, i -> TestPairs.pair(64, TestPairs.motion(64, i), 2, i))
			.run(CheckpointFile.none(), Progress.none(), TrainingListener.none()).network();
		final DgmNetwork network = new DgmNetwork(small);
		final Parameters own = ParameterLayout.of(network).initialize(0);
		own.copyFrom(trained);
		double error = 0;
		double zero = 0;
		try (GraphSession session = GraphSession.open(network, own, Device.CPU)) {
			for (int i = 0; i < 20; i++) {
				final DisplacementField truth = TestPairs.motion(64, 1_000_000 + i);
				final MotionPair pair = TestPairs.pair(64, truth, 2, 1_000_000 + i);
				error += TestPairs.endPointError(compute(session, pair.onset(), pair.apex(), 64), truth);
				zero += TestPairs.endPointError(DisplacementField.zero(64, 64), truth);
			}
		}
		assertTrue(error < 0.5 * zero, "error " + error / 20 + " px, zero field " + zero / 20 + " px");
	}

	@Test
	void zeroWeightsSwitchTermsOffAndNegativeOnesAreRefused() {
		final DgmTrainingNetwork self = new DgmTrainingNetwork(TINY, DgmLossWeights.selfSupervised());
		assertEquals(List.of(DgmNetwork.ONSET, DgmNetwork.APEX), List.copyOf(self.inputs().keySet()));
		try (Trainer trainer = Trainer.open(self, Trainer.Settings.defaults().on(Hardware.cpu(1)))) {
			trainer.start(trainer.layout().initialize(1));
			final Map<String, FloatTensor> inputs = batch(1, 1);
			inputs.remove(DgmTrainingNetwork.TRUTH);
			assertEquals(java.util.Set.of("loss", "photometric", "smoothness"), trainer.evaluate(inputs).keySet());
		}
		assertThrows(InputException.class, () -> new DgmLossWeights(-1, 0, 1, 0));
	}

	private static DisplacementField compute(final GraphSession session, final float[] onset, final float[] apex,
		final int size)
	{
		final float[] d = session.run(Map.of(DgmNetwork.ONSET, FloatTensor.of(onset, 1, size, size), DgmNetwork.APEX,
			FloatTensor.of(apex, 1, size, size))).get(DgmNetwork.DISPLACEMENT).data();
		return DisplacementModel.field(d, 0, size);
	}

	private static Map<String, FloatTensor> batch(final int n, final long seed) {
		final int pixels = SIZE * SIZE;
		final float[] onset = new float[n * pixels];
		final float[] apex = new float[n * pixels];
		final float[] truth = new float[2 * n * pixels];
		for (int b = 0; b < n; b++) {
			final MotionPair pair = TestPairs.pair(SIZE, TestPairs.motion(SIZE, seed + b), 1, seed + b);
			System.arraycopy(pair.onset(), 0, onset, b * pixels, pixels);
			System.arraycopy(pair.apex(), 0, apex, b * pixels, pixels);
			for (int i = 0; i < pixels; i++) {
				truth[2 * (b * pixels + i)] = pair.truth().u()[i];
				truth[2 * (b * pixels + i) + 1] = pair.truth().v()[i];
			}
		}
		final Map<String, FloatTensor> inputs = new HashMap<>();
		inputs.put(DgmNetwork.ONSET, FloatTensor.of(onset, n, SIZE, SIZE));
		inputs.put(DgmNetwork.APEX, FloatTensor.of(apex, n, SIZE, SIZE));
		inputs.put(DgmTrainingNetwork.TRUTH, FloatTensor.of(truth, n, SIZE, SIZE, 2));
		return inputs;
	}
}
