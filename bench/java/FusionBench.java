import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.management.OperatingSystemMXBean;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.microexpression.base.Progress;
import org.microexpression.dataset.FieldStack;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticExpression;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionStage;
import org.microexpression.training.fusion.FusionTraining;

/**
 * The Java side of bench/real-flows, bench/loso and bench/ablation, and {@code nested}, leave one subject out with
 * settings from inner splits: DATA_FOLDER MODEL_FOLDER SEED OUT.json, where {@value #MADE_UP} as DATA_FOLDER tries it on
 * synthetic fields. The real fields are read from a folder outside the project: real-flows.tif, a hyperstack with u and v as its first channels, and real-flows.csv.
 */
public class FusionBench {

	private static final long SYNTHETIC_SEED = 1;
	private static final int FINE_TUNED_MEMBERS = 3;
	private static final int PAIRS_A_SUBJECT = 20;

	private static final String MADE_UP = "made-up";
	private static final long MADE_UP_SEED = 4711;
	private static final int MADE_UP_CLIPS = 120;
	private static final int MADE_UP_SUBJECTS = 17;

	private static final int DRAWS = 1_000;

	/** Pixels at the frame's border where errors do not count. */
	private static final int BORDER = 4;

	private final LosoData data;
	private final List<DisplacementField> fields = new ArrayList<>();

	private FusionBench(final LosoData data, final List<DisplacementField> fields) {
		this.data = data;
		this.fields.addAll(fields);
	}

	FusionBench(final Path folder) throws IOException {
		final FieldStack stack = FieldStack.open(folder.resolve("real-flows.tif"));
		final List<LosoClip> clips = new ArrayList<>();
		try (Reader in = Files.newBufferedReader(folder.resolve("real-flows.csv"))) {
			for (final CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
				final int frame = Integer.parseInt(row.get("frame"));
				clips.add(new LosoClip(row.get("dataset"), row.get("subject"), row.get("sample"), Integer.parseInt(row.get(
					"class"))));
				fields.add(new DisplacementField(stack.width(), stack.height(), stack.u(frame), stack.v(frame)));
			}
		}
		data = new LosoData(LosoData.THREE_CLASSES, clips);
	}

	public static void main(final String[] args) throws IOException {
		switch (args[0]) {
			case "real-flows" -> write(new FusionBench(Path.of(args[1])).realFlows(Path.of(args[2])), Path.of(args[3]));
			case "loso" -> write(new FusionBench(Path.of(args[1])).fineTuned(Path.of(args[2]), seeds(args[3])), Path.of(
				args[4]));
			case "nested" -> write(bench(args[1]).nested(Path.of(args[2]), Long.parseLong(args[3])), Path.of(args[4]));
			case "inputs" -> write(inputs(Path.of(args[1]), seeds(args[2]), Arrays.asList(args).subList(4, args.length)), Path
				.of(args[3]));
			case "ablation" -> write(new FusionBench(Path.of(args[1])).ablation(seeds(args[2])), Path.of(args[3]));
			default -> throw new IllegalArgumentException("Unknown bench " + args[0]);
		}
	}

	/** The real fields of a folder, or {@value #MADE_UP} ones. */
	private static FusionBench bench(final String data) throws IOException {
		if (!MADE_UP.equals(data)) return new FusionBench(Path.of(data));
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(MADE_UP_SEED, ExpressionSynthesizer.Setting
			.training());
		final List<LosoClip> clips = new ArrayList<>();
		final List<DisplacementField> fields = new ArrayList<>();
		for (int i = 0; i < MADE_UP_CLIPS; i++) {
			final SyntheticExpression expression = synthesizer.sample(i);
			final int subject = i % MADE_UP_SUBJECTS;
			clips.add(new LosoClip("made up " + subject % 2, "s" + (100 + subject), "c" + i, expression.expression()
				.ordinal()));
			fields.add(expression.estimatedGrid());
		}
		return new FusionBench(new LosoData(LosoData.THREE_CLASSES, clips), fields);
	}

	LosoData data() {
		return data;
	}

	List<DisplacementField> fields() {
		return fields;
	}

	static List<Long> seeds(final String text) {
		return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
	}

	static void write(final Map<String, Object> result, final Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
			new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create().toJson(result, out);
		}
	}

	/** The shipped fusion on the real fields, none of which it has seen. */
	private Map<String, Object> realFlows(final Path modelFolder) {
		try (Recognizer recognizer = Recognizer.open(modelFolder, ExpressionClass.labels(), Device.CPU)) {
			final List<Prediction> predictions = recognizer.recognize(fields);
			final int[] predicted = predictions.stream().mapToInt(Prediction::predicted).toArray();
			final Map<String, Object> result = figures(predicted);
			show("zero-shot", result);
			return result;
		}
	}

	/** Every fold begins from the first members of the shipped committee, which has seen no real clip. */
	private Map<String, Object> fineTuned(final Path modelFolder, final List<Long> seeds) {
		final long before = System.nanoTime();
		final Map<String, Object> result = loso("ours", new FusionFoldTrainer(fineTuning(modelFolder), rows(mixedIn()),
			Hardware.cpu(0)), seeds, before);
		result.put("cpu_seconds", cpuSeconds());
		return result;
	}

	/** The same, with settings that are chosen without a fold's test subject ({@link NestedLoso}). */
	private Map<String, Object> nested(final Path modelFolder, final long seed) {
		final Map<String, Object> result = new NestedLoso(fineTuning(modelFolder), rows(mixedIn()), data, seed).run();
		result.put("cpu_seconds", cpuSeconds());
		return result;
	}

	private static FusionFoldTrainer.Settings fineTuning(final Path modelFolder) {
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final FoldStart.Committee committee = new FoldStart.Committee(fusion, SavedModels.parameters(fusion.forInference(),
			modelFolder.resolve("fusion")));
		return new FusionFoldTrainer.Settings(fusion, committee, FusionStage.fineTuning(), FINE_TUNED_MEMBERS);
	}

	private static FusionFields mixedIn() {
		return FusionTraining.synthetic(SYNTHETIC_SEED, FusionTraining.MIXED_IN_FIELDS, 0, Progress.none());
	}

	private static double cpuSeconds() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
	}

	FusionFoldTrainer.Rows rows(final FusionFields synthetic) {
		return new FusionFoldTrainer.Rows(fields.parallelStream().map(f -> FusionInput.of(f)).toArray(float[][]::new), data
			.subjectIds(), synthetic);
	}

	private Map<String, Object> loso(final String name, final FusionFoldTrainer trainer, final List<Long> seeds,
		final long before)
	{
		final List<Fold> folds = new LosoPlan(data, seeds, data.size()).folds();
		final double[][] average = new double[data.size()][3];
		final List<Map<String, Object>> bySeed = new ArrayList<>();
		for (final long seed : seeds) {
			final List<FoldResult> results = trainer.run(folds, seed, Progress.printed(System.err));
			final double[][] byRow = new double[data.size()][];
			for (int f = 0; f < results.size(); f++) {
				final double[][] p = results.get(f).probabilities().toArray();
				for (int k = 0; k < p.length; k++)
					byRow[folds.get(f).testRows()[k]] = p[k];
			}
			for (int row = 0; row < byRow.length; row++)
				for (int c = 0; c < 3; c++)
					average[row][c] += byRow[row][c];
			final Map<String, Object> figures = figures(predicted(byRow));
			figures.put("seed", seed);
			show(name + " seed " + seed, figures);
			bySeed.add(figures);
		}
		final double seconds = (System.nanoTime() - before) / 1e9;
		final Map<String, Object> result = new LinkedHashMap<>();
		result.put("uf1", mean(bySeed, "uf1"));
		result.put("uar", mean(bySeed, "uar"));
		result.put("seconds", seconds);
		for (final String dataset : data.datasets()) {
			final Map<String, Object> part = new LinkedHashMap<>();
			for (final String figure : List.of("uf1", "uar"))
				part.put(figure, bySeed.stream().mapToDouble(s -> (double) ((Map<?, ?>) s.get(dataset)).get(figure)).average()
					.orElseThrow());
			result.put(dataset, part);
		}
		result.put("n", data.size());
		result.put("seeds", bySeed);
		result.put("average_of_seeds", figures(predicted(average)));
		show(name + " mean of seeds", result);
		return result;
	}

	/** Every stage of the fusion left out in turn, and training without synthetic pre-training. */
	private Map<String, Object> ablation(final List<Long> seeds) {
		final FusionFoldTrainer.Settings d = FusionFoldTrainer.Settings.defaults();
		final Map<String, FusionFoldTrainer.Settings> variants = new LinkedHashMap<>();
		variants.put("whole network", d);
		final FusionSettings s = d.fusion().settings();
		variants.put("without local fusion", with(d, s.withoutLocalFusion()));
		variants.put("without global fusion", with(d, s.withoutGlobalFusion()));
		variants.put("without full-face fusion", with(d, s.withoutFullFaceFusion()));
		variants.put("without Fu-B-Attn", with(d, s.withoutFusionBeforeAttention()));
		variants.put("without pre-training", new FusionFoldTrainer.Settings(d.fusion(), new FoldStart.Random(), d
			.finetuning(), d.members()));
		final FusionFoldTrainer.Rows rows = rows(FusionTraining.synthetic(SYNTHETIC_SEED, FusionTraining.SYNTHETIC_FIELDS,
			0, Progress.none()));
		final Map<String, Object> results = new LinkedHashMap<>();
		variants.forEach((name, settings) -> results.put(name, loso(name, new FusionFoldTrainer(settings, rows, Hardware
			.cpu(0)), seeds, System.nanoTime())));
		return results;
	}

	/**
	 * The same fusion from the same random start, on displacement fields of the same labelled pairs as different methods
	 * see them: the folder holds what bench/java/DisplacementBench.java and bench/python/displacement.py wrote. With the
	 * action units that are told from them ({@link LabelledUnits}).
	 *
	 * @param more names of more DGMs
	 */
	private static Map<String, Object> inputs(final Path work, final List<Long> seeds, final List<String> more)
		throws IOException
	{
		final Labelled labelled;
		try (Reader in = Files.newBufferedReader(work.resolve("labelled.json"))) {
			labelled = new Gson().fromJson(in, Labelled.class);
		}
		final List<LosoClip> clips = new ArrayList<>();
		for (int i = 0; i < labelled.pairs.size(); i++)
			clips.add(new LosoClip("made up", "s" + (100 + i / PAIRS_A_SUBJECT), "pair" + i, ExpressionClass.valueOf(
				labelled.pairs.get(i).expression).ordinal()));
		final LosoData data = new LosoData(LosoData.THREE_CLASSES, clips);
		final FusionFoldTrainer.Settings settings = new FusionFoldTrainer.Settings(new Fusion(FusionSettings.defaults()),
			new FoldStart.Random(), FusionStage.fineTuning().withBatch(32, 0), 1);
		final Map<String, String> inputs = new LinkedHashMap<>();
		inputs.put("D from this DGM", "ours");
		inputs.put("and classification loss", "with");
		inputs.put("and as many steps without", "without");
		more.forEach(name -> inputs.put("D from the DGM " + name, "dgm-" + name));
		inputs.put("D from Farneback", "farneback");
		inputs.put("D from TV-L1", "tvl1");
		inputs.put("D from DIS", "dis");
		inputs.put("the true D", "truth");
		final Map<String, Object> results = new LinkedHashMap<>();
		final List<DisplacementField> truth = fields(work.resolve("labelled.truth"), clips.size());
		for (final Map.Entry<String, String> input : inputs.entrySet()) {
			final Path file = work.resolve("labelled." + input.getValue());
			if (!Files.exists(file)) {
				System.out.println(input.getKey() + ": left out, since there is no " + file);
				continue;
			}
			final FusionBench bench = new FusionBench(data, fields(file, clips.size()));
			final FusionFoldTrainer.Rows rows = bench.rows(FusionFields.none());
			final Map<String, Object> result = bench.loso(input.getKey(), new FusionFoldTrainer(settings, rows, Hardware.cpu(
				0)), seeds, System.nanoTime());
			final LabelledUnits units = new LabelledUnits(new FusionFields(rows.fields(), data.truth(), labelled.units()),
				rows.subjects());
			result.put("error_px", error(bench.fields, truth));
			System.out.println(input.getKey() + ", error of D in px: " + result.get("error_px"));
			result.put("action_units", seeds.stream().map(seed -> units.figures(input.getKey(), seed)).toList());
			results.put(input.getKey(), result);
		}
		return results;
	}

	/** Mean distance from the truth over the frame without its border, with a 95 % interval by bootstrap over the pairs. */
	private static List<Double> error(final List<DisplacementField> fields, final List<DisplacementField> truth) {
		final double[] each = IntStream.range(0, fields.size()).mapToDouble(i -> error(fields.get(i), truth.get(i)))
			.toArray();
		final Random random = new Random(1);
		final double[] means = IntStream.range(0, DRAWS).mapToDouble(draw -> IntStream.range(0, each.length).mapToDouble(
			i -> each[random.nextInt(each.length)]).average().orElseThrow()).sorted().toArray();
		return List.of(Arrays.stream(each).average().orElseThrow(), means[(int) (0.025 * DRAWS)], means[(int) (0.975 *
			DRAWS)]);
	}

	private static double error(final DisplacementField field, final DisplacementField truth) {
		final int size = field.width();
		return IntStream.range(0, size * size).filter(i -> i % size >= BORDER && i % size < size - BORDER && i /
			size >= BORDER && i / size < size - BORDER).mapToDouble(i -> Math.hypot(field.u()[i] - truth.u()[i], field
				.v()[i] - truth.v()[i])).average().orElseThrow();
	}

	/** What is read of the description of labelled pairs. */
	private record Labelled(List<Pair> pairs) {

		/** One pair. */
		private record Pair(String expression, int[] units) {
		}

		float[][] units() {
			return pairs.stream().map(pair -> {
				final float[] units = new float[Fusion.SIDES * Fusion.UNITS];
				for (final int k : pair.units)
					units[k] = 1;
				return units;
			}).toArray(float[][]::new);
		}
	}

	/** Fields as they lie in a file: all u of the first, all v of the first, … */
	private static List<DisplacementField> fields(final Path file, final int count) throws IOException {
		final FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
		final int size = CanonicalFace.SIZE;
		final List<DisplacementField> fields = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final DisplacementField field = DisplacementField.zero(size, size);
			values.get(field.u());
			values.get(field.v());
			fields.add(field);
		}
		return fields;
	}

	private static FusionFoldTrainer.Settings with(final FusionFoldTrainer.Settings d, final FusionSettings settings) {
		return new FusionFoldTrainer.Settings(new Fusion(settings), d.start(), d.finetuning(), d.members());
	}

	private static int[] predicted(final double[][] probabilities) {
		return Arrays.stream(probabilities).mapToInt(p -> IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b
			: a)).toArray();
	}

	private static double mean(final List<Map<String, Object>> bySeed, final String figure) {
		return bySeed.stream().mapToDouble(s -> (double) s.get(figure)).average().orElseThrow();
	}

	private Map<String, Object> figures(final int[] predicted) {
		final Map<String, Object> figures = figures(IntStream.range(0, data.size()).toArray(), predicted);
		for (final String dataset : data.datasets())
			figures.put(dataset, figures(IntStream.range(0, data.size()).filter(i -> data.clips().get(i).dataset().equals(
				dataset)).toArray(), predicted));
		return figures;
	}

	private Map<String, Object> figures(final int[] rows, final int[] predicted) {
		final int[] truth = data.truth();
		final ClassificationMetrics metrics = ClassificationMetrics.of(3, Arrays.stream(rows).map(i -> truth[i]).toArray(),
			Arrays.stream(rows).map(i -> predicted[i]).toArray());
		final Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("uf1", metrics.uf1());
		figures.put("uar", metrics.uar());
		figures.put("accuracy", metrics.accuracy());
		figures.put("n", rows.length);
		return figures;
	}

	private void show(final String name, final Map<String, Object> figures) {
		final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s UF1 %.3f  UAR %.3f", name, figures
			.get("uf1"), figures.get("uar")));
		for (final String dataset : data.datasets()) {
			final Map<?, ?> part = (Map<?, ?>) figures.get(dataset);
			line.append(String.format(Locale.ROOT, "   %s %.3f / %.3f", dataset, part.get("uf1"), part.get("uar")));
		}
		if (figures.containsKey("seconds")) line.append(String.format(Locale.ROOT, "   %.0f s", figures.get("seconds")));
		System.out.println(line);
	}
}
