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

package org.microexpression.training.dgm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

import org.microexpression.dgm.Dgm;
import org.microexpression.network.GraphImages;
import org.microexpression.network.Layers;

/**
 * The terms that a DGM's loss is the weighted sum of, each a mean over batch and pixels without a border of
 * {@value #BORDER} pixels, where displacements lead out of the frame.
 */
public final class DgmLosses {

	/** Pixels at the frame's border that do not count. */
	public static final int BORDER = 4;

	/** End-point errors well below this many pixels count by their square. */
	private static final float SMALL_ERROR = 0.02f;

	/** Pixels of motion beyond which emphasis grows no further, and that pixels move on average. */
	private static final float MOST_MOVED = 3;
	private static final double USUALLY_MOVED = 0.6;

	/** Differences of locally normalized grey levels well below this count by their square, larger ones by themselves. */
	private static final float SMALL_DIFFERENCE = 0.3f;

	/** Variance of normalized grey levels below which a place counts as flat: noise of about 4 grey levels. */
	private static final float FLAT = 0.01f;

	private static final float SMALL_BEND = 0.02f;
	private static final float EDGE_STEEPNESS = 4;

	private final Layers layers;
	private final Ops tf;
	private final GraphImages images;
	private final Dgm.Built built;
	private final int size;

	DgmLosses(final Layers layers, final Dgm.Built built, final int size) {
		this.layers = layers;
		tf = layers.tf();
		images = new GraphImages(tf);
		this.built = built;
		this.size = size;
	}

	/**
	 * Adds the losses of a displacement module to a graph.
	 *
	 * @param layers  where the parameters come from that the rebuilding term has of its own, a single fold
	 * @param built   the module
	 * @param size    rows and columns of its frames
	 * @param weights how much each term counts
	 * @param truth   the true displacement [batch, size, size, 2]; empty where its term counts nothing
	 * @return {@code loss}, then each term of non-zero weight by name, all scalars
	 */
	public static Map<String, Operand<TFloat32>> terms(final Layers layers, final Dgm.Built built, final int size,
		final DgmLossWeights weights, final Optional<Operand<TFloat32>> truth)
	{
		return new DgmLosses(layers, built, size).terms(weights, truth);
	}

	/**
	 * @param weights how much each term counts
	 * @param truth   the true displacement [batch, size, size, 2]; not used where its term counts nothing
	 * @return {@code loss}, then each term of non-zero weight by name, all scalars
	 */
	private Map<String, Operand<TFloat32>> terms(final DgmLossWeights weights, final Optional<Operand<TFloat32>> truth) {
		final Map<String, Operand<TFloat32>> terms = new LinkedHashMap<>();
		if (weights.supervised() > 0) terms.put("supervised", supervised(truth.orElseThrow(), weights));
		if (weights.photometric() > 0) terms.put("photometric", photometric(weights.early()));
		if (weights.smoothness() > 0) terms.put("smoothness", smoothness(weights.early()));
		if (weights.rebuilding() > 0) terms.put("rebuilding", rebuilding());
		Operand<TFloat32> loss = tf.constant(0f);
		for (final Map.Entry<String, Operand<TFloat32>> term : terms.entrySet()) {
			final double weight = switch (term.getKey()) {
				case "supervised" -> weights.supervised();
				case "photometric" -> weights.photometric();
				case "rebuilding" -> weights.rebuilding();
				default -> weights.smoothness();
			};
			loss = tf.math.add(loss, scaled(term.getValue(), weight));
		}
		final Map<String, Operand<TFloat32>> all = new LinkedHashMap<>();
		all.put("loss", loss);
		all.putAll(terms);
		return all;
	}

	/**
	 * Mean end-point error in pixels, robust: √(|e|² + {@value #SMALL_ERROR}²); with an emphasis, weighted by how far a
	 * pixel moves.
	 */
	private Operand<TFloat32> supervised(final Operand<TFloat32> truth, final DgmLossWeights weights) {
		final double emphasis = weights.emphasis();
		Operand<TFloat32> sum = endPointError(built.displacement(), truth, emphasis, BORDER, size);
		if (weights.early() == 0 || built.stages().size() < 2) return sum;
		final Operand<TFloat32> coarse = images.blockMeans(truth, 4);
		for (final Operand<TFloat32> stage : earlyStages()) {
			sum = tf.math.add(sum, scaled(endPointError(stage, coarse, emphasis, BORDER / 4, size / 4), weights.early()));
		}
		return sum;
	}

	private Operand<TFloat32> endPointError(final Operand<TFloat32> field, final Operand<TFloat32> truth,
		final double emphasis, final int border, final int rows)
	{
		final Operand<TFloat32> error = length(images.inner(tf.math.sub(field, truth), border, rows, 2));
		if (emphasis == 0) return mean(error, 3);
		final Operand<TFloat32> moved = tf.math.minimum(length(images.inner(truth, border, rows, 2)), tf.constant(
			MOST_MOVED));
		final double usual = 1 + emphasis * USUALLY_MOVED;
		final Operand<TFloat32> weight = tf.math.add(scaled(moved, emphasis / usual), tf.constant((float) (1 / usual)));
		return mean(tf.math.mul(error, weight), 3);
	}

	private Operand<TFloat32> length(final Operand<TFloat32> vectors) {
		final Operand<TFloat32> squares = tf.reduceSum(tf.math.square(vectors), tf.constant(3), ReduceSum.keepDims(false));
		return tf.math.sqrt(tf.math.add(squares, tf.constant(SMALL_ERROR * SMALL_ERROR)));
	}

	/**
	 * Difference between the onset frame and the warped apex frame. Both are smoothed first, since the warping smooths
	 * the apex frame's noise where it falls between pixels and would be drawn there; then mean and contrast of each 9 × 9
	 * window are taken out, so that neither the brightness of the frame nor that of a part of it matters.
	 */
	private Operand<TFloat32> photometric(final double early) {
		final Operand<TFloat32> onset = locallyNormalized(built.onset());
		final Operand<TFloat32> apex = locallyNormalized(built.apex());
		Operand<TFloat32> sum = rebuilt(onset, apex, built.displacement());
		if (early == 0) return sum;
		for (final Operand<TFloat32> stage : earlyStages()) {
			sum = tf.math.add(sum, scaled(rebuilt(onset, apex, images.enlargedFourfold(stage)), early));
		}
		return sum;
	}

	/**
	 * Difference between the apex frame and what {@link ApexRebuilding} makes of the onset frame and D, both normalized as
	 * for the photometric term. Of the last field alone, unlike the other terms.
	 */
	private Operand<TFloat32> rebuilding() {
		final Operand<TFloat32> apex = new ApexRebuilding(layers, size).apex(locallyNormalized(built.onset()), built
			.displacement());
		final Operand<TFloat32> difference = images.inner(tf.math.sub(apex, locallyNormalized(built.apex())), BORDER, size,
			1);
		return mean(robust(difference, SMALL_DIFFERENCE), 4);
	}

	private Operand<TFloat32> rebuilt(final Operand<TFloat32> onset, final Operand<TFloat32> apex,
		final Operand<TFloat32> field)
	{
		final Operand<TFloat32> difference = images.inner(tf.math.sub(images.warped(apex, field, size), onset), BORDER,
			size, 1);
		return mean(robust(difference, SMALL_DIFFERENCE), 4);
	}

	private Operand<TFloat32> locallyNormalized(final Operand<TFloat32> frames) {
		final Operand<TFloat32> smooth = images.smoothed(frames);
		final Operand<TFloat32> mean = images.box(smooth, 9);
		final Operand<TFloat32> variance = tf.math.maximum(tf.math.sub(images.box(tf.math.square(smooth), 9), tf.math
			.square(mean)), tf.constant(0f));
		return tf.math.div(tf.math.sub(smooth, mean), tf.math.sqrt(tf.math.add(variance, tf.constant(FLAT))));
	}

	/** Second differences of the field on its grid, less where the onset frame has an edge: folds of lids and lips. */
	private Operand<TFloat32> smoothness(final double early) {
		final int grid = size / 4;
		final Operand<TFloat32> picture = images.blockMeans(built.onset(), 4);
		Operand<TFloat32> sum = bending(images.blockMeans(built.displacement(), 4), picture, grid);
		if (early == 0) return sum;
		for (final Operand<TFloat32> stage : earlyStages()) {
			sum = tf.math.add(sum, scaled(bending(stage, picture, grid), early));
		}
		return sum;
	}

	private Operand<TFloat32> bending(final Operand<TFloat32> field, final Operand<TFloat32> picture, final int grid) {
		final Operand<TFloat32> rows = bendingAlong(1, field, picture, grid);
		return tf.math.add(rows, bendingAlong(2, field, picture, grid));
	}

	private Operand<TFloat32> bendingAlong(final int axis, final Operand<TFloat32> field, final Operand<TFloat32> picture,
		final int grid)
	{
		final Operand<TFloat32> bend = tf.math.sub(tf.math.add(shifted(field, axis, 0, grid, 2), shifted(field, axis, 2,
			grid, 2)), scaled(shifted(field, axis, 1, grid, 2), 2));
		final Operand<TFloat32> edge = tf.math.abs(tf.math.sub(shifted(picture, axis, 2, grid, 1), shifted(picture, axis, 0,
			grid, 1)));
		final Operand<TFloat32> weight = tf.math.exp(scaled(edge, -EDGE_STEEPNESS));
		return mean(tf.math.mul(weight, robust(bend, SMALL_BEND)), 4);
	}

	/** All but two rows or columns, beginning at {@code from}, without the outermost cells of the other axis. */
	private Operand<TFloat32> shifted(final Operand<TFloat32> values, final int axis, final int from, final int grid,
		final int channels)
	{
		final int[] begin = { 0, 1, 1, 0 };
		begin[axis] = from;
		return tf.slice(values, tf.constant(begin), tf.constant(new int[] { -1, grid - 2, grid - 2, channels }));
	}

	/** √(x² + small²) − small. */
	private Operand<TFloat32> robust(final Operand<TFloat32> x, final float small) {
		return tf.math.sub(tf.math.sqrt(tf.math.add(tf.math.square(x), tf.constant(small * small))), tf.constant(small));
	}

	private List<Operand<TFloat32>> earlyStages() {
		return built.stages().subList(0, built.stages().size() - 1);
	}

	private Operand<TFloat32> scaled(final Operand<TFloat32> x, final double factor) {
		return tf.math.mul(x, tf.constant((float) factor));
	}

	private Operand<TFloat32> mean(final Operand<TFloat32> x, final int axes) {
		final int[] all = new int[axes];
		for (int i = 0; i < axes; i++)
			all[i] = i;
		return tf.math.mean(x, tf.constant(all));
	}
}
