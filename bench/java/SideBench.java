import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.evaluation.McNemarTest;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.OpticalFlow;
import org.microexpression.flow.TvL1;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;
import org.microexpression.training.fusion.ChainClips;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.LogisticRegression;

import com.google.gson.GsonBuilder;

/**
 * On which side a one-sided action unit is surer, on made-up fields: by the network alone, by the card's rule, and with a
 * matched filter of the unit's own motion beside it, which did not ship: see "Sides" in docs/measurements.md. The filter is
 * the linear discriminant, of the difference between the halves of a prepared field, that tells the unit's side. "weights"
 * fits the weights of energy and filter, "measure" counts right sides on fields of other seeds. Usage: bench/run SideBench
 * weights MODEL_FOLDER CLIPS; bench/run SideBench measure MODEL_FOLDER CLIPS PAIRS SEED OUT.json [KIND], where KIND is part
 * of the names of the kinds of field that are measured
 */
public class SideBench {

	private static final long FILTER_SEED = 510_001;
	private static final int FILTER_FIELDS = 12_000;

	/** As in TrainFusion. */
	private static final long WEIGHT_SEED = 20_203;

	/** Added to each variance, times the mean of all. */
	private static final double RIDGE = 1;

	/** What the energy and the filter count where the network's difference counts 1; from 768 clips (measurements.md). */
	private static final double[] WITH_FILTER = { 0.7737, 1.0982 };

	/** The cells of a block, the blocks of a half from top to bottom and across. */
	private static final int BLOCK = 2;
	private static final int ROWS = CanonicalFace.GRID / BLOCK;
	private static final int COLUMNS = ROWS / 2;
	private static final int LENGTH = 2 * ROWS * COLUMNS;

	/** Ridges of the regression: three weights are as good as free, there is no constant. */
	private static final double[] FREE = { 1e-2, 1e-2, 1e-2, 1e6 };

	/**
	 * A unit on one side.
	 *
	 * @param network score on the image's left less that on its right
	 * @param energy  logarithm of the energy in the unit's window on the left over that on the right
	 * @param filter  what the unit's filter finds, 1 the standard deviation of what other motion does to it
	 * @param left    whether it is on the image's left
	 */
	private record Case(double network, double energy, double filter, boolean left) {

		boolean isRight(final double ofEnergy, final double ofFilter) {
			return left == network + ofEnergy * energy + ofFilter * filter > 0;
		}
	}

	private final Path model;
	private final Recognizer recognizer;
	private final double[][] filters = filters(companies(FILTER_SEED, FILTER_FIELDS));

	private SideBench(final Path model, final Recognizer recognizer) {
		this.model = model;
		this.recognizer = recognizer;
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[1]);
		final int clips = Integer.parseInt(args[2]);
		try (Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), Device.CPU)) {
			final SideBench bench = new SideBench(model, recognizer);
			switch (args[0]) {
				case "weights" -> bench.weights(clips);
				case "measure" -> bench.measure(clips, Integer.parseInt(args[3]), Long.parseLong(args[4]), Path.of(args[5]),
					args.length > 6 ? args[6] : "");
				default -> throw new IllegalArgumentException("Unknown part " + args[0]);
			}
		}
	}

	private static FusionFields companies(final long seed, final int count) {
		return FusionFields.ofUnits(new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.training()), count, 0,
			Progress.none());
	}

	/** The discriminants, each with 1 for the standard deviation of what other motion does to it: [unit][weight]. */
	private static double[][] filters(final FusionFields fields) {
		final double[][] differences = new double[fields.size()][], sides = new double[fields.size()][Fusion.UNITS];
		for (int i = 0; i < differences.length; i++) {
			differences[i] = difference(fields.fields()[i]);
			for (int k = 0; k < Fusion.UNITS; k++)
				sides[i][k] = fields.units()[i][k] - fields.units()[i][Fusion.UNITS + k];
		}
		final RealMatrix motion = new Array2DRowRealMatrix(differences, false), side = new Array2DRowRealMatrix(sides,
			false);
		final RealMatrix mean = new CholeskyDecomposition(side.transpose().multiply(side)).getSolver().solve(side
			.transpose().multiply(motion));
		final RealMatrix rest = motion.subtract(side.multiply(mean));
		final RealMatrix covariance = rest.transpose().multiply(rest).scalarMultiply(1.0 / differences.length);
		final RealMatrix held = covariance.copy();
		for (int j = 0; j < LENGTH; j++)
			held.addToEntry(j, j, RIDGE * covariance.getTrace() / LENGTH);
		final RealMatrix filters = new CholeskyDecomposition(held).getSolver().solve(mean.transpose()).transpose();
		final RealMatrix noise = filters.multiply(covariance).multiply(filters.transpose());
		final double[][] scaled = filters.getData();
		for (int k = 0; k < scaled.length; k++)
			for (int j = 0; j < LENGTH; j++)
				scaled[k][j] /= Math.sqrt(noise.getEntry(k, k));
		return scaled;
	}

	/** Means of blocks of the left half less those of the mirrored right half. */
	private static double[] difference(final float[] field) {
		final double[] difference = new double[LENGTH];
		final int n = CanonicalFace.GRID;
		for (int i = 0; i < n * n; i++) {
			final int row = i / n, column = i % n, folded = Math.min(column, n - 1 - column);
			for (int c = 0; c < 2; c++) {
				// Mirroring turns u round.
				final double sign = column == folded || c == 0 ? 1 : -1;
				difference[2 * (row / BLOCK * COLUMNS + folded / BLOCK) + c] += sign * field[2 * i + c] / (BLOCK * BLOCK);
			}
		}
		return difference;
	}

	/** On clips through the whole chain and as many fields of imitated flow. */
	private void weights(final int clips) {
		final FusionFields read = clips(new ChainClips(WEIGHT_SEED, 0.5, 2.5), ChainClips.Kind.COMPANY, clips);
		final List<Case> cases = new ArrayList<>(cases(read));
		cases.addAll(cases(companies(WEIGHT_SEED, read.size())));
		final boolean[] left = new boolean[cases.size()];
		final double[][] scores = new double[left.length][];
		for (int i = 0; i < left.length; i++) {
			final Case one = cases.get(i);
			left[i] = one.left;
			scores[i] = new double[] { one.network, one.energy, one.filter };
		}
		final double[] w = LogisticRegression.fit(scores, left, new double[] { 1, 0, 0, 0 }, FREE, 50).weights();
		System.out.printf(Locale.ROOT, "weights of energy and filter: %.4f %.4f%n", w[1] / w[0], w[2] / w[0]);
	}

	private void measure(final int clips, final int pairs, final long seed, final Path out, final String part)
		throws IOException
	{
		final ExpressionSynthesizer.Setting setting = ExpressionSynthesizer.Setting.training();
		final Map<String, Supplier<FusionFields>> kinds = new LinkedHashMap<>();
		kinds.put("chain, random units", () -> clips(new ChainClips(seed + 1, 0.5, 2.5), ChainClips.Kind.COMPANY, clips));
		kinds.put("chain, expressions", () -> clips(new ChainClips(seed, 0.5, 2.5), ChainClips.Kind.EXPRESSION, clips));
		kinds.put("TV-L1, portrait", () -> computed(new TvL1(), seed + 2, pairs, Texture.ASTRONAUT));
		kinds.put("Farneback, portrait", () -> computed(new Farneback(), seed + 3, pairs, Texture.ASTRONAUT));
		kinds.put("imitated flow, random units", () -> companies(seed + 4, 6 * pairs));
		kinds.put("imitated flow, expressions", () -> FusionFields.synthetic(new ExpressionSynthesizer(seed + 5, setting),
			6 * pairs, 0, Progress.none()));
		kinds.put("TV-L1, painted faces", () -> computed(new TvL1(), seed + 6, pairs, Texture.PAINTED_FACE));
		kinds.keySet().removeIf(kind -> !kind.contains(part));
		final double weight = Calibration.of(ModelCard.read(model)).sides().weight();
		final Map<String, Object> results = new LinkedHashMap<>();
		kinds.forEach((kind, fields) -> results.put(kind, compared(kind, cases(fields.get()), weight)));
		Files.writeString(out, new GsonBuilder().setPrettyPrinting().create().toJson(results));
	}

	private static FusionFields computed(final OpticalFlow flow, final long seed, final int pairs,
		final Texture texture)
	{
		return FusionFields.estimated(new SyntheticPairs(seed, SyntheticPairs.Setting.laboratory(), List.of(texture)),
			drawn -> drawn.parallelStream().map(pair -> flow.compute(pair.pair())).toList(), pairs, 0, Progress.none());
	}

	/** Clips through the whole chain; those that are refused are passed over. */
	private FusionFields clips(final ChainClips clips, final ChainClips.Kind kind, final int count) {
		try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(model, "cpu",
			0))); Workers workers = new Workers(0))
		{
			final List<FusionFields> read = workers.run(IntStream.range(0, count).<Supplier<Optional<FusionFields>>> mapToObj(
				i -> () -> clip(clips, i, kind, dgm)).toList()).stream().flatMap(Optional::stream).toList();
			return new FusionFields(read.stream().map(one -> one.fields()[0]).toArray(float[][]::new), read.stream().mapToInt(
				one -> one.labels()[0]).toArray(), read.stream().map(one -> one.units()[0]).toArray(float[][]::new));
		}
	}

	private static Optional<FusionFields> clip(final ChainClips clips, final int index, final ChainClips.Kind kind,
		final DisplacementEstimator dgm)
	{
		try {
			final ChainClips.Clip clip = clips.clip(index, kind);
			final float[] units = new float[Fusion.SIDES * Fusion.UNITS];
			for (int i = 0; i < units.length; i++) {
				final int k = i % Fusion.UNITS;
				final double own = clip.strength()[i / Fusion.UNITS][k];
				units[i] = own > 0 && own >= 0.3 * Math.max(clip.strength()[0][k], clip.strength()[1][k]) ? 1 : 0;
			}
			return Optional.of(new FusionFields(new float[][] { FusionInput.of(dgm.compute(clip.pair()), clip.pair()
				.landmarks()) }, new int[] { clip.label() }, new float[][] { units }));
		}
		catch (final InputException refused) {
			return Optional.empty();
		}
	}

	private List<Case> cases(final FusionFields fields) {
		final List<Prediction> predictions = recognizer.recognizePrepared(List.of(fields.fields()));
		final List<Case> cases = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			final double[] difference = difference(fields.fields()[i]);
			for (final ActionUnit unit : ActionUnit.values()) {
				final int k = unit.ordinal();
				final boolean left = fields.units()[i][k] > 0;
				if (left == fields.units()[i][Fusion.UNITS + k] > 0) continue;
				double filter = 0;
				for (int j = 0; j < LENGTH; j++)
					filter += filters[k][j] * difference[j];
				cases.add(new Case(score(predictions.get(i), unit, true) - score(predictions.get(i), unit, false), Recognizer
					.sideRatio(fields.fields()[i], unit), filter, left));
			}
		}
		return cases;
	}

	private static double score(final Prediction prediction, final ActionUnit unit, final boolean imageLeft) {
		final double p = prediction.units().of(unit, FacsSide.inImage(imageLeft)).orElseThrow().probability();
		return Math.log(p / (1 - p));
	}

	private static Map<String, Object> compared(final String kind, final List<Case> cases, final double weight) {
		final boolean[] network = right(cases, 0, 0), card = right(cases, weight, 0), filter = right(cases, WITH_FILTER[0],
			WITH_FILTER[1]);
		int won = 0, lost = 0;
		for (int i = 0; i < filter.length; i++) {
			won += filter[i] && !card[i] ? 1 : 0;
			lost += card[i] && !filter[i] ? 1 : 0;
		}
		final double p = new McNemarTest(won, lost).exact();
		System.out.printf(Locale.ROOT, "%-28s %5d one-sided units: network %s, card %s, filter %s; won %d, lost %d, " +
			"p %.2g%n", kind, filter.length, share(network), share(card), share(filter), won, lost, p);
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("one-sided units", filter.length);
		result.put("network alone", share(network));
		result.put("the card's rule", share(card));
		result.put("with the filter", share(filter));
		result.put("won, lost", List.of(won, lost));
		result.put("p", p);
		return result;
	}

	private static boolean[] right(final List<Case> cases, final double ofEnergy, final double ofFilter) {
		final boolean[] right = new boolean[cases.size()];
		for (int i = 0; i < right.length; i++)
			right[i] = cases.get(i).isRight(ofEnergy, ofFilter);
		return right;
	}

	/** Share with its Wilson interval of 95 %; units of one clip count as independent. */
	private static String share(final boolean[] right) {
		final double n = right.length, z2 = 1.959964 * 1.959964;
		final double p = IntStream.range(0, right.length).filter(i -> right[i]).count() / n;
		final double centre = (p + z2 / 2 / n) / (1 + z2 / n), half = Math.sqrt(z2 * (p * (1 - p) / n + z2 / 4 / n / n)) /
			(1 + z2 / n);
		return String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", p, centre - half, centre + half);
	}
}
