import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.google.gson.GsonBuilder;
import org.microexpression.base.AtomicFolder;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.fusion.ChainClips;
import org.microexpression.training.fusion.ChainReading;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionLearner;
import org.microexpression.training.fusion.FusionStage;
import org.microexpression.training.fusion.FusionTraining;

/**
 * The Java side of bench/train-fusion. First, "pairs" writes the frames of synthetic pairs for
 * bench/python/flow_fields.py; then "train" draws the same pairs again, takes the optical flow that was computed on
 * their frames, and trains. Last, "check" measures a model on pairs of other faces and motions.
 */
public class TrainFusion {

	private static final long SEED = 1;
	private static final long HEAD_SEED = 99;
	private static final long CALIBRATION_SEED = 10_101;
	private static final long SIDE_SEED = 20_203;
	private static final long GIVEN_SEED = 30_301;
	private static final int GIVEN_FIELDS = 2_400;

	/** Head motion that the check adds, px: none, and what cropping without registration easily leaves. */
	private static final double[] HEADS = { 0, 0.3 };

	/** The pairs that optical flow is computed on. */
	private enum Series {

			/** To train on. Neither 10,000 more nor 1,250 in the pixels of a nearer camera made a difference to the check. */
			TRAIN(4711, 3300, Texture.PAINTED_FACE, CanonicalFace.SIZE),
			/** To choose by: painted faces of other people. */
			PAINTED(815, 600, Texture.PAINTED_FACE, CanonicalFace.SIZE),
			/** To choose by: a real face. */
			PORTRAIT(815, 600, Texture.ASTRONAUT, CanonicalFace.SIZE),
			/** To choose by: a real face in the pixels of a nearer camera, where published fields may have been computed. */
			CLOSE(816, 300, Texture.ASTRONAUT, 224);

		private final SyntheticPairs pairs;
		private final int count;
		private final int size;

		Series(final long seed, final int count, final Texture texture, final int size) {
			pairs = new SyntheticPairs(seed, SyntheticPairs.Setting.laboratory().withExpressions(ExpressionSynthesizer.Setting
				.variedPeople()), List.of(texture));
			this.count = count;
			this.size = size;
		}

		/** Onset and apex frame of a pair. */
		private float[][] frames(final int index) {
			if (size != CanonicalFace.SIZE) return pairs.cameraFrames(index, size);
			final SyntheticPair pair = pairs.sample(index);
			return new float[][] { pair.onset(), pair.apex() };
		}

		private Path file(final Path work, final String ending) {
			return work.resolve(name().toLowerCase(Locale.ROOT) + "-" + size + "." + ending);
		}

		private FusionFields by(final Function<List<SyntheticPair>, List<DisplacementField>> method) {
			return FusionFields.estimated(pairs, method, count, 0, Progress.none());
		}

		/**
		 * As a method of OpenCV computed them.
		 *
		 * @param head standard deviation of linear head motion that is added to each, registered pixels at the border
		 */
		private FusionFields flow(final Path work, final String method, final double head) throws IOException {
			final int grid = CanonicalFace.GRID;
			final FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file(work, method))).order(ByteOrder.LITTLE_ENDIAN)
				.asFloatBuffer();
			return by(drawn -> drawn.stream().map(pair -> {
				final DisplacementField field = DisplacementField.zero(grid, grid);
				final int from = 2 * grid * grid * (int) pair.index();
				values.get(from, field.u()).get(from + grid * grid, field.v());
				moveHead(field, head * size / CanonicalFace.SIZE, new Random(HEAD_SEED + pair.index()));
				return field;
			}).toList());
		}
	}

	private static void moveHead(final DisplacementField field, final double size, final Random random) {
		final int n = field.width();
		for (final float[] component : List.of(field.u(), field.v())) {
			final double across = size * random.nextGaussian();
			final double down = size * random.nextGaussian();
			for (int i = 0; i < component.length; i++)
				component[i] += (float) (across * (2.0 * (i % n) / (n - 1) - 1) + down * (2.0 * (i / n) / (n - 1) - 1));
		}
	}

	public static void main(final String[] args) throws IOException {
		final Path work = Path.of(args[1]);
		switch (args[0]) {
			case "folder" -> AtomicFolder.check(Path.of(args[2]).resolve("fusion"));
			case "pairs" -> {
				for (final Series series : Series.values())
					writeFrames(series, work);
			}
			case "train" -> train(work, Path.of(args[2]), args[3].isEmpty() ? FusionTraining.shippedStage() : FusionTraining
				.shippedStage().withSteps(Integer.parseInt(args[3])), args[4].isEmpty() ? FusionTraining.SHIPPED_MEMBERS
					: Integer.parseInt(args[4]));
			case "calibrate" -> calibrate(work, Path.of(args[2]), Integer.parseInt(args[3]), Path.of(args[4]));
			case "sides" -> sides(Path.of(args[2]), Integer.parseInt(args[3]));
			case "given" -> given(Path.of(args[2]));
			case "check" -> check(work, Path.of(args[2]));
			default -> throw new IllegalArgumentException("Unknown part " + args[0]);
		}
	}

	/** As 8-bit grey levels, onset and apex of one pair after the other. */
	private static void writeFrames(final Series series, final Path work) throws IOException {
		if (Files.exists(series.file(work, "frames"))) return;
		final Path aside = series.file(work, "frames.part");
		try (OutputStream out = Files.newOutputStream(aside)) {
			for (int from = 0; from < series.count; from += 100) {
				for (final byte[] frames : IntStream.range(from, Math.min(series.count, from + 100)).parallel().mapToObj(
					series::frames).map(TrainFusion::bytes).toList())
					out.write(frames);
			}
		}
		Files.move(aside, series.file(work, "frames"));
	}

	private static byte[] bytes(final float[][] frames) {
		final int pixels = frames[0].length;
		final byte[] bytes = new byte[2 * pixels];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(frames[i / pixels][i % pixels])));
		return bytes;
	}

	/** A committee, written into the model's folder. */
	private static void train(final Path work, final Path modelFolder, final FusionStage stage, final int members)
		throws IOException
	{
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		FusionFields synthetic;
		try (DisplacementModel dgm = DisplacementModel.open(modelFolder, Device.CPU)) {
			synthetic = FusionTraining.synthetic(SEED, dgm, 0, Progress.printed(System.err));
		}
		final FusionFields tvl1 = Series.TRAIN.flow(work, "tvl1", 0);
		final FusionFields farneback = Series.TRAIN.flow(work, "farneback", 0);
		// About as many as are imitated, and as many as the DGM's; most published fields are TV-L1's.
		for (int i = 0; i < 5; i++)
			synthetic = synthetic.and(tvl1);
		for (int i = 0; i < 2; i++)
			synthetic = synthetic.and(farneback);
		final List<Parameters> trained = FusionTraining.pretrain(FusionLearner.ofSynthetic(fusion, stage, synthetic,
			Hardware.cpu(0)), members, SEED, Progress.printed(System.err), CheckpointFile.at(modelFolder.resolve(
				"fusion.checkpoint"))).parameters();
		FusionTraining.export(fusion, trained, modelFolder);
	}

	/**
	 * Chooses thresholds, temperature and what is no expression: on made-up clips through the whole chain, and, for the
	 * units, on the flow of painted faces too, since the model reads fields of both kinds. No real clip takes part.
	 */
	private static void calibrate(final Path work, final Path modelFolder, final int count, final Path out)
		throws IOException
	{
		try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(modelFolder,
			"cpu", 0))); Recognizer recognizer = Recognizer.open(modelFolder, ExpressionClass.labels(), Device.CPU))
		{
			final ChainReading.Chain chain = new ChainReading.Chain(dgm, recognizer, 0);
			final Progress progress = Progress.printed(System.err);
			final List<ChainReading.Row> expressions = ChainReading.read(new ChainClips(CALIBRATION_SEED, 0.2, 2.5),
				ChainClips.Kind.EXPRESSION, count, chain, true, progress);
			final List<ChainReading.Row> units = ChainReading.read(new ChainClips(CALIBRATION_SEED + 1, 0.5, 2.5),
				ChainClips.Kind.COMPANY, count, chain, false, progress);
			final double sideWeight = ChainReading.sideWeight(units);
			units.addAll(ChainReading.read(Series.PAINTED.flow(work, "tvl1", 0), recognizer));
			final List<ChainReading.Row> nothing = ChainReading.read(new ChainClips(CALIBRATION_SEED + 2, 0.5, 2.5),
				ChainClips.Kind.NOTHING, count, chain, true, progress);
			final Calibration calibration = ChainReading.calibrate(expressions, units, nothing).with(new Calibration.Sides(
				sideWeight, ChainReading.LEAST_SHARE));
			final Map<String, Object> chosen = new LinkedHashMap<>();
			chosen.put("calibration", calibration.entries());
			chosen.put("clips", Map.of("expressions", expressions.size(), "units", units.size(), "nothing", nothing.size()));
			chosen.put("reliability before", ChainReading.reliability(expressions, 1));
			chosen.put("reliability", ChainReading.reliability(expressions, calibration.temperature()));
			Files.writeString(out, new GsonBuilder().setPrettyPrinting().create().toJson(chosen));
			System.out.println(calibration);
		}
	}

	/** Chooses what the motion says of sides on made-up clips through the whole chain, and writes it into the card. */
	private static void sides(final Path modelFolder, final int count) {
		try (DisplacementEstimator dgm = new HeadFreeEstimator(new DgmMethod().open(new DisplacementSetup(modelFolder,
			"cpu", 0))); Recognizer recognizer = Recognizer.open(modelFolder, ExpressionClass.labels(), Device.CPU))
		{
			final List<ChainReading.Row> units = ChainReading.read(new ChainClips(SIDE_SEED, 0.5, 2.5),
				ChainClips.Kind.COMPANY, count, new ChainReading.Chain(dgm, recognizer, 0), false, Progress.printed(
					System.err));
			writeSideWeight(modelFolder, ChainReading.sideWeight(units));
		}
	}

	private static void writeSideWeight(final Path modelFolder, final double weight) {
		final ModelCard card = ModelCard.read(modelFolder);
		final Map<String, Object> entries = new LinkedHashMap<>(card.entries());
		entries.put(Calibration.CARD_ENTRY, Calibration.of(card).with(new Calibration.Sides(weight,
			ChainReading.LEAST_SHARE)).entries());
		ModelCard.write(modelFolder, entries);
		System.out.printf(Locale.ROOT, "weight of the motion for sides: %.4f%n", weight);
	}

	/**
	 * Chooses the calibration of fields from elsewhere on imitated flow of other seeds than the training's, and writes it
	 * into the card. bench/java/ActionUnitBench.java measures it on flow that is computed.
	 */
	private static void given(final Path modelFolder) {
		try (Recognizer recognizer = Recognizer.open(modelFolder, ExpressionClass.labels(), Device.CPU)) {
			final ExpressionSynthesizer.Setting setting = ExpressionSynthesizer.Setting.variedPeople();
			final List<ChainReading.Row> expressions = ChainReading.read(FusionFields.synthetic(new ExpressionSynthesizer(
				GIVEN_SEED, setting), GIVEN_FIELDS, 0, Progress.none()), recognizer);
			final List<ChainReading.Row> companies = ChainReading.read(FusionFields.ofUnits(new ExpressionSynthesizer(
				GIVEN_SEED + 1, setting), GIVEN_FIELDS / 2, 0, Progress.none()), recognizer);
			final ModelCard card = ModelCard.read(modelFolder);
			final Map<String, Object> entries = new LinkedHashMap<>(card.entries());
			final Calibration chosen = ChainReading.calibrateGiven(expressions, companies, Calibration.of(card));
			entries.put(Calibration.ENTRY_OF_GIVEN_FIELDS, chosen.entries());
			ModelCard.write(modelFolder, entries);
			System.out.println(chosen);
		}
	}

	private static void check(final Path work, final Path modelFolder) throws IOException {
		try (DisplacementModel dgm = DisplacementModel.open(modelFolder, Device.CPU);
				Recognizer recognizer = Recognizer.open(modelFolder, ExpressionClass.labels(), Device.CPU))
		{
			for (final Series series : List.of(Series.PAINTED, Series.PORTRAIT, Series.CLOSE)) {
				for (final double head : HEADS) {
					final String moved = head == 0 ? "" : ", head moves by " + head + " px";
					show(recognizer, series, "TV-L1" + moved, series.flow(work, "tvl1", head));
					show(recognizer, series, "Farneback" + moved, series.flow(work, "farneback", head));
				}
				show(recognizer, series, "this DGM", series.by(drawn -> dgm.compute(drawn.stream().map(SyntheticPair::pair)
					.toList())));
			}
		}
	}

	private static void show(final Recognizer recognizer, final Series series, final String method,
		final FusionFields fields)
	{
		final int[] predicted = recognizer.recognizePrepared(List.of(fields.fields())).stream().mapToInt(
			Prediction::predicted).toArray();
		final ClassificationMetrics metrics = ClassificationMetrics.of(ExpressionClass.values().length, fields.labels(),
			predicted);
		System.out.printf(Locale.ROOT, "%-10s %-34s UF1 %.3f  UAR %.3f  (%d pairs)%n", series.name().toLowerCase(
			Locale.ROOT), method, metrics.uf1(), metrics.uar(), fields.size());
	}
}
