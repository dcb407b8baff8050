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

package org.microexpression.synthetic;

import java.util.SplittableRandom;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;

/**
 * Where the 68 landmarks lie in a registered frame: on a face of mean proportions, and on faces of random ones.
 */
public final class FaceLayout {

	/** The landmark that takes each one's place when the picture is mirrored. */
	private static final int[] MIRROR = { 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, //
		26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 27, 28, 29, 30, 35, 34, 33, 32, 31, //
		45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, //
		54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65 };

	/** Midline and eye row of the mean face in the 28-grid. */
	private static final double MIDLINE = CanonicalFace.pixelToGrid((CanonicalFace.SIZE - 1) / 2.0);
	private static final double EYE_ROW = CanonicalFace.pixelToGrid(CanonicalFace.EYE_Y);

	/**
	 * How much the heights of brows, nose, eyes, mouth and jaw vary relative to each other; of all, brows differ most.
	 */
	private static final double[] PART_ROWS = { 1.5, 1, 0.4, 1, 1 };

	private FaceLayout() {
		// Static only.
	}

	/**
	 * How faces differ in a registered frame. The defaults let brows, nose, mouth and chin vary by about a row of the
	 * 28-grid, and, one-sided, by three rows at the mouth: a similarity transform that takes the eyes to their places
	 * leaves long faces longer.
	 *
	 * @param proportions how long and wide they are
	 * @param rows        standard deviation of each part's own height (brows, nose, mouth, chin), cells
	 * @param points      standard deviation of each landmark's own place, cells
	 * @param pose        how the whole face lies
	 */
	public record Variation(Proportions proportions, double rows, double points, Pose pose) {

		/** @return the variation that the generator uses by itself */
		public static Variation typical() {
			return new Variation(new Proportions(0.035, 0.3, 0.2, 0.06), 0.45, 0.2, new Pose(0.4, 0.02, 0.03));
		}

		/** @return no variation: every face is the mean one */
		public static Variation none() {
			return new Variation(new Proportions(0, 0, 0, 0), 0, 0, new Pose(0, 0, 0));
		}
	}

	/**
	 * How the proportions of faces differ.
	 *
	 * @param stretch   standard deviation of the vertical stretch about the eye row
	 * @param longFaces share of faces with an extra vertical stretch, uniform up to {@code longest}
	 * @param longest   the largest extra stretch
	 * @param width     standard deviation of the horizontal stretch of the parts below the eyes
	 */
	public record Proportions(double stretch, double longFaces, double longest, double width) {
	}

	/**
	 * How the place of the whole face differs.
	 *
	 * @param shift    standard deviation of its place, cells
	 * @param rotation standard deviation of its rotation, radians
	 * @param scale    standard deviation of its relative size
	 */
	public record Pose(double shift, double rotation, double scale) {
	}

	/**
	 * @param landmark 0..67
	 * @return the landmark that takes its place when the picture is mirrored left to right
	 */
	public static int mirror(final int landmark) {
		return MIRROR[landmark];
	}

	/** @return the landmarks of the mean face in registered pixels, symmetrical about column 63.5 */
	public static FacialLandmarks mean() {
		return CanonicalFace.landmarks();
	}

	/**
	 * Draws the landmarks of a random face.
	 *
	 * @param random    source of chance
	 * @param variation how much faces differ
	 * @return 68 landmarks in registered pixels
	 */
	public static FacialLandmarks random(final SplittableRandom random, final Variation variation) {
		final Proportions proportions = variation.proportions();
		final double extra = random.nextDouble() < proportions.longFaces() ? random.nextDouble() * proportions.longest()
			: 0;
		final double stretch = Math.max(0.85, 1 + extra + proportions.stretch() * random.nextGaussian());
		final double width = Math.max(0.8, 1 + proportions.width() * random.nextGaussian());
		final double eyeWidth = 1 + 0.3 * (width - 1);
		final double[] partRows = new double[5];
		for (int i = 0; i < partRows.length; i++)
			partRows[i] = variation.rows() * PART_ROWS[i] * random.nextGaussian();
		final double angle = variation.pose().rotation() * random.nextGaussian();
		final double scale = 1 + variation.pose().scale() * random.nextGaussian();
		final double a = scale * Math.cos(angle);
		final double b = scale * Math.sin(angle);
		final double tx = variation.pose().shift() * random.nextGaussian();
		// Registration lays a long face down as a whole: its eyes come to lie higher, its mouth lower.
		final double ty = variation.pose().shift() * random.nextGaussian() - 4 * extra;
		final FacialLandmarks mean = mean();
		final double[] x = new double[FacialLandmarks.COUNT];
		final double[] y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			final double meanX = CanonicalFace.pixelToGrid(mean.x()[i]) - MIDLINE;
			final double meanY = CanonicalFace.pixelToGrid(mean.y()[i]) - EYE_ROW;
			final double px = meanX * (meanY > 2 ? width : eyeWidth) + variation.points() * random.nextGaussian();
			final double py = meanY * stretch + partRows[part(i)] + variation.points() * random.nextGaussian();
			x[i] = CanonicalFace.gridToPixel(MIDLINE + tx + a * px - b * py);
			y[i] = CanonicalFace.gridToPixel(EYE_ROW + ty + b * px + a * py);
		}
		return new FacialLandmarks(x, y);
	}

	/**
	 * @param landmarks landmarks in a frame
	 * @param width     its width in pixels
	 * @return the landmarks of the mirrored frame
	 */
	public static FacialLandmarks mirrored(final FacialLandmarks landmarks, final int width) {
		final double[] x = new double[FacialLandmarks.COUNT];
		final double[] y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			x[i] = width - 1 - landmarks.x()[MIRROR[i]];
			y[i] = landmarks.y()[MIRROR[i]];
		}
		return new FacialLandmarks(x, y);
	}

	/** The index in {@link #PART_ROWS} of the part that a landmark belongs to. */
	private static int part(final int landmark) {
		if (landmark < 17) return 4;
		if (landmark < 27) return 0;
		if (landmark < 36) return 1;
		return landmark < 48 ? 2 : 3;
	}
}
