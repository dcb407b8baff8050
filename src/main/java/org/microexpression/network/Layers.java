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

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The graph builder: hands out a network's parameters by name and puts layers together from them. DGM, fusion and face
 * networks are all written with it, once, for training, inference and export alike.
 * <p>
 * Images have the axes [batch, row, column, channel]. Tokens have the axes [fold, batch, token, channel]: every weight
 * of a token layer has a leading fold axis, so that the networks of many leave-one-subject-out folds train side by side
 * in one graph; a single network is a stack of one fold. Of the image layers, convolutions have a fold axis too.
 */
public final class Layers {

	private final Ops tf;
	private final int folds;
	private final ParameterSource source;
	private final Optional<? extends Operand<TInt64>> seed;
	private final int[] randomOps = new int[1];

	/** Where the parameters come from: a recorder of shapes, or slices of the one vector. */
	@FunctionalInterface
	private interface ParameterSource {

		/** @return the parameter with a leading fold axis: [fold, shape…] */
		Operand<TFloat32> get(String name, long[] shape, Initializer initializer, boolean decayed);
	}

	private Layers(final Ops tf, final int folds, final Optional<? extends Operand<TInt64>> seed,
		final ParameterSource source)
	{
		this.tf = tf;
		this.folds = folds;
		this.seed = seed;
		this.source = source;
	}

	/** Layers that note which parameters are asked for. */
	static Layers recording(final Ops tf, final List<Parameter> found) {
		final Map<String, Parameter> byName = new HashMap<>();
		return new Layers(tf, 1, Optional.empty(), (name, shape, initializer, decayed) -> {
			final int offset = found.isEmpty() ? 0 : found.get(found.size() - 1).offset() + found.get(found.size() - 1)
				.size();
			final Parameter p = new Parameter(name, shape, initializer, decayed, offset);
			if (byName.put(name, p) != null) throw new IllegalArgumentException("Two parameters are called '" + name + "'.");
			found.add(p);
			return tf.zeros(tf.constant(withFolds(1, shape)), TFloat32.class);
		});
	}

	/**
	 * Layers on the parts of one vector a fold.
	 *
	 * @param tf     where operations are added
	 * @param layout where each parameter lies
	 * @param pieces the vector of each fold cut into the layout's parameters: [fold, size]
	 * @param folds  length of the fold axis
	 * @param seed   two numbers that random operations start from; empty for inference: then nothing is random
	 */
	static Layers on(final Ops tf, final ParameterLayout layout, final List<Operand<TFloat32>> pieces, final int folds,
		final Optional<? extends Operand<TInt64>> seed)
	{
		final Map<String, Operand<TFloat32>> byName = new HashMap<>();
		for (int i = 0; i < pieces.size(); i++)
			byName.put(layout.parameters().get(i).name(), pieces.get(i));
		return new Layers(tf, folds, seed, (name, shape, initializer, decayed) -> tf.reshape(byName.get(layout.get(name)
			.name()), tf.constant(withFolds(folds, shape))));
	}

	/** @return TensorFlow's operations, for whatever these layers do not have */
	public Ops tf() {
		return tf;
	}

	/** @return the length of the fold axis */
	public int folds() {
		return folds;
	}

	/** @return whether random operations (dropout) are active */
	public boolean training() {
		return seed.isPresent();
	}

	/** Makes a placeholder of each input. */
	Map<String, Operand<TFloat32>> placeholders(final Map<String, Shape> inputs) {
		final Map<String, Operand<TFloat32>> made = new LinkedHashMap<>();
		inputs.forEach((name, shape) -> made.put(name, tf.withName("input_" + name).placeholder(TFloat32.class, Placeholder
			.shape(shape))));
		return made;
	}

	// -- Parameters --

	/**
	 * A parameter of a network that is a single fold.
	 *
	 * @param name        unique name
	 * @param initializer how it starts
	 * @param decayed     whether weight decay applies
	 * @param shape       its shape
	 * @return the parameter, of that shape
	 * @throws IllegalStateException if the layers are a stack of several folds
	 */
	public Operand<TFloat32> weight(final String name, final Initializer initializer, final boolean decayed,
		final long... shape)
	{
		if (folds != 1) throw new IllegalStateException("The parameter '" + name + "' cannot be stacked over folds.");
		return tf.reshape(source.get(name, shape, initializer, decayed), tf.constant(shape));
	}

	/**
	 * A parameter with a leading fold axis.
	 *
	 * @param name        unique name
	 * @param initializer how each fold's starts
	 * @param decayed     whether weight decay applies
	 * @param shape       its shape without the fold axis
	 * @return the parameters of all folds: [fold, shape…]
	 */
	public Operand<TFloat32> stackedWeight(final String name, final Initializer initializer, final boolean decayed,
		final long... shape)
	{
		return source.get(name, shape, initializer, decayed);
	}

	/**
	 * A convolution with bias; the borders are padded with zeros.
	 *
	 * @param name   prefix of its parameters {@code /kernel} [size, size, in, out] and {@code /bias} [out]
	 * @param images [batch, row, column, in]; of several folds [fold · batch, row, column, in], each fold's together
	 * @param in     channels in
	 * @param out    channels out
	 * @param size   rows and columns of the kernel
	 * @param stride step between output pixels
	 * @return [batch, row / stride, column / stride, out]
	 */
	public Operand<TFloat32> conv(final String name, final Operand<TFloat32> images, final int in, final int out,
		final int size, final int stride)
	{
		return conv(name, images, in, out, size, stride, Initializer.he((long) size * size * in));
	}

	/**
	 * @param name        prefix of its parameters
	 * @param images      [batch, row, column, in]
	 * @param in          channels of the images
	 * @param out         channels of the result
	 * @param size        rows and columns of the kernel
	 * @param stride      pixels from one place to the next
	 * @param initializer how the kernel starts
	 * @return [batch, row, column, out]
	 */
	public Operand<TFloat32> conv(final String name, final Operand<TFloat32> images, final int in, final int out,
		final int size, final int stride, final Initializer initializer)
	{
		return new Convolution(name, in, out, size, stride, initializer).of(this, images);
	}

	/**
	 * A depthwise convolution, then a pointwise one with bias.
	 *
	 * @param name   prefix of its parameters {@code /depthwise} [size, size, in, 1], {@code /pointwise} [1, 1, in, out]
	 *               and {@code /bias} [out]
	 * @param images [batch, row, column, in]
	 * @param in     channels in
	 * @param out    channels out
	 * @param size   rows and columns of the depthwise kernel
	 * @param stride step between output pixels
	 * @return [batch, row / stride, column / stride, out]
	 */
	public Operand<TFloat32> separableConv(final String name, final Operand<TFloat32> images, final int in, final int out,
		final int size, final int stride)
	{
		final Operand<TFloat32> depthwise = weight(name + "/depthwise", Initializer.he((long) size * size), true, size,
			size, in, 1);
		final Operand<TFloat32> pointwise = weight(name + "/pointwise", Initializer.he(in), true, 1, 1, in, out);
		final Operand<TFloat32> bias = weight(name + "/bias", Initializer.zeros(), false, out);
		final Operand<TFloat32> spread = tf.nn.depthwiseConv2dNative(images, depthwise, List.of(1L, (long) stride,
			(long) stride, 1L), "SAME");
		return tf.nn.biasAdd(tf.nn.conv2d(spread, pointwise, List.of(1L, 1L, 1L, 1L), "SAME"), bias);
	}

	/**
	 * @param x     any shape
	 * @param slope slope for negative values
	 * @return max(x, slope · x)
	 */
	public Operand<TFloat32> leakyRelu(final Operand<TFloat32> x, final double slope) {
		return tf.nn.leakyRelu(x, LeakyRelu.alpha((float) slope));
	}

	/**
	 * A linear layer on the last axis, one for each fold.
	 *
	 * @param name prefix of its parameters {@code /weight} [in, out] and {@code /bias} [out]
	 * @param x    [fold, …, in]; at most one of the middle lengths may be unknown
	 * @param in   channels in
	 * @param out  channels out
	 * @return [fold, …, out]
	 */
	public Operand<TFloat32> dense(final String name, final Operand<TFloat32> x, final long in, final long out) {
		return dense(name, x, in, out, Initializer.glorot(in, out));
	}

	/**
	 * @param name        prefix of its parameters
	 * @param x           [fold, batch, token, in]
	 * @param in          length of the last axis
	 * @param out         length of the last axis of the result
	 * @param initializer how the weight starts
	 * @return [fold, batch, token, out]
	 */
	public Operand<TFloat32> dense(final String name, final Operand<TFloat32> x, final long in, final long out,
		final Initializer initializer)
	{
		final Operand<TFloat32> weight = stackedWeight(name + "/weight", initializer, true, in, out);
		return affine(x, weight, stackedWeight(name + "/bias", Initializer.zeros(), false, out), in, out);
	}

	/** x · weight + bias of each fold; weight [fold, in, out], bias [fold, out]. */
	Operand<TFloat32> affine(final Operand<TFloat32> x, final Operand<TFloat32> weight, final Operand<TFloat32> bias,
		final long in, final long out)
	{
		final long[] outShape = x.shape().asArray();
		outShape[outShape.length - 1] = out;
		if (folds == 1) {
			final Operand<TFloat32> y = tf.linalg.matMul(tf.reshape(x, tf.constant(new long[] { -1, in })), tf.reshape(weight,
				tf.constant(new long[] { in, out })));
			return tf.reshape(tf.nn.biasAdd(y, tf.reshape(bias, tf.constant(new long[] { out }))), tf.constant(outShape));
		}
		final Operand<TFloat32> y = batchMatMul(tf.reshape(x, tf.constant(new long[] { folds, -1, in })), weight, false);
		return tf.reshape(tf.math.add(y, tf.reshape(bias, tf.constant(new long[] { folds, 1, out }))), tf.constant(
			outShape));
	}

	/**
	 * Layer normalization (Ba et al. 2016) of the last axis.
	 *
	 * @param name     prefix of its parameters {@code /gain} and {@code /bias}, both [channels]
	 * @param x        [fold, …, channels]
	 * @param channels length of the last axis
	 * @return the same shape
	 */
	public Operand<TFloat32> layerNorm(final String name, final Operand<TFloat32> x, final long channels) {
		final Operand<TInt32> last = tf.constant(-1);
		final Operand<TFloat32> centred = tf.math.sub(x, tf.math.mean(x, last, Mean.keepDims(true)));
		final Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, Mean.keepDims(true));
		final Operand<TFloat32> unit = tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5f))));
		final Operand<TFloat32> gain = perFold(stackedWeight(name + "/gain", Initializer.constant(1), false, channels), x
			.shape().numDimensions());
		final Operand<TFloat32> bias = perFold(stackedWeight(name + "/bias", Initializer.zeros(), false, channels), x
			.shape().numDimensions());
		return tf.math.add(tf.math.mul(unit, gain), bias);
	}

	/**
	 * Gives a per-fold parameter the axes it needs to be combined with tokens.
	 *
	 * @param parameter [fold, shape…]
	 * @param rank      number of axes of the tokens
	 * @return [fold, 1 …, shape…] with as many axes
	 */
	public Operand<TFloat32> perFold(final Operand<TFloat32> parameter, final int rank) {
		final long[] shape = parameter.shape().asArray();
		final long[] wide = new long[rank];
		Arrays.fill(wide, 1);
		wide[0] = shape[0];
		System.arraycopy(shape, 1, wide, rank - shape.length + 1, shape.length - 1);
		return tf.reshape(parameter, tf.constant(wide));
	}

	/**
	 * The Gaussian error linear unit, x Φ(x).
	 *
	 * @param x any shape
	 * @return the same shape
	 */
	public Operand<TFloat32> gelu(final Operand<TFloat32> x) {
		final Operand<TFloat32> phi = tf.math.mul(tf.constant(0.5f), tf.math.add(tf.constant(1f), tf.math.erf(tf.math.mul(x,
			tf.constant((float) Math.sqrt(0.5))))));
		return tf.math.mul(x, phi);
	}

	/**
	 * Sets a share of the values to zero during training and scales up the others; does nothing in inference. All folds
	 * share one mask, so that what a fold learns does not depend on the folds that it is trained beside.
	 *
	 * @param x    [fold, …]
	 * @param rate the share, 0..1
	 * @return the same shape
	 */
	public Operand<TFloat32> dropout(final Operand<TFloat32> x, final double rate) {
		if (!training() || rate <= 0) return x;
		final Operand<TInt32> rest = tf.slice(tf.shape(x), tf.constant(new int[] { 1 }), tf.constant(new int[] { -1 }));
		return dropout(x, rate, tf.concat(List.of(tf.constant(new int[] { 1 }), rest), tf.constant(0)));
	}

	/**
	 * As {@link #dropout(Operand, double)} with a mask of a shape that broadcasts to the values: whole tokens, say.
	 *
	 * @param x         any shape
	 * @param rate      the share, 0..1
	 * @param maskShape shape of the mask
	 * @return the same shape as x
	 */
	public Operand<TFloat32> dropout(final Operand<TFloat32> x, final double rate, final Operand<TInt32> maskShape) {
		if (!training() || rate <= 0) return x;
		final Operand<TFloat32> keep = tf.dtypes.cast(tf.math.greaterEqual(uniform(maskShape), tf.constant((float) rate)),
			TFloat32.class);
		return tf.math.mul(x, tf.math.mul(keep, tf.constant((float) (1 / (1 - rate)))));
	}

	/**
	 * Uniform random numbers that depend on the seed and the step only, so that a resumed training draws the same ones.
	 *
	 * @param shape their shape
	 * @return numbers 0..1
	 * @throws IllegalStateException outside training
	 */
	public Operand<TFloat32> uniform(final Operand<TInt32> shape) {
		if (!training()) throw new IllegalStateException("Inference has no random numbers.");
		randomOps[0]++;
		final Operand<TInt64> own = tf.math.add(seed.orElseThrow(), tf.constant(new long[] { 0, randomOps[0] *
			0x51_7CC1_B727L }));
		return tf.random.statelessRandomUniform(shape, own);
	}

	/**
	 * @param a          [… , n, k]
	 * @param b          [… , k, m], or [… , m, k] if transposed
	 * @param transposed whether b's last two axes are swapped
	 * @return [… , n, m], the matrix products of the last two axes
	 */
	public Operand<TFloat32> batchMatMul(final Operand<TFloat32> a, final Operand<TFloat32> b, final boolean transposed) {
		return tf.train.batchMatMul(a, b, TFloat32.class, BatchMatMul.adjY(transposed));
	}

	/**
	 * @param x    any shape
	 * @param axes the axes summed over
	 * @return the sums, without those axes
	 */
	public Operand<TFloat32> sum(final Operand<TFloat32> x, final int... axes) {
		return tf.reduceSum(x, tf.constant(axes), ReduceSum.keepDims(false));
	}

	private static long[] withFolds(final int folds, final long[] shape) {
		return LongStream.concat(LongStream.of(folds), Arrays.stream(shape)).toArray();
	}
}
