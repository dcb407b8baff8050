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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.training.fusion.FusionStage;

/** Leave one dataset out, and train here, test there, on two made-up datasets with action units, for a few steps. */
class AcrossDatasetsTest {

	@TempDir
	private Path folder;

	private ModelStore store;
	private List<Sample> first;
	private List<Sample> second;
	private final List<String> remarks = new ArrayList<>();

	@BeforeEach
	void writeTwoDatasets() throws IOException {
		store = UntrainedModel.writeWithUnits(folder.resolve("models"), "untrained", 3);
		first = of("first", "s");
		second = of("second", "t");
	}

	private List<Sample> of(final String dataset, final String subjects) throws IOException {
		final List<Sample> all = new ArrayList<>();
		for (final Sample s : MadeUpFields.samples(Files.createDirectories(folder.resolve(dataset)), 4, ExpressionClass
			.labels()))
			all.add(Sample.of(dataset, subjects + s.subject(), s.clip(), s.label()).withUnits(s.field().get().index() % 2 == 0
				? "1+2" : "L12").withField(s.field().get()));
		return all;
	}

	private Path write(final String name, final List<Sample> samples) {
		final Path file = folder.resolve(name + ".csv");
		Manifest.write(file, samples);
		return file;
	}

	private LosoEvaluation evaluation(final Path manifest, final String output, final LosoSplit split) {
		final LosoSettings.FusionAlone training = new LosoSettings.FusionAlone(FusionStage.pretraining(), FusionStage
			.fineTuning().withBatch(8, 0).withSteps(3), 0);
		return new LosoEvaluation(manifest, folder.resolve(output), new LosoSettings("MEGC2019, 3 classes", List.of(1L), 0,
			LosoStart.INSTALLED, 1, FusionSettings.defaults(), training, split), store, "untrained", Hardware.cpu(0));
	}

	private LosoResult run(final LosoEvaluation evaluation) {
		return evaluation.run(Progress.none(), r -> {}, remarks::add);
	}

	private static LosoSplit other(final Path test) {
		return new LosoSplit(LosoSplit.OTHER, Optional.of(test));
	}

	private static List<Sample> joined(final List<Sample> a, final List<Sample> b) {
		final List<Sample> both = new ArrayList<>(a);
		both.addAll(b);
		return both;
	}

	@Test
	void aDatasetIsLeftOutAndNothingOfItIsLearned() throws IOException {
		final LosoSplit datasets = new LosoSplit("Leave one dataset out ", Optional.empty());
		final LosoResult result = run(evaluation(write("both", joined(first, second)), "datasets", datasets));
		assertEquals(2, result.plan().folds().size());
		assertEquals(24, result.plan().folds().get(0).trainRows().length);
		final List<String> units = Files.readAllLines(folder.resolve("datasets/action-units.csv"));
		assertTrue(units.stream().anyMatch(line -> line.startsWith("\"AU12\"")), units.toString());

		// Other labels of the second dataset change nothing of what is said of it.
		final List<Sample> changed = new ArrayList<>();
		for (int i = 0; i < second.size(); i++) {
			final Sample s = second.get(i);
			changed.add(s.withLabel(second.get((i + 4) % second.size()).label()));
		}
		final LosoResult again = run(evaluation(write("changed", joined(first, changed)), "changed", datasets));
		for (int row = first.size(); row < 2 * first.size(); row++)
			assertArrayEquals(result.probabilities(0, row).orElseThrow(), again.probabilities(0, row).orElseThrow(), 1e-5);
		assertEquals(List.of(), remarks);
	}

	@Test
	void oneManifestIsTrainedOnAndTheOtherTested() throws IOException {
		final Path train = write("train", first), test = write("test", second);
		final LosoResult there = run(evaluation(train, "there", other(test)));
		assertArrayEquals(IntStream.range(24, 48).toArray(), there.finishedRows());
		assertEquals(25, Files.readAllLines(folder.resolve("there/loso-predictions.csv")).size());
		final String json = Files.readString(folder.resolve("there/loso.json"));
		assertTrue(json.contains("\"clipsTested\": 24") && json.contains("train here, test there"), json);
		// The first fold of the two datasets trains on the second; its second one does the same as here.
		final LosoResult both = run(evaluation(write("both", joined(first, second)), "both", new LosoSplit(
			LosoSplit.DATASET, Optional.empty())));
		assertEquals(both.plan().folds().get(1).trainRows().length, there.plan().folds().get(0).trainRows().length);
		// A finished run is read again; another test manifest is another run.
		assertArrayEquals(there.probabilities(0, 30).orElseThrow(), run(evaluation(train, "there", other(test)))
			.probabilities(0, 30).orElseThrow());
		final Path fewer = write("fewer", second.subList(0, 20));
		final String message = assertThrows(InputException.class, () -> run(evaluation(train, "there", other(fewer))))
			.getMessage();
		assertTrue(message.contains("holds another run") && message.contains("test manifest"), message);
	}

	@Test
	void nobodyMayBeInBothManifests() {
		final List<Sample> mixed = joined(second, first.subList(0, 1));
		final String message = assertThrows(InputException.class, () -> run(evaluation(write("train", first.subList(1, 24)),
			"mixed", other(write("mixed", mixed))))).getMessage();
		assertEquals("The subject 'first/ss0' of the test manifest is trained on; take that person out of one of the " +
			"manifests.", message);
		assertTrue(Files.notExists(folder.resolve("mixed")));
	}

	@Test
	void aBadRowOfTheTestManifestIsNamedByItsOwnFile() {
		final Sample s = second.get(2);
		final List<Sample> bad = new ArrayList<>(second);
		bad.set(2, s.withLabel("boredom").withUnits(""));
		final Path test = write("bad", bad);
		final String message = assertThrows(InputException.class, () -> run(evaluation(write("train", first), "bad", other(
			test)))).getMessage();
		assertTrue(message.startsWith("Row 4 of " + test.toAbsolutePath().normalize() + " has the unknown class 'boredom'"),
			message);
	}

	@Test
	void aClassThatIsNotTestedIsSaid() {
		final List<Sample> two = second.stream().filter(s -> !s.label().equals("surprise")).toList();
		run(evaluation(write("train", first), "two", other(write("two", two))));
		assertEquals(List.of(
			"No clip of 'test manifest' is of the class 'surprise': its F1 and recall there count as 0 in " + "UF1 and UAR."),
			remarks);
	}

	@Test
	void splitAndTestManifestGoTogether() {
		assertTrue(assertThrows(InputException.class, () -> new LosoSplit("by chance", Optional.empty())).getMessage()
			.startsWith("The parameter 'split' is 'by chance'; give one of 'leave one subject out'"));
		assertTrue(assertThrows(InputException.class, () -> new LosoSplit(LosoSplit.OTHER, Optional.empty())).getMessage()
			.startsWith("The parameter 'test' is empty"));
		assertTrue(assertThrows(InputException.class, () -> new LosoSplit(LosoSplit.SUBJECT, Optional.of(folder)))
			.getMessage().startsWith("The parameter 'test' is '"));
	}
}
