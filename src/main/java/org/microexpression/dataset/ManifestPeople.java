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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import org.microexpression.dataset.Sample.StoredField;

/**
 * Whether the rows of a manifest keep people apart. A person under two ids, or a recording under two people, is trained
 * on and tested with, and counts as two where an interval is computed.
 */
public final class ManifestPeople {

	private final Manifest manifest;
	private final List<String> faults = new ArrayList<>();
	private final List<String> remarks = new ArrayList<>();

	/** What is recorded in a row: a field, or key frames of a clip. */
	private record Recording(Path file, int index, int onset, int apex) {

		@Override
		public String toString() {
			return index == Sample.ABSENT ? onset == Sample.ABSENT && apex == Sample.ABSENT ? "'" + file + "'" : "'" + file +
				"' (" + named("onset", onset) + ", " + named("apex", apex) + ")" : "frame " + index + " of '" + file + "'";
		}

		private static String named(final String frame, final int number) {
			return number == Sample.ABSENT ? "no " + frame : frame + " " + number;
		}
	}

	private ManifestPeople(final Manifest manifest) {
		this.manifest = manifest;
	}

	/**
	 * @param manifest the samples
	 * @return what is to be said of its people
	 */
	public static ManifestPeople of(final Manifest manifest) {
		final ManifestPeople people = new ManifestPeople(manifest);
		people.findSpellings();
		people.findDatasets();
		people.findRecordings();
		return people;
	}

	/** @return what is wrong, one sentence each; {@link #require} refuses it */
	public List<String> faults() {
		return List.copyOf(faults);
	}

	/** @return what may be wrong, one sentence each */
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	/**
	 * Refuses a manifest that does not keep people apart.
	 *
	 * @param told given what may be wrong
	 * @throws InputException naming rows and file, if two ids look like one person, a recording is of two people, or it
	 *                        has two classes
	 */
	public void require(final Consumer<String> told) {
		if (!faults.isEmpty()) throw new InputException(faults.get(0));
		remarks.forEach(told);
	}

	/** That two words mean one person, the manifest's writer has to say. */
	private void findSpellings() {
		final Map<String, Integer> people = new HashMap<>();
		final Set<String> told = new HashSet<>();
		for (int i = 0; i < manifest.samples().size(); i++) {
			final int row = i;
			final Sample sample = manifest.samples().get(i);
			final int first = people.computeIfAbsent(PersonKey.of(sample.dataset(), sample.subject()), any -> row);
			final String other = manifest.samples().get(first).person();
			if (!other.equals(sample.person()) && told.add(sample.person())) faults.add("The subjects '" + other + "' and '" +
				sample.person() + "' in " + where(first, i) +
				" look like two spellings of one person, who would count as two " +
				"and be trained on when left out; write them alike, or so that they differ by more.");
		}
	}

	/** Figures of a dataset would be told in two rows. */
	private void findDatasets() {
		final Map<String, Integer> datasets = new HashMap<>();
		final Set<String> told = new HashSet<>();
		for (int i = 0; i < manifest.samples().size(); i++) {
			final int row = i;
			final String dataset = manifest.samples().get(i).dataset();
			final int first = datasets.computeIfAbsent(PersonKey.ofDataset(dataset), any -> row);
			final String other = manifest.samples().get(first).dataset();
			if (!other.equals(dataset) && told.add(dataset)) remarks.add("The datasets '" + other + "' and '" + dataset +
				"' in " + where(first, i) +
				" look like two spellings of one dataset, whose figures are told apart; write them " +
				"alike if they are one.");
		}
	}

	private void findRecordings() {
		final Map<Recording, Integer> recordings = new HashMap<>();
		final Map<Path, Integer> clips = new HashMap<>();
		final Map<Path, Path> places = new HashMap<>();
		final List<String> again = new ArrayList<>();
		final List<String> shared = new ArrayList<>();
		for (int i = 0; i < manifest.samples().size(); i++) {
			final Sample sample = manifest.samples().get(i);
			final Path place = places.computeIfAbsent(sample.source(), ManifestPeople::place);
			final int row = i;
			final int first = recordings.computeIfAbsent(recording(sample, place), any -> row);
			final int firstOfFile = clips.computeIfAbsent(place, any -> row);
			if (first != i) compare(first, i, recording(sample, place), again);
			else if (!sample.hasField() && !isOnePerson(firstOfFile, i)) shared.add(where(firstOfFile, i));
		}
		if (!again.isEmpty()) remarks.add(Counts.of(again.size(), "row names", "rows name") +
			" the recording of an earlier row, with the same subject and class, and so it counts twice; remove what is there " +
			"twice (" + Titles.some(again) + ").");
		if (!shared.isEmpty()) remarks.add("One clip is named under two subjects, at other frames (" + Titles.some(shared) +
			"); if one person is filmed there, write the subject alike.");
	}

	private void compare(final int first, final int second, final Recording recording, final List<String> again) {
		final Sample one = manifest.samples().get(first), other = manifest.samples().get(second);
		if (!isOnePerson(first, second)) faults.add("The recording " + recording + " stands under the subjects '" + one
			.person() + "' and '" + other.person() + "', in " + where(first, second) +
			"; a person would be trained on when left out. Correct one of the rows, or remove it.");
		else if (!Titles.word(one.label()).equals(Titles.word(other.label()))) faults.add("The recording " + recording +
			" has the classes '" + one.label() + "' and '" + other.label() + "', in " + where(first, second) +
			"; correct one of the rows, or remove it.");
		else again.add(where(first, second));
	}

	private boolean isOnePerson(final int first, final int second) {
		final Sample one = manifest.samples().get(first), other = manifest.samples().get(second);
		return PersonKey.of(one.dataset(), one.subject()).equals(PersonKey.of(other.dataset(), other.subject()));
	}

	private static Recording recording(final Sample sample, final Path place) {
		return new Recording(place, sample.field().map(StoredField::index).orElse(Sample.ABSENT), sample.hasField()
			? Sample.ABSENT : sample.onset(), sample.hasField() ? Sample.ABSENT : sample.apex());
	}

	/** One place, whatever links lead there. */
	private static Path place(final Path source) {
		try {
			return source.toRealPath();
		}
		catch (final IOException e) {
			return source.toAbsolutePath().normalize(); // that it is not there is told where it is read
		}
	}

	/** Both rows with their files. */
	private String where(final int first, final int second) {
		final String other = "row " + manifest.row(first) + (manifest.file(first).equals(manifest.file(second)) ? ""
			: " of " + manifest.file(first));
		return other + " and row " + manifest.row(second) + " of " + manifest.file(second);
	}
}
