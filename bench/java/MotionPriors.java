import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.synthetic.Texture;

/**
 * Motions of the families that bench/displacement measures on, from another seed, for bench/linear-limit: means over
 * blocks of 4 × 4 pixels, u and then v, single precision.
 */
public class MotionPriors {

	private static final long SEED = 990_011;

	/** Rows and columns of blocks, and pixels of a block's side. */
	private static final int GRID = 32, BLOCK = CanonicalFace.SIZE / GRID;

	/** Motions that are held at a time. */
	private static final int TOGETHER = 500;

	public static void main(final String[] args) throws IOException {
		final int count = Integer.parseInt(args[0]);
		final Path work = Path.of(args[1]);
		write(work.resolve("bumps.prior"), count, series(SyntheticPairs.Setting.benchmark()));
		write(work.resolve("expressions.prior"), count, series(SyntheticPairs.Setting.expressionBenchmark()));
		write(work.resolve("analytic.prior"), count, i -> AnalyticPairs.sample(SEED, i).truth());
	}

	private static IntFunction<DisplacementField> series(final SyntheticPairs.Setting setting) {
		final SyntheticPairs pairs = new SyntheticPairs(SEED, setting, Texture.training());
		return i -> pairs.sample(i).truth();
	}

	private static void write(final Path file, final int count, final IntFunction<DisplacementField> motion)
		throws IOException
	{
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			for (int first = 0; first < count; first += TOGETHER) {
				final List<byte[]> rows = IntStream.range(first, Math.min(count, first + TOGETHER)).parallel().mapToObj(
					i -> means(motion.apply(i))).toList();
				for (final byte[] row : rows)
					out.write(row);
			}
		}
		System.out.println("written: " + file);
	}

	private static byte[] means(final DisplacementField field) {
		final ByteBuffer means = ByteBuffer.allocate(2 * GRID * GRID * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		for (final float[] plane : List.of(field.u(), field.v()))
			for (int block = 0; block < GRID * GRID; block++) {
				double sum = 0;
				for (int i = 0; i < BLOCK * BLOCK; i++)
					sum += plane[(block / GRID * BLOCK + i / BLOCK) * CanonicalFace.SIZE + block % GRID * BLOCK + i % BLOCK];
				means.putFloat((float) (sum / (BLOCK * BLOCK)));
			}
		return means.array();
	}
}
