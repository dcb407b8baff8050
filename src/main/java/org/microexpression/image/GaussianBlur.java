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

package org.microexpression.image;

import java.util.Arrays;

/** Gaussian blur of row-major pictures, along rows and then along columns. */
public final class GaussianBlur {

	private static final float[] NONE = {};

	/** How far the blur reaches and in what order it adds up, on which bits depend. The edges' values are repeated. */
	public enum Style {

			/** To 2.5 σ, added from left to right: for what is drawn. Below 0.05 pixels nothing happens. */
			SHORT {

				@Override
				float[] kernel(final double sigma) {
					if (sigma < 0.05) return NONE;
					final int reach = Math.max(1, (int) Math.ceil(2.5 * sigma));
					final double[] taps = taps(sigma, reach);
					double sum = 0;
					for (final double tap : taps)
						sum += tap;
					final float[] kernel = new float[taps.length];
					for (int k = 0; k < kernel.length; k++)
						kernel[k] = (float) (taps[k] / sum);
					return kernel;
				}

				@Override
				void add(final float[] kernel, final float[] in, final int from, final int stride, final float[] sums,
					final int count)
			{
					Arrays.fill(sums, 0, count, 0);
					for (int k = 0; k < kernel.length; k++) {
						final float weight = kernel[k];
						final int start = from + k * stride;
						for (int i = 0; i < count; i++)
							sums[i] += weight * in[start + i];
					}
				}
			},

			/** To 3.5 σ, added in pairs from the middle: for measurements. Below 0.2 pixels nothing happens. */
			LONG {

				@Override
				float[] kernel(final double sigma) {
					if (sigma < 0.2) return NONE;
					final int reach = (int) Math.ceil(3.5 * sigma);
					final double[] taps = taps(sigma, reach);
					final float[] half = new float[reach + 1];
					double sum = 0;
					for (int k = 0; k <= reach; k++) {
						half[k] = (float) taps[reach + k];
						sum += k == 0 ? half[k] : 2 * half[k];
					}
					final float[] kernel = new float[taps.length];
					for (int k = 0; k < kernel.length; k++)
						kernel[k] = half[Math.abs(k - reach)] / (float) sum;
					return kernel;
				}

				@Override
				void add(final float[] kernel, final float[] in, final int from, final int stride, final float[] sums,
					final int count)
			{
					final int middle = kernel.length / 2;
					final int centre = from + middle * stride;
					for (int i = 0; i < count; i++)
						sums[i] = kernel[middle] * in[centre + i];
					for (int k = 1; k <= middle; k++) {
						final float weight = kernel[middle + k];
						final int before = centre - k * stride, after = centre + k * stride;
						for (int i = 0; i < count; i++)
							sums[i] += weight * (in[before + i] + in[after + i]);
					}
				}
			};

		/** Weights that sum to 1; none where the blur is too small to matter. */
		abstract float[] kernel(double sigma);

		/**
		 * Weighs neighbours of many values at once, which a processor does several at a time: value i has its neighbours
		 * at {@code from + i}, {@code from + i + stride} and so on.
		 */
		abstract void add(float[] kernel, float[] in, int from, int stride, float[] sums, int count);
	}

	private GaussianBlur() {
		// Static only.
	}

	/**
	 * Values of a Gaussian at whole distances.
	 *
	 * @param sigma standard deviation
	 * @param reach largest distance
	 * @return exp(−k² / 2σ²) for k from −reach to reach, not normalized
	 */
	public static double[] taps(final double sigma, final int reach) {
		final double[] taps = new double[2 * reach + 1];
		for (int k = -reach; k <= reach; k++)
			taps[k + reach] = Math.exp(-0.5 * k * k / (sigma * sigma));
		return taps;
	}

	/**
	 * Blurs a picture in place.
	 *
	 * @param pixels width × height values, changed
	 * @param width  columns
	 * @param height rows
	 * @param sigma  standard deviation, px
	 * @param style  how far it reaches
	 */
	public static void blur(final float[] pixels, final int width, final int height, final double sigma,
		final Style style)
	{
		final float[] kernel = style.kernel(sigma);
		if (kernel.length == 0) return;
		final int reach = kernel.length / 2;
		final float[] sums = new float[width];
		final float[] line = new float[width + 2 * reach];
		for (int row = 0; row < height; row++) {
			final int start = row * width;
			Arrays.fill(line, 0, reach, pixels[start]);
			System.arraycopy(pixels, start, line, reach, width);
			Arrays.fill(line, reach + width, line.length, pixels[start + width - 1]);
			style.add(kernel, line, 0, 1, sums, width);
			System.arraycopy(sums, 0, pixels, start, width);
		}
		// A copy, since rows above are changed already where a row needs them.
		final float[] rows = new float[(height + 2 * reach) * width];
		for (int row = 0; row < height + 2 * reach; row++)
			System.arraycopy(pixels, Math.min(height - 1, Math.max(0, row - reach)) * width, rows, row * width, width);
		for (int row = 0; row < height; row++) {
			style.add(kernel, rows, row * width, width, sums, width);
			System.arraycopy(sums, 0, pixels, row * width, width);
		}
	}
}
