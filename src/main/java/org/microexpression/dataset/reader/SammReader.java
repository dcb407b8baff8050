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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.TableRow;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * SAMM: {@code SAMM_Micro_FACS_Codes_v2.xlsx}, sheet {@code MICRO_ONLY}, whose header stands in row 14 (in row 1 of the
 * 2018 variant), and frames {@code 006/006_1_2/006_05562.jpg} with four or five digits. Subjects are three-digit text.
 */
@Plugin(type = DatasetReader.class, priority = 800)
public final class SammReader extends WorkbookReader {

	/** How manifests call SAMM. */
	public static final String ID = "samm";

	private static final Pattern CLIP_NAME = Pattern.compile("(\\d+)_(\\d+)_(\\d+)");

	/** Made by SciJava. */
	public SammReader() {
		super(ID, "SAMM", List.of("SAMM_Micro_FACS_Codes_v2", "SAMM.*Micro.*FACS.*"), new SheetLayout(List.of("MICRO_ONLY"),
			List.of(), Map.of(SUBJECT, List.of("Subject"), CLIP, List.of("Filename"), ONSET, List.of("Onset Frame", "Onset"),
				APEX, List.of("Apex Frame", "Apex"), OFFSET, List.of("Offset Frame", "Offset"), KIND, List.of("Micro", "Type"),
				AUS, List.of("Action Units", "AU"), LABEL, List.of("Estimated Emotion", "Emotion")), List.of(SUBJECT, CLIP,
					ONSET, APEX, OFFSET, LABEL)), Map.ofEntries(Map.entry("anger", "anger"), Map.entry("happiness", "happiness"),
						Map.entry("contempt", "contempt"), Map.entry("disgust", "disgust"), Map.entry("fear", "fear"), Map.entry(
							"sadness", "sadness"), Map.entry("surprise", "surprise"), Map.entry("other", "other"), Map.entry("others",
								"other")));
	}

	@Override
	protected String subject(final String cell, final String clip) {
		return ClipKey.sammSubject(cell, clip);
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		final Matcher name = CLIP_NAME.matcher(Folders.name(folder));
		return name.matches() ? Optional.of(ClipKey.of(name.group(1), name.group())) : Optional.empty();
	}

	@Override
	protected int rank(final Path folder) {
		return folder.toString().toLowerCase(Locale.ROOT).contains("crop") ? 1 : 0;
	}

	@Override
	protected Optional<String> leftOut(final AnnotationTable table, final TableRow row) {
		final String kind = table.cell(row, KIND);
		return kind.isEmpty() || kind.toLowerCase(Locale.ROOT).startsWith("micro") ? Optional.empty() : Optional.of(
			"Not a micro-expression but '" + kind + "'");
	}
}
