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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.TableRow;
import org.microexpression.base.Titles;
import org.microexpression.clip.FrameCell;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * 4DME, grey-level micro-expression clips: {@code 4DME_Labelling_Micro_release v1.xlsx} and frames in
 * {@code gray_micro/<subject>/<fold_name>/}. A clip may carry several emotions; such a class is written
 * {@code negative+repression}. Where the column Emotion is empty, the columns Positive, Negative, Surprise, Repression
 * and Others tell. In release v1 the action units of the 145th and the 146th clip stand in each other's row; they are
 * exchanged.
 */
@Plugin(type = DatasetReader.class, priority = 300)
public class FourDmeReader extends WorkbookReader {

	private static final List<String> EMOTIONS = List.of("positive", "negative", "surprise", "repression", "others");

	/** Position of the first of the two clips whose action units are exchanged in release v1. */
	static final int EXCHANGED = 144;

	/** The names of the sheet of micro-expressions, the usual one first. */
	static final List<String> MICRO = List.of("4DME_Labelling_Micro_release.*", "4DME.*Micro.*");

	/** Made by SciJava. */
	public FourDmeReader() {
		this("4dme", "4DME");
	}

	FourDmeReader(final String id, final String title) {
		super(id, title, MICRO, new SheetLayout(List.of(), List.of(), Map.of(SUBJECT, List.of("sub_ID", "Subject"), CLIP,
			List.of("fold_name", "Filename"), ONSET, List.of("Onset"), APEX, List.of("Apex"), OFFSET, List.of("Offset"), AUS,
			List.of("AUs", "AU"), LABEL, List.of("Emotion")), List.of(SUBJECT, CLIP, ONSET, APEX, OFFSET)), combinations());
	}

	private static Map<String, String> combinations() {
		final Map<String, String> labels = new HashMap<>();
		for (int set = 1; set < 1 << EMOTIONS.size(); set++) {
			final List<String> chosen = new ArrayList<>();
			for (int e = 0; e < EMOTIONS.size(); e++)
				if ((set >> e & 1) == 1) chosen.add(EMOTIONS.get(e));
			final String label = String.join("+", chosen);
			labels.put(label, label);
		}
		return labels;
	}

	@Override
	protected String subject(final String cell, final String clip) {
		return cell;
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		return Optional.of(ClipKey.of(Folders.name(folder, 1), Folders.name(folder)));
	}

	@Override
	protected int rank(final Path folder) {
		return folder.toString().toLowerCase(Locale.ROOT).contains("gray_micro") ? 0 : 1;
	}

	@Override
	protected String label(final AnnotationTable table, final TableRow row) {
		final String written = table.cell(row, LABEL).toLowerCase(Locale.ROOT);
		if (written.isEmpty()) for (final String emotion : EMOTIONS)
			if (FrameCell.isUnreadable(table.cell(row, emotion))) return emotion + " '" + table.cell(row, emotion) + "'";
		final List<String> words = List.of(written.split("[^\\p{L}]+"));
		final List<String> present = EMOTIONS.stream().filter(e -> written.isEmpty() ? FrameCell.parse(table.cell(row,
			e)) == 1 : words.contains(e) || words.contains(e.replaceAll("s$", ""))).toList();
		return present.isEmpty() ? written : String.join("+", present);
	}

	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		final String bare = Titles.bare(table.file().getFileName().toString());
		if (!bare.contains("releasev1") || table.rows().size() <= EXCHANGED + 1) return annotations;
		final TableRow first = table.rows().get(EXCHANGED);
		final TableRow second = table.rows().get(EXCHANGED + 1);
		final List<Annotation> repaired = new ArrayList<>();
		for (final Annotation a : annotations) {
			final TableRow other = a.row() == first.number() ? second : a.row() == second.number() ? first : null;
			repaired.add(other == null ? a : a.withAus(DateCell.is(table.cell(other, AUS)) ? "" : table.cell(other, AUS),
				"aus-exchanged-with-row:" + other.number()));
		}
		return repaired;
	}
}
