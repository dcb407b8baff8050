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
import java.util.Optional;

import org.microexpression.dgm.LucasKanadeFront.Frame;
import org.microexpression.face.CanonicalFace;
import org.microexpression.network.GraphImages;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The Displacement Generation Module: a convolutional encoder-decoder that turns an onset and an apex frame into the
 * displacement field D between them.
 * <p>
 * Both frames are normalized, a {@link LucasKanadeFront} turns them into motion candidates, and a small encoder-decoder
 * chooses among these and corrects them. Later stages do the same with the apex frame warped by the field so far, and
 * add what is left. The paper names an encoder-decoder without its layer table; the layers are our choice, measured by
 * {@code bench/displacement}.
 * </p>
 *
 * @param size        rows and columns of the frames, a multiple of 16
 * @param stages      widths of each stage's encoder-decoder at 1/4, 1/8 and 1/16 of the frame's size
 * @param throughWarp whether the gradient also flows through the warping between stages; without, the later stages take
 *                    the field so far as given, which trains faster (the two were not compared in accuracy)
 */
public record Dgm(int size, List<Widths> stages, boolean throughWarp) {

	/**
	 * Channels of an encoder-decoder at its three scales.
	 *
	 * @param fine   at the finest scale
	 * @param middle at half its size
	 * @param coarse at a quarter of it
	 */
	public record Widths(int fine, int middle, int coarse) {
	}

	private static final double SLOPE = 0.1;
	private static final String CHOICE = "/choice";
	private static final String DETAIL = "dgm/detail";

	/**
	 * @return the network that ships: frames of the canonical layout, four stages. On 60 pairs that were held out and
	 *         moved by action units, the error after each was .107, .065, .055 and .051 px where the motion is 0.2-1 px,
	 *         and .42, .25, .21 and .18 px where it is 1-3 px
	 */
	public static Dgm standard() {
		final Widths widths = new Widths(32, 48, 64);
		return new Dgm(CanonicalFace.SIZE, List.of(widths, widths, widths, widths), false);
	}

	/**
	 * What the network computes.
	 *
	 * @param displacement D, [batch, size, size, 2], (u, v) in pixels
	 * @param stages       the field after each stage on the grid, [batch, size / 4, size / 4, 2], in pixels of the frame
	 * @param onset        the normalized onset frames [batch, size, size, 1]
	 * @param apex         the normalized apex frames
	 */
	public record Built(Operand<TFloat32> displacement, List<Operand<TFloat32>> stages, Operand<TFloat32> onset,
			Operand<TFloat32> apex) {
	}

	/**
	 * What the two last convolutions see.
	 *
	 * @param hidden what the last encoder-decoder ends with, [batch, size / 4, size / 4, {@link Widths#fine}]
	 * @param u      horizontal motion candidates, [candidate, batch · size / 4 · size / 4]
	 * @param v      vertical ones
	 * @param before the field before the last stage; empty where there is one stage
	 */
	private record Front(Operand<TFloat32> hidden, Operand<TFloat32> u, Operand<TFloat32> v,
			Optional<Operand<TFloat32>> before) {
	}

	/**
	 * Adds the network to a graph. D is differentiable: the gradient of any loss on it reaches all parameters.
	 *
	 * @param layers where the parameters come from, a single fold
	 * @param onset  onset frames, grey levels 0..255, [batch, size, size]
	 * @param apex   apex frames, the same
	 * @return the field and what losses need beside it
	 */
	public Built build(final Layers layers, final Operand<TFloat32> onset, final Operand<TFloat32> apex) {
		final Operand<TFloat32> first = normalized(layers.tf(), onset);
		final Operand<TFloat32> second = normalized(layers.tf(), apex);
		final List<Operand<TFloat32>> fields = new ArrayList<>();
		final Front front = front(layers, first, second, fields);
		return new Built(displacement(layers, front, fields), fields, first, second);
	}

	/**
	 * Adds all of the network but its last two convolutions, which {@link #displacement(Layers, Operand)} goes on with.
	 *
	 * @param layers where the parameters come from, a single fold
	 * @param onset  onset frames, grey levels 0..255, [batch, size, size]
	 * @param apex   apex frames, the same
	 * @return what these convolutions see, [batch, size / 4, size / 4, {@link #featureChannels()}]
	 */
	public Operand<TFloat32> features(final Layers layers, final Operand<TFloat32> onset, final Operand<TFloat32> apex) {
		final Front front = front(layers, normalized(layers.tf(), onset), normalized(layers.tf(), apex), new ArrayList<>());
		final GraphImages images = new GraphImages(layers.tf());
		final int candidates = LucasKanadeFront.MOST_CANDIDATES;
		final List<Operand<TFloat32>> parts = new ArrayList<>(List.of(front.hidden, images.fromPlanes(front.u, size / 4,
			candidates), images.fromPlanes(front.v, size / 4, candidates)));
		front.before.ifPresent(parts::add);
		return images.joined(parts);
	}

	/** @return channels of {@link #features} */
	public int featureChannels() {
		return last().fine + 2 * LucasKanadeFront.MOST_CANDIDATES + (stages.size() > 1 ? 2 : 0);
	}

	/**
	 * Adds the last two convolutions, from which D comes: the choice among the last stage's motion candidates, and the
	 * detail below the grid.
	 *
	 * @param layers   where the parameters come from; may be a stack of folds, each with its own two convolutions
	 * @param features what {@link #features} gives, [fold · batch, …], the examples of a fold together
	 * @return D, [fold · batch, size, size, 2]
	 */
	public Operand<TFloat32> displacement(final Layers layers, final Operand<TFloat32> features) {
		final GraphImages images = new GraphImages(layers.tf());
		final int fine = last().fine, candidates = LucasKanadeFront.MOST_CANDIDATES;
		return displacement(layers, new Front(images.channels(features, 0, fine), images.planes(images.channels(features,
			fine, candidates), candidates), images.planes(images.channels(features, fine + candidates, candidates),
				candidates), stages.size() > 1 ? Optional.of(images.channels(features, fine + 2 * candidates, 2)) : Optional
					.empty()), new ArrayList<>());
	}

	/**
	 * @param parameter name of a parameter
	 * @return whether it is one of the last two convolutions'
	 */
	public boolean isLast(final String parameter) {
		return parameter.startsWith(stage(stages.size() - 1) + CHOICE) || parameter.startsWith(DETAIL);
	}

	private static String stage(final int number) {
		return "dgm/stage" + (number + 1);
	}

	private Widths last() {
		return stages.get(stages.size() - 1);
	}

	/** All stages but the last one's choice; adds the fields of those before. */
	private Front front(final Layers layers, final Operand<TFloat32> first, final Operand<TFloat32> second,
		final List<Operand<TFloat32>> fields)
	{
		final Ops tf = layers.tf();
		final GraphImages images = new GraphImages(tf);
		final List<Operand<TFloat32>> still = new LucasKanadeFront(layers, images, size, 0).derivatives(first, Frame.ONSET);
		Operand<TFloat32> moved = second;
		Operand<TFloat32> hidden = null;
		for (int s = 0;; s++) {
			final String name = stage(s);
			if (s > 0) moved = images.warpedFourfold(second, given(tf, fields.get(s - 1)), size);
			// The first stage needs no full resolution: what it leaves is smaller than a pixel, and that the others see.
			final LucasKanadeFront front = new LucasKanadeFront(layers, images, size, s == 0 && stages.size() > 1 ? 1 : 0);
			final LucasKanadeFront.Features features = front.features(name, still, front.derivatives(moved, Frame.APEX));
			Operand<TFloat32> input = features.channels();
			int channels = front.channels();
			if (s > 0) {
				input = images.joined(List.of(input, given(tf, fields.get(s - 1)), hidden));
				channels += 2 + stages.get(s - 1).fine();
			}
			hidden = encoderDecoder(layers, name, input, channels, stages.get(s));
			final Front seen = new Front(hidden, features.u(), features.v(), fields.isEmpty() ? Optional.empty() : Optional
				.of(fields.get(s - 1)));
			if (s == stages.size() - 1) return seen;
			fields.add(field(layers, s, front.candidates(), seen));
		}
	}

	/** D from what the last two convolutions see; adds the last stage's field. */
	private Operand<TFloat32> displacement(final Layers layers, final Front front, final List<Operand<TFloat32>> fields) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> field = field(layers, stages.size() - 1, LucasKanadeFront.MOST_CANDIDATES, front);
		fields.add(field);
		final Operand<TFloat32> detail = layers.conv(DETAIL, front.hidden, last().fine, 32, 1, 1, Initializer.normal(1e-3));
		return tf.nn.depthToSpace(tf.math.add(new GraphImages(tf).fourfoldBlocks(field), detail), 4L);
	}

	private Operand<TFloat32> given(final Ops tf, final Operand<TFloat32> field) {
		return throughWarp ? field : StopGradient.create(tf.scope(), field);
	}

	/**
	 * Mean 0 and standard deviation about 1 for each frame by itself, so that its brightness and contrast do not matter.
	 */
	private Operand<TFloat32> normalized(final Ops tf, final Operand<TFloat32> frames) {
		final Operand<TFloat32> mean = tf.math.mean(frames, tf.constant(new int[] { 1, 2 }), Mean.keepDims(true));
		final Operand<TFloat32> centred = tf.math.sub(frames, mean);
		final Operand<TFloat32> sd = tf.math.sqrt(tf.math.add(tf.math.mean(tf.math.square(centred), tf.constant(new int[] {
			1, 2 }), Mean.keepDims(true)), tf.constant(1e-6f)));
		final Operand<TFloat32> normalized = tf.math.div(centred, tf.math.add(sd, tf.constant(4f)));
		return tf.reshape(normalized, tf.constant(new int[] { -1, size, size, 1 }));
	}

	Operand<TFloat32> encoderDecoder(final Layers layers, final String name, final Operand<TFloat32> input,
		final int channels, final Widths w)
	{
		final Ops tf = layers.tf();
		final Operand<TFloat32> fine = conv(layers, name + "/fine", input, channels, w.fine, 1);
		Operand<TFloat32> middle = conv(layers, name + "/down1", fine, w.fine, w.middle, 2);
		middle = conv(layers, name + "/middle", middle, w.middle, w.middle, 1);
		Operand<TFloat32> coarse = conv(layers, name + "/down2", middle, w.middle, w.coarse, 2);
		coarse = conv(layers, name + "/coarse1", coarse, w.coarse, w.coarse, 1);
		coarse = conv(layers, name + "/coarse2", coarse, w.coarse, w.coarse, 1);
		final Operand<TFloat32> up1 = doubled(tf, layers.conv(name + "/lateral1", coarse, w.coarse, w.middle, 1, 1), size /
			8);
		middle = conv(layers, name + "/up1", tf.math.add(middle, up1), w.middle, w.middle, 1);
		final Operand<TFloat32> up2 = doubled(tf, layers.conv(name + "/lateral2", middle, w.middle, w.fine, 1, 1), size /
			4);
		return conv(layers, name + "/up2", tf.math.add(fine, up2), w.fine, w.fine, 1);
	}

	private static Operand<TFloat32> conv(final Layers layers, final String name, final Operand<TFloat32> input,
		final int in, final int out, final int stride)
	{
		return layers.leakyRelu(layers.conv(name, input, in, out, 3, stride), SLOPE);
	}

	private static Operand<TFloat32> doubled(final Ops tf, final Operand<TFloat32> images, final int newSize) {
		return tf.image.resizeNearestNeighbor(images, tf.constant(new int[] { newSize, newSize }));
	}

	/**
	 * The field after a stage: the one before, a weighted mean of the motion candidates, the weights chosen for each cell,
	 * and a free correction.
	 */
	private Operand<TFloat32> field(final Layers layers, final int stage, final int candidates, final Front seen) {
		final Ops tf = layers.tf();
		final GraphImages images = new GraphImages(tf);
		final Operand<TFloat32> out = images.planes(layers.conv(stage(stage) + CHOICE, seen.hidden, stages.get(stage).fine,
			candidates + 3, 3, 1, Initializer.normal(0.01)), candidates + 3);
		// One weight more than there are candidates: none of them.
		final Operand<TFloat32> choice = images.rows(out, 0, candidates + 1);
		final Operand<TFloat32> largest = StopGradient.create(tf.scope(), tf.reduceMax(choice, tf.constant(0), ReduceMax
			.keepDims(true)));
		final Operand<TFloat32> weights = tf.math.exp(tf.math.sub(choice, largest));
		final Operand<TFloat32> given = images.rows(weights, 0, candidates);
		final Operand<TFloat32> chosen = tf.concat(List.of(sum(tf, tf.math.mul(given, seen.u)), sum(tf, tf.math.mul(given,
			seen.v))), tf.constant(0));
		final Operand<TFloat32> mean = tf.math.div(chosen, sum(tf, weights));
		final Operand<TFloat32> change = images.fromPlanes(tf.math.add(mean, images.rows(out, candidates + 1, 2)), size / 4,
			2);
		return seen.before.<Operand<TFloat32>> map(before -> tf.math.add(before, change)).orElse(change);
	}

	private static Operand<TFloat32> sum(final Ops tf, final Operand<TFloat32> rows) {
		return tf.reduceSum(rows, tf.constant(0), ReduceSum.keepDims(true));
	}
}
