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

package org.microexpression.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Sample;

/** SAMM Long Videos in their layout: a header ten rows down, several expressions a video, an onset of 0. */
class SammLongReaderTest {

	@TempDir
	private Path folder;

	private void write() throws IOException {
		for (final String video : List.of("006_1", "006_5", "007_3")) {
			final Path frames = Files.createDirectories(folder.resolve("SAMM_longvideos").resolve(video));
			for (int i = 1; i <= 60; i++)
				Files.write(frames.resolve(String.format(Locale.ROOT, "%s_%04d.jpg", video, i)), new byte[] { 1 });
		}
		try (OutputStream out = Files.newOutputStream(folder.resolve("SAMM_LongVideos_V2_Release.xlsx"));
				Workbook book = new Workbook(out, "MicroExpression", "1.0"))
		{
			final Worksheet sheet = book.newWorksheet("MEGC2020");
			sheet.value(0, 0, "SAMM Long Videos");
			final Object[][] rows = { { "Subject", "Filename", "Inducement Code", "Onset", "Apex", "Offset", "Duration",
				"Type", "Action Units", "Notes" }, { 6, "006_1_1", 1, 10, 15, 20, 11, "Micro - 1/2", "4", "" }, { 6, "006_1_1",
					1, 30, 40, 50, 21, "Macro", "12", "" }, { 6, "006_1_2", 1, 0, 5, 9, 10, "Macro", "12", "" }, { "006",
						"006_5_1", 5, 3, 4, 8, 6, "Micro - 1/2", "1+2", "" }, { 7, "007_9_1", 9, 3, 4, 8, 6, "Macro", "", "" } };
			for (int r = 0; r < rows.length; r++) {
				for (int c = 0; c < rows[r].length; c++) {
					if (rows[r][c] instanceof final Integer number) sheet.value(10 + r, c, number);
					else sheet.value(10 + r, c, rows[r][c].toString());
				}
			}
		}
	}

	@Test
	void everyExpressionLeadsToItsVideo() throws IOException {
		write();
		final DatasetReading reading = DatasetReader.named("SAMM Long Videos").read(DatasetRequest.midpoint(folder),
			Progress.none());
		assertEquals(List.of("006/006_1_1/micro/10-15-20", "006/006_1_1_2/macro/30-40-50", "006/006_5_1/micro/3-4-8"),
			reading.samples().stream().map(s -> s.subject() + "/" + s.clip() + "/" + s.label() + "/" + s.onset() + "-" + s
				.apex() + "-" + s.offset()).toList());
		assertEquals(List.of("006_1", "006_1", "006_5"), reading.samples().stream().map(Sample::source).map(p -> p
			.getFileName().toString()).toList());
		assertTrue(reading.report().entries(Kind.SKIPPED).stream().anyMatch(e -> e.message().startsWith(
			"Its onset is 0, before the first frame (row 14")), reading.report().text());
		assertTrue(reading.report().entries(Kind.MISSING).stream().anyMatch(e -> e.clip().equals("007_9_1")), reading
			.report().text());
		assertTrue(reading.report().entries(Kind.SKIPPED).stream().anyMatch(e -> e.clip().equals("007_3")),
			"a video without an expression is told");
	}
}
