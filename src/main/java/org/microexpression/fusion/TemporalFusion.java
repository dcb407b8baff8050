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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.network.AttentionStage;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.microexpression.network.ModelPorts;
import org.microexpression.network.NetworkDefinition;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The temporal path: a small Transformer over what {@link Fusion} says of {@value #FRAMES} frames from onset over apex
 * to offset, in the manner of SLSTT (Zhang et al. 2022) and TSFmicro (2025), which attend over time too. Both learn from
 * pictures; that the answers of a trained fusion are the tokens, and all that follows, is our choice.
 * <p>
 * A token is what is said of one frame: class probabilities (logarithms), scores of the action units on one side and on
 * the other, when it was filmed, and how strong its field is (logarithm). The sequence is read twice, once from each
 * side of the face, with the same weights, so that a mirrored clip gives exactly the same classes. What comes out is the
 * apex's own answer, and added to it what the other frames' answers differ from it, each by a weight of its own, and a
 * correction. All of these are zero before training: then the answer is that of the apex alone.
 * </p>
 *
 * @param settings widths and rates
 * @param classes  number of classes
 */
public record TemporalFusion(Settings settings, int classes) {

	/** How many frames are looked at. */
	public static final int FRAMES = 5;

	/** Which of them is the apex, counted from 0. */
	public static final int APEX = 2;

	/** Name of the input with the logarithms of the class probabilities: [batch, frame, class]. */
	public static final String FRAME_CLASSES = "frame_classes";

	/** Name of the input with the units' scores, the image's left half first: [batch, frame, 2, 16]. */
	public static final String FRAME_UNITS = "frame_units";

	/** Name of the input with when each frame was filmed and the logarithm of its strength: [batch, frame, 2]. */
	public static final String FRAME_COURSE = "frame_course";

	private static final int COURSE = 2;

	/** Logarithms and scores reach from about −6 to 6. */
	private static final float SCALE = 0.25f;

	/**
	 * The shape of the network.
	 *
	 * @param attention whether frames attend to each other; without it each is read for itself
	 * @param channels  length of a token
	 * @param heads     attention heads, a divisor of the channels
	 * @param stages    Transformer stages
	 * @param dropout   share of values dropped while training, 0..1
	 */
	public record Settings(boolean attention, int channels, int heads, int stages, double dropout) {

		/** @throws InputException if a number is out of range */
		public Settings {
			if (channels < 1 || heads < 1 || channels % heads != 0) throw new InputException("The temporal path has " +
				channels + " channels and " + heads + " heads; give a number of channels that the heads divide.");
			if (stages < 1) throw new InputException("The temporal path has " + stages + " stages; give 1 or more.");
			if (!(dropout >= 0 && dropout < 1)) throw new InputException("The dropout " + dropout +
				" is out of range; give 0 to 0.9.");
		}

		/** @return the network as it is shipped */
		public static Settings defaults() {
			return new Settings(true, 16, 2, 1, 0.4);
		}

		/** @return the same without attention among the frames */
		public Settings withoutAttention() {
			return new Settings(false, channels, heads, stages, dropout);
		}
	}

	/** @return its inputs and outputs when it is exported */
	public ModelPorts ports() {
		return new ModelPorts(frames(), Map.of(Fusion.PROBABILITIES, Shape.of(-1, classes), Fusion.UNIT_SCORES, Shape.of(-1,
			Fusion.SIDES, Fusion.UNITS)));
	}

	private Map<String, Shape> frames() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put(FRAME_CLASSES, Shape.of(-1, FRAMES, classes));
		inputs.put(FRAME_UNITS, Shape.of(-1, FRAMES, Fusion.SIDES, Fusion.UNITS));
		inputs.put(FRAME_COURSE, Shape.of(-1, FRAMES, COURSE));
		return inputs;
	}

	/**
	 * The network to be trained, one member of a committee a fold. Inputs: those of {@link #forInference()} with a
	 * leading fold axis, and the targets of {@link Fusion#forTraining()}. Output: {@code loss} [fold].
	 *
	 * @return the definition
	 */
	public NetworkDefinition forTraining() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		frames().forEach((name, shape) -> inputs.put(name, Shape.of(-1).append(shape)));
		inputs.putAll(Fusion.targets(classes));
		return Fusion.definition(inputs, (layers, in) -> {
			final Map<String, Operand<TFloat32>> stacked = new LinkedHashMap<>(in);
			frames().forEach((name, shape) -> stacked.put(name, withFolds(layers, in.get(name), shape)));
			return Map.of("loss", Fusion.loss(layers, scores(layers, stacked), classes, in));
		});
	}

	/**
	 * The network as it is shipped, its folds members of a committee whose answers are averaged. Inputs {@value
	 * #FRAME_CLASSES}, {@value #FRAME_UNITS} and {@value #FRAME_COURSE}, outputs as {@link
	 * Fusion#forInferenceWithUnits()}.
	 *
	 * @return the definition
	 */
	public NetworkDefinition forInference() {
		return Fusion.definition(frames(), (layers, in) -> {
			final Ops tf = layers.tf();
			final Map<String, Operand<TFloat32>> stacked = new LinkedHashMap<>();
			frames().forEach((name, shape) -> {
				final int[] times = new int[shape.numDimensions() + 1];
				Arrays.fill(times, 1);
				times[0] = layers.folds();
				stacked.put(name, withFolds(layers, tf.tile(tf.expandDims(in.get(name), tf.constant(0)), tf.constant(times)),
					shape));
			});
			return Fusion.committee(layers, scores(layers, stacked));
		});
	}

	private static Operand<TFloat32> withFolds(final Layers layers, final Operand<TFloat32> input, final Shape shape) {
		return layers.tf().reshape(input, layers.tf().constant(Shape.of(layers.folds()).append(shape).asArray()));
	}

	/**
	 * Adds the network to a graph.
	 *
	 * @param layers the graph's layers
	 * @param in     the inputs, each with a leading fold axis
	 * @return its scores
	 */
	private Fusion.Scores scores(final Layers layers, final Map<String, Operand<TFloat32>> in) {
		final Ops tf = layers.tf();
		final int folds = layers.folds();
		final int width = settings.channels();
		final Operand<TFloat32> said = in.get(FRAME_CLASSES);
		final Operand<TFloat32> units = tf.linalg.transpose(in.get(FRAME_UNITS), tf.constant(new int[] { 0, 1, 3, 2, 4 }));
		// From each side of the face: [fold, batch, 2, frame, …].
		final Operand<TFloat32> others = tf.reverse(units, tf.constant(new int[] { 2 }));
		final Operand<TFloat32> common = tf.concat(List.of(said, in.get(FRAME_COURSE)), tf.constant(3));
		final Operand<TFloat32> twice = tf.stack(List.of(common, common), Stack.axis(2L));
		final long length = classes + COURSE + 2L * Fusion.UNITS;
		final Operand<TFloat32> input = tf.math.mul(tf.reshape(tf.concat(List.of(twice, units, others), tf.constant(4)),
			shape(tf, folds, -1, FRAMES, length)), tf.constant(SCALE));
		final Operand<TFloat32> place = layers.stackedWeight("time/place", Initializer.normal(0.3), false, FRAMES, width);
		Operand<TFloat32> tokens = tf.math.add(layers.dense("time/token", input, length, width, Initializer.normal(1 / Math
			.sqrt(length))), layers.perFold(place, 4));
		final AttentionStage stage = new AttentionStage(layers, width, settings.heads(), settings.dropout());
		for (int s = 0; s < settings.stages(); s++) {
			final String name = "time/stage" + s;
			tokens = settings.attention() ? stage.of(name, tokens, tokens, Optional.empty()) : stage.forward(name, tokens);
		}
		tokens = layers.layerNorm("time/norm", tokens, width);
		// How much of what each frame's answer differs from the apex's counts: [fold, batch, 2, frame, 2].
		final Operand<TFloat32> weights = tf.reshape(layers.dense("time/weight", tokens, width, 2, Initializer.zeros()),
			shape(tf, folds, -1, 2, FRAMES, 2));
		final Operand<TFloat32> whole = tf.math.mean(tokens, tf.constant(2));
		final Operand<TFloat32> more = tf.reshape(layers.dense("time/more", whole, width, (long) classes + Fusion.UNITS,
			Initializer.zeros()), shape(tf, folds, -1, 2, classes + Fusion.UNITS));
		final Operand<TFloat32> ofClasses = tf.math.mean(part(tf, weights, 4, 0, 1), tf.constant(2));
		final Operand<TFloat32> logits = tf.math.add(mixed(tf, said, ofClasses, 2), tf.math.mean(part(tf, more, 3, 0,
			classes), tf.constant(2)));
		final Operand<TFloat32> scores = tf.math.add(mixed(tf, units, part(tf, weights, 4, 1, 1), 3), part(tf, more, 3,
			classes, Fusion.UNITS));
		return new Fusion.Scores(logits, scores);
	}

	/** The apex's values, and the others' differences from them by their weights. */
	private static Operand<TFloat32> mixed(final Ops tf, final Operand<TFloat32> values, final Operand<TFloat32> weights,
		final int frames)
	{
		final Operand<TFloat32> apex = part(tf, values, frames, APEX, 1);
		final Operand<TFloat32> added = tf.reduceSum(tf.math.mul(weights, tf.math.sub(values, apex)), tf.constant(frames));
		// The mean over one frame takes its axis away.
		return tf.math.add(tf.math.mean(apex, tf.constant(frames), Mean.keepDims(false)), added);
	}

	private static Operand<TFloat32> part(final Ops tf, final Operand<TFloat32> values, final int axis, final int from,
		final int size)
	{
		final int[] begin = new int[values.shape().numDimensions()];
		final int[] sizes = new int[begin.length];
		Arrays.fill(sizes, -1);
		begin[axis] = from;
		sizes[axis] = size;
		return tf.slice(values, tf.constant(begin), tf.constant(sizes));
	}

	private static Operand<TInt64> shape(final Ops tf, final long... lengths) {
		return tf.constant(lengths);
	}
}
