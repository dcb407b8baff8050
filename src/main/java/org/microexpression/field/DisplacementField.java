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
 * A dense displacement field D from the onset to the apex frame, in pixels of the registered frame: a point {@code x}
 * of the onset frame is found at {@code x + D(x)} in the apex frame, {@code onset(x) ≈ apex(x + D(x))}.
 *
 * @param width  columns
 * @param height rows
 * @param u      horizontal component, row-major, positive to the right of the image
 * @param v      vertical component, row-major, positive downwards
 */
public record DisplacementField(int width, int height, float[] u, float[] v) {

	/** Image property that tells the unit of the values, as displacement images carry it. */
	public static final String UNITS = "units";

	/** @throws IllegalArgumentException if a component does not have width × height values */
	public DisplacementField {
		if (u.length != width * height || v.length != width * height) throw new IllegalArgumentException("A " + width +
			" x " + height + " field needs " + width * height + " values a component, not " + u.length + " and " + v.length);
	}

	/**
	 * @param width  columns
	 * @param height rows
	 * @return the field of no motion
	 */
	public static DisplacementField zero(final int width, final int height) {
		return new DisplacementField(width, height, new float[width * height], new float[width * height]);
	}

	/**
	 * Mirrors the field left to right, as the field between two mirrored frames would be: columns are reversed and u
	 * changes its sign.
	 *
	 * @return the mirrored field
	 */
	public DisplacementField mirrored() {
		final float[] mu = new float[u.length];
		final float[] mv = new float[v.length];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final int from = y * width + x;
				final int to = y * width + width - 1 - x;
				mu[to] = -u[from];
				mv[to] = v[from];
			}
		}
		return new DisplacementField(width, height, mu, mv);
	}
}
