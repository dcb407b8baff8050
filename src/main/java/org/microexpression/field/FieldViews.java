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

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Displacement fields as colours and arrows: plain values, row-major; colours are opaque ARGB. */
public final class FieldViews {

	/**
	 * Steps between red, yellow, green, cyan, blue, magenta and red on the colour wheel of the Middlebury flow benchmark
	 * (Baker et al. 2007): fewer where the eye tells hues apart less well.
	 */
	private static final int[] WHEEL_STEPS = { 15, 6, 4, 11, 13, 6 };

	/** Black, violet, red, orange, light yellow: lightness grows evenly, so that grey prints stay readable. */
	private static final int[] HEAT = { 0x000000, 0x3b0f70, 0x8c2981, 0xde4968, 0xfe9f6d, 0xfcfdbf };

	private static final double[] ROUND_STEPS = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 };

	private FieldViews() {
		// Static methods only.
	}

	/**
	 * An arrow that stands for the mean displacement of one cell of the field.
	 *
	 * @param x  tail column in pixels, the cell's centre
	 * @param y  tail row in pixels
	 * @param dx displacement to the right in pixels, not magnified
	 * @param dy displacement down in pixels, not magnified
	 */
	public record Arrow(double x, double y, double dx, double dy) {
	}

	/**
	 * @param field displacements in pixels
	 * @return the length of the displacement at every pixel, in pixels
	 */
	public static float[] magnitude(final DisplacementField field) {
		final float[] out = new float[field.u().length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) Math.hypot(field.u()[i], field.v()[i]);
		}
		return out;
	}

	/**
	 * A round full-scale value for a view: the 99th percentile, rounded up to a short number, so that a
	 * single odd pixel does not darken the picture.
	 *
	 * @param values what is shown, not negative
	 * @return full scale, greater than 0; 1 where all values are 0
	 */
	public static double roundFullScale(final float[] values) {
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		final double high = sorted[(int) Math.min(sorted.length - 1L, Math.round(0.99 * (sorted.length - 1)))];
		if (!(high > 0) || Double.isInfinite(high)) return 1;
		final double decade = Math.pow(10, Math.floor(Math.log10(high)));
		for (final double step : ROUND_STEPS) {
			if (high <= step * decade * (1 + 1e-6)) return step * decade;
		}
		return 10 * decade;
	}

	/**
	 * The colour wheel view: hue is the direction (red to the right, then yellow, green, cyan, blue and magenta,
	 * clockwise on the screen), saturation the magnitude; white is no motion, what exceeds full scale is darkened.
	 *
	 * @param field     displacements in pixels
	 * @param fullScale magnitude in pixels that is fully saturated
	 * @return ARGB colours
	 */
	public static int[] colourWheel(final DisplacementField field, final double fullScale) {
		final int[] out = new int[field.u().length];
		for (int i = 0; i < out.length; i++) {
			out[i] = wheelColour(field.u()[i] / fullScale, field.v()[i] / fullScale);
		}
		return out;
	}

	/**
	 * The legend of {@link #colourWheel}: a disc that shows every direction and magnitude up to full scale.
	 *
	 * @param size width and height in pixels
	 * @return ARGB colours, transparent outside the disc
	 */
	public static int[] wheelLegend(final int size) {
		final int[] out = new int[size * size];
		final double radius = (size - 1) / 2.0;
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				final double u = (x - radius) / radius;
				final double v = (y - radius) / radius;
				if (u * u + v * v <= 1) out[i] = wheelColour(u, v);
			}
		}
		return out;
	}

	/**
	 * A colour map for values that are not negative, as magnitude and strain: black over violet and orange to light
	 * yellow.
	 *
	 * @param values    what is shown
	 * @param fullScale value of the lightest colour; greater ones get the same
	 * @return ARGB colours
	 */
	public static int[] heat(final float[] values, final double fullScale) {
		final int[] out = new int[values.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = heatColour(values[i] / fullScale);
		}
		return out;
	}

	/**
	 * One arrow for each cell of the field, of its mean displacement. Cells that move less than a tenth of the strongest
	 * cell, or less than 0.02 px, get none.
	 *
	 * @param field   displacements in pixels
	 * @param spacing width and height of a cell in pixels
	 * @return the arrows
	 */
	public static List<Arrow> arrows(final DisplacementField field, final int spacing) {
		final List<Arrow> cells = new ArrayList<>();
		double strongest = 0;
		for (int top = 0; top + spacing <= field.height(); top += spacing) {
			for (int left = 0; left + spacing <= field.width(); left += spacing) {
				final Arrow cell = meanArrow(field, left, top, spacing);
				strongest = Math.max(strongest, Math.hypot(cell.dx(), cell.dy()));
				cells.add(cell);
			}
		}
		final double least = Math.max(0.02, strongest / 10);
		cells.removeIf(a -> Math.hypot(a.dx(), a.dy()) < least);
		return cells;
	}

	private static Arrow meanArrow(final DisplacementField field, final int left, final int top, final int spacing) {
		double u = 0;
		double v = 0;
		for (int y = top; y < top + spacing; y++) {
			for (int x = left; x < left + spacing; x++) {
				u += field.u()[y * field.width() + x];
				v += field.v()[y * field.width() + x];
			}
		}
		final double middle = (spacing - 1) / 2.0;
		final double n = spacing * (double) spacing;
		return new Arrow(left + middle, top + middle, u / n, v / n);
	}

	private static int wheelColour(final double u, final double v) {
		final double magnitude = Math.hypot(u, v);
		double turn = Math.atan2(v, u) / (2 * Math.PI);
		if (turn < 0) turn += 1;
		double step = turn * Arrays.stream(WHEEL_STEPS).sum();
		double hue = 0;
		for (final int steps : WHEEL_STEPS) {
			hue += Math.min(1, step / steps) / WHEEL_STEPS.length;
			step -= steps;
			if (step <= 0) break;
		}
		final float saturation = (float) Math.min(1, magnitude);
		final float brightness = magnitude <= 1 ? 1 : 0.75f;
		return Color.HSBtoRGB((float) hue, saturation, brightness);
	}

	/**
	 * @param fraction 0..1; beyond it is clamped
	 * @return its colour on the scale of the pictures, 0xAARRGGBB
	 */
	public static int heatColour(final double fraction) {
		final double position = Math.max(0, Math.min(1, fraction)) * (HEAT.length - 1);
		final int lower = Math.min(HEAT.length - 2, (int) position);
		final double share = position - lower;
		int colour = 0xff;
		for (int shift = 16; shift >= 0; shift -= 8) {
			final int from = HEAT[lower] >> shift & 0xff;
			final int to = HEAT[lower + 1] >> shift & 0xff;
			colour = colour << 8 | (int) Math.round(from + share * (to - from));
		}
		return colour;
	}
}
