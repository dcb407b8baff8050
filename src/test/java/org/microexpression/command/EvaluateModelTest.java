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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.study.MadeUpFields;
import org.scijava.Cancelable;
import org.scijava.module.ModuleException;

class EvaluateModelTest {

	@TempDir
	private Path folder;

	private static Cancelable run(final Map<String, Object> inputs) throws ModuleException {
		return CommandRun.of(EvaluateModel.class, inputs);
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		assertEquals("The parameter 'manifest' is empty; give a CSV file with a row a clip.", run(Map.of())
			.getCancelReason());
		final File manifest = MadeUpFields.write(folder, 2, List.of("calm", "tense")).toFile();
		assertEquals("The parameter 'output' is empty; give a folder for the tables.", run(Map.of("manifest", manifest))
			.getCancelReason());
		final File output = folder.resolve("out").toFile();
		final String message = run(Map.of("manifest", manifest, "output", output, "device", "cpu")).getCancelReason();
		assertTrue(message.startsWith("Row 2 of " + manifest) && message.contains("unknown class 'calm'"), message);
		final String missing = run(Map.of("manifest", manifest, "output", output, "model", "nowhere", "device", "cpu"))
			.getCancelReason();
		assertTrue(missing.contains("nowhere"), missing);
		assertTrue(!output.exists(), "nothing is made before the input is known to be good");
	}

	@Test
	void tablesAreWrittenWithoutAWindow() throws Exception {
		final Path manifest = MadeUpFields.write(folder, 2, ExpressionClass.labels());
		final Path output = folder.resolve("out");
		assertNull(run(Map.of("manifest", manifest.toFile(), "output", output.toFile(), "device", "cpu"))
			.getCancelReason());
		assertEquals(13, Files.readAllLines(output.resolve("predictions.csv")).size());
		assertTrue(Files.readAllLines(output.resolve("summary.csv")).get(0).startsWith("\"part\",\"n\",\"subjects\""));
	}
}
