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

import static org.microexpression.dataset.reader.SheetLayout.Column.APEX;
import static org.microexpression.dataset.reader.SheetLayout.Column.AUS;
import static org.microexpression.dataset.reader.SheetLayout.Column.CLIP;
import static org.microexpression.dataset.reader.SheetLayout.Column.KIND;
import static org.microexpression.dataset.reader.SheetLayout.Column.LABEL;
import static org.microexpression.dataset.reader.SheetLayout.Column.OFFSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.ONSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.SUBJECT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * CAS(ME)^2, to judge spotting by: {@code CAS(ME)^2code_final.xlsx} or {@code code_final.xlsx}, whose first sheet has
 * no header (subject, video, onset, apex, offset, action units, emotion, type, self report), whose second one leads a
 * subject's number (third column) to the number in its folder's name (second column), and whose third one leads a
 * video's name (second column) to its four digits (first column). Frames:
 * {@code rawpic/s15/15_0101disgustingteeth/img001.jpg}, counted from 1, 30 a second. A video holds several expressions.
 * An offset of 0 stands for the apex.
 */
@Plugin(type = DatasetReader.class, priority = 770)
public final class Casme2LongReader extends WorkbookReader {

	private static final Pattern VIDEO = Pattern.compile("(\\d+)_(\\d{4}).*");
	private static final List<String> EMOTIONS = List.of("positive", "negative", "surprise", "others", "happiness",
		"disgust", "anger", "fear", "sadness", "repression", "contempt");

	/** Made by SciJava. */
	public Casme2LongReader() {
		super("casme2sq", "CAS(ME)^2 (long)", List.of("CAS\\(ME\\)\\^?2code_final", "code_final",
			"CAS\\(ME\\)\\^?2.*code.*"), new SheetLayout(List.of(), List.of(), Map.of(), List.of()), labels());
	}

	private static Map<String, String> labels() {
		final Map<String, String> labels = new HashMap<>();
		EMOTIONS.forEach(emotion -> labels.put(emotion, emotion));
		labels.putAll(Map.of("other", "others", "happy", "happiness", "sad", "sadness", "helpless", "others"));
		return labels;
	}

	/** Columns by their places; a first row with the word subject is a header that somebody put there. */
	@Override
	protected AnnotationTable table(final Path workbook) {
		final Map<String, List<TableRow>> sheets = WorkbookFile.read(workbook);
		if (sheets.size() < 3) throw new InputException("The workbook " + workbook + " has " + sheets.size() +
			" of the three sheets of CAS(ME)^2, without which no row can be led to its video; choose CAS(ME)^2code_final.xlsx.");
		final String first = sheets.keySet().iterator().next();
		final List<TableRow> rows = sheets.get(first).stream().filter(row -> !row.isBlank()).toList();
		final boolean header = !rows.isEmpty() && Titles.bare(rows.get(0).cell(0)).startsWith("subject");
		return new AnnotationTable(workbook, first, header ? rows.get(0).number() : 0, Map.of(SUBJECT, 0, CLIP, 1, ONSET, 2,
			APEX, 3, OFFSET, 4, AUS, 5, LABEL, 6, KIND, 7), Map.of(), header ? rows.subList(1, rows.size()) : rows);
	}

	@Override
	protected String subject(final String cell, final String clip) {
		final int number = ClipKey.subjectNumber(cell);
		return number < 0 ? "" : Integer.toString(number);
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final Matcher name = VIDEO.matcher(Folders.name(folder));
		return name.matches() ? Optional.of(ClipKey.of("s" + name.group(1), name.group(1) + "_" + name.group(2))) : Optional
			.empty();
	}

	/** The recording itself is preferred to one that was cropped. */
	@Override
	protected int rank(final Path folder) {
		return folder.toString().toLowerCase(Locale.ROOT).contains("crop") ? 1 : 0;
	}

	@Override
	protected String kind(final AnnotationTable table, final TableRow row) {
		final String type = Titles.bare(table.cell(row, KIND));
		return type.startsWith(LongSheets.MICRO) ? LongSheets.MICRO : type.startsWith(LongSheets.MACRO) ? LongSheets.MACRO
			: "";
	}

	@Override
	protected Optional<String> leftOut(final AnnotationTable table, final TableRow row) {
		return kind(table, row).isEmpty() ? Optional.of("Its type '" + table.cell(row, KIND) +
			"' is neither micro-expression nor macro-expression") : Optional.empty();
	}

	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		final List<AnnotationTable> sheets = WorkbookFile.read(table.file()).entrySet().stream().map(
			sheet -> new AnnotationTable(table.file(), sheet.getKey(), 0, Map.of(), Map.of(), sheet.getValue())).toList();
		final Map<String, String> subjects = codes(sheets.get(1), 2, 1, ClipKey::subjectKey, report);
		requireOneEach(sheets.get(1), subjects);
		final Map<String, String> videos = codes(sheets.get(2), 1, 0, name -> name.strip().toLowerCase(Locale.ROOT),
			report);
		final List<Annotation> led = new ArrayList<>();
		for (final Annotation a : annotations) {
			final String subject = subjects.get(a.subject());
			final String video = videos.get(videoName(a.file()));
			if (subject == null || video == null) report.add(a.entry(id(), DatasetReport.Kind.SKIPPED, "no-code", "Its " +
				(subject == null ? "subject '" + a.subject() + "' is not in the second sheet" : "video '" + videoName(a
					.file()) + "' is not in the third sheet") + ", so its frames cannot be found (" + a.place() + ")."));
			else {
				final Annotation found = a.withSubject("s" + subject).in(subject + "_" + (video.length() < 4 ? "0".repeat(4 -
					video.length()) : "") + video, a.file());
				led.add(a.offset() == 0 && a.apex() > 0 ? found.withOffset(a.apex(), "offset-is-0:apex " + a.apex() + " taken")
					: found);
			}
		}
		return Annotation.numbered(led);
	}

	/** Two people would become one, who is trained on when the other is left out. */
	private static void requireOneEach(final AnnotationTable sheet, final Map<String, String> subjects) {
		final Map<Integer, String> known = new HashMap<>();
		new TreeMap<>(subjects).forEach((subject, number) -> {
			final String other = known.putIfAbsent(Integer.parseInt(number), subject);
			if (other != null) throw new InputException("The sheet '" + sheet.sheet() + "' of " + sheet.file() +
				" leads the two subjects '" + other + "' and '" + subject + "' to the one number " + number +
				"; correct the sheet.");
		});
	}

	/** {@code anger1_2} is the second expression in the video {@code anger1}. */
	private static String videoName(final String cell) {
		return cell.split("_")[0].strip().toLowerCase(Locale.ROOT);
	}

	private Map<String, String> codes(final AnnotationTable sheet, final int from, final int to,
		final UnaryOperator<String> key, final DatasetReport report)
	{
		final Map<String, String> codes = new HashMap<>();
		final BinaryOperator<String> same = (one, other) -> {
			if (!one.equals(other)) throw new InputException("The workbook " + sheet.file() +
				" leads one name to the two numbers " + one + " and " + other + "; correct its second and third sheet.");
			return one;
		};
		for (final TableRow row : sheet.rows()) {
			for (final int column : List.of(from, to))
				RowFaults.withoutValue("The cell in column " + (column + 1), row.cell(column), sheet.place(row)).ifPresent(
					why -> report.remark(id(), "no-value", why));
			if (!row.cell(from).isBlank() && row.cell(to).strip().matches("\\d{1,9}")) codes.merge(key.apply(row.cell(from)),
				row.cell(to).strip(), same);
		}
		return codes;
	}
}
