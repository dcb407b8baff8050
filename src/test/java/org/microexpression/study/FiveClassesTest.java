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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Selection;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.fixture.SyntheticFrames;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Prediction;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.Recognition;
import org.microexpression.batch.RecognitionFile;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.training.fusion.FusionStage;

/**
 * Evaluations and tables of other classes than negative, positive and surprise; few steps, since what counts is the
 * shape.
 */
class FiveClassesTest {

	@TempDir
	private Path folder;

	private final List<String> remarks = new ArrayList<>();

	private LosoResult run(final Path manifest, final String classes, final LosoStart start) {
		final ModelStore store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
		final LosoSettings settings = new LosoSettings(classes, List.of(1L), 0, start, 1, FusionSettings.defaults(),
			new LosoSettings.FusionAlone(FusionStage.pretraining().withSteps(2).withBatch(0, 4), FusionStage.fineTuning()
				.withBatch(6, 2).withSteps(3), 0));
		return new LosoEvaluation(manifest, folder.resolve("out " + start), settings, store, "untrained", Hardware.cpu(0))
			.run(Progress.none(), r -> {}, remarks::add);
	}

	private Selection selection(final FixtureLayout layout, final String reader, final Protocol protocol) {
		new FixtureMaker(new SyntheticFrames(1, SyntheticClip.Setting.sample())).write(layout, folder, FixturePlan.small(5,
			4, 12), Progress.none());
		return protocol.select(DatasetReader.named(reader).read(DatasetRequest.midpoint(folder), Progress.none()));
	}

	@Test
	void theFiveClassesOfCasme2AreEvaluatedFromTheDatasetOnDisk() throws IOException {
		final Selection selection = selection(FixtureLayout.CASME2, "CASME II", Protocol.named("CASME II, 5 classes"));
		final Path manifest = folder.resolve("manifest.csv");
		Manifest.write(manifest, selection.samples());
		final LosoResult result = run(manifest, "CASME II, 5 classes", LosoStart.INSTALLED);
		assertEquals(ClassScheme.CASME2_FIVE.labels(), result.plan().data().classes());
		assertTrue(result.isComplete());
		assertEquals(5, result.probabilities(0, 0).orElseThrow().length);
		final Path out = folder.resolve("out INSTALLED");
		final String header = Files.readAllLines(out.resolve("loso-predictions.csv")).get(0);
		assertTrue(header.contains("p_repression") && header.contains("p_others"), header);
		assertTrue(Files.readAllLines(out.resolve("loso-summary.csv")).get(0).contains("f1_disgust"));
		// The three classes of synthetic motion are none of these, so no synthetic field is mixed in.
		final String json = Files.readString(out.resolve("loso.json"));
		assertTrue(json.contains("given=8, synthetic=0") && !json.contains("synthetic fields"), json);
	}

	@Test
	void theFiveClassesOfSammAreThoseOfItsManifest() {
		final Selection selection = selection(FixtureLayout.SAMM, "SAMM", Protocol.named("SAMM, 5 classes"));
		Manifest.write(folder.resolve("manifest.csv"), selection.samples());
		final Manifest manifest = Manifest.read(folder.resolve("manifest.csv"));
		assertEquals(selection.samples().size(), manifest.numbers(manifest.scheme("SAMM, 5 classes")).length);
		final ClassScheme own = manifest.scheme("as in the manifest");
		assertEquals(ClassScheme.SAMM_FIVE.labels().stream().sorted().toList(), own.labels());
	}

	@Test
	void anyClassesAreEvaluatedAfterTrainingOnSyntheticMotionToo() {
		final List<String> classes = List.of("calm", "tense");
		final LosoResult result = run(MadeUpFields.write(folder, 3, classes), "as in the manifest", LosoStart.SYNTHETIC);
		assertEquals(classes, result.plan().data().classes());
		assertTrue(result.isComplete());
		assertEquals(1, Arrays.stream(result.probabilities(0, 0).orElseThrow()).limit(2).sum(), 1e-6);
	}

	@Test
	void oneClassOnlyIsRefused() {
		final Path manifest = MadeUpFields.write(folder, 3, List.of("calm"));
		final String message = assertThrows(InputException.class, () -> run(manifest, "as in the manifest",
			LosoStart.RANDOM)).getMessage();
		assertEquals("All rows of " + manifest.toAbsolutePath().normalize() +
			" are of the one class 'calm'; give clips of two or more classes.", message);
	}

	@Test
	void aRowOfTheTableHasTheModelsClassesAndAnotherModelsFileIsRefused() {
		final List<String> five = ClassScheme.SAMM_FIVE.labels();
		final Prediction prediction = new Prediction(five, 2, new double[] { 0.1, 0.1, 0.6, 0.1, 0.1 }, new double[AuRegion
			.values().length]);
		final Recognition row = new Recognition("c", 1, 2, prediction, "m", "CPU", "no");
		assertEquals("contempt", row.row().cell("prediction"));
		assertEquals(Recognition.columns(five).size(), row.row().cells().size());
		assertEquals("p_anger", Recognition.columns(five).get(4).name());
		assertEquals("Micro-Expression Predictions (anger, happiness, contempt, surprise, other)", row.table());
		final Path csv = folder.resolve("predictions.csv");
		new RecognitionFile(csv, five).append(row);
		final String message = assertThrows(InputException.class, () -> new RecognitionFile(csv, ExpressionClass.labels()))
			.getMessage();
		assertTrue(message.contains(csv.toString()), message);
	}
}
