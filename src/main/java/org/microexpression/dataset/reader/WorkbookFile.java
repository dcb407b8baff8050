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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.TableRow;
import org.microexpression.dataset.Folders;

/** Reads every cell of an xlsx workbook, or of a sheet that was exported as CSV, as text. */
public final class WorkbookFile {

	/** The largest public annotation workbook unpacks to 2 MB. */
	private static final long MOST_BYTES = 64 << 20;

	/** A cell's place with more than three letters. */
	private static final Pattern FAR_CELL = Pattern.compile("\\br=[\"'][A-Za-z]{4,}[0-9]");

	private static final Pattern ERROR = Pattern.compile("#([A-Z0-9_/]+[!?]|N/A|VALUE|REF|NAME|DIV/0)");

	private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+([eE][-+]?[0-9]+)?");

	private WorkbookFile() {
		// Static reader only.
	}

	/**
	 * @param file an xlsx workbook or a CSV file
	 * @return the rows of each sheet by the sheet's name, in the workbook's order; a CSV file is one sheet with an empty
	 *         name
	 * @throws InputException if the file is missing, truncated, password-protected, an old xls, or no workbook at all
	 */
	public static Map<String, List<TableRow>> read(final Path file) {
		if (!Files.isRegularFile(file)) throw new InputException("The annotation workbook " + file + " " + Folders
			.whyAbsent(file));
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		final Map<String, List<TableRow>> sheets = new LinkedHashMap<>();
		if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
			sheets.put("", CsvTable.read(file));
			return sheets;
		}
		try {
			checkContainer(file);
			checkContent(file);
			sheets.putAll(sheets(file));
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final OutOfMemoryError e) {
			throw new InputException("The workbook " + file +
				" claims more cells than fit into the memory; open it in a spreadsheet program and save it anew as .xlsx.", e);
		}
		catch (IOException | RuntimeException e) {
			// Its readers meet damaged files with exceptions of many kinds, whose texts are for their developers.
			throw new InputException("The workbook " + file +
				" is damaged or cut off; copy it again, or open it in a spreadsheet program and save it anew as .xlsx.", e);
		}
		return sheets;
	}

	private static void checkContainer(final Path file) throws IOException {
		final byte[] head;
		try (InputStream in = Files.newInputStream(file)) {
			head = in.readNBytes(1 << 16);
		}
		if (head.length == 0) throw new InputException("The workbook " + file + " is empty (0 bytes); copy it again.");
		if (ReadableWorkbook.isOLE2Header(head)) {
			final String content = new String(head, StandardCharsets.UTF_16LE);
			final boolean encrypted = content.contains("EncryptedPackage") || !file.getFileName().toString().toLowerCase(
				Locale.ROOT).endsWith(".xls");
			throw new InputException("The workbook " + file + (encrypted ? " is protected by a password; open it in a " +
				"spreadsheet program, remove the password and save it as .xlsx."
				: " is in the old .xls format, which is not read; save it as .xlsx or as 'CSV UTF-8' and name that file."));
		}
		if (head.length < 4 || head[0] != 'P' || head[1] != 'K') throw new InputException("The file " + file +
			" is not an .xlsx workbook, whatever its name says; open it in a spreadsheet program and save it as .xlsx or " +
			"as 'CSV UTF-8'.");
	}

	/** Looks through what the container holds: a few hundred bytes can unpack to more than any memory holds. */
	private static void checkContent(final Path file) throws IOException {
		long left = MOST_BYTES;
		// By its table of contents, as the workbook's reader opens it.
		try (ZipFile zip = new ZipFile(file.toFile())) {
			for (final ZipEntry entry : Collections.list(zip.entries())) {
				final byte[] content;
				try (InputStream in = zip.getInputStream(entry)) {
					content = in.readNBytes((int) left + 1);
				}
				left -= content.length;
				if (left < 0) throw new InputException("The workbook " + file + " unpacks to more than " + (MOST_BYTES >> 20) +
					" MB; save the sheet of annotations alone, as .xlsx or as 'CSV UTF-8'.");
				final String plain = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
				if (plain.contains("<!DOCTYPE") || plain.contains("<!ENTITY")) throw new InputException("The workbook " + file +
					" carries XML with a document type, which could read other files or call other computers; save it anew as " +
					".xlsx.");
				// The reader fills each row up to the column that is named.
				if (FAR_CELL.matcher(plain).find()) throw new InputException("The workbook " + file +
					" has a cell beyond the last column of a sheet (XFD); open it in a spreadsheet program and save it anew as " +
					".xlsx.");
			}
		}
	}

	private static Map<String, List<TableRow>> sheets(final Path file) throws IOException {
		try {
			return sheets(file, true);
		}
		catch (final ExcelReaderException | IOException | IndexOutOfBoundsException e) {
			// The formats may be damaged or missing where the cells are whole.
			return sheets(file, false);
		}
	}

	private static Map<String, List<TableRow>> sheets(final Path file, final boolean formats) throws IOException {
		final Map<String, List<TableRow>> sheets = new LinkedHashMap<>();
		try (InputStream in = Files.newInputStream(file);
				ReadableWorkbook workbook = new ReadableWorkbook(in, new ReadingOptions(formats, false)))
		{
			for (final Sheet sheet : workbook.getSheets().toList())
				sheets.put(sheet.getName(), rows(sheet));
		}
		return sheets;
	}

	private static List<TableRow> rows(final Sheet sheet) throws IOException {
		final List<TableRow> rows = new ArrayList<>();
		try (Stream<Row> stream = sheet.openStream()) {
			stream.forEach(row -> {
				final List<String> cells = new ArrayList<>();
				for (int c = 0; c < row.getCellCount(); c++)
					cells.add(text(row.getCell(c)));
				rows.add(new TableRow(row.getRowNum(), cells));
			});
		}
		return rows;
	}

	/**
	 * @param cell a cell's text
	 * @return whether it is a formula of which the file does not hold the value, or an error that a formula gave
	 */
	public static boolean isWithoutValue(final String cell) {
		return cell.startsWith("=") || ERROR.matcher(cell).matches();
	}

	/**
	 * Numbers lose the trailing {@code .0} that some programs store, so that subject {@code 1.0} reads {@code 1}. A
	 * formula whose value was never computed is shown as itself: its cell is not empty. So is a date.
	 */
	private static String text(final Cell cell) {
		if (cell == null || cell.getType() == CellType.EMPTY) return "";
		final String raw = cell.getRawValue();
		if (raw == null || raw.isEmpty() && cell.getType() == CellType.FORMULA) return cell.getFormula() == null ? ""
			: "=" + cell.getFormula();
		if (cell.getType() == CellType.BOOLEAN) return raw.equals("1") || raw.equalsIgnoreCase("true") ? "TRUE" : "FALSE";
		final boolean number = cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA;
		if (!number || !NUMBER.matcher(raw).matches()) return raw;
		return DateCell.text(cell).orElseGet(() -> raw.matches("-?\\d+\\.0+") ? raw.substring(0, raw.indexOf('.')) : raw);
	}
}
