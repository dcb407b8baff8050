import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.microexpression.Progress;
import org.microexpression.dataset.synthetic.SyntheticPairs;
import org.microexpression.dataset.synthetic.Texture;
import org.microexpression.displacement.DgmLossWeights;
import org.microexpression.network.Device;
import org.microexpression.network.Parameters;
import org.microexpression.recognition.ExpressionClass;
import org.microexpression.training.ModelTraining;
import org.microexpression.training.SyntheticSource;
import org.microexpression.training.TrainedModels;
import org.microexpression.training.TrainingMonitor;
import org.microexpression.training.TrainingSettings;

/**
 * For bench/ablation: goes on from a model with synthetic expressions, displacement module and fusion together, with or
 * without the classification loss, whose gradient reaches the displacement module.
 */
public class TrainThroughClassifier {

	private static final long SEED = 5;
	private static final int BATCH = 16;
	private static final double RATE = 5e-4;

	/** MODEL_FOLDER OUT_FOLDER STEPS WEIGHT_OF_CLASSIFICATION */
	public static void main(final String[] args) {
		final int steps = Integer.parseInt(args[2]);
		final List<String> classes = ExpressionClass.labels();
		final List<Texture> textures = new ArrayList<>(Texture.training());
		for (int i = 0; i < 4; i++) textures.add(Texture.PAINTED_FACE);
		final SyntheticSource expressions = new SyntheticSource(new SyntheticPairs(SEED, SyntheticPairs.Setting.training()
			.withExpressionsAlone(), textures));
		final TrainingSettings settings = TrainingSettings.defaults().withSteps(steps, BATCH, steps).withRates(RATE, 1).withLosses(
			Double.parseDouble(args[3]), DgmLossWeights.supervisedOnly()).on(1, Device.CPU, 0);
		final ModelTraining training = new ModelTraining(settings, expressions, null, new double[] { 1, 1, 1 });
		final Parameters start = training.initial();
		TrainedModels.takeOver(Path.of(args[0]), settings, classes, start);
		TrainedModels.write(Path.of(args[1]), training.run(start, null, Progress.none(), TrainingMonitor.none()), settings,
			classes, "synthetic expressions", Set.of());
	}
}
