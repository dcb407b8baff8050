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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Hardware;
import org.microexpression.training.dgm.DgmLossWeights;

/** The settings of a training as a file. */
class TrainingSettingsFileTest {

	@TempDir
	private Path folder;

	private TrainingSettings read(final String text) throws IOException {
		return TrainingSettingsFile.read(Files.writeString(folder.resolve("given.yaml"), text), Hardware.cpu(1));
	}

	@Test
	void whatWasWrittenIsRead() {
		final TrainingSettings other = TrainingSettings.defaults().withSteps(77, 4, 11).withRates(2e-4, 0.25).withLosses(
			0.3, new DgmLossWeights(0.1, 0.2, 0.4, 0.8).withEmphasis(2)).training(true, false).withFusion(FusionSettings
				.defaults().withoutLocalFusion()).withValidationSubjects(0).on(1L << 40, Hardware.cpu(1));
		TrainingSettingsFile.write(folder.resolve("settings.yaml"), other);
		assertEquals(other, TrainingSettingsFile.read(folder.resolve("settings.yaml"), Hardware.cpu(1)));
	}

	@Test
	void whatIsLeftOutIsUsual() throws IOException {
		final TrainingSettings read = read("optimization: {weightDecay: 0}\nlosses:\n  displacement: {photometric: 1}\n");
		final TrainingSettings usual = TrainingSettings.defaults();
		assertEquals(0, read.optimization().weightDecay());
		assertEquals(usual.optimization().steps(), read.optimization().steps());
		assertEquals(1, read.losses().displacement().photometric());
		assertEquals(usual.losses().displacement().smoothness(), read.losses().displacement().smoothness());
		assertEquals(usual.batch(), read.batch());
		assertEquals(usual.seed(), read.seed());
	}

	@Test
	void whatCannotBeUsedIsNamed() {
		assertEquals("has 'many' as 'optimization.steps'; give a whole number such as 600.", refused(
			"optimization: {steps: many}"));
		assertEquals("has '1.5' as 'seed'; give a whole number such as 1.", refused("seed: 1.5"));
		assertTrue(refused("members: 3").startsWith("has 'members', which is no setting " +
			"there; use seed, optimization, batch, losses, parts, fusion, validation"));
		assertTrue(refused("optimization: {learningRate: .inf}").endsWith("wrong at 'optimization': The training setting " +
			"'learningRate' is Infinity; give a number above 0 and at most 1."));
		assertTrue(refused("optimization: {weightDecay: .nan}").endsWith(
			"'weightDecay' is NaN; give a number from 0 to 1."));
		assertTrue(refused("losses: {displacement: {emphasis: .inf}}").endsWith("give a number from 0 to 1000."));
		assertTrue(refused("batch: {examples: 0}").contains("wrong at 'batch': The training setting 'batch' is 0.0"));
		assertTrue(refused("losses: {classification: 0, displacement: {photometric: 0, smoothness: 0, supervised: 0}}")
			.contains("The weight of every loss is 0"));
	}

	/** What is refused, which every sentence says of the file. */
	private String refused(final String text) {
		final String sentence = assertThrows(InputException.class, () -> read(text)).getMessage();
		final String file = "The settings file '" + folder.resolve("given.yaml") + "' ";
		assertTrue(sentence.startsWith(file), sentence);
		return sentence.substring(file.length());
	}
}
