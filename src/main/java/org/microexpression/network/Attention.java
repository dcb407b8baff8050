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

package org.microexpression.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What attention gives.
 *
 * @param tokens  [fold, batch, query, channels]
 * @param weights [fold, batch, head, query, token], each row sums to 1
 */
public record Attention(Operand<TFloat32> tokens, Operand<TFloat32> weights) {

	/**
	 * Multi-head scaled dot-product attention of each query token to a set of tokens.
	 *
	 * @param layers   the graph's layers
	 * @param name     prefix of its parameters
	 * @param queries  [fold, batch, q, channels]
	 * @param tokens   [fold, batch, t, channels], what is attended to
	 * @param channels length of the last axis
	 * @param heads    number of heads; divides the channels
	 * @param bias     added to the scores before the softmax, of a shape that broadcasts to [fold, batch, heads, q, t];
	 *                 empty for none
	 * @return the attended tokens [fold, batch, q, channels] and the attention weights [fold, batch, heads, q, t]
	 */
	public static Attention of(final Layers layers, final String name, final Operand<TFloat32> queries,
		final Operand<TFloat32> tokens, final int channels, final int heads, final Optional<Operand<TFloat32>> bias)
	{
		final Ops tf = layers.tf();
		final long q = queries.shape().get(2);
		final long width = channels / heads;
		final Projection query = projection(layers, name + "/query", channels, true);
		// A bias of the keys would shift all scores of a query alike, which the softmax takes out again.
		final Projection key = projection(layers, name + "/key", channels, false);
		final Projection value = projection(layers, name + "/value", channels, true);
		final List<Operand<TFloat32>> all = new ArrayList<>();
		if (queries == tokens) all.addAll(projected(layers, tokens, List.of(query, key, value), heads, width));
		else {
			all.addAll(projected(layers, queries, List.of(query), heads, width));
			all.addAll(projected(layers, tokens, List.of(key, value), heads, width));
		}
		final Operand<TFloat32> plain = tf.math.mul(layers.batchMatMul(all.get(0), all.get(1), true), tf.constant(
			(float) (1 / Math.sqrt(width))));
		final Operand<TFloat32> scores = bias.<Operand<TFloat32>> map(added -> tf.math.add(plain, added)).orElse(plain);
		final Operand<TFloat32> weights = tf.nn.softmax(scores);
		final Operand<TFloat32> mixed = tf.linalg.transpose(layers.batchMatMul(weights, all.get(2), false), tf.constant(
			new int[] { 0, 1, 3, 2, 4 }));
		final Operand<TFloat32> joined = tf.reshape(mixed, tf.constant(new long[] { layers.folds(), -1, q, channels }));
		return new Attention(layers.dense(name + "/out", joined, channels, channels), weights);
	}

	/** Parameters of a linear layer: [fold, channels, channels] and [fold, channels]. */
	private record Projection(Operand<TFloat32> weight, Operand<TFloat32> bias) {
	}

	private static Projection projection(final Layers layers, final String name, final long channels,
		final boolean biased)
	{
		final Ops tf = layers.tf();
		final Operand<TFloat32> weight = layers.stackedWeight(name + "/weight", Initializer.glorot(channels, channels),
			true, channels, channels);
		return new Projection(weight, biased ? layers.stackedWeight(name + "/bias", Initializer.zeros(), false, channels)
			: tf.zeros(tf.constant(new long[] { layers.folds(), channels }), TFloat32.class));
	}

	/**
	 * Several linear layers of the same tokens as one matrix product, each cut into heads: [fold, batch, n, channels] →
	 * as many [fold, batch, heads, n, width].
	 */
	private static List<Operand<TFloat32>> projected(final Layers layers, final Operand<TFloat32> tokens,
		final List<Projection> projections, final long heads, final long width)
	{
		final Ops tf = layers.tf();
		final long n = tokens.shape().get(2);
		final long channels = heads * width;
		final int count = projections.size();
		final Operand<TFloat32> weight = count == 1 ? projections.get(0).weight : tf.concat(projections.stream().map(
			Projection::weight).toList(), tf.constant(2));
		final Operand<TFloat32> bias = count == 1 ? projections.get(0).bias : tf.concat(projections.stream().map(
			Projection::bias).toList(), tf.constant(1));
		final Operand<TFloat32> all = layers.affine(tokens, weight, bias, channels, count * channels);
		final Operand<TFloat32> cut = tf.linalg.transpose(tf.reshape(all, tf.constant(new long[] { layers.folds(), -1, n,
			count * heads, width })), tf.constant(new int[] { 0, 1, 3, 2, 4 }));
		if (count == 1) return List.of(cut);
		return List.copyOf(tf.split(tf.constant(2), cut, (long) count).output());
	}
}
