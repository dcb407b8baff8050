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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RegisteredClip;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.StopAfter;
import org.microexpression.training.TrainingDivergedException;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.dgm.DgmLossWeights;

/**
 * What a training of the whole network promises: the same weights again, going on, stopping, and a model that opens.
 */
class ModelTrainingTest {

	private static final DgmLossWeights NO_OWN_LOSSES = new DgmLossWeights(0, 0, 0, 0);

	private static final ValidationExamples VALIDATION = ValidationExamples.synthetic(new SyntheticSource(SyntheticPairs
		.training(77)));

	private static final TrainedModels.Description DESCRIPTION = new TrainedModels.Description("synthetic pairs", "none",
		Set.of());

	private static TrainingSettings settings() {
		return TrainingSettings.defaults().withSteps(6, 4, 3).on(1, Hardware.cpu(1));
	}

	private static ModelTraining training(final TrainingSettings settings) {
		return new ModelTraining(settings, synthetic(1), VALIDATION);
	}

	private static TrainingData synthetic(final long seed) {
		return TrainingData.synthetic(new SyntheticSource(SyntheticPairs.training(seed)));
	}

	private static TrainingResult run(final ModelTraining training, final CheckpointFile file, final Progress progress) {
		return training.run(training.initial(), file, progress, TrainingListener.none());
	}

	private static TrainingResult run(final ModelTraining training) {
		return run(training, CheckpointFile.none(), Progress.none());
	}

	@Test
	void aTrainingThatWasStoppedGoesOnToTheSameWeights(@TempDir final Path folder) {
		final TrainingResult whole = run(training(settings()));
		assertTrue(whole.complete());
		final Path file = folder.resolve("checkpoint");
		final CheckpointFile checkpoint = CheckpointFile.at(file);
		final TrainingResult stopped = run(training(settings()), checkpoint, StopAfter.steps(4));
		assertFalse(stopped.complete());
		assertEquals(4, stopped.steps());
		final Checkpoint kept = Checkpoint.read(file);
		assertEquals(4, kept.state().step());
		assertArrayEquals(kept.best().orElseThrow().values(), stopped.network().values(),
			"those of the validation at step 3");
		// Another seed, other data or another beginning is another training, and its checkpoint is not taken for this
		// one's.
		assertRefused(file, "seed", training(settings().on(2, Hardware.cpu(1))));
		assertRefused(file, "data", new ModelTraining(settings(), synthetic(2), VALIDATION));
		assertRefused(file, "validation examples", new ModelTraining(settings(), synthetic(1), ValidationExamples.synthetic(
			new SyntheticSource(SyntheticPairs.training(78)))));
		assertRefused(file, "settings", training(settings().withRates(2e-3, 0.5)));
		final ModelTraining same = training(settings());
		final Parameters other = training(settings().on(3, Hardware.cpu(1))).initial();
		assertTrue(assertThrows(InputException.class, () -> same.run(other, checkpoint, Progress.none(), TrainingListener
			.none())).getMessage().contains("other weights to begin with"));
		final TrainingResult resumed = run(training(settings()), checkpoint, Progress.none());
		assertArrayEquals(whole.network().values(), resumed.network().values());
		assertThrows(CancellationException.class, () -> run(training(settings()), CheckpointFile.none(), StopAfter.steps(
			0)));
	}

	private static void assertRefused(final Path file, final String difference, final ModelTraining training) {
		final String sentence = assertThrows(InputException.class, () -> run(training, CheckpointFile.at(file), Progress
			.none())).getMessage();
		assertTrue(sentence.startsWith("The checkpoint '" + file + "' is of another training (other ") && sentence.contains(
			difference), sentence);
	}

	@Test
	void theClassificationLossAloneMovesTheDisplacementModule() {
		final TrainingSettings settings = settings().withSteps(3, 6, 3).withLosses(1, NO_OWN_LOSSES);
		final ModelTraining training = training(settings);
		final Parameters start = training.initial();
		final Parameters end = training.run(start, CheckpointFile.none(), Progress.none(), TrainingListener.none())
			.network();
		assertTrue(distance(start, end, "dgm/") > 1e-4, () -> "the gradient does not reach the displacement module");
		final ModelTraining frozen = training(settings.training(false, true));
		final Parameters after = frozen.run(start, CheckpointFile.none(), Progress.none(), TrainingListener.none())
			.network();
		assertEquals(0, distance(start, after, "dgm/"));
		assertTrue(distance(start, after, "head/") > 1e-4);
	}

	private static double distance(final Parameters a, final Parameters b, final String prefix) {
		return a.layout().parameters().stream().filter(p -> p.name().startsWith(prefix)).mapToDouble(p -> {
			final float[] x = a.get(p.name());
			final float[] y = b.get(p.name());
			double largest = 0;
			for (int i = 0; i < x.length; i++)
				largest = Math.max(largest, Math.abs(x[i] - y[i]));
			return largest;
		}).max().orElseThrow();
	}

	/** Weighing pixels by their motion is a weight of the settings like the others: it reaches the loss here too. */
	@Test
	void emphasisOnLargeMotionsChangesTheSupervisedTerm() {
		final DgmLossWeights even = new DgmLossWeights(0, 0, 1, 0.5);
		assertEquals(supervised(even), supervised(even.withEmphasis(0)));
		assertNotEquals(supervised(even), supervised(even.withEmphasis(5)), 1e-3);
	}

	/** The term at the first step, of the same parameters and pairs each time. */
	private static double supervised(final DgmLossWeights weights) {
		return (double) run(training(settings().withSteps(1, 4, 1).withLosses(0, weights))).figures().get("supervised");
	}

	@Test
	void aBatchThatIsNotANumberStopsTheTrainingAndIsNamed(@TempDir final Path folder) {
		final SyntheticSource good = new SyntheticSource(SyntheticPairs.training(1));
		final List<Integer> drawn = new ArrayList<>();
		final TrainingSource bad = new TrainingSource() {

			@Override
			public TrainingPair draw(final SplittableRandom random) {
				final TrainingPair pair = good.draw(random);
				drawn.add(1);
				// Some tell the data of the checkpoint; then this is in the third batch of the training.
				if (drawn.size() == HASHED_EXAMPLES + 10) pair.apex()[77] = Float.NaN;
				return pair;
			}

			@Override
			public String description() {
				return "a broken frame";
			}
		};
		final ModelTraining training = new ModelTraining(settings(), TrainingData.synthetic(bad), VALIDATION);
		final Path checkpoint = folder.resolve("checkpoint");
		final TrainingDivergedException e = assertThrows(TrainingDivergedException.class, () -> run(training, CheckpointFile
			.at(checkpoint), Progress.none()));
		assertEquals(2, e.step());
		assertTrue(Files.exists(checkpoint), "the last good weights are kept");
	}

	@Test
	void theModelFolderOpensAndIsTheOneThatWasTrained(@TempDir final Path folder) throws Exception {
		final ModelTraining training = training(settings().withSteps(1, 3, 1));
		final TrainingResult result = run(training);
		final Path model = folder.resolve("mine");
		TrainedModels.write(model, result, settings(), ExpressionClass.labels(), DESCRIPTION);
		final ModelCard card = ModelCard.read(model);
		assertEquals("mine", card.id());
		assertEquals(Optional.of(Set.of()), card.realClips());
		final String firstLine = Files.readAllLines(model.resolve(ModelCard.FILE_NAME)).get(0);
		assertTrue(firstLine.startsWith("summary: ") && firstLine.contains("synthetic"), firstLine);
		final Parameters again = training.initial();
		TrainedModels.takeOver(model, settings(), ExpressionClass.labels(), again);
		for (final Map.Entry<String, Double> part : Map.of("dgm/", 0.0, "local/", 0.0).entrySet())
			assertEquals(part.getValue(), distance(result.network(), again, part.getKey()));
		try (DisplacementModel displacement = DisplacementModel.open(model, Device.CPU);
				Recognizer recognizer = Recognizer.open(model, card.classes(), Device.CPU))
		{
			final DisplacementField field = displacement.compute(SyntheticPairs.benchmark(3).sample(0).pair());
			final double[] p = recognizer.recognize(field).probabilities();
			assertEquals(1, p[0] + p[1] + p[2], 1e-5);
		}
	}

	/** Training sees what recognition sees: both passes of the displacement module, and the landmarks' rows. */
	@Test
	void theNetworkInTrainingPredictsWhatTheModelDoes(@TempDir final Path folder) {
		final ModelTraining training = training(settings().withSteps(2, 4, 2));
		final TrainingResult result = run(training);
		TrainedModels.write(folder.resolve("mine"), result, settings(), ExpressionClass.labels(), DESCRIPTION);
		final NetworkDefinition network = training.network().forInference();
		final Parameters trained = new Parameters(ParameterLayout.of(network), new float[ParameterLayout.of(network)
			.size()]);
		trained.copyFrom(result.network());
		try (GraphSession session = GraphSession.open(network, trained, Device.CPU);
				ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(folder, Path.of("models"))), "mine",
					Device.CPU))
		{
			for (int i = 0; i < 3; i++) {
				final SyntheticPair pair = SyntheticPairs.benchmark(3).sample(i);
				final FacialLandmarks low = CanonicalFace.landmarks();
				for (int k = 48; k < 68; k++)
					low.y()[k] += 3 * i;
				final TrainingPair example = new TrainingPair(pair.onset(), pair.apex(), Optional.of(pair.truth()), 0, Optional
					.of(low));
				final float[] p = session.run(BatchTensors.frames(List.of(example))).get(FrlDgtNetwork.PROBABILITIES).data();
				final RegisteredPair registered = new RegisteredPair(pair.pair().onset(), pair.pair().apex(), low);
				final double[] expected = pipeline.recognize(new RegisteredClip("made", 1, 2, registered, Optional.empty(), "",
					List.of()), Progress.none()).prediction().probabilities();
				for (int c = 0; c < 3; c++)
					assertEquals(expected[c], p[c], 1e-5);
			}
		}
	}

	@Test
	void aModelOfFiveClassesBeginsFromTheBodyOfOneOfThree(@TempDir final Path folder) {
		final Path three = folder.resolve("three");
		UntrainedModel.write(folder, "three", 5);
		final List<String> five = ClassScheme.CASME2_FIVE.labels();
		final TrainingSettings settings = settings().withSteps(1, 3, 1);
		final ModelTraining training = new ModelTraining(settings, five, TrainingData.synthetic(new SyntheticSource(
			SyntheticPairs.training(1), five)), ValidationExamples.none());
		final Parameters start = training.initial();
		final Parameters fresh = new Parameters(start.layout(), start.values().clone());
		TrainedModels.takeOver(three, settings, five, start);
		assertEquals(0, distance(fresh, start, "head/class"), "the last layer is new");
		assertTrue(distance(fresh, start, "patch") > 1e-3, "the rest is that of the model");
		final TrainingResult result = training.run(start, CheckpointFile.none(), Progress.none(), TrainingListener.none());
		final ModelCard card = TrainedModels.write(folder.resolve("five"), result, settings, five, DESCRIPTION);
		assertEquals(five, card.classes());
		try (ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(folder, Path.of("models"))),
			"five", Device.CPU);
				Recognizer recognizer = Recognizer.open(folder.resolve("five"), pipeline.classes(), Device.CPU))
		{
			final DisplacementField field = pipeline.displacement(SyntheticPairs.benchmark(3).sample(0).pair());
			final Prediction prediction = recognizer.recognize(field);
			assertEquals(five.size(), prediction.probabilities().length);
			assertTrue(five.contains(prediction.label()));
		}
		final String wrong = assertThrows(InputException.class, () -> Recognizer.open(folder.resolve("five"),
			ExpressionClass.labels(), Device.CPU)).getMessage();
		assertTrue(wrong.contains("probabilities [-1, 5], and its place asks for") && wrong.contains("[-1, 3]"), wrong);
	}

	@Test
	void settingsThatCannotBeAreNamed() {
		assertTrue(assertThrows(InputException.class, () -> settings().withSteps(0, 4, 1)).getMessage().contains("steps"));
		assertTrue(assertThrows(InputException.class, () -> settings().withRates(1e-3, 1.5)).getMessage().contains(
			"syntheticShare"));
		assertThrows(InputException.class, () -> settings().training(false, false));
	}
}
