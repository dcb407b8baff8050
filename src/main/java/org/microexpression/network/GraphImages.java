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

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Image operations in a TensorFlow graph, all differentiable. Images are [batch, row, column, channel]. */
public final class GraphImages {

	private final Ops tf;

	/** @param tf the graph */
	public GraphImages(final Ops tf) {
		this.tf = tf;
	}

	/**
	 * Repeats the outermost pixels {@code width} times beyond each border, mirrored.
	 *
	 * @param images [batch, row, column, channel]
	 * @param width  pixels added at each side
	 * @return the larger images
	 */
	public Operand<TFloat32> mirrorPadded(final Operand<TFloat32> images, final int width) {
		final int[][] paddings = { { 0, 0 }, { width, width }, { width, width }, { 0, 0 } };
		return tf.mirrorPad(images, tf.constant(paddings), "SYMMETRIC");
	}

	/**
	 * A convolution with a kernel that is not trained, without padding.
	 *
	 * @param images [batch, row, column, channel]
	 * @param kernel [row, column, channel in, channel out]
	 * @param stride pixels from one place to the next
	 * @return the convolved images
	 */
	public Operand<TFloat32> fixedConv(final Operand<TFloat32> images, final float[][][][] kernel, final int stride) {
		return tf.nn.conv2d(images, tf.constant(kernel), List.of(1L, (long) stride, (long) stride, 1L), "VALID",
			new Conv2d.Options[0]);
	}

	/**
	 * Means of size × size windows; at the border of the pixels inside.
	 *
	 * @param images [batch, row, column, channel]
	 * @param size   pixels a side
	 * @return the means, as large as the images
	 */
	public Operand<TFloat32> box(final Operand<TFloat32> images, final int size) {
		return tf.nn.avgPool(images, List.of(1L, (long) size, (long) size, 1L), List.of(1L, 1L, 1L, 1L), "SAME");
	}

	/**
	 * The largest value of each size × size window. TensorFlow's Java interface has only the operation that is told its
	 * window as a tensor, which takes five times as long as this one.
	 *
	 * @param images [batch, row, column, channel]
	 * @param size   rows and columns of a window
	 * @param stride pixels from one window to the next
	 * @return [batch, row / stride, column / stride, channel], both rounded up
	 */
	public Operand<TFloat32> maxPool(final Operand<TFloat32> images, final long size, final long stride) {
		final OperationBuilder pool = tf.scope().opBuilder("MaxPool", "MaxPool").addInput(images.asOutput());
		pool.setAttr("ksize", new long[] { 1, size, size, 1 }).setAttr("strides", new long[] { 1, stride, stride, 1 })
			.setAttr("padding", "SAME");
		return pool.build().output(0);
	}

	/**
	 * Smoothed with the kernel [1, 4, 6, 4, 1] / 16 both ways, one channel.
	 *
	 * @param images [batch, row, column, 1]
	 * @return the smoothed images, as large
	 */
	public Operand<TFloat32> smoothed(final Operand<TFloat32> images) {
		final float[] taps = { 1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f };
		final float[][][][] kernel = new float[5][5][1][1];
		for (int i = 0; i < 25; i++)
			kernel[i / 5][i % 5][0][0] = taps[i / 5] * taps[i % 5];
		return fixedConv(mirrorPadded(images, 2), kernel, 1);
	}

	/**
	 * Half the size, each channel by itself, with the kernel [1, 3, 3, 1] / 8 both ways.
	 *
	 * @param images   [batch, row, column, channel]
	 * @param channels how many channels
	 * @return the smaller images
	 */
	public Operand<TFloat32> halved(final Operand<TFloat32> images, final int channels) {
		final float[] taps = { 1 / 8f, 3 / 8f, 3 / 8f, 1 / 8f };
		final float[][][][] kernel = new float[4][4][channels][channels];
		for (int y = 0; y < 4; y++) {
			for (int x = 0; x < 4; x++) {
				for (int c = 0; c < channels; c++)
					kernel[y][x][c][c] = taps[y] * taps[x];
			}
		}
		return fixedConv(mirrorPadded(images, 1), kernel, 2);
	}

	/**
	 * Means of factor × factor blocks.
	 *
	 * @param images [batch, row, column, channel]
	 * @param factor pixels a side of a block
	 * @return the smaller images
	 */
	public Operand<TFloat32> blockMeans(final Operand<TFloat32> images, final int factor) {
		return tf.nn.avgPool(images, List.of(1L, (long) factor, (long) factor, 1L), List.of(1L, (long) factor,
			(long) factor, 1L), "VALID");
	}

	/**
	 * Four times the size, two channels, bilinear with pixel centres kept in place: a convolution that gives the 4 × 4
	 * pixels of each block, which is faster than TensorFlow's resizing.
	 *
	 * @param fields [batch, row, column, 2]
	 * @return the larger fields
	 */
	public Operand<TFloat32> enlargedFourfold(final Operand<TFloat32> fields) {
		return tf.nn.depthToSpace(fourfoldBlocks(fields), 4L);
	}

	/**
	 * As {@link #enlargedFourfold}, the 4 × 4 pixels of each block still side by side in the channels, so that more can be
	 * added to them before TensorFlow's slow depthToSpace.
	 *
	 * @param fields [batch, row, column, 2]
	 * @return [batch, row, column, 32], of each pixel of a block u and v
	 */
	public Operand<TFloat32> fourfoldBlocks(final Operand<TFloat32> fields) {
		return fixedConv(mirrorPadded(fields, 1), fourfoldKernel(2, 1), 1);
	}

	/** Channel {@code pixel · ofPixel + component · ofComponent} is a component's value in a pixel of a block. */
	private static float[][][][] fourfoldKernel(final int ofPixel, final int ofComponent) {
		final float[][][][] kernel = new float[3][3][2][32];
		for (int pixel = 0; pixel < 16; pixel++) {
			final float[] row = bilinearTaps(pixel / 4);
			final float[] column = bilinearTaps(pixel % 4);
			for (int i = 0; i < 9; i++) {
				for (int c = 0; c < 2; c++)
					kernel[i / 3][i % 3][c][pixel * ofPixel + c * ofComponent] = row[i / 3] * column[i % 3];
			}
		}
		return kernel;
	}

	/** The weights of the block before, this one and the one after for pixel 0..3 of a block. */
	private static float[] bilinearTaps(final int pixel) {
		final float offset = (pixel - 1.5f) / 4;
		return offset < 0 ? new float[] { -offset, 1 + offset, 0 } : new float[] { 0, 1 - offset, offset };
	}

	/**
	 * Warps images by fields, {@code out(x) = image(x + d(x))}, bilinear, positions outside clamped to the border. The
	 * gradient reaches images and field.
	 *
	 * @param images [batch, size, size, 1]
	 * @param field  [batch, size, size, 2], (u, v) in pixels
	 * @param size   rows and columns
	 * @return [batch, size, size, 1]
	 */
	public Operand<TFloat32> warped(final Operand<TFloat32> images, final Operand<TFloat32> field, final int size) {
		return sampled(images, channels(field, 0, 1), channels(field, 1, 1), size, 1);
	}

	/**
	 * Warps images by fields of a quarter of their size, which are enlarged on the way ({@link #enlargedFourfold}).
	 *
	 * @param images [batch, size, size, 1]
	 * @param field  [batch, size / 4, size / 4, 2], (u, v) in pixels of the images
	 * @param size   rows and columns of the images
	 * @return [batch, size, size, 1]
	 */
	public Operand<TFloat32> warpedFourfold(final Operand<TFloat32> images, final Operand<TFloat32> field,
		final int size)
	{
		// The pixels of a block stay side by side until the end: their order does not matter to what is done with each.
		final Operand<TFloat32> blocks = fixedConv(mirrorPadded(field, 1), fourfoldKernel(1, 16), 1);
		return tf.nn.depthToSpace(sampled(images, channels(blocks, 0, 16), channels(blocks, 16, 16), size, 4), 4L);
	}

	/**
	 * The grey levels at each pixel's place plus (u, v). Each of u, v and what comes of them is a tensor of its own:
	 * TensorFlow cuts and joins channels of one or two values many times slower than it computes with them.
	 *
	 * @param block side of the blocks whose pixels are the channels of u, v and the result
	 */
	private Operand<TFloat32> sampled(final Operand<TFloat32> images, final Operand<TFloat32> u,
		final Operand<TFloat32> v, final int size, final int block)
	{
		final float[][][][] columns = new float[1][size / block][size / block][block * block];
		final float[][][][] rows = new float[1][size / block][size / block][block * block];
		for (int i = 0; i < size * size; i++) {
			final int y = i / size, x = i % size, pixel = y % block * block + x % block;
			columns[0][y / block][x / block][pixel] = x;
			rows[0][y / block][x / block][pixel] = y;
		}
		final Operand<TFloat32> x = inside(tf.math.add(u, tf.constant(columns)), size);
		final Operand<TFloat32> y = inside(tf.math.add(v, tf.constant(rows)), size);
		final Operand<TFloat32> column = cell(x, size), row = cell(y, size);
		final Operand<TInt32> batch = tf.gather(tf.shape(images), tf.constant(0), tf.constant(0));
		final Operand<TInt32> base = tf.reshape(tf.math.mul(tf.range(tf.constant(0), batch, tf.constant(1)), tf.constant(
			size * size)), tf.constant(new int[] { -1, 1, 1, 1 }));
		final Operand<TFloat32> within = tf.math.add(column, tf.math.mul(row, tf.constant((float) size)));
		// A field that is not a number has no place; it must end as a loss that is none, not as an error of the gather.
		final Operand<TInt32> index = tf.math.add(tf.math.maximum(tf.dtypes.cast(within, TInt32.class), tf.constant(0)),
			base);
		final Operand<TFloat32> cells = tf.gather(cells(images, size), tf.reshape(index, tf.constant(new int[] { -1 })), tf
			.constant(0));
		final List<Output<TFloat32>> parts = tf.split(tf.constant(0), tf.linalg.transpose(cells, tf.constant(new int[] { 1,
			0 })), 4L).output();
		final Operand<TInt32> shape = tf.constant(new int[] { -1, size / block, size / block, block * block });
		final Operand<TFloat32> right = tf.math.sub(x, column), down = tf.math.sub(y, row);
		final Operand<TFloat32> above = tf.math.add(tf.reshape(parts.get(0), shape), tf.math.mul(tf.reshape(parts.get(2),
			shape), right));
		final Operand<TFloat32> below = tf.math.add(tf.reshape(parts.get(1), shape), tf.math.mul(tf.reshape(parts.get(3),
			shape), right));
		return tf.math.add(above, tf.math.mul(below, down));
	}

	private Operand<TFloat32> inside(final Operand<TFloat32> position, final int size) {
		return tf.math.maximum(tf.math.minimum(position, tf.constant(size - 1f)), tf.constant(0f));
	}

	/** The last cell begins at size − 2, so that its right and lower neighbours exist. */
	private Operand<TFloat32> cell(final Operand<TFloat32> position, final int size) {
		return StopGradient.create(tf.scope(), tf.math.minimum(tf.math.floor(position), tf.constant(size - 2f)));
	}

	/**
	 * What bilinear interpolation between each pixel and its right, lower and lower right neighbour is made of: (a, c, b,
	 * d) of {@code a + b x + (c + d x) y}, [batch · size · size, 4]. Faster than to weight the four pixels.
	 */
	private Operand<TFloat32> cells(final Operand<TFloat32> images, final int size) {
		final float[][][][] kernel = { { { { 1, -1, -1, 1 } }, { { 0, 0, 1, -1 } } }, { { { 0, 1, 0, -1 } }, { { 0, 0, 0,
			1 } } } };
		final Operand<TFloat32> padded = tf.pad(images, tf.constant(new int[][] { { 0, 0 }, { 0, 1 }, { 0, 1 }, { 0, 0 } }),
			tf.constant(0f));
		return tf.reshape(fixedConv(padded, kernel, 1), tf.constant(new int[] { -1, 4 }));
	}

	/**
	 * Channels {@code from} to {@code from + count − 1}.
	 *
	 * @param images [batch, row, column, channel]
	 * @param from   the first channel
	 * @param count  how many
	 * @return these channels
	 */
	public Operand<TFloat32> channels(final Operand<TFloat32> images, final int from, final int count) {
		return tf.slice(images, tf.constant(new int[] { 0, 0, 0, from }), tf.constant(new int[] { -1, -1, -1, count }));
	}

	/**
	 * The middle of images, without a border of {@code width} pixels.
	 *
	 * @param images   [batch, size, size, channel]
	 * @param width    pixels left out at each side
	 * @param size     rows and columns of the images
	 * @param channels how many channels
	 * @return the middle
	 */
	public Operand<TFloat32> inner(final Operand<TFloat32> images, final int width, final int size, final int channels) {
		return tf.slice(images, tf.constant(new int[] { 0, width, width, 0 }), tf.constant(new int[] { -1, size - 2 * width,
			size - 2 * width, channels }));
	}

	/**
	 * Joins along the channels.
	 *
	 * @param parts images of one size
	 * @return all their channels, in this order
	 */
	public Operand<TFloat32> joined(final List<Operand<TFloat32>> parts) {
		return tf.concat(parts, tf.constant(3));
	}

	/**
	 * Each channel as one row, in which whole channels are cut, joined and summed up at the speed of memory.
	 *
	 * @param images   [batch, row, column, channels]
	 * @param channels how many channels
	 * @return [channels, batch · row · column]
	 */
	public Operand<TFloat32> planes(final Operand<TFloat32> images, final int channels) {
		return tf.linalg.transpose(tf.reshape(images, tf.constant(new int[] { -1, channels })), tf.constant(new int[] { 1,
			0 }));
	}

	/**
	 * The inverse of {@link #planes}.
	 *
	 * @param planes   [channels, batch · size · size]
	 * @param size     rows and columns of the images
	 * @param channels how many channels
	 * @return [batch, size, size, channels]
	 */
	public Operand<TFloat32> fromPlanes(final Operand<TFloat32> planes, final int size, final int channels) {
		return tf.reshape(tf.linalg.transpose(planes, tf.constant(new int[] { 1, 0 })), tf.constant(new int[] { -1, size,
			size, channels }));
	}

	/**
	 * Rows {@code from} to {@code from + count − 1} of planes.
	 *
	 * @param planes [channels, places]
	 * @param from   the first channel
	 * @param count  how many
	 * @return [count, places]
	 */
	public Operand<TFloat32> rows(final Operand<TFloat32> planes, final int from, final int count) {
		return tf.slice(planes, tf.constant(new int[] { from, 0 }), tf.constant(new int[] { count, -1 }));
	}
}
