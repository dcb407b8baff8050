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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Estimate;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;

/** Settings as a file, and what an evaluation with them will cost. */
class LosoSettingsFileTest {

	@TempDir
	private Path folder;

	private LosoSettings read(final String text) throws IOException {
		return LosoSettingsFile.read(Files.writeString(folder.resolve("given.yaml"), text));
	}

	/** What is refused, which every sentence says of the file. */
	private String refused(final String text) {
		final String sentence = assertThrows(InputException.class, () -> read(text)).getMessage();
		final String file = "The settings file '" + folder.resolve("given.yaml") + "' ";
		assertTrue(sentence.startsWith(file), sentence);
		return sentence.substring(file.length());
	}

	@Test
	void whatWasWrittenIsRead() {
		final LosoSettings usual = LosoSettings.defaults();
		final LosoSettings other = new LosoSettings("CASME II, 5 classes", List.of(3L, 5L), 0, LosoStart.RANDOM, 2,
			FusionSettings.defaults().withoutLocalFusion(), LosoSettings.whole(FusionSettings.defaults().withoutLocalFusion(),
				77));
		final LosoSettings last = new LosoSettings("CASME II, 5 classes", List.of(3L), 4, LosoStart.RANDOM, 2,
			FusionSettings.defaults(), LosoSettings.lastLayers(FusionSettings.defaults(), 77));
		for (final LosoSettings settings : List.of(usual, other, last)) {
			LosoSettingsFile.write(folder.resolve("settings.yaml"), settings);
			assertEquals(settings, LosoSettingsFile.read(folder.resolve("settings.yaml")));
		}
	}

	@Test
	void whatIsLeftOutIsUsual() throws IOException {
		final LosoSettings read = read(
			"seeds: [4]\nfinetuning:\n  steps: 9\n  optimization: {learningRate: 1}\n  batch:\n    givenChange: {noise: 0.25}\n");
		assertEquals(List.of(4L), read.seeds());
		final LosoSettings.FusionAlone alone = (LosoSettings.FusionAlone) read.training();
		assertEquals(9, alone.finetuning().steps());
		assertEquals(1.0, alone.finetuning().optimization().learningRate());
		assertEquals(0.25, alone.finetuning().batch().givenChange().noise());
		final LosoSettings.FusionAlone usual = LosoSettings.FusionAlone.defaults();
		assertEquals(usual.finetuning().targets(), alone.finetuning().targets());
		assertEquals(usual.pretraining(), alone.pretraining());
		assertEquals(LosoSettings.defaults().fusion(), read.fusion());
	}

	@Test
	void whatCannotBeUsedIsNamed() {
		assertTrue(refused("finetuning: {rate: 1}").startsWith("has 'rate' in 'finetuning', which is no " +
			"setting there; use steps, batch, optimization, targets."));
		assertEquals("has 'many' as 'finetuning.steps'; give a whole number such as 250.", refused(
			"finetuning: {steps: many}"));
		assertTrue(refused("finetuning: {steps: 0}").contains("wrong at 'finetuning': The number of training steps is 0"));
		assertTrue(refused("training: {}").contains("'training', which is not used where 'displacementModule' is"));
		assertEquals("has 'frozen' as 'displacementModule'; give one of installed model, trained in each " +
			"fold, last layers trained in each fold.", refused("displacementModule: frozen"));
		assertTrue(refused("displacementModule: last layers trained in each fold\ntraining: {losses: {displacement: " +
			"{photometric: 1}}}").contains(
				"'photometric', 'smoothness', 'early' and 'rebuilding' have no frames to look at"));
		assertTrue(refused("displacementModule: last layers trained in each fold\ntraining: {parts: {displacement: false}}")
			.contains("set 'displacement' and 'fusion' of 'parts' to true"));
		assertTrue(refused("displacementModule: last layers trained in each fold\nfusion: {localFusion: false}").contains(
			"set 'start' to 'random weights'"));
		assertTrue(refused("seeds: [1, 1]").contains("'seeds' is [1, 1]; give each seed once"));
		assertTrue(refused("members: [1").contains("is not valid YAML"));
		assertTrue(refused("- 1").contains("holds no names with values"));
		assertEquals("has '1' as 'seeds'; give a list of whole numbers such as [1, 2, 3].", refused("seeds: 1"));
		assertTrue(refused("a: 1").startsWith("has 'a', which is no setting there; use classes, seeds, "));
		assertTrue(refused("finetuning: 3").startsWith("holds no names with values in 'finetuning'; "));
		assertTrue(assertThrows(InputException.class, () -> LosoSettingsFile.read(folder.resolve("none.yaml"))).getMessage()
			.contains("none.yaml' cannot be read"));
	}

	@Test
	void numbersBeyondTheirRangeAreNamedWithIt() {
		for (final String[] given : new String[][] { { "batch", "givenChange", "rotation", "-1", "from 0 to 1" }, { "batch",
			"syntheticChange", "shift", ".inf", "from 0 to 14" }, { "batch", "givenChange", "unit", ".nan", "from 0 to 10" },
			{ "batch", "givenChange", "scale", "7", "from 0 to 0.5" } })
			outside("finetuning." + given[0] + "." + given[1], "finetuning: {" + given[0] + ": {" + given[1] + ": {" +
				given[2] + ": " + given[3] + "}}}", given[2], given[4]);
		for (final String[] given : new String[][] { { "optimization", "learningRate", ".inf", "above 0 and at most 1" }, {
			"optimization", "learningRate", "50", "above 0 and at most 1" }, { "optimization", "learningRate", ".nan",
				"above 0 and at most 1" }, { "optimization", "weightDecay", "-0.1", "from 0 to 1" }, { "optimization",
					"weightDecay", ".inf", "from 0 to 1" }, { "targets", "unitLoss", ".inf", "from 0 to 1000" }, { "targets",
						"balance", "-3", "from 0 to 1" }, { "targets", "balance", ".nan", "from 0 to 1" }, { "optimization",
							"averaging", "1", "of at least 0 and below 1" } })
			outside("pretraining." + given[0], "pretraining: {" + given[0] + ": {" + given[1] + ": " + given[2] + "}}",
				given[1], given[3]);
		outside("fusion", "fusion: {tokenDropout: .nan}", "tokenDropout", "of at least 0 and below 1");
		assertTrue(refused("keep: 2").contains("'keep' is 2.0; give a number from 0 to 1."));
	}

	private void outside(final String where, final String text, final String name, final String range) {
		final String sentence = refused(text);
		assertTrue(sentence.startsWith("is wrong at '" + where + "': The training setting '" + name + "' is "), sentence);
		assertTrue(sentence.endsWith("; give a number " + range + "."), sentence);
	}

	/** YAML 1.1 reads 010 as 8 and 1:0 as 60. */
	@Test
	void numbersThatAreNotDecimalAreRefused() throws IOException {
		for (final String[] number : new String[][] { { "010", "8" }, { "1:0", "60" }, { "-010", "-8" }, { "0x10", "16" }, {
			"0b11", "3" }, { "1:30.5", "90.5" } })
		{
			final String reason = "', which YAML reads as " + number[1] +
				"; write a decimal number without zeros before it and without colons, such as " + number[1] + ".";
			assertEquals("has '" + number[0] + "' as 'finetuning.optimization.learningRate" + reason, refused(
				"finetuning: {optimization: {learningRate: " + number[0] + "}}"));
			assertEquals("has '" + number[0] + "' as 'seeds" + reason, refused("seeds: [1, " + number[0] + "]"));
		}
		assertEquals("has '08' as 'finetuning.steps'; give a whole number such as 250.", refused(
			"finetuning: {steps: 08}"));
		assertEquals(List.of(0L, 10L, 1000L, 2L), read("seeds: [0, 10, 1_000, +2]").seeds());
	}

	/** The cost grows with what is done, and what is finished is not counted. */
	@Test
	void theCostIsToldBeforehand() throws IOException {
		final Path manifest = MadeUpFields.write(folder, 20, List.of("negative", "positive", "surprise"));
		final LosoCost one = cost(manifest, LosoSettings.defaults());
		assertEquals("20 folds x 1 seed x 3 networks", one.what());
		final LosoSettings usual = LosoSettings.defaults();
		final LosoSettings more = new LosoSettings(usual.classes(), List.of(1L, 2L, 3L), usual.subjectsTogether(), usual
			.start(), usual.members(), usual.fusion(), usual.training());
		assertEquals(3, cost(manifest, more).estimate().seconds() / one.estimate().seconds(), 1e-6);
		final LosoSettings whole = new LosoSettings(usual.classes(), usual.seeds(), 0, usual.start(), 1, usual.fusion(),
			LosoSettings.whole(usual.fusion(), 600));
		assertTrue(cost(manifest, whole).estimate().isLong());
		final LosoSettings last = new LosoSettings(usual.classes(), usual.seeds(), 0, usual.start(), 1, usual.fusion(),
			LosoSettings.lastLayers(usual.fusion(), 600));
		assertTrue(cost(manifest, last).estimate().seconds() < cost(manifest, whole).estimate().seconds() / 5);
		Files.createDirectories(folder.resolve("out/parts"));
		Files.createFile(folder.resolve("out/parts/seed1-part0001.json"));
		assertEquals(0.5, cost(manifest, usual).estimate().seconds() / one.estimate().seconds(), 1e-6);
		assertEquals("about 12 min and 1.5 GB of memory", new Estimate(700, 1536L << 20).text());
		assertEquals("about 61 s and 40 MB of memory", new Estimate(61, 40L << 20).text());
	}

	/** As many processors share the work as the user lets share it. */
	@Test
	void theCostIsThatOfTheUsersThreads() throws IOException {
		final Path manifest = MadeUpFields.write(folder, 20, List.of("negative", "positive", "surprise"));
		final int processors = Runtime.getRuntime().availableProcessors();
		final double alone = cost(manifest, LosoSettings.defaults(), 1).estimate().seconds();
		final double shared = cost(manifest, LosoSettings.defaults(), 2).estimate().seconds();
		assertEquals(Math.min(2, processors), alone / shared, 1e-6);
		assertEquals(Math.min(2, processors), LosoCost.ofTraining(100, 8, Hardware.cpu(1)).seconds() / LosoCost.ofTraining(
			100, 8, Hardware.cpu(16)).seconds(), 1e-6);
	}

	private LosoCost cost(final Path manifest, final LosoSettings settings) {
		return cost(manifest, settings, 0);
	}

	private LosoCost cost(final Path manifest, final LosoSettings settings, final int threads) {
		return LosoCost.of(new LosoEvaluation(manifest, folder.resolve("out"), settings, new ModelStore(List.of(Path.of(
			"models"))), ModelStore.SHIPPED, Hardware.cpu(threads), DisplacementMethod.named(DisplacementMethod.DEFAULT)),
			Progress.none());
	}
}
