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
import java.util.Map;

import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The landmark network, face-api.js's FaceLandmark68Net: four densely connected blocks of separable convolutions, a
 * mean and a linear layer. Input {@code image} [batch, {@value #SIZE}, {@value #SIZE}, 3], red, green, blue 0..255, or one
 * grey for all three; output {@code points} [1, batch, 136], x and y of each of the 68 points in turn, as shares of the
 * input's width and height.
 */
final class LandmarkNetwork implements NetworkDefinition {

	static final String IMAGE = "image";
	static final String POINTS = "points";

	/** Width and height of the input. */
	static final int SIZE = 112;

	private static final int[] CHANNELS = { 32, 64, 128, 256 };
	private static final float[] MEAN = { 122.782f, 117.001f, 104.298f };

	@Override
	public Map<String, Shape> inputs() {
		return Map.of(IMAGE, Shape.of(-1, SIZE, SIZE, -1));
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final var tf = layers.tf();
		Operand<TFloat32> x = tf.math.div(tf.math.sub(inputs.get(IMAGE), tf.constant(MEAN)), tf.constant(255f));
		int in = 3;
		for (int block = 0; block < CHANNELS.length; block++) {
			x = block(layers, "dense" + block, x, in, CHANNELS[block]);
			in = CHANNELS[block];
		}
		// 112 pixels halved four times are 7: one mean over all of them.
		x = tf.math.mean(x, tf.constant(new int[] { 1, 2 }));
		return Map.of(POINTS, layers.dense("fc", tf.reshape(x, tf.constant(new long[] { 1, -1, in })), in, 2L *
			FacialLandmarks.COUNT));
	}

	/** Four convolutions, the first at half the resolution, each taking the sum of all before it. */
	private static Operand<TFloat32> block(final Layers layers, final String name, final Operand<TFloat32> x,
		final int in, final int out)
	{
		final var tf = layers.tf();
		Operand<TFloat32> sum = tf.nn.relu(in == 3 ? layers.conv(name + "/conv0", x, in, out, 3, 2) : layers.separableConv(
			name + "/conv0", x, in, out, 3, 2));
		Operand<TFloat32> relu = sum;
		for (int i = 1; i < 4; i++) {
			sum = tf.math.addN(List.of(sum, layers.separableConv(name + "/conv" + i, relu, out, out, 3, 1)));
			relu = tf.nn.relu(sum);
		}
		return relu;
	}
}
