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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.Canary;
import org.microexpression.base.InputException;

/** Workbooks made to harm whoever opens them. */
class HostileWorkbookTest {

	@TempDir
	private Path folder;

	private static byte[] honest() throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (Workbook workbook = new Workbook(out, "test", "1.0")) {
			workbook.newWorksheet("sheet").value(0, 0, "Subject");
		}
		return out.toByteArray();
	}

	/** The workbook with the text of its sheet and its list of sheets changed. */
	private Path changed(final UnaryOperator<String> change) throws IOException {
		final Path file = folder.resolve("book.xlsx");
		final Path honest = Files.write(folder.resolve("honest.xlsx"), honest());
		try (ZipFile in = new ZipFile(honest.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file)))
		{
			for (final ZipEntry entry : Collections.list(in.entries())) {
				out.putNextEntry(new ZipEntry(entry.getName()));
				final String text = new String(in.getInputStream(entry).readAllBytes());
				out.write((entry.getName().matches("xl/(worksheets/.*|workbook)\\.xml|.*sharedStrings.xml") ? change.apply(text)
					: text).getBytes());
			}
		}
		return file;
	}

	private static String refused(final Path file) {
		return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(InputException.class, () -> WorkbookFile
			.read(file)).getMessage());
	}

	@Test
	void aDocumentTypeIsRefused() throws IOException, InterruptedException {
		assertEquals(1, WorkbookFile.read(Files.write(folder.resolve("as it is.xlsx"), honest())).get("sheet").size());
		assertEquals(1, WorkbookFile.read(changed(text -> text)).get("sheet").size());
		try (Canary canary = new Canary(folder)) {
			for (final String type : new String[] { "SYSTEM \"" + canary.url() + "\"", "[<!ENTITY % r SYSTEM \"" + canary
				.url() + "\">%r;<!ENTITY s SYSTEM \"" + canary.secret().toUri() + "\">]" })
			{
				final Path file = changed(text -> text.replaceFirst("\\?>", "?><!DOCTYPE x " + type + ">"));
				assertEquals("The workbook " + file +
					" carries XML with a document type, which could read other files or call " +
					"other computers; save it anew as .xlsx.", refused(file));
			}
			canary.assertUntouched();
		}
	}

	@Test
	void whatUnpacksWithoutEndIsRefused() throws IOException {
		final Path file = folder.resolve("bomb.xlsx");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
			out.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
			write(out, 200);
		}
		assertEquals("The workbook " + file +
			" unpacks to more than 64 MB; save the sheet of annotations alone, as .xlsx or " + "as 'CSV UTF-8'.", refused(
				file));
	}

	private static void write(final OutputStream out, final int megabytes) throws IOException {
		final byte[] spaces = new byte[1 << 20];
		for (int i = 0; i < megabytes; i++)
			out.write(spaces);
	}

	@Test
	void aCellThatIsTooFarOutIsRefused() throws IOException {
		final Path file = changed(text -> text.replace("r=\"A1\"", "r=\"ZZZZZZ1\""));
		assertTrue(refused(file).startsWith("The workbook " + file + " has a cell beyond the last column"), refused(file));
	}
}
