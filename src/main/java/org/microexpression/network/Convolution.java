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

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution with bias whose borders are padded with zeros, as {@link Layers} puts it together: of a single network,
 * or of each fold for its own images. TensorFlow has no convolution with a fold axis; the folds' own ones stand side by
 * side in the graph.
 *
 * @param name        prefix of its parameters {@code /kernel} [size, size, in, out] and {@code /bias} [out]
 * @param in          channels in
 * @param out         channels out
 * @param size        rows and columns of the kernel
 * @param stride      step between output pixels
 * @param initializer how the kernel starts
 */
record Convolution(String name, int in, int out, int size, int stride, Initializer initializer) {

	/** More inputs than this TensorFlow's gradient builder visits in an order that changes between processes. */
	private static final int MOST_FOLDS = 8;

	/**
	 * @param layers where the parameters come from
	 * @param images [fold · batch, row, column, in], the images of a fold together
	 * @return [fold · batch, row / stride, column / stride, out]
	 * @throws IllegalStateException if there are more than {@value #MOST_FOLDS} folds
	 */
	Operand<TFloat32> of(final Layers layers, final Operand<TFloat32> images) {
		final int folds = layers.folds();
		if (folds > MOST_FOLDS) throw new IllegalStateException("The convolution '" + name + "' is stacked over " + folds +
			" folds; at most " + MOST_FOLDS + " are.");
		final Ops tf = layers.tf();
		if (folds == 1) return convolved(tf, images, layers.weight(name + "/kernel", initializer, true, size, size, in,
			out), layers.weight(name + "/bias", Initializer.zeros(), false, out));
		final List<Output<TFloat32>> kernels = split(tf, layers.stackedWeight(name + "/kernel", initializer, true, size,
			size, in, out), folds);
		final List<Output<TFloat32>> biases = split(tf, layers.stackedWeight(name + "/bias", Initializer.zeros(), false,
			out), folds);
		final List<Output<TFloat32>> own = split(tf, images, folds);
		final List<Operand<TFloat32>> results = new ArrayList<>();
		for (int f = 0; f < folds; f++)
			results.add(convolved(tf, own.get(f), tf.reshape(kernels.get(f), tf.constant(new int[] { size, size, in, out })),
				tf.reshape(biases.get(f), tf.constant(new int[] { out }))));
		return tf.concat(results, tf.constant(0));
	}

	private static List<Output<TFloat32>> split(final Ops tf, final Operand<TFloat32> values, final int folds) {
		return tf.split(tf.constant(0), values, (long) folds).output();
	}

	private Operand<TFloat32> convolved(final Ops tf, final Operand<TFloat32> images, final Operand<TFloat32> kernel,
		final Operand<TFloat32> bias)
	{
		return tf.nn.biasAdd(tf.nn.conv2d(images, kernel, List.of(1L, (long) stride, (long) stride, 1L), "SAME"), bias);
	}
}
