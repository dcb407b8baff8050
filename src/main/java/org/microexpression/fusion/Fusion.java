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

package org.microexpression.fusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The Transformer fusion of FRL-DGT (Zhai et al., CVPR 2023): local fusion within AU regions, global fusion among them,
 * then fusion with the full face, with linear fusion before attention (Fu-B-Attn). The paper's layer tables are not
 * public; widths, windows and the following design are our choice.
 * <p>
 * The prepared field ({@link FusionInput}) is cut at the midline; the right half is mirrored and its u negated, and
 * both halves share all weights, so that a mirrored field gives exactly the same probabilities and no mirrored copies
 * are needed in training. Each of the eight {@link AuRegion}s of a half is four 4 × 4 patches, each a token.
 * </p>
 * <ol>
 * <li>Local fusion: a region's four tokens are joined and reduced by a linear layer of its own; this fused token
 * attends to itself and the four patches.</li>
 * <li>Global fusion: the 16 region tokens of both halves attend to each other, with a learned preference for the same
 * side.</li>
 * <li>Full-face fusion: 14 patches of 4 × 7 a half join the region tokens (44 in all) and all attend to each
 * other.</li>
 * <li>Classifier: layer normalization, mean of both halves, the eight region tokens joined, a linear layer to the
 * classes. A second linear layer, the same for both halves, tells from each half's eight tokens which action units are
 * at work on that side; a mirrored field gives exactly the same scores on the other side.</li>
 * </ol>
 * All stages are pre-normalized with a feed-forward layer of twice the width (GELU).
 *
 * @param settings widths, rates and which stages there are
 * @param classes  names of the classes in label order, two or more; only the last layer's width depends on them
 */
public record Fusion(FusionSettings settings, List<String> classes) {

	/** Number of action units that are told on each side. */
	public static final int UNITS = 16;

	/** Name of the input of every definition: [batch, 28, 28, 2] or, for folds, [fold, batch, 28, 28, 2]. */
	public static final String FIELDS = "fields";

	/** Name of the output with class probabilities. */
	public static final String PROBABILITIES = "probabilities";

	/** Name of the output with the action units' scores, of networks that were taught them. */
	public static final String UNIT_SCORES = "units";

	/** The sides of a face: the image's left, then its right. */
	public static final int SIDES = 2;

	/** Begins the names of the parameters that depend on the classes. */
	static final String CLASSIFIER = "head/class";

	private static final int N = CanonicalFace.GRID;

	/** @throws InputException if there are fewer than two classes */
	public Fusion {
		classes = List.copyOf(classes);
		if (classes.size() < 2) throw new InputException("The fusion network has the classes " + classes +
			"; give two classes or more.");
	}

	/** @param settings those of a network of the classes of {@link ExpressionClass} */
	public Fusion(final FusionSettings settings) {
		this(settings, ExpressionClass.labels());
	}

	/** @return whether the classes are those that synthetic expressions have */
	public boolean hasSyntheticClasses() {
		return classes.equals(ExpressionClass.labels());
	}

	/**
	 * Begins this network from another one of the same stages. Everything is taken over, except that networks of other
	 * classes get a new last layer: what the classes mean is learned anew, how motion is read is not.
	 *
	 * @param other      the other network
	 * @param parameters its parameters
	 * @param seed       seed of a new last layer
	 * @return this network's parameters
	 */
	public Parameters begunFrom(final Fusion other, final Parameters parameters, final long seed) {
		if (classes.equals(other.classes)) return parameters;
		final ParameterLayout layout = ParameterLayout.of(forTraining());
		final Parameters begun = layout.initialize(seed);
		for (final Parameter p : layout.parameters())
			if (!p.name().startsWith(CLASSIFIER)) begun.set(p.name(), parameters.get(p.name()));
		return begun;
	}

	/**
	 * What the network makes of fields.
	 *
	 * @param logits class scores before the softmax: [fold, batch, class]
	 * @param units  scores of the action units before the sigmoid, of the image's left half, then of its right:
	 *               [fold, batch, 2, 16]
	 */
	public record Scores(Operand<TFloat32> logits, Operand<TFloat32> units) {
	}

	/**
	 * Adds the network to a graph, for instance behind a displacement network.
	 *
	 * @param layers the graph's layers
	 * @param fields prepared fields [fold, batch, 28, 28, 2], the fold axis known when built
	 * @return its scores
	 */
	public Scores scores(final Layers layers, final Operand<TFloat32> fields) {
		return new FusionLayers(this, layers).scores(fields);
	}

	/**
	 * The network to be trained, one or many folds at once. Inputs: {@value #FIELDS} [fold, batch, 28, 28, 2]; {@code
	 * target} [fold, batch, class], class shares times the sample's weight, all 0 where the class is not known; {@code
	 * units} [fold, batch, 2, 16], 1 where an action unit is at work on that side, the image's left first; {@code
	 * unit_weight} [fold, batch], weight of the unit loss of each sample, 0 where its units are not known. Output: {@code
	 * loss} [fold], the mean over the batch of weighted cross entropy and unit loss.
	 *
	 * @return the definition
	 */
	public NetworkDefinition forTraining() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put(FIELDS, Shape.of(-1, -1, N, N, 2));
		inputs.putAll(targets(classes.size()));
		return definition(inputs, (layers, in) -> {
			final Scores scores = scores(layers, stacked(layers, in.get(FIELDS)));
			return Map.of("loss", loss(layers, scores, classes.size(), in));
		});
	}

	/** What {@link #loss} asks for. */
	static Map<String, Shape> targets(final int classes) {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put("target", Shape.of(-1, -1, classes));
		inputs.put("units", Shape.of(-1, -1, SIDES, UNITS));
		inputs.put("unit_weight", Shape.of(-1, -1));
		return inputs;
	}

	/**
	 * The network of every fold for its own fields. Input {@value #FIELDS} [fold, batch, 28, 28, 2], output
	 * {@value #PROBABILITIES} [fold, batch, class].
	 *
	 * @return the definition
	 */
	public NetworkDefinition forFolds() {
		return definition(Map.of(FIELDS, Shape.of(-1, -1, N, N, 2)), (layers, in) -> Map.of(PROBABILITIES, layers.tf().nn
			.softmax(scores(layers, stacked(layers, in.get(FIELDS))).logits())));
	}

	/**
	 * The network as it is shipped where it was not taught action units: the folds are members of a committee whose
	 * probabilities are averaged. Input {@value #FIELDS} [batch, 28, 28, 2], output {@value #PROBABILITIES} [batch,
	 * class].
	 *
	 * @return the definition
	 */
	public NetworkDefinition forInference() {
		return definition(Map.of(FIELDS, Shape.of(-1, N, N, 2)), (layers, in) -> Map.of(PROBABILITIES, probabilities(layers,
			committee(layers, in.get(FIELDS)))));
	}

	/**
	 * The network as it is shipped where it was taught action units: as {@link #forInference()}, with a second output
	 * {@value #UNIT_SCORES} [batch, 2, 16], the mean of the members' scores before the sigmoid, the image's left half
	 * first.
	 *
	 * @return the definition
	 */
	public NetworkDefinition forInferenceWithUnits() {
		return definition(Map.of(FIELDS, Shape.of(-1, N, N, 2)), (layers, in) -> committee(layers, committee(layers, in.get(
			FIELDS))));
	}

	/** What a committee says together: mean probabilities and scores of its members. */
	static Map<String, Operand<TFloat32>> committee(final Layers layers, final Scores scores) {
		return Map.of(PROBABILITIES, probabilities(layers, scores), UNIT_SCORES, layers.tf().math.mean(scores.units(),
			layers.tf().constant(0)));
	}

	/** What every member makes of the same fields. */
	private Scores committee(final Layers layers, final Operand<TFloat32> fields) {
		final Ops tf = layers.tf();
		return scores(layers, stacked(layers, tf.tile(tf.expandDims(fields, tf.constant(0)), tf.constant(new int[] { layers
			.folds(), 1, 1, 1, 1 }))));
	}

	private static Operand<TFloat32> probabilities(final Layers layers, final Scores scores) {
		return layers.tf().math.mean(layers.tf().nn.softmax(scores.logits()), layers.tf().constant(0));
	}

	private static Operand<TFloat32> stacked(final Layers layers, final Operand<TFloat32> fields) {
		return layers.tf().reshape(fields, layers.tf().constant(new long[] { layers.folds(), -1, N, N, 2 }));
	}

	/** The mean over the batch of weighted cross entropy and unit loss: [fold]. */
	static Operand<TFloat32> loss(final Layers layers, final Scores scores, final int classes,
		final Map<String, Operand<TFloat32>> in)
	{
		final Ops tf = layers.tf();
		// TensorFlow's gradient of logSoftmax is right for two axes only.
		final Operand<TFloat32> flat = tf.nn.logSoftmax(tf.reshape(scores.logits(), tf.constant(new long[] { -1,
			classes })));
		final Operand<TFloat32> logLikelihood = layers.sum(tf.math.mul(in.get("target"), tf.reshape(flat, tf.constant(
			new long[] { layers.folds(), -1, classes }))), 2);
		// log(1 + exp(s)) − y s, written so that it cannot overflow.
		final Operand<TFloat32> s = scores.units();
		final Operand<TFloat32> crossEntropy = tf.math.add(tf.math.sub(tf.nn.relu(s), tf.math.mul(s, in.get("units"))),
			tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(s)))));
		final Operand<TFloat32> unitLoss = tf.math.mul(tf.math.mean(crossEntropy, tf.constant(new int[] { 2, 3 })), in.get(
			"unit_weight"));
		return tf.math.mean(tf.math.sub(unitLoss, logLikelihood), tf.constant(1));
	}

	@FunctionalInterface
	interface Body {

		Map<String, Operand<TFloat32>> build(Layers layers, Map<String, Operand<TFloat32>> inputs);
	}

	static NetworkDefinition definition(final Map<String, Shape> inputs, final Body body) {
		return new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return inputs;
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> in) {
				return body.build(layers, in);
			}
		};
	}
}
