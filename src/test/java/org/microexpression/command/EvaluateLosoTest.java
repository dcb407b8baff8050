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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.study.MadeUpFields;
import org.scijava.Cancelable;
import org.scijava.module.ModuleException;

class EvaluateLosoTest {

	@TempDir
	private Path folder;

	private static Cancelable run(final Map<String, Object> inputs) throws ModuleException {
		return CommandRun.of(EvaluateLoso.class, inputs);
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		assertEquals("The parameter 'manifest' is empty; give a CSV file with a row a clip.", run(Map.of())
			.getCancelReason());
		final File manifest = Files.writeString(folder.resolve("manifest.csv"), "dataset,subject\nd,1\n").toFile();
		assertEquals("The parameter 'output' is empty; give a folder for the tables.", run(Map.of("manifest", manifest))
			.getCancelReason());
		final File output = folder.resolve("out").toFile();
		assertEquals("The parameter 'seeds' is '1,b'; give whole numbers separated by commas, such as 1,2,3.", run(Map.of(
			"manifest", manifest, "output", output, "seeds", "1,b")).getCancelReason());
		assertEquals("The parameter 'start' is 'nothing'; give one of installed model, synthetic motion, random weights.",
			run(Map.of("manifest", manifest, "output", output, "start", "nothing")).getCancelReason());
		assertEquals(
			"The installed model has every stage of the fusion, and the folds are to be trained without one; set " +
				"'start' to 'synthetic motion' or 'random weights'.", run(Map.of("manifest", manifest, "output", output,
					"global", false)).getCancelReason());
		final File readable = folder.resolve("readable.csv").toFile();
		Manifest.write(readable.toPath(), List.of(Sample.of("d", "1", "c", "positive").recordedIn(folder.resolve("c")).at(1,
			2, 3)));
		assertEquals(
			"The parameter 'classes' (Classes) is '4 classes'; choose one of 'MEGC2019, 3 classes', 'CASME II, 5 classes', " +
				"'SAMM, 5 classes', 'as in the manifest'.", run(Map.of("manifest", readable, "output", output, "classes",
					"4 classes")).getCancelReason());
		final String columns = run(Map.of("manifest", manifest, "output", output)).getCancelReason();
		assertTrue(columns.contains("has no column 'clip', 'class', 'path', 'onset', 'apex' in its header"), columns);
		final String missing = run(Map.of("manifest", folder.resolve("none.csv").toFile(), "output", output))
			.getCancelReason();
		assertTrue(missing.contains("none.csv"), missing);
		assertFalse(output.exists(), "nothing is made before the input is known to be good");
	}

	@Test
	void everySwitchOfTheFusionReachesTheSettingsFile() throws Exception {
		final Path manifest = MadeUpFields.write(folder, 3, List.of("negative", "positive", "surprise"));
		for (final Map.Entry<String, String> off : Map.of("local", "localFusion", "global", "globalFusion", "fullface",
			"fullFaceFusion", "fusedfirst", "fusedFirst").entrySet())
		{
			final Path output = folder.resolve(off.getKey());
			final Map<String, Object> inputs = new HashMap<>(Map.of("manifest", manifest.toFile(), "output", output.toFile(),
				"start", "random weights", "members", 1, "steps", 1, "seeds", "1", "together", 0, "device", "cpu"));
			inputs.put(off.getKey(), false);
			assertNull(run(inputs).getCancelReason());
			final String json = Files.readString(output.resolve("loso.json"));
			final String fusion = json.lines().filter(line -> line.contains("\"fusion\"")).findFirst().orElseThrow();
			assertTrue(fusion.contains(off.getValue() + "=false"), fusion);
			assertEquals(3, fusion.split("=true").length - 1, fusion);
			assertTrue(json.contains("\"start\": \"random weights\"") && json.contains("\"number of steps\": \"fixed\""),
				json);
		}
	}
}
