import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.MotionPair;
import org.microexpression.network.Hardware;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.DisplacementPairs;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.SyntheticSource;
import org.microexpression.training.joint.TrainedModels;
import org.microexpression.training.joint.TrainingData;
import org.microexpression.training.joint.TrainingPair;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.TrainingSource;
import org.microexpression.training.joint.ValidationExamples;

/**
 * Goes on from a model with displacement module and fusion together, with or without the classification loss, whose
 * gradient reaches the displacement module. Half of the examples are synthetic expressions, labelled; the other half
 * are the pairs that the displacement module is trained on by itself, so that it goes on measuring motion of every
 * kind.
 */
public class TrainThroughClassifier {

	private static final int BATCH = 16;
	private static final double RATE = 5e-4;
	private static final double EMPHASIS = 5;

	/** MODEL_FOLDER OUT_FOLDER STEPS WEIGHT_OF_CLASSIFICATION SEED [LOSSES, as in TrainDisplacement, [MODEL_FOLDER to take the DGM from]] */
	public static void main(final String[] args) throws IOException {
		final int steps = Integer.parseInt(args[2]);
		final long seed = Long.parseLong(args[4]);
		final Path out = Path.of(args[1]);
		Files.createDirectories(out.toAbsolutePath().getParent());
		final List<String> classes = ExpressionClass.labels();
		final TrainingSource expressions = new SyntheticSource(expressions(seed));
		final LongFunction<MotionPair> motions = new DisplacementPairs(seed);
		final TrainingSource both = new TrainingSource() {

			@Override
			public TrainingPair draw(final SplittableRandom random) {
				if (random.nextBoolean()) return expressions.draw(random);
				final MotionPair pair = motions.apply(random.nextLong(Long.MAX_VALUE));
				return new TrainingPair(pair.onset(), pair.apex(), Optional.of(pair.truth()), TrainingPair.UNKNOWN, Optional.of(
					CanonicalFace.landmarks()));
			}

			@Override
			public String description() {
				return expressions.description();
			}
		};
		final TrainingSettings settings = TrainingSettings.defaults().withSteps(steps, BATCH, Math.max(1, steps / 20))
			.withRates(RATE, 1).withLosses(Double.parseDouble(args[3]), TrainDisplacement.weights(args.length > 5 ? args[5]
				: "supervised", DgmLossWeights.supervisedOnly().withEmphasis(EMPHASIS))).on(1, Hardware.cpu(0));
		final ModelTraining training = new ModelTraining(settings, TrainingData.synthetic(both), ValidationExamples
			.synthetic(new SyntheticSource(expressions(seed + 1))));
		final Parameters start = training.initial();
		TrainedModels.takeOver(Path.of(args[0]), settings, classes, start);
		if (args.length > 6) start.copyFrom(SavedModels.parameters(new DgmNetwork(Dgm.standard()), Path.of(args[6]).resolve(
			DisplacementModel.FOLDER)).get(0));
		final CheckpointFile checkpoint = CheckpointFile.at(out.resolveSibling(out.getFileName() + ".checkpoint"));
		TrainedModels.write(out, training.run(start, checkpoint, Progress.none(), new Printed()), settings, classes,
			new TrainedModels.Description("synthetic expressions", "other synthetic expressions", Set.of()));
		checkpoint.delete();
	}

	/** Prints each look at the validation examples. */
	private static final class Printed implements TrainingListener {

		private Map<String, Double> last = Map.of();

		@Override
		public void step(final long step, final Map<String, Double> losses) {
			last = losses;
		}

		@Override
		public void validated(final long step, final double loss, final double right, final boolean best) {
			System.out.printf(Locale.ROOT, "step %d: validation loss %.4f, accuracy %.3f; last step %s%n", step, loss, right,
				last);
		}
	}

	/** Expressions alone, on the pictures of the displacement module's own training. */
	private static SyntheticPairs expressions(final long seed) {
		return new SyntheticPairs(seed, SyntheticPairs.Setting.training().withExpressionsAlone(), SyntheticPairs
			.trainingTextures());
	}
}
