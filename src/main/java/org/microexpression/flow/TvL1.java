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

import org.microexpression.base.InputException;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.GreyPair;
import org.scijava.plugin.Plugin;

/**
 * TV-L1 optical flow (C. Zach, T. Pock, H. Bischof, <i>A Duality Based Approach for Realtime TV-L1 Optical Flow</i>,
 * DAGM 2007), coarse to fine: the field of least total variation whose frames differ least in absolute value. Both
 * frames are normalized first, see {@link Raster#normalized}. The dual scheme prefers a direction; so the mirrored pair
 * is computed too, and the field is the average of both, as the DGM does it.
 */
@Plugin(type = DisplacementMethod.class, priority = 900)
public final class TvL1 implements DisplacementMethod {

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
		this.settings = settings;
	}

	@Override
	public String title() {
		return "TV-L1";
	}

	@Override
	public DisplacementEstimator open(final DisplacementSetup setup) {
		return this::compute;
	}

	/**
	 * @param pair two frames of one size
	 * @return the displacement field from onset to apex, of their size, in pixels
	 * @throws InputException if the frames differ in size, are smaller than 4 × 4 pixels, or hold a value that is no
	 *                        number
	 */
	public DisplacementField compute(final GreyPair pair) {
		final Raster[] frames = Raster.normalized(pair);
		final DisplacementField d = flow(frames[0], frames[1]);
		final DisplacementField other = flow(frames[0].mirrored(), frames[1].mirrored()).mirrored();
		for (int i = 0; i < d.u().length; i++) {
			d.u()[i] = 0.5f * (d.u()[i] + other.u()[i]);
			d.v()[i] = 0.5f * (d.v()[i] + other.v()[i]);
		}
		return d;
	}

	private DisplacementField flow(final Raster onset, final Raster apex) {
		final Pyramid first = Pyramid.of(onset.blurred(settings.blur), settings.levels);
		final Pyramid second = Pyramid.of(apex.blurred(settings.blur), settings.levels);
		TvL1Scale scale = null;
		for (int level = first.levels() - 1; level >= 0; level--) {
			final Raster frame = first.level(level);
			scale = scale == null ? new TvL1Scale(settings, frame.filled(0), frame.filled(0)) : scale.enlarged(frame.width(),
				frame.height());
			for (int warp = 0; warp < settings.warps; warp++)
				scale.refine(frame, second.level(level));
		}
		return scale.field();
	}
}
