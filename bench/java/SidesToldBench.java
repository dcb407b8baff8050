import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.GsonBuilder;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;
import org.microexpression.training.fusion.ChainClips;
import org.microexpression.training.fusion.ChainReading;

/**
 * Whether action units are told on the sides that they act on, no more and no less, on made-up clips through the whole
 * chain: by the network and the card's weight alone, and with the card's least share of the other side's motion. Usage:
 * bench/run SidesToldBench MODEL_FOLDER CLIPS SEED OUT.json
 */
public class SidesToldBench {

	private static final double WEAKEST = 0.3;
	private static final double STRONGEST = 2.5;

	/** What was told of units: on one side where anything of the unit was told, on both likewise, and of all sides. */
	private static final class Counts {

		private int one;
		private int oneRight;
		private int both;
		private int bothRight;
		private int hits;
		private int wrong;

		void add(final ChainReading.Row row, final ActionUnit unit) {
			final boolean[] there = new boolean[2];
			final boolean[] told = new boolean[2];
			for (int side = 0; side < 2; side++) {
				there[side] = row.atWork(unit.ordinal(), side);
				told[side] = row.prediction().units().of(unit, FacsSide.inImage(side == 0)).orElseThrow().atWork();
				if (there[side] && told[side]) hits++;
				else if (there[side] || told[side]) wrong++;
			}
			if (!told[0] && !told[1] || !there[0] && !there[1]) return;
			final boolean right = there[0] == told[0] && there[1] == told[1];
			if (there[0] && there[1]) {
				both++;
				bothRight += right ? 1 : 0;
			}
			else {
				one++;
				oneRight += right ? 1 : 0;
			}
		}

		Map<String, Object> figures() {
			return new LinkedHashMap<>(Map.of("one_sided", one, "one_sided_right", oneRight, "both_sided", both,
				"both_sided_right", bothRight, "f1_of_sides", 2.0 * hits / (2 * hits + wrong)));
		}
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]);
		final int clips = Integer.parseInt(args[1]);
		final long seed = Long.parseLong(args[2]);
		final Calibration shipped = Calibration.of(ModelCard.read(model));
		final Map<String, Object> results = new LinkedHashMap<>();
		for (final double share : new double[] { 0, shipped.sides().leastShare() }) {
			try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(model, "cpu",
				0)));
					Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), shipped.with(new Calibration.Sides(
						shipped.sides().weight(), share)), Hardware.cpu(0)))
			{
				for (final ChainClips.Kind kind : List.of(ChainClips.Kind.COMPANY, ChainClips.Kind.EXPRESSION)) {
					final Counts counts = new Counts();
					for (final ChainReading.Row row : ChainReading.read(new ChainClips(seed + kind.ordinal(), WEAKEST, STRONGEST),
						kind, clips, new ChainReading.Chain(dgm, recognizer, 0), false, Progress.none()))
						for (final ActionUnit unit : ActionUnit.values())
							counts.add(row, unit);
					results.put(kind.name().toLowerCase(Locale.ROOT) + ", least share " + share, counts.figures());
					System.out.printf(Locale.ROOT,
						"%-10s least share %.2f: one-sided units told exactly %d of %d, both-sided %d of %d, F1 over sides %.3f%n",
						kind.name().toLowerCase(Locale.ROOT), share, counts.oneRight, counts.one, counts.bothRight, counts.both,
						2.0 * counts.hits / (2 * counts.hits + counts.wrong));
				}
			}
		}
		Files.writeString(Path.of(args[3]), new GsonBuilder().setPrettyPrinting().create().toJson(results));
	}
}
