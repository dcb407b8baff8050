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

package org.microexpression.face;

import java.util.List;
import java.util.stream.IntStream;

import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.AvgPool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The removal of {@link HeadRemainder} inside a graph, for training that reaches the displacement network through the
 * field: the fusion sees in training what it sees in recognition. The head's motion is taken as fixed: no gradient
 * flows through its estimate.
 */
public final class HeadRemainderGraph {

	private static final int SIZE = CanonicalFace.SIZE;
	private static final int COUNT = HeadRemainder.CELLS * HeadRemainder.CELLS;
	private static final int PARAMETERS = HeadRemainder.PARAMETERS;

	/** Keeps the equations solvable in single precision where hardly a cell has weight. */
	private static final float LEAST = 1e-4f;

	private HeadRemainderGraph() {
		// Static only.
	}

	/**
	 * @param layers the network that is built
	 * @param fields [batch, 128, 128, 2], u first, registered pixels
	 * @return the fields without the head's part, to single precision what {@link HeadRemainder#without} gives
	 */
	public static Operand<TFloat32> without(final Layers layers, final Operand<TFloat32> fields) {
		final Ops tf = layers.tf();
		final long cell = SIZE / HeadRemainder.CELLS;
		final AvgPool<TFloat32> means = tf.nn.avgPool(fields, List.of(1L, cell, cell, 1L), List.of(1L, cell, cell, 1L),
			"VALID");
		final Operand<TFloat32> flat = tf.reshape(means, tf.constant(new long[] { -1, 2L * COUNT }));
		final Operand<TFloat32> motions = tf.constant(motions(HeadRemainder.COARSE));
		Operand<TFloat32> p = tf.linalg.matMul(flat, tf.zeros(tf.constant(new int[] { 2 * COUNT, PARAMETERS }),
			TFloat32.class));
		for (int i = 0; i < HeadRemainder.ITERATIONS; i++)
			p = step(tf, flat, motions, p, i == 0 ? HeadRemainder.FIRST : 1);
		final Operand<TFloat32> head = tf.linalg.matMul(p, tf.constant(motions(HeadRemainder.FINE)), MatMul.transposeB(
			true));
		return tf.math.sub(fields, tf.reshape(StopGradient.create(tf.scope(), head), tf.constant(new long[] { -1, SIZE,
			SIZE, 2 })));
	}

	private static Operand<TFloat32> step(final Ops tf, final Operand<TFloat32> flat, final Operand<TFloat32> motions,
		final Operand<TFloat32> before, final double wider)
	{
		final Operand<TFloat32> off = tf.math.sub(flat, tf.linalg.matMul(before, motions, MatMul.transposeB(true)));
		final Operand<TFloat32> square = tf.reduceSum(tf.math.square(tf.reshape(off, tf.constant(new long[] { -1, COUNT,
			2 }))), tf.constant(2));
		final int[] quiet = HeadRemainder.quiet(HeadRemainder.COARSE);
		final Operand<TFloat32> upper = tf.nn.topK(tf.gather(square, tf.constant(quiet), tf.constant(1)), tf.constant(
			quiet.length - quiet.length / 2), TInt32.class).values();
		final Operand<TFloat32> median = tf.math.sqrt(tf.slice(upper, tf.constant(new int[] { 0, quiet.length -
			quiet.length / 2 - 1 }), tf.constant(new int[] { -1, 1 })));
		final Operand<TFloat32> reach = tf.math.mul(tf.math.maximum(tf.math.div(median, tf.constant(
			(float) HeadRemainder.MEDIAN_LENGTH)), tf.constant((float) HeadRemainder.LEAST_NOISE)), tf.constant(
				(float) (wider * HeadRemainder.TUKEY)));
		final Operand<TFloat32> inside = tf.nn.relu(tf.math.sub(tf.constant(1f), tf.math.div(square, tf.math.square(
			reach))));
		final float[] known = new float[COUNT];
		for (int i = 0; i < COUNT; i++)
			known[i] = (float) HeadRemainder.COARSE.weight(i);
		final Operand<TFloat32> weights = tf.math.mul(tf.math.square(inside), tf.constant(known));
		final Operand<TFloat32> sums = tf.math.add(tf.reshape(tf.linalg.matMul(weights, tf.constant(products())), tf
			.constant(new long[] { -1, PARAMETERS, PARAMETERS })), tf.constant(diagonal(LEAST)));
		// A field that is no number has to reach the loss, where training looks for it.
		final Operand<TFloat32> normal = tf.select(tf.math.isNan(sums), tf.constant(diagonal(1)), sums);
		final Operand<TFloat32> weighted = tf.math.mul(tf.reshape(off, tf.constant(new long[] { -1, COUNT, 2 })), tf
			.expandDims(weights, tf.constant(2)));
		final Operand<TFloat32> right = tf.linalg.matMul(tf.reshape(weighted, tf.constant(new long[] { -1, 2L * COUNT })),
			motions);
		// What is still missing is solved for, not the whole: single precision is enough for that.
		return tf.math.add(before, tf.squeeze(tf.linalg.solve(normal, tf.expandDims(right, tf.constant(2))), Squeeze.axis(
			List.of(2L))));
	}

	/** The motions that the parameters cause: [2 · points][parameter], the horizontal one of a point before the other. */
	private static float[][] motions(final FaceRelief relief) {
		final float[][] motions = new float[2 * relief.count()][PARAMETERS];
		IntStream.range(0, relief.count()).forEach(i -> {
			final double[] across = relief.across(i), along = relief.along(i);
			for (int k = 0; k < PARAMETERS; k++) {
				motions[2 * i][k] = (float) across[k];
				motions[2 * i + 1][k] = (float) along[k];
			}
		});
		return motions;
	}

	/** Each cell's share in the normal equations: [cell][parameter · parameter]. */
	private static float[][] products() {
		final float[][] products = new float[COUNT][PARAMETERS * PARAMETERS];
		for (int i = 0; i < COUNT; i++) {
			final double[] across = HeadRemainder.COARSE.across(i), along = HeadRemainder.COARSE.along(i);
			for (int k = 0; k < PARAMETERS * PARAMETERS; k++) {
				final int r = k / PARAMETERS, c = k % PARAMETERS;
				products[i][k] = (float) (across[r] * across[c] + along[r] * along[c]);
			}
		}
		return products;
	}

	private static float[][] diagonal(final float value) {
		final float[][] diagonal = new float[PARAMETERS][PARAMETERS];
		for (int k = 0; k < PARAMETERS; k++)
			diagonal[k][k] = value;
		return diagonal;
	}
}
