/*-
 * #%L
 * Micro-Expression for Fiji.
 * %%
 * Copyright (C) 2026 Micro-Expression for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package org.microexpression.dgm;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.network.GraphImages;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the DGM sees instead of two pictures: for each of three image scales and three window sizes the motion that
 * Lucas and Kanade (1981) find, with how much texture there is to trust it, on a grid of a quarter of the frame's size.
 * All of it is differentiable; only the regularization of each scale and window is trained.
 * <p>
 * The paper does not state how its DGM begins; this is our choice, after a design study in which a plain
 * encoder-decoder on the two frames stayed at twice the error that this front has before any training.
 * </p>
 */
final class LucasKanadeFront {

	/** Image scales: full, half and quarter size. */
	private static final int SCALES = 3;

	/** Window sizes: 1, 3 and 7 cells of the grid, weighted towards the middle. */
	private static final int WINDOWS = 3;

	/** Candidates where every scale is used, as in the last stage. */
	static final int MOST_CANDIDATES = SCALES * WINDOWS;

	private static final float LIMIT = 6;
	private static final double FIRST_REGULARISATION = 0.0025;
	private static final int PRODUCTS = 6;

	/** Pixels of a block that are computed side by side, in the channels of one place. */
	private static final int PHASES = 4;

	private static final float[] SMOOTHING = { 1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f };
	private static final float[] DERIVATIVE = { -1 / 8f, -2 / 8f, 0, 2 / 8f, 1 / 8f };
	private static final float[] HALVING = { 1 / 8f, 3 / 8f, 3 / 8f, 1 / 8f };

	/**
	 * The sums of the derivatives x, y and t whose squares are computed: their products follow from these, and squaring all
	 * channels at once takes a tenth of the time of cutting x, y and t out and joining their products.
	 */
	private static final int[][] SUMS = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 0 }, { 1, 0, 1 }, { 0, 1, 1 } };

	/** Of these squares: xx, xy, yy, xt, yt, tt. */
	private static final float[][] OF_SQUARES = { { 1, 0, 0, 0, 0, 0 }, { -.5f, -.5f, 0, .5f, 0, 0 }, { 0, 1, 0, 0, 0,
		0 }, { -.5f, 0, -.5f, 0, .5f, 0 }, { 0, -.5f, -.5f, 0, 0, .5f }, { 0, 0, 1, 0, 0, 0 } };

	private final Layers layers;
	private final Ops tf;
	private final GraphImages images;
	private final int size;
	private final int finest;
	private final int levels;

	/**
	 * @param layers where trained parameters come from
	 * @param images image operations of the same graph
	 * @param size   rows and columns of the frames, a multiple of 4
	 * @param finest the first image scale used: 0 full, 1 half, 2 quarter size
	 */
	LucasKanadeFront(final Layers layers, final GraphImages images, final int size, final int finest) {
		this.layers = layers;
		tf = layers.tf();
		this.images = images;
		this.size = size;
		this.finest = finest;
		levels = SCALES - finest;
	}

	/** @return motion candidates for each cell */
	int candidates() {
		return levels * WINDOWS;
	}

	/** @return channels of {@link Features#channels()} */
	int channels() {
		return 5 * candidates() + levels;
	}

	/**
	 * What the front computes.
	 *
	 * @param channels what the network sees: candidates, logarithm and orientation of their texture, change of each scale;
	 *                 [batch, size / 4, size / 4, {@link #channels()}]
	 * @param u        horizontal motion candidates in pixels of the full frame, [candidate, batch · size / 4 · size / 4]
	 * @param v        vertical ones
	 */
	record Features(Operand<TFloat32> channels, Operand<TFloat32> u, Operand<TFloat32> v) {
	}

	/** Whose part of the derivatives: x and y are those of the frames' mean, t is the apex less the onset. */
	enum Frame {

			ONSET(-1), APEX(1);

		private final float sign;

		Frame(final float sign) {
			this.sign = sign;
		}
	}

	/**
	 * One frame's part of the derivatives at each scale. The onset's is the same in every stage.
	 *
	 * @param image normalized frames [batch, size, size, 1]
	 * @param frame which of the two they are
	 * @return of each scale from the full size on, those that are not used being left out, the {@link #SUMS}
	 */
	List<Operand<TFloat32>> derivatives(final Operand<TFloat32> image, final Frame frame) {
		final List<Operand<TFloat32>> scales = new ArrayList<>();
		Operand<TFloat32> level = image;
		for (int l = 0; l < SCALES; l++) {
			if (l < finest) {
				level = images.halved(level, 1);
				continue;
			}
			final Operand<TFloat32> padded = images.mirrorPadded(level, 2);
			if (!folded(l)) {
				scales.add(images.fixedConv(padded, plainKernel(frame), 1));
				continue;
			}
			// Convolving 2 × 2 pixels at once is several times as fast; their halved image comes with them.
			final Operand<TFloat32> sums = images.fixedConv(padded, foldedKernel(frame), 2);
			scales.add(sums);
			level = images.channels(sums, SUMS.length * PHASES, 1);
		}
		return scales;
	}

	private static boolean folded(final int level) {
		return level < SCALES - 1;
	}

	/**
	 * @param name  prefix of its parameter {@code /regularization}
	 * @param onset the onset's {@link #derivatives}
	 * @param apex  those of the apex, or of this warped towards the onset
	 * @return the motion from the first to the second
	 */
	Features features(final String name, final List<Operand<TFloat32>> onset, final List<Operand<TFloat32>> apex) {
		final List<Operand<TFloat32>> products = new ArrayList<>();
		for (int l = finest; l < SCALES; l++) {
			final Operand<TFloat32> squares = tf.math.square(tf.math.add(onset.get(onset.size() - SCALES + l), apex.get(l -
				finest)));
			products.add(products(squares, l));
		}
		final Operand<TFloat32> narrow = images.joined(products);
		final Operand<TFloat32> middle = images.box(narrow, 3);
		final Operand<TFloat32> wide = images.box(images.box(middle, 3), 3);
		return solved(name, List.of(narrow, middle, wide));
	}

	/** Products xx, xy, yy, xt, yt, tt of the derivatives, averaged over each cell of the grid. */
	private Operand<TFloat32> products(final Operand<TFloat32> squares, final int level) {
		final int phases = folded(level) ? PHASES : 1;
		final int stride = folded(level) ? (size >> level) / 2 / (size / 4) : 1;
		final int channels = SUMS.length * phases + (folded(level) ? 1 : 0);
		final float[][][][] mean = new float[stride][stride][channels][PRODUCTS];
		for (int i = 0; i < stride * stride * SUMS.length * phases; i++) {
			final int channel = i % (SUMS.length * phases), cell = i / (SUMS.length * phases);
			for (int product = 0; product < PRODUCTS; product++)
				mean[cell / stride][cell % stride][channel][product] = OF_SQUARES[product][channel / phases] / (stride *
					stride * phases);
		}
		return images.fixedConv(squares, mean, stride);
	}

	/** Of a frame: {@link #SUMS} of its parts of the horizontal, vertical and temporal derivative. */
	private static float[][][][] plainKernel(final Frame frame) {
		final float[][][][] kernel = new float[5][5][1][SUMS.length];
		for (int y = 0; y < 5; y++) {
			for (int x = 0; x < 5; x++) {
				for (int s = 0; s < SUMS.length; s++)
					kernel[y][x][0][s] = SUMS[s][0] * SMOOTHING[y] * DERIVATIVE[x] / 2 + SUMS[s][1] * DERIVATIVE[y] *
						SMOOTHING[x] / 2 + frame.sign * SUMS[s][2] * SMOOTHING[y] * SMOOTHING[x];
			}
		}
		return kernel;
	}

	/** The same for 2 × 2 pixels: four phases of each sum, then the frame at half its size. */
	private static float[][][][] foldedKernel(final Frame frame) {
		final float[][][][] plain = plainKernel(frame);
		final float[][][][] kernel = new float[6][6][1][SUMS.length * PHASES + 1];
		for (int i = 0; i < 25 * PHASES; i++) {
			final int phase = i % PHASES, y = i / PHASES / 5, x = i / PHASES % 5;
			for (int s = 0; s < SUMS.length; s++)
				kernel[phase / 2 + y][phase % 2 + x][0][s * PHASES + phase] = plain[y][x][0][s];
		}
		for (int i = 0; i < 16; i++)
			kernel[1 + i / 4][1 + i % 4][0][SUMS.length * PHASES] = HALVING[i / 4] * HALVING[i % 4];
		return kernel;
	}

	private Features solved(final String name, final List<Operand<TFloat32>> windows) {
		final int count = candidates();
		// From channels in the order window, level, product to a row of each product's candidates.
		final Operand<TFloat32> sorted = tf.linalg.transpose(tf.reshape(images.joined(windows), tf.constant(new int[] { -1,
			count, PRODUCTS })), tf.constant(new int[] { 2, 1, 0 }));
		final List<Operand<TFloat32>> m = new ArrayList<>();
		for (final Output<TFloat32> product : tf.split(tf.constant(0), sorted, (long) PRODUCTS).output())
			m.add(tf.reshape(product, tf.constant(new int[] { count, -1 })));
		final Operand<TFloat32> lambda = tf.reshape(tf.math.exp(layers.weight(name + "/regularization", Initializer
			.constant(Math.log(FIRST_REGULARISATION)), false, count)), tf.constant(new int[] { count, 1 }));
		final Operand<TFloat32> a = tf.math.add(m.get(0), lambda);
		final Operand<TFloat32> b = m.get(1);
		final Operand<TFloat32> c = tf.math.add(m.get(2), lambda);
		final Operand<TFloat32> e = m.get(3);
		final Operand<TFloat32> f = m.get(4);
		final Operand<TFloat32> scale = tf.math.div(tf.constant(levelScales()), tf.math.sub(tf.math.mul(a, c), tf.math
			.square(b)));
		final Operand<TFloat32> u = limited(tf.math.mul(tf.math.sub(tf.math.mul(b, f), tf.math.mul(c, e)), scale));
		final Operand<TFloat32> v = limited(tf.math.mul(tf.math.sub(tf.math.mul(b, e), tf.math.mul(a, f)), scale));
		final Operand<TFloat32> trace = tf.math.add(a, c);
		final Operand<TFloat32> texture = logarithm(trace);
		final Operand<TFloat32> along = tf.math.div(tf.math.sub(a, c), trace);
		final Operand<TFloat32> across = tf.math.div(tf.math.mul(tf.constant(2f), b), trace);
		final Operand<TFloat32> change = logarithm(tf.math.add(images.rows(m.get(5), levels, levels), tf.constant(1e-4f)));
		final Operand<TFloat32> all = tf.concat(List.of(u, v, texture, along, across, change), tf.constant(0));
		return new Features(images.fromPlanes(all, size / 4, channels()), u, v);
	}

	/** Pixels of the full frame for one pixel of each candidate's level. */
	private float[][] levelScales() {
		final float[][] scales = new float[candidates()][1];
		for (int i = 0; i < scales.length; i++)
			scales[i][0] = 1 << finest + i % levels;
		return scales;
	}

	private Operand<TFloat32> limited(final Operand<TFloat32> flow) {
		return tf.math.maximum(tf.math.minimum(flow, tf.constant(LIMIT)), tf.constant(-LIMIT));
	}

	/** A logarithm brought to about −1..1 for what normalized frames have. */
	private Operand<TFloat32> logarithm(final Operand<TFloat32> values) {
		return tf.math.mul(tf.math.add(tf.math.log(values), tf.constant(4f)), tf.constant(0.4f));
	}
}
