import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.evaluation.Split;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.TvL1;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.LogisticRegression;

/**
 * Whether the class is told better from the action units: logistic regressions on the network's scores of the classes
 * (from D alone), of the units, and of both. Learned on made-up fields of an imitated flow method and measured on fields
 * that TV-L1 and Farneback compute on made-up pairs and on real ones; and learned on real ones, leave one subject out.
 * A run with DATA_FOLDER is a look at the real clips: write it into bench/looks.md. Usage: bench/run ClassesFromUnits
 * MODEL_FOLDER OUT.json [DATA_FOLDER]
 */
public class ClassesFromUnits {

	private static final long SEED = 50_501;
	private static final int PAIRS = 600;
	private static final int CLASSES = ExpressionClass.values().length;
	private static final int UNITS = ActionUnit.values().length;
	private static final int STEPS = 50;

	/** Keeps weights small; the constants are free. Not tuned. */
	private static final double RIDGE = 1;
	private static final double FREE = 1e-3;

	/** What the class is told from: of the scores, classes first, these. */
	private enum From {

			CLASSES_ALONE("classes alone", 0, CLASSES), UNITS_ALONE("units alone", CLASSES, CLASSES + UNITS), BOTH("both", 0,
				CLASSES + UNITS);

		private final String text;
		private final int first, end;

		From(final String text, final int first, final int end) {
			this.text = text;
			this.first = first;
			this.end = end;
		}

		private double[][] of(final double[][] scores) {
			return Arrays.stream(scores).map(row -> Arrays.copyOfRange(row, first, end)).toArray(double[][]::new);
		}
	}

	private final Recognizer recognizer;
	private final Map<String, Object> results = new LinkedHashMap<>();

	private ClassesFromUnits(final Recognizer recognizer) {
		this.recognizer = recognizer;
	}

	public static void main(final String[] args) throws IOException {
		try (Recognizer recognizer = Recognizer.open(Path.of(args[0]), ExpressionClass.labels(), Hardware.cpu(0))) {
			final ClassesFromUnits bench = new ClassesFromUnits(recognizer);
			bench.run(args.length > 2 ? new FusionBench(Path.of(args[2])) : null);
			FusionBench.write(bench.results, Path.of(args[1]));
		}
	}

	private void run(final FusionBench real) {
		final FusionFields known = FusionFields.synthetic(new ExpressionSynthesizer(SEED, ExpressionSynthesizer.Setting
			.training()), 4 * PAIRS, 0, Progress.none());
		final double[][] learned = scores(recognizer.recognizePrepared(List.of(known.fields())));
		final Map<String, FusionFields> tests = new LinkedHashMap<>();
		tests.put("made-up TV-L1", GivenFieldBench.computed(new TvL1(), SEED + 1, PAIRS));
		tests.put("made-up Farneback", GivenFieldBench.computed(new Farneback(), SEED + 2, PAIRS));
		tests.forEach((name, fields) -> {
			final List<Prediction> as = recognizer.recognizePrepared(List.of(fields.fields()));
			final List<String> each = IntStream.range(0, fields.size()).mapToObj(i -> "pair " + i).toList();
			report(name + ", the network's classes", each, fields.labels(), as.stream().map(Prediction::probabilities)
				.toArray(double[][]::new));
			for (final From from : From.values())
				report(name + ", " + from.text, each, fields.labels(), told(from.of(learned), known.labels()).apply(from.of(
					scores(as))));
		});
		if (real == null) return;
		final List<Prediction> as = recognizer.recognize(real.fields());
		final double[][] scores = scores(as);
		report("real, the network's classes", real.data().subjectIds(), real.data().truth(), as.stream().map(
			Prediction::probabilities).toArray(double[][]::new));
		final List<Fold> folds = new LosoPlan(real.data(), new Split.Subjects(), List.of(1L), real.data().size()).folds();
		for (final From from : From.values()) {
			final double[][] own = from.of(scores);
			report("real, learned on made-up fields, " + from.text, real.data().subjectIds(), real.data().truth(), told(from
				.of(learned), known.labels()).apply(own));
			final double[][] out = new double[own.length][];
			for (final Fold fold : folds) {
				final double[][] test = told(rows(own, fold.trainRows()), fold.trainLabels()).apply(rows(own, fold.testRows()));
				for (int k = 0; k < test.length; k++)
					out[fold.testRows()[k]] = test[k];
			}
			report("real, leave one subject out, " + from.text, real.data().subjectIds(), real.data().truth(), out);
		}
	}

	private static double[][] rows(final double[][] all, final int[] which) {
		return Arrays.stream(which).mapToObj(i -> all[i]).toArray(double[][]::new);
	}

	/** One class against the others, each in turn. */
	private static Function<double[][], double[][]> told(final double[][] scores, final int[] labels) {
		final int n = scores[0].length;
		final double[] ridge = new double[n + 1];
		Arrays.fill(ridge, RIDGE);
		ridge[n] = FREE;
		final LogisticRegression[] fits = new LogisticRegression[CLASSES];
		for (int c = 0; c < CLASSES; c++) {
			final boolean[] present = new boolean[labels.length];
			for (int i = 0; i < present.length; i++)
				present[i] = labels[i] == c;
			fits[c] = LogisticRegression.fit(scores, present, new double[n + 1], ridge, STEPS);
		}
		return rows -> Arrays.stream(rows).map(row -> Arrays.stream(fits).mapToDouble(fit -> fit.probability(row))
			.toArray()).toArray(double[][]::new);
	}

	private static double[][] scores(final List<Prediction> predictions) {
		return predictions.stream().map(TransferBench::scores).toArray(double[][]::new);
	}

	private void report(final String name, final List<String> people, final int[] truth, final double[][] p) {
		final int[] told = Arrays.stream(p).mapToInt(Probabilities::predicted).toArray();
		final ClassificationMetrics m = ClassificationMetrics.of(CLASSES, truth, told);
		final SubjectBootstrap.Interval interval = new SubjectBootstrap(CLASSES, SubjectBootstrap.DEFAULT_REPEATS, 1)
			.scores(people, truth, told).uf1();
		results.put(name, new LinkedHashMap<>(Map.of("n", truth.length, "uf1", m.uf1(), "uar", m.uar(), "uf1_low", interval
			.low(), "uf1_high", interval.high())));
		System.out.printf(Locale.ROOT, "%-48s n %d  UF1 %.3f (%.3f-%.3f)  UAR %.3f%n", name, truth.length, m.uf1(), interval
			.low(), interval.high(), m.uar());
	}
}
