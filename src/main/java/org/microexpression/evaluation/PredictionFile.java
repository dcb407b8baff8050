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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.NamedColumns;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;

/**
 * Predictions from a CSV file of any tool: a header line, then a row a clip. Columns are found by their usual names,
 * whatever the case and punctuation; separators are comma, semicolon or tab.
 *
 * @param file the file
 * @param has  the columns it has
 * @param rows its rows
 * @param remarks what the user should know, one sentence each
 */
record PredictionFile(Path file, List<Role> has, List<Row> rows, List<String> remarks) {

	/** What a column holds, with the names that it is known by, the best first. */
	enum Role {

			DATASET("dataset", "database", "data", "db"), //
			SUBJECT("subject", "subjectid", "sub", "subid", "participant", "person"), //
			CLIP("clip", "clipname", "clipid", "sample", "samplename", "video", "filename", "file", "name", "id"), //
			TRUTH("truth", "groundtruth", "gt", "ytrue", "true", "truelabel", "trueclass", "label", "target", "actual",
				"class"), //
			PREDICTION("prediction", "predicted", "pred", "ypred", "predictedlabel", "predictedclass", "predlabel", "output");

		private final List<String> names;

		Role(final String... names) {
			this.names = List.of(names);
		}
	}

	/**
	 * A clip. Dataset and subject are empty where the file has no such column.
	 *
	 * @param line 1-based row of the file, the header being row 1
	 */
	record Row(String dataset, String subject, String clip, String truth, String prediction, long line) {
	}

	/**
	 * @param file     the file
	 * @param progress progress of a long one, and cancellation
	 * @return its predictions
	 * @throws InputException if it cannot be read, lacks clip, truth or prediction, or has an empty cell or no row
	 */
	static PredictionFile read(final Path file, final Progress progress) {
		final List<TableRow> table = CsvTable.read(file, progress).stream().filter(row -> !row.isBlank()).toList();
		final List<String> remarks = new ArrayList<>();
		final Map<Role, Integer> columns = table.isEmpty() ? Map.of() : columns(file, table, remarks);
		if (table.size() < 2) throw new InputException("The file '" + file + "' holds no prediction; give a row a clip.");
		final List<Row> rows = new ArrayList<>();
		for (final TableRow row : table.subList(1, table.size()))
			rows.add(row(file, row, columns));
		return new PredictionFile(file, List.copyOf(columns.keySet()), rows, remarks);
	}

	private static Map<Role, Integer> columns(final Path file, final List<TableRow> table, final List<String> remarks) {
		final TableRow header = table.get(0);
		final List<TableRow> rows = table.subList(1, table.size());
		final List<String> names = new ArrayList<>();
		header.cells().forEach(name -> names.add(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")));
		final Map<Role, Integer> columns = new EnumMap<>(Role.class);
		for (final Role role : Role.values()) {
			final List<Integer> found = NamedColumns.find(names, role.names);
			if (found.isEmpty()) continue;
			columns.put(role, found.get(0));
			// A clip may be known by its name, its file and its number at once.
			if (role == Role.CLIP && found.size() > 1 && !names.get(found.get(0)).equals(names.get(found.get(1)))) remarks
				.add("Clips of '" + file + "' are known by the column '" + header.cell(found.get(0)) + "', not by '" + header
					.cell(found.get(1)) + "'.");
			else NamedColumns.requireAlike(file, header, rows, found);
		}
		for (final Role role : List.of(Role.CLIP, Role.TRUTH, Role.PREDICTION))
			if (!columns.containsKey(role)) throw new InputException("The file '" + file + "' has no column for the " + role
				.name().toLowerCase(Locale.ROOT) + " among " + Titles.some(header.cells()) + "; call it '" + role.names.get(0) +
				"'.");
		return columns;
	}

	private static Row row(final Path file, final TableRow row, final Map<Role, Integer> columns) {
		final Map<Role, String> cells = new EnumMap<>(Role.class);
		columns.forEach((role, column) -> {
			final String cell = row.cell(column);
			if (cell.isEmpty()) throw new InputException("Line " + row.number() + " of '" + file + "' has no " + role.name()
				.toLowerCase(Locale.ROOT) + "; fill it in or remove the line.");
			// What a truth or a prediction may be, its classes tell.
			if (role.compareTo(Role.TRUTH) < 0 && Titles.isNobody(cell)) throw new InputException("Line " + row.number() +
				" of '" + file + "' has the " + role.name().toLowerCase(Locale.ROOT) + " '" + cell +
				"', which programs write where there is none; fill it in or remove the line.");
			cells.put(role, cell);
		});
		return new Row(cells.getOrDefault(Role.DATASET, ""), cells.getOrDefault(Role.SUBJECT, ""), cells.get(Role.CLIP),
			cells.get(Role.TRUTH), cells.get(Role.PREDICTION), row.number());
	}
}
