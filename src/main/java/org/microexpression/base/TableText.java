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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables as papers and web pages take them: LaTeX in the style of the package booktabs, and Markdown. Real numbers have
 * three decimals there; the CSV has all digits.
 */
public final class TableText {

	private TableText() {
		// Functions only.
	}

	/**
	 * Writes a table three times: {@code NAME.csv} with all digits, {@code NAME.md} and {@code NAME.tex}.
	 *
	 * @param table  the table
	 * @param folder where to, made where it does not exist
	 * @param name   file name without ending
	 * @throws InputException if a file cannot be written
	 */
	public static void write(final Table table, final Path folder, final String name) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new InputException("The output folder '" + folder + "' cannot be made (" + Reasons.of(e) +
				"); choose a folder that can be written to.", e);
		}
		table.writeCsv(folder.resolve(name + ".csv"));
		AtomicFile.write(folder.resolve(name + ".md"), markdown(table));
		AtomicFile.write(folder.resolve(name + ".tex"), latex(table));
	}

	/**
	 * @param table a table
	 * @return it in Markdown, numbers to the right
	 */
	public static String markdown(final Table table) {
		final StringBuilder text = new StringBuilder();
		line(text, table.columns().stream().map(column -> markdown(column.name())).toList());
		line(text, table.columns().stream().map(column -> column.type() == Table.Type.TEXT ? ":--" : "--:").toList());
		for (final Table.Row row : table.rows())
			line(text, row.cells().stream().map(cell -> markdown(shown(cell))).toList());
		return text.toString();
	}

	private static void line(final StringBuilder text, final List<String> cells) {
		text.append("| ").append(String.join(" | ", cells)).append(" |\n");
	}

	private static String markdown(final String cell) {
		return cell.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;")
			.replaceAll("\\R", " ");
	}

	/**
	 * @param table a table
	 * @return a {@code tabular} with the rules of booktabs, numbers to the right; the file that it goes into needs
	 *         {@code \\usepackage{booktabs}}
	 */
	public static String latex(final Table table) {
		final String columns = table.columns().stream().map(column -> column.type() == Table.Type.TEXT ? "l" : "r").collect(
			Collectors.joining());
		final StringBuilder text = new StringBuilder("% " + table.title().replaceAll("\\R", " ") + "\n\\begin{tabular}{" +
			columns + "}\n\\toprule\n");
		latexRow(text, table.columns().stream().map(Table.Column::name).toList());
		text.append("\\midrule\n");
		for (final Table.Row row : table.rows())
			latexRow(text, row.cells().stream().map(TableText::shown).toList());
		return text.append("\\bottomrule\n\\end{tabular}\n").toString();
	}

	private static void latexRow(final StringBuilder text, final List<String> cells) {
		text.append(IntStream.range(0, cells.size()).mapToObj(i -> latex(cells.get(i))).collect(Collectors.joining(" & ")))
			.append(" \\\\\n");
	}

	private static String latex(final String cell) {
		final StringBuilder text = new StringBuilder();
		cell.replaceAll("\\R", " ").codePoints().forEach(c -> {
			switch (c) {
				case '\\' -> text.append("\\textbackslash{}");
				case '~' -> text.append("\\textasciitilde{}");
				case '^' -> text.append("\\textasciicircum{}");
				case '&', '%', '$', '#', '_', '{', '}' -> text.append('\\').appendCodePoint(c);
				default -> text.appendCodePoint(c);
			}
		});
		// A bracket at the beginning of a row would be taken for the optional argument of the line end before it.
		return text.indexOf("[") == 0 ? "{" + text + "}" : text.toString();
	}

	private static String shown(final Object cell) {
		if (cell == null) return "";
		if (!(cell instanceof final Double number)) return cell.toString();
		return number.isNaN() ? "" : number.isInfinite() ? number.toString() : String.format(Locale.ROOT, "%.3f", number);
	}
}
