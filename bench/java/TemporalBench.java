import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.ModelPorts;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RecognitionOptions;
import org.microexpression.pipeline.RegisteredClip;
import org.microexpression.pipeline.TemporalPath;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.SyntheticClip;

import com.google.gson.GsonBuilder;
import com.sun.management.OperatingSystemMXBean;

/**
 * The Java side of bench/temporal: what the temporal path brings on made-up clips of other people, seeds and noise than
 * it was trained on, with onset and apex named as they are and wrongly, beside one pair, the mean of three, five and
 * nine, the mean of what is said of the same frames, and the same network without attention. Usage: TemporalBench
 * WORK_FOLDER MODEL_FOLDER CLIPS SEED OUT.json
 */
public final class TemporalBench {

	private static final double[] SHARES = { 0, 0.25, 0.5 };
	private static final int[] PAIRS = { 3, 5, 9 };
	private static final int DRAWS = 2000;
	private static final int TIMED = 12;
	private static final int CLASSES = ExpressionClass.values().length;
	private static final String PATH = "temporal path";

	/** What is said of a clip: scores of the classes, then of the units on both sides. */
	private record Said(float[] classes, float[] units) {
	}

	/**
	 * A clip whose frames were named with one error: its frames, and in place of each the mean field of as many pairs as
	 * {@link #PAIRS} says.
	 */
	private record Named(TemporalRecognizer.Frames frames, List<TemporalRecognizer.Frames> means) {
	}

	/** What is true of a clip, and how it was named with each error; empty where its frames are refused. */
	private record Clip(int label, float[] units, List<Optional<Named>> named) {
	}

	public static void main(final String[] args) throws IOException {
		final Path work = Path.of(args[0]), model = Path.of(args[1]);
		final int count = Integer.parseInt(args[2]);
		final long seed = Long.parseLong(args[3]);
		final Path file = work.resolve("test-" + seed + ".bin");
		Files.createDirectories(work);
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("clips", count);
		result.put("seed", seed);
		try (ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(model.toAbsolutePath()
			.getParent())), model.getFileName().toString(), Device.CPU);
				DisplacementEstimator estimator = new HeadFreeEstimator(DisplacementModel.open(model, Hardware.cpu(1)));
				Recognizer recognizer = Recognizer.open(model, ModelCard.read(model), Hardware.cpu(1)))
		{
			SequenceFiles.fill(file, SequenceFiles.all(file, in -> clip(in, recognizer)).size(), count, i -> out -> read(out,
				pipeline, estimator, seed, i));
			final List<Clip> clips = SequenceFiles.all(file, in -> clip(in, recognizer)).subList(0, count);
			final ModelPorts ports = new TemporalFusion(TemporalFusion.Settings.defaults(), CLASSES).ports();
			try (ExportedModel path = ExportedModel.open(model.resolve(TemporalRecognizer.FOLDER), ports, Hardware.cpu(1));
					ExportedModel control = ExportedModel.open(work.resolve(TrainTemporal.CONTROL), ports, Hardware.cpu(1)))
			{
				final Map<String, Function<Named, Said>> ways = new LinkedHashMap<>();
				ways.put("one pair", one -> mean(one.frames, TemporalFusion.APEX, TemporalFusion.APEX));
				for (int k = 0; k < PAIRS.length; k++) {
					final int chosen = k;
					ways.put("mean of " + PAIRS[k] + " pairs", one -> mean(one.means.get(chosen), TemporalFusion.APEX,
						TemporalFusion.APEX));
				}
				ways.put("mean of the frames' scores", one -> mean(one.frames, 0, TemporalFusion.FRAMES - 1));
				ways.put("trained without attention", one -> along(control, one.frames));
				ways.put(PATH, one -> along(path, one.frames));
				for (int k = 0; k < SHARES.length; k++)
					result.put("error " + SHARES[k], figures(clips, k, ways, recognizer.calibration()));
			}
			result.put("processor_ms_a_clip", cost(pipeline, seed));
		}
		final String text = new GsonBuilder().setPrettyPrinting().create().toJson(result);
		Files.writeString(Path.of(args[4]), text);
		System.out.println(text);
	}

	/** Reads a clip with each error through the whole chain. */
	private static void read(final DataOutputStream out, final ExpressionPipeline pipeline,
		final DisplacementEstimator estimator, final long seed, final int index) throws IOException
	{
		final SyntheticClip clip = clip(seed, index);
		out.writeInt(expression(index).ordinal());
		final float[] units = new float[Fusion.UNITS];
		for (final Activation activation : clip.expression().activations())
			units[activation.unit().ordinal()] = 1;
		SequenceFiles.write(out, units);
		for (final double share : SHARES) {
			final int[] named = KeyFrameBench.named(clip.course(), share, new SplittableRandom(seed + index));
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (DataOutputStream one = new DataOutputStream(bytes)) {
				pipeline.setOptions(RecognitionOptions.defaults());
				final RegisteredClip registered = registered(pipeline, clip, named);
				final Optional<FacialLandmarks> landmarks = registered.pair().landmarks();
				final TemporalPath path = TemporalPath.of(clip, named[0], named[1], clip.frameCount() - 1, clip.landmarks(
					named[0]), estimator, new ArrayList<>());
				final List<DisplacementField> fields = path.fields(pipeline.displacement(registered));
				for (int k = 0; k < fields.size(); k++) {
					one.writeFloat((float) path.times()[k]);
					one.writeFloat((float) Recognizer.strength(fields.get(k), landmarks));
					SequenceFiles.write(one, FusionInput.of(fields.get(k), landmarks));
				}
				for (final int pairs : PAIRS) {
					pipeline.setOptions(RecognitionOptions.defaults().withPairs(pairs));
					final DisplacementField mean = pipeline.displacement(registered(pipeline, clip, named), Progress.none());
					SequenceFiles.write(one, FusionInput.of(mean, landmarks));
					one.writeFloat((float) Recognizer.strength(mean, landmarks));
				}
				out.writeInt(1);
				out.write(bytes.toByteArray());
			}
			catch (final InputException refused) {
				System.err.println(refused.getMessage());
				out.writeInt(0);
			}
		}
	}

	private static ExpressionClass expression(final int index) {
		return ExpressionClass.values()[index % CLASSES];
	}

	private static SyntheticClip clip(final long seed, final int index) {
		return new SyntheticClip("made", seed + index, -seed - index, expression(index), KeyFrameBench.setting());
	}

	private static RegisteredClip registered(final ExpressionPipeline pipeline, final SyntheticClip clip,
		final int[] named)
	{
		return pipeline.register(clip, named[0] + 1, named[1] + 1, Optional.of(clip.landmarks(named[0])),
			FaceArea.EVERYWHERE, Progress.none());
	}

	private static Clip clip(final DataInputStream in, final Recognizer recognizer) throws IOException {
		final int label = in.readInt();
		final float[] units = SequenceFiles.floats(in, Fusion.UNITS);
		final List<Optional<Named>> all = new ArrayList<>();
		final int n = TemporalFusion.FRAMES;
		for (int s = 0; s < SHARES.length; s++) {
			if (in.readInt() == 0) {
				all.add(Optional.empty());
				continue;
			}
			final double[] times = new double[n];
			final double[] strengths = new double[n];
			final List<float[]> fields = new ArrayList<>();
			for (int k = 0; k < n; k++) {
				times[k] = in.readFloat();
				strengths[k] = in.readFloat();
				fields.add(SequenceFiles.floats(in, FusionInput.LENGTH));
			}
			final List<TemporalRecognizer.Frames> means = new ArrayList<>();
			for (int k = 0; k < PAIRS.length; k++) {
				final float[] mean = SequenceFiles.floats(in, FusionInput.LENGTH);
				final double[] strength = new double[n];
				Arrays.fill(strength, in.readFloat());
				means.add(TemporalRecognizer.frames(recognizer, Collections.nCopies(n, mean), strength, times));
			}
			all.add(Optional.of(new Named(TemporalRecognizer.frames(recognizer, fields, strengths, times), means)));
		}
		return new Clip(label, units, all);
	}

	/** The mean of what is said of some frames. */
	private static Said mean(final TemporalRecognizer.Frames frames, final int first, final int last) {
		final Said mean = new Said(new float[CLASSES], new float[Fusion.SIDES * Fusion.UNITS]);
		for (int k = first; k <= last; k++) {
			for (int c = 0; c < mean.classes.length; c++)
				mean.classes[c] += frames.classes()[k * mean.classes.length + c] / (last - first + 1);
			for (int u = 0; u < mean.units.length; u++)
				mean.units[u] += frames.units()[k * mean.units.length + u] / (last - first + 1);
		}
		return mean;
	}

	private static Said along(final ExportedModel model, final TemporalRecognizer.Frames frames) {
		final Map<String, FloatTensor> said = model.run(TemporalRecognizer.inputs(List.of(frames)));
		return new Said(said.get(Fusion.PROBABILITIES).data(), said.get(Fusion.UNIT_SCORES).data());
	}

	/** Classes, and hits, told and true units of each clip that was not refused. */
	private record Tally(int[] truth, Map<String, int[]> told, Map<String, int[][]> units) {

		double uf1(final String way, final int[] rows) {
			return ClassificationMetrics.of(CLASSES, IntStream.of(rows).map(i -> truth[i]).toArray(), IntStream.of(rows).map(
				i -> told.get(way)[i]).toArray()).uf1();
		}

		double unitF1(final String way, final int[] rows) {
			final int[] sums = new int[2];
			for (final int row : rows) {
				sums[0] += 2 * units.get(way)[row][0];
				sums[1] += units.get(way)[row][1];
			}
			return (double) sums[0] / sums[1];
		}
	}

	private static Map<String, Object> figures(final List<Clip> clips, final int share,
		final Map<String, Function<Named, Said>> ways, final Calibration calibration)
	{
		final List<Clip> used = clips.stream().filter(clip -> clip.named.get(share).isPresent()).toList();
		final Tally tally = new Tally(used.stream().mapToInt(Clip::label).toArray(), new LinkedHashMap<>(),
			new LinkedHashMap<>());
		ways.forEach((name, way) -> {
			final List<Said> said = used.stream().map(clip -> way.apply(clip.named.get(share).orElseThrow())).toList();
			tally.told.put(name, said.stream().mapToInt(one -> best(one.classes)).toArray());
			tally.units.put(name, IntStream.range(0, used.size()).mapToObj(i -> units(said.get(i).units, used.get(i).units,
				calibration)).toArray(int[][]::new));
		});
		final Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("used", used.size());
		final SplittableRandom random = new SplittableRandom(1);
		final List<int[]> draws = new ArrayList<>();
		for (int d = 0; d < DRAWS; d++)
			draws.add(random.ints(used.size(), 0, used.size()).toArray());
		final int[] all = IntStream.range(0, used.size()).toArray();
		for (final String way : ways.keySet()) {
			final Map<String, Object> one = new LinkedHashMap<>();
			one.put("uf1", figure(all, draws, rows -> tally.uf1(way, rows)));
			one.put("unit_f1", figure(all, draws, rows -> tally.unitF1(way, rows)));
			if (!way.equals(PATH)) {
				one.put("uf1_of_path_minus_this", figure(all, draws, rows -> tally.uf1(PATH, rows) - tally.uf1(way, rows)));
				one.put("unit_f1_of_path_minus_this", figure(all, draws, rows -> tally.unitF1(PATH, rows) - tally.unitF1(way,
					rows)));
			}
			figures.put(way, one);
		}
		return figures;
	}

	/** A figure of all clips, and the interval over clips. */
	private static List<Double> figure(final int[] all, final List<int[]> draws, final ToDoubleFunction<int[]> of) {
		final double[] drawn = draws.stream().mapToDouble(of).sorted().toArray();
		return List.of(of.applyAsDouble(all), drawn[DRAWS / 40], drawn[DRAWS - DRAWS / 40 - 1]);
	}

	private static int best(final float[] scores) {
		int best = 0;
		for (int c = 0; c < scores.length; c++)
			if (scores[c] > scores[best]) best = c;
		return best;
	}

	/** Hits of a clip, and told and true units together, a unit being at work where it is on one side. */
	private static int[] units(final float[] scores, final float[] truth, final Calibration calibration) {
		int hits = 0, both = 0;
		for (int u = 0; u < Fusion.UNITS; u++) {
			final double probability = 1 / (1 + Math.exp(-Math.max(scores[u], scores[Fusion.UNITS + u])));
			final boolean told = probability >= calibration.units().get(u).threshold();
			if (told && truth[u] > 0) hits++;
			both += (told ? 1 : 0) + (truth[u] > 0 ? 1 : 0);
		}
		return new int[] { hits, both };
	}

	/** Registration, noise floor and the drawing of the frames that are asked for included. */
	private static Map<String, Object> cost(final ExpressionPipeline pipeline, final long seed) {
		final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		final Map<String, RecognitionOptions> options = new LinkedHashMap<>();
		options.put("one pair", RecognitionOptions.defaults());
		for (final int pairs : PAIRS)
			options.put("mean of " + pairs + " pairs", RecognitionOptions.defaults().withPairs(pairs));
		options.put(PATH, RecognitionOptions.defaults().withTemporal(true));
		final Map<String, Object> cost = new LinkedHashMap<>();
		final List<SyntheticClip> clips = IntStream.range(0, TIMED).mapToObj(i -> clip(seed, i)).toList();
		for (int round = 0; round < 2; round++) {
			options.forEach((name, option) -> {
				pipeline.setOptions(option);
				final long before = machine.getProcessCpuTime();
				for (final SyntheticClip clip : clips)
					pipeline.recognize(registered(pipeline, clip, new int[] { clip.course().onset(), clip.course().apex() }),
						Progress.none());
				// The second round is told: the first one warms up.
				cost.put(name, Math.round((machine.getProcessCpuTime() - before) / 1e6 / clips.size()));
			});
		}
		return cost;
	}
}
