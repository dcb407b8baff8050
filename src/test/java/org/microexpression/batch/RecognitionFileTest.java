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

package org.microexpression.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Prediction;
import org.microexpression.pipeline.Recognition;

class RecognitionFileTest {

	/** Names and numbers that ImageJ's own CSV would spoil. */
	private static Recognition recognition(final String clip) {
		return new Recognition(clip, 46, 59, new Prediction(ExpressionClass.labels(), ExpressionClass.SURPRISE.ordinal(),
			new double[] { 1.0 / 3, 0.1234567890123, 1e-17 }, new double[] { 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625,
				0.0078125, 0.0078125 }), "model", "CPU", "apex");
	}

	@Test
	void appendsWithoutLoss(@TempDir final Path folder) throws IOException {
		final Path file = folder.resolve("predictions.csv");
		new RecognitionFile(file, ExpressionClass.labels()).append(recognition("01"));
		new RecognitionFile(file, ExpressionClass.labels()).append(recognition("a \"quoted\", clip.avi"));
		final Table table = Table.readCsv(file, Recognition.TABLE, Recognition.columns(ExpressionClass.labels()));
		assertEquals(List.of(recognition("01").row(), recognition("a \"quoted\", clip.avi").row()), table.rows());
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(1, files.count(), "nothing is left beside the file");
		}
	}

	@Test
	void whatIsThereSurvivesAFailure(@TempDir final Path folder) throws IOException {
		final Path file = folder.resolve("predictions.csv");
		final RecognitionFile predictions = new RecognitionFile(file, ExpressionClass.labels());
		predictions.append(recognition("first"));
		final String before = Files.readString(file);
		// A folder in the place of the lock fails the writing, whoever runs the test.
		Files.createDirectory(folder.resolve(".predictions.csv.microexpression.lock"));
		final String sentence = assertThrows(InputException.class, () -> predictions.append(recognition("second")))
			.getMessage();
		assertTrue(sentence.contains(file.toString()), sentence);
		assertEquals(before, Files.readString(file));
	}

	@Test
	void otherFilesAreLeftAlone(@TempDir final Path folder) throws IOException {
		final Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
		assertThrows(InputException.class, () -> new RecognitionFile(file, ExpressionClass.labels()));
		assertEquals("a,b\n1,2\n", Files.readString(file));
	}
}
