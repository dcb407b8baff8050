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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The Transformer fusion of FRL-DGT (Zhai et al., CVPR 2023): local fusion within AU regions, global fusion among them,
 * then fusion with the full face, with linear fusion before attention (Fu-B-Attn). The paper's layer tables are not
 * public; widths, windows and the following design are our choice.
 * <p>
 * The prepared field ({@link FusionInput}) is cut at the midline; the right half is mirrored and its u negated, and both
 * halves share all weights, so that a mirrored field gives exactly the same probabilities and no mirrored copies are
 * needed in training. Each of the eight {@link AuRegion}s of a half is four 4 × 4 patches, each a token.
 * </p>
 * <ol>
 * <li>Local fusion: a region's four tokens are joined and reduced by a linear layer of its own; this fused token attends
 * to itself and the four patches.</li>
 * <li>Global fusion: the 16 region tokens of both halves attend to each other, with a learned preference for the same
 * side.</li>
 * <li>Full-face fusion: 14 patches of 4 × 7 a half join the region tokens (44 in all) and all attend to each other.</li>
 * <li>Classifier: layer normalisation, mean of both halves, the eight region tokens joined, a linear layer to the
 * classes. A second linear layer tells the action units at work; it is a target of pre-training alone.</li>
 * </ol>
 * All stages are pre-normalised with a feed-forward layer of twice the width (GELU).
 *
 * @param settings widths, rates and which stages there are
 * @param classes  names of the classes in label order, two or more; only the last layer's width depends on them
 */
public record Fusion(FusionSettings settings, List<String> classes) {

	/** Number of action units whose presence pre-training may teach. */
	public static final int UNITS = 16;

	/** Name of the input of every definition: [batch, 28, 28, 2] or, for folds, [fold, batch, 28, 28, 2]. */
	public static final String FIELDS = "fields";

	/** Name of the output with class probabilities. */
	public static final String PROBABILITIES = "probabilities";

	/** Begins the names of the parameters that depend on the classes. */
	private static final String CLASSIFIER = "head/class";

	private static final int N = CanonicalFace.GRID;
	private static final int HALF = N / 2;
	private static final int REGIONS = AuRegion.values().length;
	private static final int PATCH = AuRegion.SIZE / 2;
	private static final int PATCHES = 4;
	private static final int FACE_ROWS = 4;
	private static final int FACE_COLUMNS = 7;
	private static final int FACE_PATCHES = N / FACE_ROWS * (HALF / FACE_COLUMNS);

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
	 * @param units  scores of the action units before the sigmoid: [fold, batch, 16]
	 */
	public record Scores(Operand<TFloat32> logits, Operand<TFloat32> units) {}

	/**
	 * Adds the network to a graph, for instance behind a displacement network.
	 *
	 * @param layers the graph's layers
	 * @param fields prepared fields [fold, batch, 28, 28, 2], the fold axis known when built
	 * @return its scores
	 */
	public Scores scores(final Layers layers, final Operand<TFloat32> fields) {
		return new Build(layers).scores(fields);
	}

	/**
	 * The network to be trained, one or many folds at once. Inputs: {@value #FIELDS} [fold, batch, 28, 28, 2]; {@code target}
	 * [fold, batch, class], class shares times the sample's weight; {@code units} [fold, batch, 16], 1 where an action unit is
	 * at work; {@code unit_weight} [fold, batch], weight of the unit loss of each sample, 0 where its units are not known.
	 * Output: {@code loss} [fold], the mean over the batch of weighted cross entropy and unit loss.
	 *
	 * @return the definition
	 */
	public NetworkDefinition forTraining() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put(FIELDS, Shape.of(-1, -1, N, N, 2));
		inputs.put("target", Shape.of(-1, -1, classes.size()));
		inputs.put("units", Shape.of(-1, -1, UNITS));
		inputs.put("unit_weight", Shape.of(-1, -1));
		return definition(inputs, (layers, in) -> {
			final Scores scores = scores(layers, stacked(layers, in.get(FIELDS)));
			return Map.of("loss", loss(layers, scores, in));
		});
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
	 * The network as it is shipped: the folds are members of a committee whose probabilities are averaged. Input
	 * {@value #FIELDS} [batch, 28, 28, 2], output {@value #PROBABILITIES} [batch, class].
	 *
	 * @return the definition
	 */
	public NetworkDefinition forInference() {
		return definition(Map.of(FIELDS, Shape.of(-1, N, N, 2)), (layers, in) -> {
			final Ops tf = layers.tf();
			final Operand<TFloat32> shared = tf.tile(tf.expandDims(in.get(FIELDS), tf.constant(0)), tf.constant(new int[] {
				layers.folds(), 1, 1, 1, 1 }));
			final Operand<TFloat32> members = tf.nn.softmax(scores(layers, stacked(layers, shared)).logits());
			return Map.of(PROBABILITIES, tf.math.mean(members, tf.constant(0)));
		});
	}

	private static Operand<TFloat32> stacked(final Layers layers, final Operand<TFloat32> fields) {
		return layers.tf().reshape(fields, layers.tf().constant(new long[] { layers.folds(), -1, N, N, 2 }));
	}

	private Operand<TFloat32> loss(final Layers layers, final Scores scores,
		final Map<String, Operand<TFloat32>> in)
	{
		final Ops tf = layers.tf();
		// TensorFlow's gradient of logSoftmax is right for two axes only.
		final Operand<TFloat32> flat = tf.nn.logSoftmax(tf.reshape(scores.logits(), tf.constant(new long[] { -1, classes.size() })));
		final Operand<TFloat32> logLikelihood = layers.sum(tf.math.mul(in.get("target"), tf.reshape(flat, tf.constant(
			new long[] { layers.folds(), -1, classes.size() }))), 2);
		// log(1 + exp(s)) − y s, written so that it cannot overflow.
		final Operand<TFloat32> s = scores.units();
		final Operand<TFloat32> crossEntropy = tf.math.add(tf.math.sub(tf.nn.relu(s), tf.math.mul(s, in.get("units"))), tf.math
			.log1p(tf.math.exp(tf.math.neg(tf.math.abs(s)))));
		final Operand<TFloat32> unitLoss = tf.math.mul(tf.math.mean(crossEntropy, tf.constant(2)), in.get("unit_weight"));
		return tf.math.mean(tf.math.sub(unitLoss, logLikelihood), tf.constant(1));
	}

	@FunctionalInterface
	private interface Body {

		Map<String, Operand<TFloat32>> build(Layers layers, Map<String, Operand<TFloat32>> inputs);
	}

	private static NetworkDefinition definition(final Map<String, Shape> inputs, final Body body) {
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

	/** The layers while they are put together. */
	private final class Build {

		private final Layers layers;
		private final Ops tf;
		private final int folds;
		private final int width = settings.channels();

		Build(final Layers layers) {
			this.layers = layers;
			tf = layers.tf();
			folds = layers.folds();
		}

		Scores scores(final Operand<TFloat32> fields) {
			final Operand<TFloat32> halves = halves(fields);
			Operand<TFloat32> regions = localFusion(patchTokens(halves));
			regions = tokenDropout(regions, REGIONS);
			if (settings.globalFusion()) regions = bothSides("global", regions, REGIONS);
			Operand<TFloat32> tokens = regions;
			if (settings.fullFaceFusion()) {
				final Operand<TFloat32> all = tf.concat(List.of(regions, tokenDropout(faceTokens(halves), FACE_PATCHES)), tf
					.constant(2));
				tokens = tf.slice(bothSides("face", all, REGIONS + FACE_PATCHES), tf.constant(new int[] { 0, 0, 0, 0 }), tf
					.constant(new int[] { -1, -1, REGIONS, -1 }));
			}
			final Operand<TFloat32> normal = tf.reshape(layers.layerNorm("head/norm", tokens, width), shape(folds, -1, 2,
				REGIONS * width));
			final Operand<TFloat32> joined = layers.dropout(tf.math.mean(normal, tf.constant(2)), settings.headDropout());
			return new Scores(layers.dense(CLASSIFIER, joined, REGIONS * width, classes
				.size()), layers.dense("head/units", joined,
				REGIONS * width, UNITS));
		}

		/** The left half and the right one as if it were a left one: [fold, batch · 2, 28, 14, 2]. */
		private Operand<TFloat32> halves(final Operand<TFloat32> fields) {
			final Operand<TFloat32> mirrored = tf.math.mul(tf.reverse(fields, tf.constant(new int[] { 3 })), tf.constant(
				new float[] { -1, 1 }));
			final Operand<TFloat32> left = tf.slice(fields, tf.constant(new int[5]), tf.constant(new int[] { -1, -1, -1, HALF,
				-1 }));
			final Operand<TFloat32> right = tf.slice(mirrored, tf.constant(new int[5]), tf.constant(new int[] { -1, -1, -1,
				HALF, -1 }));
			return tf.reshape(tf.stack(List.of(left, right), Stack.axis(2L)), shape(folds, -1, N, HALF,
				2));
		}

		/** The patches of every region: [fold, batch · 2, 8 · 4, channels]. */
		private Operand<TFloat32> patchTokens(final Operand<TFloat32> halves) {
			final List<Operand<TFloat32>> windows = new ArrayList<>();
			for (final AuRegion region : AuRegion.values()) {
				windows.add(tf.reshape(tf.slice(halves, tf.constant(new int[] { 0, 0, region.row(), region.column(), 0 }), tf
					.constant(new int[] { -1, -1, AuRegion.SIZE, AuRegion.SIZE, -1 })), shape(folds, -1, AuRegion.SIZE *
						AuRegion.SIZE * 2)));
			}
			// In two halves: TensorFlow goes through more than eight inputs of an operation in an order that changes from
			// process to process, and with it the rounding of the gradient that the windows' overlaps sum up.
			final Operand<TFloat32> joined = tf.concat(List.of(tf.concat(windows.subList(0, REGIONS / 2), tf.constant(2)), tf
				.concat(windows.subList(REGIONS / 2, REGIONS), tf.constant(2))), tf.constant(2));
			final Operand<TFloat32> cells = tf.reshape(joined, shape(-1, 2, PATCH, 2, PATCH * 2));
			final Operand<TFloat32> patches = tf.reshape(tf.linalg.transpose(cells, tf.constant(new int[] { 0, 1, 3, 2, 4 })),
				shape(folds, -1, REGIONS * PATCHES, PATCH * PATCH * 2));
			return placed("patch", layers.dense("patch", patches, (long) PATCH * PATCH * 2, width, plain(PATCH * PATCH * 2)),
				REGIONS * PATCHES);
		}

		/** The patches of the whole half: [fold, batch · 2, 14, channels]. */
		private Operand<TFloat32> faceTokens(final Operand<TFloat32> halves) {
			final int columns = HALF / FACE_COLUMNS;
			final int length = FACE_ROWS * FACE_COLUMNS * 2;
			final Operand<TFloat32> cells = tf.reshape(halves, shape(-1, N / FACE_ROWS, FACE_ROWS, columns, FACE_COLUMNS * 2));
			final Operand<TFloat32> patches = tf.reshape(tf.linalg.transpose(cells, tf.constant(new int[] { 0, 1, 3, 2, 4 })),
				shape(folds, -1, FACE_PATCHES, length));
			return placed("face/patch", layers.dense("face/patch", patches, length, width, plain(length)), FACE_PATCHES);
		}

		/** Adds to each token what tells where it is. */
		private Operand<TFloat32> placed(final String name, final Operand<TFloat32> tokens, final int count) {
			final Operand<TFloat32> place = layers.stackedWeight(name + "/place", Initializer.normal(0.3), false, count, width);
			return tf.math.add(tokens, layers.perFold(place, 4));
		}

		/** One token a region: [fold, batch · 2, 8, channels]. */
		private Operand<TFloat32> localFusion(final Operand<TFloat32> patches) {
			if (!settings.fusedFirst()) return localWithoutFusion(patches);
			final int joined = PATCHES * width;
			final Operand<TFloat32> weight = layers.stackedWeight("local/fuse/weight", plain(joined), true, REGIONS, joined,
				width);
			final Operand<TFloat32> byRegion = tf.linalg.transpose(tf.reshape(patches, shape(folds, -1, REGIONS, joined)), tf
				.constant(new int[] { 0, 2, 1, 3 }));
			final Operand<TFloat32> fused = placed("local", tf.linalg.transpose(layers.batchMatMul(byRegion, weight, false), tf
				.constant(new int[] { 0, 2, 1, 3 })), REGIONS);
			if (!settings.localFusion()) return fused;
			final Operand<TFloat32> queries = tf.reshape(fused, shape(folds, -1, 1, width));
			final Operand<TFloat32> tokens = tf.concat(List.of(queries, tf.reshape(patches, shape(folds, -1, PATCHES, width))), tf
				.constant(2));
			return tf.reshape(stage("local", queries, tokens, null), shape(folds, -1, REGIONS, width));
		}

		/** The ablation of Fu-B-Attn: attention among the patches first, their mean afterwards. */
		private Operand<TFloat32> localWithoutFusion(final Operand<TFloat32> patches) {
			Operand<TFloat32> tokens = tf.reshape(patches, shape(folds, -1, PATCHES, width));
			if (settings.localFusion()) tokens = stage("local", tokens, tokens, null);
			final Operand<TFloat32> means = tf.reshape(tf.math.mean(tokens, tf.constant(2), Mean.keepDims(true)), shape(folds, -1,
				REGIONS, width));
			return placed("local", means, REGIONS);
		}

		/** Attention among the tokens of both halves, with a learned preference for the same half. */
		private Operand<TFloat32> bothSides(final String name, final Operand<TFloat32> tokens, final int count) {
			final float[][][][][] same = new float[1][1][1][2 * count][2 * count];
			for (int i = 0; i < 2 * count; i++) {
				for (int j = 0; j < 2 * count; j++) same[0][0][0][i][j] = i / count == j / count ? 1 : 0;
			}
			final Operand<TFloat32> preference = tf.reshape(layers.stackedWeight(name + "/side", Initializer.zeros(), false,
				settings.heads()), shape(folds, 1, settings.heads(), 1, 1));
			final Operand<TFloat32> joined = tf.reshape(tokens, shape(folds, -1, 2L * count, width));
			return tf.reshape(stage(name, joined, joined, tf.math.mul(preference, tf.constant(StdArrays
				.ndCopyOf(same)))), shape(folds, -1, count, width));
		}

		/** One pre-normalised stage: attention of the queries to the tokens, then a feed-forward layer, each added. */
		private Operand<TFloat32> stage(final String name, final Operand<TFloat32> queries, final Operand<TFloat32> tokens,
			final Operand<TFloat32> bias)
		{
			final long count = queries.shape().get(2);
			final Operand<TFloat32> normal = layers.layerNorm(name + "/norm", tokens, width);
			final Operand<TFloat32> asking = queries == tokens ? normal : tf.slice(normal, tf.constant(new int[4]), tf.constant(
				new int[] { -1, -1, Math.toIntExact(count), -1 }));
			final Operand<TFloat32> attended = layers.attention(name, asking, normal, width, settings.heads(), bias).tokens();
			final Operand<TFloat32> sum = tf.math.add(queries, dropped(attended, count));
			final Operand<TFloat32> hidden = layers.gelu(layers.dense(name + "/wide", layers.layerNorm(name + "/forward", sum,
				width), width, 2L * width, plain(width)));
			final Operand<TFloat32> forward = layers.dense(name + "/narrow", hidden, 2L * width, width, Initializer.normal(0.5 /
				Math.sqrt(2 * width)));
			return tf.math.add(sum, dropped(forward, count));
		}

		/** Dropout; a single token's axis would otherwise lose its known length to the mask's. */
		private Operand<TFloat32> dropped(final Operand<TFloat32> tokens, final long count) {
			return tf.reshape(layers.dropout(tokens, settings.dropout()), shape(folds, -1, count, width));
		}

		/** Whole tokens become zero while training. */
		private Operand<TFloat32> tokenDropout(final Operand<TFloat32> tokens, final int count) {
			if (!layers.training() || settings.tokenDropout() <= 0) return tokens;
			final Operand<TInt32> batch = tf.slice(tf.shape(tokens), tf.constant(new int[] { 1 }), tf
				.constant(new int[] { 1 }));
			return layers.dropout(tokens, settings.tokenDropout(), tf.concat(List.of(tf.constant(new int[] { 1 }), batch, tf
				.constant(new int[] { count, 1 })), tf.constant(0)));
		}

		private Initializer plain(final int fanIn) {
			return Initializer.normal(1 / Math.sqrt(fanIn));
		}

		private Operand<TInt64> shape(final long... lengths) {
			return tf.constant(lengths);
		}
	}
}
