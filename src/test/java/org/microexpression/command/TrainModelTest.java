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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.model.ModelCard;

/** Trainings in programs of their own: the same model from each, whatever happened on the way. */
class TrainModelTest {

	/** The state is kept at every 50th step and at the last one. */
	private static final int STEPS = 60;

	@TempDir
	private Path folder;

	private Process start(final Path output, final String stepsOrSettings) throws IOException {
		return TrainingProcess.start(output, stepsOrSettings, folder.resolve("errors.txt").toFile());
	}

	private String train(final Path output, final int steps) throws Exception {
		return train(output, Integer.toString(steps));
	}

	private String train(final Path output, final String stepsOrSettings) throws Exception {
		final Process process = start(output, stepsOrSettings);
		assertTrue(process.waitFor(600, TimeUnit.SECONDS));
		return process.exitValue() == 0 ? "" : Files.readString(folder.resolve("errors.txt"));
	}

	private static List<Path> files(final Path model) throws IOException {
		try (Stream<Path> walk = Files.walk(model)) {
			return walk.filter(Files::isRegularFile).map(model::relativize).sorted().toList();
		}
	}

	private static void assertSameModel(final Path expected, final Path model) throws IOException {
		final Map<String, Object> card = ModelCard.read(expected).entries();
		assertFalse(((Map<?, ?>) card.get("figures")).isEmpty());
		assertEquals(card, ModelCard.read(model).entries());
		assertEquals(files(expected), files(model));
		for (final Path file : files(expected))
			assertArrayEquals(Files.readAllBytes(expected.resolve(file)), Files.readAllBytes(model.resolve(file)), file
				.toString());
	}

	@Test
	void equalTrainingsGiveEqualFilesHoweverTheyWereBrokenOff() throws Exception {
		final Path unbroken = folder.resolve("unbroken").resolve("model");
		assertEquals("", train(unbroken, STEPS));
		final Path model = folder.resolve("broken").resolve("model");
		killPastItsCheckpoint(model);
		stopBehindItsLastStep(model);
		assertEquals("", train(model, STEPS));
		assertFalse(Files.exists(checkpoint(model)));
		assertSameModel(unbroken, model);
	}

	@Test
	void theSettingsThatATrainingWroteGiveTheSameModel() throws Exception {
		final Path first = folder.resolve("first").resolve("model"), second = folder.resolve("second").resolve("model");
		assertEquals("", train(first, 3));
		assertEquals("", train(second, first.resolve(ModelCard.SETTINGS).toString()));
		assertSameModel(first, second);
		// They are there to be changed, and no part of the model.
		Files.writeString(first.resolve(ModelCard.SETTINGS), "optimization: {steps: many}\n");
		assertEquals(ModelCard.read(second).entries(), ModelCard.read(first).entries());
		assertTrue(train(folder.resolve("third"), first.resolve(ModelCard.SETTINGS).toString()).contains(
			"has 'many' as 'optimization.steps'"));
	}

	private static Path checkpoint(final Path model) {
		return model.resolveSibling("model.checkpoint");
	}

	private void killPastItsCheckpoint(final Path model) throws Exception {
		final Process process = start(model, Integer.toString(STEPS));
		while (process.isAlive() && !Files.exists(checkpoint(model)))
			Thread.sleep(5);
		// SIGKILL on Unix: no shutdown hook, no finally.
		process.destroyForcibly().waitFor();
		assertTrue(Files.exists(checkpoint(model)));
		assertFalse(Files.exists(model));
	}

	/** All steps are done and kept, and then the model cannot be written: what a kill in that moment leaves, too. */
	private void stopBehindItsLastStep(final Path model) throws Exception {
		final Path inTheWay = Files.createDirectory(model.resolveSibling(".model.microexpression.lock"));
		final String sentence = train(model, STEPS);
		assertTrue(sentence.contains("'" + model + "' cannot be written"), sentence);
		Files.delete(inTheWay);
		assertTrue(Files.exists(checkpoint(model)));
	}

	@Test
	void aFolderOfTheUserIsRefusedBeforeTheFirstStep() throws Exception {
		final Path thesis = Files.writeString(Files.createDirectory(folder.resolve("work")).resolve("thesis.txt"),
			"ten years of work");
		assertTrue(train(thesis.getParent(), 1_000_000).contains("The folder '" + thesis.getParent() +
			"' exists and holds 'thesis.txt', which this plugin did not write there; give a new folder"));
		assertEquals("ten years of work", Files.readString(thesis));
		assertFalse(Files.exists(folder.resolve("work.checkpoint")));
	}
}
