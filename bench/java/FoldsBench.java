import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.evaluation.LosoReport;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.study.LosoEvaluation;
import org.microexpression.study.LosoSettings;
import org.microexpression.study.LosoStart;
import org.microexpression.study.LosoWork;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;

/**
 * Leave one subject out on made-up clips in each way that there is to train: seconds of processor, UF1. Arguments:
 * subjects, clips of each, steps, ways parted by commas of {@code fusion}, {@code last} and {@code whole}.
 */
public final class FoldsBench {

	private static final Path PLACE = Path.of("target/bench/folds");

	/** Weak expressions, heads that move and noise: clips on which not everything is right from the start. */
	private static final SyntheticClip.Setting CLIPS = new SyntheticClip.Setting(new SyntheticClip.Format(256, 256, 28,
		100), new SyntheticClip.Acting(0.1, 0.35, false, true), new SyntheticClip.HeadSway(1, 0.5),
		new SyntheticClip.Camera(6, 0, 0.02), 3);

	private static final Path RESULT = Path.of("target/bench/folds.json");

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

	private FoldsBench() {}

	public static void main(final String[] args) throws Exception {
		final int subjects = Integer.parseInt(args[0]), clips = Integer.parseInt(args[1]), steps = Integer.parseInt(
			args[2]);
		final Path folder = PLACE.resolve("clips-" + subjects + "-" + clips);
		final Path manifest = Files.exists(folder.resolve("manifest.csv")) ? folder.resolve("manifest.csv")
			: new SyntheticDataset(29, CLIPS).write(folder, subjects, clips, "png", Progress.none());
		for (final String way : args[3].split(",")) {
			final Map<String, Object> row = row(manifest, way, steps, subjects);
			System.out.println(row);
			// A way takes minutes; what was measured of the others in the same setting stays.
			final Map<String, Object> all = Files.exists(RESULT) ? GSON.<Map<String, Object>> fromJson(Files.readString(
				RESULT), Map.class) : new TreeMap<>();
			all.put(subjects + " subjects, " + subjects * clips + " clips, " + steps + " steps, " + way, row);
			Files.writeString(RESULT, GSON.toJson(all));
		}
		System.exit(0);
	}

	private static Map<String, Object> row(final Path manifest, final String way, final int steps, final int subjects)
		throws Exception
	{
		final FusionSettings fusion = FusionSettings.defaults();
		final LosoSettings.FusionAlone alone = LosoSettings.FusionAlone.defaults();
		final LosoSettings settings = new LosoSettings(LosoSettings.defaults().classes(), List.of(1L), 10,
			LosoStart.INSTALLED, 1, fusion, switch (way) {
				case "fusion" -> new LosoSettings.FusionAlone(alone.pretraining(), alone.finetuning().withSteps(steps), 0);
				case "last" -> LosoSettings.lastLayers(fusion, steps);
				case "whole" -> LosoSettings.whole(fusion, steps);
				default -> throw new IllegalArgumentException(way);
			});
		final Path output = Files.createTempDirectory(PLACE, way);
		final AtomicLong training = new AtomicLong();
		final LosoWork work = (runner, trainer, progress, watcher) -> runner.run((folds, seed, part) -> {
			final long before = cpu();
			try {
				return trainer.run(folds, seed, part);
			}
			finally {
				training.addAndGet(cpu() - before);
			}
		}, progress, watcher);
		final long start = cpu(), clock = System.nanoTime();
		final LosoResult result = new LosoEvaluation(manifest, output, settings, new ModelStore(List.of(Path.of("models"))),
			ModelStore.SHIPPED, Hardware.cpu(1)).run(work, Progress.none(), r -> {}, System.out::println);
		final Map<String, Object> row = new LinkedHashMap<>();
		row.put("way", way);
		row.put("processor seconds a fold, training", training.get() / 1e9 / subjects);
		row.put("processor seconds a fold, all", (cpu() - start) / 1e9 / subjects);
		row.put("seconds by the clock", (System.nanoTime() - clock) / 1e9);
		row.put("peak", Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM"))
			.findFirst().orElse("unknown").replaceAll("\\s+", " "));
		final Table summary = new LosoReport(result).summary();
		for (int r = 0; r < summary.rows().size(); r++)
			if (summary.cell(r, "part").equals(LosoReport.FULL)) for (final String name : List.of("n", "uf1", "uf1_low",
				"uf1_high", "uar", "accuracy"))
				row.putIfAbsent(name, summary.cell(r, name));
		return row;
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}
}
