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

package org.microexpression.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import org.microexpression.clip.ApexFinder;
import org.microexpression.expression.FacsCode;

/**
 * What became of every row of an annotation sheet and of every folder: found as labelled, repaired and by which rule,
 * skipped and why, or missing on disk; and remarks on the whole.
 */
public final class DatasetReport {

	/** How many entries of a kind are printed; the CSV holds all. */
	public static final int PRINTED = 10;

	/** The rule of clips that are skipped because the protocol does not take them. */
	public static final String PROTOCOL_RULE = "protocol";

	/** What became of a clip. */
	public enum Kind {

			/** It is in the manifest as the sheet says. */
			FOUND("Found"),

			/** It is in the manifest, with frames that a rule set right. */
			REPAIRED("Repaired"),

			/** It is left out, for the reason that is told. */
			SKIPPED("Skipped"),

			/** Nothing on disk belongs to its row. */
			MISSING("Missing"),

			/** What there is to know besides. */
			REMARK("Remarks");

		private final String title;

		Kind(final String title) {
			this.title = title;
		}

		/** @return whether the clip is in the manifest */
		public boolean isUsed() {
			return this == FOUND || this == REPAIRED;
		}
	}

	/**
	 * One line.
	 *
	 * @param kind    what became of the clip
	 * @param dataset id of the dataset
	 * @param subject the subject, may be empty
	 * @param clip    the clip, may be empty
	 * @param label   the class as the dataset names it, may be empty
	 * @param row     1-based row in the sheet or manifest, 0 where none
	 * @param rule    short name of the rule or reason, parted by {@code ;}
	 * @param message a sentence
	 */
	public record Entry(Kind kind, String dataset, String subject, String clip, String label, int row, String rule,
			String message) {

		/** @return dataset, subject and clip as {@link Sample#key()} joins them */
		public String key() {
			return dataset + "/" + subject + "/" + clip;
		}
	}

	private final List<Entry> entries = new ArrayList<>();

	/** @param entry one more line */
	public void add(final Entry entry) {
		entries.add(entry);
	}

	/**
	 * Adds a remark, if action units cannot be read: such clips take no part where units are evaluated.
	 *
	 * @param dataset id of the dataset
	 * @param samples its clips
	 */
	public void remarkUnits(final String dataset, final List<Sample> samples) {
		final List<String> unreadable = new ArrayList<>();
		for (final Sample s : samples) {
			try {
				FacsCode.parse(s.aus());
			}
			catch (final InputException e) {
				unreadable.add(s.aus() + " of " + s.key());
			}
		}
		if (!unreadable.isEmpty()) remark(dataset, "unreadable-units", "The action units of " + Counts.of(unreadable.size(),
			"clip", "clips") + " cannot be read, and take no part where units are evaluated (" + Titles.some(unreadable) +
			"); write numbers of FACS joined by +, such as 4+L10.");
	}

	/**
	 * Adds a remark on the whole.
	 *
	 * @param dataset id of the dataset, may be empty
	 * @param rule    its short name
	 * @param message a sentence
	 */
	public void remark(final String dataset, final String rule, final String message) {
		add(new Entry(Kind.REMARK, dataset, "", "", "", 0, rule, message));
	}

	/** @param other a report whose lines follow this one's */
	public void addAll(final DatasetReport other) {
		entries.addAll(other.entries);
	}

	/** @return all lines */
	public List<Entry> entries() {
		return List.copyOf(entries);
	}

	/**
	 * @param kind a kind
	 * @return its lines
	 */
	public List<Entry> entries(final Kind kind) {
		return entries.stream().filter(e -> e.kind() == kind).toList();
	}

	/**
	 * Says once how the apexes of a dataset without apex labels were chosen; each clip's flags say it too.
	 *
	 * @param dataset its id
	 * @param title   its name
	 * @param samples its samples
	 * @param finder  what chose the apexes
	 */
	public void remarkChosenApexes(final String dataset, final String title, final List<Sample> samples,
		final ApexFinder finder)
	{
		final long chosen = samples.stream().filter(s -> s.flags().contains("apex-not-labelled")).count();
		remark(dataset, "apex-choice", title + " labels no apex: it was chosen by " + finder.title() + " in " + chosen +
			" clips.");
	}

	/**
	 * Adds a remark, if clips come from recordings of several sorts, such as raw and cropped ones: a model may learn the
	 * sort.
	 *
	 * @param dataset its id
	 * @param title   its name
	 * @param samples its samples
	 * @param sort    the sort of the recordings in a folder
	 */
	public void remarkMixed(final String dataset, final String title, final List<Sample> samples,
		final ToIntFunction<Path> sort)
	{
		final Map<Integer, List<Path>> sorts = samples.stream().map(Sample::source).collect(Collectors.groupingBy(
			sort::applyAsInt, TreeMap::new, Collectors.toList()));
		if (sorts.size() > 1) remark(dataset, "mixed-recordings", "Clips of " + title +
			" are taken from recordings of several sorts (" + sorts.values().stream().map(own -> Counts.of(own.size(), "clip",
				"clips") + " such as " + own.get(0)).collect(Collectors.joining(", ")) +
			"); give a folder that holds one sort of all clips.");
	}

	/** Adds a remark for every subject of whom no clip is left. */
	public void remarkLostSubjects() {
		final Set<String> used = new HashSet<>();
		final Map<String, Set<String>> lost = new TreeMap<>();
		for (final Entry e : entries)
			if (e.kind().isUsed()) used.add(e.dataset() + "/" + e.subject());
		for (final Entry e : entries) {
			if (!e.subject().isEmpty() && e.row() > 0 && (e.kind() == Kind.SKIPPED || e.kind() == Kind.MISSING) && !used
				.contains(e.dataset() + "/" + e.subject())) lost.computeIfAbsent(e.dataset() + "/" + e.subject(),
					person -> new HashSet<>()).add(e.clip());
		}
		lost.forEach((person, clips) -> add(new Entry(Kind.REMARK, person.substring(0, person.indexOf('/')), person
			.substring(person.indexOf('/') + 1), "", "", 0, "subject-lost", "Subject " + person + " has no clip left: " +
				(clips.size() == 1 ? "its only clip is" : "all " + clips.size() + " clips are") + " missing or skipped.")));
	}

	/**
	 * @return the report as text, the first {@value #PRINTED} of each kind but the clips found as labelled; what a
	 *         protocol leaves out is counted by its reason
	 */
	public String text() {
		final StringBuilder text = new StringBuilder();
		final List<Entry> used = entries.stream().filter(e -> e.kind().isUsed()).toList();
		text.append("Found ").append(Counts.of(used.size(), "clip", "clips")).append(" of ").append(Counts.of(used.stream()
			.map(e -> e.dataset() + "/" + e.subject()).distinct().count(), "subject", "subjects")).append(used.isEmpty() ? ""
				: ": ").append(used.stream().collect(Collectors.groupingBy(e -> e.dataset() + " " + e.label(), TreeMap::new,
					Collectors.counting())).entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors
						.joining(", "))).append(".\n");
		for (final Kind kind : List.of(Kind.REPAIRED, Kind.SKIPPED, Kind.MISSING, Kind.REMARK)) {
			final List<Entry> lines = entries(kind).stream().filter(e -> !e.rule().equals(PROTOCOL_RULE)).toList();
			if (lines.isEmpty()) continue;
			text.append(kind.title).append(": ").append(lines.size()).append('\n');
			lines.stream().limit(PRINTED).forEach(e -> text.append("  ").append(line(e)).append('\n'));
			if (lines.size() > PRINTED) text.append("  and ").append(lines.size() - PRINTED).append(
				" more, all in the report's CSV\n");
		}
		final Map<String, Long> leftOut = entries(Kind.SKIPPED).stream().filter(e -> e.rule().equals(PROTOCOL_RULE))
			.collect(Collectors.groupingBy(Entry::message, TreeMap::new, Collectors.counting()));
		if (!leftOut.isEmpty()) text.append("Left out by the protocol: ").append(leftOut.values().stream().mapToLong(
			Long::longValue).sum()).append('\n');
		leftOut.forEach((why, clips) -> text.append("  ").append(clips).append(clips == 1 ? " clip: " : " clips: ").append(
			why).append('\n'));
		return text.toString();
	}

	private static String line(final Entry e) {
		final String who = e.clip().isEmpty() ? "" : e.key() + ": ";
		return e.kind() == Kind.REPAIRED ? who + e.rule().replace(";", "; ") + " — " + e.message() : who + e.message();
	}

	/**
	 * Writes all lines.
	 *
	 * @param csv the file, replaced where it exists, and only by a whole one
	 * @throws InputException if it cannot be written
	 */
	public void writeCsv(final Path csv) {
		final List<List<?>> rows = new ArrayList<>();
		rows.add(List.of("kind", "dataset", "subject", "clip", "class", "row", "rule", "message"));
		for (final Entry e : entries)
			rows.add(List.of(e.kind().name().toLowerCase(Locale.ROOT), e.dataset(), e.subject(), e.clip(), e.label(), e
				.row() == 0 ? "" : e.row(), e.rule(), e.message()));
		CsvTable.requireReplaceable(csv, List.of("kind", "dataset"));
		AtomicFile.write(csv, CsvTable.text(rows));
	}
}
