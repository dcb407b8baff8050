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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.training.StopAfter;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.joint.TrainingSettings;

/** A model's training as one call, for two steps on made-up clips of three people. */
class ModelTrainingRunTest {

	private static final TrainingSettings TWO_STEPS = TrainingSettings.defaults().withSteps(2, 2, 2).on(1, Hardware.cpu(
		1));

	@TempDir
	private Path folder;

	private final List<String> remarks = new ArrayList<>();

	private List<Sample> clips(final int subjects) {
		return Manifest.read(new SyntheticDataset(7, SyntheticClip.Setting.sample()).write(folder.resolve("clips" +
			subjects), subjects, 3, "png", Progress.none())).samples();
	}

	private ModelTrainingRun run(final List<Sample> samples, final String name) {
		final Path manifest = folder.resolve(name + ".csv");
		Manifest.write(manifest, samples);
		return new ModelTrainingRun(Optional.of(new ModelTrainingRun.LabelledClips(manifest, "MEGC2019, 3 classes")), folder
			.resolve("model " + name), TWO_STEPS, new ModelStore(List.of(Path.of("models"))), Optional.empty());
	}

	private ModelTrainingRun.Outcome train(final List<Sample> samples, final String name) {
		remarks.clear();
		return run(samples, name).run(Progress.none(), TrainingListener.none(), remarks::add);
	}

	/** The classes of one subject, each the next one. */
	private static List<Sample> shifted(final List<Sample> samples, final String person) {
		final List<String> labels = ExpressionClass.labels();
		return samples.stream().map(s -> s.person().equals(person) ? s.withLabel(labels.get((labels.indexOf(s.label()) +
			1) % labels.size())) : s).toList();
	}

	@Test
	void whoValidatesIsNeverTrainedOn() {
		final List<Sample> samples = clips(3);
		final ModelTrainingRun.Outcome outcome = train(samples, "whole");
		assertTrue(outcome.result().complete());
		assertEquals(1, remarks.size(), remarks.toString());
		final String held = samples.stream().map(Sample::person).distinct().filter(person -> remarks.get(0).contains(
			person)).findFirst().orElseThrow();
		assertEquals("3 clips of " + held + " are not trained on and validate.", remarks.get(0));
		assertTrue(outcome.card().text("training data").startsWith("6 clips of 2 subjects and synthetic pairs"));
		assertEquals("3 clips of 1 subject, who are not trained on", outcome.card().text("validation data"));
		assertFalse(Files.exists(folder.resolve("model whole.checkpoint")));
		// Other classes of the person who validates: the same weights to the bit, but another loss of the validation.
		final ModelTrainingRun.Outcome other = train(shifted(samples, held), "held");
		assertArrayEquals(outcome.result().network().values(), other.result().network().values());
		assertFalse(outcome.result().figures().get("validation loss").equals(other.result().figures().get(
			"validation loss")));
		// Other classes of a person who is trained on: other weights.
		final String trained = samples.stream().map(Sample::person).filter(person -> !person.equals(held)).findFirst()
			.orElseThrow();
		assertFalse(Arrays.equals(outcome.result().network().values(), train(shifted(samples, trained), "trained").result()
			.network().values()));
	}

	/** Told before a clip is opened: that person would validate what it is trained on. */
	@Test
	void twoSpellingsOfOnePersonAreRefused() {
		final ModelTrainingRun run = run(List.of("007", "S07", "8").stream().map(subject -> Sample.of("x", subject, "c",
			"negative").recordedIn(folder.resolve(subject + ".avi")).at(1, 2, 3)).toList(), "spelt");
		assertTrue(assertThrows(InputException.class, () -> run.run(Progress.none(), TrainingListener.none(), remarks::add))
			.getMessage().startsWith("The subjects 'x/007' and 'x/S07' in row 2 and row 3 of " + folder.resolve("spelt.csv") +
				" look like two spellings of one person"));
	}

	@Test
	void tooFewSubjectsAreSaidAndSyntheticExpressionsValidate() {
		final ModelTrainingRun.Outcome outcome = train(clips(2), "two");
		assertEquals(List.of(
			"No subject can be spared for validation, since clips of two subjects and of every class must " +
				"be left to train on; synthetic expressions validate instead."), remarks);
		assertTrue(outcome.card().text("validation data").startsWith("other synthetic pairs"));
		assertTrue(outcome.card().text("training data").startsWith("6 clips of 2 subjects"));
	}

	@Test
	void whoBeginsFromAModelOfActionUnitsIsToldThatTheyAreLost() {
		final ModelTrainingRun run = new ModelTrainingRun(Optional.empty(), folder.resolve("begun"), TWO_STEPS,
			new ModelStore(List.of(Path.of("models"))), Optional.of(ModelStore.SHIPPED));
		final ModelTrainingRun.Outcome outcome = run.run(Progress.none(), TrainingListener.none(), remarks::add);
		final String lost = "The model 'frl-dgt-synthetic' tells action units, and the trained one will tell none, since " +
			"this training teaches displacement and classes alone; for action units go on using 'frl-dgt-synthetic'.";
		assertEquals(List.of(lost), remarks);
		remarks.clear();
		new ModelTrainingRun(Optional.empty(), folder.resolve("again"), TWO_STEPS, new ModelStore(List.of()), Optional.of(
			outcome.folder().toString())).run(Progress.none(), TrainingListener.none(), remarks::add);
		assertEquals(List.of(), remarks);
	}

	@Test
	void aStoppedRunWritesWhatItHasAndGoesOn() throws IOException {
		final ModelTrainingRun run = new ModelTrainingRun(Optional.empty(), folder.resolve("mine"), TWO_STEPS.withSteps(3,
			2, 3), new ModelStore(List.of()), Optional.empty());
		final ModelTrainingRun.Outcome stopped = run.run(StopAfter.steps(2), TrainingListener.none(), remarks::add);
		assertFalse(stopped.result().complete());
		assertEquals(2, stopped.result().steps());
		assertEquals("false", stopped.card().text("complete"));
		assertTrue(Files.exists(folder.resolve("mine.checkpoint")));
		final ModelTrainingRun other = new ModelTrainingRun(Optional.empty(), folder.resolve("mine"), TWO_STEPS.withSteps(4,
			2, 3), new ModelStore(List.of()), Optional.empty());
		assertTrue(assertThrows(InputException.class, () -> other.run(Progress.none(), TrainingListener.none(),
			remarks::add)).getMessage().contains("mine.checkpoint' is of another training (other settings)"));
		final ModelTrainingRun.Outcome whole = run.run(Progress.none(), TrainingListener.none(), remarks::add);
		assertTrue(whole.result().complete());
		assertFalse(Files.exists(folder.resolve("mine.checkpoint")));
		final ModelTrainingRun.Outcome again = other.run(StopAfter.steps(2), TrainingListener.none(), remarks::add);
		assertEquals(folder.resolve("mine" + ModelTrainingRun.STOPPED), again.folder());
		assertEquals("false", ModelCard.read(again.folder()).text("complete"));
		assertEquals(whole.card().entries(), ModelCard.read(whole.folder()).entries(),
			"the finished model stays as it was");
		assertTrue(other.run(Progress.none(), TrainingListener.none(), remarks::add).result().complete());
		assertEquals("4", ModelCard.read(whole.folder()).text("steps done"));
		assertThrows(CancellationException.class, () -> run.run(StopAfter.steps(0), TrainingListener.none(), remarks::add));
		assertEquals(List.of(), remarks);
		final Path notes = Files.writeString(folder.resolve("mine.checkpoint"), "my notes");
		assertTrue(assertThrows(InputException.class, () -> run.run(Progress.none(), TrainingListener.none(), remarks::add))
			.getMessage().startsWith("The file '" + notes + "' is no checkpoint"));
		assertEquals("my notes", Files.readString(notes));
		for (final String name : List.of(ModelCard.FILE_NAME, ModelCard.SETTINGS)) {
			final Path text = whole.folder().resolve(name);
			final String written = Files.readString(text);
			Files.writeString(text, written + "# My notes\n");
			assertTrue(assertThrows(InputException.class, () -> run.run(Progress.none(), TrainingListener.none(),
				remarks::add)).getMessage().contains("'" + name + "' in it was changed since it was written; give a new"));
			assertEquals(written + "# My notes\n", Files.readString(text));
			Files.writeString(text, written);
		}
	}
}
