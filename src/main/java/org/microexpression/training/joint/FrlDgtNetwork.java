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
import org.microexpression.face.HeadRemainderGraph;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmLosses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * FRL-DGT as one network for training: the displacement module, its own losses, the fusion behind it, and the
 * classification loss, whose gradient flows through the displacement field into the displacement module. The fusion
 * sees what it sees in use: the mean of the fields of a pair and of its mirrored copy, its rows moved as the landmarks
 * say. The displacement module's own losses are those of the pair as it is.
 * <p>
 * Inputs: {@code onset} and {@code apex} [batch, 128, 128], grey levels 0..255; {@value #ROWS} [batch, 28, 128], where
 * each face has its parts ({@link FusionInput#rowMatrix}); {@value #TARGET} [batch, class], class shares times the
 * example's weight, all 0 where the class is not known; and, where the end-point error counts, {@value #TRUTH} [known,
 * 128, 128, 2], true displacements of the batch's first examples. Outputs: {@code loss}, then its terms {@code
 * classification}, {@code photometric}, {@code smoothness}, {@code rebuilding} and {@code supervised} where they count
 * something, and {@value #PROBABILITIES} [batch, class].
 * </p>
 *
 * @param dgm            the displacement module
 * @param fusion         the fusion
 * @param classification weight of the classification loss
 * @param displacement   weights of the displacement module's own losses
 * @param examples       examples a batch
 * @param known          how many of them, the first of each batch, have a true displacement
 */
public record FrlDgtNetwork(Dgm dgm, Fusion fusion, double classification, DgmLossWeights displacement, int examples,
		int known) implements NetworkDefinition {

	static final String ROWS = "rows";
	static final String TARGET = "target";
	static final String TRUTH = "truth";
	/** Name of the output with the class probabilities, [batch, classes]. */
	public static final String PROBABILITIES = "probabilities";

	private static final int SIZE = CanonicalFace.SIZE;

	/** @return the same network for batches of which another number of examples have a true displacement */
	FrlDgtNetwork withKnown(final int number) {
		return new FrlDgtNetwork(dgm, fusion, classification, displacement, examples, number);
	}

	private boolean hasTruth() {
		return known > 0 && displacement.supervised() > 0;
	}

	@Override
	public Map<String, Shape> inputs() {
		final Map<String, Shape> inputs = new LinkedHashMap<>(new DgmNetwork(dgm).inputs());
		inputs.put(ROWS, Shape.of(-1, CanonicalFace.GRID, SIZE));
		inputs.put(TARGET, Shape.of(-1, fusion.classes().size()));
		if (hasTruth()) inputs.put(TRUTH, Shape.of(known, SIZE, SIZE, 2));
		return inputs;
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final Ops tf = layers.tf();
		final Dgm.Built both = both(layers, inputs);
		final Operand<TInt32> batch = tf.slice(tf.shape(inputs.get(DgmNetwork.ONSET)), tf.constant(new int[1]), tf.constant(
			new int[] { 1 }));
		final Dgm.Built built = first(tf, both, batch);
		final Operand<TFloat32> logits = logits(layers, both, inputs.get(ROWS));
		final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
		Operand<TFloat32> loss = tf.constant(0f);
		outputs.put("loss", loss);
		if (classification > 0) {
			final Operand<TFloat32> crossEntropy = crossEntropy(tf, logits, inputs.get(TARGET));
			outputs.put("classification", crossEntropy);
			loss = tf.math.add(loss, tf.math.mul(crossEntropy, tf.constant((float) classification)));
		}
		final DgmLossWeights everywhere = new DgmLossWeights(displacement.photometric(), displacement.smoothness(), 0,
			displacement.early()).withRebuilding(displacement.rebuilding());
		loss = tf.math.add(loss, taken(DgmLosses.terms(layers, built, dgm.size(), everywhere, Optional.empty()), outputs));
		if (hasTruth()) {
			final DgmLossWeights whereKnown = new DgmLossWeights(0, 0, displacement.supervised(), displacement.early())
				.withEmphasis(displacement.emphasis());
			loss = tf.math.add(loss, taken(DgmLosses.terms(layers, first(tf, built, tf.constant(new int[] { known })), dgm
				.size(), whereKnown, Optional.of(inputs.get(TRUTH))), outputs));
		}
		outputs.put("loss", loss);
		outputs.put(PROBABILITIES, tf.nn.softmax(logits));
		return outputs;
	}

	/** Every term is a mean over the batch or over the examples whose displacement is known. */
	@Override
	public Optional<NetworkDefinition> half() {
		return examples % 2 == 0 && known % 2 == 0 ? Optional.of(new FrlDgtNetwork(dgm, fusion, classification,
			displacement, examples / 2, known / 2)) : Optional.empty();
	}

	/** The displacement module on the pairs and, behind them, on their mirrored copies: all in one pass. */
	Dgm.Built both(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> onset = inputs.get(DgmNetwork.ONSET);
		final Operand<TFloat32> apex = inputs.get(DgmNetwork.APEX);
		final Operand<TInt32> columns = tf.constant(new int[] { 2 });
		return dgm.build(layers, tf.concat(List.of(onset, tf.reverse(onset, columns)), tf.constant(0)), tf.concat(List.of(
			apex, tf.reverse(apex, columns)), tf.constant(0)));
	}

	/**
	 * What the fusion reads, [batch, 28, 28, 2]: in use {@link FusionInput#of} of what
	 * {@link org.microexpression.face.HeadFreeEstimator} gives. A pair whose head still moves by more than half a pixel
	 * is computed a second time in use, with the head's motion taken out of its frames; here it counts as it comes out
	 * first.
	 */
	static Operand<TFloat32> prepared(final Layers layers, final Dgm.Built both, final Operand<TFloat32> rows) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> pairs = tf.reshape(both.displacement(), tf.constant(new long[] { 2, -1, SIZE, SIZE, 2 }));
		return prepared(layers, tf.gather(pairs, tf.constant(0), tf.constant(0)), tf.gather(pairs, tf.constant(1), tf
			.constant(0)), rows);
	}

	/** The same from the fields of the pairs and of their mirrored copies, each [batch, 128, 128, 2]. */
	static Operand<TFloat32> prepared(final Layers layers, final Operand<TFloat32> own, final Operand<TFloat32> copies,
		final Operand<TFloat32> rows)
	{
		final Ops tf = layers.tf();
		final Operand<TFloat32> mirrored = tf.math.mul(tf.reverse(copies, tf.constant(new int[] { 2 })), tf.constant(
			new float[] { -1, 1 }));
		final Operand<TFloat32> mean = tf.math.mul(tf.math.add(own, mirrored), tf.constant(0.5f));
		return FusionInput.inGraph(layers, HeadRemainderGraph.without(layers, mean), rows);
	}

	/** Class scores, [batch, class]. */
	private Operand<TFloat32> logits(final Layers layers, final Dgm.Built both, final Operand<TFloat32> rows) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> fields = tf.reshape(prepared(layers, both, rows), tf.constant(new long[] { 1, -1,
			CanonicalFace.GRID, CanonicalFace.GRID, 2 }));
		return tf.reshape(fusion.scores(layers, fields).logits(), tf.constant(new long[] { -1, fusion.classes().size() }));
	}

	/**
	 * @return the same network, with frames and {@value #ROWS} for input and {@value #PROBABILITIES} [batch, class] for
	 * output alone
	 */
	public NetworkDefinition forInference() {
		return new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				final Map<String, Shape> inputs = new LinkedHashMap<>(new DgmNetwork(dgm).inputs());
				inputs.put(ROWS, Shape.of(-1, CanonicalFace.GRID, SIZE));
				return inputs;
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				return Map.of(PROBABILITIES, layers.tf().nn.softmax(logits(layers, both(layers, inputs), inputs.get(ROWS))));
			}
		};
	}

	/** Mean over the examples, −Σ target · log p; the targets carry the examples' weights. */
	private static Operand<TFloat32> crossEntropy(final Ops tf, final Operand<TFloat32> logits,
		final Operand<TFloat32> target)
	{
		final Operand<TFloat32> each = tf.reduceSum(tf.math.mul(target, tf.nn.logSoftmax(logits)), tf.constant(1));
		return tf.math.neg(tf.math.mean(each, tf.constant(0)));
	}

	/** Puts the single terms among the outputs and gives their weighted sum. */
	private static Operand<TFloat32> taken(final Map<String, Operand<TFloat32>> terms,
		final Map<String, Operand<TFloat32>> outputs)
	{
		terms.forEach((name, term) -> {
			if (!"loss".equals(name)) outputs.put(name, term);
		});
		return terms.get("loss");
	}

	/** What the displacement module made of the first examples. */
	private static Dgm.Built first(final Ops tf, final Dgm.Built built, final Operand<TInt32> count) {
		final Operand<TInt32> size = tf.concat(List.of(count, tf.constant(new int[] { -1, -1, -1 })), tf.constant(0));
		final List<Operand<TFloat32>> stages = new ArrayList<>();
		for (final Operand<TFloat32> stage : built.stages())
			stages.add(first(tf, stage, size));
		return new Dgm.Built(first(tf, built.displacement(), size), stages, first(tf, built.onset(), size), first(tf, built
			.apex(), size));
	}

	private static Operand<TFloat32> first(final Ops tf, final Operand<TFloat32> values, final Operand<TInt32> size) {
		return tf.slice(values, tf.constant(new int[4]), size);
	}
}
