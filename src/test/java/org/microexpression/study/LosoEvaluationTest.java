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

package org.microexpression.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.Leak;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceArea;
import org.microexpression.face.HeadRemainder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.flow.Farneback;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.SavedModels;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.synthetic.SyntheticExpression;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionStage;

/** The real fusion network, trained for a few steps on a few synthetic fields. */
class LosoEvaluationTest {

	private static final int SUBJECTS = 4;
	private static final int CLIPS = 6;

	/** Too few steps to learn much: what is tested is that all is done and written. */
	private static final FusionStage SHORT = FusionStage.fineTuning().withBatch(8, 0).withSteps(4);

	private static final LosoSettings SETTINGS = new LosoSettings("MEGC2019, 3 classes", List.of(1L, 2L), 2,
		LosoStart.RANDOM, 1, FusionSettings.defaults(), new LosoSettings.FusionAlone(FusionStage.pretraining(), SHORT, 0));

	@TempDir
	private Path folder;

	private Path manifest;
	private final List<Sample> samples = new ArrayList<>();
	private final List<float[]> prepared = new ArrayList<>();
	private final List<String> remarks = new ArrayList<>();

	@BeforeEach
	void writeFieldsAndManifest() {
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(5, ExpressionSynthesizer.Setting.training());
		final ImageStack stack = new ImageStack(CanonicalFace.GRID, CanonicalFace.GRID);
		final Path tiff = folder.resolve("fields.tif");
		for (int i = 0; i < SUBJECTS * CLIPS; i++) {
			final SyntheticExpression expression = synthesizer.sample(i);
			final DisplacementField field = expression.estimatedGrid();
			stack.addSlice("u", field.u());
			stack.addSlice("v", field.v());
			prepared.add(FusionInput.of(field));
			samples.add(Sample.of("made", "s" + i % SUBJECTS, "c" + i, expression.expression().label()).withField(tiff, i +
				1));
		}
		final ImagePlus image = new ImagePlus("fields", stack);
		image.setDimensions(2, 1, SUBJECTS * CLIPS);
		image.setOpenAsHyperStack(true);
		image.setProp(DisplacementField.UNITS, "pixels");
		assertTrue(new FileSaver(image).saveAsTiff(tiff.toString()));
		manifest = folder.resolve("manifest.csv");
		Manifest.write(manifest, samples);
	}

	private LosoEvaluation evaluation(final String output, final ModelStore store) {
		return new LosoEvaluation(manifest, folder.resolve(output), SETTINGS, store, "untrained", Hardware.cpu(0));
	}

	private LosoResult run(final String output, final Progress progress) {
		return evaluation(output, new ModelStore(List.of())).run(progress, r -> {}, remarks::add);
	}

	@Test
	void nothingIsTrainedOnClipsWhereEveryRowGivesItsField() {
		for (final LosoSettings.FoldTraining training : List.of(LosoSettings.lastLayers(FusionSettings.defaults(), 2),
			LosoSettings.whole(FusionSettings.defaults(), 2)))
		{
			final LosoSettings settings = new LosoSettings("MEGC2019, 3 classes", List.of(1L), 1, LosoStart.INSTALLED, 1,
				FusionSettings.defaults(), training);
			final String message = assertThrows(InputException.class, () -> new LosoEvaluation(manifest, folder.resolve(
				"out"), settings, new ModelStore(List.of(Path.of("models"))), ModelStore.SHIPPED, Hardware.cpu(0)).run(Progress
					.none(), result -> {}, remarks::add)).getMessage();
			assertTrue(message.contains("gives its displacement field") && message.contains(
				"set 'displacement' to 'installed model'"), message);
		}
	}

	@Test
	void givenFieldsAreEvaluatedAndABrokenRunEndsTheSame() throws IOException {
		final LosoResult result = run("whole", Progress.none());
		assertTrue(result.isComplete());
		assertEquals(List.of(), remarks);
		assertEquals(SUBJECTS, result.plan().folds().size());
		final String json = Files.readString(folder.resolve("whole/loso.json"));
		assertTrue(json.contains("\"pretraining\": \"none\"") && json.contains("\"TensorFlow\": \"2."), json);

		assertEquals(SETTINGS, LosoSettingsFile.read(folder.resolve("whole/settings.yaml")));
		final String text = Files.readString(folder.resolve("whole/methods.md"));
		assertTrue(text.contains("made on 24 clips of 4 subjects of made. The classes were negative (") && text.contains(
			"(4 folds), once with each of the seeds 1, 2. In each fold a network was trained") && text.contains(
				"Displacement fields were given with the clips.") && text.contains("It began from random weights.") && text
					.contains(
						"In each fold: 4 steps of AdamW, highest learning rate 0.004, weight decay 0.2, batches of 8 of the " +
							"clips' fields, label smoothing 0.1,"), text);
		assertTrue(Files.exists(folder.resolve("whole/regions.svg")));

		final AtomicInteger parts = new AtomicInteger();
		final Progress canceling = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				if (stage.startsWith("Seed 2 of 2, subjects 1-2 of 4: Training")) parts.incrementAndGet();
			}

			@Override
			public boolean isCanceled() {
				return parts.get() > 1;
			}
		};
		assertThrows(CancellationException.class, () -> run("broken", canceling));
		assertTrue(Files.exists(folder.resolve("broken/parts/seed1-part0002.json")));
		assertTrue(Files.notExists(folder.resolve("broken/parts/seed2-part0001.json")));
		run("broken", Progress.none());
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(table)), Files.readAllBytes(folder.resolve(
				"broken").resolve(table)), table);

		// The text is there to be rewritten.
		final Path methods = Files.writeString(folder.resolve("broken/methods.md"), "What we did");
		assertTrue(assertThrows(InputException.class, () -> run("broken", Progress.none())).getMessage().contains(
			"'methods.md' was changed since it was written"));
		assertEquals("What we did", Files.readString(methods));
	}

	@Test
	void aMethodThatNothingAsksForIsRefused() {
		final LosoEvaluation onFields = new LosoEvaluation(manifest, folder.resolve("fields"), SETTINGS, new ModelStore(List
			.of()), "untrained", Hardware.cpu(0), new Farneback());
		assertTrue(assertThrows(InputException.class, () -> onFields.run(Progress.none(), r -> {}, remarks::add))
			.getMessage().startsWith("The displacement method is 'Farneback', but every row of " + manifest +
				" gives its displacement"));
		final LosoSettings training = new LosoSettings(SETTINGS.classes(), List.of(1L), 0, LosoStart.RANDOM, 1,
			FusionSettings.defaults(), LosoSettings.whole(FusionSettings.defaults(), 1));
		assertTrue(assertThrows(InputException.class, () -> new LosoEvaluation(manifest, folder.resolve("whole"), training,
			new ModelStore(List.of()), "untrained", Hardware.cpu(0), new Farneback())).getMessage().contains(
				"cannot be trained"));
	}

	/**
	 * The method computes the fields of clips, and the settings file says so, so that a run is continued with it alone.
	 */
	@Test
	void theFieldsOfClipsAreOfTheMethod() throws IOException {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 1);
		final Path clip = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final List<Sample> clips = new ArrayList<>();
		for (int i = 0; i < 2; i++)
			for (final String label : LosoData.THREE_CLASSES)
				clips.add(Sample.of("made", "s" + i, label, label).recordedIn(clip).at(1, 11 - clips.size(), Sample.ABSENT));
		final Path list = folder.resolve("clips.csv");
		Manifest.write(list, clips);
		final SampleFields fields = SampleFields.read(Manifest.read(list), store, "untrained", new Farneback(), Hardware
			.cpu(0), Progress.none());
		assertEquals(6, fields.rows().length, fields.skipped().toString());
		try (ClipRegistration registration = new ClipRegistration(store, Device.CPU); Clip frames = Clips.open(clip)) {
			final RegisteredPair pair = registration.register(frames, 1, 6, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none()).pair();
			assertArrayEquals(FusionInput.of(HeadRemainder.without(new Farneback().compute(pair)), pair.landmarks()), fields
				.fields()[5]);
		}
		final Path output = folder.resolve("by flow");
		new LosoEvaluation(list, output, SETTINGS, store, "untrained", Hardware.cpu(0), new Farneback()).run(Progress
			.none(), r -> {}, remarks::add);
		assertTrue(Files.readString(output.resolve("loso.json")).contains("\"displacement method\": \"Farneback\""));
		assertThrows(InputException.class, () -> new LosoEvaluation(list, output, SETTINGS, store, "untrained", Hardware
			.cpu(0)).run(Progress.none(), r -> {}, remarks::add));
	}

	private LosoData data() {
		return new LosoData(LosoData.THREE_CLASSES, samples.stream().map(sample -> new LosoClip(sample.dataset(), sample
			.subject(), sample.clip(), LosoData.THREE_CLASSES.indexOf(sample.label()))).toList());
	}

	@Test
	void fusionLearnsNothingFromATestSubjectsLabels() {
		final FusionFoldTrainer trainer = new FusionFoldTrainer(new FusionFoldTrainer.Settings(new Fusion(FusionSettings
			.defaults()), new FoldStart.Random(), SHORT, 1), rows(List.of()), Hardware.cpu(0));
		// Sums in other orders may differ in the last digits of single precision.
		Leak.assertNone(trainer, data(), "made/s1", 1e-5);
	}

	private FusionFoldTrainer.Rows rows(final List<String> subjects) {
		return new FusionFoldTrainer.Rows(prepared.toArray(float[][]::new), subjects, FusionFields.none());
	}

	/** The settings of the other tests with another start and another choice of steps. */
	private static LosoSettings settings(final LosoStart start, final int innerGroups) {
		return new LosoSettings(SETTINGS.classes(), List.of(1L), 0, start, 1, FusionSettings.defaults(),
			new LosoSettings.FusionAlone(FusionStage.pretraining().withSteps(2), SHORT, innerGroups));
	}

	private LosoEvaluation evaluation(final String output, final LosoSettings settings, final ModelStore store) {
		return new LosoEvaluation(manifest, folder.resolve(output), settings, store, "untrained", Hardware.cpu(0));
	}

	@Test
	void foldsBeginFromAnInstalledModelThatTheSettingsFileNames() throws IOException {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final LosoResult result = evaluation("installed", settings(LosoStart.INSTALLED, 0), store).run(Progress.none(),
			r -> {}, remarks::add);
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final FoldStart.Committee committee = new FoldStart.Committee(fusion, SavedModels.parameters(fusion.forInference(),
			folder.resolve("models/untrained/fusion")));
		final List<FoldResult> expected = new FusionFoldTrainer(new FusionFoldTrainer.Settings(fusion, committee, SHORT, 1),
			rows(List.of()), Hardware.cpu(0)).run(result.plan().part(0), 1, Progress.none());
		for (int f = 0; f < SUBJECTS; f++) {
			final int[] rows = result.plan().folds().get(f).testRows();
			for (int k = 0; k < rows.length; k++)
				assertArrayEquals(expected.get(f).probabilities().row(k), result.probabilities(0, rows[k]).orElseThrow(), 1e-5);
		}
		final String json = Files.readString(folder.resolve("installed/loso.json"));
		assertTrue(json.contains("\"start\": \"installed model\"") && json.contains("\"pretraining\": \"none\""), json);
		assertTrue(json.contains("\"model untrained\": \"" + ModelCard.read(folder.resolve("models/untrained")).text(
			"hash")), json);
		assertEquals(List.of(), remarks);
	}

	@Test
	void weightsThatGoAllTheWayBackPredictAsTheModelThatTheyBeganFrom() {
		UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final FoldStart.Committee committee = new FoldStart.Committee(fusion, SavedModels.parameters(fusion.forInference(),
			folder.resolve("models/untrained/fusion")));
		final FusionFoldTrainer.Settings settings = new FusionFoldTrainer.Settings(fusion, committee, SHORT, 1);
		final List<Fold> folds = new LosoPlan(data(), List.of(1L), 4).folds();
		final double[] back = new FusionFoldTrainer(settings.keeping(1), rows(List.of()), Hardware.cpu(0)).run(folds, 1,
			Progress.none()).get(0).probabilities().row(0);
		final double[] half = new FusionFoldTrainer(settings.keeping(0.5), rows(List.of()), Hardware.cpu(0)).run(folds, 1,
			Progress.none()).get(0).probabilities().row(0);
		try (Recognizer untrained = Recognizer.open(folder.resolve("models/untrained"), fusion.classes(), Device.CPU)) {
			final double[] before = untrained.recognizePrepared(List.of(prepared.get(folds.get(0).testRows()[0]))).get(0)
				.probabilities();
			assertArrayEquals(before, back, 1e-5);
			assertTrue(Math.abs(before[0] - half[0]) > 1e-5, "half the way, something learned is left");
		}
		assertThrows(InputException.class, () -> settings.keeping(1.1));
		assertThrows(InputException.class, () -> new FusionFoldTrainer.Settings(fusion, new FoldStart.Random(), SHORT, 1)
			.keeping(0.5));
	}

	@Test
	void aModelThatMayHaveSeenTheClipsIsRefused() {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final LosoEvaluation evaluation = evaluation("seen", settings(LosoStart.INSTALLED, 0), store);
		final Map<String, Object> card = new LinkedHashMap<>(ModelCard.read(folder.resolve("models/untrained")).entries());
		card.put(ModelCard.REAL_CLIPS, List.of("Made", "samm"));
		ModelCard.write(folder.resolve("models/untrained"), card);
		String message = assertThrows(InputException.class, () -> evaluation.run(Progress.none(), r -> {}, remarks::add))
			.getMessage();
		assertTrue(message.startsWith("The model 'untrained' was trained on clips of 'Made', and so are clips of " +
			manifest), message);

		card.remove(ModelCard.REAL_CLIPS);
		card.put("training data", "12 clips of 3 subjects and synthetic pairs");
		ModelCard.write(folder.resolve("models/untrained"), card);
		message = assertThrows(InputException.class, () -> evaluation.run(Progress.none(), r -> {}, remarks::add))
			.getMessage();
		assertTrue(message.startsWith("The card of the model 'untrained' does not say which real clips"), message);
		assertTrue(Files.notExists(folder.resolve("seen")));

		card.put(ModelCard.REAL_CLIPS, List.of("samm"));
		ModelCard.write(folder.resolve("models/untrained"), card);
		evaluation.run(Progress.none(), r -> {}, remarks::add);
		assertEquals(1, remarks.size());
		assertTrue(remarks.get(0).startsWith("The model 'untrained' was trained on clips of samm; make sure"), remarks
			.toString());
	}

	@Test
	void aModelThatHasSeenTheClipsUnderAnotherSpellingIsRefused() {
		final ModelCard card = new ModelCard(Map.of("id", "mine", ModelCard.REAL_CLIPS, List.of("CASME II")));
		for (final String spelled : List.of("casme2", "CASME-II", "CASME_2", "CASME 2", " casme ii")) {
			final List<Sample> samples = List.of(Sample.of(spelled, "s1", "a", "positive"));
			assertEquals("The model 'mine' was trained on clips of 'CASME II', and so are clips of m.csv, there '" + spelled +
				"': it would be tested on what it has seen. Choose a model that was trained on other data, such as '" +
				ModelStore.SHIPPED + "'.", assertThrows(InputException.class, () -> LosoEvaluation.requireUnseen(card, samples,
					Path.of("m.csv"), remarks::add)).getMessage());
		}
		final ModelCard samm = new ModelCard(Map.of("id", "mine", ModelCard.REAL_CLIPS, List.of("SAMM")));
		assertThrows(InputException.class, () -> LosoEvaluation.requireUnseen(samm, List.of(Sample.of("sammlv", "6", "a",
			"positive")), Path.of("m.csv"), remarks::add), "the long videos that the clips were cut of");
	}

	/** In the row of that dataset an F1 of 0 is averaged in. */
	@Test
	void aDatasetThatLacksAClassIsTold() {
		Manifest.write(manifest, samples.stream().map(sample -> Sample.of(sample.subject().equals("s0") && !sample.label()
			.equals("surprise") ? "two" : "made", sample.subject(), sample.clip(), sample.label()).withField(sample.field()
				.orElseThrow())).toList());
		run("lacking", Progress.none());
		assertTrue(remarks.contains("No clip of the dataset 'two' is of the class 'surprise': F1 and recall of what is " +
			"lacking count as 0 in UF1 and UAR of its row."), remarks.toString());
	}

	@Test
	void theShippedModelHasSeenNoRealClip() {
		assertEquals(Optional.of(Set.of()), ModelCard.read(Path.of("models", ModelStore.SHIPPED)).realClips());
	}

	@Test
	void moreNetworksThanTheModelHasAreRefused() {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final LosoSettings three = new LosoSettings(SETTINGS.classes(), List.of(1L), 2, LosoStart.INSTALLED, 3,
			FusionSettings.defaults(), new LosoSettings.FusionAlone(FusionStage.pretraining(), SHORT, 0));
		final String message = assertThrows(InputException.class, () -> evaluation("three", three, store).run(Progress
			.none(), r -> {}, remarks::add)).getMessage();
		assertEquals("The model has 1 network; set the number of networks averaged to that or fewer, not 3.", message);
	}

	@Test
	void stepsAreChosenOnInnerSplitsAndWritten() throws IOException {
		final LosoResult result = evaluation("inner", settings(LosoStart.RANDOM, 2), new ModelStore(List.of())).run(Progress
			.none(), r -> {}, remarks::add);
		final List<String> lines = Files.readAllLines(folder.resolve("inner/loso-folds.csv"));
		assertTrue(lines.get(0).endsWith(",\"chosen\",\"device\""), lines.get(0));
		for (int f = 0; f < SUBJECTS; f++) {
			final String note = result.note(0, f).orElseThrow();
			assertTrue(note.matches("[248] steps"), note);
			assertTrue(lines.get(f + 1).contains(note), lines.get(f + 1));
		}
		// All is read again from the finished parts.
		final LosoResult again = evaluation("inner", settings(LosoStart.RANDOM, 2), new ModelStore(List.of())).run(Progress
			.none(), r -> {}, remarks::add);
		assertEquals(result.note(0, 3), again.note(0, 3));
		assertEquals(lines, Files.readAllLines(folder.resolve("inner/loso-folds.csv")));
		assertTrue(Files.readString(folder.resolve("inner/loso.json")).contains("chosen in each fold on 2 groups"));
	}

	@Test
	void choosingStepsLooksAtNoLabelOfTheTestSubject() {
		final FusionFoldTrainer trainer = new FusionFoldTrainer(new FusionFoldTrainer.Settings(new Fusion(FusionSettings
			.defaults()), new FoldStart.Random(), SHORT, 1, 2, 0), rows(data().subjectIds()), Hardware.cpu(0));
		Leak.assertNone(trainer, data(), "made/s1", 1e-5);
	}

	@Test
	void clipsGoThroughTheWholeChainAndWhatCannotBeUsedIsSaid() throws IOException {
		final Path models = Files.createDirectories(folder.resolve("models/untrained")).getParent();
		final DgmNetwork dgm = new DgmNetwork(Dgm.standard());
		SavedModels.export(dgm, ParameterLayout.of(dgm).initialize(1), models.resolve("untrained/dgm"));
		final Map<String, Object> card = new LinkedHashMap<>(Map.of("summary", "untrained", "id", "untrained"));
		card.put("classes", LosoData.THREE_CLASSES);
		card.put(ModelCard.REAL_CLIPS, List.of());
		ModelCard.write(models.resolve("untrained"), card);
		final Path clips = new SyntheticDataset(7, SyntheticClip.Setting.sample()).write(folder.resolve("clips"), 2, 3,
			"png", Progress.none());
		final List<Sample> withMissing = new ArrayList<>(Manifest.read(clips).samples());
		withMissing.add(Sample.of("synthetic", "s03", "gone", "negative").recordedIn(folder.resolve("gone")).at(1, 5, 9));
		Manifest.write(manifest, withMissing);

		final LosoResult result = evaluation("chain", new ModelStore(List.of(models, Path.of("models")))).run(Progress
			.none(), r -> {}, remarks::add);
		assertEquals(6, result.plan().data().size());
		assertEquals(2, result.plan().folds().size());
		assertEquals(3, remarks.size(), remarks.toString());
		assertTrue(remarks.get(2).startsWith("The action units of the manifest are not evaluated: "), remarks.get(2));
		assertEquals("No clip of the subject synthetic/s03 can be used; it is left out of the evaluation.", remarks.get(1));
		assertTrue(remarks.get(0).startsWith("Row 8 of " + manifest + " (synthetic/s03/gone) is left out: "), remarks.get(
			0));
		assertTrue(Files.readString(folder.resolve("chain/loso.json")).contains("\"model untrained\""));

		// Another picture under the same manifest is another run.
		final Sample first = withMissing.get(0);
		Files.copy(first.source().resolve("img" + first.onset() + ".png"), first.source().resolve("img" + first.apex() +
			".png"), StandardCopyOption.REPLACE_EXISTING);
		final String message = assertThrows(InputException.class, () -> evaluation("chain", new ModelStore(List.of(models,
			Path.of("models")))).run(Progress.none(), r -> {}, remarks::add)).getMessage();
		assertTrue(message.contains("another version of recordings of the clips"), message);
	}

	@Test
	void aLongPathWithSpacesAndOtherLettersIsNoObstacle() {
		final String output = "Ordner mit Leerzeichen/" + "顔ä".repeat(40) + "/" + "ü".repeat(100) + "/out";
		assertTrue(evaluation(output, settings(LosoStart.RANDOM, 0), new ModelStore(List.of())).run(Progress.none(),
			r -> {}, remarks::add).isComplete());
		assertTrue(Files.exists(folder.resolve(output).resolve("loso-summary.csv")));
	}

	@Test
	void noUsableClipAtAllIsOneSentenceAfterOneForEach() {
		Manifest.write(manifest, samples.subList(0, 2).stream().map(s -> Sample.of(s.dataset(), s.subject(), s.clip(), s
			.label()).recordedIn(folder.resolve("gone " + s.key().replace('/', ' '))).at(1, 2, 3)).toList());
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final String message = assertThrows(InputException.class, () -> evaluation("none", settings(LosoStart.RANDOM, 0),
			store).run(Progress.none(), r -> {}, remarks::add)).getMessage();
		assertTrue(message.startsWith("There is no clip to evaluate"), message);
		assertEquals(2, remarks.size(), remarks.toString());
	}

	@Test
	void badManifestsGetASentence() {
		Manifest.write(manifest, samples.stream().filter(sample -> !sample.label().equals("surprise")).toList());
		assertSentence("is of the class 'surprise'; add some.");
		Manifest.write(manifest, samples.stream().map(sample -> sample.withLabel("joy")).toList());
		assertSentence("has the unknown class 'joy'");
		Manifest.write(manifest, samples.stream().filter(sample -> sample.subject().equals("s1")).toList());
		assertSentence("All clips are of the one subject made/s1");
		final List<Sample> spelt = new ArrayList<>(samples);
		final Sample last = spelt.remove(spelt.size() - 1);
		spelt.add(Sample.of(last.dataset(), last.subject().toUpperCase(Locale.ROOT), last.clip(), last.label()).withField(
			last.field().orElseThrow()));
		Manifest.write(manifest, spelt);
		assertSentence(" and row " + (spelt.size() + 1) + " of " + manifest + " look like two spellings of one person");
	}

	private void assertSentence(final String part) {
		final String message = assertThrows(InputException.class, () -> run("bad", Progress.none())).getMessage();
		assertTrue(message.contains(part), message);
	}
}
