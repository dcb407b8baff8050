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

import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * CAS(ME)^3 part A: {@code cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx} and frames
 * {@code part_A/spNO.1/b/color/175.jpg} (the depth frames are not read). One video of a subject may hold several
 * micro-expressions: the second in the sheet is called {@code b_2}, the third {@code b_3}. The first frames of most
 * videos and some of many others are missing from the published set.
 */
@Plugin(type = DatasetReader.class, priority = 400)
public class Casme3Reader extends WorkbookReader {

	/** The names of the sheet of micro-expressions, the usual one first. */
	static final List<String> MICRO = List.of("cas\\(me\\)3_part_A_ME_label_JpgIndex_v2", "cas\\(me\\)3_part_A_ME.*",
		"cas.*3.*part_?A.*ME.*");

	/** Made by SciJava. */
	public Casme3Reader() {
		this("casme3", "CAS(ME)^3 part A");
	}

	Casme3Reader(final String id, final String title) {
		super(id, title, MICRO, new SheetLayout(List.of(), List.of(), Map.of(SUBJECT, List.of("Subject"), CLIP, List.of(
			"Filename"), ONSET, List.of("Onset"), APEX, List.of("Apex"), OFFSET, List.of("Offset"), AUS, List.of("AU",
				"Action Units"), LABEL, List.of("emotion", "Estimated Emotion")), List.of(SUBJECT, CLIP, ONSET, APEX, OFFSET,
					LABEL)), Map.ofEntries(Map.entry("disgust", "disgust"), Map.entry("fear", "fear"), Map.entry("anger",
						"anger"), Map.entry("sad", "sadness"), Map.entry("sadness", "sadness"), Map.entry("happy", "happiness"), Map
							.entry("happiness", "happiness"), Map.entry("surprise", "surprise"), Map.entry("others", "others"), Map
								.entry("other", "others")));
	}

	@Override
	protected String subject(final String cell, final String clip) {
		final int number = ClipKey.subjectNumber(cell);
		return number < 0 ? "" : "spNO." + number;
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final String name = Folders.name(folder);
		if (name.equalsIgnoreCase("depth")) return Optional.empty();
		final int up = name.equalsIgnoreCase("color") ? 1 : 0;
		final String subject = Folders.name(folder, up + 1);
		if (!subject.toLowerCase(Locale.ROOT).startsWith("spno")) return Optional.empty();
		return Optional.of(ClipKey.of(subject, Folders.name(folder, up)));
	}

	@Override
	protected String clipName(final Path folder) {
		return Folders.name(folder, Folders.name(folder).equalsIgnoreCase("color") ? 1 : 0);
	}

	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		return Annotation.numbered(annotations);
	}
}
