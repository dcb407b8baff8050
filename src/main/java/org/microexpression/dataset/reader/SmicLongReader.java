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
import static org.microexpression.dataset.reader.SheetLayout.Column.CLIP;
import static org.microexpression.dataset.reader.SheetLayout.Column.LABEL;
import static org.microexpression.dataset.reader.SheetLayout.Column.OFFSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.ONSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.SECOND_ONSET;
import static org.microexpression.dataset.reader.SheetLayout.Column.SUBJECT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.TableRow;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * SMIC-HS, the long clips (SMIC-HS-E): {@code SMIC-HS-E_annotation.xlsx}, sheet {@code HS}, and frames {@code
 * s03/s3_ne_03/image090823.jpg} with six to eight digits. The sheet labels no apex. It lacks two of the 164 clips and
 * five have no long clip, so that at most 157 are found; five clips hold a second micro-expression, which the composite
 * protocol does not count and which is not read.
 */
@Plugin(type = DatasetReader.class, priority = 600)
public final class SmicLongReader extends WorkbookReader {

	static final SheetLayout LAYOUT = new SheetLayout(List.of("HS"), List.of("VIS", "NIR"), Map.of(SUBJECT, List.of(
		"Subject"), CLIP, List.of("Filename"), ONSET, List.of("OnsetF", "Onset"), APEX, List.of("ApexF", "Apex"), OFFSET,
		List.of("OffsetF", "Offset"), SECOND_ONSET, List.of("Onset2F"), LABEL, List.of("Emotion")), List.of(SUBJECT, CLIP,
			ONSET, OFFSET));

	/** Made by SciJava. */
	public SmicLongReader() {
		super(SmicNames.ID, "SMIC-HS (long)", List.of("SMIC-HS-E_annotation", "SMIC-HS-E_annotation.*",
			"SMIC(?!.*(?:NIR|VIS)).*annotation.*"), LAYOUT, Map.of("negative", "negative", "positive", "positive", "surprise",
				"surprise"));
	}

	@Override
	protected boolean labelsApex() {
		return false;
	}

	@Override
	protected String subject(final String cell, final String clip) {
		final int number = ClipKey.subjectNumber(cell.isEmpty() ? clip.split("_")[0] : cell);
		return number < 0 ? "" : SmicNames.subject(number);
	}

	@Override
	protected String label(final AnnotationTable table, final TableRow row) {
		final String written = table.cell(row, LABEL);
		return written.isEmpty() ? SmicNames.emotion(table.cell(row, CLIP)) : written;
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		return SmicNames.isCropped(folder) ? Optional.empty() : SmicNames.key(folder);
	}

	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		for (final TableRow row : table.rows()) {
			if (FrameCell.parse(table.cell(row, SECOND_ONSET)) > 0 && !table.cell(row, CLIP).isEmpty()) report.remark(id(),
				"second-expression", "Clip " + SmicNames.clip(table.cell(row, CLIP)) +
					" holds a second micro-expression, which is not read (" + table.place(row) + ").");
		}
		final List<Annotation> renamed = new ArrayList<>();
		for (final Annotation a : annotations) {
			final String clip = SmicNames.clip(a.file());
			final String named = SmicNames.emotion(clip);
			if (!named.isEmpty() && !named.equals(a.label())) report.remark(id(), "emotion-in-name", "Clip " + clip +
				" is by its name " + named + ", by the sheet " + a.label() + " (" + a.place() + "); the sheet was followed.");
			renamed.add(a.in(clip, clip));
		}
		return renamed;
	}
}
