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

package org.microexpression.training.dgm;

import java.util.List;

import org.microexpression.network.GraphImages;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Rebuilds the apex frame from the onset frame and the motion between them, so that a loss can ask how much of the apex
 * frame the motion explains: the idea of MoExt (Li et al., "Micro-expression recognition by motion feature extraction
 * based on pre-training", arXiv 2407.07345), where a decoder rebuilds the apex frame from the onset frame's texture
 * features and motion features.
 * <p>
 * Here the motion is D, averaged over the cells of a quarter of the frame's size: too coarse to carry the apex frame's
 * texture, of which nothing else comes in. The onset frame is moved along D, and a small decoder adds what texture
 * features of the onset frame and motion features of D together say. The decoder is used in training only: its
 * parameters are trained with the DGM's, are no part of it, and are never exported. Moving and layers are our choice.
 * </p>
 */
final class ApexRebuilding {

	private static final double SLOPE = 0.1;

	/** Pixels of the frame a cell, each way. */
	private static final int CELL = 4;

	/** Channels of texture, of motion, and of the decoder. */
	private static final int WIDTH = 24;

	private final Layers layers;
	private final Ops tf;
	private final GraphImages images;
	private final int size;

	/**
	 * @param layers where the decoder's parameters come from, a single fold
	 * @param size   rows and columns of the frames
	 */
	ApexRebuilding(final Layers layers, final int size) {
		this.layers = layers;
		tf = layers.tf();
		images = new GraphImages(tf);
		this.size = size;
	}

	/**
	 * @param onset        onset frames [batch, size, size, 1], of which the decoder sees nothing but these
	 * @param displacement D [batch, size, size, 2], (u, v) in pixels
	 * @return the apex frames as the onset frames and D have it, [batch, size, size, 1]
	 */
	Operand<TFloat32> apex(final Operand<TFloat32> onset, final Operand<TFloat32> displacement) {
		final Operand<TFloat32> motion = images.blockMeans(displacement, CELL);
		final Operand<TFloat32> texture = conv("texture", tf.nn.spaceToDepth(onset, (long) CELL), CELL * CELL);
		final Operand<TFloat32> moving = conv("motion", motion, 2);
		// What the motion changes in a picture is the product of its gradient and the motion.
		final Operand<TFloat32> both = conv("both", images.joined(List.of(texture, moving, tf.math.mul(texture, moving))),
			3 * WIDTH);
		final Operand<TFloat32> added = tf.nn.depthToSpace(layers.conv("dgm/rebuilding/added", both, WIDTH, CELL * CELL, 3,
			1, Initializer.normal(1e-3)), (long) CELL);
		return tf.math.add(images.warped(onset, images.enlargedFourfold(backwards(motion)), size), added);
	}

	/**
	 * Where a place of the apex frame was in the onset frame: −D as found where −D leads, [batch, cell, cell, 2].
	 */
	private Operand<TFloat32> backwards(final Operand<TFloat32> motion) {
		final Operand<TFloat32> cells = tf.math.mul(motion, tf.constant(-1f / CELL));
		final Operand<TFloat32> u = images.warped(images.channels(motion, 0, 1), cells, size / CELL);
		final Operand<TFloat32> v = images.warped(images.channels(motion, 1, 1), cells, size / CELL);
		return tf.math.neg(images.joined(List.of(u, v)));
	}

	private Operand<TFloat32> conv(final String name, final Operand<TFloat32> input, final int in) {
		return layers.leakyRelu(layers.conv("dgm/rebuilding/" + name, input, in, WIDTH, 3, 1), SLOPE);
	}
}
