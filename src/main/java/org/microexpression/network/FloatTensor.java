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

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Float values with a shape, the last axis varying fastest: what goes into and comes out of a network.
 *
 * @param shape the length of every axis
 * @param data  as many values as the shape holds; not copied
 */
public record FloatTensor(long[] shape, float[] data) {

	/** @throws IllegalArgumentException if the number of values does not fit the shape */
	public FloatTensor {
		if (elements(shape) != data.length) throw new IllegalArgumentException("A tensor of shape " +
			Arrays.toString(shape) + " does not hold " + data.length + " values.");
	}

	/**
	 * @param data  the values
	 * @param shape the length of every axis
	 * @return the tensor
	 */
	public static FloatTensor of(final float[] data, final long... shape) {
		return new FloatTensor(shape, data);
	}

	/**
	 * @param shape the length of every axis
	 * @return how many values it holds; 1 for no axes
	 */
	public static long elements(final long... shape) {
		long n = 1;
		for (final long length : shape) n *= length;
		return n;
	}

	/** @return the same in native memory; the caller closes it */
	TFloat32 toNative() {
		return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(data, true, false));
	}

	/**
	 * @param tensor float values in native memory; not closed
	 * @return a copy on the heap
	 */
	static FloatTensor fromNative(final Tensor tensor) {
		final float[] data = new float[Math.toIntExact(tensor.shape().size())];
		tensor.asRawTensor().data().asFloats().read(data);
		return new FloatTensor(tensor.shape().asArray(), data);
	}
}
