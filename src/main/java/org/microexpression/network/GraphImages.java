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
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
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
		final float[][][][] kernel = new float[3][3][2][32];
		for (int y = 0; y < 4; y++) {
			final float[] row = bilinearTaps(y);
			for (int x = 0; x < 4; x++) {
				final float[] column = bilinearTaps(x);
				for (int i = 0; i < 9; i++) {
					for (int c = 0; c < 2; c++)
						kernel[i / 3][i % 3][c][(y * 4 + x) * 2 + c] = row[i / 3] * column[i % 3];
				}
			}
		}
		return tf.nn.depthToSpace(fixedConv(mirrorPadded(fields, 1), kernel, 1), 4L);
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
		final float[][][][] positions = new float[1][size][size][2];
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				positions[0][y][x][0] = x;
				positions[0][y][x][1] = y;
			}
		}
		// The last cell begins at size − 2, so that its right and lower neighbours exist.
		final Operand<TFloat32> at = tf.math.maximum(tf.math.minimum(tf.math.add(field, tf.constant(positions)), tf
			.constant(size - 1f)), tf.constant(0f));
		final Operand<TFloat32> cell = StopGradient.create(tf.scope(), tf.math.minimum(tf.math.floor(at), tf.constant(size -
			2f)));
		final Operand<TFloat32> share = tf.math.sub(at, cell);
		final Operand<TInt32> batch = tf.gather(tf.shape(images), tf.constant(0), tf.constant(0));
		final Operand<TInt32> base = tf.reshape(tf.math.mul(tf.range(tf.constant(0), batch, tf.constant(1)), tf.constant(
			size * size)), tf.constant(new int[] { -1, 1, 1 }));
		final Operand<TFloat32> within = tf.reduceSum(tf.math.mul(cell, tf.constant(new float[] { 1, size })), tf.constant(
			3), ReduceSum.keepDims(false));
		// A field that is not a number has no place; it must end as a loss that is none, not as an error of the gather.
		final Operand<TInt32> index = tf.math.add(tf.math.maximum(tf.dtypes.cast(within, TInt32.class), tf.constant(0)),
			base);
		final Operand<TFloat32> cells = tf.gather(cells(images, size), index, tf.constant(0));
		final Operand<TFloat32> edges = tf.math.add(channels(cells, 0, 2), tf.math.mul(channels(cells, 2, 2), channels(
			share, 0, 1)));
		return tf.math.add(channels(edges, 0, 1), tf.math.mul(channels(edges, 1, 1), channels(share, 1, 1)));
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
}
