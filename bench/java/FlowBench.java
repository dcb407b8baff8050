import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;

/**
 * The fields that each displacement method computes of made-up pairs, for bench/flow: smooth motion and action units,
 * on textures and seeds that no method was trained or tuned on. Usage: FlowBench MODEL_FOLDER PAIRS WORK
 */
public final class FlowBench {

	private static final long SEED = 7_300_001;

	public static void main(final String[] args) throws IOException {
		final int count = Integer.parseInt(args[1]);
		final Path work = Path.of(args[2]);
		final DisplacementSetup setup = DisplacementSetup.of(Path.of(args[0]), "cpu");
		run(pairs(SyntheticPairs.Setting.benchmark(), count), work, "bumps", setup);
		run(pairs(SyntheticPairs.Setting.expressionBenchmark(), count), work, "expressions", setup);
	}

	private static List<SyntheticPair> pairs(final SyntheticPairs.Setting setting, final int count) {
		final SyntheticPairs series = new SyntheticPairs(SEED, setting, Texture.heldOutOnes());
		final List<SyntheticPair> pairs = new ArrayList<>();
		for (int i = 0; i < count; i++)
			pairs.add(series.sample(i));
		return pairs;
	}

	private static void run(final List<SyntheticPair> pairs, final Path work, final String series,
		final DisplacementSetup setup) throws IOException
	{
		final List<float[]> planes = new ArrayList<>();
		for (final SyntheticPair pair : pairs)
			planes.addAll(List.of(pair.onset(), pair.apex(), pair.truth().u(), pair.truth().v()));
		write(work.resolve(series + ".pairs"), planes);
		for (final DisplacementMethod method : DisplacementMethod.all()) {
			try (DisplacementEstimator estimator = method.open(setup)) {
				for (final SyntheticPair pair : pairs.subList(0, Math.min(20, pairs.size())))
					estimator.compute(pair.pair());
				final List<float[]> fields = new ArrayList<>();
				final long before = System.nanoTime();
				for (final SyntheticPair pair : pairs) {
					final DisplacementField field = estimator.compute(pair.pair());
					fields.addAll(List.of(field.u(), field.v()));
				}
				final double ms = (System.nanoTime() - before) / 1e6 / pairs.size();
				write(work.resolve(series + "." + method.title() + ".field"), fields);
				Files.writeString(work.resolve(series + "." + method.title() + ".ms"), Double.toString(ms));
			}
		}
	}

	private static void write(final Path file, final List<float[]> planes) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			for (final float[] plane : planes) {
				final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * plane.length).order(ByteOrder.LITTLE_ENDIAN);
				buffer.asFloatBuffer().put(plane);
				out.write(buffer.array());
			}
		}
	}
}
