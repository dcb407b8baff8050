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

import org.microexpression.network.GraphImages;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The face detector, face-api.js's TinyFaceDetector: a small YOLO v2 of separable convolutions. Input {@code image}
 * [batch, row, column, 3], red, green, blue 0..255, or one grey for all three, both sides multiples of 32; output {@code
 * cells} [batch, row / 32, column / 32, {@value #ANCHORS} · 5], for each anchor offset x, y, log width, height and logit of
 * the score.
 */
final class DetectorNetwork implements NetworkDefinition {

	static final String IMAGE = "image";
	static final String CELLS = "cells";
	static final int ANCHORS = 5;

	/** Input pixels a cell. */
	static final int CELL = 32;

	private static final int[] CHANNELS = { 16, 32, 64, 128, 256, 512 };
	private static final float[] MEAN = { 117.001f, 114.697f, 97.404f };
	private static final double SLOPE = 0.1;

	@Override
	public Map<String, Shape> inputs() {
		return Map.of(IMAGE, Shape.of(-1, -1, -1, -1));
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final var tf = layers.tf();
		Operand<TFloat32> x = tf.math.div(tf.math.sub(inputs.get(IMAGE), tf.constant(MEAN)), tf.constant(255f));
		// The first convolution has no padding, unlike all others.
		final Operand<TFloat32> kernel = layers.weight("conv0/kernel", Initializer.zeros(), false, 3, 3, 3, CHANNELS[0]);
		final Operand<TFloat32> bias = layers.weight("conv0/bias", Initializer.zeros(), false, CHANNELS[0]);
		x = pool(layers, tf.nn.biasAdd(tf.nn.conv2d(x, kernel, List.of(1L, 1L, 1L, 1L), "VALID"), bias), 2);
		for (int i = 1; i < CHANNELS.length; i++) {
			x = pool(layers, layers.separableConv("conv" + i, x, CHANNELS[i - 1], CHANNELS[i], 3, 1), i < CHANNELS.length - 1
				? 2 : 1);
		}
		return Map.of(CELLS, layers.conv("conv8", x, CHANNELS[CHANNELS.length - 1], ANCHORS * 5, 1, 1));
	}

	/** The largest of 2 × 2 values, rectified: the rectifier grows with its value, so it can wait until few are left. */
	private static Operand<TFloat32> pool(final Layers layers, final Operand<TFloat32> x, final int stride) {
		return layers.leakyRelu(new GraphImages(layers.tf()).maxPool(x, 2, stride), SLOPE);
	}
}
