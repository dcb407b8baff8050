import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import com.google.gson.GsonBuilder;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceArea;
import org.microexpression.fusion.Prediction;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RecognitionOptions;
import org.microexpression.pipeline.RegisteredClip;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

/**
 * What each apex finder makes of made-up clips of one expression whose onset and apex nobody named: how far off the
 * frames are, the classes and action units that follow, beside those of the true frames. Kinds of clips: "trimmed"
 * begins and ends with the expression, as clips of the datasets do; "blinks" has blinks and gaze in it, too; "loose"
 * has as many frames again before and behind it.
 * Usage: ApexFinderBench MODEL_FOLDER OUT.json CLIPS SEED KIND,...
 */
public final class ApexFinderBench {

	private static final int FRAMES = 72;
	private static final String TRUE_FRAMES = "true frames";
	private static final List<String> FINDERS = List.of(TRUE_FRAMES, "largest motion", "strongest expression");

	private ApexFinderBench() {
		// Static only.
	}

	/** How far off guesses are, in frames. */
	private static final class Errors {

		private final List<Integer> onsets = new ArrayList<>();
		private final List<Integer> apexes = new ArrayList<>();
		private int inside;

		void add(final RegisteredClip pair, final TimeCourse course) {
			onsets.add(Math.abs(pair.onset() - 1 - course.onset()));
			apexes.add(Math.abs(pair.apex() - 1 - course.apex()));
			if (pair.apex() - 1 >= course.onset() && pair.apex() - 1 <= course.offset()) inside++;
		}

		Map<String, Object> figures() {
			return Map.of("onset off, mean", mean(onsets), "apex off, mean", mean(apexes), "apex off, median", apexes.stream()
				.sorted().toList().get(apexes.size() / 2), "apex within the expression", (double) inside / apexes.size());
		}

		private static double mean(final List<Integer> values) {
			return values.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
		}
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]), file = Path.of(args[1]);
		final int count = Integer.parseInt(args[2]);
		final long seed = Long.parseLong(args[3]);
		final Map<String, Object> result = new LinkedHashMap<>();
		for (final String kind : args[4].split(",")) {
			for (final String finder : FINDERS) {
				final KeyFrameBench.Tally tally = new KeyFrameBench.Tally(count);
				final Errors errors = new Errors();
				try (ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(model.toAbsolutePath()
					.getParent())), model.getFileName().toString(), Hardware.cpu(0), new DgmMethod(), ApexFinder.named(finder
						.equals(TRUE_FRAMES) ? ApexFinder.DEFAULT : finder)))
				{
					pipeline.setOptions(RecognitionOptions.defaults().forced());
					for (int i = 0; i < count; i++)
						measure(pipeline, clip(kind, seed + i, i % 3), finder.equals(TRUE_FRAMES), tally, errors, ExpressionClass
							.values()[i % 3]);
				}
				final Map<String, Object> figures = new LinkedHashMap<>(tally.figures());
				figures.putAll(errors.figures());
				result.put(kind + ", " + finder, figures);
				System.out.println(kind + ", " + finder + ": " + figures);
			}
		}
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(result));
	}

	private static SyntheticClip clip(final String kind, final long seed, final int expression) {
		final SyntheticClip.Setting laboratory = SyntheticClip.Setting.laboratory();
		final int around = kind.equals("loose") ? FRAMES : 0;
		final SyntheticClip.Setting setting = new SyntheticClip.Setting(laboratory.withFrames(FRAMES + 2 * around).format(),
			new SyntheticClip.Acting(0.3, 1.5, true, !kind.equals("trimmed")), laboratory.head(), new SyntheticClip.Camera(3,
				85, 0.01), laboratory.shape());
		final SplittableRandom random = new SplittableRandom(seed);
		final int onset = around + random.nextInt(2, 9);
		final int apex = onset + random.nextInt(22, 34);
		final TimeCourse course = new TimeCourse(onset, apex, apex + random.nextInt(22, 30), 1.2, 1.2);
		return new SyntheticClip("made", seed, -seed, ExpressionClass.values()[expression], course, setting);
	}

	private static void measure(final ExpressionPipeline pipeline, final SyntheticClip clip, final boolean named,
		final KeyFrameBench.Tally tally, final Errors errors, final ExpressionClass expression)
	{
		final TimeCourse course = clip.course();
		final long before = System.nanoTime();
		try {
			final RegisteredClip pair = pipeline.register(clip, named ? course.onset() + 1 : 0, named ? course.apex() + 1 : 0,
				Optional.empty(), FaceArea.EVERYWHERE, Progress.none());
			final Prediction prediction = pipeline.recognize(pair, Progress.none()).prediction();
			tally.add(clip, expression, prediction, (System.nanoTime() - before) / 1e9);
			errors.add(pair, course);
		}
		catch (final InputException e) {
			System.err.println(e.getMessage());
			tally.refused++;
		}
	}
}
