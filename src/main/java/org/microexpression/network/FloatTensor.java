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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
		if (elements(shape) != data.length) throw new IllegalArgumentException("A tensor of shape " + Arrays.toString(
			shape) + " does not hold " + data.length + " values.");
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
		for (final long length : shape)
			n *= length;
		return n;
	}

	/**
	 * @param from first index of the first axis
	 * @param to   index after the last
	 * @return these rows; this tensor where they are all
	 */
	FloatTensor rows(final int from, final int to) {
		if (from == 0 && to == shape[0]) return this;
		final int row = (int) (data.length / shape[0]);
		final long[] part = shape.clone();
		part[0] = to - from;
		return new FloatTensor(part, Arrays.copyOfRange(data, from * row, to * row));
	}

	/**
	 * @param from 0 or 1
	 * @return every second row of the first axis from there on
	 */
	public FloatTensor everySecond(final int from) {
		final int row = (int) (data.length / shape[0]);
		final long[] part = shape.clone();
		part[0] = (shape[0] + 1 - from) / 2;
		final float[] rows = new float[(int) part[0] * row];
		for (int i = 0; i < part[0]; i++)
			System.arraycopy(data, (2 * i + from) * row, rows, i * row, row);
		return new FloatTensor(part, rows);
	}

	/**
	 * @param other a tensor of the same shape
	 * @param share how much this one counts, 0..1
	 * @return the weighted mean
	 */
	public FloatTensor mean(final FloatTensor other, final float share) {
		final float[] means = new float[data.length];
		for (int i = 0; i < means.length; i++)
			means[i] = share * data[i] + (1 - share) * other.data[i];
		return new FloatTensor(shape, means);
	}

	/**
	 * @param odd a tensor of as many rows or one less
	 * @return the rows of both in turn, the inverse of {@link #everySecond}
	 */
	public FloatTensor alternatingWith(final FloatTensor odd) {
		final long[] whole = shape.clone();
		whole[0] += odd.shape[0];
		final int row = (int) (data.length / shape[0]);
		final float[] rows = new float[data.length + odd.data.length];
		for (int i = 0; i < whole[0]; i++)
			System.arraycopy(i % 2 == 0 ? data : odd.data, i / 2 * row, rows, i * row, row);
		return new FloatTensor(whole, rows);
	}

	/**
	 * @param values tensors by name
	 * @param change what becomes of each
	 * @return the changed tensors in the same order
	 */
	public static Map<String, FloatTensor> each(final Map<String, FloatTensor> values,
		final UnaryOperator<FloatTensor> change)
	{
		final Map<String, FloatTensor> changed = new LinkedHashMap<>();
		values.forEach((name, value) -> changed.put(name, change.apply(value)));
		return changed;
	}

	/**
	 * @param parts tensors by name, the same names in each part
	 * @return each name's tensors joined along the first axis
	 */
	static Map<String, FloatTensor> joined(final List<Map<String, FloatTensor>> parts) {
		if (parts.size() == 1) return parts.get(0);
		final Map<String, FloatTensor> joined = new LinkedHashMap<>();
		for (final String name : parts.get(0).keySet()) {
			final List<FloatTensor> tensors = parts.stream().map(part -> part.get(name)).toList();
			final long[] shape = tensors.get(0).shape.clone();
			shape[0] = tensors.stream().mapToLong(t -> t.shape[0]).sum();
			final float[] data = new float[(int) elements(shape)];
			int at = 0;
			for (final FloatTensor t : tensors) {
				System.arraycopy(t.data, 0, data, at, t.data.length);
				at += t.data.length;
			}
			joined.put(name, new FloatTensor(shape, data));
		}
		return joined;
	}

	/** @return the same in native memory; the caller closes it */
	public TFloat32 toNative() {
		return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(data, true, false));
	}

	/**
	 * @param tensor float values in native memory; not closed
	 * @return a copy on the heap
	 */
	public static FloatTensor fromNative(final Tensor tensor) {
		final float[] data = new float[Math.toIntExact(tensor.shape().size())];
		tensor.asRawTensor().data().asFloats().read(data);
		return new FloatTensor(tensor.shape().asArray(), data);
	}
}
