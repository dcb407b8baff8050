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
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.dgm.DgmLosses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * FRL-DGT as one network for training: the displacement module, its own losses, the fusion behind it, and the
 * classification loss, whose gradient flows through the displacement field into the displacement module.
 * <p>
 * Inputs: {@code onset} and {@code apex} [batch, 128, 128], grey levels 0..255; {@value #TARGET} [batch, class], class shares
 * times the example's weight, all 0 where the class is not known; and, where the end-point error counts,
 * {@value #TRUTH} [known, 128, 128, 2], true displacements of the batch's first examples. Outputs: {@code loss}, then
 * its terms {@code classification}, {@code supervised}, {@code photometric} and {@code smoothness} where they count
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
public record FrlDgtNetwork(Dgm dgm, Fusion fusion, double classification, DgmLossWeights displacement,
	int examples, int known) implements NetworkDefinition
{

	static final String TARGET = "target";
	static final String TRUTH = "truth";
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
		inputs.put(TARGET, Shape.of(-1, fusion.classes().size()));
		if (hasTruth()) inputs.put(TRUTH, Shape.of(known, SIZE, SIZE, 2));
		return inputs;
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final Ops tf = layers.tf();
		final Dgm.Built built = dgm.build(layers, inputs.get(DgmNetwork.ONSET), inputs.get(DgmNetwork.APEX));
		final Operand<TFloat32> logits = logits(layers, built);
		final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
		Operand<TFloat32> loss = tf.constant(0f);
		outputs.put("loss", loss);
		if (classification > 0) {
			final Operand<TFloat32> crossEntropy = crossEntropy(tf, logits, inputs.get(TARGET));
			outputs.put("classification", crossEntropy);
			loss = tf.math.add(loss, tf.math.mul(crossEntropy, tf.constant((float) classification)));
		}
		final DgmLossWeights everywhere = new DgmLossWeights(displacement.photometric(), displacement.smoothness(), 0,
			displacement.early());
		loss = tf.math.add(loss, taken(DgmLosses.terms(tf, built, dgm.size(), everywhere, null), outputs));
		if (hasTruth()) {
			final DgmLossWeights whereKnown = new DgmLossWeights(0, 0, displacement.supervised(), displacement.early(),
				displacement.emphasis());
			loss = tf.math.add(loss, taken(DgmLosses.terms(tf, first(tf, built), dgm.size(), whereKnown, inputs.get(TRUTH)),
				outputs));
		}
		outputs.put("loss", loss);
		outputs.put(PROBABILITIES, tf.nn.softmax(logits));
		return outputs;
	}

	/** Every term is a mean over the batch or over the examples whose displacement is known. */
	@Override
	public Optional<NetworkDefinition> half() {
		return examples % 2 == 0 && known % 2 == 0 ? Optional.of(new FrlDgtNetwork(dgm, fusion, classification, displacement,
			examples / 2, known / 2)) : Optional.empty();
	}

	/** Class scores, [batch, class]. */
	private Operand<TFloat32> logits(final Layers layers, final Dgm.Built built) {
		final Ops tf = layers.tf();
		final Operand<TFloat32> fields = tf.reshape(FusionInput.inGraph(layers, built.displacement()), tf.constant(
			new long[] { 1, -1, CanonicalFace.GRID, CanonicalFace.GRID, 2 }));
		return tf.reshape(fusion.scores(layers, fields).logits(), tf.constant(new long[] { -1, fusion.classes().size() }));
	}

	/** @return the same network, with frames for input and {@value #PROBABILITIES} [batch, class] for output alone */
	public NetworkDefinition forInference() {
		return new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return new DgmNetwork(dgm).inputs();
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				final Dgm.Built built = dgm.build(layers, inputs.get(DgmNetwork.ONSET), inputs.get(DgmNetwork.APEX));
				return Map.of(PROBABILITIES, layers.tf().nn.softmax(logits(layers, built)));
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

	/** What the displacement module made of the examples whose displacement is known. */
	private Dgm.Built first(final Ops tf, final Dgm.Built built) {
		final List<Operand<TFloat32>> stages = new ArrayList<>();
		for (final Operand<TFloat32> stage : built.stages()) stages.add(first(tf, stage));
		return new Dgm.Built(first(tf, built.displacement()), stages, first(tf, built.onset()), first(tf, built.apex()));
	}

	private Operand<TFloat32> first(final Ops tf, final Operand<TFloat32> values) {
		return tf.slice(values, tf.constant(new int[4]), tf.constant(new int[] { known, -1, -1, -1 }));
	}
}
