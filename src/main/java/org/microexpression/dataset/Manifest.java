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

package org.microexpression.dataset;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.dataset.Sample.StoredField;
import org.microexpression.expression.ClassScheme;

/**
 * The list of samples that training and evaluation work on: a CSV file in UTF-8 with a header row.
 * <table>
 * <caption>Columns</caption>
 * <tr><td>{@code dataset}</td><td>id of the dataset, for instance {@code casme2}</td></tr>
 * <tr><td>{@code subject}</td><td>the subject's id; always text, so that {@code 006} stays {@code 006}</td></tr>
 * <tr><td>{@code clip}</td><td>name of the clip, unique within dataset and subject</td></tr>
 * <tr><td>{@code path}</td><td>folder of numbered frames, or video or stack file; relative paths start at the
 * manifest's folder</td></tr>
 * <tr><td>{@code onset}, {@code apex}, {@code offset}</td><td>frame numbers as the files' names carry them; empty
 * where unknown</td></tr>
 * <tr><td>{@code class}</td><td>the class, for instance {@code negative}, {@code positive}, {@code surprise}</td></tr>
 * <tr><td>{@code aus}</td><td>action units as the coder wrote them, may be empty</td></tr>
 * <tr><td>{@code field}, {@code index}</td><td>instead of path and frames: a TIFF hyperstack whose first two channels
 * are u and v, and the 1-based frame in it</td></tr>
 * <tr><td>{@code components}</td><td>what the field's two channels mean: {@code uv} (also where empty), {@code uv-up},
 * {@code polar}, {@code polar-degrees}; optional</td></tr>
 * <tr><td>{@code eye_row}, {@code mouth_row}</td><td>rows of the field at which eyes and mouth corners lie, pixel
 * centres at whole numbers; optional</td></tr>
 * <tr><td>{@code points}</td><td>instead of the rows: five points of the face in the field, {@code x,y} each, parted by
 * blanks: the eyes, the tip of the nose, the corners of the mouth, the image's left first; optional</td></tr>
 * <tr><td>{@code kind}</td><td>{@code micro} or {@code macro}, where a dataset of long videos tells; optional</td></tr>
 * <tr><td>{@code flags}</td><td>what a reader repaired or chose, parted by {@code ;}; optional</td></tr>
 * </table>
 * {@code dataset}, {@code subject}, {@code clip} and {@code class} must be there, and either {@code path}, {@code
 * onset} and {@code apex} or {@code field} and {@code index}; columns may stand in any order and others are passed
 * over. What is written is read back equal.
 */
public final class Manifest {

	static final List<String> BASE = List.of("dataset", "subject", "clip", "path", "onset", "apex", "offset", "class",
		"aus");

	private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?");

	private final List<Path> files;
	private final List<Sample> samples;
	private final int[] rows;

	private Manifest(final List<Path> files, final List<Sample> samples, final int[] rows) {
		this.files = List.copyOf(files);
		this.samples = List.copyOf(samples);
		this.rows = rows;
	}

	/** @return the file it was read from, the first one of two */
	public Path file() {
		return files.get(0);
	}

	/**
	 * @param i position in {@link #samples()}
	 * @return the file that sample was read from
	 */
	public Path file(final int i) {
		return files.get(i);
	}

	/**
	 * @param other another manifest
	 * @return the samples of both, those of the other one behind
	 */
	public Manifest and(final Manifest other) {
		final List<Path> both = new ArrayList<>(files);
		both.addAll(other.files);
		final List<Sample> all = new ArrayList<>(samples);
		all.addAll(other.samples);
		return new Manifest(both, all, IntStream.concat(Arrays.stream(rows), Arrays.stream(other.rows)).toArray());
	}

	/** @return the samples in the order of the file */
	public List<Sample> samples() {
		return samples;
	}

	/**
	 * @param i position in {@link #samples()}
	 * @return the sample's row number in the file, the header being row 1
	 */
	public int row(final int i) {
		return rows[i];
	}

	/**
	 * Reads a manifest strictly.
	 *
	 * @param csv the file
	 * @return its samples; paths are absolute
	 * @throws InputException naming file, row, column and value, if a column is missing, a number is none, a row stands
	 *                        twice or there is no row
	 */
	public static Manifest read(final Path csv) {
		return read(csv, Progress.none());
	}

	/**
	 * @param csv      the file
	 * @param progress cancellation of reading a long one
	 * @return as {@link #read(Path)}
	 * @throws InputException                             as {@link #read(Path)}
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Manifest read(final Path csv, final Progress progress) {
		return read(csv, problem -> {
			throw new InputException(problem.sentence());
		}, progress.silent());
	}

	/**
	 * What is wrong with one row.
	 *
	 * @param row      1-based row number
	 * @param subject  the row's subject, may be empty
	 * @param clip     the row's clip, may be empty
	 * @param sentence what is wrong and what to do
	 */
	public record RowProblem(int row, String subject, String clip, String sentence) {
	}

	/**
	 * Reads a manifest, leaving out rows that cannot be used.
	 *
	 * @param csv     the file
	 * @param problem receives each row that is left out
	 * @return the samples of all other rows
	 */
	public static Manifest read(final Path csv, final Consumer<RowProblem> problem) {
		return read(csv, problem, Progress.none());
	}

	/**
	 * Reads a manifest, leaving out rows that cannot be used.
	 *
	 * @param csv      the file
	 * @param problem  receives each row that is left out
	 * @param progress progress of a long one, and cancellation
	 * @return the samples of all other rows
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Manifest read(final Path csv, final Consumer<RowProblem> problem, final Progress progress) {
		final Path file = csv.toAbsolutePath().normalize();
		final List<TableRow> table = CsvTable.read(file, progress);
		int first = 0;
		while (first < table.size() && table.get(first).isBlank())
			first++;
		if (first == table.size()) throw new InputException("The manifest " + file +
			" is empty; its first row must name the columns " + String.join(", ", BASE) + ".");
		final ManifestColumns columns = new ManifestColumns(file, table.get(first));
		final List<Sample> read = new ArrayList<>();
		final List<Integer> numbers = new ArrayList<>();
		final Map<String, Integer> seen = new HashMap<>();
		final Map<String, Integer> contradicted = new HashMap<>();
		for (final TableRow row : table.subList(first + 1, table.size())) {
			if (row.isBlank()) continue;
			try {
				final Sample sample = columns.sample(row);
				final String key = Titles.composed(sample.key());
				final Integer earlier = seen.putIfAbsent(key, read.size());
				final boolean same = earlier == null || sample.equals(read.get(earlier));
				if (!same) contradicted.putIfAbsent(key, row.number());
				if (earlier != null) throw new InputException("Row " + row.number() + " of " + file + (same ? " repeats row "
					: " contradicts row ") + numbers.get(earlier) + " (" + sample.key() +
					"); leave one of them out or rename the clip.");
				read.add(sample);
				numbers.add(row.number());
			}
			catch (final InputException e) {
				problem.accept(new RowProblem(row.number(), columns.text(row, "subject"), columns.text(row, "clip"), e
					.getMessage()));
			}
		}
		final List<Sample> samples = new ArrayList<>();
		final List<Integer> rows = new ArrayList<>();
		for (int i = 0; i < read.size(); i++) {
			final Sample sample = read.get(i);
			final Integer other = contradicted.get(Titles.composed(sample.key()));
			if (other == null) {
				samples.add(sample);
				rows.add(numbers.get(i));
			}
			else problem.accept(new RowProblem(numbers.get(i), sample.subject(), sample.clip(), "Row " + numbers.get(i) +
				" of " + file + " is contradicted by row " + other + " (" + sample.key() + "); neither is used."));
		}
		if (samples.isEmpty()) throw new InputException("The manifest " + file +
			" has no usable row below its header; add a row for each clip.");
		return new Manifest(Collections.nCopies(samples.size(), file), samples, rows.stream().mapToInt(Integer::intValue)
			.toArray());
	}

	/**
	 * Writes a manifest; paths below or beside the manifest's folder are written relative to it. The columns
	 * {@code field}, {@code index}, {@code kind} and {@code flags} are written where a sample has them.
	 *
	 * @param csv     the file, replaced where it exists, and only by a whole one
	 * @param samples its rows
	 * @throws InputException if the file cannot be written, or is there and no manifest
	 */
	public static void write(final Path csv, final List<Sample> samples) {
		final Path file = csv.toAbsolutePath().normalize();
		final boolean fields = samples.stream().anyMatch(Sample::hasField);
		final boolean layouts = samples.stream().anyMatch(s -> !layout(s).equals(FieldLayout.REGISTERED));
		final boolean kinds = samples.stream().anyMatch(s -> !s.kind().isEmpty());
		final boolean flags = samples.stream().anyMatch(s -> !s.flags().isEmpty());
		final List<String> header = new ArrayList<>(BASE);
		if (fields) header.addAll(List.of("field", "index"));
		if (layouts) header.addAll(LayoutCells.COLUMNS);
		if (kinds) header.add("kind");
		if (flags) header.add("flags");
		final List<List<String>> rows = new ArrayList<>(List.of(header));
		for (final Sample s : samples) {
			final List<String> cells = new ArrayList<>(List.of(s.dataset(), s.subject(), s.clip(), relative(file, s.path()),
				number(s.onset()), number(s.apex()), number(s.offset()), s.label(), s.aus()));
			if (fields) cells.addAll(List.of(relative(file, s.field().map(StoredField::file)), s.field().map(f -> number(f
				.index())).orElse("")));
			if (layouts) cells.addAll(LayoutCells.of(layout(s)));
			if (kinds) cells.add(s.kind());
			if (flags) cells.add(s.flags());
			rows.add(cells);
		}
		try {
			if (file.getParent() != null) Files.createDirectories(file.getParent());
		}
		catch (final IOException e) {
			throw new InputException("The manifest " + file + " cannot be written (" + Reasons.of(e) +
				"); choose a folder that exists and is writable.", e);
		}
		CsvTable.requireReplaceable(file, BASE.subList(0, 2));
		AtomicFile.write(file, CsvTable.text(rows));
	}

	private static String number(final int value) {
		return value == Sample.ABSENT ? "" : Integer.toString(value);
	}

	private static FieldLayout layout(final Sample sample) {
		return sample.field().map(StoredField::layout).orElse(FieldLayout.REGISTERED);
	}

	private static String relative(final Path manifest, final Optional<Path> source) {
		if (source.isEmpty()) return "";
		final Path path = source.get();
		final Path absolute = path.toAbsolutePath().normalize();
		final Path folder = manifest.getParent();
		if (!absolute.getRoot().equals(folder.getRoot())) return absolute.toString();
		final Path relative = folder.relativize(absolute);
		final String text = relative.toString().isEmpty() ? "." : relative.toString();
		return text.replace(path.getFileSystem().getSeparator(), "/");
	}

	/**
	 * The classes by which the rows are told apart.
	 *
	 * @param title one of {@link ClassScheme#titles()}, in any case and without regard to spaces and punctuation
	 * @return the scheme; for {@link ClassScheme#OF_MANIFEST} the classes that the rows have, in alphabetical order
	 * @throws InputException if there is no such scheme, or the rows are of one class
	 */
	public ClassScheme scheme(final String title) {
		return ClassScheme.named(title).orElseGet(() -> {
			final List<String> own = samples().stream().map(s -> Titles.word(s.label())).distinct().sorted().toList();
			requireOneNaming(own);
			if (own.size() < 2) throw new InputException("All rows of " + file() + " are of the one class '" + own.get(0) +
				"'; give clips of two or more classes.");
			return new ClassScheme(ClassScheme.OF_MANIFEST, own);
		});
	}

	/** 0 may be another word for negative, and 1.0 is 1 in a column of real numbers. */
	private void requireOneNaming(final List<String> own) {
		final List<String> numbers = own.stream().filter(name -> NUMBER.matcher(name).matches()).toList();
		final long different = numbers.stream().map(name -> new BigDecimal(name).stripTrailingZeros()).distinct().count();
		if (different < numbers.size()) throw new InputException("The classes of " + file() +
			" are written in several ways (" + Titles.some(numbers) + "); write the same number alike in all rows.");
		if (!numbers.isEmpty() && numbers.size() < own.size()) throw new InputException("The classes of " + file() +
			" are words and numbers (" + Titles.some(own) + "); write all as words or all as numbers.");
	}

	/**
	 * The class numbers of all rows.
	 *
	 * @param scheme the classes
	 * @return a class number a row
	 * @throws InputException naming file, row and class, if the scheme does not know a class
	 */
	public int[] numbers(final ClassScheme scheme) {
		final int[] numbers = new int[samples().size()];
		for (int i = 0; i < numbers.length; i++) {
			final String label = samples().get(i).label();
			numbers[i] = scheme.indexOf(label);
			if (numbers[i] < 0) throw new InputException("Row " + row(i) + " of " + file(i) + " has the unknown class '" +
				label + "'; 'classes' (Classes) is '" + scheme.name() + "', which knows " + String.join(", ", scheme.labels()) +
				". Choose other classes, such as '" + ClassScheme.OF_MANIFEST + "', or correct the row.");
		}
		return numbers;
	}
}
