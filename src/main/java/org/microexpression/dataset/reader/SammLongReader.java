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
import static org.microexpression.dataset.reader.SheetLayout.Column.LABEL;
import static org.microexpression.dataset.reader.SheetLayout.Column.OFFSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.ONSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.SUBJECT;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.TableRow;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * SAMM Long Videos, to judge spotting by: {@code SAMM_LongVideos_V1_Release.xlsx} (also V2, V3), whose data begin some
 * rows down, and frames {@code SAMM_longvideos/006_1/*.jpg}. A video holds several expressions, each a clip of the
 * manifest with the video's path; its class is {@code micro} or {@code macro}, for the sheet tells no emotion. A row
 * whose onset is 0 is skipped: its beginning was not recorded.
 */
@Plugin(type = DatasetReader.class, priority = 780)
public final class SammLongReader extends WorkbookReader {

	private static final Pattern VIDEO = Pattern.compile("(\\d+)_(\\d+)");
	private static final Pattern EXPRESSION = Pattern.compile("(\\d+_\\d+)(_\\d+)?");

	/** Made by SciJava. */
	public SammLongReader() {
		super("sammlv", "SAMM Long Videos", List.of("SAMM_LongVideos_V\\d+_Release", "SAMM.*Long.*"), new SheetLayout(List
			.of(), List.of(), Map.of(SUBJECT, List.of("Subject"), CLIP, List.of("Filename"), ONSET, List.of("Onset",
				"Onset Frame"), APEX, List.of("Apex", "Apex Frame"), OFFSET, List.of("Offset", "Offset Frame"), AUS, List.of(
					"Action Units", "AU"), LABEL, List.of("Type")), List.of(SUBJECT, CLIP, ONSET, APEX, OFFSET, LABEL)), Map.of(
						"micro", "micro", "macro", "macro"));
	}

	@Override
	protected String subject(final String cell, final String clip) {
		return ClipKey.sammSubject(cell, clip);
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final Matcher name = VIDEO.matcher(Folders.name(folder));
		return name.matches() ? Optional.of(ClipKey.of(name.group(1), name.group())) : Optional.empty();
	}

	/** The sheet writes {@code Micro - 1/2} and {@code Macro}. */
	@Override
	protected String label(final AnnotationTable table, final TableRow row) {
		final String written = table.cell(row, LABEL).toLowerCase(Locale.ROOT);
		return written.startsWith("micro") ? "micro" : written.startsWith("macro") ? "macro" : written;
	}

	@Override
	protected String kind(final AnnotationTable table, final TableRow row) {
		return label(table, row);
	}

	@Override
	protected Optional<String> leftOut(final AnnotationTable table, final TableRow row) {
		return FrameCell.parse(table.cell(row, ONSET)) == 0 ? Optional.of("Its onset is 0, before the first frame")
			: Optional.empty();
	}

	/** Leads each expression to its video, and tells apart those of one name, a micro- and a macro-expression. */
	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		return Annotation.numbered(annotations.stream().map(a -> {
			final Matcher name = EXPRESSION.matcher(a.file());
			return a.in(name.matches() ? name.group(1) : a.file(), a.file());
		}).toList());
	}
}
