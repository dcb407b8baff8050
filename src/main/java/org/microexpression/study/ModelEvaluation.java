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

package org.microexpression.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;
import org.microexpression.base.TableText;
import org.microexpression.base.WrittenFiles;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.ManifestPeople;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.ConfusionMatrix;
import org.microexpression.evaluation.ConfusionTable;
import org.microexpression.evaluation.Reliability;
import org.microexpression.evaluation.DatasetParts;
import org.microexpression.evaluation.ResultPictures;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.expression.ClassScheme;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.Prediction;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;

/**
 * A given model on a manifest's clips or displacement fields, nothing trained: zero-shot evaluation. Every clip gets a
 * class, as protocols of classes force it. Where the manifest has action units ({@code aus}) and the model knows some,
 * these are reported too. A model that has seen clips of the manifest's datasets is refused.
 *
 * @param manifest the samples
 * @param output   folder for the tables
 * @param store    where models are
 * @param model    id or folder of the model
 * @param hardware where to compute
 * @param method   computes the displacement fields of clips
 * @param leastShare share of the clips, 0..1, that each action unit is told of at least: its threshold is lowered until
 *                 that holds, by no label. 0 leaves the thresholds of the model's card
 */
public record ModelEvaluation(Path manifest, Path output, ModelStore store, String model, Hardware hardware,
		DisplacementMethod method, double leastShare) {

	/** The share of clips in which made-up ones show a unit, and the best of .08, .10 and .12 on made-up fields. */
	public static final double USUAL_SHARE = 0.12;

	/** @throws InputException if the share is out of range */
	public ModelEvaluation {
		if (!(leastShare >= 0 && leastShare <= 1)) throw new InputException("The parameter 'leastshare' is " + leastShare +
			"; give a share from 0 to 1, such as " + USUAL_SHARE + ", or 0 for the thresholds of the model's card.");
	}

	/** Title of the table of predictions. */
	public static final String PREDICTIONS = "Model Predictions";

	/** Title of the table of figures. */
	public static final String SUMMARY = "Model Evaluation";

	/** What is written, without endings. */
	private static final Set<String> NAMES = Set.of("predictions", "summary", "confusion", "action-units", "reliability",
		"uf1", RegionPicture.NAME);

	private static final String ALL = "all";
	private static final long BOOTSTRAP_SEED = 1;

	/**
	 * What came out.
	 *
	 * @param predictions a row a clip: {@code dataset, subject, clip, truth, prediction, correct, p_<class>}, and {@code
	 *                    action_units} in FACS notation, empty where the model knows none
	 * @param summary     a row a dataset and one for all:
	 *                    {@code part, n, subjects, uf1, uf1_low, uf1_high, uar, accuracy, ece}
	 * @param units       the action units' table; empty where manifest or model have none
	 */
	public record Result(Table predictions, Table summary, Optional<Table> units) {
	}

	/**
	 * Runs the evaluation and writes {@code predictions.csv}, {@code summary.csv} and, where there are action units,
	 * {@code action-units.csv}
	 * into the output folder, each also as {@code .md} and {@code .tex} (booktabs); {@code confusion.csv}, and the
	 * figures {@code confusion}, {@code uf1} and {@code reliability} as {@code .svg}, {@code .pdf} and {@code .png}.
	 *
	 * @param progress progress and cancellation
	 * @param remarks  given sentences that the user should read: samples left out, frames guessed
	 * @return the tables
	 * @throws InputException                             if something given cannot be used
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Result run(final Progress progress, final Consumer<String> remarks) {
		// What other programs predict begins alike, but does not say what is correct.
		OutputNames.requireFree(output, "predictions.csv", List.of("dataset", "subject", "clip", "truth", "prediction",
			"correct"), NAMES);
		final Manifest samples = Manifest.read(manifest);
		final Path folder = store.find(model);
		final ModelCard card = ModelCard.read(folder);
		final ClassScheme scheme = new ClassScheme("those of the model '" + card.id() + "'", card.classes());
		final int[] truth = samples.numbers(scheme);
		ManifestPeople.of(samples).require(remarks);
		DatasetParts.requireOtherNames(samples.samples().stream().map(Sample::dataset).toList(), ALL);
		LosoEvaluation.requireUnseen(card, samples.samples(), manifest, remarks);
		final SampleFields fields = SampleFields.read(samples, store, model, method, hardware, progress);
		LeftOutRows.tell(fields.skipped(), remarks);
		fields.remarks().forEach(remarks);
		if (fields.rows().length == 0) throw new InputException("No clip of " + manifest +
			" can be used; the reasons were said.");
		final Set<Integer> present = Arrays.stream(fields.rows()).map(row -> truth[row]).boxed().collect(Collectors
			.toSet());
		for (int label = 0; label < card.classes().size(); label++)
			if (!present.contains(label)) remarks.accept("No usable clip of " + manifest + " is of the model's class '" + card
				.classes().get(label) + "': its F1 and recall count as 0 in UF1 and UAR.");
		DatasetParts.lackingClasses(Arrays.stream(fields.rows()).mapToObj(row -> samples.samples().get(row).dataset())
			.toList(), Arrays.stream(fields.rows()).map(row -> truth[row]).toArray(), card.classes()).forEach(remarks);
		final List<Prediction> predictions = new SampleAnswers(folder, card, hardware).of(samples, fields, progress);
		if (leastShare > 0) remarks.accept("Thresholds of action units are lowered until each unit is told of a share of " +
			leastShare +
			" of these clips at least; no label is looked at, but a clip's units depend on the other clips. The " +
			"column 'action_units' of the predictions keeps the thresholds of the model's card.");
		final UnitEvaluation units = new UnitEvaluation(samples, fields.rows(), predictions, remarks);
		final Result result = new Result(predictions(samples, fields.rows(), truth, predictions), summary(samples, fields
			.rows(), truth, predictions), units.isPossible() ? Optional.of(units.zeroShot(leastShare)) : Optional.empty());
		if (result.units.isEmpty()) OutputNames.earlier(output, "action-units").ifPresent(remarks);
		WrittenFiles.write(output, NAMES, () -> {
			write(result, new Counted(card.classes(), Arrays.stream(fields.rows()).map(row -> truth[row]).toArray(),
				predictions));
			RegionPicture.of(fields.fields()).write(output, RegionPicture.NAME);
		});
		return result;
	}

	/** What figures and the confusion matrix are drawn from: a true class and a prediction for each clip. */
	private record Counted(List<String> classes, int[] truth, List<Prediction> predictions) {

		ConfusionMatrix matrix() {
			return ConfusionMatrix.of(classes.size(), truth, predictions.stream().mapToInt(Prediction::predicted).toArray());
		}

		Reliability reliability() {
			return ModelEvaluation.reliability(truth, predictions);
		}
	}

	private static Reliability reliability(final int[] truth, final List<Prediction> predictions) {
		final boolean[] right = new boolean[truth.length];
		for (int i = 0; i < right.length; i++)
			right[i] = truth[i] == predictions.get(i).predicted();
		return Reliability.of(predictions.stream().mapToDouble(p -> p.probabilities()[p.predicted()]).toArray(), right);
	}

	private void write(final Result result, final Counted counted) {
		try {
			Files.createDirectories(output);
		}
		catch (final IOException e) {
			throw new InputException("The output folder '" + output + "' cannot be made (" + Reasons.of(e) +
				"); give another one.", e);
		}
		TableText.write(result.predictions, output, "predictions");
		TableText.write(result.summary, output, "summary");
		TableText.write(new ConfusionTable("Model Confusion", counted.classes).part(ALL, counted.matrix()).table(), output,
			"confusion");
		result.units.ifPresent(table -> TableText.write(table, output, "action-units"));
		ResultPictures.confusion(counted.matrix(), counted.classes).write(output, "confusion");
		ResultPictures.reliability(counted.reliability(), counted.truth.length).write(output, "reliability");
		ResultPictures.scores("Model as it is", result.summary, result.summary.rows().stream().map(row -> row.text("part")
			.orElseThrow()).toList()).write(output, "uf1");
	}

	private static Table predictions(final Manifest manifest, final int[] rows, final int[] truth,
		final List<Prediction> predictions)
	{
		final List<String> classes = predictions.get(0).classes();
		final Table.Builder table = new Table.Builder(PREDICTIONS).columns(Type.TEXT, "dataset", "subject", "clip", "truth",
			"prediction").columns(Type.INTEGER, "correct").columns(Type.REAL, classes.stream().map(name -> "p_" + name)
				.toArray(String[]::new)).columns(Type.TEXT, "action_units");
		for (int i = 0; i < rows.length; i++) {
			final Sample sample = manifest.samples().get(rows[i]);
			final Prediction prediction = predictions.get(i);
			final List<Object> cells = new ArrayList<>(List.of(sample.dataset(), sample.subject(), sample.clip(), classes.get(
				truth[rows[i]]), prediction.label(), prediction.predicted() == truth[rows[i]] ? 1L : 0L));
			for (final double p : prediction.probabilities())
				cells.add(p);
			cells.add(prediction.units().facs());
			table.row(cells);
		}
		return table.build();
	}

	private static Table summary(final Manifest manifest, final int[] rows, final int[] truth,
		final List<Prediction> predictions)
	{
		final Table.Builder table = new Table.Builder(SUMMARY).columns(Type.TEXT, "part").columns(Type.INTEGER, "n",
			"subjects").columns(Type.REAL, "uf1", "uf1_low", "uf1_high", "uar", "accuracy", "ece");
		final List<String> parts = new ArrayList<>(List.of(ALL));
		for (final int row : rows)
			if (!parts.contains(manifest.samples().get(row).dataset())) parts.add(manifest.samples().get(row).dataset());
		for (final String part : parts.size() == 2 ? parts.subList(0, 1) : parts) {
			final List<String> people = new ArrayList<>();
			final List<Integer> own = new ArrayList<>();
			for (int i = 0; i < rows.length; i++) {
				final Sample sample = manifest.samples().get(rows[i]);
				if (!part.equals(ALL) && !part.equals(sample.dataset())) continue;
				own.add(i);
				people.add(sample.person());
			}
			final int[] known = own.stream().mapToInt(i -> truth[rows[i]]).toArray();
			final int[] told = own.stream().mapToInt(i -> predictions.get(i).predicted()).toArray();
			table.row(cells(part, people, known, told, own.stream().map(predictions::get).toList()));
		}
		return table.build();
	}

	private static List<Object> cells(final String part, final List<String> people, final int[] truth, final int[] told,
		final List<Prediction> predictions)
	{
		final int classes = predictions.get(0).classes().size();
		final ClassificationMetrics metrics = ClassificationMetrics.of(classes, truth, told);
		final SubjectBootstrap.Interval uf1 = new SubjectBootstrap(classes, SubjectBootstrap.DEFAULT_REPEATS,
			BOOTSTRAP_SEED).scores(people, truth, told).uf1();
		final double ece = reliability(truth, predictions).ece();
		final List<Object> cells = new ArrayList<>(List.of(part, (long) truth.length, people.stream().distinct().count(),
			metrics.uf1()));
		cells.add(Double.isNaN(uf1.low()) ? null : uf1.low());
		cells.add(Double.isNaN(uf1.high()) ? null : uf1.high());
		cells.addAll(List.of(metrics.uar(), metrics.accuracy(), ece));
		return cells;
	}

	/** @return one sentence with the figures of a row of the summary */
	static String sentence(final Table summary, final int row) {
		return String.format(Locale.ROOT, "%s: UF1 %.4f, UAR %.4f, accuracy %.4f, ECE %.3f on %s of %s.", summary.cell(row,
			"part"), summary.cell(row, "uf1"), summary.cell(row, "uar"), summary.cell(row, "accuracy"), summary.cell(row,
				"ece"), Counts.of((Long) summary.cell(row, "n"), "clip", "clips"), Counts.of((Long) summary.cell(row,
					"subjects"), "subject", "subjects"));
	}

	/**
	 * @param result what came out
	 * @return a sentence for each row of the summary, and one with the units' means where there are any
	 */
	public static List<String> sentences(final Result result) {
		final List<String> sentences = new ArrayList<>();
		for (int row = 0; row < result.summary.rows().size(); row++)
			sentences.add(sentence(result.summary, row));
		result.units.ifPresent(table -> {
			final int mean = table.rows().size() - 1;
			final Object auc = table.cell(mean, "auc");
			if (table.cell(mean, "f1") != null) sentences.add(String.format(Locale.ROOT,
				"Action units: mean F1 %.3f, mean AUC %s over %s.", table.cell(mean, "f1"), auc == null
					? "not known, since all clips show one of the units," : String.format(Locale.ROOT, "%.3f", auc), table.cell(
						mean, "name")));
		});
		return sentences;
	}
}
