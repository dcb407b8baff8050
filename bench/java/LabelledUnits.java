import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.UnitMetrics;
import org.microexpression.expression.ActionUnit;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionLearner;
import org.microexpression.training.fusion.FusionStage;

/**
 * How well action units are told from fields of labelled pairs: the fusion with its head of the units, from random
 * weights on the fields of three quarters of the groups of pairs, tells those of the last quarter, each in turn. A unit
 * is told where its probability is a half or more on either side; no threshold is chosen. Part of bench/ablation.
 */
final class LabelledUnits {

	/** What is left out in turn. */
	private static final int QUARTERS = 4;

	/** Units that fewer pairs show are not measured. */
	private static final int LEAST = 20;

	private static final int STEPS = 600;
	private static final double UNIT_LOSS = 2;

	private final FusionFields pairs;
	private final List<String> groups;

	/**
	 * @param pairs  prepared fields with classes and units
	 * @param groups group of each pair, a whole group on one side of each split
	 */
	LabelledUnits(final FusionFields pairs, final List<String> groups) {
		this.pairs = pairs;
		this.groups = groups;
	}

	/**
	 * @param name what the fields are, for the line that is printed
	 * @param seed seed of weights and order
	 * @return mean F1 and mean area under the curve over the units, and each unit's figures
	 */
	Map<String, Object> figures(final String name, final long seed) {
		final double[][] p = probabilities(seed);
		final Map<String, Object> each = new LinkedHashMap<>();
		double f1 = 0, auc = 0;
		for (final ActionUnit unit : ActionUnit.values()) {
			final int k = unit.ordinal();
			final boolean[] present = new boolean[p.length], told = new boolean[p.length];
			for (int i = 0; i < p.length; i++) {
				present[i] = pairs.units()[i][k] > 0 || pairs.units()[i][Fusion.UNITS + k] > 0;
				told[i] = p[i][k] >= 0.5;
			}
			if (IntStream.range(0, p.length).filter(i -> present[i]).count() < LEAST) continue;
			final UnitMetrics m = UnitMetrics.of(groups, Arrays.stream(p).mapToDouble(row -> row[k]).toArray(), present, told,
				1);
			each.put(unit.name(), m);
			f1 += m.f1();
			auc += m.auc();
		}
		final Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("mean_f1", f1 / each.size());
		figures.put("mean_auc", auc / each.size());
		figures.put("units", each);
		System.out.printf(Locale.ROOT, "%-28s action units: mean F1 %.3f  mean AUC %.3f  of %d units%n", name, f1 / each
			.size(), auc / each.size(), each.size());
		return figures;
	}

	/** The probability of each unit, the surer side's, of every pair: [pair][unit]. */
	private double[][] probabilities(final long seed) {
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final FusionStage stage = FusionStage.fineTuning().withBatch(0, 32).withUnitLoss(UNIT_LOSS).withSteps(STEPS);
		final List<String> names = groups.stream().distinct().toList();
		final double[][] all = new double[pairs.size()][];
		for (int quarter = 0; quarter < QUARTERS; quarter++) {
			final int q = quarter;
			final int[] test = IntStream.range(0, all.length).filter(i -> names.indexOf(groups.get(i)) % QUARTERS == q)
				.toArray();
			final int[] train = IntStream.range(0, all.length).filter(i -> names.indexOf(groups.get(i)) % QUARTERS != q)
				.toArray();
			final Parameters start = ParameterLayout.of(fusion.forTraining()).initialize(seed);
			final Parameters trained = FusionLearner.ofSynthetic(fusion, stage, of(train), Hardware.cpu(0)).learn(List.of(
				new FusionLearner.Task("quarter " + q, start, new int[0], new int[0])), seed, Progress.none(), CheckpointFile
					.none()).network();
			final float[] scores = scores(fusion, trained, test);
			for (int i = 0; i < test.length; i++)
				all[test[i]] = probabilities(scores, i * Fusion.SIDES * Fusion.UNITS);
		}
		return all;
	}

	private FusionFields of(final int[] rows) {
		return new FusionFields(Arrays.stream(rows).mapToObj(i -> pairs.fields()[i]).toArray(float[][]::new), Arrays.stream(
			rows).map(i -> pairs.labels()[i]).toArray(), Arrays.stream(rows).mapToObj(i -> pairs.units()[i]).toArray(
				float[][]::new));
	}

	private float[] scores(final Fusion fusion, final Parameters trained, final int[] rows) {
		final float[] inputs = new float[rows.length * FusionInput.LENGTH];
		for (int i = 0; i < rows.length; i++)
			System.arraycopy(pairs.fields()[rows[i]], 0, inputs, i * FusionInput.LENGTH, FusionInput.LENGTH);
		final int n = CanonicalFace.GRID;
		try (GraphSession session = GraphSession.open(fusion.forInferenceWithUnits(), trained, Device.CPU)) {
			return session.run(Map.of(Fusion.FIELDS, FloatTensor.of(inputs, rows.length, n, n, 2))).get(Fusion.UNIT_SCORES)
				.data();
		}
	}

	private static double[] probabilities(final float[] scores, final int from) {
		return IntStream.range(0, Fusion.UNITS).mapToDouble(k -> 1 / (1 + Math.exp(-Math.max(scores[from + k], scores[from +
			Fusion.UNITS + k])))).toArray();
	}
}
