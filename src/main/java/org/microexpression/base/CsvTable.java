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
package org.microexpression.base;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV text as people have it: UTF-8 with or without a byte order mark, parted by comma, semicolon or tab. */
public final class CsvTable {

	private static final int LINES_FOR_DELIMITER = 40;

	private CsvTable() {
		// Static reader only.
	}

	/**
	 * @param file the CSV file
	 * @return all rows with all cells as text; row numbers are 1-based and count empty rows, as spreadsheets show them
	 * @throws InputException if the file cannot be read, is not UTF-8 or has a broken quotation
	 */
	public static List<TableRow> read(final Path file) {
		final String text = text(file);
		final CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(false)
			.get();
		final List<TableRow> rows = new ArrayList<>();
		try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
			for (final CSVRecord line : parser) {
				rows.add(new TableRow((int) line.getRecordNumber(), line.toList()));
			}
		}
		catch (IOException | UncheckedIOException | IllegalStateException e) {
			throw new InputException("Row " + (rows.size() + 1) + " of " + file +
				" is not valid CSV (a quotation mark is not closed or stands in the middle of a value); correct that row.",
				e);
		}
		return rows;
	}

	private static String text(final Path file) {
		final byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		}
		catch (final IOException e) {
			throw new InputException("The file " + file + " cannot be read (" + (Files.exists(file) ? e.getMessage()
				: "it does not exist") + "); check the path and that its drive is connected.", e);
		}
		try {
			final String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (final CharacterCodingException e) {
			throw new InputException("The file " + file +
				" is not UTF-8 text; save it again as 'CSV UTF-8', so that names are read as they are written.", e);
		}
	}

	private static String delimiter(final String text) {
		final int[] counts = new int[3];
		final String candidates = ",;\t";
		boolean quoted = false;
		int lines = 0;
		for (int i = 0; i < text.length() && lines < LINES_FOR_DELIMITER; i++) {
			final char c = text.charAt(i);
			if (c == '"') quoted = !quoted;
			else if (c == '\n') lines++;
			else if (!quoted && candidates.indexOf(c) >= 0) counts[candidates.indexOf(c)]++;
		}
		int best = 0;
		for (int k = 1; k < counts.length; k++) if (counts[k] > counts[best]) best = k;
		return candidates.substring(best, best + 1);
	}
}
