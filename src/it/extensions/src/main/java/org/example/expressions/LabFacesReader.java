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

package org.example.expressions;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.reader.Annotation;
import org.microexpression.dataset.reader.ClipKey;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.microexpression.dataset.reader.SheetLayout.Column;
import org.microexpression.dataset.reader.SheetLayout;
import org.microexpression.dataset.reader.WorkbookReader;
import org.scijava.plugin.Plugin;

/**
 * Reads a laboratory's own dataset: a sheet {@code lab-faces.csv}, and frames in folders such as {@code p07_smile2}.
 */
@Plugin(type = DatasetReader.class)
public final class LabFacesReader extends WorkbookReader {

	/** Names of the sheet, its columns and its classes. */
	public LabFacesReader() {
		super("lab", "Lab Faces", List.of("lab-faces"), new SheetLayout(List.of(), List.of(), Map.of(Column.SUBJECT, List
			.of("Person"), Column.CLIP, List.of("Video"), Column.ONSET, List.of("First"), Column.APEX, List.of("Peak"),
			Column.OFFSET, List.of("Last"), Column.LABEL, List.of("Feeling")), List.of(Column.SUBJECT, Column.CLIP,
				Column.ONSET, Column.LABEL)), Map.of("joy", "joy", "fright", "fright", "anger", "anger"));
	}

	/** A person's number is a cell such as {@code 7} or {@code p07}. */
	@Override
	protected String subject(final String cell, final String clip) {
		final int number = ClipKey.subjectNumber(cell);
		return number < 0 ? "" : "p" + number;
	}

	/** The folder of a clip is named after the person and the video. */
	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final String name = folder.getFileName().toString();
		final int end = name.indexOf('_');
		return end < 0 ? Optional.empty() : Optional.of(ClipKey.of(name.substring(0, end), name.substring(end + 1)));
	}

	/**
	 * A person may show something twice in a video: the second row of {@code smile2} becomes the clip {@code smile2_2}.
	 */
	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		return Annotation.numbered(annotations);
	}

	@Override
	protected String clipName(final Path folder) {
		return folder.getFileName().toString().replaceFirst("^[^_]*_", "");
	}
}
