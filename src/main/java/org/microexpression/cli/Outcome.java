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

package org.microexpression.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.TableRow;

/**
 * What came of a call, as {@code --json} prints it: {@code command}, {@code ok}, {@code error} where it failed,
 * {@code messages} (sentences), {@code files} (paths of what was written), {@code tables} (of every CSV file among
 * them, by its name, a list of its rows). In tables a column whose cells are all numbers holds numbers, an empty cell
 * is null.
 */
final class Outcome {

	private final Map<String, Object> entries = new LinkedHashMap<>();
	private final List<String> messages = new ArrayList<>();
	private final List<String> files = new ArrayList<>();
	private final Map<String, Object> tables = new LinkedHashMap<>();

	/** When the files that were there before the call were written. */
	private final Map<Path, FileTime> earlier = new HashMap<>();

	Outcome(final String command) {
		entries.put("command", command);
		entries.put("ok", true);
	}

	void failed(final String sentence) {
		entries.put("ok", false);
		entries.put("error", sentence);
	}

	/** @return why it failed; empty where it did not */
	Optional<String> failure() {
		return Optional.ofNullable((String) entries.get("error"));
	}

	/**
	 * ImageJ's log goes to the standard output where there is no window.
	 *
	 * @param to   where to print it instead
	 * @param work what is done meanwhile
	 * @return what the work gives; what it said is among the messages
	 */
	String listeningTo(final PrintStream to, final Supplier<String> work) {
		final PrintStream before = System.out;
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		System.setOut(new PrintStream(new Both(said, to), true, StandardCharsets.UTF_8));
		try {
			return work.get();
		}
		finally {
			System.out.flush();
			System.setOut(before);
			said.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).forEach(messages::add);
		}
	}

	private static final class Both extends OutputStream {

		private final OutputStream one, other;

		Both(final OutputStream one, final OutputStream other) {
			this.one = one;
			this.other = other;
		}

		@Override
		public void write(final int b) throws IOException {
			one.write(b);
			other.write(b);
		}

		@Override
		public void flush() throws IOException {
			other.flush();
		}
	}

	/** @param paths files and folders that the command is given, before it runs */
	void begin(final List<Path> paths) {
		paths.forEach(path -> earlier.putAll(times(path)));
	}

	/**
	 * Takes what is new or was written since {@link #begin}.
	 *
	 * @param paths the same files and folders, after the command
	 * @param table one of them that is nobody's: its rows count, the file does not; empty for none
	 */
	void end(final List<Path> paths, final Optional<Path> table) {
		for (final Path path : paths) {
			times(path).forEach((file, time) -> {
				if (time.equals(earlier.get(file)) || files.contains(file.toString())) return;
				if (table.filter(file::equals).isEmpty()) files.add(file.toString());
				if (file.toString().endsWith(".csv")) tables.put(file.getFileName().toString(), rows(CsvTable.read(file)));
			});
		}
	}

	/** When a file, or each file in a folder, was last written. */
	private static SortedMap<Path, FileTime> times(final Path path) {
		final SortedMap<Path, FileTime> times = new TreeMap<>();
		if (!Files.exists(path)) return times;
		try (Stream<Path> below = Files.walk(path, 1)) {
			for (final Path file : below.filter(Files::isRegularFile).toList())
				times.put(file, Files.getLastModifiedTime(file));
			return times;
		}
		catch (final IOException e) {
			throw new InputException("What is in '" + path + "' cannot be read (" + Reasons.of(e) +
				"); check the folder's rights.", e);
		}
	}

	private static List<Map<String, Object>> rows(final List<TableRow> all) {
		final List<Map<String, Object>> rows = new ArrayList<>();
		if (all.isEmpty()) return rows;
		final List<String> header = all.get(0).cells();
		final List<TableRow> body = all.subList(1, all.size());
		final boolean[] numbers = new boolean[header.size()];
		for (int c = 0; c < numbers.length; c++) {
			final int column = c;
			numbers[c] = body.stream().allMatch(row -> cell(row, column) == null || isNumber(cell(row, column)));
		}
		for (final TableRow row : body) {
			final Map<String, Object> named = new LinkedHashMap<>();
			for (int c = 0; c < numbers.length; c++) {
				final String cell = cell(row, c);
				named.put(header.get(c), cell == null || !numbers[c] ? cell : number(cell));
			}
			rows.add(named);
		}
		return rows;
	}

	private static String cell(final TableRow row, final int column) {
		final String cell = column < row.cells().size() ? row.cells().get(column) : "";
		return cell.isEmpty() ? null : cell;
	}

	/** The subject 01 is none: nothing is to be lost. */
	private static boolean isNumber(final String cell) {
		return cell.matches("-?(0|[1-9][0-9]{0,17})|-?(0|[1-9][0-9]*)\\.[0-9]+([eE]-?[0-9]+)?");
	}

	private static Number number(final String cell) {
		if (cell.contains(".")) return Double.valueOf(cell);
		return Long.valueOf(cell);
	}

	String json() {
		final Map<String, Object> all = new LinkedHashMap<>(entries);
		all.put("messages", messages);
		all.put("files", files);
		all.put("tables", tables);
		final Gson gson = new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();
		return gson.toJson(all);
	}
}
