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

package org.microexpression.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.microexpression.network.GraphParts;
import org.microexpression.network.Parameter;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** What is added to a network's graph so that its parameters move: gradient, AdamW, running average. */
final class UpdateGraph {

	final Variable<TFloat32> mean;
	final Variable<TFloat32> meanSquare;
	final Variable<TFloat32> average;
	final Map<Variable<TFloat32>, Op> assigns = new LinkedHashMap<>();
	final List<Placeholder<TFloat32>> rates = new ArrayList<>();

	/** [fold, layout size]. */
	final Operand<TFloat32> gradient;

	/** [fold, 1], 1 where the gradient is finite. */
	final Operand<TFloat32> finite;

	/** Moves the parameters along {@link #gradient}. */
	final Op update;

	private final Ops tf;
	private final AdamW rules;
	private final int folds;

	/**
	 * @param parts     the network's graph
	 * @param folds     networks trained side by side
	 * @param rules     how parameters move
	 * @param averaging how their average follows
	 * @param trained   which parameters move
	 */
	UpdateGraph(final GraphParts parts, final int folds, final AdamW rules, final Averaging averaging,
		final Predicate<Parameter> trained)
	{
		this.folds = folds;
		this.rules = rules;
		tf = parts.tf;
		final Shape shape = Shape.of(folds, parts.layout.size());
		mean = tf.withName("mean").variable(shape, TFloat32.class);
		meanSquare = tf.withName("mean_square").variable(shape, TFloat32.class);
		average = tf.withName("average").variable(shape, TFloat32.class);
		for (final Variable<TFloat32> v : List.of(mean, meanSquare, average))
			assigns.put(v, tf.assign(v, parts.newValue()));
		for (int i = 0; i < 4; i++)
			rates.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())));
		gradient = gradientOf(parts, trained);
		final Operand<TFloat32> squares = tf.reduceSum(tf.math.square(gradient), tf.constant(1), ReduceSum.keepDims(true));
		final Operand<TFloat32> norm = tf.math.sqrt(squares);
		finite = tf.dtypes.cast(tf.math.isFinite(norm), TFloat32.class);
		update = update(clipped(norm), parts, averaging, trained);
	}

	/** The gradient of the summed losses: [fold, layout size]; zero where a parameter is not trained or not used. */
	private Operand<TFloat32> gradientOf(final GraphParts parts, final Predicate<Parameter> trained) {
		final Operand<TFloat32> loss = parts.outputs.get("loss");
		if (loss == null) throw new IllegalArgumentException("The network has no output 'loss'.");
		final Operand<TFloat32> total = tf.reduceSum(loss, tf.range(tf.constant(0), tf.rank(loss), tf.constant(1)));
		final Output<?>[] pieces = parts.pieces.stream().map(Operand::asOutput).toArray(Output[]::new);
		final Output<?>[] gradients = parts.graph.addGradients(total.asOutput(), pieces);
		final List<Operand<TFloat32>> joined = new ArrayList<>();
		for (int i = 0; i < pieces.length; i++) {
			final Parameter p = parts.layout.parameters().get(i);
			@SuppressWarnings("unchecked")
			final Operand<TFloat32> g = (Output<TFloat32>) gradients[i];
			joined.add(exists(gradients[i]) && trained.test(p) ? g : tf.zeros(tf.constant(new long[] { folds, p.size() }),
				TFloat32.class));
		}
		return joined.size() == 1 ? joined.get(0) : tf.concat(joined, tf.constant(1));
	}

	/** TensorFlow gives an output without an operation where the loss does not depend on a parameter. */
	private static boolean exists(final Output<?> gradient) {
		try {
			return gradient != null && !gradient.op().name().isEmpty();
		}
		catch (final IllegalStateException withoutOperation) {
			return false;
		}
	}

	/** Shortens a long gradient; a fold's gradient that is not finite becomes zero. */
	private Operand<TFloat32> clipped(final Operand<TFloat32> norm) {
		final Operand<TFloat32> limit = tf.constant((float) rules.clipNorm());
		final Operand<TFloat32> shortened = rules.clipNorm() > 0 ? tf.math.mul(gradient, tf.math.div(limit, tf.math.maximum(
			norm, limit))) : gradient;
		return tf.select(tf.math.isFinite(norm), shortened, tf.zerosLike(gradient));
	}

	/**
	 * One step of AdamW and of the average. The rates fed are: learning rate with Adam's bias correction, weight decay
	 * times learning rate, the root of the second moment's bias correction, 1 − the average's decay.
	 */
	private Op update(final Operand<TFloat32> g, final GraphParts parts, final Averaging averaging,
		final Predicate<Parameter> trained)
	{
		final float b1 = (float) rules.beta1();
		final float b2 = (float) rules.beta2();
		final Operand<TFloat32> m = tf.assign(mean, tf.math.add(tf.math.mul(mean, tf.constant(b1)), tf.math.mul(g, tf
			.constant(1 - b1))));
		final Operand<TFloat32> s = tf.assign(meanSquare, tf.math.add(tf.math.mul(meanSquare, tf.constant(b2)), tf.math.mul(
			tf.math.square(g), tf.constant(1 - b2))));
		final Operand<TFloat32> root = tf.math.add(tf.math.div(tf.math.sqrt(s), rates.get(2)), tf.constant((float) rules
			.epsilon()));
		Operand<TFloat32> change = tf.math.mul(tf.math.div(m, root), rates.get(0));
		if (rules.weightDecay() > 0) change = tf.math.add(change, tf.math.mul(tf.math.mul(parts.variable(), mask(parts,
			p -> p.decayed() && trained.test(p))), rates.get(1)));
		change = tf.math.mul(change, mask(parts, trained));
		final Operand<TFloat32> moved = tf.assignSub(parts.variable(), tf.math.mul(change, finite));
		if (averaging.decay() <= 0) return moved;
		return tf.assignSub(average, tf.math.mul(tf.math.sub(average, moved), rates.get(3)));
	}

	private Operand<TFloat32> mask(final GraphParts parts, final Predicate<Parameter> which) {
		final float[] mask = new float[parts.layout.size()];
		for (final Parameter p : parts.layout.parameters()) {
			if (which.test(p)) Arrays.fill(mask, p.offset(), p.offset() + p.size(), 1);
		}
		return tf.expandDims(tf.constant(mask), tf.constant(0));
	}
}
