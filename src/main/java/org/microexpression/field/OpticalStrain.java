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

package org.microexpression.field;

/**
 * Optical strain, how much the skin is stretched or sheared, as micro-expression work uses it beside u and v (Shreve et
 * al. 2011, Liong et al. 2014): the magnitude of the infinitesimal strain tensor
 * {@code ε = ½(∇D + ∇Dᵀ)},
 *
 * <pre>
 * |ε| = √( εxx² + εyy² + εxy² + εyx² ) = √( (∂u/∂x)² + (∂v/∂y)² + ½ (∂u/∂y + ∂v/∂x)² ).
 * </pre>
 *
 * A shift of the whole field has none, and a small rotation has almost none. Derivatives are central differences,
 * one-sided
 * on the border.
 */
public final class OpticalStrain {

	private OpticalStrain() {
		// Static methods only.
	}

	/**
	 * @param field displacements in pixels
	 * @return |ε|, row-major, without unit (pixels a pixel), never negative
	 */
	public static float[] magnitude(final DisplacementField field) {
		final int width = field.width();
		final int height = field.height();
		final float[] out = new float[width * height];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				final double ux = slope(field.u(), i, x, width, 1);
				final double uy = slope(field.u(), i, y, height, width);
				final double vx = slope(field.v(), i, x, width, 1);
				final double vy = slope(field.v(), i, y, height, width);
				out[i] = (float) Math.sqrt(ux * ux + vy * vy + 0.5 * (uy + vx) * (uy + vx));
			}
		}
		return out;
	}

	private static double slope(final float[] values, final int index, final int position, final int size,
		final int stride)
	{
		final int before = position > 0 ? 1 : 0;
		final int after = position < size - 1 ? 1 : 0;
		if (before + after == 0) return 0;
		return (values[index + after * stride] - values[index - before * stride]) / (double) (before + after);
	}
}
