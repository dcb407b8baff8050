import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.Progress;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.study.LosoEvaluation;
import org.microexpression.study.LosoSettings;
import org.microexpression.study.MadeUpFields;
import org.microexpression.study.ModelTrainingRun;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.joint.TrainingSettings;

/**
 * What an evaluation and a training cost: seconds of one processor for each step, and the most memory that the process
 * held. The figures of the estimates before long runs come from here. Arguments: {@code loso SUBJECTS} or
 * {@code train STEPS BATCH}.
 */
public final class CostBench {

	private CostBench() {}

	public static void main(final String[] args) throws Exception {
		final Path work = Files.createTempDirectory("cost");
		final long before = cpu();
		final long start = System.nanoTime();
		final ModelStore store = new ModelStore(List.of(Path.of("models")));
		final double units;
		if (args[0].equals("loso")) {
			final int subjects = Integer.parseInt(args[1]);
			final Path manifest = MadeUpFields.write(work, subjects, List.of("negative", "positive", "surprise"));
			final LosoSettings settings = LosoSettings.defaults();
			new LosoEvaluation(manifest, work.resolve("out"), settings, store, ModelStore.SHIPPED, Hardware.cpu(0)).run(
				Progress.none(), r -> {}, System.out::println);
			units = (double) subjects * settings.members() * 250;
		}
		else {
			final int steps = Integer.parseInt(args[1]), batch = Integer.parseInt(args[2]);
			new ModelTrainingRun(Optional.empty(), work.resolve("model"), TrainingSettings.defaults().withSteps(steps, batch,
				steps), store, Optional.of(ModelStore.SHIPPED)).run(Progress.none(), TrainingListener.none(), s -> {});
			units = (double) steps * batch;
		}
		final double seconds = (cpu() - before) / 1e9;
		System.out.printf(Locale.ROOT, "%s: %.1f s of CPU, %.1f s of time, %.5f s of CPU a unit (%.0f units), peak %s%n",
			String.join(" ", args), seconds, (System.nanoTime() - start) / 1e9, seconds / units, units, peak());
		System.exit(0);
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	private static String peak() throws Exception {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM"))
			.findFirst().orElse("unknown").replaceAll("\\s+", " ");
	}
}
