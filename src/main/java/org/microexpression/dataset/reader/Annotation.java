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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.Titles;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.Sample;

/**
 * One row of an annotation sheet. It has twelve components because the sheets have these columns, in one order or
 * another.
 *
 * @param row     1-based row
 * @param place   row, file and sheet for sentences
 * @param subject the subject's id in its normal form
 * @param file    the clip's name as the folder on disk has it
 * @param clip    the clip's name in the manifest; differs from the folder where one video holds several expressions
 * @param onset   onset frame, or {@link Sample#ABSENT}
 * @param apex    apex frame, or absent
 * @param offset  offset frame, or absent
 * @param label   the class as the dataset names it
 * @param aus     action units
 * @param kind    {@code micro} or {@code macro} where a sheet of long videos tells, otherwise empty
 * @param flag    what was repaired in the row before its frames were looked at, empty where nothing was
 */
public record Annotation(int row, String place, String subject, String file, String clip, int onset, int apex,
		int offset, String label, String aus, String kind, String flag) {

	/**
	 * @param other a subject's id in its normal form
	 * @return the same row of that subject
	 */
	public Annotation withSubject(final String other) {
		return new Annotation(row, place, other, file, clip, onset, apex, offset, label, aus, kind, flag);
	}

	/**
	 * @param other name of the clip in the manifest
	 * @return the same row under that name
	 */
	public Annotation withClip(final String other) {
		return new Annotation(row, place, subject, file, other, onset, apex, offset, label, aus, kind, flag);
	}

	/**
	 * @param folder name of the folder of frames
	 * @param name   name of the clip in the manifest
	 * @return the same expression in that video
	 */
	public Annotation in(final String folder, final String name) {
		return new Annotation(row, place, subject, folder, name, onset, apex, offset, label, aus, kind, flag);
	}

	/**
	 * @param other another offset frame
	 * @param why   what was repaired, as a flag of the manifest
	 * @return the same row with that offset
	 */
	public Annotation withOffset(final int other, final String why) {
		return new Annotation(row, place, subject, file, clip, onset, apex, other, label, aus, kind, why);
	}

	/**
	 * Tells apart the expressions of one name: the second in the sheet gets {@code _2}, the third {@code _3}. A row that
	 * repeats another's frames and kind keeps that one's name, so that it is found to be a repeat.
	 *
	 * @param annotations rows in the order of the sheet
	 * @return the same rows with their names
	 */
	public static List<Annotation> numbered(final List<Annotation> annotations) {
		final Map<String, Integer> numbers = new HashMap<>();
		final Map<String, String> names = new HashMap<>();
		final List<Annotation> named = new ArrayList<>();
		for (final Annotation a : annotations) {
			final String name = PersonKey.ofSubject(a.subject) + "/" + a.clip.toLowerCase(Locale.ROOT);
			named.add(a.withClip(names.computeIfAbsent(name + "/" + a.onset + "/" + a.offset + "/" + a.kind, expression -> {
				final int number = numbers.merge(name, 1, Integer::sum);
				return number == 1 ? a.clip : a.clip + "_" + number;
			})));
		}
		return named;
	}

	/**
	 * @param first an earlier row of the same clip
	 * @return what this row says otherwise, in words of class and frames, in words; empty where both say the same
	 */
	String differences(final Annotation first) {
		final List<String> differences = new ArrayList<>();
		if (!label.equals(first.label)) differences.add("class '" + first.label + "' and '" + label + "'");
		if (!kind.equals(first.kind)) differences.add("kind '" + first.kind + "' and '" + kind + "'");
		if (onset != first.onset) differences.add("onset " + named(first.onset) + " and " + named(onset));
		if (apex != first.apex) differences.add("apex " + named(first.apex) + " and " + named(apex));
		if (offset != first.offset) differences.add("offset " + named(first.offset) + " and " + named(offset));
		return String.join(", ", differences);
	}

	/** @return whether an earlier row of the same clip and this one have action units, and not the same */
	boolean hasOtherUnits(final Annotation first) {
		return !aus.isBlank() && !first.aus.isBlank() && !Titles.word(aus).equals(Titles.word(first.aus));
	}

	private static String named(final int frame) {
		return frame == Sample.ABSENT ? "none" : Integer.toString(frame);
	}

	/**
	 * @param other other action units
	 * @param why   what was repaired, as a flag of the manifest
	 * @return the same row with those units
	 */
	public Annotation withAus(final String other, final String why) {
		return new Annotation(row, place, subject, file, clip, onset, apex, offset, label, other, kind, why);
	}

	/**
	 * @param dataset id of the dataset
	 * @param kind    what became of the row
	 * @param rule    the rule that says so, a word or two joined by hyphens
	 * @param message a sentence for the user
	 * @return the row's entry in a report
	 */
	public DatasetReport.Entry entry(final String dataset, final DatasetReport.Kind kind, final String rule,
		final String message)
	{
		return new DatasetReport.Entry(kind, dataset, subject, clip, label, row, rule, message);
	}
}
