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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A CSV file of a {@link Table} that rows are appended to, by several programs at once if need be. An append writes its
 * own row alone, however long the file is. A row that a killed program left half written is taken out by the next one,
 * with a remark. A symbolic link is followed.
 */
public final class TableFile {

	/** Letters of a row taken out that a remark repeats. */
	private static final int TOLD = 120;

	/** A killed program loses nothing that was written; only a power cut does, and then no more than this. */
	private static final long FORCE_NANOS = 1_000_000_000;

	private static final int NEWLINE = '\n';

	private final Path file;
	private final Table empty;
	/** Whom rows are shown to; none reads none of them. */
	private final Optional<Consumer<Table.Row>> reader;
	private final List<String> remarks = new ArrayList<>();

	/** Bytes of the file that are known to be a header and whole rows, and how many lines of the table that is. */
	private long known;
	private long knownRows;

	/** Which file that was; another one may have taken its place. */
	private Object key;

	/** When it was last forced to disk. */
	private long forced = System.nanoTime() - 2 * FORCE_NANOS;

	private TableFile(final Path file, final Table empty, final Optional<Consumer<Table.Row>> reader) {
		this.file = file;
		this.empty = empty;
		this.reader = reader;
	}

	/**
	 * Opens a file to append to; it is made by the first append.
	 *
	 * @param file    the file, which may be there already
	 * @param title   title of the table
	 * @param columns the columns that it must have, in this order; the last one is of text
	 * @return the file
	 * @throws InputException if it cannot be read or written, or has other columns; said before anything is computed
	 */
	public static TableFile open(final Path file, final String title, final List<Table.Column> columns) {
		return open(file, title, columns, Optional.empty());
	}

	/**
	 * Opens a file to read and append to.
	 *
	 * @param file    the file, which may be there already
	 * @param title   title of the table
	 * @param columns the columns that it must have, in this order; the last one is of text
	 * @param reader  gets every row that the file has and, before a row is appended, every row that other programs have
	 *                appended in between; rows may come twice where the file was replaced by another one
	 * @return the file
	 * @throws InputException if it cannot be read or written, has other columns, or a row does not fit them
	 */
	public static TableFile open(final Path file, final String title, final List<Table.Column> columns,
		final Consumer<Table.Row> reader)
	{
		return open(file, title, columns, Optional.of(reader));
	}

	private static TableFile open(final Path file, final String title, final List<Table.Column> columns,
		final Optional<Consumer<Table.Row>> reader)
	{
		final TableFile opened = new TableFile(file, new Table(title, columns, List.of()), reader);
		if (opened.last().type() != Table.Type.TEXT) throw new IllegalArgumentException(
			"The end of a row is told by the quotation of its last cell.");
		opened.locked(opened::catchUp);
		return opened;
	}

	/** @return what was repaired, a sentence each */
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	/**
	 * Appends a row and, where that was last done a second ago or more, forces the file to disk.
	 *
	 * @param row the row, of the file's columns
	 * @throws InputException if it cannot be written; the file is then as it was
	 */
	public void append(final Table.Row row) {
		final String line = new Table(empty.title(), empty.columns(), List.of(row)).toCsv().substring(empty.toCsv()
			.length());
		locked(target -> {
			catchUp(target);
			write(target, ((known == 0 ? empty.toCsv() : "") + line).getBytes(StandardCharsets.UTF_8));
			knownRows += known == 0 ? 2 : 1;
			known = Files.size(target);
			key = key(target);
		});
	}

	/**
	 * Replaces the whole table, where that changes it.
	 *
	 * @param change gets all rows that the file has and gives those that it shall have
	 * @throws InputException if it cannot be read or written; the file is then as it was
	 */
	public void rewrite(final UnaryOperator<List<Table.Row>> change) {
		locked(target -> {
			catchUp(target);
			if (known == 0) return;
			final Table before = parse(Files.readAllBytes(target), "");
			final List<Table.Row> after = change.apply(before.rows());
			if (after.equals(before.rows())) return;
			AtomicFile.replace(target, new Table(empty.title(), empty.columns(), after).toCsv().getBytes(
				StandardCharsets.UTF_8));
			known = Files.size(target);
			knownRows = after.size() + 1L;
			key = key(target);
		});
	}

	private interface Work {

		void on(Path target) throws IOException;
	}

	private void locked(final Work work) {
		try {
			final Path target = AtomicFile.target(file);
			try (WriteLock lock = WriteLock.of(target)) {
				work.on(target);
			}
		}
		catch (final IOException | UncheckedIOException e) {
			throw AtomicFile.cannotWrite(file, e);
		}
	}

	private static Object key(final Path target) throws IOException {
		return Files.readAttributes(target, BasicFileAttributes.class).fileKey();
	}

	/** Nothing of a row is left behind where there is no room for all of it. */
	private void write(final Path target, final byte[] bytes) throws IOException {
		// Not a FileChannel: that would be closed by an interrupt of the thread, as a cancel may send.
		try (RandomAccessFile out = new RandomAccessFile(target.toFile(), "rw")) {
			final long before = out.length();
			try {
				out.seek(before);
				out.write(bytes);
				if (System.nanoTime() - forced > FORCE_NANOS) {
					out.getFD().sync();
					forced = System.nanoTime();
				}
			}
			catch (final IOException e) {
				out.setLength(before);
				throw e;
			}
		}
	}

	/** Looks at what the file has got since it was last looked at. */
	private void catchUp(final Path target) throws IOException {
		if (!Files.exists(target)) {
			known = 0;
			knownRows = 0;
			return;
		}
		final long size = Files.size(target);
		if (size < known || !Objects.equals(key, key(target))) {
			known = 0;
			knownRows = 0;
		}
		key = key(target);
		if (size == known) return;
		final Ends ends = ends(target, known);
		final long first = known;
		if (first == 0 && ends.bytes() > 0) parse(read(target, 0, ends.firstLine()), "");
		if (reader.isPresent() && ends.bytes() > 0) parse(read(target, first, ends.bytes()), first == 0 ? "" : empty
			.toCsv()).rows().forEach(reader.get());
		known += ends.bytes();
		knownRows += ends.lines();
		if (known < size) repair(target, read(target, known, size - known));
	}

	/**
	 * Where lines of a table end.
	 *
	 * @param bytes     length of all whole lines
	 * @param lines     how many they are
	 * @param firstLine length of the first one
	 */
	private record Ends(long bytes, long lines, long firstLine) {
	}

	/** A line feed within quotation marks ends no line; both are one byte in UTF-8, whatever is around them. */
	private static Ends ends(final Path target, final long from) throws IOException {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(target), 1 << 16)) {
			in.skipNBytes(from);
			boolean quoted = false;
			long bytes = 0, lines = 0, firstLine = 0;
			long at = 0;
			for (int b = in.read(); b >= 0; b = in.read()) {
				at++;
				if (b == '"') quoted = !quoted;
				if (b != NEWLINE || quoted) continue;
				bytes = at;
				if (lines++ == 0) firstLine = at;
			}
			return new Ends(bytes, lines, firstLine);
		}
	}

	private static byte[] read(final Path target, final long from, final long length) throws IOException {
		if (length > Integer.MAX_VALUE / 2) throw new InputException("The file '" + target + "' is too large (" + length +
			" bytes) to be continued; give another file.");
		try (RandomAccessFile in = new RandomAccessFile(target.toFile(), "r")) {
			final byte[] bytes = new byte[Math.toIntExact(length)];
			in.seek(from);
			in.readFully(bytes);
			return bytes;
		}
	}

	private Table parse(final byte[] bytes, final String header) throws IOException {
		try {
			return Table.parseCsv(header + StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)), file
				.toString(), empty.title(), empty.columns());
		}
		catch (final CharacterCodingException e) {
			throw new InputException("The file '" + file + "' is not UTF-8 text; save it again as 'CSV UTF-8', or give " +
				"another file.", e);
		}
	}

	/** What stands behind the last whole line: a whole row without a line feed, half a row of ours, or something else. */
	private void repair(final Path target, final byte[] rest) throws IOException {
		if (isWhole(rest)) {
			write(target, new byte[] { NEWLINE });
			known = Files.size(target);
			knownRows++;
			remarks.add("The file '" + file + "' had no line feed behind its last line, " + knownRows +
				"; it was taken for a whole row: " + beginning(rest));
			return;
		}
		final String text = new String(rest, StandardCharsets.UTF_8);
		if (!isBegun(text)) {
			parse(rest, known == 0 ? "" : empty.toCsv());
			throw new InputException("The last line of '" + file + "' is no row of this table; correct it, or give another " +
				"file.");
		}
		try (RandomAccessFile out = new RandomAccessFile(target.toFile(), "rw")) {
			out.setLength(known);
			out.getFD().sync();
		}
		remarks.add("The file '" + file + "' ended in the middle of line " + (knownRows + 1) +
			", as a program that is stopped while it writes leaves it; that line was taken out: " + beginning(rest));
	}

	private static String beginning(final byte[] line) {
		final String text = new String(line, StandardCharsets.UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
		return text.length() > TOLD ? text.substring(0, TOLD) + "…" : text;
	}

	private Table.Column last() {
		return empty.columns().get(empty.columns().size() - 1);
	}

	private boolean isWhole(final byte[] rest) {
		if (known == 0) return false;
		try {
			final List<Table.Row> rows = parse(rest, empty.toCsv()).rows();
			final boolean whole = rows.size() == 1 && rows.get(0).cell(last().name()) != null;
			if (whole) reader.ifPresent(to -> to.accept(rows.get(0)));
			return whole;
		}
		catch (final InputException | IOException | UncheckedIOException e) {
			return false;
		}
	}

	/** @return whether this can be the beginning of what is written here: a header, or a row, whose first cell is text */
	private boolean isBegun(final String rest) {
		if (rest.chars().allMatch(c -> c == 0)) return true;
		return known == 0 ? empty.toCsv().startsWith(rest) : rest.startsWith("\"") || rest.startsWith(",");
	}
}
