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

package org.microexpression.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;
import org.microexpression.base.Titles;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.PersonSpellings;
import org.microexpression.evaluation.PredictionFile.Role;

/**
 * Two or more sets of predictions of the same clips, side by side: ours ({@code loso-predictions.csv}) or those of any
 * tool that writes clip, truth and prediction. Clips are matched by dataset, subject and clip, as far as all files have
 * these columns (letter case does not matter; {@code CASME II} and {@code casme2}, {@code SMIC-HS} and {@code smic} are
 * the same dataset); only clips that all files have are compared, and the others are told.
 */
public final class Comparison {

	/** Title of {@link #scores}. */
	public static final String SCORES = "LOSO Comparison";
	/** Title of {@link #pairs}. */
	public static final String PAIRS = "LOSO Comparison Pairs";
	/** Title of {@link #clips}. */
	public static final String CLIPS = "LOSO Comparison Clips";

	private static final long BOOTSTRAP_SEED = 1;
	private static final int TOLD = 10;

	private final List<String> names;
	private final List<String> classes;
	private final List<PredictionFile.Row> clips;
	private final List<String> units;
	private final boolean bySubject;
	private final PersonSpellings people = new PersonSpellings();

	/** Whether all files have the columns by which clips are told apart. */
	private final boolean byDataset, subjectInAll;
	private final int[] truth;

	/** [file][clip] */
	private final int[][] predictions;
	private final List<String> remarks;

	/** @param remarks gets what the user should know */
	private Comparison(final List<PredictionFile> files, final List<String> remarks) {
		this.remarks = remarks;
		names = RunNames.of(files.stream().map(PredictionFile::file).toList());
		byDataset = files.stream().allMatch(file -> file.has().contains(Role.DATASET));
		subjectInAll = files.stream().allMatch(file -> file.has().contains(Role.SUBJECT));
		final List<Map<String, PredictionFile.Row>> byKey = new ArrayList<>();
		for (final PredictionFile file : files)
			byKey.add(byKey(file));
		final List<String> common = common(files, byKey);
		final ClassNames classNames = ClassNames.of(files);
		files.forEach(file -> remarks.addAll(file.remarks()));
		remarks.addAll(classNames.mixtures(files));
		classNames.numbered(files).ifPresent(remarks::add);
		final int[] own = truth(files, byKey, common, classNames);
		final int[][] told = byKey.stream().map(rows -> common.stream().mapToInt(key -> classNames.label(rows.get(key)
			.prediction())).toArray()).toArray(int[][]::new);
		// A class that no compared clip has or gets would count as an F1 of 0 in every mean.
		final int[] present = IntStream.concat(Arrays.stream(own), Arrays.stream(told).flatMapToInt(Arrays::stream))
			.distinct().sorted().toArray();
		classes = Arrays.stream(present).mapToObj(classNames.names()::get).toList();
		truth = among(present, own);
		predictions = Arrays.stream(told).map(labels -> among(present, labels)).toArray(int[][]::new);
		tellAbsent(classNames.names());
		final int datasets = first(files, Role.DATASET);
		final int subjects = first(files, Role.SUBJECT);
		bySubject = subjects >= 0;
		clips = common.stream().map(key -> {
			final PredictionFile.Row row = byKey.get(0).get(key);
			return new PredictionFile.Row(datasets < 0 ? "" : byKey.get(datasets).get(key).dataset(), subjects < 0 ? ""
				: byKey.get(subjects).get(key).subject(), row.clip(), row.truth(), row.prediction(), row.line());
		}).toList();
		units = bySubject ? clips.stream().map(row -> PersonKey.ofPeople(row.dataset()) + "/" + people.of(files.get(
			subjects).file(), PersonKey.ofDataset(row.dataset()), row.subject())).toList() : common;
		remarks.addAll(people.remarks());
		final Map<String, String> spellings = new HashMap<>();
		final List<String> parts = clips.stream().map(row -> spellings.computeIfAbsent(PersonKey.ofDataset(row.dataset()),
			any -> row.dataset())).toList();
		DatasetParts.requireOtherNames(parts, LosoReport.FULL);
		if (datasets >= 0) remarks.addAll(DatasetParts.lackingClasses(parts, truth, classes));
		if (!bySubject) remarks.add(
			"No file has a column for the subject, so clips are drawn instead of subjects, and the intervals are too short.");
	}

	/**
	 * @param files two or more CSV files
	 * @return their comparison
	 * @throws InputException if a file cannot be used, has a clip twice, contradicts another one's truth, or has no clip
	 *                        in common with the others
	 */
	public static Comparison of(final List<Path> files) {
		return of(files, Progress.none());
	}

	/**
	 * @param files    two or more CSV files
	 * @param progress progress of reading long ones, and cancellation
	 * @return as {@link #of(List)}
	 * @throws InputException                             as {@link #of(List)}
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Comparison of(final List<Path> files, final Progress progress) {
		if (files.size() < 2) throw new InputException("Comparing needs two files of predictions or more, and " + files
			.size() + (files.size() == 1 ? " is" : " are") + " given; add another one.");
		final List<PredictionFile> read = files.stream().map(file -> PredictionFile.read(file, progress)).toList();
		final List<String> remarks = new ArrayList<>();
		try {
			return new Comparison(read, remarks);
		}
		catch (final InputException e) {
			throw e.with(remarks).with(read.stream().flatMap(file -> file.remarks().stream()).toList());
		}
	}

	/** @return index of the first file that has the column, or -1 */
	private static int first(final List<PredictionFile> files, final Role role) {
		return IntStream.range(0, files.size()).filter(i -> files.get(i).has().contains(role)).findFirst().orElse(-1);
	}

	private Map<String, PredictionFile.Row> byKey(final PredictionFile file) {
		final Map<String, PredictionFile.Row> rows = new LinkedHashMap<>();
		for (final PredictionFile.Row row : file.rows()) {
			final String person = people.of(file.file(), PersonKey.ofDataset(row.dataset()), row.subject());
			final PredictionFile.Row before = rows.put(key(row, PersonKey.ofSubject(row.subject())), row);
			if (before != null) throw new InputException("The file '" + file.file() + "' has the clip '" + key(row, person) +
				"' twice, in lines " + before.line() + " and " + row.line() + "; remove one" + (subjectInAll ? "."
					: ", or give all files a column for the subject.")).with(people.remarks());
		}
		return rows;
	}

	private String key(final PredictionFile.Row row, final String subject) {
		return (byDataset ? PersonKey.ofDataset(row.dataset()) + "/" : "") + (subjectInAll ? subject + "/" : "") + Titles
			.word(row.clip());
	}

	private String shown(final PredictionFile.Row row) {
		return key(row, row.subject().toLowerCase(Locale.ROOT));
	}

	private List<String> common(final List<PredictionFile> files, final List<Map<String, PredictionFile.Row>> byKey) {
		final List<String> common = byKey.get(0).keySet().stream().filter(key -> byKey.stream().allMatch(rows -> rows
			.containsKey(key))).toList();
		if (common.isEmpty()) throw new InputException("The files have no clip in common ('" + shown(files.get(0).rows()
			.get(0)) + "' in '" + files.get(0).file() + "', '" + shown(files.get(1).rows().get(0)) + "' in '" + files.get(1)
				.file() + "'); use the same names of dataset, subject and clip.");
		final Set<String> shared = new HashSet<>(common);
		for (int i = 0; i < files.size(); i++) {
			final Map<String, PredictionFile.Row> rows = byKey.get(i);
			final List<String> left = rows.keySet().stream().filter(key -> !shared.contains(key)).map(key -> shown(rows.get(
				key))).toList();
			if (!left.isEmpty()) remarks.add(Counts.of(left.size(), "clip of '" + files.get(i).file() + "' is", "clips of '" +
				files.get(i).file() + "' are") + " not in all files and left out: " + String.join(", ", left.subList(0, Math
					.min(TOLD, left.size()))) + (left.size() > TOLD ? ", ..." : "") + ".");
		}
		return common;
	}

	private int[] truth(final List<PredictionFile> files, final List<Map<String, PredictionFile.Row>> byKey,
		final List<String> common, final ClassNames classNames)
	{
		final int[] truth = new int[common.size()];
		for (int i = 0; i < truth.length; i++) {
			final PredictionFile.Row first = byKey.get(0).get(common.get(i));
			truth[i] = classNames.label(first.truth());
			for (int f = 1; f < files.size(); f++) {
				final PredictionFile.Row other = byKey.get(f).get(common.get(i));
				if (classNames.label(other.truth()) != truth[i]) throw new InputException("The clip '" + shown(first) +
					"' is truly " + first.truth() + " by line " + first.line() + " of '" + files.get(0).file() + "' and " + other
						.truth() + " by line " + other.line() + " of '" + files.get(f).file() + "'; use the same truth in both.");
			}
		}
		return truth;
	}

	/** Classes by their places among those that are present, ascending. */
	private static int[] among(final int[] present, final int[] labels) {
		return Arrays.stream(labels).map(label -> Arrays.binarySearch(present, label)).toArray();
	}

	private void tellAbsent(final List<String> known) {
		for (final String name : known)
			if (!classes.contains(name)) remarks.add("No compared clip is of the class '" + name +
				"' or predicted to be: UF1 and UAR are means over the others (" + String.join(", ", classes) + ").");
		for (int c = 0; c < classes.size(); c++) {
			final int label = c;
			if (Arrays.stream(truth).anyMatch(t -> t == label)) continue;
			final List<String> tellers = IntStream.range(0, names.size()).filter(f -> Arrays.stream(predictions[f]).anyMatch(
				p -> p == label)).mapToObj(names::get).toList();
			remarks.add("No compared clip is of the class '" + classes.get(c) + "', but " + Titles.some(tellers) + (tellers
				.size() == 1 ? " predicts" : " predict") + " it: its F1 and recall count as 0 in UF1 and UAR of all files.");
		}
	}

	/** @return what the user should know: clips left out, subjects missing; each a sentence */
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	/** @return the names of the sets of predictions, in the order of the files */
	public List<String> names() {
		return names;
	}

	/**
	 * A row for each set of predictions and part ({@code Full}, and each dataset where the files have that column):
	 * {@code predictions, part, n, accuracy, uf1, uf1_low, uf1_high, uar, uar_low, uar_high, f1_<class>,
	 * recall_<class>, interval} ({@code subjects} or {@code clips}, what is drawn).
	 *
	 * @param progress progress and cancellation
	 * @return the table
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Table scores(final Progress progress) {
		final Table.Builder table = new Table.Builder(SCORES).columns(Type.TEXT, "predictions", "part").columns(
			Type.INTEGER, "n").columns(Type.REAL, "accuracy", "uf1", "uf1_low", "uf1_high", "uar", "uar_low", "uar_high")
			.columns(Type.REAL, named("f1_")).columns(Type.REAL, named("recall_")).columns(Type.TEXT, "interval");
		for (int f = 0; f < names.size(); f++) {
			for (final String part : parts()) {
				progress.checkCanceled();
				progress.report("Intervals of " + names.get(f) + ", " + part, f, names.size());
				final int[] rows = rowsOf(part);
				final int[] own = pick(truth, rows);
				final int[] predicted = pick(predictions[f], rows);
				final SubjectBootstrap.Scores scores = bootstrap().scores(unitsOf(rows), own, predicted);
				final ClassificationMetrics metrics = ClassificationMetrics.of(classes.size(), own, predicted);
				final String name = names.get(f);
				table.row(cells -> {
					cells.put("predictions", name).put("part", part).put("n", rows.length).put("accuracy", metrics.accuracy());
					cells.put("uf1", scores.uf1().estimate()).put("uf1_low", scores.uf1().low()).put("uf1_high", scores.uf1()
						.high());
					cells.put("uar", scores.uar().estimate()).put("uar_low", scores.uar().low()).put("uar_high", scores.uar()
						.high());
					for (int c = 0; c < classes.size(); c++)
						cells.put("f1_" + classes.get(c), metrics.f1(c)).put("recall_" + classes.get(c), metrics.recall(c));
					cells.put("interval", bySubject ? "subjects" : "clips");
				});
			}
		}
		return table.build();
	}

	/**
	 * A row for each pair and part: {@code first, second, part, n, uf1_difference} (first minus second),
	 * {@code difference_low, difference_high, bootstrap_p} (paired, see {@link SubjectBootstrap#difference}),
	 * {@code only_first, only_second} (clips that only one has right), {@code mcnemar_exact, mcnemar_midp} (see
	 * {@link McNemarTest}).
	 *
	 * @param progress progress and cancellation
	 * @return the table
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Table pairs(final Progress progress) {
		final Table.Builder table = new Table.Builder(PAIRS).columns(Type.TEXT, "first", "second", "part").columns(
			Type.INTEGER, "n").columns(Type.REAL, "uf1_difference", "difference_low", "difference_high", "bootstrap_p")
			.columns(Type.INTEGER, "only_first", "only_second").columns(Type.REAL, "mcnemar_exact", "mcnemar_midp");
		for (int a = 0; a < names.size(); a++) {
			for (int b = a + 1; b < names.size(); b++) {
				for (final String part : parts()) {
					progress.checkCanceled();
					progress.report("Comparing " + names.get(a) + " and " + names.get(b) + ", " + part, a, names.size());
					final int[] rows = rowsOf(part);
					final int[] own = pick(truth, rows);
					final int[] first = pick(predictions[a], rows);
					final int[] second = pick(predictions[b], rows);
					final SubjectBootstrap.Difference difference = bootstrap().difference(unitsOf(rows), own, first, second);
					final McNemarTest test = McNemarTest.of(own, first, second);
					final String firstName = names.get(a), secondName = names.get(b);
					table.row(cells -> cells.put("first", firstName).put("second", secondName).put("part", part).put("n",
						rows.length).put("uf1_difference", difference.uf1().estimate()).put("difference_low", difference.uf1()
							.low()).put("difference_high", difference.uf1().high()).put("bootstrap_p", difference.p()).put(
								"only_first", test.onlyFirst()).put("only_second", test.onlySecond()).put("mcnemar_exact", test.exact())
						.put("mcnemar_midp", test.midP()));
				}
			}
		}
		return table.build();
	}

	/**
	 * A row for each clip: {@code dataset, subject, clip, truth} and the class that each set of predictions gives it, in
	 * a column of the set's name; one whose name is that of another column is called {@code predictions of <name>}.
	 *
	 * @return the table
	 */
	public Table clips() {
		final List<String> own = List.of("dataset", "subject", "clip", "truth");
		final List<String> columns = names.stream().map(name -> own.contains(name) ? "predictions of " + name : name)
			.toList();
		final Table.Builder table = new Table.Builder(CLIPS).columns(Type.TEXT, own.toArray(String[]::new)).columns(
			Type.TEXT, columns.toArray(String[]::new));
		for (int i = 0; i < truth.length; i++) {
			final int clip = i;
			final PredictionFile.Row row = clips.get(i);
			table.row(cells -> {
				cells.put("dataset", row.dataset()).put("subject", row.subject()).put("clip", row.clip()).put("truth", classes
					.get(truth[clip]));
				for (int f = 0; f < predictions.length; f++)
					cells.put(columns.get(f), classes.get(predictions[f][clip]));
			});
		}
		return table.build();
	}

	private SubjectBootstrap bootstrap() {
		return new SubjectBootstrap(classes.size(), SubjectBootstrap.DEFAULT_REPEATS, BOOTSTRAP_SEED);
	}

	private List<String> parts() {
		final List<String> parts = new ArrayList<>(List.of(LosoReport.FULL));
		// The first spelling of a dataset stands for all.
		final Map<String, String> datasets = new LinkedHashMap<>();
		clips.forEach(row -> datasets.putIfAbsent(PersonKey.ofDataset(row.dataset()), row.dataset()));
		datasets.remove("");
		parts.addAll(new TreeSet<>(datasets.values()));
		return parts;
	}

	private int[] rowsOf(final String part) {
		return IntStream.range(0, truth.length).filter(i -> part.equals(LosoReport.FULL) || PersonKey.ofDataset(clips.get(i)
			.dataset()).equals(PersonKey.ofDataset(part))).toArray();
	}

	private List<String> unitsOf(final int[] rows) {
		return Arrays.stream(rows).mapToObj(units::get).toList();
	}

	private static int[] pick(final int[] values, final int[] rows) {
		return Arrays.stream(rows).map(row -> values[row]).toArray();
	}

	private String[] named(final String prefix) {
		return classes.stream().map(name -> prefix + name).toArray(String[]::new);
	}
}
