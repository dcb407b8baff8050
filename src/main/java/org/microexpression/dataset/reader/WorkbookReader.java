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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.microexpression.dataset.reader.SheetLayout.Column;

/**
 * Reads a dataset that has an annotation workbook and a folder of numbered frames for each clip. It goes through the
 * sheet, never through the folders, since some folders have no label; a subclass says how the dataset spells things:
 * the workbook, its columns and classes in the constructor, and how subjects and folders are named in {@link #subject}
 * and {@link #key}. A complete one of somebody else stands in {@code src/it/extensions}.
 */
public abstract class WorkbookReader implements DatasetReader {

	private final String id;
	private final String title;
	private final List<String> workbooks;
	private final SheetLayout layout;
	private final Map<String, String> labels;

	/**
	 * @param id        the dataset's id
	 * @param title     its name in dialogs
	 * @param workbooks regular expressions of the workbook's file name without extension, preferred first
	 * @param layout    how sheet and columns are found
	 * @param labels    the class names that may stand in the sheet, lower case, and what they are called in a manifest
	 */
	protected WorkbookReader(final String id, final String title, final List<String> workbooks, final SheetLayout layout,
		final Map<String, String> labels)
	{
		this.id = id;
		this.title = title;
		this.workbooks = List.copyOf(workbooks);
		this.layout = layout;
		this.labels = Map.copyOf(labels);
	}

	@Override
	public String id() {
		return id;
	}

	@Override
	public String title() {
		return title;
	}

	/**
	 * @param cell the subject's cell, empty where the sheet has no such column
	 * @param clip the clip's name in the same row
	 * @return the subject's id in its normal form: a cell may hold a number or text, with or without zeros; empty for
	 *         none
	 */
	protected abstract String subject(String cell, String clip);

	/**
	 * @param folder a folder of frames
	 * @return its subject and clip, empty where the folder belongs to no clip of this dataset
	 */
	protected abstract Optional<ClipKey> key(Path folder);

	/**
	 * @param folder one of several folders of one clip
	 * @return its rank; that of the smallest is taken
	 */
	protected int rank(final Path folder) {
		return 0;
	}

	/**
	 * @param folder a folder of frames
	 * @return the clip's name that it carries
	 */
	protected String clipName(final Path folder) {
		return Folders.name(folder);
	}

	/** @return whether the sheet labels apexes at all; where it does not, a chosen apex is the rule and no repair */
	protected boolean labelsApex() {
		return true;
	}

	/**
	 * @param table the sheet
	 * @param row   a row of it
	 * @return why it is left out although it is a proper one, for instance because it is a macro-expression; empty where
	 *         it is not
	 */
	protected Optional<String> leftOut(final AnnotationTable table, final TableRow row) {
		return Optional.empty();
	}

	/**
	 * @param table the sheet
	 * @param row   a row of it
	 * @return the class in it, as the sheet writes it
	 */
	protected String label(final AnnotationTable table, final TableRow row) {
		return table.cell(row, Column.LABEL);
	}

	/**
	 * @param table the sheet
	 * @param row   a row of it
	 * @return {@code micro} or {@code macro} where the dataset holds both, otherwise empty
	 */
	protected String kind(final AnnotationTable table, final TableRow row) {
		return "";
	}

	/**
	 * Finds the sheets; as a rule it is one, and {@link LongSheets#find} knows datasets of two.
	 *
	 * @param request what to read
	 * @param report  takes remarks
	 * @return the sheets to read
	 * @throws InputException if one is missing or cannot be read
	 */
	protected List<AnnotationTable> tables(final DatasetRequest request, final DatasetReport report) {
		final Path workbook = request.workbook().isPresent() ? request.workbook().get() : WorkbookFinder.find(request
			.root(), workbooks, title);
		final List<String> beside = request.workbook().isPresent() ? List.of() : WorkbookFinder.beside(workbook, request
			.root(), workbooks);
		if (!beside.isEmpty()) report.remark(id, "several-workbooks", "There are other workbooks of " + title + " beside " +
			workbook.getFileName() + ", which was read: " + Titles.some(beside) + "; name the one to read in 'workbook'.");
		final AnnotationTable table = table(workbook.toAbsolutePath().normalize());
		final List<String> sheets = layout.likewise(table);
		if (!sheets.isEmpty()) report.remark(id, "several-sheets", "The sheet '" + table.sheet() + "' of " + workbook
			.getFileName() + " was read; " + Titles.some(sheets) + " has the same columns. Save the one to read alone.");
		return List.of(table);
	}

	/**
	 * Reads one workbook's sheet, whose columns are found by the names in the layout. Override it for a sheet without a
	 * header, see {@link WorkbookFile#read}.
	 *
	 * @param workbook an xlsx workbook or a CSV file
	 * @return its sheet of annotations
	 * @throws InputException if it cannot be read or lacks a column
	 */
	protected AnnotationTable table(final Path workbook) {
		return layout.read(workbook, title);
	}

	/**
	 * A last change to all annotations of a sheet before their folders are looked for, for instance to tell apart several
	 * expressions of one video ({@link Annotation#numbered}).
	 *
	 * @param table       the sheet
	 * @param annotations its rows that name a subject, a clip and a class
	 * @param report      takes remarks, and what is left out
	 * @return the annotations to use
	 */
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		return annotations;
	}

	@Override
	public DatasetReading read(final DatasetRequest request, final Progress progress) {
		Folders.require(request.root());
		final DatasetReport report = new DatasetReport();
		final List<AnnotationTable> tables = tables(request, report);
		final List<Annotation> all = new ArrayList<>();
		for (final AnnotationTable table : tables) {
			report.remark(id, "source", title + ": " + table.rows().size() + (table.header() == 0 ? " rows"
				: " rows below the header (row " + table.header() + ")") + " of " + table.file() + (table.sheet().isEmpty() ? ""
					: ", sheet " + table.sheet()) + ".");
			all.addAll(arranged(table, annotations(table, report), report));
		}
		final List<Annotation> annotations = withoutRepeats(onePersonOneSpelling(all, report), report);
		final FolderIndex folders = FolderIndex.of(request.root(), this::key, this::rank, progress);
		final List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < annotations.size(); i++) {
			progress.checkCanceled();
			progress.report("Reading " + title, i, annotations.size());
			sample(annotations.get(i), folders, request, report, progress).ifPresent(samples::add);
		}
		if (!labelsApex()) report.remarkChosenApexes(id, title, samples, request.finder());
		report.remarkMixed(id, title, samples, this::rank);
		report.remarkUnits(id, samples);
		reportUnlabelled(annotations, folders, tables, report);
		report.remarkLostSubjects();
		return new DatasetReading(samples, report);
	}

	private List<Annotation> annotations(final AnnotationTable table, final DatasetReport report) {
		final List<Annotation> annotations = new ArrayList<>();
		final SubjectCells subjects = new SubjectCells();
		for (final TableRow row : table.rows()) {
			final String file = table.cell(row, Column.CLIP);
			final String written = label(table, row);
			if (isNoClip(table, row, file, written)) {
				report.remark(id, "no-clip", "Passed over " + table.place(row) + ", which is no clip ('" + String.join(" ", row
					.cells().stream().filter(c -> c != null && !c.isBlank()).toList()) + "').");
				continue;
			}
			final String label = labels.getOrDefault(Titles.word(written), "");
			final String cell = table.cell(row, Column.SUBJECT);
			final Annotation annotation = new Annotation(row.number(), table.place(row), subject(Titles.isNobody(cell) ? ""
				: cell, file), file, file, number(table, row, Column.ONSET), number(table, row, Column.APEX), number(table, row,
					Column.OFFSET), label.isEmpty() ? written : label, units(table, row, report), kind(table, row), "");
			final Optional<String> leftOut = leftOut(table, row);
			// A clip's name may tell the subject, whatever the cell says.
			final Optional<String> ambiguous = annotation.subject().equals(subject(cell, "")) ? subjects.ambiguous(annotation
				.subject(), cell, annotation.place()) : Optional.empty();
			final Optional<String> withoutValue = RowFaults.withoutValue(table, row);
			if (withoutValue.isPresent()) report.add(annotation.entry(id, Kind.SKIPPED, "no-value", withoutValue.get()));
			else if (annotation.subject().isEmpty()) report.add(annotation.entry(id, Kind.SKIPPED, "no-subject",
				"Its subject '" + cell + "' is none in " + annotation.place() + "; write its number, such as 7 or s07."));
			else if (leftOut.isPresent()) report.add(annotation.entry(id, Kind.SKIPPED, "left-out", leftOut.get() + " (" +
				annotation.place() + ")."));
			else if (label.isEmpty()) report.add(annotation.entry(id, Kind.SKIPPED, "unknown-class", "Unknown class '" +
				written + "' in " + annotation.place() + "; " + title + " has " + String.join(", ", labels.values().stream()
					.distinct().sorted().toList()) + "."));
			else if (ambiguous.isPresent()) report.add(annotation.entry(id, Kind.SKIPPED, "ambiguous-subject", ambiguous
				.get()));
			else RowFaults.unreadable(table, row).ifPresentOrElse(why -> report.add(annotation.entry(id, Kind.SKIPPED,
				"unreadable-frame", why)), () -> annotations.add(annotation));
		}
		return annotations;
	}

	/** The first spelling of a person stands for all: else leave-one-subject-out would train on whom it tests. */
	private List<Annotation> onePersonOneSpelling(final List<Annotation> annotations, final DatasetReport report) {
		final Map<String, String> first = new HashMap<>();
		final Map<String, Integer> others = new LinkedHashMap<>();
		final List<Annotation> alike = new ArrayList<>();
		for (final Annotation a : annotations) {
			final String subject = first.computeIfAbsent(PersonKey.ofSubject(a.subject()), person -> a.subject());
			if (!subject.equals(a.subject())) others.merge("'" + a.subject() + "' as '" + subject + "'", 1, Integer::sum);
			alike.add(a.withSubject(subject));
		}
		others.forEach((change, clips) -> report.remark(id, "subject-spelling", "The subject " + change + " in " + clips +
			(clips == 1 ? " clip" : " clips") + ": two spellings of one person."));
		return alike;
	}

	/** Units that a spreadsheet program has taken for a date are lost; the clip is not. */
	private String units(final AnnotationTable table, final TableRow row, final DatasetReport report) {
		final String units = table.cell(row, Column.AUS);
		if (!DateCell.is(units)) return units;
		report.remark(id, "units-are-a-date", "The action units in " + table.place(row) + " are the date " + units +
			", which a spreadsheet program makes of what looks like one; they are left empty. Write them as text, joined by +.");
		return "";
	}

	/** Below the data stand free text and counts: rows without a name, or without class and frames. */
	private static boolean isNoClip(final AnnotationTable table, final TableRow row, final String file,
		final String label)
	{
		return file.isEmpty() || label.isEmpty() && number(table, row, Column.ONSET) == Sample.ABSENT;
	}

	private static int number(final AnnotationTable table, final TableRow row, final Column column) {
		return FrameCell.parse(table.cell(row, column));
	}

	/** Of equal rows of a clip the first is used, of contradicting ones none: nobody knows which is right. */
	private List<Annotation> withoutRepeats(final List<Annotation> annotations, final DatasetReport report) {
		final Map<ClipKey, List<Annotation>> clips = new LinkedHashMap<>();
		annotations.forEach(a -> clips.computeIfAbsent(ClipKey.of(a.subject(), a.clip()), key -> new ArrayList<>()).add(a));
		final List<Annotation> unique = new ArrayList<>();
		for (final List<Annotation> rows : clips.values()) {
			final Annotation first = rows.get(0);
			final Optional<Annotation> other = rows.stream().filter(a -> !a.differences(first).isEmpty()).findFirst();
			if (other.isPresent()) {
				final String why = "Of this clip " + first.place() + " and " + other.get().place() +
					" contradict each other (" + other.get().differences(first) +
					"); neither is used. Correct or remove one of them.";
				rows.forEach(a -> report.add(a.entry(id, Kind.SKIPPED, "contradiction", why)));
				continue;
			}
			unique.add(rows.stream().anyMatch(a -> a.hasOtherUnits(first)) ? first.withAus("", first.flag()) : first);
			for (final Annotation a : rows.subList(1, rows.size()))
				report.add(a.entry(id, Kind.SKIPPED, "duplicate", "Repeats row " + first.row() + " (" + a.place() +
					"); the first one is used" + (a.hasOtherUnits(first) ? ", without action units, which the rows contradict " +
						"each other in ('" + first.aus() + "' and '" + a.aus() + "')." : ".")));
		}
		return unique;
	}

	private Optional<Sample> sample(final Annotation a, final FolderIndex folders, final DatasetRequest request,
		final DatasetReport report, final Progress progress)
	{
		final List<Path> found = folders.find(ClipKey.of(a.subject(), a.file()));
		if (found.isEmpty()) {
			report.add(a.entry(id, Kind.MISSING, "no-folder", "No folder with frames of clip " + a.file() + " of subject " + a
				.subject() + " below " + request.root() + " (" + a.place() + ")."));
			return Optional.empty();
		}
		final Path folder = found.get(0);
		if (found.size() > 1 && rank(folder) == rank(found.get(1))) report.remark(id, "several-folders", "Clip " + a
			.subject() + "/" + a.clip() + " lies in several folders; " + folder + " is used, not " + found.get(1) + ".");
		try {
			final ExistingFrames frames = ExistingFrames.read(folder);
			frames.remarks().forEach(remark -> report.remark(id, "frames-in-folder", remark));
			final KeyFrames key = new KeyFrameRepair(frames, request.finder(), progress).repair(a.onset(), a.apex(), a
				.offset());
			final List<String> changes = new ArrayList<>(key.flags());
			if (!a.flag().isEmpty()) changes.add(a.flag());
			final String flags = String.join(";", changes);
			final boolean repaired = changes.stream().anyMatch(f -> labelsApex() || !f.startsWith("apex-not-labelled"));
			report.add(a.entry(id, repaired ? Kind.REPAIRED : Kind.FOUND, flags, a.place() + ", " + folder));
			return Optional.of(Sample.of(id, a.subject(), a.clip(), a.label()).recordedIn(folder).at(key.onset(), key.apex(),
				key.offset()).withUnits(a.aus()).withFlags(flags).ofKind(a.kind()));
		}
		catch (KeyFrames.Unusable | InputException e) {
			report.add(a.entry(id, Kind.SKIPPED, "unusable-frames", Folders.because("It cannot be used (" + a.place() + ")",
				e)));
			return Optional.empty();
		}
	}

	private void reportUnlabelled(final List<Annotation> annotations, final FolderIndex folders,
		final List<AnnotationTable> tables, final DatasetReport report)
	{
		final String sheets = String.join(" and ", tables.stream().map(table -> table.file().getFileName().toString())
			.toList());
		final Set<ClipKey> labelled = new HashSet<>();
		for (final Annotation a : annotations)
			labelled.add(ClipKey.of(a.subject(), a.file()));
		for (final DatasetReport.Entry e : report.entries())
			if (e.row() > 0) labelled.add(ClipKey.of(e.subject(), e.clip()));
		folders.all().forEach((key, folder) -> {
			if (labelled.contains(key)) return;
			final String clip = clipName(folder);
			report.add(new DatasetReport.Entry(Kind.SKIPPED, id, subject(key.subject(), clip), clip, "", 0,
				"folder-without-label", "The folder " + folder + " has no row in " + sheets + "."));
		});
	}
}
