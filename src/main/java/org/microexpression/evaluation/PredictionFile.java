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
package org.microexpression.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.microexpression.base.InputException;

/**
 * Predictions from a CSV file of any tool: a header line, then a row a clip. Columns are found by their usual names,
 * whatever the case and punctuation; separators are comma, semicolon or tab.
 *
 * @param file the file
 * @param has  the columns it has
 * @param rows its rows
 */
record PredictionFile(Path file, List<Role> has, List<Row> rows) {

	/** What a column holds, with the names that it is known by, the best first. */
	enum Role {
		DATASET("dataset", "database", "data", "db"), //
		SUBJECT("subject", "subjectid", "sub", "subid", "participant", "person"), //
		CLIP("clip", "clipname", "clipid", "sample", "samplename", "video", "filename", "file", "name", "id"), //
		TRUTH("truth", "groundtruth", "gt", "ytrue", "true", "truelabel", "trueclass", "label", "target", "actual", "class"), //
		PREDICTION("prediction", "predicted", "pred", "ypred", "predictedlabel", "predictedclass", "predlabel", "output");

		private final List<String> names;

		Role(final String... names) {
			this.names = List.of(names);
		}
	}

	/**
	 * A clip. Dataset and subject are empty where the file has no such column.
	 *
	 * @param line 1-based line of the file
	 */
	record Row(String dataset, String subject, String clip, String truth, String prediction, long line) {}

	/**
	 * @param file the file
	 * @return its predictions
	 * @throws InputException if it cannot be read, lacks clip, truth or prediction, or has an empty cell or no row
	 */
	static PredictionFile read(final Path file) {
		try {
			final String text = Files.readString(file);
			return parse(file, text.startsWith("\ufeff") ? text.substring(1) : text);
		}
		catch (final CharacterCodingException e) {
			throw new InputException("The file '" + file + "' is not UTF-8 text; save it as CSV in UTF-8.", e);
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + e.getMessage() +
				"); check that it is there and a CSV file.", e);
		}
	}

	private static PredictionFile parse(final Path file, final String text) throws IOException {
		final CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(true).setTrim(
			true).get();
		try (CSVParser parser = CSVParser.parse(text, format)) {
			Map<Role, Integer> columns = null;
			final List<Row> rows = new ArrayList<>();
			for (final CSVRecord record : parser) {
				if (columns == null) columns = columns(file, record);
				else rows.add(row(file, record, columns, parser.getCurrentLineNumber()));
			}
			if (rows.isEmpty()) throw new InputException("The file '" + file + "' holds no prediction; give a row a clip.");
			return new PredictionFile(file, List.copyOf(columns.keySet()), rows);
		}
	}

	private static char delimiter(final String text) {
		final String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
		char best = ',';
		for (final char candidate : new char[] { ';', '\t' })
			if (count(header, candidate) > count(header, best)) best = candidate;
		return best;
	}

	private static long count(final String text, final char wanted) {
		return text.chars().filter(c -> c == wanted).count();
	}

	private static Map<Role, Integer> columns(final Path file, final CSVRecord header) {
		final List<String> names = new ArrayList<>();
		header.forEach(name -> names.add(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")));
		final Map<Role, Integer> columns = new EnumMap<>(Role.class);
		for (final Role role : Role.values())
			role.names.stream().filter(names::contains).findFirst().ifPresent(name -> columns.put(role, names.indexOf(name)));
		for (final Role role : List.of(Role.CLIP, Role.TRUTH, Role.PREDICTION))
			if (!columns.containsKey(role)) throw new InputException("The file '" + file + "' has no column for the " + role
				.name().toLowerCase(Locale.ROOT) + " among " + header.toList() + "; call it '" + role.names.get(0) + "'.");
		return columns;
	}

	private static Row row(final Path file, final CSVRecord record, final Map<Role, Integer> columns, final long line) {
		final Map<Role, String> cells = new EnumMap<>(Role.class);
		columns.forEach((role, column) -> {
			final String cell = column < record.size() ? record.get(column) : "";
			if (cell.isEmpty()) throw new InputException("Line " + line + " of '" + file + "' has no " + role.name()
				.toLowerCase(Locale.ROOT) + "; fill it in or remove the line.");
			cells.put(role, cell);
		});
		return new Row(cells.getOrDefault(Role.DATASET, ""), cells.getOrDefault(Role.SUBJECT, ""), cells.get(Role.CLIP), cells
			.get(Role.TRUTH), cells.get(Role.PREDICTION), line);
	}
}
