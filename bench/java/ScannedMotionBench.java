import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.UnitMetrics;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.TvL1;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.training.fusion.FusionFields;

import com.google.gson.GsonBuilder;

/**
 * How well a model tells action units and classes where people move as tabled, and where all of them move as scanned
 * people do: on imitated flow, and on flow that this plugin's methods compute on made-up pairs of a portrait, of seeds
 * that no training has seen. No threshold is needed: units are ranked, and the larger of both sides counts. Usage:
 * bench/run ScannedMotionBench MODEL_FOLDER PAIRS OUT.json
 */
public class ScannedMotionBench {

	private static final long SEED = 50_501;
	private static final int FEWEST = 15;
	private static final int REPEATS = 400;

	public static void main(final String[] args) throws IOException {
		final int pairs = Integer.parseInt(args[1]);
		final Map<String, Object> results = new LinkedHashMap<>();
		try (Recognizer recognizer = Recognizer.open(Path.of(args[0]), ExpressionClass.labels(), Device.CPU)) {
			for (int scanned = 0; scanned < 2; scanned++) {
				final ExpressionSynthesizer.Setting setting = ExpressionSynthesizer.Setting.training().withScanned(scanned);
				final String people = scanned == 0 ? "tabled" : "scanned";
				final Map<String, FusionFields> kinds = new LinkedHashMap<>();
				kinds.put("imitated flow, " + people, FusionFields.synthetic(new ExpressionSynthesizer(SEED, setting), 4 *
					pairs, 0, Progress.none()));
				kinds.put("TV-L1, " + people, GivenFieldBench.computed(new TvL1(), SEED + 1, pairs, setting));
				kinds.put("Farneback, " + people, GivenFieldBench.computed(new Farneback(), SEED + 2, pairs, setting));
				kinds.forEach((kind, fields) -> results.put(kind, figures(kind, recognizer, fields)));
			}
		}
		Files.writeString(Path.of(args[2]), new GsonBuilder().setPrettyPrinting().create().toJson(results));
	}

	private static Map<String, Object> figures(final String kind, final Recognizer recognizer,
		final FusionFields fields)
	{
		final List<Prediction> told = recognizer.recognizePrepared(List.of(fields.fields()));
		final List<ActionUnit> units = Arrays.stream(ActionUnit.values()).filter(unit -> IntStream.range(0, fields.size())
			.filter(i -> there(fields, i, unit)).count() >= FEWEST).toList();
		final Map<String, Object> each = new LinkedHashMap<>();
		final int[] all = IntStream.range(0, fields.size()).toArray();
		for (final ActionUnit unit : units)
			each.put(unit.name(), auc(fields, told, unit, all));
		final List<Double> auc = interval(all, rows -> units.stream().mapToDouble(unit -> auc(fields, told, unit, rows))
			.average().orElseThrow());
		final List<Double> uf1 = interval(all, rows -> ClassificationMetrics.of(ExpressionClass.values().length, IntStream
			.of(rows).map(i -> fields.labels()[i]).toArray(), IntStream.of(rows).map(i -> told.get(i).predicted()).toArray())
			.uf1());
		System.out.printf(Locale.ROOT, "%-24s n %5d  mean AUC of %d units %.3f (%.3f-%.3f)  UF1 %.3f (%.3f-%.3f)%n", kind,
			fields.size(), units.size(), auc.get(0), auc.get(1), auc.get(2), uf1.get(0), uf1.get(1), uf1.get(2));
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("n", fields.size());
		result.put("mean_auc, 95 %", auc);
		result.put("uf1, 95 %", uf1);
		result.put("auc", each);
		return result;
	}

	private static boolean there(final FusionFields fields, final int row, final ActionUnit unit) {
		return fields.units()[row][unit.ordinal()] > 0 || fields.units()[row][Fusion.UNITS + unit.ordinal()] > 0;
	}

	private static double auc(final FusionFields fields, final List<Prediction> told, final ActionUnit unit,
		final int[] rows)
	{
		final double[] scores = new double[rows.length];
		final boolean[] present = new boolean[rows.length];
		for (int i = 0; i < rows.length; i++) {
			scores[i] = told.get(rows[i]).units().probability(unit);
			present[i] = there(fields, rows[i], unit);
		}
		return UnitMetrics.auc(scores, present);
	}

	/** A figure of all rows, and where 95 % of those of rows drawn with repetition lie. */
	private static List<Double> interval(final int[] all, final ToDoubleFunction<int[]> figure) {
		final SplittableRandom random = new SplittableRandom(SEED);
		final double[] drawn = new double[REPEATS];
		for (int r = 0; r < REPEATS; r++)
			drawn[r] = figure.applyAsDouble(IntStream.of(all).map(i -> random.nextInt(all.length)).toArray());
		Arrays.sort(drawn);
		return List.of(figure.applyAsDouble(all), drawn[REPEATS / 40], drawn[REPEATS - REPEATS / 40 - 1]);
	}
}
