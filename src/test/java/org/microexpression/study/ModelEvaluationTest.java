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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.dataset.FieldStack;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.house.ColumnsPage;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.UntrainedModel;

/** The shipped model on made-up fields whose units and classes are known. */
class ModelEvaluationTest {

	private static final int SUBJECTS = 5;

	@TempDir
	private Path folder;

	private final List<String> remarks = new ArrayList<>();
	private double share;

	private Path manifest(final String aus) {
		final List<Sample> samples = new ArrayList<>();
		for (final Sample s : MadeUpFields.samples(folder, SUBJECTS, ExpressionClass.labels()))
			samples.add(Sample.of(s.field().get().index() <= 15 ? "one" : "two", s.subject(), s.clip(), s.label()).withUnits(s
				.field().get().index() % 3 == 0 ? "" : aus).withField(s.field().get()));
		Manifest.write(folder.resolve("manifest.csv"), samples);
		return folder.resolve("manifest.csv");
	}

	private ModelEvaluation.Result evaluate(final Path manifest, final ModelStore store, final String model) {
		return new ModelEvaluation(manifest, folder.resolve("out"), store, model, Hardware.cpu(0), new DgmMethod(), share)
			.run(Progress.none(), remarks::add);
	}

	private ModelEvaluation.Result shipped(final Path manifest) {
		return evaluate(manifest, new ModelStore(List.of(Path.of("models"))), ModelStore.SHIPPED);
	}

	/** They would be drawn as two where the interval is computed. */
	@Test
	void twoSpellingsOfOnePersonAreRefused() {
		final List<Sample> samples = new ArrayList<>(Manifest.read(manifest("")).samples());
		final Sample last = samples.remove(samples.size() - 1);
		final String other = last.subject() + ".0";
		samples.add(Sample.of(last.dataset(), other, last.clip(), last.label()).withField(last.field().orElseThrow()));
		Manifest.write(folder.resolve("spelt.csv"), samples);
		final String sentence = assertThrows(InputException.class, () -> shipped(folder.resolve("spelt.csv"))).getMessage();
		assertTrue(sentence.startsWith("The subjects '" + last.person() + "' and '" + last.dataset() + "/" + other + "'"),
			sentence);
	}

	/** Its F1 of 0 would only show in a lower mean. */
	@Test
	void aClassWithoutAClipIsTold() {
		final List<String> classes = ExpressionClass.labels();
		Manifest.write(folder.resolve("two.csv"), Manifest.read(manifest("")).samples().stream().filter(s -> !s.label()
			.equals(classes.get(2))).toList());
		shipped(folder.resolve("two.csv"));
		assertTrue(remarks.contains("No usable clip of " + folder.resolve("two.csv") + " is of the model's class '" +
			classes.get(2) + "': its F1 and recall count as 0 in UF1 and UAR."), remarks::toString);
	}

	/** A line each of many thousands would hide everything else. */
	@Test
	void ofManyRowsThatAreLeftOutTheFirstAreNamed() {
		final Path manifest = manifest("");
		final List<Sample> samples = new ArrayList<>(Manifest.read(manifest).samples());
		for (int i = 0; i < LeftOutRows.NAMED + 5; i++)
			samples.add(Sample.of("one", "s1", "gone" + i, ExpressionClass.labels().get(0)).recordedIn(folder.resolve("gone" +
				i)).at(1, 2, 3));
		Manifest.write(manifest, samples);
		shipped(manifest);
		final List<String> leftOut = remarks.stream().filter(remark -> remark.contains("left out")).toList();
		assertEquals(LeftOutRows.NAMED + 1, leftOut.size());
		assertTrue(leftOut.get(999).contains("(one/s1/gone999) is left out: "), leftOut.get(999));
		assertEquals("5 more rows are left out, too; correct those that are named, and the next run names others.", leftOut
			.get(LeftOutRows.NAMED));
	}

	/** Told before anything is read. */
	@Test
	void whatSomebodyElseWroteIsLeftAlone() throws IOException {
		final Path figure = Files.createDirectory(folder.resolve("out")).resolve("uf1.pdf");
		Files.writeString(figure, "precious");
		assertTrue(assertThrows(InputException.class, () -> shipped(folder.resolve("none.csv"))).getMessage().contains(
			"holds 'uf1.pdf', which this run would replace"));
		assertEquals("precious", Files.readString(figure));
		Files.delete(figure);
		// Another program's predictions, in the columns that Compare LOSO Results asks for.
		final Path others = Files.writeString(folder.resolve("out/predictions.csv"),
			"dataset,subject,clip,truth,prediction\nd,s1,c1,negative,negative\n");
		assertTrue(assertThrows(InputException.class, () -> shipped(folder.resolve("none.csv"))).getMessage().startsWith(
			"The file '" + others + "' exists and is no table of that kind"));
		assertTrue(Files.readString(others).endsWith("negative\n"));
	}

	@Test
	void everyClipGetsWhatTheModelSaysOfIt() throws IOException {
		final Path manifest = manifest("1+L12");
		final ModelEvaluation.Result result = shipped(manifest);
		final Table predictions = result.predictions();
		assertEquals(30, predictions.rows().size());
		final Path models = Path.of("models", ModelStore.SHIPPED);
		final FieldStack stack = FieldStack.open(folder.resolve("fields.tif"));
		try (Recognizer recognizer = Recognizer.open(models, ModelCard.read(models).classes(), Device.CPU)) {
			final List<Sample> samples = Manifest.read(manifest).samples();
			for (int i = 0; i < 30; i += 7) {
				final Prediction own = recognizer.recognizePrepared(List.of(FusionInput.of(stack.field(i + 1, samples.get(i)
					.field().get().layout())))).get(0);
				assertEquals(own.label(), predictions.cell(i, "prediction"));
				assertEquals(own.label().equals(samples.get(i).label()) ? 1L : 0L, predictions.cell(i, "correct"));
			}
		}
		final Table summary = result.summary();
		assertEquals(List.of("all", "one", "two"), List.of(summary.cell(0, "part"), summary.cell(1, "part"), summary.cell(2,
			"part")));
		assertEquals(30L, summary.cell(0, "n"));
		assertEquals(15L, summary.cell(1, "n"));
		long correct = 0;
		for (int row = 0; row < 30; row++)
			correct += (Long) predictions.cell(row, "correct");
		final ColumnsPage page = new ColumnsPage();
		for (final Table table : List.of(predictions, summary))
			assertEquals(List.of(), page.untold(table.title(), table.columns().stream().map(Table.Column::name).toList()));
		assertEquals(correct / 30.0, (Double) summary.cell(0, "accuracy"), 1e-12);
		for (final String file : List.of("predictions.csv", "summary.csv", "action-units.csv"))
			assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);

		shipped(manifest);
		for (final String changed : List.of("summary.md", "regions.png")) {
			final Path file = folder.resolve("out").resolve(changed);
			final byte[] written = Files.readAllBytes(file);
			Files.writeString(file, "by hand");
			assertTrue(assertThrows(InputException.class, () -> shipped(manifest)).getMessage().contains("'" + changed +
				"' was changed since it was written"));
			assertEquals("by hand", Files.readString(file));
			Files.write(file, written);
		}
	}

	@Test
	void unitsOfGivenFieldsAreReadAsThoseOfFieldsFromElsewhere() throws IOException {
		final Path manifest = manifest("1+L12");
		final Table predictions = shipped(manifest).predictions();
		final Path model = Path.of("models", ModelStore.SHIPPED);
		final ModelCard card = ModelCard.read(model);
		final List<Sample> samples = Manifest.read(manifest).samples();
		final FieldStack stack = FieldStack.open(folder.resolve("fields.tif"));
		final List<float[]> fields = new ArrayList<>();
		for (final Sample sample : samples)
			fields.add(FusionInput.of(stack.field(sample.field().get().index(), sample.field().get().layout())));
		final List<String> told = predictions.rows().stream().map(row -> row.text("action_units").orElse("")).toList();
		assertEquals(units(model, card, Calibration.ofGivenFields(card), fields), told);
		assertNotEquals(units(model, card, Calibration.of(card), fields), told);
		// A field that was computed from a clip keeps the calibration of clips.
		final List<Sample> mixed = new ArrayList<>(samples);
		mixed.set(1, Sample.of("one", samples.get(1).subject(), samples.get(1).clip(), samples.get(1).label()).recordedIn(
			Path.of("src/main/resources/org/microexpression/samples/surprise.avi")));
		Manifest.write(folder.resolve("mixed.csv"), mixed);
		final SampleFields prepared = new SampleFields(IntStream.range(0, fields.size()).toArray(), fields.toArray(
			float[][]::new), List.of(), List.of());
		final List<Prediction> answers = new SampleAnswers(model, card, Hardware.cpu(0)).of(Manifest.read(folder.resolve(
			"mixed.csv")), prepared, Progress.none());
		final ActionUnit one = ActionUnit.AU1;
		assertEquals(Calibration.ofGivenFields(card).units().get(0).threshold(), threshold(answers.get(0), one));
		assertEquals(Calibration.of(card).units().get(0).threshold(), threshold(answers.get(1), one));
		assertEquals(Calibration.ofGivenFields(card).units().get(0).threshold(), threshold(answers.get(2), one));
	}

	private static double threshold(final Prediction prediction, final ActionUnit unit) {
		return prediction.units().of(unit, FacsSide.LEFT).orElseThrow().threshold();
	}

	private static List<String> units(final Path model, final ModelCard card, final Calibration calibration,
		final List<float[]> fields)
	{
		try (Recognizer recognizer = Recognizer.open(model, card.classes(), calibration, Hardware.cpu(0))) {
			return recognizer.recognizePrepared(fields).stream().map(prediction -> prediction.units().facs()).toList();
		}
	}

	@Test
	void unitsAreCountedByClipsThatShowThem() {
		final Table units = shipped(manifest("1+L12")).units().orElseThrow();
		// Two of three clips show them, and the means are over units of ten clips or more.
		assertEquals("AU1", units.cell(0, "unit"));
		assertEquals(20L, units.cell(0, "n"));
		assertEquals("AU12", units.cell(1, "unit"));
		assertEquals("mean", units.cell(2, "unit"));
		assertEquals(((Double) units.cell(0, "f1") + (Double) units.cell(1, "f1")) / 2, (Double) units.cell(2, "f1"),
			1e-12);
	}

	@Test
	void thresholdsAreLoweredWhereThatIsAskedFor() {
		final Path manifest = manifest("1+L12");
		final double before = (Double) shipped(manifest).units().orElseThrow().cell(0, "f1");
		assertEquals(List.of(), remarks);
		share = 1;
		// AU1 is told of all 20 clips with coded units, all of which were coded with it.
		final Table all = shipped(manifest).units().orElseThrow();
		assertEquals(1.0, (Double) all.cell(0, "f1"), 1e-12);
		assertTrue(before < 1, "the fields show other units than are coded");
		assertEquals(1, remarks.size());
		share = 1.5;
		assertTrue(assertThrows(InputException.class, () -> shipped(manifest)).getMessage().startsWith(
			"The parameter 'leastshare' is 1.5"));
	}

	/** A table that counts from 0: the frames 1 and 5 were compared. */
	@Test
	void anOnsetOfZeroWithAnApexIsLeftOut() {
		final Path clip = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final Sample sample = Sample.of("one", "s1", "a", "surprise").recordedIn(clip);
		final Path list = folder.resolve("zero.csv");
		Manifest.write(list, List.of(sample.at(0, 5, Sample.ABSENT), Sample.of("one", "s2", "b", "surprise").recordedIn(
			clip).at(1, 6, Sample.ABSENT)));
		final SampleFields fields = SampleFields.read(Manifest.read(list), new ModelStore(List.of(Path.of("models"))),
			ModelStore.SHIPPED, new DgmMethod(), Hardware.cpu(0), Progress.none());
		assertEquals(List.of(1), IntStream.of(fields.rows()).boxed().toList());
		assertTrue(fields.skipped().get(0).contains("The table gives the onset 0 and the apex 5"), fields.skipped().get(0));
	}

	@Test
	void aDatasetIsNotNamedAsTheRowOfAllClips() throws IOException {
		final Path manifest = manifest("");
		Files.writeString(manifest, Files.readString(manifest).replace("\none,", "\nAll,"));
		assertEquals("A dataset is named 'All', as tables name the row of all clips; give it another name.", assertThrows(
			InputException.class, () -> shipped(manifest)).getMessage());
	}

	@Test
	void aDatasetThatLacksAClassIsTold() {
		final Path manifest = manifest("");
		Manifest.write(manifest, Manifest.read(manifest).samples().stream().filter(sample -> !sample.dataset().equals(
			"two") || !sample.label().equals("surprise")).toList());
		shipped(manifest);
		assertTrue(remarks.contains("No clip of the dataset 'two' is of the class 'surprise': F1 and recall of what is " +
			"lacking count as 0 in UF1 and UAR of its row."), remarks.toString());
	}

	@Test
	void whatIsNotKnownOfUnitsIsSaid() {
		final ModelEvaluation.Result result = shipped(manifest("1"));
		final Table.Builder units = new Table.Builder("Units").columns(Type.TEXT, "name").columns(Type.REAL, "f1", "auc");
		units.row(cells -> cells.put("name", "1 unit of 5 clips or more").put("f1", 0.5).put("auc", null));
		final List<String> sentences = ModelEvaluation.sentences(new ModelEvaluation.Result(result.predictions(), result
			.summary(), Optional.of(units.build())));
		assertEquals(
			"Action units: mean F1 0.500, mean AUC not known, since all clips show one of the units, over 1 unit " +
				"of 5 clips or more.", sentences.get(sentences.size() - 1));
	}

	@Test
	void withoutCodedUnitsThereIsNoTableOfUnits() {
		assertTrue(shipped(manifest("")).units().isEmpty() && Files.notExists(folder.resolve("out/action-units.csv")));
	}

	@Test
	void aModelThatHasSeenTheDatasetIsRefused() {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final Map<String, Object> card = new LinkedHashMap<>(ModelCard.read(folder.resolve("models/untrained")).entries());
		card.put(ModelCard.REAL_CLIPS, List.of("TWO"));
		ModelCard.write(folder.resolve("models/untrained"), card);
		final Path manifest = manifest("1");
		final String message = assertThrows(InputException.class, () -> evaluate(manifest, store, "untrained"))
			.getMessage();
		assertTrue(message.startsWith("The model 'untrained' was trained on clips of 'TWO'"), message);
		assertTrue(Files.notExists(folder.resolve("out")));
	}
}
