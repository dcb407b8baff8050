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

package org.example.expressions;

import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.GreyPair;
import org.scijava.plugin.Plugin;

/** Whole pixels of motion: each block of the onset frame moves to where the apex frame differs least from it. */
@Plugin(type = DisplacementMethod.class)
public final class BlockMatching implements DisplacementMethod {

	private static final int HALF_BLOCK = 4;
	private static final int FARTHEST = 3;

	@Override
	public String title() {
		return "Block matching";
	}

	/** Needs neither the model's folder nor a device, and nothing that must be closed. */
	@Override
	public DisplacementEstimator open(final DisplacementSetup setup) {
		return BlockMatching::field;
	}

	private static DisplacementField field(final GreyPair pair) {
		final int width = (int) pair.onset().dimension(0);
		final int height = (int) pair.onset().dimension(1);
		final float[] onset = pair.onsetPixels();
		final float[] apex = pair.apexPixels();
		final DisplacementField field = DisplacementField.zero(width, height);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double least = difference(onset, apex, width, height, x, y, 0, 0);
				for (int v = -FARTHEST; v <= FARTHEST; v++) {
					for (int u = -FARTHEST; u <= FARTHEST; u++) {
						final double difference = difference(onset, apex, width, height, x, y, u, v);
						if (difference >= least) continue;
						least = difference;
						field.u()[y * width + x] = u;
						field.v()[y * width + x] = v;
					}
				}
			}
		}
		return field;
	}

	private static double difference(final float[] onset, final float[] apex, final int width, final int height,
		final int x, final int y, final int u, final int v)
	{
		double sum = 0;
		for (int dy = -HALF_BLOCK; dy <= HALF_BLOCK; dy++) {
			for (int dx = -HALF_BLOCK; dx <= HALF_BLOCK; dx++)
				sum += Math.abs(at(onset, width, height, x + dx, y + dy) - at(apex, width, height, x + dx + u, y + dy + v));
		}
		return sum;
	}

	private static float at(final float[] frame, final int width, final int height, final int x, final int y) {
		return frame[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))];
	}
}
