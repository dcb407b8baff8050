import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.GreyPair;
import org.microexpression.fusion.AnswerRule;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.pipeline.NoiseFloor;
import org.microexpression.training.fusion.ChainClips;

/**
 * How many pairs of nothing a noise floor needs, and whether each has to be computed a second time, mirrored: on made-up
 * clips in which nothing happens, and on others with expressions of .5 to 2.5 px, the strength of each pair of nothing,
 * and what the floor, the answer and the p-value would be from each choice of them. Usage: bench/run NoiseFloorBench
 * MODEL CSV CLIPS SEED.
 */
public class NoiseFloorBench {

	/**
	 * Strengths of one clip: its own, those of its pairs of nothing, and those of the same with their mirrored copies; and
	 * its p-value.
	 */
	private record Clip(double own, double[] nothing, double[] mirroredToo, double p) {
	}

	/** A method that takes no short cut for noise. */
	private record Thorough(DisplacementEstimator method) implements DisplacementEstimator {

		@Override
		public DisplacementField compute(final GreyPair pair) {
			return method.compute(pair);
		}

		@Override
		public List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
			return method.compute(pairs, progress);
		}
	}

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]);
		final int count = Integer.parseInt(args[2]);
		final long seed = Long.parseLong(args[3]);
		try (DisplacementEstimator method = new DgmMethod().open(new DisplacementSetup(model, "cpu", 1))) {
			final List<Clip> still = clips(method, new ChainClips(seed + 1, 0.5, 2.5), ChainClips.Kind.NOTHING, count);
			final List<Clip> moving = clips(method, new ChainClips(seed, 0.5, 2.5), ChainClips.Kind.EXPRESSION, count);
			final List<String> lines = new ArrayList<>();
			still.forEach(clip -> lines.add("nothing," + clip.own + "," + row(clip)));
			moving.forEach(clip -> lines.add("expression," + clip.own + "," + row(clip)));
			Files.write(Path.of(args[1]), lines, StandardCharsets.UTF_8);
			report(still, moving, Calibration.of(ModelCard.read(model)).rule());
		}
	}

	private static String row(final Clip clip) {
		return String.join(",", Arrays.stream(clip.nothing).mapToObj(Double::toString).toList());
	}

	private static List<Clip> clips(final DisplacementEstimator method, final ChainClips clips,
		final ChainClips.Kind kind, final int count)
	{
		final DisplacementEstimator dgm = new HeadFreeEstimator(method), thorough = new HeadFreeEstimator(new Thorough(
			method));
		final List<Clip> read = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			try {
				final RegisteredPair pair = clips.clip(i, kind).pair();
				final DisplacementField field = dgm.compute(pair);
				final List<Double> once = new ArrayList<>(), twice = new ArrayList<>();
				final MotionEvidence evidence = evidence(pair, field, dgm, once);
				evidence(pair, field, thorough, twice);
				read.add(new Clip(evidence.strength(), values(once), values(twice), evidence.pValue()));
			}
			catch (final InputException refused) {
				// No answer in use either.
			}
		}
		return read;
	}

	private static MotionEvidence evidence(final RegisteredPair pair, final DisplacementField field,
		final DisplacementEstimator dgm, final List<Double> strengths)
	{
		return NoiseFloor.evidence(pair, field, List.of(), dgm, (of, made) -> {
			strengths.add(Recognizer.strength(of, made.landmarks()));
			return strengths.get(strengths.size() - 1);
		}, Progress.none());
	}

	/** The last one that is asked for is the clip's own. */
	private static double[] values(final List<Double> strengths) {
		return strengths.subList(0, strengths.size() - 1).stream().mapToDouble(d -> d).toArray();
	}

	private static void report(final List<Clip> still, final List<Clip> moving, final AnswerRule rule) {
		final int pairs = still.get(0).nothing.length;
		System.out.printf(Locale.ROOT, "%d clips of nothing, %d expressions; least ratio %.3f, least strength %.3f px%n",
			still.size(), moving.size(), rule.leastSignalToNoise(), rule.leastStrength());
		for (final double limit : new double[] { 0.05, 0.01, 0.001 })
			System.out.printf(Locale.ROOT, "p below %.3f: %.3f of nothing, %.3f of the expressions%n", limit, below(still,
				limit), below(moving, limit));
		mirroredToo(still, moving, rule);
		for (int choice = 1; choice < 1 << pairs; choice++) {
			final int chosen = choice;
			final int[] taken = IntStream.range(0, pairs).filter(k -> (chosen >> k & 1) == 1).toArray();
			final int[] all = IntStream.range(0, pairs).toArray();
			final List<Clip> both = new ArrayList<>(still);
			both.addAll(moving);
			final double[] off = both.stream().mapToDouble(clip -> Math.log(noise(clip, taken) / noise(clip, all))).toArray();
			final double mean = Arrays.stream(off).average().orElseThrow();
			final double spread = Math.sqrt(Arrays.stream(off).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
			System.out.printf(Locale.ROOT,
				"pairs %-12s noise against all: x %.3f, log spread %.3f  none among nothing %.3f, not none among expressions %.3f%n",
				Arrays.toString(taken), Math.exp(mean), spread, none(still, taken, rule), 1 - none(moving, taken, rule));
		}
	}

	private static double below(final List<Clip> clips, final double limit) {
		return clips.stream().filter(clip -> clip.p < limit).count() / (double) clips.size();
	}

	private static void mirroredToo(final List<Clip> still, final List<Clip> moving, final AnswerRule rule) {
		final List<List<Clip>> copies = List.of(still, moving).stream().map(clips -> clips.stream().map(clip -> new Clip(
			clip.own, clip.mirroredToo, clip.nothing, clip.p)).toList()).toList();
		final int[] all = IntStream.range(0, still.get(0).nothing.length).toArray();
		final double[] off = Stream.of(still, moving).flatMap(List::stream).mapToDouble(clip -> Math.log(noise(clip, all) /
			Arrays.stream(clip.mirroredToo).average().orElseThrow())).toArray();
		final double mean = Arrays.stream(off).average().orElseThrow();
		final double spread = Math.sqrt(Arrays.stream(off).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
		System.out.printf(Locale.ROOT,
			"noise computed once against with mirrored copies: x %.3f, log spread %.3f; with copies none " +
				"among nothing %.3f, not none among expressions %.3f%n", Math.exp(mean), spread, none(copies.get(0), all, rule),
			1 - none(copies.get(1), all, rule));
	}

	private static double noise(final Clip clip, final int[] taken) {
		return Arrays.stream(taken).mapToDouble(k -> clip.nothing[k]).average().orElseThrow();
	}

	private static double none(final List<Clip> clips, final int[] taken, final AnswerRule rule) {
		return clips.stream().filter(clip -> clip.own < rule.leastStrength() || clip.own / noise(clip, taken) < rule
			.leastSignalToNoise()).count() / (double) clips.size();
	}
}
