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

package org.microexpression.dataset.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.microexpression.base.Titles;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Entry;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Selection;
import org.microexpression.expression.ClassScheme;

/**
 * A protocol whose published counts are known, so that every difference from them can be explained. Only counts are
 * held here; the datasets' own lists are licensed and must not be shipped.
 */
abstract class CountedProtocol implements Protocol {

	/**
	 * Where the clips of a dataset go, and how many there ought to be.
	 *
	 * @param dataset  the dataset's id
	 * @param title    its name
	 * @param classes  the class of each of its own classes that is taken
	 * @param counts   clips of each class
	 * @param subjects how many subjects, 0 where that is not published
	 * @param largest  clips of subjects whose number is published
	 * @param dropped  clips left out by name, {@code subject/clip}, and why
	 */
	record Expected(String dataset, String title, Map<String, String> classes, Map<String, Integer> counts, int subjects,
			Map<String, Integer> largest, Map<String, String> dropped) {

		int total() {
			return counts.values().stream().mapToInt(Integer::intValue).sum();
		}

		/** The protocol's class of one of the dataset's own; empty where it is not taken. */
		Optional<String> classOf(final String label, final ClassScheme scheme) {
			// A manifest may hold the protocol's classes already, by name or number.
			final int number = scheme.indexOf(label);
			return Optional.ofNullable(classes.get(Titles.word(label))).or(() -> number < 0 ? Optional.empty() : Optional.of(
				scheme.labels().get(number)));
		}
	}

	/** The classes. */
	abstract ClassScheme scheme();

	/** The datasets. */
	abstract List<Expected> expected();

	@Override
	public Selection select(final DatasetReading reading) {
		final Map<String, Expected> byDataset = expected().stream().collect(Collectors.toMap(Expected::dataset, e -> e));
		final List<Sample> taken = new ArrayList<>();
		final Map<String, String> leftOut = new HashMap<>();
		for (final Sample sample : reading.samples()) {
			final Optional<Expected> expected = Optional.ofNullable(byDataset.get(sample.dataset()));
			final Optional<String> label = expected.flatMap(dataset -> dataset.classOf(sample.label(), scheme()));
			final Optional<String> dropped = expected.map(dataset -> dataset.dropped().get(sample.subject() + "/" + sample
				.clip()));
			if (expected.isEmpty()) leftOut.put(sample.key(), "The protocol " + title() + " does not take the dataset " +
				sample.dataset());
			else if (label.isEmpty()) leftOut.put(sample.key(), "The protocol " + title() + " does not take the class " +
				sample.label());
			else if (dropped.isPresent()) leftOut.put(sample.key(), dropped.get());
			else taken.add(sample.withLabel(label.get()));
		}
		final DatasetReport report = new DatasetReport();
		for (final Entry e : reading.report().entries()) {
			final String why = e.kind().isUsed() ? leftOut.get(e.key()) : null;
			report.add(why == null ? e : new Entry(Kind.SKIPPED, e.dataset(), e.subject(), e.clip(), e.label(), e.row(),
				DatasetReport.PROTOCOL_RULE, why + "."));
		}
		final List<String> lines = new ArrayList<>();
		for (final Expected expected : expected())
			explain(expected, taken, report, lines);
		final int total = expected().stream().mapToInt(Expected::total).sum();
		final int subjects = expected().stream().mapToInt(Expected::subjects).sum();
		if (expected().size() > 1) lines.add(0, "Full: " + taken.size() + " of " + total + " clips of " + taken.stream()
			.map(Sample::person).distinct().count() + " of " + subjects + " subjects.");
		return new Selection(title(), scheme(), taken, report, lines);
	}

	private void explain(final Expected expected, final List<Sample> taken, final DatasetReport report,
		final List<String> lines)
	{
		final List<Sample> own = taken.stream().filter(s -> s.dataset().equals(expected.dataset())).toList();
		final Map<String, Integer> found = new LinkedHashMap<>();
		expected.counts().keySet().forEach(c -> found.put(c, 0));
		own.forEach(s -> found.merge(s.label(), 1, Integer::sum));
		lines.add(counts(expected, own, found));
		if (report.entries().stream().noneMatch(e -> e.dataset().equals(expected.dataset()) && !e.rule().equals(
			"dataset-absent")))
		{
			lines.add("  " + expected.title() + " was not read.");
			return;
		}
		final Map<String, Integer> explained = explainedClips(expected, report, lines);
		expected.counts().forEach((label, count) -> {
			final int open = count - found.get(label) - explained.getOrDefault(label, 0);
			if (open != 0) lines.add("  " + label + ": " + Math.abs(open) + (open > 0 ? " fewer" : " more") +
				" than published that no line above explains; " + unexplained(expected, report));
		});
		expected.largest().forEach((subject, count) -> {
			final long here = own.stream().filter(s -> s.subject().equals(subject)).count();
			if (here != count && !own.isEmpty()) lines.add("  " + subject + ", the largest fold, has " + here + " of " +
				count + " clips.");
		});
		final Set<String> known = new HashSet<>();
		for (final Entry e : report.entries())
			if (e.dataset().equals(expected.dataset())) known.add(e.subject() + "/" + e.clip());
		if (!own.isEmpty()) expected.dropped().keySet().stream().filter(clip -> !known.contains(clip)).sorted().forEach(
			clip -> lines.add("  The sheet has no clip " + clip +
				", which the protocol drops by name: it is not the version that the published list was made from."));
	}

	private static String counts(final Expected expected, final List<Sample> own, final Map<String, Integer> found) {
		return expected.title() + ": " + own.size() + " of " + expected.total() + " clips" + (expected.subjects() > 0
			? " of " + own.stream().map(Sample::subject).distinct().count() + " of " + expected.subjects() + " subjects"
			: "") + " (" + expected.counts().entrySet().stream().map(e -> e.getKey() + " " + found.get(e.getKey()) + " of " +
				e.getValue()).collect(Collectors.joining(", ")) + ").";
	}

	private static String unexplained(final Expected expected, final DatasetReport report) {
		return report.entries().stream().anyMatch(e -> e.dataset().equals(expected.dataset()) && e.row() > 0)
			? "the sheet is another version, or its rows were changed."
			: "these clips have no folder on disk (this set was read without a sheet, so they cannot be named).";
	}

	/** Names the clips that the protocol would take but that are not on disk or cannot be used. */
	private Map<String, Integer> explainedClips(final Expected expected, final DatasetReport report,
		final List<String> lines)
	{
		final Map<String, Integer> explained = new HashMap<>();
		final Set<String> used = new HashSet<>();
		for (final Entry e : report.entries())
			if (e.kind().isUsed()) used.add(e.key());
		for (final Entry e : report.entries()) {
			if (!e.dataset().equals(expected.dataset()) || e.kind() != Kind.MISSING && e.kind() != Kind.SKIPPED || e.rule()
				.equals(DatasetReport.PROTOCOL_RULE) || e.rule().equals("folder-without-label") || used.contains(e.key()) ||
				expected.dropped().containsKey(e.subject() + "/" + e.clip())) continue;
			final Optional<String> label = expected.classOf(e.label(), scheme());
			if (label.isPresent()) {
				explained.merge(label.get(), 1, Integer::sum);
				lines.add("  " + e.subject() + "/" + e.clip() + " (" + (label.get().equals(e.label()) ? e.label() : e.label() +
					", " + label.get()) + ") is " + (e.kind() == Kind.MISSING ? "missing: " : "skipped: ") + e.message());
			}
			else if (e.rule().equals("unknown-class")) lines.add("  " + e.subject() + "/" + e.clip() + " may belong here: " +
				e.message());
		}
		return explained;
	}
}
