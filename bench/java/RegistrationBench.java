import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

import org.microexpression.base.InputException;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.MotionModel;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;
import org.microexpression.synthetic.Texture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What registration and the removal of the head's remainder leave of the head's motion in D: mean distance over the
 * face, in registered pixels, between D and the skin's own motion. Beside it what the head has to do with it: how far
 * the motion that was taken out is from the head's own (head), and how far D is from the skin's motion where neither
 * the head moves nor anything is taken out (alone). Usage: RegistrationBench MODEL_FOLDER OUT.json PEOPLE SCENES METHOD
 * SEED [PART,...], where a part is a sweep's name or "random"; parts are put beside what the file holds already.
 */
public class RegistrationBench {

	/** One thing that is varied. */
	private record Sweep(String name, String unit, double[] values, DoubleFunction<Case> scene) {
	}

	/** How a pair differs from two equal frames. */
	private record Case(MovedHead.Motion motion, double blink, MovedHead.Light light) {

		static Case moved(final double right, final double turn, final double growth, final double yaw,
			final double pitch)
		{
			return new Case(new MovedHead.Motion(right, 0.3 * right, turn, growth, yaw, pitch), 0, MovedHead.Light.STEADY);
		}
	}

	/**
	 * What became of one pair, px; refused where it is no number.
	 *
	 * @param raw      residual before the removal
	 * @param residual after it
	 * @param head     distance of the motion that was taken out from the head's own
	 * @param alone    error of D on the same faces where the head stays and nothing is taken out
	 */
	private record Outcome(double raw, double residual, double head, double alone) {

		static final Outcome REFUSED = new Outcome(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

		boolean refused() {
			return Double.isNaN(residual);
		}
	}

	private final DisplacementEstimator method;
	private final long seed;
	private final ExpressionSynthesizer expressions;
	private final List<String> refusals = new ArrayList<>();

	private RegistrationBench(final DisplacementEstimator method, final long seed) {
		this.method = method;
		this.seed = seed;
		expressions = new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.training());
	}

	public static void main(final String[] args) throws IOException {
		final int people = Integer.parseInt(args[2]), random = Integer.parseInt(args[3]);
		final Path file = Path.of(args[1]);
		final List<String> parts = args.length > 6 ? List.of(args[6].split(",")) : List.of();
		try (DisplacementEstimator method = DisplacementMethod.named(args[4]).open(DisplacementSetup.of(Path.of(args[0]),
			"cpu")))
		{
			final RegistrationBench bench = new RegistrationBench(method, Long.parseLong(args[5]));
			final Map<String, Object> all = new LinkedHashMap<>();
			if (!parts.isEmpty() && Files.exists(file)) all.putAll(new Gson().<Map<String, Object>> fromJson(Files.readString(
				file), Map.class));
			for (final Sweep sweep : sweeps())
				if (parts.isEmpty() || parts.contains(sweep.name)) all.put(sweep.name, bench.run(sweep, people));
			if (parts.isEmpty() || parts.contains("random")) all.put("random", bench.random(random));
			Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all));
			bench.refusals.stream().distinct().limit(20).forEach(System.out::println);
		}
	}

	private static List<Sweep> sweeps() {
		return List.of( //
			new Sweep("shift", "px", new double[] { 0, 1, 3, 6, 10, 20, 30, 45 }, x -> Case.moved(x, 0, 1, 0, 0)), //
			new Sweep("turn", "degrees", new double[] { -30, -20, -12, -6, -3, -1, 0.5, 2, 4, 8, 10, 15, 18, 22, 26, 30, 36,
				45 }, x -> Case.moved(1, x, 1, 0, 0)), //
			new Sweep("growth", "factor", new double[] { 0.93, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995, 0.997, 1, 1.003, 1.005,
				1.01, 1.015, 1.02, 1.03, 1.05, 1.07 }, x -> Case.moved(1, 0.5, x, 0, 0)), //
			new Sweep("yaw", "degrees", new double[] { -4, -2, -1, -0.5, 0, 0.25, 0.75, 1.5, 2, 3, 6 }, x -> Case.moved(0.5,
				0, 1, x, 0)), //
			new Sweep("pitch", "degrees", new double[] { -4, -2, -1, -0.5, 0, 0.25, 0.75, 1.5, 2, 3, 6 }, x -> Case.moved(0.5,
				0, 1, 0, x)), //
			new Sweep("blink", "px", new double[] { -2, -1, 0, 0.5, 1, 2, 3 }, x -> new Case(new MovedHead.Motion(1, 0.3, 0.5,
				1.002, 0.2, 0.2), x, MovedHead.Light.STEADY)), //
			new Sweep("light", "gain", new double[] { 0.7, 0.85, 0.95, 1, 1.05, 1.15, 1.3 }, x -> new Case(
				new MovedHead.Motion(1, 0.3, 0.5, 1.002, 0.2, 0.2), 0, new MovedHead.Light(x, 20 * (x - 1)))));
	}

	private MovedHead person(final int i) {
		return new MovedHead(i % 3 == 0 ? Texture.ASTRONAUT : Texture.PAINTED_FACE, 10_000 * seed + i);
	}

	private Map<String, Object> run(final Sweep sweep, final int people) throws IOException {
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("unit", sweep.unit);
		for (final boolean expression : new boolean[] { false, true }) {
			final List<Map<String, Object>> rows = new ArrayList<>();
			for (final double value : sweep.values) {
				final List<Outcome> outcomes = new ArrayList<>();
				for (int i = 0; i < people; i++)
					outcomes.add(measure(person(i), sweep.scene.apply(value), expression ? i : -1, true));
				rows.add(row(sweep.name, value, expression, outcomes));
			}
			result.put(expression ? "expression" : "still", rows);
		}
		return result;
	}

	private static Map<String, Object> row(final String sweep, final double value, final boolean expression,
		final List<Outcome> outcomes)
	{
		final Map<String, Object> row = new LinkedHashMap<>();
		row.put("value", value);
		final List<Outcome> passed = outcomes.stream().filter(outcome -> !outcome.refused()).toList();
		if (!passed.isEmpty()) {
			row.put("mean", mean(passed, Outcome::residual));
			row.put("worst", passed.stream().mapToDouble(Outcome::residual).max().orElseThrow());
			row.put("withoutRemoval", mean(passed, Outcome::raw));
			row.put("head", mean(passed, Outcome::head));
			row.put("alone", mean(passed, Outcome::alone));
		}
		row.put("refused", outcomes.size() - passed.size());
		System.out.println(sweep + (expression ? " expression " : " still ") + row);
		return row;
	}

	private static double mean(final List<Outcome> outcomes, final ToDoubleFunction<Outcome> value) {
		return outcomes.stream().mapToDouble(value).average().orElseThrow();
	}

	/** Scenes in which everything happens at once, many of them beyond what can be registered. */
	private Map<String, Object> random(final int count) throws IOException {
		int refused = 0, wrong = 0, good = 0, goodRefused = 0;
		double worst = 0, sum = 0;
		for (int i = 0; i < count; i++) {
			final SplittableRandom random = new SplittableRandom(1_000_003 * seed + 31 * i);
			final double much = Math.pow(random.nextDouble(), 2);
			final MovedHead.Motion motion = new MovedHead.Motion(30 * much * random.nextGaussian(), 30 * much * random
				.nextGaussian(), 25 * much * random.nextGaussian(), 1 + 0.06 * much * random.nextGaussian(), 4 * much * random
					.nextGaussian(), 4 * much * random.nextGaussian());
			final Case scene = new Case(motion, random.nextDouble() < 0.2 ? 2 * random.nextGaussian() : 0,
				new MovedHead.Light(1 + 0.1 * random.nextGaussian(), 5 * random.nextGaussian()));
			final Outcome outcome = measure(person(1000 + i), scene, random.nextDouble() < 0.7 ? i : -1, false);
			final boolean easy = Math.abs(motion.turn()) <= 10 && Math.hypot(motion.right(), motion.down()) <= 10 && Math.abs(
				motion.growth() - 1) <= 0.03 && Math.abs(motion.yaw()) <= 2 && Math.abs(motion.pitch()) <= 2;
			if (easy) good++;
			if (outcome.refused()) {
				refused++;
				if (easy) goodRefused++;
				continue;
			}
			sum += outcome.residual;
			worst = Math.max(worst, outcome.residual);
			if (outcome.residual > 0.3) {
				wrong++;
				System.out.printf(Locale.ROOT, "random %d passes with %.3f: %s %s%n", i, outcome.residual, motion, scene.light);
			}
		}
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("scenes", count);
		result.put("refused", refused);
		result.put("passedAbove0.3", wrong);
		result.put("mean", sum / (count - refused));
		result.put("worst", worst);
		result.put("ordinary", good);
		result.put("ordinaryRefused", goodRefused);
		System.out.println("random " + result);
		return result;
	}

	/** @param whole whether the motion taken out and the error without any head motion are asked too */
	private Outcome measure(final MovedHead head, final Case scene, final int expression, final boolean whole)
		throws IOException
	{
		final MotionModel skin = skin(head, scene, expression);
		final ArrayImg<FloatType, FloatArray> onset = head.frame(MovedHead.Motion.NONE, null, MovedHead.Light.STEADY, 0);
		final ArrayImg<FloatType, FloatArray> apex = head.frame(scene.motion, skin, scene.light, 1);
		final HeadFreeEstimator headFree = new HeadFreeEstimator(method);
		try {
			final RegisteredPair pair = FaceRegistration.register(onset, apex, head.given());
			final DisplacementField truth = head.truth(skin);
			final boolean[] inside = MovedHead.inside(pair);
			final double residual = distance(headFree.compute(pair), truth, inside);
			if (!whole) return new Outcome(Double.NaN, residual, Double.NaN, Double.NaN);
			final DisplacementField taken = headFree.headMotion(pair).field(truth.width(), truth.height());
			final double left = distance(taken, head.headTruth(scene.motion, skin, FaceRegistration.headMotion(onset, apex,
				head.given())), inside);
			return new Outcome(distance(method.compute(pair), truth, inside), residual, left, distance(method.compute(still(
				head, onset, skin, scene)), truth, inside));
		}
		catch (final InputException e) {
			refusals.add(e.getMessage());
			return Outcome.REFUSED;
		}
	}

	/** The pair as it would be if the head had not moved, both frames placed alike. */
	private static RegisteredPair still(final MovedHead head, final ArrayImg<FloatType, FloatArray> onset,
		final MotionModel skin, final Case scene)
	{
		final SimilarityTransform place = FaceRegistration.canonicalToFrame(head.given());
		return new RegisteredPair(FaceRegistration.resample(onset, place), FaceRegistration.resample(head.frame(
			MovedHead.Motion.NONE, skin, scene.light, 1), place));
	}

	private MotionModel skin(final MovedHead head, final Case scene, final int expression) {
		final List<Patch> patches = new ArrayList<>();
		final FacialLandmarks face = head.face();
		if (scene.blink != 0) for (final int first : new int[] { 37, 43 })
			patches.add(new Patch((face.x()[first] + face.x()[first + 1]) / 2, (face.y()[first] + face.y()[first + 1]) / 2 +
				1, 0, scene.blink, new Reach(9.5, 9.5, 4.5, 4.5), 0));
		if (expression >= 0) patches.addAll(expressions.sample(expression, ExpressionClass.values()[expression % 3], face)
			.skin().patches());
		return patches.isEmpty() ? null : new MotionModel(MotionModel.Head.STILL, patches);
	}

	private static double distance(final DisplacementField d, final DisplacementField truth, final boolean[] inside) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i < inside.length; i++) {
			if (!inside[i]) continue;
			sum += Math.hypot(d.u()[i] - truth.u()[i], d.v()[i] - truth.v()[i]);
			count++;
		}
		return sum / count;
	}
}
