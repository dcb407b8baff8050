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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Parameters;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.TrainingDivergedException;
import org.microexpression.training.dgm.DgmLossWeights;

/** What a training of the whole network promises: the same weights again, going on, stopping, and a model that opens. */
class ModelTrainingTest {

	private static final DgmLossWeights NO_OWN_LOSSES = new DgmLossWeights(0, 0, 0, 0);

	private static TrainingSettings settings() {
		return TrainingSettings.defaults().withSteps(6, 4, 3).on(1, Device.CPU, 1);
	}

	private static ModelTraining training(final TrainingSettings settings) {
		return new ModelTraining(settings, new SyntheticSource(SyntheticPairs.training(1)), null, new double[] { 1, 1, 1 });
	}

	/** Stops after a number of steps. */
	private static Progress stoppingAfter(final long steps) {
		return new Progress() {

			private long done;

			@Override
			public void report(final String stage, final long now, final long total) {
				done = now;
			}

			@Override
			public boolean isCanceled() {
				return done >= steps;
			}
		};
	}

	@Test
	void aTrainingThatWasStoppedGoesOnToTheSameWeights(@TempDir final Path folder) {
		final ModelTraining unbroken = training(settings());
		final ModelTraining.Result whole = unbroken.run(unbroken.initial(), null, Progress.none(), TrainingMonitor.none());
		assertTrue(whole.complete());
		final Path checkpoint = folder.resolve("checkpoint");
		final ModelTraining first = training(settings());
		final ModelTraining.Result stopped = first.run(first.initial(), checkpoint, stoppingAfter(3), TrainingMonitor
			.none());
		assertFalse(stopped.complete());
		assertEquals(3, stopped.steps());
		final ModelTraining second = training(settings());
		final ModelTraining.Result resumed = second.run(second.initial(), checkpoint, Progress.none(), TrainingMonitor
			.none());
		assertArrayEquals(whole.parameters().values(), resumed.parameters().values());
		// Another seed is another training, and its checkpoint is not taken for this one's.
		final ModelTraining other = training(settings().on(2, Device.CPU, 1));
		assertThrows(InputException.class, () -> other.run(other.initial(), checkpoint, Progress.none(), TrainingMonitor
			.none()));
	}

	@Test
	void theClassificationLossAloneMovesTheDisplacementModule() {
		final TrainingSettings settings = settings().withSteps(3, 6, 3).withLosses(1, NO_OWN_LOSSES);
		final ModelTraining training = training(settings);
		final Parameters start = training.initial();
		final Parameters end = training.run(start, null, Progress.none(), TrainingMonitor.none()).parameters();
		assertTrue(distance(start, end, "dgm/") > 1e-4, () -> "the gradient does not reach the displacement module");
		final ModelTraining frozen = training(settings.training(false, true));
		final Parameters after = frozen.run(start, null, Progress.none(), TrainingMonitor.none()).parameters();
		assertEquals(0, distance(start, after, "dgm/"));
		assertTrue(distance(start, after, "head/") > 1e-4);
	}

	private static double distance(final Parameters a, final Parameters b, final String prefix) {
		return a.layout().parameters().stream().filter(p -> p.name().startsWith(prefix)).mapToDouble(p -> {
			final float[] x = a.get(p.name());
			final float[] y = b.get(p.name());
			double largest = 0;
			for (int i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] - y[i]));
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
		final ModelTraining training = training(settings().withSteps(1, 4, 1).withLosses(0, weights));
		return (double) training.run(training.initial(), null, Progress.none(), TrainingMonitor.none()).figures().get(
			"supervised");
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
				// Four batches of four are drawn for validation; then this is in the third batch of the training.
				if (drawn.size() == 16 + 10) pair.apex()[77] = Float.NaN;
				return pair;
			}

			@Override
			public String description() {
				return "a broken frame";
			}
		};
		final ModelTraining training = new ModelTraining(settings(), bad, null, new double[] { 1, 1, 1 });
		final Path checkpoint = folder.resolve("checkpoint");
		final TrainingDivergedException e = assertThrows(TrainingDivergedException.class, () -> training.run(training
			.initial(), checkpoint, Progress.none(), TrainingMonitor.none()));
		assertEquals(2, e.step());
		assertTrue(Files.exists(checkpoint), "the last good weights are kept");
	}

	@Test
	void theModelFolderOpensAndIsTheOneThatWasTrained(@TempDir final Path folder) throws Exception {
		final ModelTraining training = training(settings().withSteps(1, 3, 1));
		final ModelTraining.Result result = training.run(training.initial(), null, Progress.none(), TrainingMonitor.none());
		final Path model = folder.resolve("mine");
		TrainedModels.write(model, result, settings(), ExpressionClass.labels(), "synthetic pairs", Set.of());
		final ModelCard card = ModelCard.read(model);
		assertEquals("mine", card.id());
		assertEquals(Optional.of(Set.of()), card.realClips());
		final String firstLine = Files.readAllLines(model.resolve(ModelCard.FILE_NAME)).get(0);
		assertTrue(firstLine.startsWith("summary: ") && firstLine.contains("synthetic"), firstLine);
		final Parameters again = training.initial();
		TrainedModels.takeOver(model, settings(), ExpressionClass.labels(), again);
		for (final Map.Entry<String, Double> part : Map.of("dgm/", 0.0, "local/", 0.0).entrySet()) assertEquals(part
			.getValue(), distance(result.parameters(), again, part.getKey()));
		try (DisplacementModel displacement = DisplacementModel.open(model, Device.CPU); Recognizer recognizer = Recognizer
			.open(model, card.classes(), Device.CPU))
		{
			final DisplacementField field = displacement.compute(SyntheticPairs.benchmark(3).sample(0).pair());
			final double[] p = recognizer.recognize(field, null).probabilities();
			assertEquals(1, p[0] + p[1] + p[2], 1e-5);
		}
	}

	@Test
	void aModelOfFiveClassesBeginsFromTheBodyOfOneOfThree(@TempDir final Path folder) {
		final Path three = folder.resolve("three");
		UntrainedModel.write(folder, "three", 5);
		final List<String> five = ClassScheme.CASME2_FIVE.labels();
		final TrainingSettings settings = settings().withSteps(1, 3, 1);
		final ModelTraining training = new ModelTraining(settings, five, new SyntheticSource(SyntheticPairs.training(1), five),
			null, new double[five.size()]);
		final Parameters start = training.initial();
		final Parameters fresh = new Parameters(start.layout(), start.values().clone());
		TrainedModels.takeOver(three, settings, five, start);
		assertEquals(0, distance(fresh, start, "head/class"), "the last layer is new");
		assertTrue(distance(fresh, start, "patch") > 1e-3, "the rest is that of the model");
		final ModelTraining.Result result = training.run(start, null, Progress.none(), TrainingMonitor.none());
		final ModelCard card = TrainedModels.write(folder.resolve("five"), result, settings, five, "synthetic pairs", Set.of());
		assertEquals(five, card.classes());
		try (ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(folder, Path.of("models"))), "five",
			Device.CPU); Recognizer recognizer = Recognizer.open(folder.resolve("five"), pipeline.classes(), Device.CPU))
		{
			final DisplacementField field = pipeline.displacement(SyntheticPairs.benchmark(3).sample(0).pair());
			final Prediction prediction = recognizer.recognize(field, null);
			assertEquals(five.size(), prediction.probabilities().length);
			assertTrue(five.contains(prediction.label()));
		}
		try (Recognizer wrong = Recognizer.open(folder.resolve("five"), ExpressionClass.labels(), Device.CPU)) {
			final DisplacementField still = new DisplacementField(28, 28, new float[784], new float[784]);
			assertTrue(assertThrows(InputException.class, () -> wrong.recognize(still, null)).getMessage().startsWith(
				"The model has 5 classes, and its card names [negative, positive, surprise]"));
		}
	}

	@Test
	void settingsThatCannotBeAreNamed() {
		assertTrue(assertThrows(InputException.class, () -> settings().withSteps(0, 4, 1)).getMessage().contains("steps"));
		assertTrue(assertThrows(InputException.class, () -> settings().withRates(1e-3, 1.5)).getMessage().contains(
			"syntheticShare"));
		assertThrows(InputException.class, () -> settings().training(false, false));
	}
}
