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

	private static final float[] SMOOTHING = { 1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f };
	private static final float[] DERIVATIVE = { -1 / 8f, -2 / 8f, 0, 2 / 8f, 1 / 8f };

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
	 * What the front computes, each [batch, size / 4, size / 4, …].
	 *
	 * @param channels what the network sees: candidates, logarithm and orientation of their texture, change of each scale
	 * @param u        horizontal motion candidates in pixels of the full frame
	 * @param v        vertical ones
	 */
	record Features(Operand<TFloat32> channels, Operand<TFloat32> u, Operand<TFloat32> v) {
	}

	/**
	 * @param name  prefix of its parameter {@code /regularization}
	 * @param onset normalized onset frames [batch, size, size, 1]
	 * @param apex  normalized apex frames, or these warped towards the onset
	 * @return the motion from the first to the second
	 */
	Features features(final String name, final Operand<TFloat32> onset, final Operand<TFloat32> apex) {
		Operand<TFloat32> level = images.joined(List.of(tf.math.mul(tf.math.add(onset, apex), tf.constant(0.5f)), tf.math
			.sub(apex, onset)));
		final List<Operand<TFloat32>> products = new ArrayList<>();
		for (int l = 0; l < SCALES; l++) {
			if (l > 0) level = images.halved(level, 2);
			if (l >= finest) products.add(products(level, size >> l));
		}
		final Operand<TFloat32> narrow = images.joined(products);
		final Operand<TFloat32> middle = images.box(narrow, 3);
		final Operand<TFloat32> wide = images.box(images.box(middle, 3), 3);
		return solved(name, List.of(narrow, middle, wide));
	}

	/** Products xx, xy, yy, xt, yt, tt of the derivatives, averaged over each cell of the grid. */
	private Operand<TFloat32> products(final Operand<TFloat32> level, final int levelSize) {
		final Operand<TFloat32> padded = images.mirrorPadded(level, 2);
		final boolean folded = levelSize > size / 4;
		// Folding 2 × 2 pixels into channels makes the same convolution several times as fast.
		final Operand<TFloat32> derivatives = folded ? images.fixedConv(tf.nn.spaceToDepth(padded, 2L), foldedKernel(), 1)
			: images.fixedConv(padded, plainKernel(), 1);
		final int phases = folded ? 4 : 1;
		final Operand<TFloat32> x = images.channels(derivatives, 0, phases);
		final Operand<TFloat32> y = images.channels(derivatives, phases, phases);
		final Operand<TFloat32> t = images.channels(derivatives, 2 * phases, phases);
		final Operand<TFloat32> all = images.joined(List.of(tf.math.square(x), tf.math.mul(x, y), tf.math.square(y), tf.math
			.mul(x, t), tf.math.mul(y, t), tf.math.square(t)));
		if (!folded) return all;
		final int stride = levelSize / 2 / (size / 4);
		final float[][][][] mean = new float[stride][stride][PRODUCTS * phases][PRODUCTS];
		for (int i = 0; i < stride * stride * PRODUCTS * phases; i++) {
			final int channel = i % (PRODUCTS * phases);
			final int cell = i / (PRODUCTS * phases);
			mean[cell / stride][cell % stride][channel][channel / phases] = 1f / (stride * stride * phases);
		}
		return images.fixedConv(all, mean, stride);
	}

	/** Of (mean, difference): horizontal and vertical derivative of the mean, smoothed difference. */
	private static float[][][][] plainKernel() {
		final float[][][][] kernel = new float[5][5][2][3];
		for (int y = 0; y < 5; y++) {
			for (int x = 0; x < 5; x++) {
				kernel[y][x][0][0] = SMOOTHING[y] * DERIVATIVE[x];
				kernel[y][x][0][1] = DERIVATIVE[y] * SMOOTHING[x];
				kernel[y][x][1][2] = SMOOTHING[y] * SMOOTHING[x];
			}
		}
		return kernel;
	}

	/** The same for 2 × 2 pixels folded into channels: four phases of each derivative. */
	private static float[][][][] foldedKernel() {
		final float[][][][] plain = plainKernel();
		final float[][][][] kernel = new float[3][3][8][12];
		for (int phase = 0; phase < 4; phase++) {
			for (int y = 0; y < 5; y++) {
				for (int x = 0; x < 5; x++) {
					final int row = phase / 2 + y;
					final int column = phase % 2 + x;
					for (int in = 0; in < 2; in++) {
						for (int out = 0; out < 3; out++) {
							kernel[row / 2][column / 2][(row % 2 * 2 + column % 2) * 2 + in][out * 4 + phase] = plain[y][x][in][out];
						}
					}
				}
			}
		}
		return kernel;
	}

	private Features solved(final String name, final List<Operand<TFloat32>> windows) {
		final List<Output<TFloat32>> m = tf.split(tf.constant(3), images.fixedConv(images.joined(windows),
			sortedByProduct(), 1), (long) PRODUCTS).output();
		final Operand<TFloat32> lambda = tf.math.exp(layers.weight(name + "/regularization", Initializer.constant(Math.log(
			FIRST_REGULARISATION)), false, candidates()));
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
		final Operand<TFloat32> change = logarithm(tf.math.add(images.channels(m.get(5), levels, levels), tf.constant(
			1e-4f)));
		return new Features(images.joined(List.of(u, v, texture, along, across, change)), u, v);
	}

	/**
	 * From channels in the order window, level, product to the order product, window, level: as a convolution several
	 * times as fast as cutting and joining single channels.
	 */
	private float[][][][] sortedByProduct() {
		final int count = candidates();
		final float[][][][] kernel = new float[1][1][count * PRODUCTS][count * PRODUCTS];
		for (int i = 0; i < count * PRODUCTS; i++)
			kernel[0][0][i][i % PRODUCTS * count + i / PRODUCTS] = 1;
		return kernel;
	}

	/** Pixels of the full frame for one pixel of each candidate's level. */
	private float[] levelScales() {
		final float[] scales = new float[candidates()];
		for (int i = 0; i < scales.length; i++)
			scales[i] = 1 << finest + i % levels;
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
