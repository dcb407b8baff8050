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

import java.util.Arrays;

import org.microexpression.base.InputException;
import org.microexpression.field.GreyPair;
import org.microexpression.image.Bilinear;
import org.microexpression.image.CatmullRom;
import org.microexpression.image.GaussianBlur;

/**
 * A plane of numbers and what the optical flow methods do with it. Beyond its border an image goes on with its border's
 * values.
 *
 * @param width  columns
 * @param height rows
 * @param values row-major
 */
record Raster(int width, int height, float[] values) {

	/** Smallest frame that is worth a flow: four pixels a side still hold a slope and a curvature. */
	private static final int SMALLEST = 4;

	/** Contrast of a normalized frame in grey levels, that of an ordinary picture of a face. */
	private static final float CONTRAST = 48;

	/** Added to the contrast, so that the noise of a flat frame is not blown up to one. */
	private static final float NOISE = 4;

	/**
	 * Both frames of a pair, each with a mean of 0 and a standard deviation of about {@value #CONTRAST}, as the DGM
	 * normalizes them ((grey − mean) / (deviation + {@value #NOISE})). Our choice: optical flow takes a grey level for
	 * the same point of the skin, and a light that drifts by a few per cent, or an automatic gain, would pass for motion.
	 *
	 * @param pair two frames
	 * @return onset and apex
	 * @throws InputException if they differ in size, are smaller than {@value #SMALLEST} pixels a side, or a grey level
	 *                        is no number
	 */
	static Raster[] normalized(final GreyPair pair) {
		final int width = Math.toIntExact(pair.onset().dimension(0));
		final int height = Math.toIntExact(pair.onset().dimension(1));
		if (pair.apex().dimension(0) != width || pair.apex().dimension(1) != height) throw new InputException(
			"The onset frame has " + width + " x " + height + " pixels and the apex frame " + pair.apex().dimension(0) +
				" x " + pair.apex().dimension(1) + "; register them to one size first.");
		if (Math.min(width, height) < SMALLEST) throw new InputException("The frames have " + width + " x " + height +
			" pixels; optical flow needs " + SMALLEST + " x " + SMALLEST + " or more.");
		return new Raster[] { normalized(width, height, pair.onsetPixels(), "onset"), normalized(width, height, pair
			.apexPixels(), "apex") };
	}

	private static Raster normalized(final int width, final int height, final float[] grey, final String name) {
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < grey.length; i++) {
			if (!Float.isFinite(grey[i])) throw new InputException("The " + name + " frame holds " + grey[i] + " at column " +
				i % width + ", row " + i / width + "; replace it by a grey level first.");
			sum += grey[i];
			squares += (double) grey[i] * grey[i];
		}
		final double mean = sum / grey.length;
		final double scale = CONTRAST / (Math.sqrt(Math.max(0, squares / grey.length - mean * mean)) + NOISE);
		final float[] values = new float[grey.length];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) ((grey[i] - mean) * scale);
		return new Raster(width, height, values);
	}

	Raster filled(final float value) {
		final float[] all = new float[values.length];
		Arrays.fill(all, value);
		return new Raster(width, height, all);
	}

	/**
	 * @param kernel middle and right half of a kernel along x and of another one along y, both of one length
	 * @return the correlation with both
	 */
	Raster filtered(final Kernel alongX, final Kernel alongY) {
		final float[] rows = new float[values.length];
		final float[] padded = new float[Math.max(width, height) + 2 * Math.max(alongX.reach(), alongY.reach())];
		for (int y = 0; y < height; y++)
			alongX.apply(values, y * width, 1, width, padded, rows);
		final float[] out = new float[values.length];
		for (int x = 0; x < width; x++)
			alongY.apply(rows, x, width, height, padded, out);
		return new Raster(width, height, out);
	}

	/**
	 * @param sigma standard deviation in pixels; 0 for none
	 * @return the plane blurred by a Gaussian
	 */
	Raster blurred(final double sigma) {
		final float[] blurred = values.clone();
		GaussianBlur.blur(blurred, width, height, sigma, GaussianBlur.Style.LONG);
		return new Raster(width, height, blurred);
	}

	/**
	 * @param newWidth  columns
	 * @param newHeight rows
	 * @return the plane at another size, bilinear; blur it first where it shrinks
	 */
	Raster resized(final int newWidth, final int newHeight) {
		final float[] out = new float[newWidth * newHeight];
		final Bilinear between = linear();
		final double stepX = (double) width / newWidth;
		final double stepY = (double) height / newHeight;
		for (int y = 0, i = 0; y < newHeight; y++)
			for (int x = 0; x < newWidth; x++, i++)
				out[i] = (float) between.at((x + 0.5) * stepX - 0.5, (y + 0.5) * stepY - 0.5);
		return new Raster(newWidth, newHeight, out);
	}

	/** @return the plane with every value multiplied */
	Raster times(final float factor) {
		final float[] out = new float[values.length];
		for (int i = 0; i < out.length; i++)
			out[i] = factor * values[i];
		return new Raster(width, height, out);
	}

	/** @return the plane with its columns in reverse */
	Raster mirrored() {
		final float[] out = new float[values.length];
		for (int i = 0; i < out.length; i++)
			out[i] = values[i + width - 1 - 2 * (i % width)];
		return new Raster(width, height, out);
	}

	/** @return the values between pixels, bilinear */
	Bilinear linear() {
		return new Bilinear(values, width, height, Bilinear.Border.REPEATED, Bilinear.Mixing.STEPPED_SINGLE);
	}

	/** @return the values between pixels by cubic convolution: bilinear blurs, which passes for motion */
	CatmullRom cubic() {
		return new CatmullRom(values, width, height, CatmullRom.Precision.SINGLE);
	}
}
