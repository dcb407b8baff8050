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

import java.util.Optional;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * One pre-normalized stage of a Transformer: attention, then a feed-forward layer of twice the width (GELU), each added
 * to what it was given.
 *
 * @param layers  the graph's layers
 * @param width   length of a token
 * @param heads   attention heads, a divisor of the width
 * @param dropout share of values dropped while training, 0..1
 */
public record AttentionStage(Layers layers, int width, int heads, double dropout) {

	/**
	 * @param name    prefix of its parameters
	 * @param queries [fold, batch, query, width]; the tokens themselves, or the first of them
	 * @param tokens  [fold, batch, token, width], what is attended to
	 * @param bias    added to the attention's scores, see {@link Attention#of}
	 * @return [fold, batch, query, width]
	 */
	public Operand<TFloat32> of(final String name, final Operand<TFloat32> queries, final Operand<TFloat32> tokens,
		final Optional<Operand<TFloat32>> bias)
	{
		final Ops tf = layers.tf();
		final long count = queries.shape().get(2);
		final Operand<TFloat32> normal = layers.layerNorm(name + "/norm", tokens, width);
		final Operand<TFloat32> asking = queries == tokens ? normal : tf.slice(normal, tf.constant(new int[4]), tf.constant(
			new int[] { -1, -1, Math.toIntExact(count), -1 }));
		final Operand<TFloat32> attended = Attention.of(layers, name, asking, normal, width, heads, bias).tokens();
		return forward(name, tf.math.add(queries, dropped(attended, count)));
	}

	/**
	 * The feed-forward layer alone: each token for itself.
	 *
	 * @param name   prefix of its parameters
	 * @param tokens [fold, batch, token, width]
	 * @return the same shape
	 */
	public Operand<TFloat32> forward(final String name, final Operand<TFloat32> tokens) {
		final Operand<TFloat32> hidden = layers.gelu(layers.dense(name + "/wide", layers.layerNorm(name + "/forward",
			tokens, width), width, 2L * width, Initializer.normal(1 / Math.sqrt(width))));
		final Operand<TFloat32> forward = layers.dense(name + "/narrow", hidden, 2L * width, width, Initializer.normal(0.5 /
			Math.sqrt(2 * width)));
		return layers.tf().math.add(tokens, dropped(forward, tokens.shape().get(2)));
	}

	/** Dropout; a single token's axis would otherwise lose its known length to the mask's. */
	private Operand<TFloat32> dropped(final Operand<TFloat32> tokens, final long count) {
		final Operand<TInt64> shape = layers.tf().constant(new long[] { layers.folds(), -1, count, width });
		return layers.tf().reshape(layers.dropout(tokens, dropout), shape);
	}
}
