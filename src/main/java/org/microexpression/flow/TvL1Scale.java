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
import org.microexpression.image.CatmullRom;

/** The field of motion on one scale of {@link TvL1}, and its dual variables. */
final class TvL1Scale implements OpticalFlow.Scale {

	/** Step of the dual scheme; up to 1/4 it converges (Chambolle 2004). */
	private static final float STEP = 0.25f;

	private final TvL1.Settings settings;
	private final int width;
	private final int height;
	private final Raster u;
	private final Raster v;
	private final Dual dualU;
	private final Dual dualV;

	TvL1Scale(final TvL1.Settings settings, final Raster u, final Raster v) {
		this.settings = settings;
		this.u = u;
		this.v = v;
		width = u.width();
		height = u.height();
		dualU = new Dual(width, height);
		dualV = new Dual(width, height);
	}

	@Override
	public TvL1Scale enlarged(final int newWidth, final int newHeight) {
		return new TvL1Scale(settings, Pyramid.enlarged(u, newWidth, newHeight, (float) newWidth / width), Pyramid.enlarged(
			v, newWidth, newHeight, (float) newHeight / height));
	}

	@Override
	public DisplacementField field() {
		return new DisplacementField(width, height, u.values(), v.values());
	}

	@Override
	public void refine(final Raster onset, final Raster apex) {
		for (int warp = 0; warp < settings.warps(); warp++)
			warp(onset, apex);
	}

	/** Warps the apex frame by the field so far, takes its difference as linear from there, and solves. */
	private void warp(final Raster onset, final Raster apex) {
		final int n = width * height;
		final float[] warped = new float[n];
		final CatmullRom between = apex.cubic();
		for (int i = 0; i < n; i++)
			warped[i] = between.at(i % width + u.values()[i], i / width + v.values()[i]);
		final float[] gx = new float[n];
		final float[] gy = new float[n];
		final float[] rest = new float[n];
		for (int i = 0; i < n; i++) {
			// The mean slope of both frames: that of one alone is off to first order in the motion that is left.
			gx[i] = 0.5f * (slope(warped, i, i % width, width, 1) + slope(onset.values(), i, i % width, width, 1));
			gy[i] = 0.5f * (slope(warped, i, i / width, height, width) + slope(onset.values(), i, i / width, height, width));
			rest[i] = warped[i] - onset.values()[i] - gx[i] * u.values()[i] - gy[i] * v.values()[i];
		}
		for (int i = 0; i < settings.iterations(); i++) {
			threshold(gx, gy, rest);
			dualU.step(u.values(), (float) settings.theta());
			dualV.step(v.values(), (float) settings.theta());
		}
	}

	/** Moves the field towards where the frames agree, then back to where it varies less. */
	private void threshold(final float[] gx, final float[] gy, final float[] rest) {
		final float theta = (float) settings.theta();
		final float most = (float) (settings.lambda() * settings.theta());
		final float[] pu = u.values();
		final float[] pv = v.values();
		dualU.diverge();
		dualV.diverge();
		for (int i = 0; i < rest.length; i++) {
			final float squared = gx[i] * gx[i] + gy[i] * gy[i];
			final float difference = rest[i] + gx[i] * pu[i] + gy[i] * pv[i];
			final float share = squared < 1e-9f ? 0 : Math.max(-most, Math.min(most, -difference / squared));
			pu[i] += share * gx[i] + theta * dualU.divergence[i];
			pv[i] += share * gy[i] + theta * dualV.divergence[i];
		}
	}

	/** A central difference of fourth order, of lower order near the border. */
	private static float slope(final float[] values, final int i, final int position, final int length,
		final int stride)
	{
		if (position >= 2 && position < length - 2) return (8 * (values[i + stride] - values[i - stride]) - (values[i + 2 *
			stride] - values[i - 2 * stride])) / 12;
		if (position == 0 || position == length - 1) return 0;
		return 0.5f * (values[i + stride] - values[i - stride]);
	}

	/** The dual variable of one component: a vector of at most length 1 at every pixel. */
	private static final class Dual {

		private final int width;
		private final int height;
		private final float[] x;
		private final float[] y;
		private final float[] divergence;

		Dual(final int width, final int height) {
			this.width = width;
			this.height = height;
			x = new float[width * height];
			y = new float[width * height];
			divergence = new float[width * height];
		}

		void diverge() {
			for (int row = 0, i = 0; row < height; row++) {
				for (int column = 0; column < width; column++, i++)
					divergence[i] = x[i] - (column == 0 ? 0 : x[i - 1]) + y[i] - (row == 0 ? 0 : y[i - width]);
			}
		}

		void step(final float[] component, final float theta) {
			final float tau = STEP / theta;
			for (int row = 0, i = 0; row < height; row++) {
				for (int column = 0; column < width; column++, i++) {
					final float dx = column == width - 1 ? 0 : component[i + 1] - component[i];
					final float dy = row == height - 1 ? 0 : component[i + width] - component[i];
					final float shrink = 1 / (1 + tau * (float) Math.sqrt(dx * dx + dy * dy));
					x[i] = (x[i] + tau * dx) * shrink;
					y[i] = (y[i] + tau * dy) * shrink;
				}
			}
		}
	}
}
