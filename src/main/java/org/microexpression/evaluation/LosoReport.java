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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

import com.google.gson.GsonBuilder;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;
import org.microexpression.base.TableText;
import org.microexpression.base.WrittenFiles;
import org.microexpression.figure.Figure;

/**
 * The tables of a leave-one-subject-out run, whole or as far as it has come. With several seeds, what stands without a
 * seed's name is the prediction from the average of the seeds' probabilities.
 */
public final class LosoReport {

	/** Title of {@link #predictions()}. */
	public static final String PREDICTIONS = "LOSO Predictions";
	/** Title of {@link #folds()}. */
	public static final String FOLDS = "LOSO Folds";
	/** Title of {@link #summary()}. */
	public static final String SUMMARY = "LOSO Summary";

	/** Title of {@link #confusionTable()}. */
	public static final String CONFUSION = "LOSO Confusion";

	/** The file that tells what a finished run was done with. */
	static final String RUN_FILE = "loso.json";

	/** The files of {@link #write}, without their endings. */
	static final Set<String> FILES = Set.of("loso-predictions", "loso-folds", "loso-summary", "loso-confusion", "loso",
		"loso-subjects", "loso-uf1", "loso-reliability");

	/** Name, in the column {@code part} of the summary, of all clips together. */
	public static final String FULL = "Full";

	/** The intervals are part of byte-identical tables, so their draws are fixed. */
	private static final long BOOTSTRAP_SEED = 1;

	private final LosoResult result;
	private final LosoData data;
	private final List<String> classes;
	private final List<Long> seeds;

	/** @param result the predictions */
	public LosoReport(final LosoResult result) {
		this.result = result;
		this.data = result.plan().data();
		this.classes = data.classes();
		this.seeds = result.plan().seeds();
	}

	/**
	 * A row for each finished clip, in the order of the data: {@code dataset, subject, clip, fold} (as
	 * {@code dataset/subject}), {@code truth, prediction} (names of classes), {@code correct} (1 or 0), {@code p_<class>}
	 * (probability), and, with several seeds, {@code seed<seed>_prediction} and {@code seed<seed>_p_<class>}.
	 *
	 * @return the table
	 */
	public Table predictions() {
		final Table.Builder table = new Table.Builder(PREDICTIONS).columns(Type.TEXT, "dataset", "subject", "clip", "fold",
			"truth", "prediction").columns(Type.INTEGER, "correct").columns(Type.REAL, named("p_"));
		if (seeds.size() > 1) for (int s = 0; s < seeds.size(); s++)
			table.columns(Type.TEXT, seed(s) + "prediction").columns(Type.REAL, named(seed(s) + "p_"));
		for (final int row : result.finishedRows()) {
			final LosoClip clip = data.clips().get(row);
			final double[] average = result.averageProbabilities(row).orElseThrow();
			final int predicted = Probabilities.predicted(average);
			table.row(cells -> {
				cells.put("dataset", clip.dataset()).put("subject", clip.subject()).put("clip", clip.clip()).put("fold", result
					.plan().foldOf(row).subject()).put("truth", classes.get(clip.truth())).put("prediction", classes.get(
						predicted)).put("correct", predicted == clip.truth() ? 1 : 0);
				put(cells, "p_", c -> average[c]);
				if (seeds.size() > 1) for (int s = 0; s < seeds.size(); s++) {
					final String prefix = seed(s);
					result.probabilities(s, row).ifPresent(own -> put(cells.put(prefix + "prediction", classes.get(Probabilities
						.predicted(own))), prefix + "p_", c -> own[c]));
				}
			});
		}
		return table.build();
	}

	/**
	 * A row for each finished subject: {@code fold} (as {@code dataset/subject}), {@code dataset, subject, n} (clips),
	 * {@code n_<class>}, {@code correct} (clips), {@code accuracy} (0..1), with several seeds
	 * {@code seed<seed>_correct}, where something was chosen in the fold {@code chosen} or {@code seed<seed>_chosen} (in
	 * words), and {@code device}. There is no F1 of a subject: most subjects lack a class. Where a fold leaves
	 * out more than a subject, {@code subject} says how many, and {@code dataset} names all of theirs, joined by
	 * {@code ;}.
	 *
	 * @return the table
	 */
	public Table folds() {
		final Table.Builder table = new Table.Builder(FOLDS).columns(Type.TEXT, "fold", "dataset", "subject").columns(
			Type.INTEGER, "n").columns(Type.INTEGER, named("n_")).columns(Type.INTEGER, "correct").columns(Type.REAL,
				"accuracy");
		if (seeds.size() > 1) for (int s = 0; s < seeds.size(); s++)
			table.columns(Type.INTEGER, seed(s) + "correct");
		if (result.hasNotes()) for (int s = 0; s < seeds.size(); s++)
			table.columns(Type.TEXT, chosen(s));
		table.columns(Type.TEXT, "device");
		final List<Fold> folds = result.plan().folds();
		for (int f = 0; f < folds.size(); f++) {
			final int fold = f;
			final int[] rows = folds.get(f).testRows();
			if (result.averageProbabilities(rows[0]).isPresent()) table.row(cells -> putFold(cells, fold, rows));
		}
		return table.build();
	}

	private void putFold(final Table.Cells cells, final int fold, final int[] rows) {
		final List<LosoClip> clips = Arrays.stream(rows).mapToObj(data.clips()::get).toList();
		final List<String> subjects = clips.stream().map(LosoClip::subjectId).distinct().toList();
		cells.put("fold", result.plan().folds().get(fold).subject()).put("dataset", String.join(";", clips.stream().map(
			LosoClip::dataset).distinct().toList())).put("subject", subjects.size() == 1 ? clips.get(0).subject() : Integer
				.toString(subjects.size())).put("n", rows.length);
		put(cells, "n_", c -> Arrays.stream(rows).filter(row -> data.clips().get(row).truth() == c).count());
		final long correct = correct(rows, this::averagePrediction);
		cells.put("correct", correct).put("accuracy", (double) correct / rows.length);
		for (int s = 0; s < seeds.size(); s++) {
			final int seed = s;
			if (seeds.size() > 1 && result.probabilities(s, rows[0]).isPresent()) cells.put(seed(s) + "correct", correct(rows,
				row -> seedPrediction(seed, row)));
			result.note(s, fold).ifPresent(note -> cells.put(chosen(seed), note));
		}
		cells.put("device", result.deviceOfFold(fold));
	}

	/** Fills a column for each class. */
	private Table.Cells put(final Table.Cells cells, final String prefix, final IntFunction<Object> value) {
		for (int c = 0; c < classes.size(); c++)
			cells.put(prefix + classes.get(c), value.apply(c));
		return cells;
	}

	/** @return the beginning of a name of a column of one seed */
	private String seed(final int seedIndex) {
		return "seed" + seeds.get(seedIndex) + "_";
	}

	private String chosen(final int seedIndex) {
		return (seeds.size() == 1 ? "" : seed(seedIndex)) + "chosen";
	}

	private long correct(final int[] rows, final IntUnaryOperator prediction) {
		return Arrays.stream(rows).filter(row -> prediction.applyAsInt(row) == data.clips().get(row).truth()).count();
	}

	private int averagePrediction(final int row) {
		return Probabilities.predicted(result.averageProbabilities(row).orElseThrow());
	}

	private int seedPrediction(final int seedIndex, final int row) {
		return Probabilities.predicted(result.probabilities(seedIndex, row).orElseThrow());
	}

	/**
	 * The measures of {@link ClassificationMetrics} for {@code Full} and each dataset: all from the same run, those of a
	 * dataset on its clips alone. {@code run} is each {@code seed <seed>} and, with several, {@code mean of seeds} (with
	 * the standard deviation over seeds) and {@code average of probabilities}. Columns: {@code run, part, n, subjects,
	 * accuracy, uf1, uf1_low, uf1_high} (95% interval of {@link SubjectBootstrap}), {@code uf1_sd, uar, uar_low,
	 * uar_high, uar_sd, f1_<class>, recall_<class>, device}.
	 *
	 * @return the table
	 */
	public Table summary() {
		final Table.Builder table = new Table.Builder(SUMMARY).columns(Type.TEXT, "run", "part").columns(Type.INTEGER, "n",
			"subjects").columns(Type.REAL, "accuracy", "uf1", "uf1_low", "uf1_high", "uf1_sd", "uar", "uar_low", "uar_high",
				"uar_sd").columns(Type.REAL, named("f1_")).columns(Type.REAL, named("recall_")).columns(Type.TEXT, "device");
		final Map<String, List<Score>> bySeed = new LinkedHashMap<>();
		for (int s = 0; s < seeds.size(); s++) {
			final int seed = s;
			for (final String part : parts()) {
				final int[] rows = rowsOf(part, result.finishedRows(s));
				if (rows.length == 0) continue;
				final Score score = score(rows, row -> seedPrediction(seed, row));
				bySeed.computeIfAbsent(part, p -> new ArrayList<>()).add(score);
				table.row(cells -> put(cells, "seed " + seeds.get(seed), part, score));
			}
		}
		if (seeds.size() > 1) {
			bySeed.forEach((part, scores) -> {
				if (scores.size() == seeds.size() && sameClips(scores)) table.row(cells -> putMean(cells, part, scores));
			});
			for (final String part : parts()) {
				final int[] rows = rowsOf(part, result.finishedRows());
				if (rows.length > 0) table.row(cells -> put(cells, "average of probabilities", part, score(rows,
					this::averagePrediction)));
			}
		}
		return table.build();
	}

	/** The measures of some clips. */
	private record Score(int subjects, ClassificationMetrics metrics, SubjectBootstrap.Scores intervals) {
	}

	private static boolean sameClips(final List<Score> scores) {
		return scores.stream().mapToLong(score -> score.metrics().matrix().total()).distinct().count() == 1;
	}

	private List<String> parts() {
		final List<String> parts = new ArrayList<>(List.of(FULL));
		parts.addAll(data.datasets());
		return parts;
	}

	private int[] rowsOf(final String part, final int[] rows) {
		return Arrays.stream(rows).filter(row -> part.equals(FULL) || data.clips().get(row).dataset().equals(part))
			.toArray();
	}

	private Score score(final int[] rows, final IntUnaryOperator prediction) {
		final int[] truth = Arrays.stream(rows).map(row -> data.clips().get(row).truth()).toArray();
		final int[] predicted = Arrays.stream(rows).map(prediction).toArray();
		final List<String> subjects = Arrays.stream(rows).mapToObj(row -> data.clips().get(row).subjectId()).toList();
		return new Score(new TreeSet<>(subjects).size(), ClassificationMetrics.of(classes.size(), truth, predicted),
			new SubjectBootstrap(classes.size(), SubjectBootstrap.DEFAULT_REPEATS, BOOTSTRAP_SEED).scores(subjects, truth,
				predicted));
	}

	private void put(final Table.Cells cells, final String run, final String part, final Score score) {
		final ClassificationMetrics metrics = score.metrics();
		final SubjectBootstrap.Interval uf1 = score.intervals().uf1();
		final SubjectBootstrap.Interval uar = score.intervals().uar();
		cells.put("run", run).put("part", part).put("n", metrics.matrix().total()).put("subjects", score.subjects()).put(
			"accuracy", metrics.accuracy()).put("device", result.device());
		cells.put("uf1", uf1.estimate()).put("uf1_low", uf1.low()).put("uf1_high", uf1.high());
		cells.put("uar", uar.estimate()).put("uar_low", uar.low()).put("uar_high", uar.high());
		put(put(cells, "f1_", metrics::f1), "recall_", metrics::recall);
	}

	private void putMean(final Table.Cells cells, final String part, final List<Score> scores) {
		final List<ClassificationMetrics> metrics = scores.stream().map(Score::metrics).toList();
		final double[] uf1 = metrics.stream().mapToDouble(ClassificationMetrics::uf1).toArray();
		final double[] uar = metrics.stream().mapToDouble(ClassificationMetrics::uar).toArray();
		cells.put("run", "mean of seeds").put("part", part).put("n", metrics.get(0).matrix().total()).put("subjects", scores
			.get(0).subjects()).put("accuracy", mean(metrics.stream().mapToDouble(ClassificationMetrics::accuracy).toArray()))
			.put("device", result.device());
		cells.put("uf1", mean(uf1)).put("uf1_sd", deviation(uf1)).put("uar", mean(uar)).put("uar_sd", deviation(uar));
		put(cells, "f1_", c -> mean(metrics.stream().mapToDouble(m -> m.f1(c)).toArray()));
		put(cells, "recall_", c -> mean(metrics.stream().mapToDouble(m -> m.recall(c)).toArray()));
	}

	private static double mean(final double[] values) {
		return Arrays.stream(values).sum() / values.length;
	}

	/** @return the sample standard deviation (n - 1) */
	private static double deviation(final double[] values) {
		final double mean = mean(values);
		return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
	}

	/** @return the pooled counts of all finished clips */
	public ConfusionMatrix confusion() {
		return confusion(result.finishedRows());
	}

	private ConfusionMatrix confusion(final int[] rows) {
		return ConfusionMatrix.of(classes.size(), Arrays.stream(rows).map(row -> data.clips().get(row).truth()).toArray(),
			Arrays.stream(rows).map(this::averagePrediction).toArray());
	}

	/**
	 * The counts of {@code Full} and of each dataset, by the average of the seeds' probabilities, as
	 * {@link ConfusionTable} has them.
	 *
	 * @return the table
	 */
	public Table confusionTable() {
		final ConfusionTable table = new ConfusionTable(CONFUSION, classes);
		for (final String part : parts()) {
			final int[] rows = rowsOf(part, result.finishedRows());
			if (rows.length > 0) table.part(part, confusion(rows));
		}
		return table.table();
	}

	/** @return how often predictions of each confidence are right, by the average of the seeds' probabilities */
	public Reliability reliability() {
		final int[] rows = result.finishedRows();
		final double[] confidences = new double[rows.length];
		final boolean[] right = new boolean[rows.length];
		for (int i = 0; i < rows.length; i++) {
			final int predicted = averagePrediction(rows[i]);
			confidences[i] = result.averageProbabilities(rows[i]).orElseThrow()[predicted];
			right[i] = predicted == data.clips().get(rows[i]).truth();
		}
		return Reliability.of(confidences, right);
	}

	/** @return the UF1 of each row of the summary with its interval */
	private Figure scores(final Table summary) {
		return ResultPictures.scores("Leave one subject out", summary, summary.rows().stream().map(row -> row.cell("part") +
			", " + row.cell("run")).toList());
	}

	/**
	 * Writes the tables {@code loso-predictions, loso-folds, loso-summary, loso-confusion} ({@code .csv} with all digits,
	 * {@code .md}, {@code .tex} for booktabs), the figures {@code loso-confusion, loso-subjects, loso-uf1,
	 * loso-reliability} ({@code .svg}, {@code .pdf}, {@code .png}), and {@code loso.json} (settings, versions, seeds,
	 * device, manifest hash, seconds).
	 *
	 * @param folder      existing folder; older files of these names are replaced
	 * @param description what the run was done with
	 * @throws InputException if a file cannot be written, or was changed since it was written before
	 */
	public void write(final Path folder, final RunDescription description) {
		final Table folds = folds();
		final Table summary = summary();
		WrittenFiles.write(folder, FILES, () -> {
			TableText.write(predictions(), folder, "loso-predictions");
			TableText.write(folds, folder, "loso-folds");
			TableText.write(summary, folder, "loso-summary");
			TableText.write(confusionTable(), folder, "loso-confusion");
			AtomicFile.write(folder.resolve(RUN_FILE), json(description));
			ResultPictures.confusion(confusion(), classes).write(folder, "loso-confusion");
			ResultPictures.subjects(folds).write(folder, "loso-subjects");
			scores(summary).write(folder, "loso-uf1");
			ResultPictures.reliability(reliability(), result.finishedRows().length).write(folder, "loso-reliability");
		});
	}

	private String json(final RunDescription description) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("protocol", result.plan().split().title() + ", counts pooled over all folds");
		json.put("complete", result.isComplete());
		json.put("manifestSha256", description.manifestHash());
		json.put("clipsSha256", result.plan().hash());
		json.put("clips", data.size());
		json.put("subjects", new TreeSet<>(data.subjectIds()).size());
		if (!(result.plan().split() instanceof Split.Subjects)) json.put("clipsTested", result.plan().folds().stream()
			.mapToInt(fold -> fold.testRows().length).sum());
		json.put("datasets", data.datasets());
		json.put("classes", classes);
		json.put("seeds", seeds);
		json.put("subjectsTrainedTogether", result.plan().foldsPerPart());
		json.put("settings", description.settings());
		json.put("versions", description.versions());
		json.put("environment", description.environment());
		json.put("device", result.device());
		json.put("secondsOfTraining", result.seconds());
		json.put("intervals", "95% percentile bootstrap over subjects, " + SubjectBootstrap.DEFAULT_REPEATS +
			" draws, seed " + BOOTSTRAP_SEED);
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
	}

	private String[] named(final String prefix) {
		return classes.stream().map(name -> prefix + name).toArray(String[]::new);
	}
}
