import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.microexpression.base.Workers;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Trainer;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmTrainingNetwork;

import com.google.gson.Gson;

import net.imglib2.img.array.ArrayImgs;

/**
 * Our side of bench/speed. Writes parameters, inputs and outputs of the networks into a folder, from which the peer
 * takes the same; then answers each line "TASK RUNS" on standard input with a line of JSON: milliseconds of each run,
 * then of processor time of all.
 */
public class Speed {

	private static final int STEPS = 3;
	private static final int FOLDS = 40;
	private static final int CLASSES = ExpressionClass.labels().size();
	/**
	 * Small, since Adam's first steps make the sign of a gradient near zero, which is rounding, as large as any other.
	 */
	private static final double CHECKED_RATE = 1e-4;
	private static final double DGM_RATE = 1.5e-3;
	private static final double FUSION_RATE = 2e-3;

	/** Folds that the product trains in one graph (see FusionLearner). */
	private static final int FOLDS_TOGETHER = 10;

	private final Path folder;
	private final Map<String, Object> index = new LinkedHashMap<>();
	private final Map<String, Runnable> tasks = new LinkedHashMap<>();

	private Speed(final Path folder) {
		this.folder = folder;
	}

	public static void main(final String[] args) throws IOException {
		final Speed speed = new Speed(Path.of(args[0]));
		speed.displacement();
		speed.recognition();
		Files.writeString(speed.folder.resolve("index.json"), new Gson().toJson(speed.index));
		System.out.println("ready " + String.join(" ", speed.tasks.keySet()));
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				final String[] words = line.split(" ");
				System.out.println("times " + new Gson().toJson(timed(speed.tasks.get(words[0]), Integer.parseInt(words[1]))));
			}
		}
	}

	private static Object[] timed(final Runnable task, final int runs) {
		final com.sun.management.OperatingSystemMXBean process =
			(com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		final double[] wall = new double[runs];
		final long cpu = process.getProcessCpuTime();
		for (int i = 0; i < runs; i++) {
			final long start = System.nanoTime();
			task.run();
			wall[i] = (System.nanoTime() - start) / 1e6;
		}
		return new Object[] { wall, (process.getProcessCpuTime() - cpu) / 1e6 };
	}

	private void displacement() throws IOException {
		final Dgm dgm = Dgm.standard();
		final NetworkDefinition network = new DgmTrainingNetwork(dgm, DgmLossWeights.supervisedOnly());
		final Map<String, FloatTensor> pairs = pairs(8, dgm.size());
		final Trainer trainer = Trainer.open(network, new Trainer.Settings(1, AdamW.defaults().withWeightDecay(1e-2),
			new Averaging(0.995, 0), Hardware.cpu(0), 1));
		trainer.start(moved(trainer.layout()));
		write("dgm", trainer, pairs);
		tasks.put("dgm-train-8", () -> trainer.step(pairs, DGM_RATE));
		SavedModels.export(new DgmNetwork(dgm), moved(ParameterLayout.of(network)), folder.resolve(
			DisplacementModel.FOLDER));
		try (ExportedModel model = ExportedModel.open(folder.resolve(DisplacementModel.FOLDER), new DgmNetwork(Dgm
			.standard()).ports(), Hardware.of(Device.CPU)))
		{
			final Map<String, FloatTensor> inputs = new LinkedHashMap<>(pairs);
			inputs.remove(DgmTrainingNetwork.TRUTH);
			write("dgm/out", model.run(inputs).get(DgmNetwork.DISPLACEMENT));
		}
		final DisplacementModel model = DisplacementModel.open(folder, Device.CPU);
		final List<DisplacementField> few = model.compute(registered(pairs, dgm.size()));
		final int pixels = dgm.size() * dgm.size();
		final float[] shipped = new float[2 * few.size() * pixels];
		for (int i = 0; i < few.size(); i++) {
			System.arraycopy(few.get(i).u(), 0, shipped, 2 * i * pixels, pixels);
			System.arraycopy(few.get(i).v(), 0, shipped, (2 * i + 1) * pixels, pixels);
		}
		write("dgm/shipped", FloatTensor.of(shipped, few.size(), 2, dgm.size(), dgm.size()));
		final List<RegisteredPair> many = registered(pairs(32, dgm.size()), dgm.size());
		tasks.put("dgm-infer-1", () -> model.compute(many.get(0)));
		tasks.put("dgm-infer-32", () -> model.compute(many));
	}

	private static List<RegisteredPair> registered(final Map<String, FloatTensor> pairs, final int size) {
		final List<RegisteredPair> registered = new ArrayList<>();
		final float[] onset = pairs.get(DgmNetwork.ONSET).data();
		final float[] apex = pairs.get(DgmNetwork.APEX).data();
		for (int from = 0; from < onset.length; from += size * size)
			registered.add(new RegisteredPair(ArrayImgs.floats(Arrays.copyOfRange(onset, from, from + size * size), size,
				size), ArrayImgs.floats(Arrays.copyOfRange(apex, from, from + size * size), size, size)));
		return registered;
	}

	private void recognition() throws IOException {
		final FusionSettings defaults = FusionSettings.defaults();
		final Fusion plain = new Fusion(new FusionSettings(true, true, true, true, defaults.channels(), defaults.heads(), 0,
			0, 0));
		final Map<String, Object> regions = new LinkedHashMap<>();
		for (final AuRegion r : AuRegion.values())
			regions.put(r.label(), new int[] { r.row(), r.column() });
		index.put("regions", regions);
		for (final int folds : new int[] { 1, FOLDS }) {
			final Map<String, FloatTensor> batch = fields(folds, 32);
			try (Trainer checked = Trainer.open(plain.forTraining(), settings(folds))) {
				checked.start(moved(checked.layout()));
				write("fusion" + folds, checked, batch);
			}
			tasks.put("fusion-train-" + folds, fusionSteps(new Fusion(defaults), folds));
		}
		final ParameterLayout layout = ParameterLayout.of(plain.forInference());
		SavedModels.export(plain.forInference(), moved(layout), folder.resolve("fusion"));
		final ExportedModel model = ExportedModel.open(folder.resolve("fusion"), Recognizer.ports(3), Hardware.of(
			Device.CPU));
		for (final int batch : new int[] { 1, 32 }) {
			final float[] fields = fields(1, batch).get(Fusion.FIELDS).data();
			final Map<String, FloatTensor> input = Map.of(Fusion.FIELDS, FloatTensor.of(fields, batch, 28, 28, 2));
			tasks.put("fusion-infer-" + batch, () -> model.run(input));
			if (batch == 32) write("fusion/out", model.run(input).get(Fusion.PROBABILITIES));
		}
	}

	private static Trainer.Settings settings(final int folds) {
		return new Trainer.Settings(folds, new AdamW(0.9, 0.98, 1e-8, 0.02, 0), new Averaging(0.99, 0), Hardware.cpu(0), 1);
	}

	/** A step of all folds; groups of them at once, as the product trains them. */
	private static Runnable fusionSteps(final Fusion fusion, final int folds) {
		final Workers workers = new Workers(0);
		final List<Supplier<Object>> groups = new ArrayList<>();
		for (int from = 0; from < folds; from += FOLDS_TOGETHER) {
			final int count = Math.min(FOLDS_TOGETHER, folds - from);
			final Map<String, FloatTensor> batch = fields(count, 32);
			final Trainer trainer = Trainer.open(fusion.forTraining(), settings(count));
			groups.add(() -> trainer.step(batch, FUSION_RATE));
		}
		return () -> workers.run(groups);
	}

	/** Parameters as they are drawn, those that begin alike or at zero moved a little, so that each of them matters. */
	private static Parameters moved(final ParameterLayout layout) {
		final Parameters drawn = layout.initialize(1);
		final SplittableRandom random = new SplittableRandom(2);
		for (int i = 0; i < drawn.values().length; i++)
			drawn.values()[i] += (float) (0.02 * random.nextGaussian());
		return drawn;
	}

	/** Smooth textures that move by a smooth field of up to two pixels. */
	private static Map<String, FloatTensor> pairs(final int batch, final int size) {
		final SplittableRandom random = new SplittableRandom(3);
		final float[] onset = new float[batch * size * size];
		final float[] apex = new float[onset.length];
		final float[] truth = new float[2 * onset.length];
		for (int b = 0; b < batch; b++) {
			final double[][] waves = new double[12][];
			for (int k = 0; k < waves.length; k++)
				waves[k] = new double[] { 0.8 * random.nextGaussian(), 0.8 * random.nextGaussian(), 6.3 * random.nextDouble() };
			for (int i = 0; i < size * size; i++) {
				final double x = i % size;
				final double y = i / size;
				final double u = 1.5 * Math.sin(x / 20 + b);
				final double v = 1.5 * Math.cos(y / 25 - b);
				final int at = b * size * size + i;
				onset[at] = (float) (grey(waves, x, y) + random.nextGaussian());
				apex[at] = (float) (grey(waves, x - u, y - v) + random.nextGaussian());
				truth[2 * at] = (float) u;
				truth[2 * at + 1] = (float) v;
			}
		}
		final Map<String, FloatTensor> pairs = new LinkedHashMap<>();
		pairs.put(DgmNetwork.ONSET, FloatTensor.of(onset, batch, size, size));
		pairs.put(DgmNetwork.APEX, FloatTensor.of(apex, batch, size, size));
		pairs.put(DgmTrainingNetwork.TRUTH, FloatTensor.of(truth, batch, size, size, 2));
		return pairs;
	}

	private static double grey(final double[][] waves, final double x, final double y) {
		double sum = 128;
		for (final double[] w : waves)
			sum += 12 * Math.sin(w[0] * x + w[1] * y + w[2]);
		return sum;
	}

	private static Map<String, FloatTensor> fields(final int folds, final int batch) {
		final SplittableRandom random = new SplittableRandom(4);
		final float[] fields = new float[folds * batch * 28 * 28 * 2];
		for (int i = 0; i < fields.length; i++)
			fields[i] = (float) random.nextGaussian();
		final float[] target = new float[folds * batch * CLASSES];
		for (int i = 0; i < folds * batch; i++)
			target[i * CLASSES + i % CLASSES] = 1;
		final float[] units = new float[folds * batch * Fusion.SIDES * Fusion.UNITS];
		for (int i = 0; i < units.length; i++)
			units[i] = random.nextInt(2);
		final float[] weights = new float[folds * batch];
		Arrays.fill(weights, 1);
		final Map<String, FloatTensor> inputs = new LinkedHashMap<>();
		inputs.put(Fusion.FIELDS, FloatTensor.of(fields, folds, batch, 28, 28, 2));
		inputs.put("target", FloatTensor.of(target, folds, batch, CLASSES));
		inputs.put("units", FloatTensor.of(units, folds, batch, Fusion.SIDES, Fusion.UNITS));
		inputs.put("unit_weight", FloatTensor.of(weights, folds, batch));
		return inputs;
	}

	/** Parameters, inputs, the loss of each of the first steps, and the gradient's running mean after the first. */
	private void write(final String name, final Trainer trainer, final Map<String, FloatTensor> inputs)
		throws IOException
	{
		final int folds = trainer.state().values().length / trainer.layout().size();
		final Parameters parameters = trainer.parameters(0);
		final List<Map<String, Object>> places = trainer.layout().parameters().stream().map(Speed::place).toList();
		index.put(name + "/layout", places);
		write(name + "/parameters", FloatTensor.of(parameters.values(), parameters.values().length));
		for (final Map.Entry<String, FloatTensor> input : inputs.entrySet())
			write(name + "/" + input.getKey(), input.getValue());
		final float[] losses = new float[STEPS * folds];
		for (int s = 0; s < STEPS; s++) {
			final float[] loss = trainer.step(inputs, CHECKED_RATE).get("loss").data();
			System.arraycopy(loss, 0, losses, s * folds, folds);
			if (s == 0) write(name + "/gradient", FloatTensor.of(trainer.state().mean(), folds, parameters.values().length));
		}
		write(name + "/losses", FloatTensor.of(losses, STEPS, folds));
	}

	private static Map<String, Object> place(final Parameter p) {
		return Map.of("name", p.name(), "shape", p.shape(), "offset", p.offset(), "size", p.size(), "decayed", p.decayed());
	}

	private void write(final String name, final FloatTensor tensor) throws IOException {
		final String file = name.replace('/', '-') + ".bin";
		final ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(tensor.data());
		Files.createDirectories(folder);
		Files.write(folder.resolve(file), bytes.array());
		index.put(name, Map.of("file", file, "shape", tensor.shape()));
	}
}
