import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

import com.google.gson.GsonBuilder;

/**
 * Onset and apex that each finder guesses in made-up clips of one expression, and what becomes of class and action units:
 * beside the true frames. People and motions are in no training; the faces are registered by the known head motion, so
 * that the guess alone differs. Half of the clips are cut closely around the expression, half have neutral frames before
 * and after it; half have a blink or a glance.
 */
public class ApexFinderBench {

	private static final List<String> FINDERS = List.of("true frames", "largest motion", "strongest expression",
		"midpoint");

	/** What one way of choosing frames gave. */
	private static final class Score {

		private final List<Integer> predicted = new ArrayList<>();
		private double onset;
		private double apex;
		private int hits;
		private int falseUnits;
		private int missed;

		Map<String, Double> figures(final int[] truth) {
			final int n = predicted.size();
			final ClassificationMetrics metrics = ClassificationMetrics.of(ExpressionClass.values().length, truth, predicted
				.stream().mapToInt(Integer::intValue).toArray());
			final Map<String, Double> figures = new LinkedHashMap<>();
			figures.put("onset off, frames", onset / n);
			figures.put("apex off, frames", apex / n);
			figures.put("UF1", metrics.uf1());
			figures.put("action units, F1", 2.0 * hits / Math.max(1, 2 * hits + falseUnits + missed));
			return figures;
		}
	}

	/** The faces of a clip, registered as its truth says. */
	private static final class Registered extends DelegatingClip {

		private final SyntheticClip clip;

		Registered(final SyntheticClip clip) {
			super(clip);
			this.clip = clip;
		}

		@Override
		public int width() {
			return CanonicalFace.SIZE;
		}

		@Override
		public int height() {
			return CanonicalFace.SIZE;
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			return FaceRegistration.resample(clip.frame(index), clip.registeredToFrame(index));
		}
	}

	private static SyntheticClip clip(final int i) {
		final ExpressionClass kind = ExpressionClass.values()[i % 3];
		final long seed = Seeds.sample(0xA9E5, i).nextLong();
		if (i / 3 % 2 == 0) return new SyntheticClip("close-" + i, 9000 + i, seed, kind, SyntheticClip.Setting
			.laboratory());
		final int onset = 40 + i % 40;
		return new SyntheticClip("loose-" + i, 9000 + i, seed, kind, null, new TimeCourse(onset, onset + 30, onset + 75, 1,
			1.4), SyntheticClip.Setting.laboratory().withFrames(180));
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]).resolve("frl-dgt-synthetic");
		final int n = Integer.parseInt(args[2]);
		final Map<String, Score> scores = new LinkedHashMap<>();
		FINDERS.forEach(finder -> scores.put(finder, new Score()));
		final int[] truth = new int[n];
		try (DisplacementModel displacement = DisplacementModel.open(model, Device.CPU);
				Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), Device.CPU))
		{
			for (int i = 0; i < n; i++) {
				final SyntheticClip clip = clip(i);
				truth[i] = clip.expression().expression().ordinal();
				for (final String finder : FINDERS) {
					final int[] frames = frames(finder, clip);
					final Prediction prediction = recognizer.recognize(displacement.compute(FaceRegistration.register(clip.frame(
						frames[0]), clip.frame(frames[1]), clip.landmarks(frames[0]))), null);
					add(scores.get(finder), clip, frames, prediction);
				}
			}
		}
		final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
		scores.forEach((finder, score) -> figures.put(finder, score.figures(truth)));
		figures.forEach((finder, of) -> System.out.println(String.format(Locale.ROOT, "%-22s", finder) + of.entrySet()
			.stream().map(e -> String.format(Locale.ROOT, "%s %.3f", e.getKey(), e.getValue())).collect(Collectors.joining(
				"; "))));
		Files.writeString(Path.of(args[1]), new GsonBuilder().setPrettyPrinting().create().toJson(figures));
	}

	private static int[] frames(final String finder, final SyntheticClip clip) {
		if (finder.equals(FINDERS.get(0))) return new int[] { clip.course().onset(), clip.course().apex() };
		try {
			final ApexFinder.Found found = ApexFinder.named(finder).ask(new Registered(clip), 0, clip.frameCount() - 1,
				Progress.none());
			return new int[] { found.onset().orElse(0), found.apex() };
		}
		catch (final InputException e) {
			return new int[] { 0, clip.frameCount() / 2 };
		}
	}

	private static void add(final Score score, final SyntheticClip clip, final int[] frames,
		final Prediction prediction)
	{
		score.onset += Math.abs(frames[0] - clip.course().onset());
		score.apex += Math.abs(frames[1] - clip.course().apex());
		score.predicted.add(prediction.predicted());
		final Set<ActionUnit> wanted = clip.expression().activations().stream().map(a -> a.unit()).collect(Collectors
			.toCollection(HashSet::new));
		final Set<ActionUnit> found = prediction.units().atWork().stream().map(a -> a.unit()).collect(Collectors
			.toCollection(HashSet::new));
		for (final ActionUnit unit : ActionUnit.values()) {
			if (found.contains(unit) && wanted.contains(unit)) score.hits++;
			else if (found.contains(unit)) score.falseUnits++;
			else if (wanted.contains(unit)) score.missed++;
		}
	}
}
