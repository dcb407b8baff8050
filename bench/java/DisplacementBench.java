import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.network.Device;
import org.microexpression.synthetic.CameraSetting;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;

/**
 * The Java side of bench/displacement: makes the pairs, computes the DGM's fields, and writes both for the Python side.
 * Two series: "bumps", the smooth random motion of the design study, and "expressions", action units. For
 * bench/ablation a third, "labelled": expressions of all classes in turn, as the fusion is trained on, with held-out
 * textures.
 */
public class DisplacementBench {

	private static final long SEED = 20_261_124;

	/** Limits of the noise bands, standard deviation in grey levels. */
	private static final double[] NOISE = { 0.5, 1.5, 2.75, 4 };

	public static void main(final String[] args) throws IOException {
		final Path work = Path.of(args[2]);
		final int count = Integer.parseInt(args[1]);
		try (DisplacementModel model = DisplacementModel.open(Path.of(args[0]), Device.CPU)) {
			if (args.length > 3) {
				final SyntheticPairs series = new SyntheticPairs(SEED, SyntheticPairs.Setting.training().withExpressionsAlone(),
					Texture.heldOutOnes());
				run(model, IntStream.range(0, count).parallel().mapToObj(series::sample).toList(), work, args[3]);
				return;
			}
			run(model, pairs(SyntheticPairs.Setting.benchmark(), count), work, "bumps");
			run(model, pairs(SyntheticPairs.Setting.expressionBenchmark(), count / 2), work, "expressions");
		}
	}

	/** As many pairs of each noise band, one band after the other. */
	private static List<SyntheticPair> pairs(final SyntheticPairs.Setting s, final int count) {
		final List<SyntheticPair> pairs = new ArrayList<>();
		for (int band = 0; band < NOISE.length - 1; band++) {
			final CameraSetting c = s.camera();
			final CameraSetting camera = new CameraSetting(new CameraSetting.Noise(NOISE[band], NOISE[band + 1], c.noise()
				.shot()), c.compression(), c.light(), c.blur(), c.resolution());
			final SyntheticPairs series = new SyntheticPairs(SEED + band, s.withCamera(camera), Texture.heldOutOnes());
			IntStream.range(0, count / (NOISE.length - 1)).mapToObj(series::sample).forEach(pairs::add);
		}
		return pairs;
	}

	private static void run(final DisplacementModel model, final List<SyntheticPair> pairs, final Path work,
		final String name) throws IOException
	{
		final int count = pairs.size();
		final List<RegisteredPair> registered = pairs.stream().map(SyntheticPair::pair).toList();
		final List<DisplacementField> ours = new ArrayList<>();
		for (final RegisteredPair pair : registered.subList(0, Math.min(40, count)))
			model.compute(pair);
		final long before = cpuTime();
		for (final RegisteredPair pair : registered)
			ours.add(model.compute(pair));
		final double single = (cpuTime() - before) / 1e6 / count;
		final List<RegisteredPair> thirtyTwo = IntStream.range(0, 32).mapToObj(i -> registered.get(i % count)).toList();
		model.compute(thirtyTwo);
		final long beforeBatch = cpuTime();
		for (int i = 0; i < 4; i++)
			model.compute(thirtyTwo);
		final double batch = (cpuTime() - beforeBatch) / 1e6 / 128;
		write(work.resolve(name + ".pairs"), pairs);
		try (var out = Files.newOutputStream(work.resolve(name + ".ours"))) {
			for (final DisplacementField d : ours) {
				out.write(bytes(d.u()));
				out.write(bytes(d.v()));
			}
		}
		Files.writeString(work.resolve(name + ".json"), "{\"cpu_ms\": " + single + ", \"cpu_ms_batch_32\": " + batch +
			", \"device\": \"" + model.device() + "\", \"pairs\": [" + String.join(", ", pairs.stream().map(
				p -> "{\"texture\": \"" + p.texture().name().toLowerCase(Locale.ROOT) + "\", \"expression\": \"" + p
					.expression() + "\"}").toList()) + "]}\n");
	}

	private static void write(final Path file, final List<SyntheticPair> pairs) throws IOException {
		try (var out = Files.newOutputStream(file)) {
			pairs.forEach(pair -> {
				try {
					out.write(bytes(pair.onset()));
					out.write(bytes(pair.apex()));
					out.write(bytes(pair.truth().u()));
					out.write(bytes(pair.truth().v()));
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
	}

	private static byte[] bytes(final float[] values) {
		final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asFloatBuffer().put(values);
		return buffer.array();
	}

	/** CPU time of all threads of this process, nanoseconds. */
	private static long cpuTime() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}
}
