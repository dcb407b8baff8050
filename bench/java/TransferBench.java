import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.evaluation.Split;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionStage;
import org.microexpression.training.fusion.FusionTraining;
import org.microexpression.training.fusion.UnitHeadFit;

/**
 * The Java side of bench/transfer: real fields of one dataset learned, those of the other one told, and back. Every way
 * was written down before the first run; none was chosen by its figures.
 */
public class TransferBench {

	private static final int MEMBERS = 3;
	private static final long SYNTHETIC_SEED = 1;
	private static final double HALF = 0.5;
	private static final int EM_STEPS = 100;
	private static final int CLASSES = ExpressionClass.values().length;

	private final FusionBench bench;
	private final LosoData data;
	private final Map<String, Object> results = new LinkedHashMap<>();

	private TransferBench(final Path folder) throws IOException {
		bench = new FusionBench(folder);
		data = bench.data();
	}

	/** Arguments: DATA_FOLDER MODEL_FOLDER SEEDS OUT.json */
	public static void main(final String[] args) throws IOException {
		FusionBench.write(new TransferBench(Path.of(args[0])).run(Path.of(args[1]), FusionBench.seeds(args[2])), Path.of(
			args[3]));
	}

	private Map<String, Object> run(final Path model, final List<Long> seeds) {
		final FusionFields synthetic = FusionTraining.synthetic(SYNTHETIC_SEED, FusionTraining.MIXED_IN_FIELDS, 0, Progress
			.none());
		final FusionFoldTrainer.Rows rows = bench.rows(synthetic);
		final List<Fold> folds = new LosoPlan(data, new Split.Datasets(), seeds, data.size()).folds();
		final float[][] level = level(rows.fields(), synthetic.fields());
		try (Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), Device.CPU)) {
			final List<Prediction> zero = recognizer.recognizePrepared(List.of(rows.fields()));
			final double[][] p = zero.stream().map(Prediction::probabilities).toArray(double[][]::new);
			report("zero-shot", Collections.singletonList(p));
			report("zero-shot, prior of the unlabelled clips", Collections.singletonList(withPrior(p, folds)));
			report("zero-shot, mean field of the dataset taken out", Collections.singletonList(recognizer.recognizePrepared(
				List.of(level)).stream().map(Prediction::probabilities).toArray(double[][]::new)));
			report("class and units, a logistic regression held to zero-shot", Collections.singletonList(fromUnits(zero,
				folds)));
		}
		final List<double[][]> whole = trained(model, rows, folds, seeds, 0);
		report("trained", whole);
		final List<double[][]> half = trained(model, rows, folds, seeds, HALF);
		report("trained, half the way back", half);
		report("trained, half the way back, prior of the unlabelled clips", half.stream().map(p -> withPrior(p, folds))
			.toList());
		report("trained, half the way back, mean fields taken out", trained(model, new FusionFoldTrainer.Rows(level, rows
			.subjects(), synthetic), folds, seeds, HALF));
		return results;
	}

	private List<double[][]> trained(final Path model, final FusionFoldTrainer.Rows rows, final List<Fold> folds,
		final List<Long> seeds, final double kept)
	{
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final FoldStart.Committee committee = new FoldStart.Committee(fusion, SavedModels.parameters(fusion.forInference(),
			model.resolve("fusion")));
		final FusionFoldTrainer trainer = new FusionFoldTrainer(new FusionFoldTrainer.Settings(fusion, committee,
			FusionStage.fineTuning(), MEMBERS).keeping(kept), rows, Hardware.cpu(0));
		final List<double[][]> all = new ArrayList<>();
		for (final long seed : seeds) {
			final double[][] byRow = new double[data.size()][];
			final List<FoldResult> told = trainer.run(folds, seed, Progress.none());
			for (int f = 0; f < told.size(); f++)
				for (int k = 0; k < folds.get(f).testRows().length; k++)
					byRow[folds.get(f).testRows()[k]] = told.get(f).probabilities().row(k);
			all.add(byRow);
		}
		return all;
	}

	/**
	 * Class probabilities under the prior that the test clips of a fold themselves suggest, by expectation maximization
	 * (Saerens, Latinne and Decaestecker 2002), beginning from the uniform prior. No label of them is looked at.
	 */
	private static double[][] withPrior(final double[][] uniform, final List<Fold> folds) {
		final double[][] adapted = new double[uniform.length][];
		for (final Fold fold : folds) {
			double[] prior = new double[CLASSES];
			Arrays.fill(prior, 1.0 / CLASSES);
			for (int step = 0; step < EM_STEPS; step++) {
				final double[] next = new double[CLASSES];
				for (final int row : fold.testRows()) {
					adapted[row] = weighted(uniform[row], prior);
					for (int c = 0; c < CLASSES; c++)
						next[c] += adapted[row][c] / fold.testRows().length;
				}
				prior = next;
			}
		}
		return adapted;
	}

	private static double[] weighted(final double[] p, final double[] prior) {
		final double[] weighted = new double[CLASSES];
		double sum = 0;
		for (int c = 0; c < CLASSES; c++)
			sum += weighted[c] = p[c] * prior[c];
		for (int c = 0; c < CLASSES; c++)
			weighted[c] /= sum;
		return weighted;
	}

	/** Units as the language that datasets share: each class told from the scores of classes and units of the others. */
	private static double[][] fromUnits(final List<Prediction> zero, final List<Fold> folds) {
		final double[][] scores = zero.stream().map(TransferBench::scores).toArray(double[][]::new);
		final double[][] told = new double[zero.size()][CLASSES];
		for (final Fold fold : folds) {
			final double[][] known = Arrays.stream(fold.trainRows()).mapToObj(row -> scores[row]).toArray(double[][]::new);
			for (int c = 0; c < CLASSES; c++) {
				final int label = c;
				final boolean[] present = new boolean[known.length];
				for (int i = 0; i < present.length; i++)
					present[i] = fold.trainLabels()[i] == label;
				final UnitHeadFit fit = UnitHeadFit.of(known, present, c);
				for (final int row : fold.testRows())
					told[row][c] = fit.probability(scores[row]);
			}
		}
		return told;
	}

	/** Log odds of the classes, then of the units. */
	static double[] scores(final Prediction prediction) {
		final double[] scores = new double[CLASSES + ActionUnit.values().length];
		for (int k = 0; k < scores.length; k++) {
			final double p = k < CLASSES ? prediction.probabilities()[k] : prediction.units().probability(ActionUnit
				.values()[k - CLASSES]);
			final double bounded = Math.max(1e-4, Math.min(1 - 1e-4, p));
			scores[k] = Math.log(bounded / (1 - bounded));
		}
		return scores;
	}

	/** Fields whose mean over the clips of a dataset, and over their mirror images, is that of the synthetic fields. */
	private float[][] level(final float[][] fields, final float[][] synthetic) {
		final double[] wanted = mean(Arrays.asList(synthetic));
		final float[][] level = new float[fields.length][];
		for (final String dataset : data.datasets()) {
			final int[] own = IntStream.range(0, fields.length).filter(i -> data.clips().get(i).dataset().equals(dataset))
				.toArray();
			final double[] found = mean(Arrays.stream(own).mapToObj(i -> fields[i]).toList());
			for (final int i : own) {
				final float[][] grids = new float[2][FusionInput.LENGTH / 2];
				for (int k = 0; k < FusionInput.LENGTH; k++)
					grids[k % 2][k / 2] = (float) (fields[i][k] - found[k] + wanted[k]);
				FusionInput.normalize(grids[0]);
				FusionInput.normalize(grids[1]);
				level[i] = new float[FusionInput.LENGTH];
				for (int k = 0; k < FusionInput.LENGTH; k++)
					level[i][k] = grids[k % 2][k / 2];
			}
		}
		return level;
	}

	private static double[] mean(final List<float[]> fields) {
		final int n = (int) Math.round(Math.sqrt(FusionInput.LENGTH / 2.0));
		final double[] mean = new double[FusionInput.LENGTH];
		for (final float[] field : fields) {
			for (int k = 0; k < mean.length; k++) {
				final int cell = k / 2, mirrored = cell / n * n + n - 1 - cell % n;
				mean[k] += (field[k] + (k % 2 == 0 ? -1 : 1) * field[2 * mirrored + k % 2]) / 2 / fields.size();
			}
		}
		return mean;
	}

	/** Figures of each dataset when it is told, of each seed and their mean. */
	private void report(final String name, final List<double[][]> bySeed) {
		final Map<String, Object> result = new LinkedHashMap<>();
		final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-60s", name));
		for (final String dataset : data.datasets()) {
			final int[] rows = IntStream.range(0, data.size()).filter(i -> data.clips().get(i).dataset().equals(dataset))
				.toArray();
			final int[] truth = Arrays.stream(rows).map(i -> data.truth()[i]).toArray();
			final List<String> people = Arrays.stream(rows).mapToObj(i -> data.subjectIds().get(i)).toList();
			final List<Map<String, Object>> seeds = new ArrayList<>();
			double uf1 = 0, uar = 0;
			for (final double[][] p : bySeed) {
				final int[] told = Arrays.stream(rows).map(i -> Probabilities.predicted(p[i])).toArray();
				final ClassificationMetrics m = ClassificationMetrics.of(CLASSES, truth, told);
				final SubjectBootstrap.Interval interval = new SubjectBootstrap(CLASSES, SubjectBootstrap.DEFAULT_REPEATS, 1)
					.scores(people, truth, told).uf1();
				uf1 += m.uf1() / bySeed.size();
				uar += m.uar() / bySeed.size();
				seeds.add(new LinkedHashMap<>(Map.of("uf1", m.uf1(), "uar", m.uar(), "uf1_low", interval.low(), "uf1_high",
					interval.high(), "recall", IntStream.range(0, CLASSES).mapToObj(m::recall).toList())));
			}
			result.put(dataset, new LinkedHashMap<>(Map.of("n", rows.length, "uf1", uf1, "uar", uar, "seeds", seeds)));
			line.append(String.format(Locale.ROOT, "  %s UF1 %.3f (%.3f-%.3f) UAR %.3f", dataset, uf1, seeds.get(0).get(
				"uf1_low"), seeds.get(0).get("uf1_high"), uar));
		}
		results.put(name, result);
		System.out.println(line);
	}
}
