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

package org.microexpression.evaluation.spotting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.PersonSpellings;
import org.microexpression.evaluation.spotting.SpanFile.Column;
import org.microexpression.evaluation.spotting.SpanFile.Role;

/**
 * One file of true spans and one or more of predicted ones, brought to the same videos. Videos are matched by the
 * column {@code video}, else by {@code path}, else by name, with dataset and subject as far as all files have them.
 *
 * @param truths      true spans by video
 * @param predictions predicted spans by video, a map a file
 * @param units       who a video shows, by video: what intervals are drawn from
 * @param bySubject   whether units are subjects, and not the videos themselves
 * @param hasKinds    whether all files tell micro from macro
 * @param hasClasses  whether the truth and every file of predictions tell classes
 * @param remarks     what the user should know, a sentence each
 */
record SpottingData(Map<String, List<MarkedSpan>> truths, List<Map<String, List<MarkedSpan>>> predictions,
		Map<String, String> units, boolean bySubject, boolean hasKinds, boolean hasClasses, List<String> remarks) {

	private static final int TOLD = 5;

	/**
	 * @param truthFile       file of true spans
	 * @param predictionFiles files of predicted spans
	 * @return all of them
	 * @throws InputException if a file cannot be used or has no video in common with the truth
	 */
	static SpottingData read(final Path truthFile, final List<Path> predictionFiles) {
		final SpanFile truth = SpanFile.read(truthFile, Role.TRUTH);
		if (!truth.has().contains(Column.ROLE)) predictionFiles.forEach(file -> requireOther(truthFile, file));
		final List<SpanFile> runs = predictionFiles.stream().map(file -> SpanFile.read(file, Role.PREDICTION)).toList();
		final List<String> remarks = new ArrayList<>();
		try {
			return read(truth, runs, remarks);
		}
		catch (final InputException e) {
			throw e.with(remarks);
		}
	}

	private static SpottingData read(final SpanFile truth, final List<SpanFile> runs, final List<String> remarks) {
		final List<SpanFile> all = new ArrayList<>(runs);
		all.add(0, truth);
		final boolean datasets = has(all, Column.DATASET);
		final boolean subjects = has(all, Column.SUBJECT);
		final VideoName.By by = has(all, Column.VIDEO) ? VideoName.By.VIDEO : has(all, Column.PATH) ? VideoName.By.PATH
			: VideoName.By.NAME;
		final Function<VideoName, String> key = video -> video.key(by, datasets, subjects);
		all.forEach(file -> remarks.addAll(file.remarks()));
		for (final SpanFile file : all)
			requireTold(file, by, datasets, subjects);
		runs.forEach(run -> compareFolders(truth, run, key, by, remarks));
		final Map<String, String> units = new TreeMap<>();
		final PersonSpellings people = new PersonSpellings();
		boolean bySubject = false;
		for (final SpanFile file : all) {
			for (final VideoName video : file.videos()) {
				final String unit = video.subject().isEmpty() ? null : PersonKey.ofPeople(video.dataset()) + "/" + people.of(
					file.file(), video.dataset(), video.subject());
				bySubject |= file == truth && unit != null;
				units.merge(key.apply(video), Objects.requireNonNullElse(unit, ""), (one, other) -> one.isEmpty() ? other
					: one);
			}
		}
		final boolean drawn = bySubject;
		units.replaceAll((video, unit) -> drawn && !unit.isEmpty() ? unit : video);
		remarks.addAll(people.remarks());
		if (!drawn) remarks.add(
			"The truth has no column for the subject, so videos are drawn instead of subjects, and the intervals may be too short.");
		final Map<String, VideoName> names = new HashMap<>();
		all.forEach(file -> file.videos().forEach(video -> names.putIfAbsent(key.apply(video), video)));
		final Map<String, List<MarkedSpan>> truths = spans(truth, key, names);
		final List<Map<String, List<MarkedSpan>>> predictions = runs.stream().map(run -> spans(run, key, names)).toList();
		for (int r = 0; r < runs.size(); r++)
			compareVideos(truth, truths, runs.get(r), predictions.get(r), remarks);
		final boolean kinds = all.stream().allMatch(SpanFile::hasKinds);
		if (!kinds) remarks.add("Not every span is told to be micro or macro, so all are judged together as 'any'.");
		final boolean classes = truth.has().contains(Column.LABEL) && runs.stream().allMatch(run -> run.has().contains(
			Column.PREDICTION) || run.has().contains(Column.LABEL));
		if (classes) runs.forEach(run -> SpottedClasses.requireCommon(truth, run, remarks));
		return new SpottingData(truths, predictions, units, drawn, kinds, classes, List.copyOf(remarks));
	}

	private static boolean has(final List<SpanFile> files, final Column column) {
		return files.stream().allMatch(file -> file.has().contains(column));
	}

	/** What is held against itself is right without fail. */
	private static void requireOther(final Path truth, final Path predictions) {
		try {
			if (!Files.exists(predictions) || !Files.isSameFile(truth, predictions)) return;
		}
		catch (final IOException e) {
			// What is the matter with it is told when it is read.
			return;
		}
		throw new InputException("The file '" + predictions +
			"' is given as the truth and as predictions, and has no column " +
			"role that tells them apart; give the file of the predictions.");
	}

	/** Two videos that are taken for one would be found in each other's spans. */
	private static void requireTold(final SpanFile file, final VideoName.By by, final boolean datasets,
		final boolean subjects)
	{
		final Map<String, VideoName> known = new HashMap<>();
		for (final VideoName video : file.videos()) {
			if (!video.has(by)) throw new InputException("The file '" + file.file() + "' has a row of '" + video.shown() +
				"' whose column " + by.name().toLowerCase(Locale.ROOT) + ", by which the files' videos are told, is empty; " +
				"fill it in, or leave the column out.");
			final String key = video.key(by, datasets, subjects);
			final VideoName other = known.putIfAbsent(key, video);
			if (other != null && !other.agrees(video, by)) throw new InputException("The videos '" + other.told() +
				"' and '" + video.told() + "' of '" + file.file() + "' would both be taken for '" + key +
				"'; give each another name in a column video, without folders, or all files the columns dataset and subject.");
		}
	}

	/** A video of one person must not be found in another person's of the same name. */
	private static void compareFolders(final SpanFile truth, final SpanFile run, final Function<VideoName, String> key,
		final VideoName.By by, final List<String> remarks)
	{
		final Map<String, List<VideoName>> known = truth.videos().stream().collect(Collectors.groupingBy(key));
		final List<String> unclear = new ArrayList<>();
		for (final VideoName video : run.videos())
			for (final VideoName other : known.getOrDefault(key.apply(video), List.of())) {
				final VideoName.Folders folders = video.folders(other, by);
				if (folders == VideoName.Folders.OTHER) throw new InputException("The video '" + video.located(by) + "' of '" +
					run.file() + "' would be taken for '" + other.located(by) + "' of the truth '" + truth.file() +
					"', and lies in the folder of another; correct the name, or leave the folders out and give all files the " +
					"column subject.");
				if (folders == VideoName.Folders.UNCLEAR) unclear.add(video.located(by) + " for " + other.located(by));
			}
		if (!unclear.isEmpty()) remarks.add(Counts.of(unclear.size(), "video", "videos") + " of '" + run.file() + "' " +
			(unclear.size() == 1 ? "lies" : "lie") + " in another folder than the truth's video that it is taken for (" +
			Titles.some(unclear) + "); if these are two people, give all files the column subject.");
	}

	/** All videos of a file, also those without a span; each is called in all files as the first of them calls it. */
	private static Map<String, List<MarkedSpan>> spans(final SpanFile file, final Function<VideoName, String> key,
		final Map<String, VideoName> names)
	{
		final Map<String, List<MarkedSpan>> spans = new HashMap<>();
		file.videos().forEach(video -> spans.computeIfAbsent(key.apply(video), v -> new ArrayList<>()));
		file.spans().forEach(span -> spans.get(key.apply(span.video())).add(span.of(names.get(key.apply(span.video())))));
		return spans;
	}

	private static void compareVideos(final SpanFile truth, final Map<String, List<MarkedSpan>> truths,
		final SpanFile run, final Map<String, List<MarkedSpan>> predictions, final List<String> remarks)
	{
		final TreeSet<String> extra = new TreeSet<>(predictions.keySet());
		extra.removeAll(truths.keySet());
		if (extra.size() == predictions.size()) throw new InputException("No video of '" + run.file() +
			"' stands in the truth '" + truth.file() + "' ('" + extra.first() + "' here, '" + new TreeSet<>(truths.keySet())
				.first() + "' there); use the same names in a column video, with dataset and subject in both or in neither.");
		if (!extra.isEmpty()) remarks.add(told(extra) + " of '" + run.file() + "' " + (extra.size() == 1 ? "has" : "have") +
			" no true span; what was found in them counts as false.");
		final TreeSet<String> missing = new TreeSet<>(truths.keySet());
		missing.removeAll(predictions.keySet());
		if (!missing.isEmpty()) remarks.add(told(missing) + " of the truth " + (missing.size() == 1 ? "is" : "are") +
			" not in '" + run.file() + "'; their spans count as not found.");
	}

	private static String told(final TreeSet<String> videos) {
		final String names = String.join(", ", videos.stream().limit(TOLD).toList());
		return Counts.of(videos.size(), "video", "videos") + " (" + names + (videos.size() > TOLD ? ", ..." : "") + ")";
	}
}
