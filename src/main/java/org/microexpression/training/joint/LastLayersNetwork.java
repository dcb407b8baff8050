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

package org.microexpression.training.joint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmLosses;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What is left of {@link FrlDgtNetwork} where all of the displacement module but its last two convolutions is frozen:
 * these two and the fusion behind them, of one or several folds, each fold on its own examples. What the frozen part
 * made of the frames is given ({@link FrontFeatures}).
 * <p>
 * Inputs, the examples of a fold together: {@value #FEATURES} [fold · batch, 2, 32, 32, channel], of each pair and of its
 * mirrored copy; {@code rows} [fold · batch, 28, 128]; {@code target} [fold · batch, class]; and, where the end-point
 * error counts, {@code truth} [fold · known, 128, 128, 2], true displacements of each fold's first examples. Output:
 * {@code loss} [fold]. Its terms are those of the whole network that need no frames: classification and end-point error.
 * </p>
 *
 * @param dgm      the displacement module
 * @param fusion   the fusion
 * @param losses   weights of the losses; of the displacement module's own the end-point error alone counts
 * @param known    how many examples of each fold, the first ones, have a true displacement
 */
record LastLayersNetwork(Dgm dgm, Fusion fusion, TrainingSettings.Losses losses, int known)
		implements
			NetworkDefinition {

	/** Name of the input of what the frozen part gives. */
	static final String FEATURES = "features";

	private static final int SIZE = CanonicalFace.SIZE;

	/** @return the frozen part as a network: frames in, [batch, size, size], {@value #FEATURES} out */
	static NetworkDefinition front(final Dgm dgm) {
		return new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return new DgmNetwork(dgm).inputs();
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				final Ops tf = layers.tf();
				final Operand<TFloat32> features = dgm.features(layers, withMirrored(tf, inputs.get(DgmNetwork.ONSET), dgm
					.size()), withMirrored(tf, inputs.get(DgmNetwork.APEX), dgm.size()));
				return Map.of(FEATURES, tf.reshape(features, tf.constant(new long[] { -1, 2, dgm.size() / 4, dgm.size() / 4, dgm
					.featureChannels() })));
			}
		};
	}

	/** Each frame followed by its mirrored copy: [batch · 2, size, size]. */
	private static Operand<TFloat32> withMirrored(final Ops tf, final Operand<TFloat32> frames, final int size) {
		final Operand<TFloat32> own = tf.expandDims(frames, tf.constant(1));
		return tf.reshape(tf.concat(List.of(own, tf.reverse(own, tf.constant(new int[] { 3 }))), tf.constant(1)), tf
			.constant(new long[] { -1, size, size }));
	}

	/** @return whether the end-point error counts */
	boolean hasTruth() {
		return known > 0 && losses.displacement().supervised() > 0;
	}

	@Override
	public Map<String, Shape> inputs() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put(FEATURES, Shape.of(-1, 2, SIZE / 4, SIZE / 4, dgm.featureChannels()));
		inputs.put(FrlDgtNetwork.ROWS, Shape.of(-1, CanonicalFace.GRID, SIZE));
		inputs.put(FrlDgtNetwork.TARGET, Shape.of(-1, fusion.classes().size()));
		if (hasTruth()) inputs.put(FrlDgtNetwork.TRUTH, Shape.of(-1, SIZE, SIZE, 2));
		return inputs;
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> displacement = dgm.displacement(layers, tf.reshape(inputs.get(FEATURES), tf.constant(
			new long[] { -1, SIZE / 4, SIZE / 4, dgm.featureChannels() })));
		final List<Output<TFloat32>> pairs = tf.split(tf.constant(1), tf.reshape(displacement, tf.constant(new long[] { -1,
			2, SIZE, SIZE, 2 })), 2L).output();
		final Operand<TFloat32> own = tf.reshape(pairs.get(0), tf.constant(new long[] { -1, SIZE, SIZE, 2 }));
		final Operand<TFloat32> mirrored = tf.reshape(pairs.get(1), tf.constant(new long[] { -1, SIZE, SIZE, 2 }));
		final Operand<TFloat32> prepared = FrlDgtNetwork.prepared(layers, own, mirrored, inputs.get(FrlDgtNetwork.ROWS));
		Operand<TFloat32> loss = tf.math.mul(crossEntropy(layers, prepared, inputs.get(FrlDgtNetwork.TARGET)), tf.constant(
			(float) losses.classification()));
		if (hasTruth()) loss = tf.math.add(loss, endPointErrors(layers, own, inputs.get(FrlDgtNetwork.TRUTH)));
		return Map.of("loss", loss);
	}

	/** The classification loss of each fold, a mean over its examples: [fold]. */
	private Operand<TFloat32> crossEntropy(final Layers layers, final Operand<TFloat32> prepared,
		final Operand<TFloat32> target)
	{
		final Ops tf = layers.tf();
		final Operand<TFloat32> fields = tf.reshape(prepared, tf.constant(new long[] { layers.folds(), -1,
			CanonicalFace.GRID, CanonicalFace.GRID, 2 }));
		final Operand<TFloat32> logits = tf.reshape(fusion.scores(layers, fields).logits(), tf.constant(new long[] { -1,
			fusion.classes().size() }));
		final Operand<TFloat32> each = layers.sum(tf.math.mul(target, tf.nn.logSoftmax(logits)), 1);
		return tf.math.neg(tf.math.mean(tf.reshape(each, tf.constant(new long[] { layers.folds(), -1 })), tf.constant(1)));
	}

	/** The weighted end-point error of each fold, a mean over its first examples: [fold]. */
	private Operand<TFloat32> endPointErrors(final Layers layers, final Operand<TFloat32> own,
		final Operand<TFloat32> truth)
	{
		final Ops tf = layers.tf();
		final DgmLossWeights weights = losses.displacement();
		final Operand<TFloat32> first = tf.slice(tf.reshape(own, tf.constant(new long[] { layers.folds(), -1, SIZE, SIZE,
			2 })), tf.constant(new int[5]), tf.constant(new int[] { -1, known, -1, -1, -1 }));
		final List<Operand<TFloat32>> fields = byFold(layers, tf.reshape(first, tf.constant(new long[] { -1, SIZE, SIZE,
			2 })));
		final List<Operand<TFloat32>> truths = byFold(layers, truth);
		final List<Operand<TFloat32>> errors = new ArrayList<>();
		for (int f = 0; f < layers.folds(); f++) {
			// Of what was built, the end-point error reads the displacement alone.
			final Dgm.Built built = new Dgm.Built(fields.get(f), List.of(), fields.get(f), fields.get(f));
			errors.add(DgmLosses.terms(layers, built, SIZE, new DgmLossWeights(0, 0, weights.supervised(), 0).withEmphasis(
				weights.emphasis()), Optional.of(truths.get(f))).get("loss"));
		}
		return tf.stack(errors);
	}

	/** The values of each fold; TensorFlow's gradient of a split needs two parts or more. */
	private static List<Operand<TFloat32>> byFold(final Layers layers, final Operand<TFloat32> values) {
		return layers.folds() == 1 ? List.of(values) : List.copyOf(layers.tf().split(layers.tf().constant(0), values,
			(long) layers.folds()).output());
	}
}
