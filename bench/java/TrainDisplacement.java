import java.util.Locale;
import java.nio.file.Path;

import org.microexpression.base.Progress;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.DisplacementPairs;
import org.microexpression.training.dgm.DgmTraining;

/** The Java side of bench/train-displacement. */
public class TrainDisplacement {

	private static final int SHOWN = 250;

	public static void main(final String[] args) {
		final Path folder = Path.of(args[0]);
		final DgmTraining.Settings standard = DgmTraining.Settings.standard();
		final DgmTraining.Settings settings = args[1].isEmpty() ? standard : standard.withSteps(Integer.parseInt(args[1]));
		final Dgm dgm = Dgm.standard();
		final double[] sum = new double[1];
		final Parameters trained = DgmTraining.train(dgm, settings, new DisplacementPairs(settings.seed()), Path.of(
			"target/bench/dgm.checkpoint"), Progress.none(), (step, loss) -> {
				sum[0] += loss;
				if ((step + 1) % SHOWN != 0) return;
				System.out.printf(Locale.ROOT, "step %d of %d: loss %.4f%n", step + 1, settings.steps(), sum[0] / SHOWN);
				sum[0] = 0;
			});
		SavedModels.export(new DgmNetwork(dgm), trained, folder.resolve(DisplacementModel.FOLDER));
		System.out.println("written: " + folder.resolve(DisplacementModel.FOLDER));
	}
}
