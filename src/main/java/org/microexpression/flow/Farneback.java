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
import org.microexpression.image.Bilinear;
import org.scijava.plugin.Plugin;

/**
 * Dense optical flow by polynomial expansion (G. Farnebäck, <i>Two-Frame Motion Estimation Based on Polynomial
 * Expansion</i>, SCIA 2003), coarse to fine: where a quadratic polynomial moves by d, its slope changes by twice its
 * curvature times d, and that is solved for d over a Gaussian window. Both frames are normalized first, see {@link
 * Raster#normalized}.
 */
@Plugin(type = DisplacementMethod.class, priority = 800)
public final class Farneback implements DisplacementMethod {

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
		this.settings = settings;
	}

	@Override
	public String title() {
		return "Farneback";
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
		final Pyramid onset = Pyramid.of(frames[0], settings.levels);
		final Pyramid apex = Pyramid.of(frames[1], settings.levels);
		Raster u = null;
		Raster v = null;
		for (int level = onset.levels() - 1; level >= 0; level--) {
			final Raster first = onset.level(level);
			u = u == null ? first.filled(0) : Pyramid.enlarged(u, first.width(), first.height(), (float) first.width() / u
				.width());
			v = v == null ? first.filled(0) : Pyramid.enlarged(v, first.width(), first.height(), (float) first.height() / v
				.height());
			final PolynomialExpansion a = PolynomialExpansion.of(first, settings.expansion);
			final PolynomialExpansion b = PolynomialExpansion.of(apex.level(level), settings.expansion);
			for (int i = 0; i < settings.iterations; i++) {
				final Raster[] solved = solved(equations(a, b, u, v));
				u = solved[0];
				v = solved[1];
			}
		}
		return new DisplacementField(u.width(), u.height(), u.values(), v.values());
	}

	/** The window's sums of AᵀA (xx, xy, yy) and AᵀΔb (x, y), with A the mean curvature and Δb what d must explain. */
	private Raster[] equations(final PolynomialExpansion a, final PolynomialExpansion b, final Raster u, final Raster v) {
		final int width = u.width();
		final Bilinear[] moved = { b.axx().linear(), b.ayy().linear(), b.axy().linear(), b.bx().linear(), b.by().linear() };
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

	private Raster[] solved(final Raster[] sums) {
		final Raster u = sums[0].filled(0);
		final Raster v = sums[0].filled(0);
		final float trust = (float) settings.trust;
		for (int i = 0; i < u.values().length; i++) {
			final float xx = sums[0].values()[i] + trust;
			final float xy = sums[1].values()[i];
			final float yy = sums[2].values()[i] + trust;
			final float determinant = xx * yy - xy * xy;
			u.values()[i] = (yy * sums[3].values()[i] - xy * sums[4].values()[i]) / determinant;
			v.values()[i] = (xx * sums[4].values()[i] - xy * sums[3].values()[i]) / determinant;
		}
		return new Raster[] { u, v };
	}
}
