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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scijava.plugin.Plugin;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;

/**
 * MMEW, the micro-expressions: {@code MMEW_Micro_Exp.xlsx} and frames in {@code Micro_Expression/<emotion>/<clip>/}.
 * The subject is the part of the clip's name before the first {@code -}. In 16 rows apex or offset are impossible; the
 * rules of {@link KeyFrameRepair} mend them.
 */
@Plugin(type = DatasetReader.class, priority = 200)
public final class MmewReader extends WorkbookReader {

	/** Made by SciJava. */
	public MmewReader() {
		super("mmew", "MMEW", List.of("MMEW_Micro_Exp", "MMEW.*Micro.*"), new SheetLayout(List.of(), List.of(), Map.of(
			SUBJECT, List.of("Subject"), CLIP, List.of("Filename"), ONSET, List.of("OnsetFrame", "Onset"), APEX, List.of(
				"ApexFrame", "Apex"), OFFSET, List.of("OffsetFrame", "Offset"), AUS, List.of("Action Units", "AU"), LABEL, List
					.of("Estimated Emotion", "Emotion")), List.of(CLIP, ONSET, APEX, OFFSET, LABEL)), Map.of("happiness",
						"happiness", "surprise", "surprise", "anger", "anger", "disgust", "disgust", "fear", "fear", "sadness",
						"sadness", "others", "others", "other", "others"));
	}

	@Override
	protected String subject(final String cell, final String clip) {
		final int dash = clip.indexOf('-');
		return dash > 0 ? clip.substring(0, dash) : cell;
	}

	/** The name was taken; whoever reads the report may know better. */
	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		final Map<Integer, String> cells = new HashMap<>();
		table.rows().forEach(row -> cells.put(row.number(), table.cell(row, SUBJECT)));
		final Set<String> told = new HashSet<>();
		for (final Annotation a : annotations) {
			final String cell = cells.get(a.row());
			if (!cell.isEmpty() && !PersonKey.ofSubject(cell).equals(PersonKey.ofSubject(a.subject())) && told.add(a
				.subject() + "\n" + cell)) report.remark(id(), "subject-in-name", "The clip '" + a.file() +
					"' is by its name one of the subject " + a.subject() + ", by the column for the subject one of " + cell +
					" (" + a.place() + "); the name was followed, here and in other rows of these two.");
		}
		return annotations;
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final String clip = Folders.name(folder);
		final int dash = clip.indexOf('-');
		return dash > 0 ? Optional.of(ClipKey.of(clip.substring(0, dash), clip)) : Optional.empty();
	}

	@Override
	protected int rank(final Path folder) {
		return folder.toString().toLowerCase(Locale.ROOT).contains("micro_expression") ? 0 : 1;
	}
}
