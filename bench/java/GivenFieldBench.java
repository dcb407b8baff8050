import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import org.microexpression.base.Progress;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.OpticalFlow;
import org.microexpression.flow.TvL1;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;
import org.microexpression.training.fusion.ChainReading;
import org.microexpression.training.fusion.FusionFields;

import com.google.gson.GsonBuilder;

/**
 * Action units of made-up fields that did not go through this chain, with the calibration of its own fields and with that
 * of given ones: imitated flow of other seeds than either was chosen on, and flow that this plugin's TV-L1 and Farneback
 * compute on made-up pairs of a portrait, on which neither was chosen. Usage: bench/run GivenFieldBench MODEL_FOLDER PAIRS
 * OUT.json
 */
public class GivenFieldBench {

	private static final long SEED = 40_401;
	private static final int FEWEST = 15;
	private static final int REPEATS = 400;

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]);
		final int pairs = Integer.parseInt(args[1]);
		final Map<String, FusionFields> kinds = new LinkedHashMap<>();
		kinds.put("imitated flow", FusionFields.synthetic(new ExpressionSynthesizer(SEED, ExpressionSynthesizer.Setting
			.training()), 4 * pairs, 0, Progress.none()));
		kinds.put("TV-L1", computed(new TvL1(), SEED + 1, pairs));
		kinds.put("Farneback", computed(new Farneback(), SEED + 2, pairs));
		final Map<String, Object> results = new LinkedHashMap<>();
		final ModelCard card = ModelCard.read(model);
		kinds.forEach((kind, fields) -> results.put(kind, compared(kind, fields, read(model, Calibration.of(card), fields),
			read(model, Calibration.ofGivenFields(card), fields))));
		Files.writeString(Path.of(args[2]), new GsonBuilder().setPrettyPrinting().create().toJson(results));
	}

	/** Fields that a method computes on made-up pairs of a portrait that moves as tabled. */
	static FusionFields computed(final OpticalFlow flow, final long seed, final int pairs) {
		return computed(flow, seed, pairs, ExpressionSynthesizer.Setting.training());
	}

	/** Fields that a method computes on made-up pairs of a portrait. */
	static FusionFields computed(final OpticalFlow flow, final long seed, final int pairs,
		final ExpressionSynthesizer.Setting setting)
	{
		return FusionFields.estimated(new SyntheticPairs(seed, SyntheticPairs.Setting.laboratory().withExpressions(setting),
			List.of(Texture.ASTRONAUT)), drawn -> drawn.stream().map(pair -> flow.compute(pair.pair())).toList(), pairs, 0,
			Progress.none());
	}

	private static List<ChainReading.Row> read(final Path model, final Calibration calibration,
		final FusionFields fields)
	{
		try (Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), calibration, Hardware.cpu(0))) {
			return ChainReading.read(fields, recognizer);
		}
	}

	private static Map<String, Object> compared(final String kind, final FusionFields fields,
		final List<ChainReading.Row> chain, final List<ChainReading.Row> given)
	{
		final List<ActionUnit> units = Arrays.stream(ActionUnit.values()).filter(unit -> chain.stream().filter(row -> there(
			row, unit)).count() >= FEWEST).toList();
		final int[] all = new int[chain.size()];
		Arrays.setAll(all, i -> i);
		final double before = f1(units, chain, all), after = f1(units, given, all);
		final SplittableRandom random = new SplittableRandom(SEED);
		final double[] gains = new double[REPEATS];
		for (int r = 0; r < REPEATS; r++) {
			final int[] drawn = Arrays.stream(all).map(i -> random.nextInt(all.length)).toArray();
			gains[r] = f1(units, given, drawn) - f1(units, chain, drawn);
		}
		Arrays.sort(gains);
		final double low = gains[(int) (0.025 * REPEATS)], high = gains[(int) (0.975 * REPEATS)];
		final int[] sidesBefore = sides(chain), sidesAfter = sides(given);
		final double eceBefore = ChainReading.reliability(chain, 1).ece(), eceAfter = ChainReading.reliability(given, 1)
			.ece();
		System.out.printf(Locale.ROOT,
			"%-14s n %d, %d units: mean F1 %.3f -> %.3f (gain %.3f to %.3f), sides %d -> %d of " +
				"%d, ECE of the classes %.3f -> %.3f%n", kind, all.length, units.size(), before, after, low, high,
			sidesBefore[0], sidesAfter[0], sidesAfter[1], eceBefore, eceAfter);
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("n", all.length);
		result.put("f1 of the chain's calibration", before);
		result.put("f1 of the given fields' calibration", after);
		result.put("gain, 95 %", List.of(low, high));
		result.put("sides right, before, after, of", List.of(sidesBefore[0], sidesAfter[0], sidesAfter[1]));
		result.put("ece, before, after", List.of(eceBefore, eceAfter));
		return result;
	}

	private static boolean there(final ChainReading.Row row, final ActionUnit unit) {
		return row.atWork(unit.ordinal(), 0) || row.atWork(unit.ordinal(), 1);
	}

	/** Mean over the units of the F1 on these rows. */
	private static double f1(final List<ActionUnit> units, final List<ChainReading.Row> rows, final int[] drawn) {
		double sum = 0;
		for (final ActionUnit unit : units) {
			final double threshold = rows.get(0).prediction().units().of(unit, FacsSide.LEFT).orElseThrow().threshold();
			int hits = 0, both = 0;
			for (final int i : drawn) {
				final boolean told = rows.get(i).prediction().units().probability(unit) >= threshold;
				final boolean there = there(rows.get(i), unit);
				hits += told && there ? 1 : 0;
				both += (told ? 1 : 0) + (there ? 1 : 0);
			}
			sum += both == 0 ? 0 : 2.0 * hits / both;
		}
		return sum / units.size();
	}

	/** One-sided units that are surer on their side, and all one-sided units. */
	private static int[] sides(final List<ChainReading.Row> rows) {
		final List<Boolean> right = new ArrayList<>();
		for (final ChainReading.Row row : rows) {
			for (final ActionUnit unit : ActionUnit.values()) {
				final boolean left = row.atWork(unit.ordinal(), 0);
				if (left == row.atWork(unit.ordinal(), 1)) continue;
				right.add(left == (probability(row.prediction(), unit, true) > probability(row.prediction(), unit, false)));
			}
		}
		return new int[] { (int) right.stream().filter(r -> r).count(), right.size() };
	}

	private static double probability(final Prediction prediction, final ActionUnit unit, final boolean imageLeft) {
		for (final FacsSide side : FacsSide.values())
			if (side.isImageLeft() == imageLeft) return prediction.units().of(unit, side).orElseThrow().probability();
		throw new AssertionError();
	}
}
