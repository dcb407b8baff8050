import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceArea;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.UnitActivity;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RecognitionOptions;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

import com.google.gson.GsonBuilder;

/**
 * The Java side of bench/key-frames: UF1 of the classes and F1 of the action units (pooled over units) of made-up clips
 * whose onset and apex are named wrongly, each by the same share of the interval between them to a side drawn by
 * chance. Usage: KeyFrameBench MODEL_FOLDER OUT.json CLIPS SEED SHARE,...
 */
public final class KeyFrameBench {

	/** Numbers of pairs of frames whose fields are averaged. */
	private static final int[] PAIRS = { 1, 5 };

	/** Frames of a clip, so that an early onset has frames before it. */
	private static final int FRAMES = 72;

	/** What was told of the clips and what was true. */
	static final class Tally {

		private final int[] truth;
		private final int[] told;
		private int hits;
		private int said;
		private int there;
		private int clips;
		int refused;
		private double seconds;

		Tally(final int count) {
			truth = new int[count];
			told = new int[count];
		}

		void add(final SyntheticClip clip, final ExpressionClass expression, final Prediction prediction,
			final double took)
		{
			truth[clips] = expression.ordinal();
			told[clips++] = prediction.predicted();
			seconds += took;
			final Set<ActionUnit> present = clip.expression().activations().stream().map(Activation::unit).collect(Collectors
				.toSet());
			final Set<ActionUnit> found = prediction.units().atWork().stream().map(UnitActivity::unit).collect(Collectors
				.toSet());
			there += present.size();
			said += found.size();
			found.retainAll(present);
			hits += found.size();
		}

		Map<String, Object> figures() {
			final Map<String, Object> figures = new LinkedHashMap<>();
			final int[] t = Arrays.copyOf(truth, clips), p = Arrays.copyOf(told, clips);
			figures.put("uf1", ClassificationMetrics.of(3, t, p).uf1());
			final SplittableRandom random = new SplittableRandom(1);
			final double[] draws = IntStream.range(0, 1000).mapToDouble(i -> {
				final int[] some = random.ints(clips, 0, clips).toArray();
				return ClassificationMetrics.of(3, IntStream.of(some).map(k -> t[k]).toArray(), IntStream.of(some).map(
					k -> p[k]).toArray()).uf1();
			}).sorted().toArray();
			figures.put("uf1_interval", List.of(draws[25], draws[974]));
			figures.put("unit_f1_pooled", 2.0 * hits / (said + there));
			figures.put("clips", clips);
			figures.put("refused", refused);
			figures.put("seconds", seconds / clips);
			return figures;
		}
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]), file = Path.of(args[1]);
		final int count = Integer.parseInt(args[2]);
		final long seed = Long.parseLong(args[3]);
		final List<Double> shares = Arrays.stream(args[4].split(",")).map(Double::valueOf).toList();
		final Map<String, Tally> tallies = new LinkedHashMap<>();
		try (ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(model.toAbsolutePath()
			.getParent())), model.getFileName().toString(), Device.CPU))
		{
			for (int i = 0; i < count; i++) {
				final ExpressionClass expression = ExpressionClass.values()[i % 3];
				final SyntheticClip clip = new SyntheticClip("made", seed + i, -seed - i, expression, setting());
				for (final double share : shares) {
					for (final int pairs : PAIRS)
						measure(pipeline, clip, named(clip.course(), share, new SplittableRandom(seed + i)), pairs, tallies
							.computeIfAbsent(share + " of the interval, " + pairs + " pairs", key -> new Tally(count)), expression);
				}
				System.err.println("clip " + (i + 1) + " of " + count);
			}
		}
		final Map<String, Object> result = new LinkedHashMap<>();
		tallies.forEach((name, tally) -> {
			result.put(name, tally.figures());
			System.out.println(name + ": " + tally.figures());
		});
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(result));
	}

	/** Clips of 200 frames/s with weak expressions before a noisy camera. */
	static SyntheticClip.Setting setting() {
		final SyntheticClip.Setting laboratory = SyntheticClip.Setting.laboratory();
		return new SyntheticClip.Setting(laboratory.withFrames(FRAMES).format(), new SyntheticClip.Acting(0.3, 1.5, true,
			false), laboratory.head(), new SyntheticClip.Camera(3, 85, 0.01), laboratory.shape());
	}

	private static void measure(final ExpressionPipeline pipeline, final SyntheticClip clip, final int[] named,
		final int pairs, final Tally tally, final ExpressionClass expression)
	{
		pipeline.setOptions(RecognitionOptions.defaults().forced().withPairs(pairs));
		final long before = System.nanoTime();
		try {
			final Prediction prediction = pipeline.recognize(pipeline.register(clip, named[0] + 1, named[1] + 1, Optional.of(
				clip.landmarks(named[0])), FaceArea.EVERYWHERE, Progress.none()), Progress.none()).prediction();
			tally.add(clip, expression, prediction, (System.nanoTime() - before) / 1e9);
		}
		catch (final InputException e) {
			System.err.println(e.getMessage());
			tally.refused++;
		}
	}

	/** Indices of onset and apex, each off by a share of the interval; to the other side where there is no such frame. */
	static int[] named(final TimeCourse course, final double share, final SplittableRandom random) {
		final int off = (int) Math.round(share * (course.apex() - course.onset()));
		int onset = course.onset() + (random.nextBoolean() ? off : -off);
		if (onset < 0) onset = course.onset() + off;
		final int apex = course.apex() + (random.nextBoolean() && course.apex() - off > onset ? -off : off);
		return new int[] { onset, Math.min(apex, FRAMES - 1) };
	}
}
