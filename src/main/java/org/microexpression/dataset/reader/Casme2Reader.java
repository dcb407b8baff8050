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
import org.scijava.plugin.Plugin;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.Folders;

/**
 * CASME II: {@code CASME2-coding-20140508.xlsx} (255 rows) and frames {@code sub01/EP02_01f/img46.jpg}, or {@code
 * reg_img46.jpg} in the cropped set. Subjects are {@code sub01}, whether the sheet has {@code 01} as text or 1 as a
 * number and the folders {@code sub01} or {@code 1}. Where several sets lie side by side, {@code CASME2_RAW_selected}
 * goes before {@code Cropped} and that before the long clips of {@code CASME2-RAW}.
 */
@Plugin(type = DatasetReader.class, priority = 900)
public final class Casme2Reader extends WorkbookReader {

	/** How manifests call CASME II. */
	public static final String ID = "casme2";

	/** Made by SciJava. */
	public Casme2Reader() {
		super(ID, "CASME II", List.of("CASME2-coding-20140508", "CASME2-coding.*", "CASME2_label.*"), new SheetLayout(List
			.of("Sheet1"), List.of(), Map.of(SUBJECT, List.of("Subject"), CLIP, List.of("Filename"), ONSET, List.of(
				"OnsetFrame", "Onset"), APEX, List.of("ApexFrame", "Apex", "ApexFrame1"), OFFSET, List.of("OffsetFrame",
					"Offset"), AUS, List.of("Action Units", "AU"), LABEL, List.of("Estimated Emotion", "Emotion")), List.of(
						SUBJECT, CLIP, ONSET, APEX, OFFSET, LABEL)), Map.of("happiness", "happiness", "disgust", "disgust",
							"repression", "repression", "surprise", "surprise", "others", "others", "other", "others", "sadness",
							"sadness", "fear", "fear"));
	}

	@Override
	protected String subject(final String cell, final String clip) {
		final int number = ClipKey.subjectNumber(cell);
		return number < 0 ? "" : String.format(Locale.ROOT, "sub%02d", number);
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final String clip = Folders.name(folder);
		if (!clip.toUpperCase(Locale.ROOT).startsWith("EP")) return Optional.empty();
		final int up = Folders.name(folder, 1).equals(clip) ? 2 : 1;
		final String subject = Folders.name(folder, up);
		return ClipKey.subjectNumber(subject) < 0 ? Optional.empty() : Optional.of(ClipKey.of(subject, clip));
	}

	@Override
	protected int rank(final Path folder) {
		final String path = folder.toString().toLowerCase(Locale.ROOT);
		return path.contains("selected") ? 0 : path.contains("cropped") ? 1 : 2;
	}
}
