import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.microexpression.base.Progress;
import org.microexpression.dataset.FieldStack;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.evaluation.Reliability;
import org.microexpression.evaluation.UnitMetrics;
import org.microexpression.evaluation.UnitReport;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.fusion.Answer;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;
import org.microexpression.study.ModelEvaluation;
import org.microexpression.training.fusion.CalibrationFit;
import org.microexpression.training.fusion.ChainClips;
import org.microexpression.training.fusion.ChainReading;
import org.microexpression.training.fusion.UnitHeadFit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * The Java side of bench/action-units. "made-up" measures a model on made-up clips of other people than it was
 * calibrated on, through the whole chain; "real" on the coders' action units of real fields, none of which it has seen.
 */
public class ActionUnitBench {

	/** Calibration was chosen on other seeds: bench/java/TrainFusion.java. */
	private static final long SEED = 20_301;

	private static final int LEAST_CLIPS = 10;
	private static final double[] STRENGTHS = { 0.15, 0.3, 0.5, 0.8, 1.2, 2, 3 };
	private static final Pattern CODED = Pattern.compile("([LR]?)(\\d+)");

	public static void main(final String[] args) throws IOException {
		switch (args[0]) {
			case "made-up" -> write(madeUp(Path.of(args[1]), Integer.parseInt(args[3])), Path.of(args[2]));
			case "real" -> write(real(Path.of(args[1]), Path.of(args[2]), Path.of(args[3])), Path.of(args[4]));
			default -> throw new IllegalArgumentException("Unknown part " + args[0]);
		}
	}

	private static void write(final Map<String, Object> result, final Path file) throws IOException {
		try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
			new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create().toJson(result, out);
		}
	}

	private static Map<String, Object> madeUp(final Path model, final int count) {
		final ModelCard card = ModelCard.read(model);
		final Calibration calibration = Calibration.of(card);
		final Map<String, Object> result = new LinkedHashMap<>();
		try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(model, "cpu",
			0))); Recognizer recognizer = Recognizer.open(model, card, Hardware.cpu(0)))
		{
			final ChainReading.Chain chain = new ChainReading.Chain(dgm, recognizer, 0);
			final Progress progress = Progress.printed(System.err);
			final List<ChainReading.Row> nothing = ChainReading.read(new ChainClips(SEED + 1, 0.5, 2.5),
				ChainClips.Kind.NOTHING, count, chain, true, progress);
			result.put("neutral", Map.of("n", nothing.size(), "none", share(nothing, calibration)));
			System.out.printf(Locale.ROOT, "neutral pairs: none in %.3f of %d%n", share(nothing, calibration), nothing
				.size());
			final List<Map<String, Object>> curve = new ArrayList<>();
			for (int k = 0; k + 1 < STRENGTHS.length; k++) {
				final List<ChainReading.Row> rows = ChainReading.read(new ChainClips(SEED + 10 + k, STRENGTHS[k], STRENGTHS[k +
					1]), ChainClips.Kind.EXPRESSION, count / 3, chain, true, progress);
				curve.add(new LinkedHashMap<>(Map.of("from_px", STRENGTHS[k], "to_px", STRENGTHS[k + 1], "n", rows.size(),
					"not_none", 1 - share(rows, calibration), "accuracy", accuracy(rows))));
				System.out.printf(Locale.ROOT, "expressions of %.2f-%.2f px: not none in %.3f of %d, class right in %.3f%n",
					STRENGTHS[k], STRENGTHS[k + 1], 1 - share(rows, calibration), rows.size(), accuracy(rows));
			}
			result.put("expressions", curve);
			final List<ChainReading.Row> all = ChainReading.read(new ChainClips(SEED, 0.5, 2.5), ChainClips.Kind.EXPRESSION,
				count, chain, true, progress);
			result.put("from_half_a_pixel", Map.of("n", all.size(), "not_none", 1 - share(all, calibration), "uncertain",
				kind(all, calibration, Answer.Kind.UNCERTAIN), "accuracy", accuracy(all)));
			System.out.printf(Locale.ROOT,
				"expressions of 0.5-2.5 px: not none in %.3f of %d, uncertain %.3f, class right %.3f%n", 1 - share(all,
					calibration), all.size(), kind(all, calibration, Answer.Kind.UNCERTAIN), accuracy(all));
			// As weak as those that the temperature was chosen on, and four times as many: of 150 clips a dozen are unsure, so
			// that the bins are empty.
			final Reliability reliability = ChainReading.reliability(ChainReading.read(new ChainClips(SEED + 3, 0.2, 2.5),
				ChainClips.Kind.EXPRESSION, 4 * count, chain, false, progress), 1);
			result.put("reliability", reliability);
			System.out.printf(Locale.ROOT, "classes, ECE on made-up held-out people: %.3f%n", reliability.ece());
			final List<ChainReading.Row> companies = ChainReading.read(new ChainClips(SEED + 2, 0.5, 2.5),
				ChainClips.Kind.COMPANY, count, chain, false, progress);
			result.put("units", units(companies));
			result.put("sides", sides(companies));
		}
		return result;
	}

	private static double share(final List<ChainReading.Row> rows, final Calibration calibration) {
		return kind(rows, calibration, Answer.Kind.NONE);
	}

	private static double kind(final List<ChainReading.Row> rows, final Calibration calibration, final Answer.Kind kind) {
		return rows.stream().filter(row -> row.prediction().with(row.evidence(), calibration.rule()).answer()
			.kind() == kind).count() / (double) rows.size();
	}

	private static double accuracy(final List<ChainReading.Row> rows) {
		return rows.stream().filter(row -> row.prediction().predicted() == row.label()).count() / (double) rows.size();
	}

	private static Map<String, Object> units(final List<ChainReading.Row> rows) {
		final List<String> people = IntStream.range(0, rows.size()).mapToObj(i -> "person " + i).toList();
		final Map<String, Object> units = new LinkedHashMap<>();
		for (final ActionUnit unit : ActionUnit.values()) {
			final double[] scores = rows.stream().mapToDouble(row -> row.prediction().units().probability(unit)).toArray();
			final double threshold = rows.get(0).prediction().units().of(unit, FacsSide.LEFT).orElseThrow().threshold();
			final boolean[] present = new boolean[scores.length];
			final boolean[] told = new boolean[scores.length];
			final List<Double> errors = new ArrayList<>();
			for (int i = 0; i < present.length; i++) {
				final ChainReading.Row row = rows.get(i);
				present[i] = row.atWork(unit.ordinal(), 0) || row.atWork(unit.ordinal(), 1);
				told[i] = scores[i] >= threshold;
				for (final FacsSide side : FacsSide.values()) {
					final int image = side.isImageLeft() ? 0 : 1;
					if (row.atWork(unit.ordinal(), image)) errors.add(Math.abs(Math.log(Math.max(0.01, row.prediction().units()
						.of(unit, side).orElseThrow().strength()) / row.strength()[image][unit.ordinal()])));
				}
			}
			final UnitMetrics m = UnitMetrics.of(people, scores, present, told, 1);
			final double typical = errors.isEmpty() ? Double.NaN : Math.exp(errors.stream().sorted().skip(errors.size() / 2)
				.findFirst().orElseThrow());
			units.put(unit.name(), new LinkedHashMap<>(Map.of("n", m.n(), "auc", m.auc(), "f1", m.f1(), "strength_factor",
				typical)));
			System.out.printf(Locale.ROOT,
				"made up %-5s n %3d  AUC %.3f  F1 %.3f  strength off by a factor of %.2f (median)%n", unit, m.n(), m.auc(), m
					.f1(), typical);
		}
		return units;
	}

	private static Map<String, Object> sides(final List<ChainReading.Row> rows) {
		int all = 0;
		int right = 0;
		for (final ChainReading.Row row : rows) {
			for (final ActionUnit unit : ActionUnit.values()) {
				final boolean left = row.atWork(unit.ordinal(), 0);
				if (left == row.atWork(unit.ordinal(), 1)) continue;
				all++;
				if (side(row.prediction(), unit).isImageLeft() == left) right++;
			}
		}
		System.out.printf(Locale.ROOT, "made-up one-sided units: %d of %d right%n", right, all);
		return Map.of("n", all, "right", right);
	}

	private static FacsSide side(final Prediction prediction, final ActionUnit unit) {
		return prediction.units().of(unit, FacsSide.LEFT).orElseThrow().probability() >= prediction.units().of(unit,
			FacsSide.RIGHT).orElseThrow().probability() ? FacsSide.LEFT : FacsSide.RIGHT;
	}

	/** Real clips with the units that coders saw. */
	private record Coded(List<DisplacementField> fields, List<String> subjects, List<String> codes) {

		static Coded read(final Path folder) throws IOException {
			final FieldStack stack = FieldStack.open(folder.resolve("real-flows.tif"));
			final Coded coded = new Coded(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
			try (Reader in = Files.newBufferedReader(folder.resolve("real-flows-aus.csv"))) {
				for (final CSVRecord row : rows(in)) {
					final int frame = Integer.parseInt(row.get("frame"));
					coded.fields.add(new DisplacementField(stack.width(), stack.height(), stack.u(frame), stack.v(frame)));
					coded.subjects.add(row.get("subject"));
					coded.codes.add(row.get("aus"));
				}
			}
			return coded;
		}

		private static Iterable<CSVRecord> rows(final Reader in) throws IOException {
			return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in);
		}

		/** The sides on which a unit was coded: {@code ""} for both, {@code null} for none. */
		String side(final int clip, final ActionUnit unit) {
			final Matcher matcher = CODED.matcher(codes.get(clip));
			while (matcher.find())
				if (Integer.parseInt(matcher.group(2)) == unit.number()) return matcher.group(1);
			return null;
		}

		boolean[] present(final ActionUnit unit) {
			final boolean[] present = new boolean[codes.size()];
			for (int i = 0; i < present.length; i++)
				present[i] = side(i, unit) != null;
			return present;
		}

		List<ActionUnit> frequent() {
			return Arrays.stream(ActionUnit.values()).filter(unit -> IntStream.range(0, codes.size()).filter(i -> side(i,
				unit) != null).count() >= LEAST_CLIPS).toList();
		}
	}

	private static Map<String, Object> real(final Path data, final Path model, final Path logistic) throws IOException {
		final Coded coded = Coded.read(data);
		final Map<String, Object> result = new LinkedHashMap<>();
		final ModelCard card = ModelCard.read(model);
		try (Recognizer recognizer = Recognizer.open(model, card.classes(), Calibration.ofGivenFields(card), Hardware.cpu(
			0)))
		{
			final List<Prediction> predictions = recognizer.recognize(coded.fields);
			result.put("zero_shot", zeroShot("zero-shot", coded, predictions, 0));
			result.put("zero_shot_least_share", zeroShot("zero-shot, least share", coded, predictions,
				ModelEvaluation.USUAL_SHARE));
			result.put("loso", loso(coded, predictions));
			result.put("sides", sides(coded, predictions));
			result.put("reliability_309", reliability(data, recognizer));
		}
		if (Files.exists(logistic)) result.put("logistic", new Gson().fromJson(Files.readString(logistic), Map.class));
		return result;
	}

	private static Map<String, Object> zeroShot(final String name, final Coded coded, final List<Prediction> predictions,
		final double leastShare)
	{
		final UnitReport report = new UnitReport(LEAST_CLIPS);
		for (final ActionUnit unit : coded.frequent()) {
			final double[] scores = predictions.stream().mapToDouble(p -> p.units().probability(unit)).toArray();
			final double threshold = CalibrationFit.lowered(scores, predictions.get(0).units().of(unit, FacsSide.LEFT)
				.orElseThrow().threshold(), leastShare);
			report.add(unit, coded.subjects, scores, coded.present(unit), told(scores, threshold));
		}
		return figures(name, report);
	}

	/** The head of each unit fitted on the scores of the other subjects' clips, its threshold too. */
	private static Map<String, Object> loso(final Coded coded, final List<Prediction> predictions) {
		final double[][] scores = predictions.stream().map(p -> Arrays.stream(ActionUnit.values()).mapToDouble(
			unit -> logOdds(p.units().probability(unit))).toArray()).toArray(double[][]::new);
		final UnitReport report = new UnitReport(LEAST_CLIPS);
		for (final ActionUnit unit : coded.frequent()) {
			final boolean[] present = coded.present(unit);
			final double[] probabilities = new double[present.length];
			final boolean[] told = new boolean[present.length];
			for (final String subject : coded.subjects.stream().distinct().toList()) {
				final int[] train = IntStream.range(0, present.length).filter(i -> !coded.subjects.get(i).equals(subject))
					.toArray();
				final boolean[] known = new boolean[train.length];
				for (int i = 0; i < train.length; i++)
					known[i] = present[train[i]];
				final UnitHeadFit fit = UnitHeadFit.of(Arrays.stream(train).mapToObj(i -> scores[i]).toArray(double[][]::new),
					known, unit.ordinal());
				for (int i = 0; i < present.length; i++) {
					if (!coded.subjects.get(i).equals(subject)) continue;
					probabilities[i] = fit.probability(scores[i]);
					told[i] = probabilities[i] >= fit.threshold();
				}
			}
			report.add(unit, coded.subjects, probabilities, present, told);
		}
		return figures("leave one subject out", report);
	}

	private static double logOdds(final double p) {
		final double bounded = Math.max(1e-4, Math.min(1 - 1e-4, p));
		return Math.log(bounded / (1 - bounded));
	}

	private static boolean[] told(final double[] scores, final double threshold) {
		final boolean[] told = new boolean[scores.length];
		for (int i = 0; i < told.length; i++)
			told[i] = scores[i] >= threshold;
		return told;
	}

	private static Map<String, Object> figures(final String name, final UnitReport report) {
		final Map<String, Object> each = new LinkedHashMap<>();
		for (final ActionUnit unit : ActionUnit.values()) {
			final UnitMetrics m = report.units().get(unit);
			if (m == null) continue;
			each.put(unit.name(), m);
			System.out.printf(Locale.ROOT, "%-22s %-5s n %3d  AUC %.3f  F1 %.3f [%.2f, %.2f]  AP %.3f  kappa %.3f%n", name,
				unit, m.n(), m.auc(), m.f1(), m.f1Low(), m.f1High(), m.ap(), m.kappa());
		}
		final UnitMetrics mean = report.mean();
		System.out.printf(Locale.ROOT, "%-22s mean AUC %.3f  mean F1 %.3f [%.3f, %.3f]%n", name, mean.auc(), mean.f1(), mean
			.f1Low(), mean.f1High());
		return new LinkedHashMap<>(Map.of("mean_auc", mean.auc(), "mean_f1", mean.f1(), "mean_f1_low", mean.f1Low(),
			"mean_f1_high", mean.f1High(), "units", each));
	}

	/** The coders' one-sided units: which side is surer, whether or not the unit is told at all. */
	private static Map<String, Object> sides(final Coded coded, final List<Prediction> predictions) {
		int all = 0;
		int right = 0;
		for (int i = 0; i < predictions.size(); i++) {
			for (final ActionUnit unit : ActionUnit.values()) {
				final String side = coded.side(i, unit);
				if (side == null || side.isEmpty()) continue;
				all++;
				if (side(predictions.get(i), unit).code().equals(side)) right++;
			}
		}
		System.out.printf(Locale.ROOT, "coded one-sided units: %d of %d right%n", right, all);
		return Map.of("n", all, "right", right);
	}

	private static Reliability reliability(final Path data, final Recognizer recognizer) throws IOException {
		final FieldStack stack = FieldStack.open(data.resolve("real-flows.tif"));
		final List<DisplacementField> fields = new ArrayList<>();
		final List<Integer> truth = new ArrayList<>();
		try (Reader in = Files.newBufferedReader(data.resolve("real-flows.csv"))) {
			for (final CSVRecord row : Coded.rows(in)) {
				final int frame = Integer.parseInt(row.get("frame"));
				fields.add(new DisplacementField(stack.width(), stack.height(), stack.u(frame), stack.v(frame)));
				truth.add(Integer.parseInt(row.get("class")));
			}
		}
		final List<Prediction> predictions = recognizer.recognize(fields);
		final boolean[] right = new boolean[fields.size()];
		for (int i = 0; i < right.length; i++)
			right[i] = predictions.get(i).predicted() == truth.get(i);
		final Reliability reliability = Reliability.of(predictions.stream().mapToDouble(p -> p.probabilities()[p
			.predicted()]).toArray(), right);
		System.out.printf(Locale.ROOT, "classes, ECE on the %d real fields: %.3f%n", right.length, reliability.ece());
		return reliability;
	}
}
