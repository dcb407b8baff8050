import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

import net.imglib2.img.array.ArrayImgs;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/**
 * Pairs of frames from a second generator, which nothing is trained or tuned on: pictures and motions are formulas,
 * read where they are needed, so that nothing is interpolated. The onset shows the picture at rest and the apex the
 * moved one, the other way round from the generator of the training. Motions are Gaussian processes, pulls on an
 * elastic sheet and thin-plate splines by turns; pictures are plane waves, spots and soft-edged patches by turns; light
 * changes by a power of brightness and towards the corners.
 */
final class AnalyticPairs {

	/**
	 * A pair.
	 *
	 * @param onset grey levels, row-major
	 * @param apex  grey levels
	 * @param truth D on the onset's grid
	 */
	record Sample(float[] onset, float[] apex, DisplacementField truth) {

		RegisteredPair pair() {
			return new RegisteredPair(ArrayImgs.floats(onset, SIZE, SIZE), ArrayImgs.floats(apex, SIZE, SIZE));
		}
	}

	/** Motion of the apex: a point of it shows what the onset shows so far away. */
	private record Motion(DoubleBinaryOperator u, DoubleBinaryOperator v) {
	}

	private static final int SIZE = CanonicalFace.SIZE;

	/** Steepest slope and largest length of a motion. */
	private static final double STEEPEST = 0.45;
	private static final double LONGEST = 3.2;

	private AnalyticPairs() {
		// Static only.
	}

	static Sample sample(final long seed, final int index) {
		final SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
		final DoubleBinaryOperator picture = switch (index / 3 % 3) {
			case 0 -> waves(random, 120, 0.3, 12 + 28 * random.nextDouble());
			case 1 -> spots(random);
			default -> patches(random);
		};
		final Motion drawn = switch (index % 3) {
			case 0 -> new Motion(process(random), process(random));
			case 1 -> pulls(random);
			default -> plate(random);
		};
		final Motion motion = limited(drawn, random);
		return shot(picture, motion, random);
	}

	private static Sample shot(final DoubleBinaryOperator picture, final Motion motion, final SplittableRandom random) {
		final DisplacementField truth = DisplacementField.zero(SIZE, SIZE);
		final float[] onset = new float[SIZE * SIZE], apex = new float[SIZE * SIZE];
		final double noise = 0.5 * Math.pow(8, random.nextDouble());
		final double power = Math.exp(0.06 * random.nextGaussian()), corners = 0.06 * random.nextGaussian();
		final double level = 90 + 70 * random.nextDouble();
		for (int i = 0; i < SIZE * SIZE; i++) {
			final int x = i % SIZE, y = i / SIZE;
			double du = 0, dv = 0;
			for (int step = 0; step < 12; step++) {
				final double nu = -motion.u.applyAsDouble(x + du, y + dv);
				dv = -motion.v.applyAsDouble(x + du, y + dv);
				du = nu;
			}
			truth.u()[i] = (float) du;
			truth.v()[i] = (float) dv;
			onset[i] = grey(level + picture.applyAsDouble(x, y) + noise * random.nextGaussian());
			final double there = level + picture.applyAsDouble(x + motion.u.applyAsDouble(x, y), y + motion.v.applyAsDouble(x,
				y));
			final double off = (Math.pow(x - SIZE / 2.0, 2) + Math.pow(y - SIZE / 2.0, 2)) * 2 / SIZE / SIZE;
			final double lit = 255 * Math.pow(Math.max(0, there) / 255, power) * (1 + corners * off);
			apex[i] = grey(lit + noise * random.nextGaussian());
		}
		return new Sample(onset, apex, truth);
	}

	private static float grey(final double value) {
		return Math.round(Math.max(0, Math.min(255, value)));
	}

	/** A sum of plane waves with a standard deviation; the finest have {@code finest} periods a pixel. */
	private static DoubleBinaryOperator waves(final SplittableRandom random, final int count, final double finest,
		final double sd)
	{
		final double[] kx = new double[count], ky = new double[count], phase = new double[count], height =
			new double[count];
		final double fall = 0.2 + 0.8 * random.nextDouble();
		double power = 0;
		for (int k = 0; k < count; k++) {
			final double periods = finest * Math.pow(0.01 / finest, random.nextDouble());
			final double angle = Math.PI * random.nextDouble();
			kx[k] = 2 * Math.PI * periods * Math.cos(angle);
			ky[k] = 2 * Math.PI * periods * Math.sin(angle);
			phase[k] = 2 * Math.PI * random.nextDouble();
			height[k] = Math.pow(periods, -fall);
			power += height[k] * height[k] / 2;
		}
		final double unit = sd / Math.sqrt(power);
		return (x, y) -> {
			double sum = 0;
			for (int k = 0; k < count; k++)
				sum += height[k] * Math.cos(kx[k] * x + ky[k] * y + phase[k]);
			return unit * sum;
		};
	}

	/** Dark and bright spots of many sizes, round or striped, on broad waves. */
	private static DoubleBinaryOperator spots(final SplittableRandom random) {
		final DoubleBinaryOperator ground = waves(random, 12, 0.03, 15);
		final int count = 180;
		final double[][] spot = new double[count][];
		for (int k = 0; k < count; k++) {
			final double size = 1.1 * Math.pow(8, Math.pow(random.nextDouble(), 1.5)), angle = Math.PI * random.nextDouble();
			final double stripes = random.nextDouble() < 0.4 ? 1.2 / size : 0;
			spot[k] = new double[] { (SIZE + 20) * random.nextDouble() - 10, (SIZE + 20) * random.nextDouble() - 10, size,
				18 * random.nextGaussian(), stripes * Math.cos(angle), stripes * Math.sin(angle) };
		}
		return (x, y) -> {
			double sum = ground.applyAsDouble(x, y);
			for (final double[] s : spot) {
				final double dx = x - s[0], dy = y - s[1], r = (dx * dx + dy * dy) / (2 * s[2] * s[2]);
				if (r < 12) sum += s[3] * Math.exp(-r) * Math.cos(s[4] * dx + s[5] * dy);
			}
			return sum;
		};
	}

	/** Patches of even grey with soft edges, with a fine grain of little contrast. */
	private static DoubleBinaryOperator patches(final SplittableRandom random) {
		final List<DoubleBinaryOperator> layers = new ArrayList<>();
		for (int k = 0; k < 4; k++) {
			final DoubleBinaryOperator shape = waves(random, 10, 0.04, 1);
			final double height = 20 * random.nextGaussian(), sharp = 3 + 4 * random.nextDouble();
			layers.add((x, y) -> height * Math.tanh(sharp * shape.applyAsDouble(x, y)));
		}
		layers.add(waves(random, 60, 0.3, 1.5 * Math.pow(4, random.nextDouble())));
		return (x, y) -> layers.stream().mapToDouble(layer -> layer.applyAsDouble(x, y)).sum();
	}

	/** One component of a Gaussian process with a bell-shaped covariance, by random Fourier features. */
	private static DoubleBinaryOperator process(final SplittableRandom random) {
		final int count = 50;
		final double reach = 6 * Math.pow(5, random.nextDouble()), sd = 0.08 * Math.pow(12, random.nextDouble());
		final double[] kx = new double[count], ky = new double[count], phase = new double[count];
		for (int k = 0; k < count; k++) {
			kx[k] = random.nextGaussian() / reach;
			ky[k] = random.nextGaussian() / reach;
			phase[k] = 2 * Math.PI * random.nextDouble();
		}
		return (x, y) -> {
			double sum = 0;
			for (int k = 0; k < count; k++)
				sum += Math.cos(kx[k] * x + ky[k] * y + phase[k]);
			return sd * Math.sqrt(2.0 / count) * sum;
		};
	}

	/**
	 * Pulls on an elastic sheet: regularized Kelvin solutions (de Goes and James, SIGGRAPH 2017), Poisson's ratio .45.
	 */
	private static Motion pulls(final SplittableRandom random) {
		final int count = 1 + random.nextInt(5);
		final double[][] pull = new double[count][];
		final double b = 1 / (4 * (1 - 0.45));
		for (int k = 0; k < count; k++) {
			final double reach = 4 * Math.pow(6, random.nextDouble()), angle = 2 * Math.PI * random.nextDouble();
			final double length = 0.15 * Math.pow(20, random.nextDouble()) * reach / (1.5 - b);
			pull[k] = new double[] { SIZE * random.nextDouble(), SIZE * random.nextDouble(), reach, length * Math.cos(angle),
				length * Math.sin(angle) };
		}
		return new Motion((x, y) -> pulled(pull, b, x, y, 0), (x, y) -> pulled(pull, b, x, y, 1));
	}

	private static double pulled(final double[][] pulls, final double b, final double x, final double y, final int axis) {
		double sum = 0;
		for (final double[] p : pulls) {
			final double dx = x - p[0], dy = y - p[1], r = Math.sqrt(dx * dx + dy * dy + p[2] * p[2]);
			sum += ((1 - b) / r + p[2] * p[2] / (2 * r * r * r)) * p[3 + axis] + b / (r * r * r) * (dx * p[3] + dy * p[4]) *
				(axis == 0 ? dx : dy);
		}
		return sum;
	}

	/** A thin plate bent through points that moved by chance. */
	private static Motion plate(final SplittableRandom random) {
		final int count = 8 + random.nextInt(12);
		final double sd = 0.15 * Math.pow(8, random.nextDouble());
		final double[] x = new double[count], y = new double[count];
		final double[][] moved = new double[2][count + 3];
		for (int i = 0; i < count; i++) {
			x[i] = SIZE * random.nextDouble();
			y[i] = SIZE * random.nextDouble();
			moved[0][i] = sd * random.nextGaussian();
			moved[1][i] = sd * random.nextGaussian();
		}
		final double[][] matrix = new double[count + 3][count + 3];
		for (int i = 0; i < count; i++) {
			for (int j = 0; j < count; j++)
				// A little stiffness, so that two points close together do not tear it.
				matrix[i][j] = i == j ? 50 : bending(x[i] - x[j], y[i] - y[j]);
			matrix[i][count] = matrix[count][i] = 1;
			matrix[i][count + 1] = matrix[count + 1][i] = x[i];
			matrix[i][count + 2] = matrix[count + 2][i] = y[i];
		}
		final var solver = new LUDecomposition(new Array2DRowRealMatrix(matrix)).getSolver();
		final double[][] w = new double[2][];
		for (int axis = 0; axis < 2; axis++)
			w[axis] = solver.solve(new ArrayRealVector(moved[axis])).toArray();
		return new Motion((px, py) -> bent(x, y, w[0], px, py), (px, py) -> bent(x, y, w[1], px, py));
	}

	private static double bent(final double[] x, final double[] y, final double[] w, final double px, final double py) {
		final int count = x.length;
		double sum = w[count] + w[count + 1] * px + w[count + 2] * py;
		for (int i = 0; i < count; i++)
			sum += w[i] * bending(px - x[i], py - y[i]);
		return sum;
	}

	private static double bending(final double dx, final double dy) {
		final double square = dx * dx + dy * dy;
		return square == 0 ? 0 : square * Math.log(square) / 2;
	}

	/** The motion with a drift of the whole frame, weakened where it would fold the skin or is too long. */
	private static Motion limited(final Motion motion, final SplittableRandom random) {
		double most = 0, slope = 0;
		final double h = 0.5;
		for (int y = 0; y < SIZE; y += 2) {
			for (int x = 0; x < SIZE; x += 2) {
				final double u = motion.u.applyAsDouble(x, y), v = motion.v.applyAsDouble(x, y);
				most = Math.max(most, Math.hypot(u, v));
				slope = Math.max(slope, Math.max(Math.hypot(motion.u.applyAsDouble(x + h, y) - u, motion.u.applyAsDouble(x, y +
					h) - u), Math.hypot(motion.v.applyAsDouble(x + h, y) - v, motion.v.applyAsDouble(x, y + h) - v)) / h);
			}
		}
		final double factor = Math.min(1, Math.min(STEEPEST / slope, LONGEST / most));
		final double right = 0.3 * random.nextGaussian(), down = 0.3 * random.nextGaussian();
		return new Motion((x, y) -> factor * motion.u.applyAsDouble(x, y) + right, (x, y) -> factor * motion.v
			.applyAsDouble(x, y) + down);
	}
}
