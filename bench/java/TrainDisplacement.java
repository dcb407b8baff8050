import java.util.Locale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.microexpression.base.AtomicFolder;
import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.DisplacementPairs;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmTraining;

/** The Java side of bench/train-displacement. */
public class TrainDisplacement {

	private static final int SHOWN = 250;

	public static void main(final String[] args) throws IOException {
		final Path folder = Path.of(args[0]);
		// Before hours of training; the checkpoint lies beside it.
		Files.createDirectories(folder.toAbsolutePath().getParent());
		AtomicFolder.check(folder.resolve(DisplacementModel.FOLDER));
		final DgmTraining.Settings standard = DgmTraining.Settings.standard();
		final DgmTraining.Settings settings = (args[1].isEmpty() ? standard : standard.withSteps(Integer.parseInt(args[1])))
			.withWeights(weights(args[2], standard.weights()));
		final Dgm dgm = Dgm.standard();
		final double[] sum = new double[1];
		final TrainingResult result = new DgmTraining(dgm, settings, new DisplacementPairs(settings.seed())).run(
			CheckpointFile.at(folder.resolveSibling(folder.getFileName() + ".checkpoint")), Progress.none(),
			new TrainingListener()
			{

				@Override
				public void step(final long step, final Map<String, Double> losses) {
					sum[0] += losses.get("loss");
					if (step % SHOWN != 0) return;
					System.out.printf(Locale.ROOT, "step %d of %d: loss %.4f%n", step, settings.steps(), sum[0] / SHOWN);
					sum[0] = 0;
				}
			});
		SavedModels.export(new DgmNetwork(dgm), result.network(), folder.resolve(DisplacementModel.FOLDER));
		System.out.println("written: " + folder.resolve(DisplacementModel.FOLDER));
	}

	/** The losses of a name; what is supervised counts as in the given ones. */
	static DgmLossWeights weights(final String losses, final DgmLossWeights supervised) {
		final DgmLossWeights warping = DgmLossWeights.selfSupervised();
		return switch (losses) {
			case "supervised" -> supervised;
			case "warping" -> warping;
			case "both" -> new DgmLossWeights(warping.photometric(), warping.smoothness(), supervised.supervised(), supervised
				.early()).withEmphasis(supervised.emphasis());
			case "moext" -> warping.withRebuilding(1);
			default -> throw new IllegalArgumentException("'" + losses + "' is not supervised, warping, both or moext");
		};
	}
}
