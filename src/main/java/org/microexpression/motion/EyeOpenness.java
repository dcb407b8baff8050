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

package org.microexpression.motion;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * How open the eyes of a registered face are: the slope of the regression of an eye's grey levels on how that eye
 * usually looks. A closed lid hides iris, pupil and white, and the slope falls to about 0. How it usually looks is the
 * mean of the frames before, the latest counting most; our choice.
 */
final class EyeOpenness {

	/** Rows above and below the eye's centre. */
	private static final int HALF_HEIGHT = 7;

	/** Share of the newest frame in the usual look. */
	private static final double RATE = 0.03;

	private final int[][] places = new int[2][];
	private final double[][] usual = new double[2][];
	private int frames;

	/** @param landmarks the landmarks of the registered face */
	EyeOpenness(final FacialLandmarks landmarks) {
		for (int eye = 0; eye < 2; eye++) {
			final int outer = 36 + 6 * eye;
			final double middleX = (landmarks.x()[outer] + landmarks.x()[outer + 3]) / 2;
			final double middleY = (landmarks.y()[outer] + landmarks.y()[outer + 3]) / 2;
			final int half = (int) Math.round((landmarks.x()[outer + 3] - landmarks.x()[outer]) / 2);
			places[eye] = places((int) Math.round(middleX), (int) Math.round(middleY), half);
		}
	}

	private static int[] places(final int x, final int y, final int half) {
		final int width = 2 * half + 1;
		final int[] places = new int[width * (2 * HALF_HEIGHT + 1)];
		for (int i = 0; i < places.length; i++)
			places[i] = clamp(y - HALF_HEIGHT + i / width) * CanonicalFace.SIZE + clamp(x - half + i % width);
		return places;
	}

	private static int clamp(final int position) {
		return Math.max(0, Math.min(CanonicalFace.SIZE - 1, position));
	}

	/**
	 * @param pixels the registered face of the next frame
	 * @return how open the eyes on the image's left and right are: 1 as usual, about 0 closed
	 */
	double[] next(final float[] pixels) {
		final double[] open = new double[2];
		for (int eye = 0; eye < 2; eye++) {
			final double[] now = new double[places[eye].length];
			double mean = 0;
			for (int i = 0; i < now.length; i++) {
				now[i] = pixels[places[eye][i]];
				mean += now[i] / now.length;
			}
			if (usual[eye] == null) usual[eye] = now.clone();
			open[eye] = slope(now, mean, usual[eye]);
			final double rate = Math.max(RATE, 1.0 / (frames + 1));
			for (int i = 0; i < now.length; i++)
				usual[eye][i] += rate * (now[i] - usual[eye][i]);
		}
		frames++;
		return open;
	}

	private static double slope(final double[] now, final double mean, final double[] usual) {
		double usualMean = 0;
		for (final double value : usual)
			usualMean += value / usual.length;
		double product = 0;
		double square = 0;
		for (int i = 0; i < now.length; i++) {
			product += (now[i] - mean) * (usual[i] - usualMean);
			square += (usual[i] - usualMean) * (usual[i] - usualMean);
		}
		return square > 0 ? product / square : 1;
	}
}
