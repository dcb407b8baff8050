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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * CSV of plain text cells. Read as people have it: UTF-8 with or without a byte order mark, parted by comma, semicolon
 * or tab, whichever parts the rows into columns. Written with commas and quotation marks where they are needed, lines
 * ending with a line feed.
 */
public final class CsvTable {

	/** What workbooks (.xlsx, .ods) and other ZIP files begin with. */
	private static final byte[] ZIP = { 'P', 'K', 3, 4 };

	/** More than the first columns of a table take. */
	private static final int FIRST_BYTES = 256;

	private static final int LINES_FOR_DELIMITER = 40;

	/** Rows that are read in a few hundredths of a second. */
	private static final int ROWS_TOLD = 10_000;

	private static final String DELIMITERS = ",;\t";

	private static final Pattern SAYING = Pattern.compile("\"?sep=([,;\t])\"?(?=[\r\n])", Pattern.CASE_INSENSITIVE);

	private static final String END_OF_NAME = DELIMITERS + "\r\n";

	private static final CSVFormat WRITTEN = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

	private CsvTable() {
		// Static methods only.
	}

	/**
	 * @param rows the cells of each row, the header first
	 * @return them as CSV text; a cell without a value is written as an empty one
	 */
	public static String text(final List<? extends List<?>> rows) {
		final StringBuilder text = new StringBuilder();
		try (CSVPrinter printer = new CSVPrinter(text, WRITTEN)) {
			printer.printRecords(rows);
		}
		catch (final IOException e) {
			throw new UncheckedIOException("A StringBuilder can be written", e);
		}
		return text.toString();
	}

	/**
	 * @param file the CSV file
	 * @return all rows with all cells as text; row numbers are 1-based and count empty rows, as spreadsheets show them
	 * @throws InputException if the file cannot be read, is not UTF-8, has a broken quotation, or may be parted by one
	 *                        character as well as by another
	 */
	public static List<TableRow> read(final Path file) {
		return read(file, Progress.none());
	}

	/**
	 * @param file     the CSV file
	 * @param progress progress of a long one, and cancellation
	 * @return as {@link #read(Path)}
	 * @throws InputException                             as {@link #read(Path)}
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static List<TableRow> read(final Path file, final Progress progress) {
		final String text = text(file);
		final char said = saidDelimiter(text);
		final CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(said == 0 ? delimiter(file, text) : said)
			.setIgnoreEmptyLines(false).get();
		final List<TableRow> rows = new ArrayList<>();
		try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
			for (final CSVRecord line : parser) {
				final boolean saying = said != 0 && rows.isEmpty();
				rows.add(new TableRow((int) line.getRecordNumber(), saying ? List.of() : line.toList()));
				if (rows.size() % ROWS_TOLD != 0) continue;
				progress.report("Reading " + file.getFileName(), line.getCharacterPosition(), text.length());
				progress.checkCanceled();
			}
		}
		catch (final CancellationException e) {
			// It is an IllegalStateException too.
			throw e;
		}
		catch (IOException | UncheckedIOException | IllegalStateException e) {
			throw new InputException("Row " + (rows.size() + 1) + " of " + file +
				" is not valid CSV (a quotation mark is not closed or stands in the middle of a value); correct that row.", e);
		}
		return rows;
	}

	/**
	 * To be asked before a table takes a file's place, and best before it is computed: what somebody else has written
	 * there is not lost.
	 *
	 * @param file    where the table is to go
	 * @param columns names of the table's first columns, which older versions of it have too
	 * @throws InputException if there is a file that begins otherwise, or a folder
	 */
	public static void requireReplaceable(final Path file, final List<String> columns) {
		if (Files.isDirectory(file)) throw new InputException("The folder '" + file +
			"' cannot be written as a table; give a file.");
		final byte[] there = Replaceable.beginning(file, FIRST_BYTES);
		if (there.length == 0) return;
		final String begin = new String(there, StandardCharsets.UTF_8).replace("\"", "").replace("\uFEFF", "");
		final boolean ours = DELIMITERS.chars().anyMatch(delimiter -> {
			final String names = String.join(Character.toString(delimiter), columns).replace("\"", "");
			return begin.startsWith(names) && (begin.length() == names.length() || END_OF_NAME.indexOf(begin.charAt(names
				.length())) >= 0);
		});
		if (!ours) throw new InputException("The file '" + file +
			"' exists and is no table of that kind; give a new file, so that nothing is lost.");
	}

	/** All of a file of UTF-8 text, without its byte order mark. */
	static String text(final Path file) {
		Reasons.requireFile(file);
		if (Files.isDirectory(file)) throw new InputException("The path '" + file +
			"' is that of a folder; give the CSV file itself.");
		final byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); check the path and that its drive is connected.", e);
		}
		if (Arrays.mismatch(bytes, ZIP) == ZIP.length) throw new InputException("The file '" + file +
			"' is no text but an Excel workbook or another ZIP file; save the sheet as 'CSV UTF-8' and give that file.");
		try {
			final String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
			// Every second byte of UTF-16 is one in most languages; without a mark at its beginning it passes for UTF-8.
			if (text.indexOf('\0') >= 0) throw new InputException("The file '" + file +
				"' holds bytes of value 0, as UTF-16 does, and is not UTF-8 text; save it again as 'CSV UTF-8'.");
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (final CharacterCodingException e) {
			throw new InputException("The file '" + file +
				"' is not UTF-8 text; save it again as 'CSV UTF-8', so that names are read as they are written.", e);
		}
	}

	/** @return the delimiter that the first line names, as spreadsheets understand it ({@code sep=;}), 0 for none */
	private static char saidDelimiter(final String text) {
		final Matcher said = SAYING.matcher(text);
		return said.lookingAt() ? said.group(1).charAt(0) : 0;
	}

	/**
	 * The delimiter that stands in most lines, the header among them; of several, the one that parts most lines into the
	 * same number of cells: a list such as 1,2,4 within a cell is longer in one line and shorter in another. Where that
	 * leaves two, the header decides, in which lists are rare.
	 */
	private static char delimiter(final Path file, final String text) {
		requireNoBars(file, text);
		final List<int[]> lines = delimiters(text);
		final List<Character> best = new ArrayList<>();
		long most = 1;
		for (int k = 0; k < DELIMITERS.length(); k++) {
			final int candidate = k;
			final Map<Integer, Long> counts = lines.stream().map(line -> line[candidate]).filter(count -> count > 0).collect(
				Collectors.groupingBy(count -> count, Collectors.counting()));
			final long parted = counts.values().stream().mapToLong(Long::longValue).sum();
			final long alike = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
			final long score = parted * (LINES_FOR_DELIMITER + 1) + alike;
			if (score > most) best.clear();
			if (score >= most) best.add(DELIMITERS.charAt(k));
			most = Math.max(most, score);
		}
		if (best.size() < 2) return best.isEmpty() ? DELIMITERS.charAt(0) : best.get(0);
		final int[] header = lines.get(0);
		final List<Character> inHeader = best.stream().filter(c -> header[DELIMITERS.indexOf(c)] > 0).toList();
		if (inHeader.size() == 1) return inHeader.get(0);
		throw new InputException("The file '" + file + "' may be parted by " + best.stream().map(CsvTable::named).collect(
			Collectors.joining(" or by ")) +
			", which stand in as many of its lines; put cells that hold one of them in quotation marks.");
	}

	/** Columns that are parted by bars would be read as one. */
	private static void requireNoBars(final Path file, final String text) {
		final String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
		if (header.indexOf('|') >= 0 && header.chars().noneMatch(c -> DELIMITERS.indexOf(c) >= 0)) throw new InputException(
			"The columns of '" + file +
				"' are parted by '|', which is not read; save it with commas, semicolons or tabs between the columns.");
	}

	private static String named(final char delimiter) {
		return delimiter == ',' ? "commas" : delimiter == ';' ? "semicolons" : "tabs";
	}

	/**
	 * @return how often each delimiter stands in each of the first lines that are not blank, outside of quotation marks
	 */
	private static List<int[]> delimiters(final String text) {
		final List<int[]> lines = new ArrayList<>();
		int[] counts = new int[DELIMITERS.length()];
		boolean quoted = false;
		boolean blank = true;
		for (int i = 0; i <= text.length() && lines.size() < LINES_FOR_DELIMITER; i++) {
			final char c = i < text.length() ? text.charAt(i) : '\n';
			if (c == '"') quoted = !quoted;
			blank &= Character.isWhitespace(c) && c != '\t';
			if ((c == '\n' || c == '\r') && (!quoted || i == text.length())) {
				if (!blank) lines.add(counts);
				counts = new int[DELIMITERS.length()];
				blank = true;
			}
			else if (!quoted && DELIMITERS.indexOf(c) >= 0) counts[DELIMITERS.indexOf(c)]++;
		}
		return lines;
	}
}
