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
import org.microexpression.image.Bilinear;
import org.scijava.plugin.Plugin;

/**
 * Dense optical flow by polynomial expansion (G. Farnebäck, <i>Two-Frame Motion Estimation Based on Polynomial
 * Expansion</i>, SCIA 2003): where a quadratic polynomial moves by d, its slope changes by twice its
 * curvature times d, and that is solved for d over a Gaussian window.
 */
@Plugin(type = DisplacementMethod.class, priority = 800)
public final class Farneback extends OpticalFlow {

	/**
	 * Sizes; our choice, tuned on made-up pairs (docs/measurements.md).
	 *
	 * @param levels     image scales, each half as large as the one before
	 * @param iterations on each scale
	 * @param expansion  standard deviation of the polynomials' weights, pixels of the scale
	 * @param window     standard deviation of the window in which d is constant, pixels of the scale
	 * @param trust      added to the equations' diagonal: where there is less texture than this, d stays what it was;
	 *                   (grey levels / pixel²)² of the normalized frame
	 */
	record Settings(int levels, int iterations, double expansion, double window, double trust) {
	}

	private final Settings settings;

	/** With the settings that ship. */
	public Farneback() {
		this(new Settings(2, 2, 0.9, 8, 0.1));
	}

	Farneback(final Settings settings) {
		super("Farneback");
		this.settings = settings;
	}

	@Override
	DisplacementField compute(final Raster onset, final Raster apex) {
		return coarseToFine(Pyramid.of(onset, settings.levels), Pyramid.of(apex, settings.levels), frame -> new Motion(
			settings, frame.filled(0), frame.filled(0)));
	}

	/** The motion on one scale. */
	private static final class Motion implements Scale {

		private final Settings settings;
		private Raster u;
		private Raster v;

		Motion(final Settings settings, final Raster u, final Raster v) {
			this.settings = settings;
			this.u = u;
			this.v = v;
		}

		@Override
		public Motion enlarged(final int width, final int height) {
			return new Motion(settings, Pyramid.enlarged(u, width, height, (float) width / u.width()), Pyramid.enlarged(v,
				width, height, (float) height / v.height()));
		}

		@Override
		public DisplacementField field() {
			return new DisplacementField(u.width(), u.height(), u.values(), v.values());
		}

		@Override
		public void refine(final Raster onset, final Raster apex) {
			final PolynomialExpansion a = PolynomialExpansion.of(onset, settings.expansion);
			final PolynomialExpansion b = PolynomialExpansion.of(apex, settings.expansion);
			for (int i = 0; i < settings.iterations; i++)
				solve(equations(a, b));
		}

		/** The window's sums of AᵀA (xx, xy, yy) and AᵀΔb (x, y), with A the mean curvature and Δb what d must explain. */
		private Raster[] equations(final PolynomialExpansion a, final PolynomialExpansion b) {
			final int width = u.width();
			final Bilinear[] moved = { b.axx().linear(), b.ayy().linear(), b.axy().linear(), b.bx().linear(), b.by()
				.linear() };
			final Raster[] sums = new Raster[5];
			for (int s = 0; s < sums.length; s++)
				sums[s] = u.filled(0);
			for (int i = 0; i < u.values().length; i++) {
				final float du = u.values()[i];
				final float dv = v.values()[i];
				final float x = i % width + du;
				final float y = i / width + dv;
				final float xx = 0.5f * (a.axx().values()[i] + (float) moved[0].at(x, y));
				final float yy = 0.5f * (a.ayy().values()[i] + (float) moved[1].at(x, y));
				final float xy = 0.25f * (a.axy().values()[i] + (float) moved[2].at(x, y));
				final float bx = 0.5f * (a.bx().values()[i] - (float) moved[3].at(x, y)) + xx * du + xy * dv;
				final float by = 0.5f * (a.by().values()[i] - (float) moved[4].at(x, y)) + xy * du + yy * dv;
				sums[0].values()[i] = xx * xx + xy * xy;
				sums[1].values()[i] = xy * (xx + yy);
				sums[2].values()[i] = yy * yy + xy * xy;
				sums[3].values()[i] = xx * bx + xy * by;
				sums[4].values()[i] = xy * bx + yy * by;
			}
			for (int s = 0; s < sums.length; s++)
				sums[s] = sums[s].blurred(settings.window);
			return sums;
		}

		private void solve(final Raster[] sums) {
			final float trust = (float) settings.trust;
			for (int i = 0; i < u.values().length; i++) {
				final float xx = sums[0].values()[i] + trust;
				final float xy = sums[1].values()[i];
				final float yy = sums[2].values()[i] + trust;
				final float determinant = xx * yy - xy * xy;
				u.values()[i] = (yy * sums[3].values()[i] - xy * sums[4].values()[i]) / determinant;
				v.values()[i] = (xx * sums[4].values()[i] - xy * sums[3].values()[i]) / determinant;
			}
		}
	}
}
