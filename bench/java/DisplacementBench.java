import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.GreyPair;
import org.microexpression.synthetic.CameraSetting;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;
import org.microexpression.training.fusion.FusionFields;

import com.google.gson.GsonBuilder;

/**
 * The Java side of bench/displacement: makes the pairs, computes the fields of every displacement method, and writes
 * both for the Python side. Series: "tuning", on which the settings of OpenCV's methods are chosen and nothing is
 * measured; "bumps", the smooth random motion of the design study; "expressions", action units; "analytic", another
 * generator's motions and pictures; "narrow", one weak bump of 4 px. For bench/ablation another, "labelled":
 * expressions of all classes in turn, as the fusion is trained on, with held-out textures, and the DGM's fields alone.
 */
public class DisplacementBench {

	private static final long SEED = 20_261_124;
	private static final long TUNING_SEED = 71_003;

	/** Pairs that OpenCV's methods are tuned on. */
	private static final int TUNING = 48;

	/** Pairs of weak and narrow motion. */
	private static final int NARROW = 60;

	/** Limits of the noise bands, standard deviation in grey levels. */
	private static final double[] NOISE = { 0.5, 1.5, 2.75, 4 };

	/** What is measured of a pair, whichever generator made it. */
	private record Pair(GreyPair frames, DisplacementField truth, String texture, String expression, float[] units) {

		static Pair of(final SyntheticPair pair) {
			return new Pair(pair.pair(), pair.truth(), pair.texture().name().toLowerCase(Locale.ROOT), pair.expression().map(
				String::valueOf).orElse("none"), FusionFields.units(pair.activations()));
		}

		/** Action units at work, those of the image's left side from 0, of its right side from 16. */
		int[] atWork() {
			return IntStream.range(0, units.length).filter(k -> units[k] > 0).toArray();
		}

		static Pair of(final AnalyticPairs.Sample pair) {
			return new Pair(pair.pair(), pair.truth(), "formula", "none", new float[0]);
		}
	}

	public static void main(final String[] args) throws IOException {
		final DisplacementSetup setup = DisplacementSetup.of(Path.of(args[0]), "cpu");
		final Path work = Path.of(args[2]);
		final int count = Integer.parseInt(args[1]);
		if (args.length > 3 && args[3].equals("narrow")) {
			narrow(DisplacementMethod.all(), setup, work);
			return;
		}
		if (args.length > 3) {
			final SyntheticPairs series = new SyntheticPairs(SEED, SyntheticPairs.Setting.training().withExpressionsAlone(),
				Texture.heldOutOnes());
			final List<Pair> pairs = IntStream.range(0, count).parallel().mapToObj(series::sample).map(Pair::of).toList();
			run(List.of(DisplacementMethod.named(DisplacementMethod.DEFAULT)), setup, pairs, work, args[3]);
			write(work.resolve(args[3] + ".truth"), pairs.stream().flatMap(pair -> Stream.of(pair.truth.u(), pair.truth.v()))
				.toList());
			return;
		}
		run(List.of(), setup, tuning(), work, "tuning");
		final List<DisplacementMethod> all = DisplacementMethod.all();
		narrow(all, setup, work);
		run(all, setup, pairs(SyntheticPairs.Setting.benchmark(), count), work, "bumps");
		run(all, setup, pairs(SyntheticPairs.Setting.expressionBenchmark(), count / 2), work, "expressions");
		run(all, setup, IntStream.range(0, count / 2).parallel().mapToObj(i -> Pair.of(AnalyticPairs.sample(SEED, i)))
			.toList(), work, "analytic");
	}

	/** Pairs in which one bump of 4 px moves by 0.15 px, where nothing else does. */
	private static void narrow(final List<DisplacementMethod> all, final DisplacementSetup setup, final Path work)
		throws IOException
	{
		final SyntheticPairs series = new SyntheticPairs(SEED, new SyntheticPairs.Setting(0, 0,
			ExpressionSynthesizer.Setting.training(), new SyntheticPairs.Motion(1, 0.15, 0, 4, 4, 0, 0), CameraSetting
				.benchmark()), Texture.heldOutOnes());
		run(all, setup, IntStream.iterate(0, i -> i + 1).mapToObj(series::sample).filter(DisplacementBench::moves).limit(
			NARROW).map(Pair::of).toList(), work, "narrow");
	}

	private static boolean moves(final SyntheticPair pair) {
		for (final float u : pair.truth().u())
			if (u != 0) return true;
		return false;
	}

	/** Pairs of training textures, half of them moved by bumps and half by action units. */
	private static List<Pair> tuning() {
		final List<Pair> pairs = new ArrayList<>();
		for (final SyntheticPairs.Setting setting : List.of(SyntheticPairs.Setting.benchmark(), SyntheticPairs.Setting
			.expressionBenchmark()))
		{
			final SyntheticPairs series = new SyntheticPairs(TUNING_SEED, setting, Texture.training());
			IntStream.range(0, TUNING / 2).mapToObj(series::sample).map(Pair::of).forEach(pairs::add);
		}
		return pairs;
	}

	/** As many pairs of each noise band, one band after the other. */
	private static List<Pair> pairs(final SyntheticPairs.Setting s, final int count) {
		final List<Pair> pairs = new ArrayList<>();
		for (int band = 0; band < NOISE.length - 1; band++) {
			final CameraSetting c = s.camera();
			final CameraSetting camera = new CameraSetting(new CameraSetting.Noise(NOISE[band], NOISE[band + 1], c.noise()
				.shot()), c.compression(), c.light(), c.blur(), c.resolution());
			final SyntheticPairs series = new SyntheticPairs(SEED + band, s.withCamera(camera), Texture.heldOutOnes());
			IntStream.range(0, count / (NOISE.length - 1)).mapToObj(series::sample).map(Pair::of).forEach(pairs::add);
		}
		return pairs;
	}

	private static void run(final List<DisplacementMethod> methods, final DisplacementSetup setup, final List<Pair> pairs,
		final Path work, final String name) throws IOException
	{
		final List<float[]> planes = new ArrayList<>();
		for (final Pair pair : pairs)
			planes.addAll(List.of(pair.frames.onsetPixels(), pair.frames.apexPixels(), pair.truth.u(), pair.truth.v()));
		write(work.resolve(name + ".pairs"), planes);
		final Map<String, Object> info = new LinkedHashMap<>();
		info.put("pairs", pairs.stream().map(p -> Map.of("texture", p.texture, "expression", p.expression, "units", p
			.atWork())).toList());
		for (final DisplacementMethod method : methods)
			info.put(method.title(), fields(method, setup, pairs, work.resolve(name + "." + method.title() + ".field")));
		Files.writeString(work.resolve(name + ".json"), new GsonBuilder().setPrettyPrinting().create().toJson(info));
	}

	private static Map<String, Object> fields(final DisplacementMethod method, final DisplacementSetup setup,
		final List<Pair> pairs, final Path file) throws IOException
	{
		final List<GreyPair> frames = pairs.stream().map(Pair::frames).toList();
		final int count = frames.size();
		final Map<String, Object> info = new LinkedHashMap<>();
		try (DisplacementEstimator estimator = method.open(setup)) {
			for (final GreyPair pair : frames.subList(0, Math.min(20, count)))
				estimator.compute(pair);
			final List<float[]> planes = new ArrayList<>();
			final long before = cpuTime();
			for (final GreyPair pair : frames) {
				final DisplacementField field = estimator.compute(pair);
				planes.addAll(List.of(field.u(), field.v()));
			}
			info.put("cpu_ms", (cpuTime() - before) / 1e6 / count);
			info.put("device", estimator.device());
			write(file, planes);
			if (!method.isDefault()) return info;
			final List<GreyPair> thirtyTwo = IntStream.range(0, 32).mapToObj(i -> frames.get(i % count)).toList();
			estimator.compute(thirtyTwo, Progress.none());
			final long beforeBatch = cpuTime();
			for (int i = 0; i < 4; i++)
				estimator.compute(thirtyTwo, Progress.none());
			info.put("cpu_ms_batch_32", (cpuTime() - beforeBatch) / 1e6 / 128);
		}
		return info;
	}

	private static void write(final Path file, final List<float[]> planes) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			for (final float[] plane : planes) {
				final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * plane.length).order(ByteOrder.LITTLE_ENDIAN);
				buffer.asFloatBuffer().put(plane);
				out.write(buffer.array());
			}
		}
	}

	/** CPU time of all threads of this process, nanoseconds. */
	private static long cpuTime() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}
}
