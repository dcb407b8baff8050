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

package org.microexpression.flow;

import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.scijava.plugin.Plugin;

/**
 * TV-L1 optical flow (C. Zach, T. Pock, H. Bischof, <i>A Duality Based Approach for Realtime TV-L1 Optical Flow</i>,
 * DAGM 2007): the field of least total variation whose frames differ least in absolute value. The dual scheme prefers a
 * direction; so the mirrored pair is computed too, and the field is the average of both, as the DGM does it.
 */
@Plugin(type = DisplacementMethod.class, priority = 900)
public final class TvL1 extends OpticalFlow {

	/**
	 * Weights and sizes; our choice, tuned on made-up pairs (docs/measurements.md).
	 *
	 * @param lambda     weight of the frames' difference against the field's variation, pixels a grey level
	 * @param theta      how far the two halves of the scheme may part, pixels²
	 * @param levels     image scales, each half as large as the one before
	 * @param warps      times that the apex frame is warped on each scale
	 * @param iterations of the dual scheme after each warp
	 * @param blur       standard deviation of a blur of both frames beforehand, against noise, pixels
	 */
	record Settings(double lambda, double theta, int levels, int warps, int iterations, double blur) {
	}

	private final Settings settings;

	/** With the settings that ship. */
	public TvL1() {
		this(new Settings(0.08, 0.1, 2, 4, 20, 0.8));
	}

	TvL1(final Settings settings) {
		super("TV-L1");
		this.settings = settings;
	}

	@Override
	DisplacementField compute(final Raster onset, final Raster apex) {
		final DisplacementField d = flow(onset, apex);
		final DisplacementField other = flow(onset.mirrored(), apex.mirrored()).mirrored();
		for (int i = 0; i < d.u().length; i++) {
			d.u()[i] = 0.5f * (d.u()[i] + other.u()[i]);
			d.v()[i] = 0.5f * (d.v()[i] + other.v()[i]);
		}
		return d;
	}

	private DisplacementField flow(final Raster onset, final Raster apex) {
		return coarseToFine(Pyramid.of(onset.blurred(settings.blur), settings.levels), Pyramid.of(apex.blurred(
			settings.blur), settings.levels), frame -> new TvL1Scale(settings, frame.filled(0), frame.filled(0)));
	}
}
